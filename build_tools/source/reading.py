"""The result of reading a file of any format, and composing its paragraphs and rows into one canonical text."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical, without_layout
from build_tools.model.source import Cell, Row, Struck
from build_tools.model.span import Span
from build_tools.source.letters import apply, repairs
from build_tools.source.marked import marked_again, struck_apart, unsure_apart, without_marks

_LETTER = re.compile(r"[^\W\d_]")


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
    struck: tuple[Struck, ...] = ()
    unsure: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RowText:
    """One row of the table with this number: of each cell the text, a line per paragraph, and its width in columns.

    `cut` means that it may continue the row above, from before a page break; `covered` are the places (from 0) of the
    cells into which a cell of a row above reaches.
    """

    table: int
    cells: tuple[tuple[str, int], ...]
    cut: bool = False
    covered: frozenset[int] = frozenset()


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
    original = "\n".join(map(on_one_line, filled))
    steps = repairs(original)
    text = _Text()
    above: str | RowText | None = None
    for piece in filled:
        written = [piece] if isinstance(piece, str) else [words for words, _ in piece.cells]
        cells = [canonical(apply(words, steps)) for words in written]
        if isinstance(piece, str) and not without_marks(cells[0]).strip():
            text.strike(cells[0])
            continue
        if above is not None:
            together = isinstance(piece, RowText) and isinstance(above, RowText) and piece.table == above.table
            text.write("\n" if together else "\n\n")
        if isinstance(piece, str):
            text.write(without_layout(cells[0]).strip("\n"))
        else:
            text.write_row(piece, cells)
        above = piece
    all_notes = [*notes, *repair_notes([*sorted(encodings), *(name for name, _ in steps)], original)]
    cleaned = tuple(words for line in aside if (words := without_marks(canonical(apply(line, steps))).strip()))
    return Reading(
        text.words,
        tuple(text.rows),
        cleaned,
        recognised,
        tuple(all_notes),
        struck=tuple(text.struck),
        unsure=tuple(text.unsure),
    )


class _Text:
    """A text as it grows, with its rows and the words struck through in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.rows: list[Row] = []
        self.struck: list[Struck] = []
        self.unsure: list[Span] = []

    @property
    def words(self) -> str:
        return "".join(self._parts)

    def write(self, marked: str) -> None:
        """Append words; those marked as struck are noted where they stood."""
        marked, doubtful = unsure_apart(marked)
        self.unsure += [Span(self._length + start, self._length + end) for start, end in doubtful]
        words, found = struck_apart(marked)
        self.struck += [Struck(self._length + at, struck) for at, struck in found]
        self._parts.append(words)
        self._length += len(words)

    def strike(self, marked: str) -> None:
        """Note a paragraph of which every word is struck: a line of its own at the end of what stands there."""
        for _, words in struck_apart(marked)[1]:
            self.struck.append(Struck(self._length, f"\n{words}"))

    def write_row(self, piece: RowText, cells: Sequence[str]) -> None:
        """Append a row, a tab between its cells."""
        spans = []
        for place, (cell, (_, columns)) in enumerate(zip(cells, piece.cells, strict=True)):
            self.write("\t" if place else "")
            start = self._length
            self.write(cell.strip())
            spans.append(Cell(Span(start, self._length), columns, place in piece.covered))
        self.rows.append(Row(piece.table, tuple(spans)))


def paragraphs_of(reading: Reading) -> Iterator[str | RowText]:
    """Yield the paragraphs and rows of a composed reading again, as `compose` takes them."""
    text, start = reading.text, 0
    # Where a row begins or ends, a paragraph that is struck as a whole and a struck cell stand at one offset.
    whole = [struck for struck in reading.struck if struck.words.startswith("\n")]
    in_cells = [struck for struck in reading.struck if not struck.words.startswith("\n")]
    for row in (*reading.rows, None):
        end = row.span.start if row else len(text)
        for paragraph in text[start:end].split("\n\n"):
            yield marked_again(paragraph, start, reading.struck if paragraph.strip() else whole, reading.unsure)
            start += len(paragraph) + 2
        if row:
            cells = (
                (marked_again(cell.span.of(text), cell.span.start, in_cells, reading.unsure), cell.columns)
                for cell in row.cells
            )
            covered = frozenset(place for place, cell in enumerate(row.cells) if cell.covered)
            yield RowText(row.table, tuple(cells), covered=covered)
            start = row.span.end


def repair_notes(names: Sequence[str], text: str) -> Iterator[Remark]:
    """Yield the note (VB013) that names the repairs of a text, or says that loose marks were joined."""
    if names:
        message = f"Chữ trong tệp được chuyển về Unicode ({', '.join(names)}). Hãy đối chiếu với tệp gốc khi trích dẫn."
        yield Remark(Severity.NOTE, "VB013", message)
    elif not unicodedata.is_normalized("NFC", text):
        message = "Dấu viết rời khỏi chữ trong tệp được ghép lại (Unicode dựng sẵn)."
        yield Remark(Severity.NOTE, "VB013", message)
