"""Parties in a span of text: the rules of parties.rules over its tagged words.

The end of a name depends on its own words only, not on what follows. With a word that is in no lexicon the end is
uncertain (`guessed`).
"""

import re
from functools import lru_cache

from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.grammar.rules import rules_of
from build_tools.parse.grammar.words import Words, words_in
from build_tools.parse.text import Text

# The rules of parties.rules that define parties; the first match counts.
_PARTIES = ("shared", "committee", "office", "group", "organ", "company", "other", "person")
# Tags that a party can begin with: most words are skipped.
_BEGINS = re.compile("[FHMShsjgyOPGNTlEiz]")
# Behind a capital that no lexicon knows, small words up to a verb end the name ("Sở Khoa học và Công ngệ báo cáo",
# "Sở Quản lý Nhà đất và công trình công cộng chủ trì").
_UNKNOWN = re.compile("w(?:[wkrq]{0,5}[wk])??(?=[vmC]|d)")
# Those of a kind are told apart by words that no lexicon knows ("Các đội cấp cứu cơ động luôn …").
_OF_KIND = re.compile("[wa][wkq]{0,5}(?=m|d)")
# A name of these rules may go on with small words that no lexicon knows.
_OPEN = frozenset({"organ", "office", "committee", "company"})
# These names have been told whole once their field or territory is told.
_TOLD = re.compile(r"(?<!\w)(?:sở|bộ|ủy\s+ban\s+nhân\s+dân|ubnd|hội\s+đồng\s+nhân\s+dân|hđnd|công\s+an)$")
_HEADS_ALONE = frozenset("HMSG")


class Party(Value, frozen=True):
    """A party named in a text; `rule` is the rule of parties.rules that it matches, `tags` are those of its words."""

    span: Span
    rule: str
    tags: str
    guessed: bool = False


class Chunks(Value, frozen=True):
    """A span of text as words, each party being one word; `parties` are by index of the word."""

    words: Words
    parties: dict[int, Party]

    @property
    def tags(self) -> str:
        """One tag for each word or party."""
        return self.words.tags


@lru_cache(maxsize=256)  # several rules look at the same words in turn
def chunks_in(text: Text, span: Span) -> Chunks:
    """Return the words and parties of the span."""
    words = words_in(text, span)
    rules, tags = rules_of(text.vocabulary.rules[0]), words.tags
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    parties: dict[int, Party] = {}
    done = 0
    for begin in _BEGINS.finditer(tags):
        at = begin.start()
        if at < done or (tags[at] == "l" and kinds and kinds[-1] in "Uu" and at == done):
            continue  # after a party "lãnh đạo" is a verb
        rule, end = next(
            ((rule, end) for rule in _PARTIES if (end := rules.end(rule, tags, at)) > at), ("bare", at + 1)
        )
        if rule == "bare" and not (tags[at] == "S" or _is_territory(text, words, at)):
            continue
        starts += words.starts[done:at]
        ends += words.ends[done:at]
        kinds += tags[done:at]
        further = _further(text, words, rule, at, end)
        guessed = further > end or _is_guessed(tags, end)
        end = further
        name = tags[at:end]
        # A head of one syllable alone ("Sở", "Báo") is a party only before a verb.
        bare = name in _HEADS_ALONE and " " not in text.source[words.starts[at] : words.ends[end - 1]]
        kind = "u" if bare or rule == "bare" else "U"
        parties[len(kinds)] = Party(Span(words.starts[at], words.ends[end - 1]), rule, name, guessed)
        starts.append(words.starts[at])
        ends.append(words.ends[end - 1])
        kinds.append(kind)
        done = end
    starts += words.starts[done:]
    ends += words.ends[done:]
    kinds += tags[done:]
    return Chunks(Words(tuple(starts), tuple(ends), "".join(kinds)), parties)


def _further(text: Text, words: Words, rule: str, at: int, end: int) -> int:
    """Return where a name ends that may go on behind `end` with words that no lexicon knows."""
    unknown = _UNKNOWN if _is_guessed(words.tags, end) else _OF_KIND if rule == "group" else None
    if unknown and (more := unknown.match(words.tags, end)):
        return more.end()
    if rule not in _OPEN or _is_complete(text, words, at, end):
        return end
    return max(end, rules_of(text.vocabulary.rules[0]).end("open", words.tags, end))


def _is_complete(text: Text, words: Words, at: int, end: int) -> bool:
    """Return whether a name ends where it is known to: in a territory, or in the field of a sở or bộ."""
    tags = words.tags[at:end]
    if tags[-1] in "GLDa":
        return True
    heads = re.search("[SHF](?=[^SHF]*$)", tags)
    if heads is None:
        return tags[-1] in "OgF"
    head = text.lowered[words.starts[at] : words.ends[at + heads.start()]]
    return heads.end() == len(tags) or _TOLD.search(head) is not None


def _is_territory(text: Text, words: Words, at: int) -> bool:
    """Return whether the word names a territory that acts ("Tỉnh xem xét …"); "cấp" alone is a verb."""
    name = text.source[words.starts[at] : words.ends[at]]
    return words.tags[at] == "G" and name in ("Tỉnh", "Thành phố", "Huyện", "Xã", "Phường", "Quận", "Thị xã")


def _is_guessed(tags: str, end: int) -> bool:
    """Return whether the name ends in an unknown capitalised word: the next word may belong to it."""
    return tags[end - 1] == "N" and tags[end : end + 1] in ("w", "y", "t")
