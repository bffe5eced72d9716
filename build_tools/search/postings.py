"""Which words and pairs of words stand in which pages: the inverted index of one segment, cut into shards.

A pair of neighbouring syllables is what a Vietnamese word mostly is: pairs tell pages apart where single syllables
stand in nearly every one. The browser reads it in docs/assets/search/fulltext.js.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_MANY = len(_LEVELS)


def terms(passages: Iterable[str]) -> tuple[Counter[str], int]:
    """Return how often each word and pair of neighbours of a page occurs, and how many words it has."""
    found = [word for passage in passages for word in words(passage)]
    counts = Counter(found)
    counts.update(map(" ".join, itertools.pairwise(found)))
    return counts, len(found)


def inverted(pages: Iterable[Counter[str]]) -> Mapping[str, Sequence[int]]:
    """Return each term with the pages that have it, by their place in the order: place and level in one number."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        values = [place << 2 | level for level in range(4)]  # the same objects for all terms of the page
        by_count = [values[level] for level in _LEVELS]
        for term, count in page.items():
            index[term].append(by_count[count] if count < _MANY else values[3])
    return index


def _written(values: Sequence[int]) -> str:
    """The postings as the browser reads them: distance to the page before and level, in one number."""
    before, written = -1, ""
    for value in values:
        place = value >> 2
        step = (place - before) << 2 | value & 3
        written += _NUMBERS[step] if step < len(_NUMBERS) else number(step)
        before = place
    return written


def shards(index: Mapping[str, Sequence[int]]) -> Iterator[Shard]:
    """Yield the index in runs of sorted terms, about 6 kB each."""
    lines: list[str] = []
    first, before, size = "", "", 0
    for term in sorted(index):
        start, _, second = term.partition(" ")
        # A pair behind its first word, or behind another pair of it, leaves that word out.
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
