"""The site of the sample register in a browser: last year's plan, two documents compared, chain, replies, clauses."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import check_for_everybody, long

PLAN, LAST = "14-kh-ubnd", "15-kh-ubnd"
COMPARED = f"so-sanh.html?a={LAST}&b={PLAN}"


def to_last_year(tab: Page, site: str) -> Page:
    """From the plan to what has changed since the last, as a reader goes there."""
    tab.goto(f"{site}van-ban/{PLAN}.html")
    tab.get_by_role("link", name="So với Kế hoạch 15/KH-UBND").click()
    tab.wait_for_url("**/so-voi-nam-truoc/**/2026-14-kh-ubnd.html")
    expect(tab.locator("h2[id]").first).to_be_visible()
    return tab


def headings(tab: Page) -> dict[str, str]:
    return {str(h.get_attribute("id")): h.locator(".so-dem").inner_text() for h in tab.locator("h2[id]").all()}


def compared(tab: Page, site: str, query: str = COMPARED) -> Page:
    tab.goto(f"{site}{query}")
    tab.wait_for_selector(".bang-so-sanh tbody tr")
    return tab


def test_what_has_changed_since_last_year(sample_address: str, tab: Page) -> None:
    to_last_year(tab, sample_address)
    assert headings(tab) == {"moi": "1", "bo": "1", "doi": "12", "giu-nguyen": "8"}
    dropped = tab.locator("#bo + div tbody tr").inner_text()
    assert "03 mô hình điểm" in dropped
    changed = tab.locator("#doi + div tbody tr").all_inner_texts()
    (limits,) = [row for row in changed if "cấp Bộ Nội vụ" in row or "báo cáo Bộ Nội vụ" in row]
    assert "10/12/2025" in limits
    assert "12/12/2026" in limits
    assert limits.endswith("thời hạn")


def test_the_series_shows_each_year_against_the_one_before(sample_address: str, tab: Page) -> None:
    to_last_year(tab, sample_address).get_by_role("link", name="các năm khác").click()
    expect(tab.locator("tbody tr")).to_have_count(3)
    rows = [row.locator("td").all_inner_texts() for row in tab.locator("tbody tr").all()]
    assert [row[1] for row in rows] == ["2026", "2025", "2024"]
    assert rows[0][4:8] == ["1", "1", "12", "8"]
    assert rows[-1][4:8] == [""] * 4


def test_two_documents_are_compared_clause_by_clause(sample_address: str, tab: Page) -> None:
    compared(tab, sample_address)
    expect(tab.locator("#so-sanh-tinh-trang")).to_contain_text("đoạn giống")
    row = tab.locator("tr.dong-changed", has_text="kiểm tra việc thực hiện dân chủ ở cơ sở tại ít nhất")
    assert row.locator("del").all_inner_texts() == ["08", "15/11/2025."]
    assert row.locator("ins").all_inner_texts() == ["10", "30/11/2026."]
    before = tab.locator(".bang-so-sanh tbody tr").count()
    tab.locator(".bang-so-sanh .xem-them").first.click()
    assert tab.locator("tr.dong-same").count() >= 1
    assert tab.locator(".bang-so-sanh tbody tr").count() >= before


def test_the_comparison_is_chosen_by_name_and_kept_in_the_address(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}so-sanh.html")
    expect(tab.locator("#so-sanh-tinh-trang")).to_contain_text("Hãy chọn hai văn bản")
    for name, words in (("a", "15/KH-UBND"), ("b", "14/KH-UBND")):
        tab.fill(f"#so-sanh [name={name}]", words)
        expect(tab.locator("#cac-van-ban option").first).to_have_attribute("value", re.compile(words))
        tab.fill(f"#so-sanh [name={name}]", str(tab.locator("#cac-van-ban option").first.get_attribute("value")))
    tab.get_by_role("button", name="So sánh").click()
    tab.wait_for_selector(".bang-so-sanh")
    assert tab.url.endswith("?a=15-kh-ubnd&b=14-kh-ubnd")
    tab.get_by_role("button", name="Đổi bên").click()
    expect(tab.locator(".bang-so-sanh th").first).to_contain_text("14/KH-UBND")
    assert tab.url.endswith("?a=14-kh-ubnd&b=15-kh-ubnd")


def test_what_can_not_be_compared_is_said(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}so-sanh.html?a=10-2022-qh15&b={PLAN}")
    expect(tab.locator("#so-sanh-tinh-trang")).to_contain_text("sổ chưa có toàn văn của Luật")
    tab.goto(f"{sample_address}so-sanh.html?a=khong-co&b={PLAN}")
    expect(tab.locator("#so-sanh-tinh-trang")).to_contain_text("trong sổ không có văn bản “khong-co”")


def test_each_page_suggests_what_to_compare_with(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}van-ban/{PLAN}.html")
    tab.locator(".the").get_by_role("link", name="Kế hoạch 15/KH-UBND", exact=True).click()
    tab.wait_for_selector(".bang-so-sanh tbody tr")


def test_it_works_from_a_folder(sample_project: Path, tab: Page) -> None:
    site = f"file://{sample_project}/site/"
    compared(tab, site)
    assert headings(to_last_year(tab, site))["moi"] == "1"


def test_a_clause_leads_to_who_cites_it(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}van-ban/18-2025-qd-ubnd.html")
    tab.locator("#art_1 .so-dan").click()
    tab.wait_for_url("**#dan-dieu-1")
    assert "VBHN" in tab.locator("#dan-dieu-1").inner_text()
    tab.goto(f"{sample_address}van-ban/10-2022-qh15.html")
    assert "Kế hoạch 14/KH-UBND" in tab.locator("#dan-dieu-5").inner_text(), "of a law without text too"


def test_the_calendar_shows_a_unit_the_tasks_of_its_groups(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}lich/index.html")
    tab.select_option("#loc-lich [name=don-vi]", label="Sở Tài chính tỉnh An Thịnh")
    shown = tab.locator("tbody tr:visible").all_inner_texts()
    assert any("Các sở, ban, ngành thuộc tỉnh" in row for row in shown)
    assert not any("Sở Tư pháp biên soạn" in row for row in shown)


def test_the_chain_and_the_reports_of_the_plan(sample_address: str, tab: Page) -> None:
    tab.goto(f"{sample_address}van-ban/9820-bnv-cqdp.html")
    steps = tab.locator("#chuoi + ul li").all_inner_texts()
    assert [re.split("[,:]", step)[0] for step in steps] == ["Bước 1", "Bước 2", "Bước 3"]
    names = tab.locator("svg.chuoi a title").all_text_contents()
    assert [name.split(" – ")[0] for name in names if "/KH-" in name] == [
        "Kế hoạch 14/KH-UBND",
        "Kế hoạch 25/KH-SGDĐT",
        "Kế hoạch 10/KH-SNV",
        "Kế hoạch 22/KH-UBND",
        "Kế hoạch 18/KH-UBND",
        "Kế hoạch 07/KH-THPTNT",
    ]
    tab.goto(f"{sample_address}van-ban/{PLAN}.html")
    assert "70/BC-UBND" in tab.locator("#bao-cao ~ .gon").first.inner_text()
    assert "4520/UBND-NC" not in tab.locator("#bao-cao ~ .gon").first.inner_text(), "it asks for reports"


@pytest.mark.parametrize(("width", "dark"), [(1360, False), (390, True), *long((1360, True), (390, False))])
def test_everybody_can_use_the_pages(sample_address: str, tab: Page, width: int, dark: bool) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if dark else "light")
    check_for_everybody(compared(tab, sample_address), "so-sanh", width)
    check_for_everybody(to_last_year(tab, sample_address), "so-voi-nam-truoc", width)
    for page in (f"van-ban/{PLAN}", "so-voi-nam-truoc/index", "danh-muc/trien-khai", "van-ban/1203-ubnd-nc"):
        tab.goto(f"{sample_address}{page}.html")
        check_for_everybody(tab, page, width)
