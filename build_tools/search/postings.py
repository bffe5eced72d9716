"""Which words and pairs of words stand in which pages: the inverted index of one segment, cut into shards.

A pair of neighbouring syllables is what a Vietnamese word mostly is: pairs tell pages apart where single syllables
stand in nearly every one. The browser reads it in docs/assets/search/fulltext.js.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.search.folding import words

# A number is written in groups of five bits, the lowest first; 32 says that another group follows.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHARD = 6_000


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of the sorted terms: the first of them, and all with their postings, a line each."""

    first: str
    lines: str


def number(value: int) -> str:
    """Return a natural number in base-64 digits."""
    digits = ""
    while value > 31:
        digits += _DIGITS[32 | value & 31]
        value >>= 5
    return digits + _DIGITS[value]


_NUMBERS = [number(value) for value in range(1 << 14)]
# How often a term stands in a page, in two bits: once, twice or thrice, up to seven times; more is 3.
_LEVELS = (0, 0, 1, 1, 2, 2, 2, 2)


def terms(passages: Iterable[str]) -> tuple[Counter[str], int]:
    """Return how often each word and pair of neighbours of a page occurs, and how many words it has."""
    found = [word for passage in passages for word in words(passage)]
    counts = Counter(found)
    counts.update(map(" ".join, itertools.pairwise(found)))
    return counts, len(found)


def shards(pages: Iterable[Counter[str]]) -> Iterator[Shard]:
    """Yield the index of these pages, which are known by their place in the order; about 6 kB each."""
    return _cut(_inverted(pages))


def _inverted(pages: Iterable[Counter[str]]) -> dict[str, tuple[list[str], int]]:
    """Each term with its postings (distance to the page before and level, in one number) and its last page."""
    index: dict[str, tuple[list[str], int]] = {}
    for place, page in enumerate(pages):
        for term, count in page.items():
            postings, last = index.get(term) or ([], -1)
            value = (place - last) << 2 | (_LEVELS[count] if count < len(_LEVELS) else 3)
            postings.append(_NUMBERS[value] if value < len(_NUMBERS) else number(value))
            index[term] = (postings, place)
    return index


def _cut(index: dict[str, tuple[list[str], int]]) -> Iterator[Shard]:
    lines: list[str] = []
    first, before, size = "", "", 0
    for term in sorted(index):
        start, _, second = term.partition(" ")
        # A pair behind its first word, or behind another pair of it, leaves that word out.
        name = f" {second}" if second and start == before else term
        line = f"{name}={''.join(index[term][0])}"
        if lines and size + len(line) > _SHARD:
            yield Shard(first, "\n".join(lines))
            lines, size, line = [], 0, f"{term}={''.join(index[term][0])}"
        first = first if lines else term
        lines.append(line)
        before, size = start, size + len(line) + 1
    if lines:
        yield Shard(first, "\n".join(lines))
