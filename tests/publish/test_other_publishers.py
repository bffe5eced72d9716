"""If MkDocs or Material end: ProperDocs gives the same bytes, Zensical the same text, where the search opens too."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from build_tools.base.files import files_below
from build_tools.publish.mkdocs_process import environment
from tests.conftest import ROOT, RULES, content, copy_project, long, serving
from tests.tools.golden_site import CORPUS, GOLDEN, LEFT_OUT, generated_pages

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
_AS_PROPERDOCS = (
    "import sys, properdocs.replacement\n"
    "from build_tools.publish.mkdocs_worker import main\nsys.exit(main(sys.argv[1:]))"
)


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose docs/ has the golden site."""
    root = copy_project(tmp_path_factory.mktemp("golden"), CORPUS)
    shutil.copytree(GOLDEN, root / "docs", dirs_exist_ok=True)
    for path, data in generated_pages().items():
        if path.endswith(LEFT_OUT):
            (root / "docs" / path).write_bytes(data)
    return root


@pytest.fixture(scope="module")
def by_mkdocs(golden: Path) -> Mapping[str, bytes]:
    return built(golden, "mkdocs")


def built(root: Path, publisher: str) -> Mapping[str, bytes]:
    """The site that a publisher's own command makes, without the tag that names the publisher."""
    target = root.parent / f"{root.name}-{publisher}"
    command = [sys.executable, "-m", publisher, "build", "--strict", "-f", "mkdocs.yml", "-d", str(target)]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return untagged(target)


def untagged(site: Path) -> Mapping[str, bytes]:
    return {path: _GENERATOR.sub(b"", data) for path, data in content(site).items()}


def test_properdocs_gives_the_same_bytes(golden: Path, by_mkdocs: Mapping[str, bytes]) -> None:
    theirs = built(golden, "properdocs")
    assert len(theirs) > 100
    assert [path for path, data in by_mkdocs.items() if theirs.get(path) != data] == []
    assert set(theirs) == set(by_mkdocs)


def test_our_own_worker_runs_with_properdocs(golden: Path, tmp_path: Path) -> None:
    """It makes pages one by one with what MkDocs keeps private; ProperDocs answers to the name of MkDocs."""
    asked = json.dumps({"added": sorted(files_below(golden / "docs")), "removed": [], "pages": None}) + "\n"
    sites = []
    for name, how in (("mkdocs", ["-m", "build_tools.publish.mkdocs_worker"]), ("properdocs", ["-c", _AS_PROPERDOCS])):
        command = [sys.executable, *how, str(golden), str(tmp_path / name)]
        env = {**environment(), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, input=asked, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        sites.append(untagged(tmp_path / name))
    assert len(sites[0]) > 100
    assert sites[0] == sites[1]


@pytest.fixture(scope="module")
def by_zensical(golden: Path) -> Path:
    return zensical(golden, golden.parent / "golden-zensical")


def zensical(project: Path, root: Path) -> Path:
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("site", ".build"))
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_zensical_gives_the_same_text(by_zensical: Path, by_mkdocs: Mapping[str, bytes]) -> None:
    theirs = content(by_zensical)
    pages = [path for path in by_mkdocs if path.endswith(".html") and path.startswith(("van-ban/", "don-vi/", "lich/"))]
    assert len(pages) > 20
    assert [path for path in pages if article(theirs[path]) != article(by_mkdocs[path])] == []


def article(html: bytes) -> str:
    found = LexborHTMLParser(html.decode()).css_first("article")
    assert found is not None
    return "".join(found.text().split())


@pytest.fixture(scope="module", params=["http", *long("file")])
def site(request: pytest.FixtureRequest, sample_by_zensical: Path) -> Iterator[str]:
    """The sample register as Zensical publishes it, on a server and in a folder."""
    if request.param == "file":
        yield f"{sample_by_zensical.as_uri()}/"
        return
    with serving(sample_by_zensical) as address:
        yield address


@pytest.fixture(scope="module")
def sample_by_zensical(sample_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zensical(sample_project, tmp_path_factory.mktemp("zensical") / "sample")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


HERE = "van-ban/35-2023-qd-ubnd.html"


def test_the_search_opens_over_zensicals_page_by_key_and_by_button(page: Page, site: str) -> None:
    page.goto(f"{site}{HERE}")
    dialog = page.get_by_role("dialog", name="Tìm trong sổ")
    for opened in ("/", "Control+k", ""):
        page.keyboard.press(opened) if opened else page.locator(".md-search__button").click()
        expect(dialog).to_be_visible()
        page.keyboard.type("dan chu")
        expect(dialog.locator("a.ten").first).to_contain_text("Kế hoạch 14/KH-UBND")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_enter_opens_the_document_whose_number_is_typed(page: Page, site: str) -> None:
    page.goto(f"{site}{HERE}")
    page.keyboard.press("/")
    page.keyboard.type("18/2025/qd-ubnd")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/18-2025-qd-ubnd.html")


def test_enter_leads_to_the_whole_search_where_several_fit(page: Page, site: str) -> None:
    page.goto(f"{site}{HERE}")
    page.keyboard.press("/")
    page.keyboard.type("dan chu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem.html?q=dan*")
    assert page.locator("#ket-qua a").first.is_visible()


def test_the_arrows_lead_to_a_result(page: Page, site: str) -> None:
    page.goto(f"{site}{HERE}")
    page.keyboard.press("/")
    page.keyboard.type("91/CT-TTg")
    first = page.locator(".tim-nhanh a.ten").first
    expect(first).to_contain_text("91/CT-TTg")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/91-ct-ttg.html*")


def test_a_cited_document_is_previewed(page: Page, site: str) -> None:
    page.goto(f"{site}van-ban/18-2025-qd-ubnd.html")
    page.locator(".toan-van a[href*='35-2023']").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Quyết định 35/2023/QĐ-UBND")


def test_what_is_typed_into_another_box_opens_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}tim-kiem.html")
    box = page.get_by_label("Số, ký hiệu hoặc vài chữ")
    box.fill("")
    box.press_sequentially("15/kh-s")
    assert box.input_value() == "15/kh-s"
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_folder_is_searched_as_a_server_is(page: Page, sample_by_zensical: Path) -> None:
    """What the browser loads differently there; `make test-long` has all tests from a folder."""
    site = f"{sample_by_zensical.as_uri()}/"
    test_enter_opens_the_document_whose_number_is_typed(page, site)
    test_a_cited_document_is_previewed(page, site)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_dialog_is_for_everybody(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}{HERE}")
    page.keyboard.press("/")
    page.keyboard.type("dan chu")
    expect(page.locator(".tim-nhanh a.ten").first).to_be_visible()
    found = Axe().run(page, context=".tim-nhanh", options=RULES).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.querySelector('.tim-nhanh').scrollWidth") <= width
