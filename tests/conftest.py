"""What the tests share: the real documents read once, their pages, the site built once, a browser."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from build_tools import build as stages
from build_tools.model.corpus import Corpus
from build_tools.render.pages.plans import render
from build_tools.vocabulary import Vocabulary, load
from tests.hostile.documents import letter

ROOT = Path(__file__).parents[1]
# The tests' own documents: what stands in source_docs/ is the office's.
COLLECTION = ROOT / "tests" / "collection"
SAMPLE = ROOT / "tests" / "so-mau"
# The first that is there. The headless shell is the same Chromium; it opens a page in a third of the time, for it
# paints no window around it.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # else the headless shell rounds the width of every letter to pixels
)


# Files that take longest. They start first: one that starts last keeps one processor busy while the others wait.
SLOWEST = (
    "publish/test_ci_recipes.py",
    "hostile/test_faults.py",
    "incremental/test_parse_documents.py",
    "incremental/test_resident.py",
    "publish/test_site_builder.py",
    "test_reader.py",
    "search/test_search.py",
    "source/test_damaged.py",
    "source/test_other_programs.py",
    "hostile/test_private.py",
    "incremental/test_page_builder.py",
    "hostile/test_time.py",
    "publish/test_dev_server.py",
    "publish/test_other_publishers.py",
    "test_sample_site.py",
    "test_errands.py",
    "test_browser.py",
)


# Property tests: the same examples each time; with --long (`make test-long`) many more, and others each time.
settings.register_profile("ordinary", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=5_000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make test-long`."""
    parser.addoption("--long", action="store_true", help="many more examples, and texts four times as long")


def pytest_configure(config: pytest.Config) -> None:
    """Load the profile before the tests are imported.

    Hundreds of processes are started: without the bytecode, which containers often switch off, each compiles us again.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    settings.load_profile("long" if config.getoption("--long") else "ordinary")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked `long` to `make test-long`, and put those of the slowest files first."""
    if not config.getoption("--long"):
        later = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=later)
        items[:] = [item for item in items if item not in later]
    places = {str(ROOT / "tests" / name): place for place, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: places.get(str(item.path), len(SLOWEST)))


def long(*cases: Any) -> list[Any]:
    """Cases of a test that `make test-long` alone runs; a tuple stands for several parameters."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long) for case in cases]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture(scope="session")
def reading() -> stages.LoadedCorpus:
    """The five documents of the repository, read and resolved."""
    return stages.read_documents(COLLECTION, lambda *_: None)


@pytest.fixture(scope="session")
def corpus(reading: stages.LoadedCorpus) -> Corpus:
    assert reading.corpus is not None
    return reading.corpus


@pytest.fixture(scope="session")
def pages(corpus: Corpus, vocabulary: Vocabulary) -> dict[str, str]:
    """The generated Markdown by path."""
    return {page.path: page.content for page in render(corpus, vocabulary) if isinstance(page.content, str)}


def copy_project(target: Path, documents: Path = COLLECTION) -> Path:
    """Copy what a build needs: configuration, hand-written pages, documents."""
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in ("huong-dan", "phat-trien", "assets", "search"):
        shutil.copytree(ROOT / "docs" / folder, target / "docs" / folder)
    for page in ("tim-kiem.md", "kiem-tra-can-cu.md", "so-sanh.md"):
        shutil.copy(ROOT / "docs" / page, target / "docs")
    shutil.copytree(ROOT / "build_tools" / "theme", target / "build_tools" / "theme")
    shutil.copytree(documents, target / "source_docs")
    return target


def clone_project(target: Path) -> Path:
    """A fresh clone whose documents are those of the tests, committed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)  # noqa: S607
    shutil.rmtree(target / "source_docs")
    shutil.copytree(COLLECTION, target / "source_docs")
    commit(target)
    return target


def commit(root: Path) -> None:
    """Commit all that has changed below a checkout, if anything has."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.vn")
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)  # noqa: S607
    subprocess.run(["git", *who, "commit", "--quiet", "--allow-empty", "-m", "x"], cwd=root, check=True)  # noqa: S607


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose site is built."""
    root = copy_project(tmp_path_factory.mktemp("project"))
    published = stages.build(root, lambda *_: None).published
    assert published is not None
    assert published.rebuilt
    return root


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of one document, with its site: each of its builds costs half of one of the five documents."""
    root = copy_project(tmp_path_factory.mktemp("nho"))
    shutil.rmtree(root / "source_docs")
    (root / "source_docs").mkdir()
    (root / "source_docs" / "cu.txt").write_text(letter("cũ", 96), encoding="utf-8")
    assert stages.build(root, lambda *_: None).published is not None
    return root


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose site is that of the sample register."""
    root = copy_project(tmp_path_factory.mktemp("sample"), SAMPLE)
    assert stages.build(root, lambda *_: None).published is not None
    return root


@pytest.fixture(scope="session")
def sample_address(sample_project: Path) -> Iterator[str]:
    """The site of the sample register on this machine's loopback."""
    with serving(sample_project / "site") as address:
        yield address


def heeding_ctrl_c() -> None:
    """Let a process that is being started heed Ctrl+C, whatever the tests run as: a background job ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def content(folder: Path) -> dict[str, bytes]:
    """What every file of a folder holds, by its path below it."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word, connections kept as servers keep them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server of this machine alone; a browser that hangs up is no error."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine's loopback."""
    server = Server(folder)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(project: Path) -> Iterator[str]:
    """The built site on this machine's loopback."""
    with serving(project / "site") as address:
        yield address


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path, "Kiểm thử cần Chromium: chạy “make browser”."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def errors_in(page: Page) -> list[str]:
    """A list that fills as the page throws, or writes an error to its console."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    return errors


DONE = "#ket-qua[aria-busy=false]"
# To describe each element that breaks no rule takes as long as all the rest.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


@contextlib.contextmanager
def search_page(browser: Browser, *expected: str) -> Iterator[Page]:
    """A page for searches; an error in it fails the test, unless it holds one of the words that are expected."""
    page = browser.new_page()
    page.set_default_timeout(10_000)
    errors = errors_in(page)
    yield page
    page.close()
    assert [error for error in errors if not any(words in error for words in expected)] == []


def searched(page: Page, site: str, **query: str) -> list[str]:
    """Where the results of a search lead, in order, once all are there."""
    page.goto(f"{site}tim-kiem.html?{urlencode(query)}")
    page.wait_for_selector(DONE, state="attached")
    return [str(link.get_attribute("href")) for link in page.locator("ol#ket-qua a").all()]


def check_for_everybody(page: Page, kind: str, width: int) -> None:
    """Raise AssertionError where the page breaks WCAG 2.1 AA as axe-core checks it, or scrolls sideways."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(kind, rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh tab of its own; errors in the page fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors = errors_in(page)
    yield page
    context.close()
    assert errors == []
