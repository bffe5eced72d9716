"""Tables of tasks: what a spreadsheet makes of them, and that it never reckons a cell."""

import csv
import io

from build_tools.model.page import Page
from build_tools.render.pages.plans import render
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


DOUBTED = f"""{LETTER}
3. Chủ đầu tư có trách nhiệm gửi hồ sơ trước ngày 15/7/2024.

4. Sở Khoa học và Công ngệ góp ý trước ngày 20/7/2024.

5. Giao Thanh tra Sở chủ trì, phối hợp với Văn phòng Sở rà soát quy chế.
"""


def test_the_table_has_every_task_those_in_doubt_and_those_of_nobody_with_a_page_too() -> None:
    rows = {row["Đơn vị thực hiện"]: row for row in table("lich/nhiem-vu.csv", DOUBTED)}
    assert rows["Chủ đầu tư"]["Ngày"] == "2024-07-15"
    assert rows["Chủ đầu tư"]["Chưa chắc"] == ""
    (doubted,) = [row for row in table("lich/nhiem-vu.csv", DOUBTED) if "góp ý" in row["Nhiệm vụ"]]
    assert doubted["Chưa chắc"] == "không rõ tên đơn vị kết thúc ở đâu"
    assert (rows["Thanh tra Sở"]["Chủ trì"], rows["Thanh tra Sở"]["Phối hợp"]) == ("Thanh tra Sở", "Văn phòng Sở")


def test_each_party_of_a_task_has_a_row_of_its_own() -> None:
    rows = table("lich/nhiem-vu-theo-don-vi.csv", DOUBTED)
    review = {row["Đơn vị"]: row["Vai trò"] for row in rows if "rà soát" in row["Nhiệm vụ"]}
    assert review == {
        "Thanh tra Sở Nội vụ tỉnh Lào Cai": "chủ trì",
        "Văn phòng Sở Nội vụ tỉnh Lào Cai": "phối hợp",
    }
    assert [row["Vai trò"] for row in rows if row["Đơn vị"] == "Chủ đầu tư"] == ["thực hiện"]
    reported = [row["Đơn vị"] for row in rows if row["Ngày"] == "2024-06-30"]
    assert len(reported) == 3, "two do it, one gets the report"
    tasks = {row["Nhiệm vụ"] for row in rows}
    assert tasks == {row["Nhiệm vụ"] for row in table("lich/nhiem-vu.csv", DOUBTED)}
