"""Mistakes in mkdocs.yml, found before any work: what, in which line, and what to write.

MkDocs tells some of them in English and without a line, and some not at all: a language that Material does not have
ends in the middle of a page.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import yaml

from build_tools.base.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.base.yaml_records import compose

FILE = "mkdocs.yml"
# The settings of MkDocs 1.6 (mkdocs.config.defaults.MkDocsConfig); a test compares.
KEYS = frozenset(
    (
        *(
            "INHERIT",
            "copyright",
            "dev_addr",
            "docs_dir",
            "draft_docs",
            "edit_uri",
            "edit_uri_template",
            "exclude_docs",
        ),
        *(
            "extra",
            "extra_css",
            "extra_javascript",
            "extra_templates",
            "google_analytics",
            "hooks",
            "markdown_extensions",
        ),
        *(
            "mdx_configs",
            "nav",
            "not_in_nav",
            "pages",
            "plugins",
            "remote_branch",
            "remote_name",
            "repo_name",
            "repo_url",
        ),
        *(
            "site_author",
            "site_description",
            "site_dir",
            "site_name",
            "site_url",
            "strict",
            "theme",
            "use_directory_urls",
        ),
        *("validation", "watch"),
    )
)
_EMAIL = re.compile(r"[^@\s:/]+@[^@\s/]+\.[^@\s/]+")
Found = Iterator[tuple[yaml.Node, str]]


def refuse_mistakes(root: Path) -> None:
    """Raise InputError (VB003) with everything that is wrong with mkdocs.yml below `root`, if anything is."""
    file = root / FILE
    if not file.is_file():
        message = f"Không có {FILE} trong {root}. Hãy chạy lệnh trong thư mục của sổ, hoặc lập sổ mới: so-van-ban init."
        raise InputError(Diagnostic(Location(FILE), Severity.ERROR, "VB003", message))
    node = compose(file.read_text(encoding="utf-8"), FILE, code="VB003")
    found = (
        [*_mistakes(node, root)]
        if isinstance(node, yaml.MappingNode)
        else [(node, "Tệp phải gồm các dòng “tên: giá trị”.")]
    )
    if found:
        raise InputError(*(Diagnostic(_place(where), Severity.ERROR, "VB003", words) for where, words in found))


def _place(node: yaml.Node | None) -> Location:
    return Location(FILE, node.start_mark.line + 1 if node is not None and node.start_mark else 1)


def _mistakes(settings: yaml.MappingNode, root: Path) -> Found:
    values = {str(key.value): (key, value) for key, value in settings.value}
    for name, (key, _) in values.items():
        if name not in KEYS:
            yield key, f"Không có cài đặt “{name}”{_nearest(name, KEYS)}."
    if "site_name" not in values:
        yield settings, "Thiếu “site_name”: tên của sổ."
    if found := values.get("site_url"):
        yield from _site_url(found[1])
    for name, only in (("docs_dir", "docs"), ("site_dir", "site")):
        if (found := values.get(name)) and str(found[1].value) != only:
            yield found[1], f"“{name}” phải là “{only}”: các trang được viết vào đó."
    yield from _theme(values["theme"][1] if "theme" in values else None, root)
    yield from _named(values.get("plugins"), "plugins", _plugins())
    yield from _extensions(values.get("markdown_extensions"))
    if found := values.get("extra"):
        yield from _extra(found[1])


def _site_url(node: yaml.Node) -> Found:
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", str(node.value)):
        address = str(node.value).strip("/") or "so-van-ban.example.vn"
        yield node, f"“site_url” phải là địa chỉ đầy đủ. Hãy ghi http://{address}/ hoặc https://{address}/."


def _theme(node: yaml.Node | None, root: Path) -> Found:
    values = _entries(node)
    name = values.get("name", node)
    if name is None or name.value != "material":
        yield name or yaml.ScalarNode("", ""), "Các trang cần giao diện Material. Hãy ghi “theme: {name: material, …}”."
    if (found := values.get("custom_dir")) and not (root / str(found.value)).is_dir():
        yield found, f"“custom_dir: {found.value}” không phải một thư mục bên cạnh {FILE}."
    languages = _languages()
    if (found := values.get("language")) and found.value not in languages:
        hint = (
            " Tiếng Việt là “vi”."
            if str(found.value).lower() in ("vn", "vie", "vi-vn", "vi_vn")
            else _nearest(found.value, languages)
        )
        yield found, f"Material không có ngôn ngữ “{found.value}”.{hint}"


def _named(found: tuple[yaml.Node, yaml.Node] | None, what: str, known: Collection[str]) -> Found:
    """Yield the items of a list that are not installed; an item is a name, or a name with its settings."""
    for node in _items(found[1]) if found else ():
        if node.value not in known:
            yield (
                node,
                f"“{node.value}” trong “{what}” chưa được cài{_nearest(node.value, known)}. Hãy cài hoặc bỏ dòng này.",
            )


def _extensions(found: tuple[yaml.Node, yaml.Node] | None) -> Found:
    names = {point.name for point in entry_points(group="markdown.extensions")}
    for node in _items(found[1]) if found else ():
        if node.value not in names and not _is_module(str(node.value).partition(":")[0]):
            hint = _nearest(node.value, names)
            yield node, f"“{node.value}” trong “markdown_extensions” chưa được cài{hint}. Hãy cài hoặc bỏ dòng này."


def _extra(node: yaml.Node) -> Found:
    report = _entries(node).get("report")
    if report is not None and _EMAIL.fullmatch(str(report.value)):
        yield report, f"“report” là một địa chỉ thư. Hãy ghi mailto:{report.value}"


def _plugins() -> set[str]:
    names = {point.name for point in entry_points(group="mkdocs.plugins")}
    return names | {name.removeprefix("material/") for name in names}


def _languages() -> set[str]:
    spec = find_spec("material")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return {file.stem for place in places for file in Path(place).glob("templates/partials/languages/*.html")}


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _items(node: yaml.Node) -> Iterator[yaml.Node]:
    """The names of a list of names, some of which have settings; or of a mapping of names to settings."""
    for item in node.value if isinstance(node, (yaml.SequenceNode, yaml.MappingNode)) else ():
        if isinstance(item, tuple):
            yield item[0]
        elif isinstance(item, yaml.MappingNode):
            yield item.value[0][0]
        else:
            yield item


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(str(name), sorted(known), n=1)
    return f"; có phải là “{near[0]}”?" if near else ""
