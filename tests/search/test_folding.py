"""One folding, twice: in Python for the index, in the browser for what is typed."""

import json

import pytest
from playwright.sync_api import Page

from build_tools.search.folding import folded
from tests.conftest import ROOT

VECTORS = json.loads((ROOT / "tests" / "cases" / "folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), VECTORS["fold"])
def test_fold(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize("function", ["fold", "exact"])
def test_the_browser_folds_alike(tab: Page, function: str) -> None:
    tab.add_script_tag(path=ROOT / "docs" / "assets" / "search" / "fold.js")
    texts = [text for text, _ in VECTORS[function]]
    assert tab.evaluate(f"texts => texts.map(svb.{function})", texts) == [words for _, words in VECTORS[function]]


def test_the_browser_folds_every_character_alike(tab: Page) -> None:
    """Each character below U+2000 between two letters, and those that Vietnamese texts are written with."""
    tab.add_script_tag(path=ROOT / "docs" / "assets" / "search" / "fold.js")
    texts = [f"a{chr(code)}b" for code in [*range(0x20, 0x3000), *range(0xFB00, 0xFF00)]]
    assert tab.evaluate("texts => texts.map(svb.fold)", texts) == [folded(text) for text in texts]
