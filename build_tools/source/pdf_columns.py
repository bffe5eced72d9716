"""Two columns on a PDF page: the head of a directive, the recipients beside the signature.

Where several lines share a gutter, the words left of it are read before those right of it.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from build_tools.source.pdf_page import Line, Word

Gap = tuple[float, float]
# The most lines of a head or a list of recipients; no directive has running text in columns.
_LONGEST = 70
# How many times wider than a blank of its line a gutter is, in lines of so many blanks.
_WIDER, _FIRST_WIDER, _FEW = 1.5, 1.2, 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines in two columns beside each other."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


def bands(lines: Sequence[Line], width: float) -> Iterator[Line | Columns]:
    """Yield the lines in order, runs of lines that share a gutter as two columns."""
    start = 0
    while start < len(lines):
        end, gutter = _gutter(lines, start, width)
        if gutter is None:
            yield lines[start]
            start += 1
            continue
        middle = sum(gutter) / 2
        left = (tuple(word for word in line.words if word.right <= middle) for line in lines[start:end])
        right = (tuple(word for word in line.words if word.left >= middle) for line in lines[start:end])
        yield Columns(tuple(map(Line, filter(None, left))), tuple(map(Line, filter(None, right))))
        start = end


def _gutter(lines: Sequence[Line], start: int, width: float) -> tuple[int, Gap | None]:
    """Return the end of the longest run of lines from `start` that share a gutter, and the gutter."""
    free = [(width * 0.2, width * 0.8)]
    best: tuple[int, Gap | None] = (start, None)
    sides = {}
    for end in range(start, min(start + _LONGEST, len(lines))):
        if _is_centred(lines[end], width):
            break
        for word in lines[end].words:
            free = [part for gap in free for part in _without(gap, word)]
        tall = lines[end].height
        free = [gap for gap in free if gap[1] - gap[0] >= 0.6 * tall]
        if not free:
            break
        sides = {gap: _sides(lines[start : end + 1], gap) for gap in free}
        good = [gap for gap in free if min(sides[gap]) >= 2 or (min(sides[gap]) >= 1 and gap[1] - gap[0] > 3 * tall)]
        good = [gap for gap in good if end - start >= (1 if gap[1] - gap[0] >= 1.5 * tall else 2)]
        good = [gap for gap in good if _is_wider(lines[start : end + 1], sum(gap) / 2)]
        if good:
            best = (end + 1, max(good, key=lambda gap: gap[1] - gap[0]))
    return best


def _is_wider(lines: Sequence[Line], middle: float) -> bool:
    """Return whether lines leave more room at a gutter than between their words: blanks of running text may align.

    Most of them, and the first in any case.
    """
    shares = [share for line in lines if (share := _share(line, middle)) is not None]
    first = _share(lines[0], middle)
    return (first is None or first > _FIRST_WIDER) and 2 * sum(share > _WIDER for share in shares) >= len(shares)


def _share(line: Line, middle: float) -> float | None:
    """Return how many times wider a line's blank at a gutter is than its blanks; `None` for one with few."""
    pairs = list(itertools.pairwise(line.words))
    across = [right.left - left.right for left, right in pairs if left.right <= middle <= right.left]
    if not across or len(pairs) < _FEW:
        return None
    return across[0] / max(median(right.left - left.right for left, right in pairs), 0.1)


def _is_centred(line: Line, width: float) -> bool:
    """Return whether the line is centred on the page without a gap: a title, not part of a column."""
    gaps = [right.left - left.right for left, right in itertools.pairwise(line.words)]
    narrow = line.right - line.left < 0.6 * width  # a wide one crosses every gutter
    return narrow and abs(line.left + line.right - width) < 3 * line.height and max(gaps, default=0.0) < 2 * line.height


def _without(gap: Gap, word: Word) -> Iterator[Gap]:
    if word.right <= gap[0] or gap[1] <= word.left:
        yield gap
        return
    if word.left > gap[0]:
        yield gap[0], word.left
    if word.right < gap[1]:
        yield word.right, gap[1]


def _sides(lines: Sequence[Line], gap: Gap) -> tuple[int, int]:
    middle = sum(gap) / 2
    return sum(line.left < middle for line in lines), sum(line.right > middle for line in lines)
