"""Excel workbooks (.xlsx): every cell as Excel shows it, merged cells whole, formulas by the value last reckoned."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from build_tools.base.diagnostics import Severity
from build_tools.source.archive import parts
from build_tools.source.marked import struck, unmarked
from build_tools.source.reading import Reading, Remark
from build_tools.source.sheets import Sheet, check_size, read_sheets
from build_tools.source.tables import CellText

_MOST_COLUMNS = 200


def read_workbook(data: bytes) -> Reading:
    """Return the text of an .xlsx. Raises RefusedError (VB010, VB011); a damaged file may fail in other ways too."""
    parts(data)
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    stored = openpyxl.load_workbook(io.BytesIO(data))
    notes = []
    if lost := sum(_unreckoned(shown[sheet.title], sheet) for sheet in stored.worksheets):
        message = f"{lost} ô có công thức chưa được tính nên trống. Hãy mở bằng Excel, lưu lại rồi thay vào đây."
        notes.append(Remark(Severity.WARNING, "VB021", message))
    return read_sheets([_sheet(sheet) for sheet in shown.worksheets], notes)


def _unreckoned(shown: Worksheet, stored: Worksheet) -> int:
    """Count the formulas without a value: programs other than Excel may store none."""
    formulas = [place for place, cell in stored._cells.items() if cell.data_type == "f"]
    return sum(shown.cell(*place).value is None for place in formulas)


def _sheet(sheet: Worksheet) -> Sheet:
    cells = {place: cell for place, cell in sheet._cells.items() if place[1] <= _MOST_COLUMNS}
    check_size(len({row for row, _ in cells}), len(cells))
    words = {place: text for place, cell in cells.items() if (text := _shown(cell))}
    widths: dict[tuple[int, int], int] = {}
    covered: dict[tuple[int, int], int] = {}
    for merged in sheet.merged_cells.ranges:
        wide = min(merged.max_col, _MOST_COLUMNS) - merged.min_col + 1
        if (merged.min_row, merged.min_col) not in words:
            continue
        widths[merged.min_row, merged.min_col] = wide
        filled = {row for row, _ in words if merged.min_row < row <= merged.max_row}
        covered.update({(row, merged.min_col): wide for row in filled})
    rows = []
    for row in sorted({row for row, _ in words}):
        last = max(column for at, column in (*words, *covered) if at == row)
        rows.append((row, list(_cells(row, last, words, widths, covered))))
    hidden = frozenset(number for number, shape in sheet.row_dimensions.items() if shape.hidden)
    columns = frozenset(
        number
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for number in range(shape.min or 1, min(shape.max or 0, _MOST_COLUMNS) + 1)
    )
    return Sheet(str(sheet.title), rows, hidden, columns, is_hidden=sheet.sheet_state != "visible")


def _cells(
    row: int,
    last: int,
    words: dict[tuple[int, int], str],
    widths: dict[tuple[int, int], int],
    covered: dict[tuple[int, int], int],
) -> Iterator[CellText]:
    column = 1
    while column <= last:
        place = row, column
        if place in covered and place not in words:
            wide = covered[place]
            yield CellText((), wide, covered=True)
        else:
            wide = widths.get(place, 1)
            yield CellText(words.get(place, "").split("\n") if place in words else (), wide)
        column += wide


def _shown(cell: Any) -> str:  # noqa: ANN401  a cell of any of openpyxl's kinds
    """Return what Excel shows in a cell: a date as its format has it, a number without digits that it does not have."""
    value, shape = cell.value, str(cell.number_format or "").lower()
    if value is None:
        return ""
    if isinstance(value, datetime):
        words = f"{value:%d/%m/%Y}" if "d" in shape or "y" not in shape else f"{value:%m/%Y}"
        words = f"{value:%H:%M} {words}" if "h" in shape and (value.hour or value.minute) else words
    elif isinstance(value, date):
        words = f"{value:%d/%m/%Y}"
    elif isinstance(value, time):
        words = f"{value:%H:%M}"
    elif isinstance(value, bool):
        words = "TRUE" if value else "FALSE"
    elif isinstance(value, int | float):
        words = f"{value * 100:g}%" if shape.endswith("%") else f"{value:.15g}"
    elif isinstance(value, CellRichText):
        runs = ((_on_lines(str(run)), isinstance(run, TextBlock) and run.font.strike) for run in value)
        return "".join(struck(words) if crossed else words for words, crossed in runs).strip()
    else:
        words = _on_lines(str(value)).strip()
    return struck(words) if cell.font is not None and cell.font.strike else words


def _on_lines(words: str) -> str:
    return unmarked(words).replace("\r\n", "\n").replace("\r", "\n")
