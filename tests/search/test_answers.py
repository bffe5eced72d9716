"""What the register knows is answered above the results: a register of a few documents, from a server and a folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools import build as stages
from tests.conftest import check_for_everybody, copy_project, search_page, searched

OLD_RULES = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 45/2021/QĐ-UBND
Lào Cai, ngày 10 tháng 02 năm 2021
QUYẾT ĐỊNH
Ban hành Quy định về trồng rừng phòng hộ đầu nguồn
Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;
Điều 1. Ban hành kèm theo Quyết định này Quy định về trồng rừng phòng hộ đầu nguồn.
Nơi nhận:
- Như Điều 1;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trịnh Xuân Trường
"""
NEW_RULES = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 12/2026/QĐ-UBND
Lào Cai, ngày 05 tháng 01 năm 2026
QUYẾT ĐỊNH
Ban hành Quy định về phát triển rừng bền vững
Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;
Điều 1. Ban hành kèm theo Quyết định này Quy định về phát triển rừng bền vững.
Điều 2. Quyết định này có hiệu lực từ ngày 15/01/2026 và thay thế Quyết định số 45/2021/QĐ-UBND ngày 10/02/2021 \
của UBND tỉnh Lào Cai về trồng rừng phòng hộ đầu nguồn.
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
PHÓ CHỦ TỊCH
Hoàng Quốc Khánh
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 77/KH-UBND
Lào Cai, ngày 04 tháng 02 năm 2026
KẾ HOẠCH
Về việc phòng cháy, chữa cháy rừng năm 2026
Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;
1. Giao Sở Nội vụ chủ trì, phối hợp với Công an tỉnh tập huấn lực lượng giữ rừng trước ngày 15/12/2026.
2. Giao Sở Tài chính bố trí kinh phí mua máy thổi gió trước ngày 30/6/2026.
Nơi nhận:
- Sở Nội vụ;
TM. ỦY BAN NHÂN DÂN
PHÓ CHỦ TỊCH
Hoàng Quốc Khánh
"""
DOCUMENTS = {"cu.txt": OLD_RULES, "moi.txt": NEW_RULES, "ke-hoach.txt": PLAN}
OLD, NEW, LAID = "van-ban/45-2021-qd-ubnd.html", "van-ban/12-2026-qd-ubnd.html", "van-ban/77-kh-ubnd.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("tra-loi"))
    shutil.rmtree(root / "source_docs")
    (root / "source_docs").mkdir()
    for name, text in DOCUMENTS.items():
        (root / "source_docs" / name).write_text(text, encoding="utf-8")
    assert stages.build(root, lambda *_: None).published
    return root / "site"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with search_page(browser) as page:
        yield page


def results(page: Page, site: str, typed: str) -> list[str]:
    return [address.removeprefix(site).partition("#")[0] for address in searched(page, site, q=typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "quyết định nào thay quyết định 45/2021",
        "45/2021/QĐ-UBND bị thay thế bởi văn bản nào",
        "quyet dinh 45/2021 cua lao cai con hieu luc khong",
    ],
)
def test_what_became_of_a_document_is_answered_with_the_clause_that_says_so(page: Page, site: str, typed: str) -> None:
    assert results(page, site, typed)[0] == NEW
    answer = page.locator("#tra-loi .tra-loi").first
    expect(answer).to_contain_text("Quyết định 45/2021/QĐ-UBND: bị thay thế toàn bộ bởi Quyết định 12/2026/QĐ-UBND")
    expect(answer.locator(".doan")).to_contain_text("thay thế Quyết định số 45/2021/QĐ-UBND")
    answer.locator(".doan a").click()
    page.wait_for_url(f"{site}{NEW}#*")


def test_what_a_document_does_to_others_is_another_question(page: Page, site: str) -> None:
    results(page, site, "quyết định 12/2026 thay thế quyết định nào")
    expect(page.locator("#tra-loi")).to_contain_text(
        "Quyết định 12/2026/QĐ-UBND: thay thế toàn bộ Quyết định 45/2021/QĐ-UBND"
    )


def test_where_nothing_is_known_that_is_said(page: Page, site: str) -> None:
    results(page, site, "nghị định 156/2018 còn hiệu lực không")
    expect(page.locator("#tra-loi")).to_contain_text("chưa thấy văn bản nào trong sổ")


def test_who_signed_and_what_somebody_signed(page: Page, site: str) -> None:
    results(page, site, "ai ký quyết định 12/2026")
    expect(page.locator("#tra-loi")).to_contain_text("Người ký: Hoàng Quốc Khánh")
    assert set(results(page, site, "văn bản ông Khánh ký")[:2]) == {NEW, LAID}
    expect(page.locator("#tra-loi")).to_contain_text("2 văn bản trong sổ do Hoàng Quốc Khánh ký")
    page.get_by_role("button", name="Hoàng Quốc Khánh").click()
    page.wait_for_url("**nguoi-ky=*")
    expect(page.locator("#ket-qua > li")).to_have_count(2)


def test_who_does_a_task_and_by_when(page: Page, site: str) -> None:
    results(page, site, "ai chủ trì tập huấn lực lượng giữ rừng")
    expect(page.locator("#tra-loi")).to_contain_text(
        "Sở Nội vụ (chủ trì) · phối hợp: Công an tỉnh – Kế hoạch 77/KH-UBND"
    )
    results(page, site, "bố trí kinh phí mua máy thổi gió trước ngày nào")
    expect(page.locator("#tra-loi")).to_contain_text("trước ngày 30/06/2026")


def test_a_unit_is_shown_with_the_tasks_that_fit(page: Page, site: str) -> None:
    results(page, site, "việc giao cho sở nội vụ lào cai tháng 12")
    unit = page.locator("#nhom-don-vi > ol > li").first
    expect(unit).to_contain_text("Sở Nội vụ")
    expect(unit.locator("ol > li")).to_have_count(1)
    expect(unit.locator("ol > li")).to_contain_text("tập huấn lực lượng giữ rừng")
    results(page, site, "việc giao cho sở nội vụ lào cai tháng 6")
    expect(page.locator("#nhom-don-vi > ol > li").first.locator("ol > li")).to_have_count(0)


@pytest.mark.parametrize("typed", ["2021/45/QĐ-UBND", "quyết định 54/2021/QĐ-UBND", "quyết định 45/2012/QĐ-UBND"])
def test_a_number_that_is_nearly_right_is_told(page: Page, site: str, typed: str) -> None:
    assert results(page, site, typed)[0] == OLD
    expect(page.locator("#tim-tinh-trang")).to_contain_text("số gần giống: 45/2021/QĐ-UBND")
    results(page, site, f'"{typed}"')
    expect(page.locator("#tim-tinh-trang")).not_to_contain_text("gần giống")


def test_the_words_of_a_query_offer_filters(page: Page, site: str) -> None:
    results(page, site, "rừng lào cai năm 2026")
    page.get_by_role("button", name="2026 (2)").click()
    page.wait_for_url("**nam=2026*")
    expect(page.locator("#ket-qua > li")).to_have_count(2)


def test_nothing_found_leads_on(page: Page, site: str) -> None:
    assert results(page, site, "zzzz qqqq") == []
    page.get_by_role("link", name="chưa có toàn văn").click()
    page.wait_for_url("**/van-ban/index.html#duoc-vien-dan")


def test_the_dialog_of_material_answers_too(page: Page, site: str) -> None:
    page.goto(f"{site}{NEW}")
    page.keyboard.press("/")
    page.keyboard.type("quyet dinh 45/2021 con hieu luc khong")
    expect(page.locator(".md-search-result__item").first).to_contain_text("bị thay thế toàn bộ bởi")


def test_a_folder_answers_as_a_server_does(page: Page, folder: Path) -> None:
    """What the browser loads differently there; `make test-long` has all tests from a folder."""
    site = folder.as_uri() + "/"
    test_who_signed_and_what_somebody_signed(page, site)
    test_a_unit_is_shown_with_the_tasks_that_fit(page, site)
    test_the_dialog_of_material_answers_too(page, site)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_answers_and_groups_break_no_rule_of_accessibility(
    browser: Browser, folder: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    for typed in ("quyết định 45/2021 còn hiệu lực không", "việc giao cho sở nội vụ lào cai tháng 12"):
        searched(page, folder.as_uri() + "/", q=typed)
        page.wait_for_selector(".nhom", state="attached")
        check_for_everybody(page, typed, width)
    context.close()
