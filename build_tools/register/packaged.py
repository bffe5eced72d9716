"""Where the files are that the program gives to a register: inside the wheel, or at the root of a checkout."""

from pathlib import Path

from build_tools.base.files import files_below, write_whole

_HERE = Path(__file__).parent
_GIVEN = _HERE / "given"
# Folders and files of docs/ that come with the program; all else there is the office's own, or generated.
PAGES = ("assets", "huong-dan", "search", "tim-kiem.md", "kiem-tra-can-cu.md", "so-sanh.md")


def root() -> Path:
    """Return the folder with mkdocs.yml and docs/ as the program has them."""
    return _GIVEN if _GIVEN.is_dir() else _HERE.parents[1]


def theme() -> Path:
    """Return the folder of the theme."""
    return _HERE.parent / "theme"


def bring_pages(docs: Path) -> None:
    """Let `docs` hold the scripts and guides of this version; a file that is the same is not touched."""
    for path in pages():
        data = (root() / "docs" / path).read_bytes()
        file = docs / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, data)


def pages() -> list[str]:
    """Return the files of docs/ that come with the program, by their path below it."""
    docs = root() / "docs"
    folders = [name for name in PAGES if (docs / name).is_dir()]
    return sorted([*files_below(docs, *folders), *(name for name in PAGES if (docs / name).is_file())])
