"""Clauses that order something: "Giao Sở Nội vụ …", "Sở Nội vụ, Sở Tài chính phải …", "Về kinh phí: Sở …".

No list of verbs is used: any predicate of a party is its task, unless it narrates or describes.
"""

import re
from functools import cache

from build_tools.base.text import alternatives, squeeze
from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.grammar.chunks import Chunks, chunks_in
from build_tools.parse.grammar.lexicon import lexicon_of
from build_tools.parse.grammar.names import names_of
from build_tools.parse.grammar.rules import rules_of
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# Characters of a span that are searched; more of them if a list of parties reaches the end.
_WINDOW, _LONGEST = 240, 1_500
_ADVERBIAL = frozenset("eb")
_ACTS = frozenset("vqQdC")
# Behind these words a name may go on, or somebody else be told.
_NO_PREDICATE = frozenset("PVfagHMGLKNUujshzwXr")
_LISTED = frozenset("UuG")  # after these and a comma a list continues
_LONGEST_LABEL, _LABEL = 5, 60
# The head of a span that ends behind a party, or in the name behind it and a mark.
_LIST_GOES_ON = re.compile("[Uu](?:[,;r:BfPO]{0,3}.?|[,;][^,;.]{0,10})$")
_STARTS = re.compile("[UuXTP]")


class Clause(Value, frozen=True):
    """A clause that orders something: the names of the parties, the span of their list, the ordering verb if any.

    `guessed` says that the end of a name is uncertain, `unsure` that the word behind the names need not be what they
    do. `parties` are the spans of the names.
    """

    names: tuple[str, ...]
    span: Span
    order: str = ""
    guessed: bool = False
    unsure: bool = False
    parties: tuple[Span, ...] = ()


@cache
def _rule(vocabulary: Vocabulary, name: str) -> re.Pattern[str]:
    return rules_of(vocabulary.rules[1]).pattern(name)


def _chunks(text: Text, span: Span) -> Chunks:
    """Return the chunks at the head of the span; of a longer head if parties reach its end."""
    size = _WINDOW
    while True:
        end = min(span.end, span.start + size)
        chunks = chunks_in(text, Span(span.start, end))
        if end == span.end or size >= _LONGEST or not _LIST_GOES_ON.search(chunks.tags):
            return chunks
        size *= 3


_BEGINS = frozenset("FHMShsjgyOPGNTLlEiz")


def may_begin(text: Text, offset: int) -> bool:
    """Return whether a party may begin at the offset: a capital, or a small word that can begin one."""
    if text.source[offset : offset + 1].isupper():
        return True
    return _small_begins(text.vocabulary).match(text.lowered, offset) is not None


@cache
def _small_begins(vocabulary: Vocabulary) -> re.Pattern[str]:
    lexicon = lexicon_of(vocabulary)
    firsts = {words.split(" ")[0] for words, entry in lexicon.spelt.entries.items() if entry.small in _BEGINS}
    return re.compile(rf"(?:{alternatives(firsts)})(?!\w)")


def clause_in(text: Text, span: Span) -> Clause | None:
    """Return the clause at the head of the span, or after its label or adverbial.

    "Giao Sở Nội vụ …"; "Về kinh phí: Sở Tài chính …"; "Trong quá trình thực hiện, nếu có vướng mắc, các phòng …".
    """
    if span.start == span.end or not _may_hold(text, span):
        return None
    chunks = _chunks(text, span)
    tags = chunks.tags
    if clause := _clause_at(text, chunks, 0):
        return clause
    adverbial = tags[:1] in _ADVERBIAL
    for found in _STARTS.finditer(tags, 1):
        at = found.start()
        before = tags[at - 1]
        if before == "," and tags[at - 2 : at - 1] in _LISTED:
            continue
        if before in ",;" and tags[at] == "X" and tags[at - 2 : at - 1] in _ACTS:
            continue  # "tham mưu, kiến nghị cơ quan có thẩm quyền …" is one run of verbs
        behind = (
            _below_label(text, chunks, at)
            or before == ":"
            or (before in ",;DB" and (adverbial or tags[at] == "X"))
            or _then(text, chunks, at)
            or _regards(text, chunks, at)
        )
        if behind and (clause := _clause_at(text, chunks, at)):
            return clause
        if before == ":":
            return None
    return None


def _may_hold(text: Text, span: Span) -> bool:
    """Return whether the head of the span can contain a clause: a fast test."""
    if may_begin(text, span.start) or _introduces(text.vocabulary).match(text.lowered, span.start, span.end):
        return True
    head = text.source[span.start : min(span.end, span.start + _WINDOW)]
    return ":" in head or "\n" in head[:_LABEL]


@cache
def _introduces(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of ordering verbs and words that begin an adverbial."""
    rows = lexicon_of(vocabulary).spelt.entries.items()
    words = (words for words, entry in rows if entry.small in "ebX")
    return re.compile(rf"(?:{alternatives(words)})(?!\w)")


def _below_label(text: Text, chunks: Chunks, at: int) -> bool:
    """Return whether the word begins the line below a short heading ("3. Tổ chức thực hiện ⏎ Thủ trưởng các sở …")."""
    starts, ends = chunks.words.starts, chunks.words.ends
    if at > _LONGEST_LABEL or not text.source[starts[at]].isupper():
        return False
    return "\n" in text.source[ends[at - 1] : starts[at]] and "\n" not in text.source[starts[0] : ends[at - 1]]


def _then(text: Text, chunks: Chunks, at: int) -> bool:
    """Return whether "thì" or "vướng mắc" stands before the word ("nếu có vướng mắc UBND các xã …")."""
    word = text.lowered[chunks.words.starts[at - 1] : chunks.words.ends[at - 1]]
    return word == "thì" or (word == "mắc" and chunks.tags[:1] in _ADVERBIAL)


def _regards(text: Text, chunks: Chunks, at: int) -> bool:
    """Return whether an order follows those whom it regards ("Đối với Sở Y tế, yêu cầu báo cáo …")."""
    word = text.lowered[chunks.words.starts[at - 1] : chunks.words.ends[at - 1]]
    return word.endswith("đối với") and chunks.tags[at + 1 : at + 3] == ",X"


def _clause_at(text: Text, chunks: Chunks, at: int) -> Clause | None:
    """Return the clause that begins at the word: an order, an order by a party, or a party and its predicate."""
    for name in ("ordered", "by", "told"):
        if match := _rule(text.vocabulary, name).match(chunks.tags, at):
            return _clause(text, chunks, match, ordered=name in ("ordered", "by"))
    return None


def told_at(text: Text, span: Span) -> Clause | None:
    """Return the parties at the head of the span with a predicate ("Sở Nội vụ rà soát …")."""
    chunks = _chunks(text, span)
    by = _rule(text.vocabulary, "by").match(chunks.tags)  # "Sở yêu cầu các phòng …" lays it on the phòng
    told = None if by else _rule(text.vocabulary, "told").match(chunks.tags)
    return _clause(text, chunks, by or told, ordered=by is not None)


def parties_only(text: Text, span: Span) -> Clause | None:
    """Return the parties if the span contains nothing else ("Sở Nội vụ, Sở Tài chính")."""
    if not may_begin(text, span.start):
        return None
    chunks = chunks_in(text, span)
    match = _rule(text.vocabulary, "list").match(chunks.tags.rstrip(".;,:"))
    if match and match.end() == len(chunks.tags.rstrip(".;,:")):
        return _clause(text, chunks, _rule(text.vocabulary, "named").match(chunks.tags))
    return None


def party_at(text: Text, span: Span) -> Span | None:
    """Return the place of the party that the span begins with, if its name certainly ends there."""
    if not may_begin(text, span.start):
        return None
    party = chunks_in(text, span).parties.get(0)
    return party.span if party and not party.guessed and party.rule in ("organ", "office", "committee") else None


def list_at(text: Text, span: Span) -> Clause | None:
    """Return the list of parties at the head of the span, whatever follows."""
    chunks = _chunks(text, span)
    match = _rule(text.vocabulary, "named").match(chunks.tags)
    return _clause(text, chunks, match) if match else None


def _clause(text: Text, chunks: Chunks, match: re.Match[str] | None, *, ordered: bool = False) -> Clause | None:
    if match is None:
        return None
    first, last = match.span("bearers")
    words = chunks.words
    parties = [chunks.parties[index] for index in range(first, last) if index in chunks.parties]
    names = names_of(text, chunks, first, last)
    order = squeeze(text.lowered[words.starts[match.start()] : words.starts[first]]) if ordered else ""
    unknown = chunks.tags[last : last + 1] == "," and chunks.tags[last + 1 : last + 2] in ("w", "N", "y")
    unknown = unknown or any(tag in "wk" for tag in chunks.tags[first:last])
    guessed = unknown or any(party.guessed for party in parties)
    place, spans = Span(words.starts[first], words.ends[last - 1]), tuple(party.span for party in parties)
    issues = last < len(words.starts) and text.lowered.startswith("ban hành", words.starts[last])
    unsure = chunks.tags[last : last + 1] in _NO_PREDICATE and not issues
    return Clause(names, place, order, guessed, unsure, spans) if names else None
