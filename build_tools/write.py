"""Pages → docs/: the one place that writes there. Only what differs is written, whole or not at all."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Original, Page


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, were the same already, and were removed because no page owns them."""

    changed: int
    same: int
    removed: int


def write_pages(docs: Path, pages: Sequence[Page], owned: Sequence[str], sources: Path) -> Written:
    """Make the `owned` folders below `docs` hold exactly these pages; other folders are never touched.

    `sources` is the folder of the original files.

    Each file appears whole (written aside, then renamed), so that a build killed midway leaves no half file.
    """
    changed = 0
    for page in pages:
        changed += _write(docs / page.path, bytes_of(page, sources))
    wanted = {docs / page.path for page in pages}
    removed = sum(_clear(docs / folder, wanted) for folder in owned)
    return Written(changed, len(pages) - changed, removed)


def bytes_of(page: Page, sources: Path) -> bytes:
    """Return what the file of a page holds; an original as it is in the folder of the sources."""
    if isinstance(page.content, Original):
        return (sources / page.content.path).read_bytes()
    return page.content.encode() if isinstance(page.content, str) else page.content


def guides(docs: Path) -> list[Page]:
    """Return the hand-written pages for readers, docs/huong-dan/*.md."""
    files = sorted((docs / "huong-dan").glob("*.md"))
    return [Page(f"huong-dan/{file.name}", file.read_text(encoding="utf-8")) for file in files]


def _write(file: Path, data: bytes) -> bool:
    if file.is_file() and file.read_bytes() == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.moi")
    aside.write_bytes(data)
    os.replace(aside, file)
    return True


def _clear(folder: Path, wanted: set[Path]) -> int:
    """Remove the files that no page owns, then the folders that are left empty."""
    removed = 0
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file not in wanted:
            file.unlink()
            removed += 1
    return removed
