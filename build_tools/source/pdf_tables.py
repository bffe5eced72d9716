"""Tables of a PDF page by their drawn lines: a grid of cells; cells without a line between them are one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.source.pdf_page import Word, lines_of
from build_tools.source.tables import CellText

_NEAR = 3.0
_THIN = 2.5
_SHORTEST = 8.0
_MOST_RULES = 2_000
_NEW_LINE = re.compile(r"[-–•+]\s|\d{1,2}[.)]\s|[a-zđ]\)\s")


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line or the edge of a box, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """Whether it is horizontal."""
        return self.right - self.left > self.top - self.bottom

    @property
    def is_thin(self) -> bool:
        """Whether it is a line rather than a box."""
        return min(self.right - self.left, self.top - self.bottom) <= _THIN

    def touches(self, other: "Rule") -> bool:
        """Return whether the two meet, or nearly so (`_NEAR` points)."""
        return (
            self.left - _NEAR <= other.right
            and other.left - _NEAR <= self.right
            and self.bottom - _NEAR <= other.top
            and other.bottom - _NEAR <= self.top
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of the columns (`xs`, from the left) and of the rows (`ys`, from the top), and the drawn lines."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    def holds(self, word: Word) -> bool:
        """Return whether the word is inside the grid."""
        middle = (word.left + word.right) / 2
        return self.xs[0] < middle < self.xs[-1] and self.ys[-1] < word.base + word.height / 4 < self.ys[0]

    def continues(self, other: "Grid") -> bool:
        """Return whether it has the columns of another, as a table continued on the next page has."""
        same = len(self.xs) == len(other.xs)
        return same and all(abs(a - b) < _NEAR for a, b in zip(self.xs, other.xs, strict=True))

    def has_upright(self, x: float, top: float, bottom: float) -> bool:
        """Return whether a vertical line separates two cells of a row."""
        middle = (top + bottom) / 2
        return any(
            not r.is_level and abs((r.left + r.right) / 2 - x) < _NEAR and r.bottom - _NEAR < middle < r.top + _NEAR
            for r in self.rules
        )

    def has_level(self, y: float, left: float, right: float) -> bool:
        """Return whether a horizontal line separates two cells of a column."""
        middle = (left + right) / 2
        return any(
            r.is_level and abs((r.bottom + r.top) / 2 - y) < _NEAR and r.left - _NEAR < middle < r.right + _NEAR
            for r in self.rules
        )


def grids(boxes: Iterable[Rule]) -> tuple[Grid, ...]:
    """Return the tables among the boxes and lines drawn on a page: two columns and two rows at least."""
    rules = [rule for box in boxes for rule in _edges(box)]
    found: list[Grid] = []
    if len(rules) > _MOST_RULES:  # a drawing, not a table
        return ()
    while rules:
        group = [rules.pop()]
        for rule in group:  # grows as neighbours are found
            apart: list[Rule] = []
            for other in rules:
                (group if rule.touches(other) else apart).append(other)
            rules = apart
        xs = _places((r.left + r.right) / 2 for r in group if not r.is_level)
        ys = _places((r.bottom + r.top) / 2 for r in group if r.is_level)
        if len(xs) > 2 and len(ys) > 2:
            found.append(Grid(tuple(xs), tuple(reversed(ys)), tuple(group)))
    return tuple(found)


def _edges(box: Rule) -> Iterator[Rule]:
    """Yield the lines of a box: itself if it is thin, else its four edges."""
    wide, tall = box.right - box.left, box.top - box.bottom
    if box.is_thin:
        if max(wide, tall) >= _SHORTEST:
            yield box
        return
    if min(wide, tall) < _SHORTEST:
        return
    yield Rule(box.left, box.bottom, box.left, box.top)
    yield Rule(box.right, box.bottom, box.right, box.top)
    yield Rule(box.left, box.bottom, box.right, box.bottom)
    yield Rule(box.left, box.top, box.right, box.top)


def _places(values: Iterable[float]) -> list[float]:
    """Return the values in order, nearly equal ones once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def cell_boxes(grid: Grid) -> list[Rule]:
    """Return the cells as boxes, row by row; one that reaches over several rows once."""
    found: list[Rule] = []
    open_below: dict[int, int] = {}
    for top, bottom in zip(grid.ys, grid.ys[1:], strict=False):
        reaching: dict[int, int] = {}
        for first, last in _cells_between(grid, top, bottom):
            left, right = grid.xs[first], grid.xs[last]
            if first in open_below and not grid.has_level(top, left, right):
                place = open_below[first]
                found[place] = replace(found[place], bottom=bottom, right=max(found[place].right, right))
            else:
                place = len(found)
                found.append(Rule(left, bottom, right, top))
            reaching[first] = place
        open_below = reaching
    return found


def _cells_between(grid: Grid, top: float, bottom: float) -> Iterator[tuple[int, int]]:
    """Yield of each cell of a row the numbers of its left and right edge."""
    first = 0
    for column in range(1, len(grid.xs)):
        if column == len(grid.xs) - 1 or grid.has_upright(grid.xs[column], top, bottom):
            yield first, column
            first = column


def cell_texts(grid: Grid, words: Sequence[Word]) -> list[tuple[CellText, ...]]:
    """Return the cells of each row."""
    held = [word for word in words if grid.holds(word)]
    rows: list[list[tuple[list[Word], int, bool]]] = []
    starts: dict[tuple[int, int], list[Word]] = {}
    for row, (top, bottom) in enumerate(zip(grid.ys, grid.ys[1:], strict=False)):
        cells: list[tuple[list[Word], int, bool]] = []
        for first, column in _cells_between(grid, top, bottom):
            left, right = grid.xs[first], grid.xs[column]
            inside = [
                w for w in held if left < (w.left + w.right) / 2 <= right and bottom < w.base + w.height / 4 <= top
            ]
            above = starts.get((row - 1, first))
            covered = above is not None and not grid.has_level(top, left, right)
            if above is not None and covered:
                above += inside  # one cell over several rows
                starts[row, first] = above
                inside = []
            else:
                starts[row, first] = inside
            cells.append((inside, column - first, covered))
        rows.append(cells)
    return [tuple(CellText((_text(inside),), columns, covered) for inside, columns, covered in cells) for cells in rows]


def _text(words: Sequence[Word]) -> str:
    text = ""
    for line in lines_of(words):
        starts = _NEW_LINE.match(line.text) or text.endswith((".", ";", ":"))
        text += ("\n" if starts else " ") * bool(text) + line.marked
    return text
