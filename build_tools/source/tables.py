"""The tables of a document: numbered rows of cells; tables that only place text are read cell by cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.source.reading import Reading, RowText, paragraphs_of

_LAYOUT = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Nơi\s+nhận|Kính\s+gửi")
_LONG_LINE = 200
_MOST_ROWS, _MOST_PLAIN_ROWS, _MOST_CELLS = 8, 4, 3


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its lines, its width in columns, and whether a cell of a row above reaches into it."""

    lines: Sequence[str]
    columns: int = 1
    covered: bool = False


class Tables:
    """Numbers the tables of one document."""

    def __init__(self) -> None:
        self._count = 0

    def pieces(self, rows: Sequence[Sequence[CellText]], *, lined: bool) -> list[str | RowText]:
        """Return the rows of a table; for a layout table, its cells as paragraphs one after the other.

        `lined` means that the table has visible borders.
        """
        if _is_layout(rows, lined=lined):
            cells = [cell.lines for row in rows for cell in row]
            return [piece for lines in cells for piece in (lines if _is_prose(lines) else ["\n".join(lines)])]
        found = [row for row in rows if any(cell.lines for cell in row)]
        self._count += bool(found)
        return [self._row(row) for row in found]

    def _row(self, row: Sequence[CellText]) -> RowText:
        cells = tuple(("\n".join(cell.lines).replace("\t", " "), cell.columns) for cell in row)
        return RowText(self._count, cells, covered=frozenset(at for at, cell in enumerate(row) if cell.covered))

    def of(self, reading: Reading) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows of another file that stands in this document; its tables count on here."""
        first = self._count
        for piece in paragraphs_of(reading):
            if isinstance(piece, RowText):
                self._count = first + piece.table
                yield replace(piece, table=self._count)
            else:
                yield piece


def _is_prose(lines: Sequence[str]) -> bool:
    """Return whether the lines of a cell are paragraphs rather than lines of a head."""
    return any(len(line) > _LONG_LINE for line in lines)


def _is_layout(rows: Sequence[Sequence[CellText]], *, lined: bool) -> bool:
    """Return whether a table only positions text: the head, or the recipients beside the signature."""
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_CELLS for row in rows):
        return False
    words = "\n".join(line for row in rows for cell in row for line in cell.lines)
    return _LAYOUT.search(words) is not None or (not lined and len(rows) <= _MOST_PLAIN_ROWS)
