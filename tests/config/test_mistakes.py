"""A mistake in mkdocs.yml is told before any work: what, in which line, what to write."""

import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from build_tools import build as stages
from build_tools.base.diagnostics import InputError
from build_tools.config.mistakes import KEYS, refuse_mistakes
from build_tools.publish.mkdocs_process import PublishError
from tests.conftest import ROOT, content

RIGHT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def changed(before: str, after: str) -> str:
    """The settings with one mistake."""
    assert RIGHT.count(before) == 1, before
    return RIGHT.replace(before, after)


MISTAKES = {
    "địa chỉ thiếu http": (
        changed("# site_url: http://so-van-ban.example.vn/", "site_url: so.example.vn"),
        "site_url: so.example.vn",
        "http://so.example.vn/",
    ),
    "thụt vào sai": (changed("  name: material", "   name: material"), "  custom_dir:", "canh lại"),
    "thụt vào sai trong danh sách": (
        changed("    - navigation.top\n", "   - navigation.top\n"),
        "   - navigation.top",
        "canh lại",
    ),
    "cài đặt không có": (changed("site_dir: site", "site_dirs: site"), "site_dirs", "có phải là “site_dir”?"),
    "tiện ích chưa cài": (
        changed("  - search:\n      lang: vi", "  - serach:\n      lang: vi"),
        "serach",
        "có phải là “search”?",
    ),
    "phần mở rộng chưa cài": (changed("  - md_in_html", "  - md_in_htm"), "md_in_htm", "có phải là “md_in_html”?"),
    "thư mục giao diện sai": (
        changed("custom_dir: build_tools/theme", "custom_dir: build_tools/them"),
        "custom_dir",
        "không phải một thư mục",
    ),
    "ngôn ngữ không có": (changed("  language: vi", "  language: vn"), "language: vn", "Tiếng Việt là “vi”"),
    "thư không có mailto": (
        changed("  # report: mailto:van-thu@example.vn", "  report: van-thu@example.vn"),
        "report: van-thu",
        "mailto:van-thu@example.vn",
    ),
    "giao diện khác": (changed("  name: material", "  name: readthedocs"), "name: readthedocs", "Material"),
    "ngoặc chưa đóng": (
        changed("static_templates: [tim-kiem.xml, robots.txt]", "static_templates: [tim-kiem.xml, robots.txt"),
        "",
        "Ngoặc",
    ),
    "phím Tab": (changed("  language: vi", "\tlanguage: vi"), "\tlanguage", "Tab"),
    "thư mục trang không có": (changed("docs_dir: docs", "docs_dir: doc"), "docs_dir: doc", "phải là “docs”"),
}


@pytest.mark.parametrize("title", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_write(title: str, project: Path, tmp_path: Path) -> None:
    text, line, words = MISTAKES[title]
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    before = content(root / "site")
    with pytest.raises(InputError) as refused:
        stages.build(root, lambda *_: None)
    found = refused.value.diagnostics[0]
    assert (found.code, found.location.path) == ("VB003", "mkdocs.yml")
    assert words in found.message
    if line:
        assert line in text.split("\n")[found.location.line - 1]
    assert content(root / "site") == before


def test_our_own_settings_have_none() -> None:
    refuse_mistakes(ROOT)


def test_the_settings_are_those_of_mkdocs() -> None:
    assert KEYS - {"INHERIT"} == {name for name, _ in MkDocsConfig._schema} - {"config_file_path"}


def test_what_only_mkdocs_notices_is_passed_on(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    icon = changed("logo: material/book-open-page-variant-outline", "logo: material/khong-co")
    (root / "mkdocs.yml").write_text(icon, encoding="utf-8")
    with pytest.raises(PublishError, match="khong-co"):
        stages.build(root, lambda *_: None)
    (root / "mkdocs.yml").write_text(changed("strict: true", "strict: 'có'"), encoding="utf-8")
    with pytest.raises(PublishError, match="strict"):
        stages.build(root, lambda *_: None)
