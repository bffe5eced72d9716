"""The result of reading a file of any format, and composing its paragraphs and rows into one canonical text."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical
from build_tools.model.source import Cell, Row
from build_tools.model.span import Span
from build_tools.source.letters import apply, repairs

_LAYOUT = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Nơi\s+nhận|Kính\s+gửi")
_LETTER = re.compile(r"[^\W\d_]")
_LONG_LINE = 200
_MOST_ROWS, _MOST_PLAIN_ROWS, _MOST_CELLS = 8, 4, 3


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or warning of a reader about the whole file."""

    severity: Severity
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as text; the first fields are those of `Source`, `pictures` means that some pages are scans."""

    text: str
    rows: tuple[Row, ...] = ()
    aside: tuple[str, ...] = ()
    recognised: bool = False
    notes: tuple[Remark, ...] = ()
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class RowText:
    """One row of the table with this number: of each cell the text, a line per paragraph, and its width in columns.

    `cut` means that it may continue the row above, from before a page break.
    """

    table: int
    cells: tuple[tuple[str, int], ...]
    cut: bool = False


def whole_number(text: str | None, default: int, *, most: int) -> int:
    """Return the non-negative integer in an attribute, `most` at most; the default if it is none."""
    digits = (text or "").strip()
    return min(int(digits[:9]), most) if digits.isascii() and digits.isdecimal() else default


def on_one_line(piece: str | RowText, between: str = "\t") -> str:
    """Return the text of a paragraph or a row; `between` separates the cells of a row."""
    return piece if isinstance(piece, str) else between.join(words for words, _ in piece.cells)


def lines_of(pieces: Iterable[str | RowText]) -> list[str]:
    """Return the non-empty lines of a cell or a note; a nested table gives a line for each row."""
    return [words for piece in pieces if (words := on_one_line(piece, " ").strip())]


def heads_of(pieces: Iterable[str | RowText]) -> tuple[str, ...]:
    """Return headers and footers, each once; bare page numbers are left out."""
    words = (on_one_line(piece).strip() for piece in pieces)
    return tuple(dict.fromkeys(line for line in words if _LETTER.search(line)))


class RefusedError(Exception):
    """The file can't or must not be read: `code` is that of the diagnostic, the message says what to do."""

    def __init__(self, code: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.code = code
        self.line = line


def compose(
    pieces: Iterable[str | RowText],
    aside: Sequence[str] = (),
    *,
    recognised: bool = False,
    notes: Sequence[Remark] = (),
    encodings: Collection[str] = (),
) -> Reading:
    """Return the paragraphs and rows as one text: a blank line between paragraphs, a line for each row.

    Wrongly stored letters are repaired everywhere, and a note says so; `encodings` are those of old fonts that the
    reader has converted already.
    """
    filled = [piece for piece in pieces if isinstance(piece, RowText) or piece.strip()]
    steps = repairs("\n".join(map(on_one_line, filled)))
    parts: list[str] = []
    rows: list[Row] = []
    length = 0
    above: str | RowText | None = None
    for piece in filled:
        if above is not None:
            together = isinstance(piece, RowText) and isinstance(above, RowText) and piece.table == above.table
            parts.append("\n" if together else "\n\n")
            length += len(parts[-1])
        if isinstance(piece, str):
            parts.append(canonical(apply(piece, steps)).strip("\n"))
        else:
            words = [canonical(apply(cell, steps)).strip() for cell, _ in piece.cells]
            rows.append(_row(piece, words, length))
            parts.append("\t".join(words))
        length += len(parts[-1])
        above = piece
    repaired = [*sorted(encodings), *(name for name, _ in steps)]
    all_notes = [*notes, *([repaired_note(repaired)] if repaired else [])]
    cleaned = tuple(canonical(apply(line, steps)) for line in aside)
    return Reading("".join(parts), tuple(rows), cleaned, recognised, tuple(all_notes))


class Tables:
    """Numbers the tables of one document."""

    def __init__(self) -> None:
        self._count = 0

    def pieces(self, rows: Sequence[Sequence[tuple[list[str], int]]], *, lined: bool) -> list[str | RowText]:
        """Return the rows of a table; for a layout table, its cells as paragraphs one after the other.

        `rows` holds the lines and the width of each cell; `lined` means that the table has visible borders.
        """
        if _is_layout(rows, lined=lined):
            cells = [lines for row in rows for lines, _ in row]
            return [piece for lines in cells for piece in (lines if _is_prose(lines) else ["\n".join(lines)])]
        found = [tuple(("\n".join(lines).replace("\t", " "), width) for lines, width in row) for row in rows]
        filled = [cells for cells in found if any(words for words, _ in cells)]
        self._count += bool(filled)
        return [RowText(self._count, cells) for cells in filled]


def _is_prose(lines: Sequence[str]) -> bool:
    """Return whether the lines of a cell are paragraphs rather than lines of a head."""
    return any(len(line) > _LONG_LINE for line in lines)


def _is_layout(rows: Sequence[Sequence[tuple[list[str], int]]], *, lined: bool) -> bool:
    """Return whether a table only positions text: the head, or the recipients beside the signature."""
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_CELLS for row in rows):
        return False
    words = "\n".join(line for row in rows for lines, _ in row for line in lines)
    return _LAYOUT.search(words) is not None or (not lined and len(rows) <= _MOST_PLAIN_ROWS)


def _row(piece: RowText, words: Sequence[str], start: int) -> Row:
    cells = []
    for cell, (_, columns) in zip(words, piece.cells, strict=True):
        cells.append(Cell(Span(start, start + len(cell)), columns))
        start += len(cell) + 1
    return Row(piece.table, tuple(cells))


def repaired_note(names: Sequence[str]) -> Remark:
    """Return the note (VB013) that names the repairs."""
    message = f"Chữ trong tệp được chuyển về Unicode ({', '.join(names)}). Hãy đối chiếu với tệp gốc khi trích dẫn."
    return Remark(Severity.NOTE, "VB013", message)
