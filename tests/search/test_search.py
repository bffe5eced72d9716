"""The search in a browser: what comes first, from a server and from a folder, by the page and by Material's dialog."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.conftest import DONE, ROOT, long, search_page, searched

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["http", *long("file")])
def site(request: pytest.FixtureRequest, address: str, project: Path) -> str:
    """The address of the site, from a server and from a folder."""
    return address if request.param == "http" else (project / "site").as_uri() + "/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with search_page(browser) as page:
        yield page


def results(page: Page, site: str, **query: str) -> list[str]:
    return [address.removeprefix(site) for address in searched(page, site, **query)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_what_comes_first(page: Page, site: str, case: dict[str, Any]) -> None:
    found = results(page, site, q=case["typed"])
    if case["first"].startswith("don-vi/"):
        expect(page.locator("#nhom-don-vi a").first).to_have_attribute("href", re.compile(case["first"]))
    elif case["first"]:
        assert found
        assert found[0].startswith(case["first"]), case["shows"]
    else:
        assert found == [], case["shows"]
        expect(page.locator("#tim-tinh-trang")).to_contain_text("Không thấy")


def test_a_find_in_the_text_leads_to_its_clause_and_marks_it(page: Page, site: str) -> None:
    found = results(page, site, q="ta viet hung")
    anchor = found[0].partition("#")[2]
    expect(page.locator("#ket-qua mark").first).to_have_text("Tạ Việt Hùng")
    page.locator("#ket-qua a").first.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    expect(page.locator(f"[id='{anchor}']")).to_contain_text("Tạ Việt Hùng")


def test_the_filters_narrow_and_stay_in_the_address(page: Page, site: str) -> None:
    every = results(page, site, q="dan chu")
    page.get_by_label("Loại").select_option("Kế hoạch")
    expect(page.locator("#ket-qua li").first).to_contain_text("Kế hoạch")
    page.wait_for_url("**loai=K*")
    narrowed = page.locator("#ket-qua a").count()
    assert 0 < narrowed < len(every)
    assert len(results(page, site, q="dan chu", loai="Kế hoạch")) == narrowed
    issued = results(page, site, nam="2023")
    assert issued == ["van-ban/khong-so-sgdddt-tccb-2023-09-28.html", "van-ban/4592-ubnd-nc.html"]
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("#ket-qua li")).to_have_count(0)


def test_the_filter_by_unit_asks_for_who_was_given_work(page: Page, site: str) -> None:
    found = results(page, site, **{"don-vi": "Ban Thanh tra nhân dân – Sở Khoa học và Công nghệ tỉnh Tây Ninh"})
    assert found == ["van-ban/khong-so-kh-khcn-2022-02-18.html"]


def test_enter_opens_the_document_whose_number_is_typed(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    page.get_by_role("searchbox").first.fill("120-kl/tw")
    page.wait_for_selector(DONE, state="attached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/120-kl-tw.html")


def test_enter_waits_for_what_was_just_pasted(page: Page, site: str) -> None:
    page.goto(f"{site}tim-kiem.html")
    page.get_by_label("Số, ký hiệu hoặc vài chữ").fill("04/2015/NĐ-CP")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/04-2015-nd-cp.html")


def test_enter_opens_nothing_where_several_documents_fit(page: Page, site: str) -> None:
    page.goto(f"{site}tim-kiem.html")
    page.get_by_label("Số, ký hiệu hoặc vài chữ").fill("dan chu")
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE, state="attached")
    assert "tim-kiem.html" in page.url


def test_the_dialog_of_material_finds_the_same(page: Page, site: str) -> None:
    page.goto(f"{site}van-ban/96-skhcn-vp.html")
    page.keyboard.press("/")
    page.keyboard.type("nd 04")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Nghị định 04/2015/NĐ-CP")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/04-2015-nd-cp.html")


def test_a_folder_is_searched_as_a_server_is(page: Page, project: Path) -> None:
    """What the browser loads differently there; `make test-long` has all tests from a folder."""
    site = (project / "site").as_uri() + "/"
    test_a_find_in_the_text_leads_to_its_clause_and_marks_it(page, site)
    test_enter_opens_the_document_whose_number_is_typed(page, site)
    test_the_dialog_of_material_finds_the_same(page, site)


def test_text_pasted_with_the_mouse_is_searched(page: Page, site: str) -> None:
    page.goto(f"{site}van-ban/96-skhcn-vp.html")
    page.keyboard.press("/")
    page.evaluate("""() => {
        const box = document.querySelector(".md-search__input");
        box.value = "120 kl tw";
        box.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertFromPaste"}));
    }""")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Kết luận 120-KL/TW")


def test_material_keeps_its_dialog_shut_over_the_search_page(page: Page, site: str) -> None:
    results(page, site, q="120 kl tw")
    assert page.locator("#__search").is_checked() is False
    assert page.url.endswith("?q=120+kl+tw")


def test_what_is_not_in_the_register_is_said_with_where_else_to_look(page: Page, site: str) -> None:
    for typed, said in (
        ('"doi thoai nhan dan truc tiep"', "không có nguyên cụm chữ trong ngoặc kép"),
        ("nghi dinh 98765/2031", "Sổ không có chữ: 98765"),
    ):
        assert results(page, site, q=typed)
        expect(page.locator("#tim-tinh-trang")).to_contain_text(said)
        expect(page.get_by_role("link", name="văn bản được viện dẫn, chưa có toàn văn")).to_be_visible()


def test_a_slip_is_named_and_the_rest_stays_as_it_was_typed(page: Page, site: str) -> None:
    results(page, site, q="đối thoại truwcj tiếp")
    expect(page.locator("#tim-tinh-trang")).to_contain_text(
        "Sổ không có chữ: truwcj. Kết quả cho “đối thoại truc tiếp”"
    )
    expect(page.get_by_role("link", name="văn bản được viện dẫn, chưa có toàn văn")).to_have_count(0)


def test_the_official_words_for_a_short_form_are_shown_and_marked(page: Page, site: str) -> None:
    results(page, site, q="KNTC")
    expect(page.locator("#ket-qua mark").first).to_have_text(re.compile("khiếu nại", re.IGNORECASE))
    expect(page.locator("#ket-qua li").first).not_to_contain_text("không có trong văn bản")
