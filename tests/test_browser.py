"""The built site in a real browser: a search that finds a page of each kind, links that lead on, dates reckoned."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("120-KL/TW", "van-ban/120-kl-tw.html"),
        ("96/SKHCN-VP", "van-ban/96-skhcn-vp.html"),
        ("Luật Tố cáo", "van-ban/luat-to-cao.html"),
        ("Văn phòng Sở", "don-vi/quang-tri/van-phong-so-khoa-hoc-va-cong-nghe.html"),
        ("Dòng thời gian", "dong-thoi-gian/index.html"),
        ("viết tắt QCDC", "tu-viet-tat/index.html"),
        ("Lịch", "lich/index.html"),
        ("cần bổ sung", "chat-luong/index.html"),
        ("Văn bản theo năm ban hành", "danh-muc/nam.html"),
        ("thêm văn bản", "huong-dan/them-van-ban.html"),
    ],
)
def test_the_search_box_finds_a_page_of_each_kind(address: str, tab: Page, query: str, page: str) -> None:
    tab.goto(f"{address}index.html")
    tab.keyboard.press("/")
    tab.locator("input.md-search__input").fill(query)
    tab.keyboard.press("End")
    tab.keyboard.press("Space")
    expect(tab.locator(f'a.md-search-result__link[href*="{page}"]').first).to_be_attached(timeout=15_000)


def test_a_clerk_follows_a_directive_to_its_basis_and_back(address: str, tab: Page) -> None:
    tab.goto(f"{address}van-ban/index.html")
    tab.get_by_role("link", name="Công văn 96/SKHCN-VP").first.click()
    expect(tab.locator("h1")).to_contain_text("Công văn số 96/SKHCN-VP")
    tab.locator(".toan-van").get_by_role("link", name="Kết luận số 120-KL/TW ngày 07/01/2016").click()
    expect(tab.locator("h1")).to_contain_text("Kết luận số 120-KL/TW")
    tab.get_by_role("link", name="Mục 1", exact=True).first.click()
    assert tab.url.endswith("van-ban/96-skhcn-vp.html#para_1")
    expect(tab.locator("#para_1")).to_be_in_viewport()


def test_days_left_are_reckoned_in_the_browser(address: str, tab: Page) -> None:
    tab.clock.set_fixed_time("2022-11-27T08:00:00")
    tab.goto(f"{address}van-ban/96-skhcn-vp.html")
    expect(tab.locator('time[datetime="2022-11-30"] .con-lai').first).to_have_text("còn 3 ngày")
    tab.clock.set_fixed_time("2022-11-30T20:00:00")
    tab.reload()
    expect(tab.locator('time[datetime="2022-11-30"] .con-lai').first).to_have_text("hôm nay")
    tab.clock.set_fixed_time("2023-01-01T00:30:00")
    tab.reload()
    expect(tab.locator('time[datetime="2022-11-30"] .con-lai').first).to_have_text("đã qua")


def test_the_calendar_is_filtered_by_unit_time_and_kind(address: str, tab: Page) -> None:
    tab.clock.set_fixed_time("2022-11-27T08:00:00")
    tab.goto(f"{address}lich/index.html")
    rows = tab.locator(".md-content tbody tr:visible")
    everything = rows.count()
    tab.get_by_label("Loại").select_option("Sắp tới")
    expect(tab.locator("output")).to_have_text(f"Đang xem 2 trong {everything} thời hạn")
    assert [row.locator("time").get_attribute("datetime") for row in rows.all()] == ["2022-11-30", "2022-12-10"]
    expect(tab.get_by_role("heading", name="Tháng 6/2022")).to_be_hidden()
    office = "Văn phòng Sở Khoa học và Công nghệ tỉnh Tây Ninh"
    tab.get_by_label("Đơn vị").select_option(office)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Cuối năm thực hiện đánh giá")
    tab.reload()
    expect(tab.get_by_label("Đơn vị").locator("option:checked")).to_have_text(office)
    expect(rows).to_have_count(1)
    tab.get_by_role("button", name="Bỏ lọc").click()
    expect(rows).to_have_count(everything)
    tab.get_by_label("Thời gian").select_option("Tháng 11/2022")
    expect(rows).to_have_count(3)


def test_the_calendar_opens_at_this_month(address: str, tab: Page) -> None:
    tab.clock.set_fixed_time("2022-09-27T08:00:00")
    tab.goto(f"{address}lich/index.html")
    expect(tab.get_by_role("heading", name="Tháng 11/2022")).to_be_in_viewport()
    expect(tab.get_by_role("heading", name="Lịch", exact=True)).not_to_be_in_viewport()


def test_the_timeline_is_filtered_by_kind(address: str, tab: Page) -> None:
    tab.goto(f"{address}dong-thoi-gian/index.html")
    lines = tab.locator(".md-content li:visible:has(> [class^=loai-])")
    everything = lines.count()
    tab.get_by_label("Xem").select_option(label="Thời hạn")
    assert 0 < lines.count() < everything
    expect(tab.get_by_role("heading", name="1998")).to_be_hidden()
    expect(tab.get_by_role("heading", name="Tháng 11/2022")).to_be_visible()
    expect(tab.get_by_role("heading", name="Tháng 8/2023")).to_be_hidden()
    assert tab.url.endswith("?xem=2")
    shown = lines.count()
    tab.reload()
    assert lines.count() == shown


def test_with_the_keyboard_alone(address: str, tab: Page) -> None:
    """From the home page by its number to a document, by its first citation to another."""
    tab.goto(f"{address}index.html")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('#tim input')"):
            break
    tab.keyboard.type("96/skhcn-vp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/van-ban/96-skhcn-vp.html")
    for _ in range(80):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.toan-van a:not(.neo)')"):
            break
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/van-ban/481-ubnd-nc.html")


def test_from_a_unit_by_its_deadline_to_the_clause(address: str, tab: Page) -> None:
    tab.goto(f"{address}don-vi/index.html")
    tab.get_by_role("link", name="Chi cục Tiêu chuẩn Đo lường Chất lượng").first.click()
    task = tab.locator(".nhiem-vu", has=tab.locator('time[datetime="2022-06-05"]')).first
    task.get_by_role("link", name="Mục III").click()
    expect(tab.locator("#sec_III__indent_4")).to_be_in_viewport()
    expect(tab.locator("#sec_III__indent_4")).to_contain_text("trước ngày 05/6")


def test_a_day_of_the_picture_leads_to_its_deadlines(address: str, tab: Page) -> None:
    tab.goto(f"{address}lich/index.html")
    tab.get_by_role("link", name="30/11/2022: 1 thời hạn").click()
    expect(tab.get_by_role("heading", name="Tháng 11/2022")).to_be_in_viewport()


def test_the_page_asks_nothing_of_another_host(address: str, tab: Page) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}van-ban/96-skhcn-vp.html")
    tab.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert [url for url in asked if "search_index" in url] == []  # the index of a search that is not used


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["index", "van-ban/96-skhcn-vp", "don-vi/index", "dong-thoi-gian/index", "lich/index"])
def test_no_page_scrolls_sideways(address: str, tab: Page, page: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{address}{page}.html")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_open_from_a_folder(project: Path, browser: Browser) -> None:
    """Nothing fails there, the search included (tests/search has more of it)."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((project / "site" / "van-ban" / "120-kl-tw.html").as_uri())
    page.get_by_role("link", name="Công văn 96/SKHCN-VP (Sở").first.click()
    expect(page.locator("h1")).to_contain_text("Công văn số 96/SKHCN-VP")
    page.close()
    assert errors == []


def test_without_javascript_everything_can_be_read(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}van-ban/96-skhcn-vp.html")
    expect(page.locator(".toan-van")).to_be_visible()
    expect(page.get_by_text("trước ngày 30/11/2022").first).to_be_visible()
    context.close()


def test_reports_are_one_stop_for_the_keyboard(address: str, tab: Page) -> None:
    """The buttons beside facts are passed over until the one below the record shows them."""
    tab.goto(f"{address}van-ban/96-skhcn-vp.html")
    all_of_them = tab.locator(".bao-sai:not(.mo-bao-sai)")
    shown = tab.get_by_role("button", name="Báo sai ở từng chỗ")
    expect(shown).to_have_attribute("aria-pressed", "false")
    assert all_of_them.evaluate_all("buttons => buttons.every(button => button.tabIndex === -1)")
    shown.press("Enter")
    expect(shown).to_have_attribute("aria-pressed", "true")
    assert all_of_them.evaluate_all("buttons => buttons.length > 3 && buttons.every(button => button.tabIndex === 0)")
    expect(all_of_them.first).to_have_css("opacity", "1")
