"""Task tables of Excel and OpenDocument: cells as they are shown, merged ones whole, what is hidden told."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from build_tools.parse import parse
from build_tools.source import read_sources
from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.reading import RefusedError
from build_tools.source.workbook import read_workbook
from tests.texts import VOCABULARY
from tests.tools import frames

HEAD = (
    ("UBND TỈNH LÀO CAI", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SỞ NỘI VỤ", None, "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 15/KH-SNV", None, "Lào Cai, ngày 12 tháng 3 năm 2025"),
    (),
    ("KẾ HOẠCH",),
    ("Triển khai công tác văn thư năm 2025",),
)
TABLE = (
    ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
    (1, "Rà soát hồ sơ", "Văn phòng Sở", "Các phòng", datetime.date(2025, 4, 30)),
    (2, "Tập huấn"),
    (3, "Kiểm tra", "Thanh tra Sở", None, "Quý III/2025"),
)
TASKS = [
    ("Rà soát hồ sơ", ("Văn phòng Sở",), ("Các phòng",), ["2025-04-30"]),
    ("Tập huấn", ("Văn phòng Sở",), ("Các phòng",), ["2025-04-30"]),
    ("Kiểm tra", ("Thanh tra Sở",), (), ["2025-Q3"]),
]


def workbook(change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    """A plan as an office keeps it in Excel: a head in merged cells, tasks, a signature."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (*HEAD, *TABLE, (), (None, None, "GIÁM ĐỐC"), (None, None, "Nguyễn Văn An")):
        sheet.append(row)
    for place in ("A1:B1", "C1:E1", "C8:C9", "D8:D9", "E8:E9"):
        sheet.merge_cells(place)
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def tasks(tmp_path: Path, name: str, data: bytes) -> list[object]:
    (tmp_path / name).write_bytes(data)
    (source,), _ = read_sources(tmp_path)
    found = parse(source, VOCABULARY)
    assert found.record.code
    assert (found.record.code.text, found.record.signer and found.record.signer.value) == ("15/KH-SNV", "Nguyễn Văn An")
    return [
        (task.span.of(source.text), task.bearers, task.coordinate, [limit.date for limit in task.deadlines])
        for task in found.obligations
    ]


def test_a_task_table_of_excel(tmp_path: Path) -> None:
    assert tasks(tmp_path, "a.xlsx", workbook()) == TASKS


def test_what_is_hidden_is_told() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.worksheets[0].row_dimensions[10].hidden = True
        book.worksheets[0].column_dimensions.group("C", "D", hidden=True)
        other = book.create_sheet("Danh mục")
        other.append(["không thấy"])
        other.sheet_state = "hidden"

    found = read_workbook(workbook(hide))
    rows, columns, sheet = [note.message for note in found.notes]
    assert "dòng 10" in rows
    assert "2 cột ẩn (cột C, D)" in columns
    assert "Danh mục" in sheet
    assert "Kiểm tra" in found.text
    assert "không thấy" not in found.text


def test_words_struck_inside_a_cell_are_no_words() -> None:
    def cross_out(book: openpyxl.Workbook) -> None:
        crossed = TextBlock(InlineFont(strike=True), "30/6/2024 ")
        book.create_sheet("Sửa").append(["1", "Rà soát", CellRichText(crossed, "31/7/2024")])

    found = read_workbook(workbook(cross_out))
    assert "1\tRà soát\t31/7/2024" in found.text
    assert [struck.words for struck in found.struck] == ["30/6/2024 "]


def test_values_as_excel_shows_them() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Khác")
        sheet.append(["ngày", "số", "phần trăm", "chữ gạch", "công thức"])
        sheet.append([datetime.datetime(2025, 4, 30), 12.0, 0.25, "bỏ", "=1+1"])
        sheet["A2"].number_format = "mm/yyyy"
        sheet["C2"].number_format = "0%"
        sheet["D2"].font = Font(strike=True)

    found = read_workbook(workbook(fill))
    assert found.text.endswith("04/2025\t12\t25%\t\t")
    assert [place.words for place in found.struck] == ["bỏ"]
    assert [note.code for note in found.notes] == ["VB021"]  # nobody has reckoned the formula
    assert "Trang tính: Khác" in found.text


def cell(words: object = "", says: str = "") -> str:
    shown = f"{words:%d/%m/%Y}" if isinstance(words, datetime.date) else words
    return f"<table:table-cell {says}>{f'<text:p>{shown}</text:p>' if shown else ''}</table:table-cell>"


def spreadsheet() -> bytes:
    """The same plan as OpenDocument has it, with the empty rows and columns that programs repeat."""
    covered = "<table:covered-table-cell/>"
    wide, down = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    rows = [
        f"{cell(HEAD[0][0], wide)}{covered}{cell(HEAD[0][2])}",
        f"{cell(HEAD[2][0])}{cell()}{cell(HEAD[2][2])}",
        cell("", 'table:number-columns-repeated="16384"'),
    ]
    for number, row in enumerate(TABLE):
        values = [*row, *[""] * (5 - len(row))]
        rows.append("".join(
            covered if number == 2 and column > 1 else cell(value or "", down if number == 1 and column > 1 else "")
            for column, value in enumerate(values)
        ))  # fmt: skip
    rows += [cell("GIÁM ĐỐC"), cell("Nguyễn Văn An")]
    spaces = ("office", "table", "text")
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body = f'<office:spreadsheet><table:table table:name="A">{table}</table:table></office:spreadsheet>'
    content = f"<office:document-content{names}><office:body>{body}</office:body></office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return frames.packed({"mimetype": kind, "content.xml": content.encode()})


def test_a_task_table_of_open_document(tmp_path: Path) -> None:
    assert tasks(tmp_path, "a.ods", spreadsheet()) == TASKS


def test_macros_and_giants_are_refused() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in range(1, 20_500):
            book.worksheets[0].cell(row, 1, "x")

    with pytest.raises(RefusedError) as refused:
        read(frames.packed({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}), ".xlsx", Converter())
    assert refused.value.code == "VB010"
    with pytest.raises(RefusedError) as refused:
        read(
            workbook(fill),
            ".xlsx",
            Converter(),
        )
    assert refused.value.code == "VB010"
