"""The house: who may import whom, who touches the disk, one door for each library, how long a file is.

Its one order of folders is the table “Folders” of docs/phat-trien/kien-truc.md.
"""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools"
FILES = sorted(PACKAGE.rglob("*.py"))
ARCHITECTURE = (ROOT / "docs" / "phat-trien" / "kien-truc.md").read_text(encoding="utf-8")
# Folder (or module at the root), what its docstring says, and whether it may touch disk and system.
FOLDERS: list[tuple[str, str, str]] = re.findall(
    r"^\| `([\w./]+)` \| (.+?) \| (?:(yes) )?\|$", ARCHITECTURE, re.MULTILINE
)
ORDER = [name.removesuffix("/").removesuffix(".py").replace("/", ".") for name, _, _ in FOLDERS]
DISK = {name for name, (_, _, disk) in zip(ORDER, FOLDERS, strict=True) if disk}
DOORS = {
    "yaml": {"base.yaml_edits", "base.yaml_records", "config.mistakes"},
    "msgspec": {"base.values", "base.yaml_records"},
    "networkx": {"resolve.graph"},
    "sqlite3": {"render.open_data.database"},
    "jinja2": {"desk.pages", "render.jinja", "publish.mkdocs_private", "publish.mkdocs_worker", "publish.templates"},
    "icalendar": set(),
    "distributed": {"base.executors"},
    "dateutil": {"render.recurring"},
    "rapidfuzz": {"resolve.likeness"},
    "click": {"cli"},
    "rich": {"cli"},
    "docx": {"source.word", "source.word_lists", "source.word_package", "source.word_styles"},
    "openpyxl": {"source.workbook"},
    "PIL": {"source.coloured_ink", "source.page_image", "source.recognition", "source.ruled_lines"},
    "cv2": {"source.coloured_ink", "source.ruled_lines"},
    "numpy": {"source.coloured_ink", "source.ruled_lines"},
    "pypdfium2": {"source.pdf", "source.pdf_picture", "source.page_image", "source.recognition"},
    "selectolax": {"source.web_page"},
    "filelock": {"desk.opening", "publish.site_builder", "publish.release"},
    "mkdocs": {"publish.mkdocs_private", "publish.mkdocs_worker"},
}


def name_of(file: Path) -> str:
    """The module below the package: "parse.text"; a package's own is "parse.__init__"."""
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts)


NAMES = {name_of(file): file for file in FILES}


def folder_of(module: str) -> str:
    """The innermost folder of the table that holds a module; a package's own module stands with its last folder."""
    if module.endswith("__init__"):
        package = module.removesuffix(".__init__")
        return [name for name in ORDER if f"{name}.".startswith(f"{package}.")][-1]
    while module not in ORDER:
        assert module, "a folder that the table does not list"
        module, _, _ = module.rpartition(".")
    return module


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(file: Path) -> Iterator[str]:
    """The modules of ours that a file imports."""
    for name in imports(file):
        if name.startswith("build_tools."):
            module = name.removeprefix("build_tools.")
            parent = module.rpartition(".")[0]
            candidates = (module, f"{module}.__init__", parent, f"{parent}.__init__")
            yield next(found for found in candidates if found in NAMES)


def test_the_table_lists_every_folder_with_its_docstring() -> None:
    folders = {name.rpartition(".")[0] for name in NAMES} | {name for name in NAMES if "." not in name}
    assert folders - set(ORDER) - {"", "__init__", "__main__"} == set()
    for name, (_, words, _) in zip(ORDER, FOLDERS, strict=True):
        docstring = importlib.import_module(f"build_tools.{name}").__doc__ or ""
        assert docstring.partition("\n")[0] == words.replace("\\|", "|"), name


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_imports_only_from_those_before_it(name: str) -> None:
    if name.startswith("__"):
        return
    rank = ORDER.index(folder_of(name))
    for module in ours(NAMES[name]):
        assert ORDER.index(folder_of(module)) <= rank, module


def test_no_circle_of_imports() -> None:
    edges = {name: set(ours(file)) - {name} for name, file in NAMES.items()}
    while free := [name for name, targets in edges.items() if not targets & edges.keys()]:
        for name in free:
            del edges[name]
    assert edges == {}


@pytest.mark.parametrize("name", NAMES)
def test_only_some_folders_touch_the_disk(name: str) -> None:
    if name.startswith("__") or folder_of(name) in DISK:
        return
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    calls = {n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "")
             for n in ast.walk(tree) if isinstance(n, ast.Call)}  # fmt: skip
    assert not calls & {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rglob"}
    assert not {"os", "shutil", "time", "logging", "random"} & set(imports(NAMES[name]))


@pytest.mark.parametrize("name", NAMES)
def test_one_library_has_one_door(name: str) -> None:
    for module in imports(NAMES[name]):
        library = module.split(".")[0]
        assert library not in DOORS or {name, name.split(".")[0]} & DOORS[library], module


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("cli.main", {"cv2", "distributed", "docx", "mkdocs", "networkx", "numpy", "openpyxl", "PIL"}),
        ("publish.mkdocs_worker", {"build_tools.parse", "build_tools.resolve", "build_tools.vocabulary", "networkx"}),
    ],
)
def test_a_process_starts_without_what_few_need(module: str, unneeded: set[str]) -> None:
    """Every command and every build waits for these imports."""
    names = f"import sys, build_tools.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", names], cwd=ROOT, check=True, capture_output=True, text=True)
    assert f"build_tools.{module}" in done.stdout.split()
    assert unneeded & set(done.stdout.split()) == set()


def test_files_are_short() -> None:
    lengths = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in NAMES.items()}
    assert [name for name, length in lengths.items() if length > 300] == []
    assert median(lengths.values()) <= 110


def test_few_modules_stand_at_the_root() -> None:
    assert len([file for file in FILES if file.parent == PACKAGE and not file.name.startswith("__")]) <= 4


def test_a_thing_has_a_name() -> None:
    assert [name for name, file in NAMES.items() if file.stem in ("utils", "helpers", "misc")] == []
