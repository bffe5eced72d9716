"""Sheets of a workbook as text: what stands above and below the table as paragraphs, the table as rows.

A sheet of an office has the head of a directive in two columns of merged cells, a title, the table, and who signs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Severity
from build_tools.source.marked import without_marks
from build_tools.source.reading import Reading, RefusedError, Remark, RowText, compose
from build_tools.source.tables import CellText, Tables

_MOST_ROWS = 20_000
_MOST_CELLS = 400_000
_MOST_SHOWN = 8
# A row with so many filled cells belongs to a table.
_FILLED = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its rows with their cells from the first column on, and which rows and columns are hidden.

    Each row begins with its number from 1; the widths of its cells add up to the columns before the last filled one.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[CellText]]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


def check_size(rows: int, cells: int) -> None:
    """Raise RefusedError (VB010) for a workbook that no office writes by hand."""
    if rows > _MOST_ROWS or cells > _MOST_CELLS:
        raise RefusedError("VB010", "Bảng tính quá lớn nên bị từ chối. Hãy chỉ giữ lại các trang tính cần công bố.")


def read_sheets(sheets: Sequence[Sheet], notes: Iterable[Remark] = ()) -> Reading:
    """Return the sheets that are shown as one text, and say what is hidden."""
    shown = [sheet for sheet in sheets if not sheet.is_hidden and sheet.rows]
    tables = Tables()
    pieces: list[str | RowText] = []
    for sheet in shown:
        if len(shown) > 1:
            pieces.append(f"Trang tính: {sheet.name}")
        pieces += _pieces(sheet, tables)
    return compose(pieces, notes=[*notes, *_hidden(sheets)])


def _hidden(sheets: Sequence[Sheet]) -> Iterator[Remark]:
    for sheet in sheets:
        if sheet.is_hidden and sheet.rows:
            message = f"Trang tính ẩn “{sheet.name}” không được đưa vào toàn văn. Hãy bỏ ẩn nếu cần công bố."
            yield Remark(Severity.NOTE, "VB024", message)
            continue
        widest = max((sum(cell.columns for cell in cells) for _, cells in sheet.rows), default=0)
        filled_rows = sorted(sheet.hidden_rows & {number for number, _ in sheet.rows})
        columns = [_letters(number) for number in sorted(sheet.hidden_columns) if number <= widest]
        for what, found in (("dòng", [*map(str, filled_rows)]), ("cột", columns)):
            if found:
                listed = ", ".join(found[:_MOST_SHOWN]) + (" …" if len(found) > _MOST_SHOWN else "")
                hidden = f"{len(found)} {what} ẩn ({what} {listed}); vẫn được đọc như {what} khác."
                yield Remark(Severity.NOTE, "VB024", f"Trang tính “{sheet.name}” có {hidden}")


def _letters(column: int) -> str:
    """Return the name of a column (from 1), as spreadsheets show it: A, B, … Z, AA."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _pieces(sheet: Sheet, tables: Tables) -> Iterator[str | RowText]:
    """Yield the paragraphs above the table, its rows, and the paragraphs below it."""
    rows = [cells for _, cells in sheet.rows]
    in_table = [place for place, cells in enumerate(rows) if len(_filled(cells)) >= _FILLED]
    if not in_table:
        yield from _around(rows)
        return
    first, last = in_table[0], in_table[-1] + 1
    while last < len(rows) and any(cell.covered for cell in rows[last]):  # its last cell reaches down
        last += 1
    yield from _around(rows[:first])
    columns = max(sum(cell.columns for cell in cells) for cells in rows[first:last])
    yield from tables.pieces([_padded(cells, columns) for cells in rows[first:last]], lined=True)
    yield from _around(rows[last:])


def _padded(cells: Sequence[CellText], columns: int) -> list[CellText]:
    missing = columns - sum(cell.columns for cell in cells)
    return [*cells, *(CellText(()) for _ in range(missing))]


def _around(rows: Iterable[Sequence[CellText]]) -> Iterator[str]:
    """Yield paragraphs; of rows with two filled cells each, those on the left are read before those on the right."""
    columns: tuple[list[str], list[str]] = ([], [])
    for cells in rows:
        filled = ["\n".join(cell.lines) for cell in _filled(cells)]
        if len(filled) == 2:
            columns[0].append(filled[0])
            columns[1].append(filled[1])
            continue
        yield from _columns(columns)
        columns = ([], [])
        yield from filled
    yield from _columns(columns)


def _columns(columns: tuple[list[str], list[str]]) -> Iterator[str]:
    for lines in columns:
        if lines:
            yield "\n".join(lines)


def _filled(cells: Sequence[CellText]) -> list[CellText]:
    return [cell for cell in cells if without_marks("".join(cell.lines)).strip()]
