"""Hostile documents become pages that show exactly their characters and do nothing: no markup, script, formula."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from build_tools import build as stages
from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical
from build_tools.model.document import Document
from build_tools.render.addresses import addresses, html_address
from tests.conftest import DONE, copy_project, errors_in, serving
from tests.hostile.documents import PAYLOADS, REFUSED, documents, letter
from tests.render.test_markdown import squash


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of hostile documents, built."""
    root = copy_project(tmp_path_factory.mktemp("hostile"))
    shutil.rmtree(root / "source_docs")
    for path, data in documents().items():
        (root / "source_docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "source_docs" / path).write_bytes(data)
    built = stages.build(root, lambda *_: None)
    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    assert built.published
    return root


def parsed(site: Path) -> dict[str, LexborHTMLParser]:
    return {
        file.relative_to(site).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def trees(root: Path) -> dict[str, LexborHTMLParser]:
    return parsed(root / "site")


@pytest.fixture(scope="module")
def held(root: Path) -> dict[str, Document]:
    """The documents by the address of their page."""
    corpus = stages.read(root, lambda *_: None).corpus
    assert corpus
    places = addresses(corpus).works
    return {html_address(places[work.id]): work.document for work in corpus.works if work.document}


def test_no_page_has_markup_of_a_document(trees: dict[str, LexborHTMLParser], project: Path) -> None:
    """All elements and attributes are such as pages of ordinary documents have, and none of them does anything."""
    usual = {
        (node.tag, name)
        for tree in parsed(project / "site").values()
        for node in tree.css("*")
        for name in node.attributes
    }
    for path, tree in trees.items():
        for node in tree.css("*"):
            names = set(node.attributes)
            assert {(node.tag, name) for name in names} <= usual, (path, node.html)
            assert not any(name.startswith("on") for name in names), (path, node.html)
            assert not {"style", "srcdoc", "formaction"} & names, (path, node.html)
            for name in {"href", "src", "action"} & names:
                assert urlsplit(node.attributes[name] or "").scheme == "", (path, node.html)
            if node.tag == "script":
                assert node.attributes.get("src") or node.attributes.get("type") == "application/json", path


def test_every_document_is_shown_whole(trees: dict[str, LexborHTMLParser], held: dict[str, Document]) -> None:
    assert len(held) == len(documents())
    for address, document in held.items():
        shown = trees[address].css_first(".toan-van")
        assert shown is not None
        assert squash(shown.text()) == squash(document.source.text), address


def test_the_words_stand_in_titles_lists_and_the_search(root: Path, trees: dict[str, LexborHTMLParser]) -> None:
    body = trees["van-ban/index.html"].body
    assert body is not None
    listed = squash(body.text()).casefold()  # a subject begins with a capital
    ends = {name: squash(canonical(bad))[-6:].casefold() for name, bad in PAYLOADS.items()}
    assert {name: end for name, end in ends.items() if end not in listed} == {}
    for file in (root / "site" / "tim-kiem").rglob("*.js"):
        function, _, values = file.read_text(encoding="utf-8").partition("(")
        assert re.fullmatch(r"svb\.\w+", function)
        json.loads(f"[{values.rstrip().removesuffix(')')}]")


def test_calendars_tables_and_feeds_are_what_their_formats_allow(root: Path) -> None:
    calendars = list((root / "site").rglob("*.ics"))
    assert calendars
    for file in calendars:
        data = file.read_bytes()
        assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in data.split(b"\r\n"))
        calendar = Calendar.from_ical(data)
        assert data.count(b"BEGIN:VEVENT\r\n") == len(calendar.walk("VEVENT"))
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    tables = list((root / "site").rglob("*.csv"))
    assert tables
    for file in tables:
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
        for row in rows:
            assert len(row) == len(rows[0])
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    for file in (root / "site").rglob("*.xml"):
        ElementTree.fromstring(file.read_bytes())  # noqa: S314


@pytest.fixture
def server(root: Path) -> Iterator[str]:
    with serving(root / "site") as address:
        yield address


def test_nothing_runs_and_nothing_leaves(server: str, browser: Browser, held: dict[str, Document]) -> None:
    """Every page of a document is opened, and every word looked for: no script runs, no request leaves the origin."""
    page = browser.new_page()
    errors = errors_in(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    for address in held:
        page.goto(f"{server}{address}")
        assert page.evaluate("window.pwned") is None, address
    for bad in PAYLOADS.values():
        page.goto(f"{server}tim-kiem.html")
        page.locator("#tim input[type=search]").fill(bad[:60])
        page.keyboard.press("Enter")
        page.wait_for_selector(DONE, state="attached")
        assert page.evaluate("window.pwned") is None, bad
    page.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((server, "data:"))] == []


def test_the_policy_refuses_a_script_that_got_in(root: Path, server: str, browser: Browser) -> None:
    """The second line of defence: were there a hole, the page would still not run what stands in it."""
    file = root / "site" / "van-ban" / "index.html"
    whole = file.read_text(encoding="utf-8")
    bad = PAYLOADS["script"] + PAYLOADS["anh"]
    try:
        file.write_text(whole.replace("</article>", f"{bad}</article>"), encoding="utf-8")
        assert bad in file.read_text(encoding="utf-8")
        page = browser.new_page()
        refused = errors_in(page)
        page.goto(f"{server}van-ban/index.html")
        assert page.evaluate("window.pwned") is None
        assert sum("Content Security Policy" in error for error in refused) >= 2
        page.close()
    finally:
        file.write_text(whole, encoding="utf-8")


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_cannot_be_shown_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / name).write_bytes(letter("tên", 1).encode())
    found = stages.read(tmp_path, lambda *_: None)
    assert found.corpus is None
    assert "VB006" in {problem.code for problem in found.diagnostics}


@pytest.mark.parametrize(
    "sidecar",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "ly_do: !!python/name:os.system\nnguon: x",
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]",
        "ly_do: !<tag:yaml.org,2002:binary> aGVsbG8=",
        "{" * 2000,
    ],
)
def test_a_sidecar_is_data_and_nothing_else(sidecar: str, tmp_path: Path) -> None:
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / "a.txt").write_bytes(letter("tên", 1).encode())
    (tmp_path / "source_docs" / "a.yml").write_text(sidecar, encoding="utf-8")
    found = stages.read(tmp_path, lambda *_: None)
    assert found.corpus is None
    assert any(problem.severity is Severity.ERROR for problem in found.diagnostics)
