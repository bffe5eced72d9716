"""MkDocs' own functions for one page at a time, which it keeps for itself: nothing else of ours calls what is private.

`tests/publish/test_mkdocs_private.py` knows the text of each, and says which one a new release has changed. ProperDocs
has the same under the same names.
"""

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

PRIVATE: tuple[Callable[..., Any], ...] = (
    build._populate_page,
    build._build_page,
    build._build_theme_template,
    build._build_extra_template,
)


def populate(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read the page and make HTML of its Markdown."""
    build._populate_page(page, config, files)


def write(page: Page, config: MkDocsConfig, pages: Sequence[File], nav: Navigation, env: Environment) -> None:
    """Write a page that is populated, in the frame of the theme. Raises OSError if it can't be written."""
    build._build_page(page, config, pages, nav, env)


def write_theme_template(name: str, env: Environment, files: Files, config: MkDocsConfig, nav: Navigation) -> None:
    """Write a static template of the theme (404.html, sitemap.xml)."""
    build._build_theme_template(name, env, files, config, nav)


def write_extra_template(name: str, files: Files, config: MkDocsConfig, nav: Navigation) -> None:
    """Write a template of docs/ that mkdocs.yml lists."""
    build._build_extra_template(name, files, config, nav)
