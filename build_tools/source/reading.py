"""What a reader of one format gives, and how its pieces become one canonical text with places in it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical
from build_tools.model.source import Cell, Row
from build_tools.model.span import Span
from build_tools.source.letters import apply, repairs

_PLACED = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Nơi\s+nhận|Kính\s+gửi")
_LETTER = re.compile(r"[^\W\d_]")
_LONG_LINE = 200
_MOST_ROWS, _MOST_PLAIN_ROWS, _MOST_CELLS = 8, 4, 3


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a reader has to say of the whole file."""

    severity: Severity
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as text; the first fields are those of `Source`, `pictures` says that pages are pictures of text."""

    text: str
    rows: tuple[Row, ...] = ()
    aside: tuple[str, ...] = ()
    recognised: bool = False
    notes: tuple[Remark, ...] = ()
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class RowText:
    """One row of the table with this number: the words of each cell, its paragraphs on lines, and its width.

    `cut` says that it may be the rest of the row above, from before a page break.
    """

    table: int
    cells: tuple[tuple[str, int], ...]
    cut: bool = False


def whole_number(text: str | None, default: int, *, most: int) -> int:
    """Return the whole number that an attribute holds, `most` at most; the default where it holds none."""
    digits = (text or "").strip()
    return min(int(digits[:9]), most) if digits.isascii() and digits.isdecimal() else default


def on_one_line(piece: str | RowText, between: str = "\t") -> str:
    """Return the words of a paragraph or a row on one line."""
    return piece if isinstance(piece, str) else between.join(words for words, _ in piece.cells)


def lines_of(pieces: Iterable[str | RowText]) -> list[str]:
    """Return the lines of a cell or a note that are not empty; a table inside gives a line for each row."""
    return [words for piece in pieces if (words := on_one_line(piece, " ").strip())]


def heads_of(pieces: Iterable[str | RowText]) -> tuple[str, ...]:
    """Return running heads and feet, each once; page numbers alone are left out."""
    words = (on_one_line(piece).strip() for piece in pieces)
    return tuple(dict.fromkeys(line for line in words if _LETTER.search(line)))


class RefusedError(Exception):
    """The file can't be read or must not be: `code` is that of the diagnostic, the message says what to do."""

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

    Letters that the file stores wrongly are put right everywhere, and a note says so; `encodings` are those of old
    fonts that the reader has put right already.
    """
    given = [piece for piece in pieces if isinstance(piece, RowText) or piece.strip()]
    steps = repairs("\n".join(map(on_one_line, given)))
    parts: list[str] = []
    rows: list[Row] = []
    length = 0
    above: str | RowText | None = None
    for piece in given:
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
    said = [*notes, *([repaired_note(repaired)] if repaired else [])]
    cleaned = tuple(canonical(apply(line, steps)) for line in aside)
    return Reading("".join(parts), tuple(rows), cleaned, recognised, tuple(said))


class Tables:
    """The tables of one document; their numbers count on."""

    def __init__(self) -> None:
        self._count = 0

    def pieces(self, rows: Sequence[Sequence[tuple[list[str], int]]], *, lined: bool) -> list[str | RowText]:
        """Return the rows of a table; the cells one after the other where it only places words on the page.

        `rows` holds the lines and the width of each cell; `lined` says that lines are drawn in or around the table.
        """
        if _only_places(rows, lined=lined):
            cells = [lines for row in rows for lines, _ in row]
            return [piece for lines in cells for piece in (lines if _is_prose(lines) else ["\n".join(lines)])]
        found = [tuple(("\n".join(lines).replace("\t", " "), width) for lines, width in row) for row in rows]
        filled = [cells for cells in found if any(words for words, _ in cells)]
        self._count += bool(filled)
        return [RowText(self._count, cells) for cells in filled]


def _is_prose(lines: Sequence[str]) -> bool:
    """Return whether the lines of a cell are paragraphs rather than lines of a head."""
    return any(len(line) > _LONG_LINE for line in lines)


def _only_places(rows: Sequence[Sequence[tuple[list[str], int]]], *, lined: bool) -> bool:
    """Return whether a table is a head, or the recipients beside a signature."""
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_CELLS for row in rows):
        return False
    words = "\n".join(line for row in rows for lines, _ in row for line in lines)
    return _PLACED.search(words) is not None or (not lined and len(rows) <= _MOST_PLAIN_ROWS)


def _row(piece: RowText, words: Sequence[str], start: int) -> Row:
    cells = []
    for cell, (_, columns) in zip(words, piece.cells, strict=True):
        cells.append(Cell(Span(start, start + len(cell)), columns))
        start += len(cell) + 1
    return Row(piece.table, tuple(cells))


def repaired_note(names: Sequence[str]) -> Remark:
    """Return the note that says which letters were put right."""
    message = f"Chữ trong tệp được chuyển về Unicode ({', '.join(names)}). Hãy đối chiếu với tệp gốc khi trích dẫn."
    return Remark(Severity.NOTE, "VB013", message)
