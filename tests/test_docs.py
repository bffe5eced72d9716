"""The developers' pages say what is: every diagnostic explained, every code in use."""

import json
import re
from pathlib import Path

import pytest

from build_tools.checks import CHECKS
from build_tools.model.findings import TITLES
from build_tools.source.sidecars import schema
from tests.conftest import ROOT

EXPLAINED = (ROOT / "docs" / "phat-trien" / "chan-doan.md").read_text(encoding="utf-8")
FOLDERS = {folder.name for folder in (ROOT / "build_tools").iterdir() if folder.is_dir()}
CODE = re.compile(r"VB\d{3}")


def test_every_diagnostic_is_explained() -> None:
    assert re.findall(r"^### (VB\d{3})", EXPLAINED, re.MULTILINE) == sorted(TITLES)


def test_every_code_in_use_has_a_title_and_every_title_is_used() -> None:
    used = set()
    for file in (ROOT / "build_tools").rglob("*.py"):
        if file != ROOT / "build_tools" / "model" / "findings.py":
            used |= set(CODE.findall(file.read_text(encoding="utf-8")))
    assert used == set(TITLES)


def test_a_check_begins_with_its_code() -> None:
    codes = [CODE.match(check.__doc__ or "") for check in CHECKS]
    assert all(codes)


def test_the_schema_of_sidecars_is_the_published_one() -> None:
    published = json.loads((ROOT / "docs" / "assets" / "khai-bao.schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    guide = (ROOT / "docs" / "huong-dan" / "them-van-ban.md").read_text(encoding="utf-8")
    fields = published["properties"]
    inner = [fields[name]["items"]["properties"] for name in ("vien_dan", "nhiem_vu")]
    assert all(f"| `{key}` |" in guide for key in fields)
    assert all(f"`{key}`" in guide for keys in (*inner, inner[1]["thoi_han"]["items"]["properties"]) for key in keys)


def test_every_source_of_the_vocabulary_can_be_looked_up() -> None:
    """It names an instrument or document by number or date, or a public list by its address."""
    found = [
        (file.name, source)
        for file in sorted((ROOT / "build_tools" / "vocabulary").glob("*.yml"))
        for source in re.findall(r"\bsource: (\"[^\"]*\"|[^,}\n]*)", file.read_text(encoding="utf-8"))
    ]
    assert len(found) > 500
    findable = re.compile(r"\d|\w\.vn\b|europa\.eu|Cơ sở dữ liệu quốc gia|chưa có nguồn xác nhận")
    assert [row for row in found if not findable.search(row[1])] == []


def test_nothing_is_cited_that_a_reader_can_not_find() -> None:
    files = [file for folder in ("build_tools", "tests", "docs/phat-trien") for file in (ROOT / folder).rglob("*.*")]
    own = {"test_docs.py"}
    for file in files:
        if file.suffix in (".py", ".yml", ".md", ".j2") and file.name not in own:
            assert not re.search(r"\b(?:DESIGN|DOMAIN|ANCHORS|STYLE)\b", file.read_text(encoding="utf-8")), file


PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "phat-trien" / "kien-truc.md"]


def test_the_words_of_the_architecture_are_classes() -> None:
    page = PAGES[1].read_text(encoding="utf-8")
    words = re.findall(r"^\| (`[A-Z].*?) \|", page, re.MULTILINE)
    classes = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "build_tools").rglob("*.py"))
    names = [name for cell in words for name in re.findall(r"`(\w+)`", cell)]
    assert len(names) > 15
    assert [name for name in names if not re.search(rf"^class {name}\b", classes, re.MULTILINE)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_the_pages_name_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = re.findall(r"`((?:build_tools|tests|docs)/[\w./-]+)`", text)
    named += [f"build_tools/{name}" for name in re.findall(r"`((?:\w+/)+\w*)`", text) if name.split("/")[0] in FOLDERS]
    assert named
    assert [name for name in named if not ((ROOT / name).exists() or (ROOT / f"{name}.py").exists())] == []


def test_names_in_capitals_that_contributing_tells_are_there() -> None:
    """ "listed in `CHECKS` (`build_tools/checks/__init__.py`)"."""
    pairs = re.findall(r"`([A-Z_]{4,})`\s+\(`([\w/.]+\.py)`\)", PAGES[0].read_text(encoding="utf-8"))
    assert len(pairs) >= 5
    for name, file in pairs:
        assert re.search(rf"^{name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), (name, file)
