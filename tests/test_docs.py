"""The developers' pages say what is: every diagnostic explained, every code in use."""

import json
import re

from build_tools.checks import CHECKS
from build_tools.model.findings import TITLES
from build_tools.source.sidecars import schema
from build_tools.vocabulary import load
from tests.conftest import ROOT

EXPLAINED = (ROOT / "docs" / "phat-trien" / "chan-doan.md").read_text(encoding="utf-8")
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


def test_every_vocabulary_row_has_its_source() -> None:
    vocabulary = load()
    tables = (vocabulary.types, vocabulary.organs, vocabulary.places, vocabulary.abbreviations, vocabulary.known)
    assert all(row.source for table in tables for row in table)


def test_names_of_the_design_are_explained() -> None:
    page = (ROOT / "docs" / "phat-trien" / "kien-truc.md").read_text(encoding="utf-8")
    for name in (
        "Source",
        "Span",
        "Document",
        "Citation",
        "Work",
        "Reference",
        "Relation",
        "Obligation",
        "Deadline",
        "Unit",
        "Diagnostic",
        "Page",
    ):
        assert f"`{name}`" in page
