"""The developers' pages say what is: every diagnostic explained, every code in use."""

import re

from build_tools.checks import CHECKS
from build_tools.diagnostics import TITLES
from tests.conftest import ROOT

EXPLAINED = (ROOT / "docs" / "phat-trien" / "chan-doan.md").read_text(encoding="utf-8")
CODE = re.compile(r"VB\d{3}")


def test_every_diagnostic_is_explained() -> None:
    assert re.findall(r"^### (VB\d{3})", EXPLAINED, re.MULTILINE) == sorted(TITLES)


def test_every_code_in_use_has_a_title_and_every_title_is_used() -> None:
    used = set()
    for file in (ROOT / "build_tools").rglob("*.py"):
        if file.name != "diagnostics.py":
            used |= set(CODE.findall(file.read_text(encoding="utf-8")))
    assert used == set(TITLES)


def test_a_check_begins_with_its_code() -> None:
    codes = [CODE.match(check.__doc__ or "") for check in CHECKS]
    assert all(codes)


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
