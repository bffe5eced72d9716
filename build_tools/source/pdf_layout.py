"""Words on pages → paragraphs and rows in reading order.

A line continues the paragraph above if its first word would not have fitted at the end of the line above.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from build_tools.source.pdf_columns import Columns, bands
from build_tools.source.pdf_page import Line, Margins, Word, lines_of, margins_of, running_heads
from build_tools.source.pdf_stamps import signatures, text_of
from build_tools.source.pdf_tables import Grid, cell_texts
from build_tools.source.reading import RowText

_MARKER = re.compile(
    r"(?:[-–•+*]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|Điều\s+\d+\.?|Chương\s+[IVX]+)(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page and the grids of lines drawn on it; `width` in points.

    `is_picture` means that one image covers most of it, `aside` is what stamps in it say.
    """

    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    width: float
    is_picture: bool
    aside: tuple[str, ...] = ()

    @property
    def is_printed(self) -> bool:
        """Whether the page has words other than those of stamps."""
        return not all(word.stamped for word in self.words)


class Layout:
    """The pages of one document; `aside` are the lines outside the text: stamps, running heads, page numbers."""

    def __init__(self, pages: Sequence[Page]) -> None:
        stamps = [block for page in pages for block in signatures(page.words)]
        signed = {id(word) for block in stamps for word in block}
        free = [
            tuple(word for word in page.words if id(word) not in signed and not any(g.holds(word) for g in page.grids))
            for page in pages
        ]
        lines = [lines_of(words) for words in free]
        heads = running_heads(lines)
        dropped = {id(line) for line in heads}
        self._pages = [
            ([line for line in own if id(line) not in dropped], page) for own, page in zip(lines, pages, strict=True)
        ]
        inked = (words for page in pages for words in page.aside)
        self.aside = (*map(text_of, stamps), *inked, *(line.text for line in heads))
        wide = [line for own, page in self._pages for line in _wide(own, page)]
        self._margins = margins_of(wide)
        self._open: list[Line] = []
        self._tables = 0
        self._last: Grid | None = None

    def pieces(self) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows in reading order."""
        for lines, page in self._pages:
            margins = margins_of(_wide(lines, page)) or self._margins
            rest = lines
            for grid in sorted(page.grids, key=lambda grid: -grid.top):
                above = [line for line in rest if line.base > grid.top]
                rest = [line for line in rest if line.base <= grid.top]
                yield from self._flow(above, page.width, margins)
                yield from self._closed()
                yield from self._rows(grid, page)
            yield from self._flow(rest, page.width, margins)
        yield from self._closed()

    def _flow(self, lines: Sequence[Line], width: float, margins: Margins | None) -> Iterator[str]:
        """Yield the paragraphs of running lines; the last stays open, since it may continue on the next page."""
        for band in bands(lines, width):
            self._last = None
            if isinstance(band, Line):
                if self._open and not _continues(self._open, band, margins):
                    yield from self._closed()
                self._open.append(band)
                continue
            left = list(band.left)
            if self._open and _left_continues(self._open, band, margins):
                self._open.append(left.pop(0))
            yield from self._closed()
            for column in (left, band.right):
                yield from _groups(column)

    def _closed(self) -> Iterator[str]:
        if self._open:
            yield _joined(self._open)
        self._open = []

    def _rows(self, grid: Grid, page: Page) -> Iterator[RowText]:
        """Yield the rows of a table; a table continued from the page before keeps its number."""
        continued = self._last is not None and grid.continues(self._last)
        self._tables += not continued
        self._last = grid
        for row in cell_texts(grid, page.words):
            cells = tuple((cell.lines[0], cell.columns) for cell in row)
            if any(words for words, _ in cells):
                covered = frozenset(place for place, cell in enumerate(row) if cell.covered)
                yield RowText(self._tables, cells, cut=continued and not cells[0][0], covered=covered)
            continued = False


def whole_rows(pieces: Iterable[str | RowText]) -> Iterator[str | RowText]:
    """Yield the pieces, with rows that a page break cuts in two joined again."""
    row: RowText | None = None
    for piece in pieces:
        if isinstance(piece, RowText) and row and piece.cut and len(piece.cells) == len(row.cells):
            pairs = zip(row.cells, piece.cells, strict=True)
            row = replace(row, cells=tuple((f"{above} {rest}".strip(), width) for (above, width), (rest, _) in pairs))
            continue
        if row:
            yield row
        row = piece if isinstance(piece, RowText) else None
        if isinstance(piece, str):
            yield piece
    if row:
        yield row


def _wide(lines: Sequence[Line], page: Page) -> list[Line]:
    """Return the lines that are long enough to show the margins."""
    return [line for line in lines if line.right - line.left > page.width / 2]


def _left_continues(above: Sequence[Line], columns: Columns, margins: Margins | None) -> bool:
    """Return whether the first line of the left column ends the paragraph above both columns."""
    first = columns.left[0]
    return first.base > columns.right[0].base + first.height / 2 and _continues(above, first, margins)


def _continues(above: Sequence[Line], line: Line, margins: Margins | None) -> bool:
    """Return whether the line continues the paragraph: its first word would not have fitted in the line above."""
    last = above[-1]
    em = last.height
    if margins is None or not 0.75 < line.height / em < 1.33:
        return False
    if last.base - line.base > 2.2 * em or last.text.isupper() != line.text.isupper():
        return False
    indented = line.left > margins.left + 0.8 * em
    centred = abs((line.left + line.right) - (margins.left + margins.right)) < em
    if indented and not centred and line.left > last.left + 0.5 * em and not _MARKER.match(above[0].text):
        return False
    if line.text[0].islower() and not last.text.endswith((".", ";", ":")):
        return centred or last.right - last.left > 0.6 * (margins.right - margins.left)
    if _MARKER.match(line.text) and line.left > margins.left + 0.5 * em:
        return False
    room = margins.right - last.right
    if abs((last.left + last.right) - (margins.left + margins.right)) < em and last.left > margins.left + em:
        room += last.left - margins.left
    first = line.words[0]
    return first.right - first.left + 0.2 * em > room


def _joined(lines: Sequence[Line]) -> str:
    words = lines[0].marked
    for above, line in itertools.pairwise(lines):
        broken = above.text.endswith(("-", "/")) and above.text[-2:-1].isalnum()
        words += line.marked if broken else f" {line.marked}"
    return words


def _groups(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs of a narrow column, separated by wider gaps; their line breaks are kept."""
    drops = [above.base - line.base for above, line in itertools.pairwise(lines)]
    usual = median(drops) if drops else 0.0
    group: list[str] = []
    for place, line in enumerate(lines):
        if group and drops[place - 1] > 1.8 * usual:
            yield "\n".join(group)
            group = []
        group.append(line.marked)
    if group:
        yield "\n".join(group)
