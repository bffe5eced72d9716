"""The legal bases of a draft, each beside what the register knows; and how a document is stated as a basis."""

import pytest
from playwright.sync_api import Page, expect

from build_tools.model.codes import parse_code
from build_tools.model.corpus import Work, WorkId
from build_tools.render.wording import basis_words

DRAFT = """Căn cứ Nghị định số 04/2015/NĐ-CP ngày 09 tháng 01 năm 2015 của Chính phủ về thực hiện dân chủ;
Căn cứ Kết luận số 120-KL/TW ngày 08/01/2016 của Ban Bí thư về thực hiện Quy chế dân chủ ở cơ sở;
Căn cứ Nghị định số 9999/2030/NĐ-CP ngày 01/01/2030 của Chính phủ;
Theo đề nghị của Giám đốc Sở Nội vụ.
"""


def rows_of(tab: Page, site: str, draft: str) -> list[list[str]]:
    tab.goto(f"{site}kiem-tra-can-cu.html")
    tab.fill("#can-cu textarea", draft)
    tab.get_by_role("button", name="Kiểm tra").click()
    tab.wait_for_selector("#can-cu-ket-qua tbody tr")
    return [row.locator("td").all_inner_texts() for row in tab.locator("#can-cu-ket-qua tbody tr").all()]


def test_each_basis_is_found_or_said_to_be_missing_or_different(address: str, tab: Page) -> None:
    found, different, absent = rows_of(tab, address, DRAFT)
    assert found[1].startswith("Nghị định 04/2015/NĐ-CP")
    assert "ghi ngày" not in found[3]
    assert "dự thảo ghi ngày 08/01/2016, sổ có ngày 07/01/2016" in different[3]
    assert "dự thảo ghi cơ quan “Ban Bí thư”, sổ có “Bộ Chính trị" in different[3]
    assert absent[1] == "không có trong sổ"
    expect(tab.locator("#can-cu-tinh-trang")).to_have_text(
        "3 căn cứ: 1 khớp với sổ, 1 ghi khác sổ, 1 không có trong sổ."
    )


def test_a_law_is_found_by_name_and_year(address: str, tab: Page) -> None:
    laws = "Căn cứ Luật Tố cáo ngày 12 tháng 6 năm 2018; Luật Không Có Thật năm 2020;"
    rows = rows_of(tab, address, laws)
    assert [row[1].split("\n")[0].startswith(("Luật Tố cáo", "không có trong sổ")) for row in rows] == [True, True]


@pytest.mark.parametrize(
    "draft",
    [
        "căn cứ nghị định số 04/2015/nđ-cp ngày 09/01/2015 của chính phủ",
        "– Căn cứ Nghị định số 04/2015/NĐ\u2011CP ngày 09/01/2015 của Chính phủ;",  # as Word writes a dash that stays
        "Căn cứ Nghị định số 04/2015 /NĐ-CP;",
        "Căn cứ Nghị định số 04/2015/ NĐ-CP ngày 09 tháng 01 năm 2015 của Chính phủ về thực hiện dân chủ;",
    ],
)
def test_a_number_is_read_as_people_type_it(address: str, tab: Page, draft: str) -> None:
    (row,) = rows_of(tab, address, draft)
    assert row[1].startswith("Nghị định 04/2015/NĐ-CP")
    assert "dự thảo ghi" not in row[3]


def test_a_short_form_of_the_issuer_is_no_difference(sample_address: str, tab: Page) -> None:
    (row,) = rows_of(tab, sample_address, "Căn cứ Kế hoạch số 14/KH-UBND ngày 15/01/2026 của UBND tỉnh An Thịnh;")
    assert row[1].startswith("Kế hoạch 14/KH-UBND")
    assert "dự thảo ghi" not in row[3]


def test_short_forms_of_two_words_too(address: str, tab: Page) -> None:
    (row,) = rows_of(tab, address, "Căn cứ Công văn số 96/SKHCN-VP ngày 15/02/2022 của Sở KH&CN tỉnh Quảng Trị;")
    assert row[1].startswith("Công văn 96/SKHCN-VP")
    assert "dự thảo ghi" not in row[3]


def test_of_several_of_one_number_the_day_and_the_issuer_tell(address: str, tab: Page) -> None:
    """The rows of the search as they are in a register of many: added in the browser, since the five have none."""
    rows_of(tab, address, DRAFT)
    tab.evaluate(
        """() => { for (let day = 1; day < 9; day += 1) svb.store.rows.push(Object.assign({}, svb.store.rows[0],
        { number: "12/KH-UBND", title: "Kế hoạch", organ: "Ủy ban nhân dân xã " + day, date: "2024030" + day })); }"""
    )
    text = "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/3/2024 của UBND xã 3;\nCăn cứ Kế hoạch số 12/KH-UBND;"
    tab.fill("#can-cu textarea", text)
    tab.get_by_role("button", name="Kiểm tra").click()
    expect(tab.locator("#can-cu-tinh-trang")).to_have_text("2 căn cứ: 1 khớp với sổ, 1 chưa rõ là văn bản nào.")
    told, open_ = tab.locator("#can-cu-ket-qua tbody tr").all()
    assert told.locator("a").count() == 1
    assert open_.locator("a").count() == 5
    assert "8 văn bản cùng số" in open_.inner_text()


def test_a_basis_that_is_not_understood_is_said_to_be_so(address: str, tab: Page) -> None:
    draft = "Căn cứ Luật Tố cáo số 25/2018/QH14;\nCăn cứ Quy chế làm việc của Sở;\nXét đề nghị của Văn phòng."
    known, unread = rows_of(tab, address, draft)
    assert known[0].startswith("Luật Tố cáo số 25/2018/QH14")
    assert unread[0] == "Căn cứ Quy chế làm việc của Sở"
    assert "chưa nhận ra" in unread[3]
    expect(tab.locator("#can-cu-tinh-trang")).to_contain_text("1 chưa nhận ra")


def test_it_works_from_a_folder(project: object, tab: Page) -> None:
    assert len(rows_of(tab, f"file://{project}/site/", DRAFT)) == 3


def test_nothing_to_check_is_said(address: str, tab: Page) -> None:
    tab.goto(f"{address}kiem-tra-can-cu.html")
    tab.fill("#can-cu textarea", "Xét đề nghị của Chánh Văn phòng.")
    tab.get_by_role("button", name="Kiểm tra").click()
    expect(tab.locator("#can-cu-tinh-trang")).to_contain_text("Không thấy văn bản nào")


def work(type_name: str, code: str | None, date: str | None, organ: str | None, subject: str, title: str = "") -> Work:
    return Work(WorkId("x"), type_name, parse_code(code) if code else None, title or None, organ, None, date, subject)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            work("Nghị định", "99/2016/NĐ-CP", "2016-07-01", "Chính phủ", "Về quản lý và sử dụng con dấu"),
            "Căn cứ Nghị định số 99/2016/NĐ-CP ngày 01 tháng 7 năm 2016 của Chính phủ về quản lý và sử dụng con dấu;",
        ),
        (
            work("Luật", "77/2015/QH13", "2015-06-19", "Quốc hội", "", "Luật Tổ chức chính quyền địa phương"),
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        ),
        (
            work("Công văn", "5/SNV", "2026-02-03", "Sở Nội vụ tỉnh Lào Cai", ""),
            "Căn cứ Công văn số 5/SNV ngày 03 tháng 02 năm 2026 của Sở Nội vụ tỉnh Lào Cai;",
        ),
        (
            work("Công văn", "5/SNV", "2026-02-13", "Sở Nội vụ", "Triển khai quy chế"),
            "Căn cứ Công văn số 5/SNV ngày 13 tháng 02 năm 2026 của Sở Nội vụ về việc triển khai quy chế;",
        ),
        (work("Công văn", "5/SNV", "2026", "Sở Nội vụ", ""), ""),
        (work("Công văn", "5/SNV", "2026-02-03", None, ""), ""),
    ],
)
def test_how_a_document_is_stated_as_a_basis(given: Work, words: str) -> None:
    assert basis_words(given) == words


def test_the_words_are_copied_by_a_button(address: str, tab: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}van-ban/04-2015-nd-cp.html")
    tab.get_by_role("button", name="Chép căn cứ").click()
    expect(tab.locator(".chep")).to_have_text("Đã chép")
    assert tab.evaluate("() => navigator.clipboard.readText()").startswith("Căn cứ Nghị định số 04/2015/NĐ-CP ngày 09")
