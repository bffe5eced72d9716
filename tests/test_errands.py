"""Seven errands of a head of office and seven of a specialist on the sample register, by clicks from its home page.

docs/phat-trien/thu-viec.md tells them in words.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.conftest import DONE

NOW = "2026-11-27T09:00:00"
Errand = Callable[[Page], str]


def tabs(tab: Page, name: str) -> None:
    tab.locator(".md-tabs").get_by_role("link", name=name, exact=True).click()


def searched(tab: Page, words: str) -> None:
    """Type into the box of the home page, and open the first result unless Enter has opened the only one."""
    tab.fill(".tim input", words)
    tab.wait_for_selector(DONE, state="attached")
    if tab.locator("ol#ket-qua a").count():
        tab.locator("ol#ket-qua a").first.click()
    tab.wait_for_selector(".the")


def due_soon(tab: Page) -> str:
    tab.wait_for_selector("#viec-sap-toi table")
    return tab.locator("#viec-sap-toi").inner_text()


def overdue(tab: Page) -> str:
    tabs(tab, "Việc")
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    return tab.locator("#qua-thang-nay + .bang-viec, #cac-viec .bang-viec").first.inner_text()


def one_printed_page(tab: Page) -> str:
    overdue(tab)
    tab.evaluate("self.print = () => {}")
    tab.fill("[name=don-vi]", "Sở Nội vụ tỉnh An Thịnh")
    tab.click("[data-as=print]")
    return tab.locator(".viec-in").inner_text()


def who_has_not_implemented(tab: Page) -> str:
    tabs(tab, "Văn bản")
    tab.get_by_role("link", name="ai đã triển khai").click()
    tab.get_by_role("link", name="Kế hoạch 14/KH-UBND").click()
    return tab.locator("#trien-khai ~ .gon").first.inner_text()


def does_my_basis_stand(tab: Page) -> str:
    tabs(tab, "Văn bản")
    tab.get_by_role("link", name="kiểm tra căn cứ của dự thảo").click()
    tab.fill("#can-cu textarea", "Căn cứ Quyết định số 22/2023/QĐ-UBND ngày 14/8/2023 của Ủy ban nhân dân tỉnh;")
    tab.get_by_role("button", name="Kiểm tra").click()
    return tab.locator("#can-cu-ket-qua tbody").inner_text()


def what_changed_since_last_year(tab: Page) -> str:
    searched(tab, "14/KH-UBND")
    tab.get_by_role("link", name="So với Kế hoạch 15/KH-UBND").click()
    return tab.locator("#moi + div").inner_text()


def how_far_it_came_down(tab: Page) -> str:
    searched(tab, "9820/BNV-CQĐP")
    return tab.locator("#chuoi + ul").inner_text()


def copy_a_citation(tab: Page) -> str:
    searched(tab, "nghị định 59/2023")
    return tab.locator("[data-chep]").inner_text()


def check_bases(tab: Page) -> str:
    searched(tab, "kế hoạch phường đông thịnh")
    return tab.locator("h2#vien-dan ~ ul").first.inner_text()


def find_last_years_plan(tab: Page) -> str:
    searched(tab, "kế hoạch quy chế dân chủ địa bàn tỉnh năm 2026")
    tab.get_by_role("link", name="văn bản cùng loạt").click()
    return tab.locator("tbody").inner_text()


def who_cites_article_5(tab: Page) -> str:
    searched(tab, "luật thực hiện dân chủ ở cơ sở 10/2022")
    return tab.locator("#dan-dieu-5").inner_text()


def duties_of_my_unit(tab: Page) -> str:
    tabs(tab, "Đơn vị")
    tab.get_by_role("link", name="Sở Tài chính tỉnh An Thịnh").first.click()
    tab.get_by_role("link", name="Việc theo thời hạn").click()
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    return tab.locator("#tuan-sau + .bang-viec").inner_text()


def compare(tab: Page) -> str:
    searched(tab, "15/KH-UBND")
    tab.locator(".the").get_by_role("link", name="Kế hoạch 12/KH-UBND", exact=True).click()
    return tab.locator(".bang-so-sanh tbody").inner_text()


def report_an_error(tab: Page) -> str:
    searched(tab, "14/KH-UBND")
    tab.get_by_role("link", name="Báo lỗi trên trang này").click()
    return tab.locator("#bao-loi").inner_text()


ERRANDS: dict[Errand, tuple[str, ...]] = {
    due_soon: ("27/11/2026", "Gửi báo cáo kết quả thực hiện năm 2026 về Sở Nội vụ"),
    overdue: ("đã qua 17 ngày", "Kế hoạch 18/KH-UBND"),
    one_printed_page: ("Tuần sau: từ 30/11/2026 đến 06/12/2026", "Hoàn thành kiểm tra 10 cơ quan"),
    who_has_not_implemented: ("Sở Tài chính tỉnh An Thịnh", "trong sổ chưa có", "Kế hoạch 10/KH-SNV"),
    does_my_basis_stand: ("Bị bãi bỏ toàn bộ",),
    what_changed_since_last_year: ("Trung tâm Phục vụ hành chính công tỉnh",),
    how_far_it_came_down: ("Bước 3",),
    copy_a_citation: (
        "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ quy định chi tiết một số điều của "
        "Luật Thực hiện dân chủ ở cơ sở;",
    ),
    check_bases: ("Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15", "Còn hiệu lực"),
    find_last_years_plan: ("Kế hoạch 15/KH-UBND", "2025"),
    who_cites_article_5: ("Kế hoạch 14/KH-UBND", "Hướng dẫn 345/HD-SNV"),
    duties_of_my_unit: ("Các sở, ban, ngành thuộc tỉnh",),
    compare: ("Mục II",),
    report_an_error: ("Báo lỗi",),
}


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand.__name__)
def test_an_errand_is_done(sample_address: str, tab: Page, errand: Errand) -> None:
    tab.clock.set_fixed_time(NOW)
    tab.set_default_timeout(20_000)
    tab.goto(f"{sample_address}index.html")
    answer = errand(tab)
    assert [words for words in ERRANDS[errand] if words not in answer] == []
