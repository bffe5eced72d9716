"""Pages → docs/: the only module that writes there. Only files that differ are written, each atomically."""

import errno
import hashlib
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from build_tools.base.files import Files, files_below, write_whole
from build_tools.base.packing import packed
from build_tools.model.page import Original, Page, Records


@dataclass(frozen=True, slots=True)
class Written:
    """The number of files that were written, that were the same already, and that were removed; the present files.

    `left` is the number of page tasks that are left for later.
    """

    changed: int
    same: int
    removed: int
    files: Files
    left: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """The file of a page: its path below docs/, size in bytes, time of change in ns, and whether it was written now."""

    path: str
    size: int
    time: int
    changed: bool


def write_pages(docs: Path, pages: Sequence[Page], owned: Sequence[str], sources: Path) -> Written:
    """Make the folders `owned` below `docs` contain exactly these pages; other folders are never changed.

    `sources` is the folder of the original files (source_docs).
    """
    written = [write_page(docs, page, sources) for page in pages]
    ours = {file.path: (file.size, file.time) for file in written}
    changed = sum(file.changed for file in written)
    return Written(changed, len(pages) - changed, remove(docs, files_below(docs, *owned).keys() - ours.keys()), ours)


def write_page(docs: Path, page: Page, sources: Path) -> File:
    """Write the file of a page if it differs; an existing file is replaced atomically.

    A new file cut off by a kill is in no record, so the next build makes it again.
    """
    file, data = f"{docs}/{page.path}", bytes_of(page, sources, docs)
    try:
        status, changed = _created(file, data), True
    except FileExistsError:
        changed = _replaced(Path(file), data)
        status = os.stat(file)  # noqa: PTH116 – paths of strings: there are tens of thousands
    return File(page.path, status.st_size, status.st_mtime_ns, changed)


def bytes_of(page: Page, sources: Path, docs: Path) -> bytes:
    """Return the content of the file of a page; that of an original file is read from the folder `sources`.

    What is put together of other pages is read from `docs`, where they were written before.

    Raises OSError (ESTALE) if the original has changed since it was read: the page would show another text.
    """
    if isinstance(page.content, Original):
        file = sources / page.content.path
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != page.content.sha256:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(file))
        return data
    if isinstance(page.content, Records):
        return packed(b"".join((docs / path).read_bytes() for path in page.content.paths))
    return page.content.encode() if isinstance(page.content, str) else page.content


def guides(docs: Path) -> list[Page]:
    """Return the hand-written pages for readers, docs/huong-dan/*.md."""
    files = sorted((docs / "huong-dan").glob("*.md"))
    return [Page(f"huong-dan/{file.name}", file.read_text(encoding="utf-8")) for file in files]


def _created(file: str, data: bytes) -> os.stat_result:
    """Write a file that does not exist yet, directly: writing and renaming takes twice as long."""
    try:
        with open(file, "xb") as new:  # noqa: PTH123
            new.write(data)
            new.flush()
            return os.fstat(new.fileno())
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        return _created(file, data)


def _replaced(file: Path, data: bytes) -> bool:
    """Replace the content of a file atomically if it differs; return whether it did."""
    if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
        return False
    write_whole(file, data)
    return True


def remove(root: Path, paths: Collection[str]) -> int:
    """Remove these files and folders that become empty; return the number of files."""
    removed = 0
    for path in paths:
        with suppress(FileNotFoundError):  # a leftover of an interrupted build may have become a page meanwhile
            (root / path).unlink()
            removed += 1
    for folder in sorted({parent for path in paths for parent in Path(path).parents}, reverse=True):
        if folder != Path() and not any((root / folder).iterdir()):
            (root / folder).rmdir()
    return removed
