"""A span of text as tagged words: one tag for each word or phrase of the lexicon, by the longest match.

A capitalised word inside a sentence is part of a name. A bracketed note is one word.
"""

import re
from collections.abc import Sequence, Set

from build_tools.base.text import squeeze
from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.grammar.lexicon import Entry, Lexicon, lexicon_of
from build_tools.parse.grammar.tags import PUNCTUATION
from build_tools.parse.grammar.tokens import TOKEN
from build_tools.parse.text import Text

_NOTE = re.compile(r"\([^()]{1,120}\)")
_FRESH = frozenset(".;:|<")  # after these a capital begins a sentence
# Heads of names: with capitals a misread one is believed ("Cục Thuê"), but no other word ("Giao Vụ …" is no "giáo vụ").
_HEADS = frozenset("hsjF")
_ACTS = frozenset("vdmCe")


class Words(Value, frozen=True):
    """The words of a span: start and end offsets in the text, and one tag each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: str


def words_in(text: Text, span: Span) -> Words:
    """Return the tagged words of the span."""
    lexicon = lexicon_of(text.vocabulary)
    known, misread = lexicon.spelt.firsts, lexicon.folded.firsts
    source, lower = text.source, text.lowered
    places = [match.span() for match in TOKEN.finditer(lower, span.start, span.end)]
    if "/" in lower[span.start : span.end]:
        places = [part for place in places for part in _apart(lower, place, known)]
    words = [lower[start:end] for start, end in places]
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    index, count = 0, len(places)
    while index < count:
        start, end = places[index]
        word = words[index]
        fresh = not tags or tags[-1] in _FRESH
        step, entry = lexicon.spelt.longest(words, index) if word in known else (1, None)
        following = words[index + step] if index + step < count else "."
        unknown = following not in known and following not in PUNCTUATION
        open_end = entry is None or text.blurred or unknown
        if (open_end or _capitals(text, places, index, step)) and text.folded[start:end] in misread:
            plain = plain or [text.folded[first:last] for first, last in places]
            wider, other = _misread(lexicon, plain, index, step, open_end=open_end)
            if other is not None and not _says_else(lexicon, words, index, wider):
                step, entry = wider, other
        if entry is not None:
            end = places[index + step - 1][1]
            tag = (entry.first if fresh else entry.capital) if source[start].isupper() else entry.small
            if tag != entry.small and entry.small in _ACTS and "\n" in source[ends[-1] if ends else start : start]:
                tag = entry.small  # a line that begins with a verb continues the name's sentence
        elif word in PUNCTUATION:
            tag = PUNCTUATION[word]
            if tag == "<" and (note := _NOTE.match(source, start, span.end)):
                tag, end = "B", note.end()
                while index + step < count and places[index + step][0] < end:
                    step += 1
        elif source[start].islower():
            tag = "w"
        else:
            tag = _unknown(source, start, end, fresh, words, index)
        starts.append(start)
        ends.append(end)
        tags.append(tag)
        index += step
    return Words(tuple(starts), tuple(ends), "".join(tags))


def spelt(text: Text, span: Span) -> str:
    """Return the span on one line; words that recognition misread are spelt as in the lexicon."""
    lexicon = lexicon_of(text.vocabulary)
    places = [match.span() for match in TOKEN.finditer(text.lowered, span.start, span.end)]
    words = [text.lowered[start:end] for start, end in places]
    plain = [text.folded[start:end] for start, end in places]
    name = span.of(text.source)
    index = 0
    mended: list[tuple[int, int, str]] = []
    while index < len(places):
        step, entry = lexicon.spelt.longest(words, index)
        following = words[index + step] if index + step < len(words) else "."
        unknown = following not in lexicon.spelt.firsts and following not in PUNCTUATION
        open_end = entry is None or text.blurred or unknown
        if open_end or _capitals(text, places, index, step):
            wider, other = _misread(lexicon, plain, index, step, open_end=open_end)
            if other is not None:
                for (start, end), right in zip(places[index:], TOKEN.findall(other.words), strict=False):
                    capital = text.source[start].isupper()
                    mended.append((start, end, right[0].upper() + right[1:] if capital else right))
                step = wider
        index += step
    for start, end, right in reversed(mended):
        name = name[: start - span.start] + right + name[end - span.start :]
    return squeeze(name)


def _capitals(text: Text, places: Sequence[tuple[int, int]], index: int, step: int) -> bool:
    """Return whether a word and the one behind it have capitals: a name may be misread there ("Cục Thuê")."""
    behind = index + step
    return behind < len(places) and text.source[places[index][0]].isupper() and text.source[places[behind][0]].isupper()


def _misread(
    lexicon: Lexicon, plain: Sequence[str], index: int, step: int, *, open_end: bool
) -> tuple[int, Entry | None]:
    """Return the entry of more than `step` words that was read with wrong tones ("thành phô"), and of how many.

    With `open_end` what was read ends in no word of the lexicon; else only the head of a name is believed.
    """
    wider, other = lexicon.folded.longest(plain, index)
    believed = other is not None and wider > step and (open_end or other.small in _HEADS)
    return (wider, other) if believed else (step, None)


def _says_else(lexicon: Lexicon, words: Sequence[str], index: int, count: int) -> bool:
    """Return whether another phrase begins inside these words ("dịch vụ công thường xuyên" is no "công thương")."""
    later = range(index + 1, index + count)
    return any(lexicon.spelt.longest(words, at)[0] > index + count - at for at in later)


def _apart(lower: str, place: tuple[int, int], known: Set[str]) -> list[tuple[int, int]]:
    """Return the words of a token; "khoa/viện/bộ" is three and the strokes between them, where each is a word."""
    token = lower[slice(*place)]
    parts = token.split("/")
    if len(parts) == 1 or token in known or not all(part in known for part in parts):
        return [place]
    at, places = place[0], []
    for part in parts:
        places += [(at, at + len(part)), (at + len(part), at + len(part) + 1)]
        at += len(part) + 1
    return places[:-1]


def _unknown(source: str, start: int, end: int, fresh: bool, words: Sequence[str], index: int) -> str:
    """Return the tag of a word that is not in the lexicon: number, sign, capitalised or other."""
    first = source[start]
    if first.isdigit():
        return "D"
    if not first.isalpha():
        return "x"
    if not first.isupper():
        return "w"
    if not fresh or (end - start > 1 and source[start:end].isupper()):
        return "N"
    following = source[end + 1 : end + 2]  # at the start of a sentence, a name only if the next word is capitalised
    return "N" if index + 1 < len(words) and following.isupper() else "w"
