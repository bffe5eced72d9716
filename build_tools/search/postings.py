"""Which words and pairs of words stand in which parts of which pages: the inverted index of one segment, in shards.

A long document speaks of everything somewhere: so a page is weighed by its best part, a run of passages of some three
thousand characters, and not as a whole.

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
# Characters of a part: shorter ones rank no better on documents of offices and make the index larger (tim-kiem.md).
_PART = 3_500


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
# How often a term stands in a part, in two bits: once, twice or thrice, up to seven times; more is 3.
_LEVELS = (0, 0, 1, 1, 2, 2, 2, 2)
_MANY = len(_LEVELS)


def parts(passages: Iterable[str]) -> Iterator[list[str]]:
    """Yield the passages of a page in runs of `_PART` characters, at least one; a long passage is cut between words.

    What comes first, the page's name, begins the first part.
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
    """Yield a passage in pieces of at most a part, cut between words where there is a blank."""
    while len(passage) > _PART:
        end = passage.rfind(" ", 0, _PART)
        end = end if end > 0 else _PART
        yield passage[:end]
        passage = passage[end:]
    yield passage


def terms(passages: Iterable[str], before: Sequence[str] = ()) -> tuple[Counter[str], Sequence[str]]:
    """Return how often each word and pair of neighbours of a part occurs, and its words in order.

    `before` are the words of the part before it: a phrase that is cut in two has all its pairs in the page.
    """
    found = [word for passage in passages for word in words(passage)]
    counts = Counter(found)
    counts.update(map(" ".join, itertools.pairwise([*before[-1:], *found])))
    return counts, found


def inverted(found: Iterable[Counter[str]]) -> Mapping[str, Sequence[int]]:
    """Return each term with the parts that have it, by their place in the order: place and level in one number."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(found):
        values = [place << 2 | level for level in range(4)]  # the same objects for all terms of the part
        by_count = [values[level] for level in _LEVELS]
        for term, count in part.items():
            index[term].append(by_count[count] if count < _MANY else values[3])
    return index


def _written(values: Sequence[int]) -> str:
    """The postings as the browser reads them: distance to the part before and level, in one number."""
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
