"""Tables of tasks: what a spreadsheet makes of them, and that it never reckons a cell."""

import csv
import io

from build_tools.model.page import Page
from build_tools.render import render
from tests.texts import VOCABULARY, corpus_of

LETTER = """Số: 12/SNV-VP

Lào Cai, ngày 05 tháng 3 năm 2024

Kính gửi: Các phòng, đơn vị thuộc Sở.

Sở yêu cầu Văn phòng Sở, Thanh tra Sở thực hiện các nội dung sau:

1. Báo cáo "kết quả", sai sót về Sở Nội vụ trước ngày 30/6/2024 và trước ngày 30/11/2024.

2. Tổng hợp báo cáo hằng quý.
"""


def table(path: str, letter: str = LETTER) -> list[dict[str, str]]:
    page: Page = next(page for page in render(corpus_of({"a.txt": letter}), VOCABULARY) if page.path == path)
    assert isinstance(page.content, bytes)
    assert page.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"), newline="")))


def test_each_task_and_deadline_is_a_row() -> None:
    rows = table("lich/nhiem-vu.csv")
    assert [(row["Ngày"], row["Định kỳ"]) for row in rows] == [("2024-06-30", ""), ("2024-11-30", ""), ("", "hằng quý")]
    assert rows[0]["Nhiệm vụ"].startswith('Báo cáo "kết quả", sai sót')
    assert rows[0]["Đơn vị thực hiện"] == "Văn phòng Sở; Thanh tra Sở"
    assert rows[0]["Trang trong sổ"].endswith(".html#para_1")


def test_a_unit_has_its_own_table_with_its_role() -> None:
    rows = table("don-vi/lao-cai/so-noi-vu.csv")
    assert {row["Vai trò"] for row in rows} == {"nơi nhận báo cáo"}


def test_no_cell_is_a_formula() -> None:
    letter = LETTER.replace("1. Báo cáo", "1. =HYPERLINK báo cáo").replace("Báo cáo hằng", "-Báo cáo hằng")
    assert all(
        not cell.startswith(("=", "+", "-", "@")) for row in table("lich/nhiem-vu.csv", letter) for cell in row.values()
    )
    assert any(row["Nhiệm vụ"].startswith("'=HYPERLINK") for row in table("lich/nhiem-vu.csv", letter))
