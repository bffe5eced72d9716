"""Two registers, each built by itself and searched together: from a server and from folders side by side."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools import build as stages
from build_tools.base.diagnostics import InputError
from build_tools.config.settings import other_registers
from tests.conftest import DONE, check_for_everybody, copy_project, search_page, searched

OLD, NEW = "2021/site/", "2026/site/"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 45/KH-UBND
Lào Cai, ngày 10 tháng 02 năm 2021
KẾ HOẠCH
Về việc trồng rừng phòng hộ đầu nguồn
Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;
Giao Sở Nông nghiệp và Phát triển nông thôn trồng 500 ha rừng quế trước ngày 30/11/2021.
"""
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 481/UBND-NLN
Lào Cai, ngày 03 tháng 5 năm 2021
V/v kiểm tra việc trồng rừng
Kính gửi: Sở Nông nghiệp và Phát triển nông thôn.
Giao Sở Nông nghiệp và Phát triển nông thôn kiểm tra các hộ nhận khoán trước ngày 15/6/2021.
Giao Sở Nội vụ báo cáo kết quả trước ngày 30/6/2021.
"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 12/QĐ-UBND
Lào Cai, ngày 05 tháng 01 năm 2026
QUYẾT ĐỊNH
Về việc bãi bỏ kế hoạch đã hết thời gian thực hiện
Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ;
Căn cứ Công văn số 481/UBND-NLN của UBND tỉnh Lào Cai về trồng rừng;
Điều 1. Bãi bỏ Kế hoạch số 45/KH-UBND ngày 10/02/2021 của UBND tỉnh Lào Cai về trồng rừng.
Điều 2. Giao Sở Nội vụ theo dõi, báo cáo trước ngày 31/3/2026.
Giao Sở Nội vụ tổng hợp kết quả trước ngày 30/6/2026.
"""
REPORT = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 12/UBND-TH
Lào Cai, ngày 04 tháng 01 năm 2026
V/v báo cáo công tác tuần
Kính gửi: Văn phòng Chính phủ.
Ủy ban nhân dân tỉnh báo cáo công tác tuần.
"""


def register(root: Path, documents: dict[str, str], others: str) -> None:
    """Build a register of these documents that names the others."""
    copy_project(root)
    shutil.rmtree(root / "source_docs")
    (root / "source_docs").mkdir()
    for name, text in documents.items():
        (root / "source_docs" / name).write_text(text, encoding="utf-8")
    settings = root / "mkdocs.yml"
    said = settings.read_text(encoding="utf-8").replace("site_name: Sổ Văn Bản", f"site_name: Sổ {root.name}")
    settings.write_text(said.replace("\nextra:\n", f"\nextra:\n  so_khac: {others}\n"), encoding="utf-8")
    assert stages.build(root, lambda *_: None).published


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both registers; the newer one names a third that is not there."""
    folder = tmp_path_factory.mktemp("cac-so")
    for name in ("2021", "2026"):
        (folder / name).mkdir()
    register(folder / "2021", {"kh.txt": PLAN, "cv.txt": LETTER}, "[{ten: Sổ 2026, dia_chi: ../../2026/site/}]")
    others = "[{ten: Sổ 2021, dia_chi: ../../2021/site/}, {ten: Sổ 2016, dia_chi: ../../2016/site/}]"
    register(folder / "2026", {"qd.txt": DECISION, "bc.txt": REPORT}, others)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with search_page(browser, "ERR_FILE_NOT_FOUND", "404") as page:  # the third register
        yield page


def test_what_another_register_holds_is_found_with_its_clause(page: Page, site: str) -> None:
    found = searched(page, site + NEW, q="rung que")
    assert found[0].startswith(f"{site}{OLD}van-ban/45-kh-ubnd.html#")
    expect(page.locator("#ket-qua li").first).to_contain_text("Sổ 2021")
    expect(page.locator("#ket-qua mark").first).to_have_text("rừng quế")
    expect(page.locator("#tim-tinh-trang")).to_contain_text("Chưa tìm được trong: Sổ 2016")
    page.locator("#ket-qua a").first.click()
    expect(page.locator("h1")).to_contain_text("45/KH-UBND")


def test_what_both_know_is_shown_once_from_the_register_that_holds_it(page: Page, site: str) -> None:
    for here in (OLD, NEW):
        found = searched(page, site + here, q="45/KH-UBND")
        assert found == [f"{site}{OLD}van-ban/45-kh-ubnd.html"]
        expect(page.locator("#ket-qua li")).to_contain_text("cũng có trong Sổ 2026 (bị bãi bỏ toàn bộ)")
    page.locator("#tim input").press("Enter")
    page.wait_for_url(f"{site}{OLD}van-ban/45-kh-ubnd.html")


def test_a_letter_cited_without_a_date_is_not_taken_for_the_one_of_that_number(page: Page, site: str) -> None:
    found = searched(page, site + NEW, q="481/ubnd-nln")
    assert sorted(found) == [f"{site}{part}van-ban/481-ubnd-nln.html" for part in (OLD, NEW)]
    page.goto(f"{site}{NEW}van-ban/481-ubnd-nln.html")
    expect(page.locator(".so-khac")).to_contain_text("Sổ 2021: có văn bản cùng số, ký hiệu hoặc tên; chưa rõ")


def test_a_symbol_typed_whole_comes_before_one_of_which_a_word_begins_so(page: Page, site: str) -> None:
    assert searched(page, site + NEW, q="12 ubnd th")[0] == f"{site}{NEW}van-ban/12-ubnd-th.html"
    assert searched(page, site + NEW, q="12/qd-ubnd")[0] == f"{site}{NEW}van-ban/12-qd-ubnd.html"


def test_results_are_narrowed_to_a_register(page: Page, site: str) -> None:
    assert len(searched(page, site + NEW, q="lao cai")) > 1
    page.locator("select[name=so]").select_option("Sổ 2021")
    expect(page.locator("#ket-qua li", has_not_text="Sổ 2021")).to_have_count(0)
    expect(page.locator("#ket-qua li", has_text="481/UBND-NLN")).to_have_count(1)
    assert set(searched(page, site + NEW, so="Sổ 2026")) >= {f"{site}{NEW}van-ban/12-qd-ubnd.html"}
    assert f"{site}{OLD}van-ban/481-ubnd-nln.html" not in searched(page, site + NEW, so="Sổ 2026")


def test_a_unit_of_another_register_filters_too(page: Page, site: str) -> None:
    unit = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Lào Cai"
    found = searched(page, site + NEW, **{"don-vi": unit})
    assert sorted(found) == [f"{site}{OLD}van-ban/{page}.html" for page in ("45-kh-ubnd", "481-ubnd-nln")]


def test_a_slip_is_mended_by_the_words_of_another_register(page: Page, site: str) -> None:
    assert searched(page, site + NEW, q="nhan khoann")[0].startswith(f"{site}{OLD}van-ban/481-ubnd-nln.html")


def test_the_page_of_a_document_says_what_other_registers_know(page: Page, site: str) -> None:
    page.goto(f"{site}{NEW}van-ban/45-kh-ubnd.html")
    told = page.locator(".so-khac")
    expect(told).to_contain_text("có toàn văn")
    told.get_by_role("link", name="Sổ 2021").click()
    page.wait_for_url(f"{site}{OLD}van-ban/45-kh-ubnd.html")
    expect(page.locator(".so-khac")).to_contain_text("Sổ 2026: bị bãi bỏ toàn bộ · chưa có toàn văn")
    page.goto(f"{site}{NEW}van-ban/156-2018-nd-cp.html")
    expect(page.locator(".so-khac")).to_contain_text("Sổ 2021")


def test_a_unit_of_both_is_found_once_and_its_page_leads_to_the_other(page: Page, site: str) -> None:
    unit = "don-vi/lao-cai/so-noi-vu.html"
    searched(page, site + NEW, q="so noi vu lao cai")
    expect(page.locator(f"#nhom-don-vi > ol > li > a[href='{site}{NEW}{unit}']")).to_have_count(1)
    expect(page.locator(f"#nhom-don-vi a[href='{site}{OLD}{unit}']")).to_have_count(0)
    expect(page.locator("#nhom-don-vi > ol > li").first).to_contain_text("cũng có trong Sổ 2021")
    page.goto(f"{site}{NEW}{unit}")
    page.locator(".so-khac").get_by_role("link", name="Sổ 2021").click()
    page.wait_for_url(f"{site}{OLD}{unit}")


def test_lists_and_help_are_those_of_this_register(page: Page, site: str) -> None:
    found = searched(page, site + NEW, q="theo co quan ban hanh")
    assert f"{site}{NEW}danh-muc/co-quan.html" in found
    assert not [address for address in found if address.startswith(f"{site}{OLD}danh-muc")]
    expect(page.locator("#ket-qua li", has_text="Văn bản theo cơ quan ban hành")).not_to_contain_text("Sổ 2021")


def test_the_dialog_of_material_leads_to_the_other_register(page: Page, site: str) -> None:
    page.goto(f"{site}{NEW}van-ban/12-qd-ubnd.html")
    page.keyboard.press("/")
    page.keyboard.type("481/ubnd-nln kiem tra")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Sổ 2021")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{OLD}van-ban/481-ubnd-nln.html*")


def test_the_home_page_leads_to_the_others(page: Page, site: str) -> None:
    page.goto(f"{site}{NEW}index.html")
    page.get_by_role("link", name="Sổ 2021").click()
    page.wait_for_url(f"{site}{OLD}index.html")


def test_folders_are_searched_as_servers_are(page: Page, folder: Path) -> None:
    """What the browser loads differently there; `make test-long` has all tests from folders."""
    site = folder.as_uri() + "/"
    test_what_another_register_holds_is_found_with_its_clause(page, site)
    test_the_page_of_a_document_says_what_other_registers_know(page, site)
    test_the_dialog_of_material_leads_to_the_other_register(page, site)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_what_is_said_of_registers_breaks_no_rule_of_accessibility(
    browser: Browser, folder: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    for place in ("tim-kiem.html?q=lao+cai", "van-ban/45-kh-ubnd.html", "don-vi/lao-cai/so-noi-vu.html", "index.html"):
        page.goto(f"{folder.as_uri()}/{NEW}{place}")
        page.wait_for_selector(".so-khac" if "/" in place else DONE, state="attached")
        check_for_everybody(page, place, width)
    context.close()


def test_a_register_built_by_another_program_is_told(page: Page, folder: Path) -> None:
    directory = folder / "2021" / "site" / "tim-kiem" / "muc-luc.js"
    kept = directory.read_text(encoding="utf-8")
    try:
        directory.write_text(kept.replace('"format":2', '"format":99'), encoding="utf-8")
        found = searched(page, f"{folder.as_uri()}/{NEW}", q="45/KH-UBND")
    finally:
        directory.write_text(kept, encoding="utf-8")
    assert found == [f"{folder.as_uri()}/{NEW}van-ban/45-kh-ubnd.html"]
    expect(page.locator("#tim-tinh-trang")).to_contain_text("Chưa tìm được trong: Sổ 2021, Sổ 2016")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("[{ten: Sổ cũ, dia_chi: https://so.example.vn/}]", r"mkdocs.yml:2: .*dia_chi.*cùng máy chủ"),
        ("[{ten: Sổ cũ, dia_chi: //so.example.vn/}]", r"mkdocs.yml:2: .*dia_chi.*cùng máy chủ"),
        ("[{ten: Sổ cũ, dia_chi: ../2016}]", r"mkdocs.yml:2: .*dia_chi.*kết thúc bằng"),
        ('[{ten: Sổ cũ, dia_chi: "../2016/?x=1/"}]', r"mkdocs.yml:2: .*dia_chi"),
        ("[{ten: A, dia_chi: ../1/}, {ten: A, dia_chi: ../2/}]", r"mkdocs.yml:2: .*ten.*hai sổ"),
        ("[{dia_chi: ../2016/}]", r"mkdocs.yml:2: .*Thiếu trường “ten”"),
        ("../2016/", r"mkdocs.yml:2: .*so_khac.*danh sách"),
    ],
)
def test_a_register_that_no_page_may_load_from_stops_the_build(tmp_path: Path, said: str, words: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  so_khac: {said}\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        other_registers(tmp_path)


def test_the_registers_of_the_setting_in_their_order(tmp_path: Path) -> None:
    assert other_registers(tmp_path) == ()
    said = "[{ten: Sổ B, dia_chi: /so/b/}, {ten: Sổ A, dia_chi: ../../a/}]"
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  so_khac: {said}\n", encoding="utf-8")
    assert [(one.name, one.address) for one in other_registers(tmp_path)] == [("Sổ B", "/so/b/"), ("Sổ A", "../../a/")]
