"""What MkDocs and Python-Markdown keep for themselves and we call all the same: what of it has a release changed?"""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from markdown.treeprocessors import InlineProcessor

from build_tools.publish.mkdocs_private import PRIVATE
from tests.conftest import ROOT

# By name: the first half of the SHA-256 of the text that we have read. MkDocs 1.6.1, Markdown 3.11.3.
READ = {
    "mkdocs.commands.build._populate_page": "31a70ea4caef1e127a9d65a0f346ee32",
    "mkdocs.commands.build._build_page": "adcdbd14b236112697cafec9171bd281",
    "mkdocs.commands.build._build_theme_template": "628a78f6a129c8a053a2f803990e8102",
    "mkdocs.commands.build._build_extra_template": "ecfe1ffd8b50aee7e8f4b30914028921",
    "markdown.treeprocessors.InlineProcessor.run": "f6c93631f2871499bcbbc2d10ec7e4fd",
    "markdown.treeprocessors._InlineProcessor__handleInline": "fe27babc114aed0ad06af7b99ad449f4",
    "markdown.treeprocessors._InlineProcessor__applyPattern": "8862b35197c0e6141513cea1ccb124e1",
}


def functions() -> dict[str, Callable[..., Any]]:
    found = {f"mkdocs.commands.build.{function.__name__}": function for function in PRIVATE}
    for name in ("_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"):
        found[f"markdown.treeprocessors.{name}"] = getattr(InlineProcessor, name)
    return found | {"markdown.treeprocessors.InlineProcessor.run": InlineProcessor.run}


def digest(function: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:32]


@pytest.mark.parametrize("name", sorted(READ))
def test_a_private_function_is_the_one_that_we_have_read(name: str) -> None:
    """A new release may change it: read what is new, see that ours still fits, then write its digest here."""
    assert digest(functions()[name]) == READ[name], f"{name} is not as we have read it"


def test_all_are_known() -> None:
    assert set(functions()) == set(READ)


def test_nothing_else_that_is_private_is_imported() -> None:
    """`from mkdocs… import _name` stands nowhere else."""
    for file in (ROOT / "build_tools").rglob("*.py"):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("from mkdocs")]
        assert not any(" _" in line for line in lines), file
