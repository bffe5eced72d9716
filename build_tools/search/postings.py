"""The inverted index of one segment: words and pairs of neighbouring words → parts of pages, cut into shards.

A part is a run of passages of about 3,500 characters. A page ranks by its best part, since a long document mentions
nearly everything somewhere. Most Vietnamese words have two syllables: pairs tell pages apart where single syllables
occur in nearly all of them. docs/assets/search/fulltext.js reads the format.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.search.folding import words

# Base-64 digits of five bits each, the lowest first; bit 32 says that another digit follows.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHARD = 6_000
# Characters of a part. Shorter parts made the index larger and ranked no better (docs/phat-trien/tim-kiem.md).
_PART = 3_500


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of the sorted terms: its first term, and one line for each term with its postings."""

    first: str
    lines: str


def number(value: int) -> str:
    """Return a non-negative integer in base-64 digits (see `_DIGITS`)."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 | value & 31]
        value >>= 5
    return digits + _DIGITS[value]


_NUMBERS = [number(value) for value in range(1 << 14)]
# Term frequency in a part as a level of two bits: 1, 2-3, 4-7, more.
_LEVELS = (0, 0, 1, 1, 2, 2, 2, 2)
_MANY = len(_LEVELS)


def parts(passages: Iterable[str]) -> Iterator[list[str]]:
    """Yield the passages of a page in parts of at most `_PART` characters, at least one; long passages are cut.

    The first passage, the name of the page, begins the first part.
    """
    part: list[str] = []
    size = 0
    for passage in passages:
        for piece in _cut(passage):
            if size and size + len(piece) > _PART:
                yield part
                part, size = [], 0
            part.append(piece)
            size += len(piece)
    yield part


def _cut(passage: str) -> Iterator[str]:
    """Yield a passage in pieces of at most `_PART` characters, cut at blanks where there are any."""
    while len(passage) > _PART:
        end = passage.rfind(" ", 0, _PART)
        end = end if end > 0 else _PART
        yield passage[:end]
        passage = passage[end:]
    yield passage


def terms(passages: Iterable[str], before: Sequence[str] = ()) -> tuple[Counter[str], Sequence[str]]:
    """Return the frequency of each word and pair of neighbours in a part, and its words in order.

    `before` are the words of the previous part: pairs across the cut are counted too.
    """
    found = [word for passage in passages for word in words(passage)]
    counts = Counter(found)
    counts.update(map(" ".join, itertools.pairwise([*before[-1:], *found])))
    return counts, found


def inverted(found: Iterable[Counter[str]]) -> Mapping[str, Sequence[int]]:
    """Return for each term the parts that contain it, as `index of the part << 2 | level`."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(found):
        values = [place << 2 | level for level in range(4)]  # the same objects for all terms of the part
        by_count = [values[level] for level in _LEVELS]
        for term, count in part.items():
            index[term].append(by_count[count] if count < _MANY else values[3])
    return index


def _written(values: Sequence[int]) -> str:
    """Return the postings as written: `distance to the previous part << 2 | level`, in base-64 digits."""
    before, written = -1, ""
    for value in values:
        place = value >> 2
        step = (place - before) << 2 | value & 3
        written += _NUMBERS[step] if step < len(_NUMBERS) else number(step)
        before = place
    return written


def shards(index: Mapping[str, Sequence[int]]) -> Iterator[Shard]:
    """Yield the index as shards of sorted terms, about 6 kB each."""
    lines: list[str] = []
    first, before, size = "", "", 0
    for term in sorted(index):
        start, _, second = term.partition(" ")
        # A pair that follows its first word, or another pair with the same first word, leaves that word out.
        name = f" {second}" if second and start == before else term
        postings = _written(index[term])
        line = f"{name}={postings}"
        if lines and size + len(line) > _SHARD:
            yield Shard(first, "\n".join(lines))
            lines, size, line = [], 0, f"{term}={postings}"
        first = first if lines else term
        lines.append(line)
        before, size = start, size + len(line) + 1
    if lines:
        yield Shard(first, "\n".join(lines))
