"""The map of DESIGN §3: who may import whom, who touches the disk, one door for each library, how long a file is."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools"
FILES = sorted(PACKAGE.rglob("*.py"))
# A module imports only from rows above its own; within a row anything goes that makes no circle.
LAYERS = (
    ("text", "statements", "values", "fidelity", "inline_marks", "tree", "sealed", "swap", "workers"),
    ("sources", "copies"),
    ("model",),
    ("diagnostics", "codes", "sharing"),
    ("corpus",),
    ("yaml_records",),
    ("settings",),
    ("vocabulary",),
    ("source",),
    ("parse",),
    ("resolve",),
    ("checks", "export"),
    ("measure", "program"),
    ("shelf",),
    ("search", "readings"),
    ("render",),
    ("write", "publisher_process"),
    ("site_record", "publisher"),
    ("publish",),
    ("manifest",),
    ("making",),
    ("serve", "last_build", "former"),
    ("build", "intake"),
    ("cli_failures", "cli_options"),
    ("cli_records", "cli_intake"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
DISK = {
    *(
        "source",
        "vocabulary",
        "tree",
        "sealed",
        "settings",
        "swap",
        "workers",
        "program",
        "shelf",
        "manifest",
        "making",
        "write",
        "publish",
        "site_record",
        "publisher",
        "publisher_process",
    ),
    *("serve", "last_build", "intake", "cli", "cli_records"),
}
DOORS = {
    "yaml": {"yaml_records"},
    "msgspec": {"values", "yaml_records"},
    "networkx": {"resolve.graph"},
    "jinja2": {"render.templates"},
    "icalendar": set(),
    "distributed": {"workers"},
    "dateutil": {"render.recurring"},
    "rapidfuzz": {"resolve.likeness"},
    "click": {"cli", "cli_failures", "cli_intake", "cli_options", "cli_records"},
    "rich": {"cli", "cli_intake"},
    "docx": {"source.word", "source.word_lists", "source.word_styles"},
    "pypdfium2": {"source.pdf"},
    "selectolax": {"source.web_page"},
    "mkdocs": {"publisher"},
}


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inner(module: str) -> str:
    """The first name below the package ("build_tools.model.codes.find" → "parse")."""
    return module.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_point_upwards(file: Path) -> None:
    own = name_of(file).split(".")[0]
    if own == "__init__":
        return
    for module in imports(file):
        if module.startswith("build_tools."):
            assert RANK[inner(module)] <= RANK[own], module
            assert inner(module) == own or RANK[inner(module)] < RANK[own], module


def test_no_circle_of_imports() -> None:
    names = {name_of(file): file for file in FILES}
    edges: dict[str, set[str]] = {}
    for name, file in names.items():
        targets = {module.removeprefix("build_tools.") for module in imports(file) if module.startswith("build_tools.")}
        edges[name] = {t if t in names else t.rpartition(".")[0] for t in targets} & set(names) - {name}
    while free := [name for name, targets in edges.items() if not targets & edges.keys()]:
        for name in free:
            del edges[name]
    assert edges == {}


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_only_the_edges_touch_the_disk(file: Path) -> None:
    if name_of(file).split(".")[0] in DISK:
        return
    calls = {n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "")
             for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)}  # fmt: skip
    assert not calls & {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rglob"}
    assert not {"os", "shutil", "time", "logging", "random"} & set(imports(file))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_one_library_has_one_door(file: Path) -> None:
    for module in imports(file):
        library = module.split(".")[0]
        assert library not in DOORS or name_of(file) in DOORS[library], module


def test_files_are_short() -> None:
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert [name for name, length in lengths.items() if length > 300] == []
    assert median(lengths.values()) <= 110


def test_a_thing_has_a_name() -> None:
    assert [name_of(file) for file in FILES if file.stem in ("utils", "helpers", "misc")] == []
