"""Listing the files below a folder, and replacing files and folders atomically."""

import ctypes
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

# Size in bytes and modification time in nanoseconds, by the path below a folder.
Files = Mapping[str, tuple[int, int]]
# linux/fcntl.h, linux/fs.h: relative paths start at the working directory; the two names are exchanged.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def whole_seconds(time: int) -> int:
    """Return a time in nanoseconds in seconds: archives, such as a CI cache, keep no more of it."""
    return time // 1_000_000_000


def files_below(root: Path, *folders: str) -> dict[str, tuple[int, int]]:
    """Return the files in these folders below `root`, or in all of it, by their path below `root`."""
    return dict(found for folder in folders or ("",) for found in _below(root, folder))


def file_at(root: Path, path: str) -> dict[str, tuple[int, int]]:
    """Return this one file as `files_below` does; nothing if it does not exist."""
    file = root / path
    return {path: (file.stat().st_size, file.stat().st_mtime_ns)} if file.is_file() else {}


def _below(root: Path, folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir():
            yield from _below(root, path)
        else:
            try:
                status = entry.stat()
            except FileNotFoundError:  # a dangling link, or a file that has just been deleted
                continue
            yield path, (status.st_size, status.st_mtime_ns)


def write_whole(file: Path, data: bytes, like: Path | None = None) -> None:
    """Replace the file atomically, through a temporary file beside it, with the permissions of `like`.

    A reader, and a process that is killed, leave the old bytes or the new ones, never a part.
    """
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    aside.write_bytes(data)
    if like:
        shutil.copymode(like, aside)
    os.replace(aside, file)


def replace_folder(new: Path, place: Path, aside: Path, known: Iterable[str] = ()) -> None:
    """Move the folder `new` to `place`; the old folder there is moved to `aside` and deleted.

    `known` are files that the old folder is known to hold: deleting them first is faster than listing them again.
    """
    if exchange_folder(new, place, aside):
        remove_folder(aside, known)


def exchange_folder(new: Path, place: Path, aside: Path) -> bool:
    """Move the folder `new` to `place`, the old folder there to `aside`; return whether there was one.

    Linux exchanges two names in one step (renameat2). Elsewhere it takes two: a process that is killed between them
    leaves nothing at `place` and the old folder at `aside` (see `recover`).
    """
    if not place.exists():
        new.rename(place)
        return False
    if _exchange(new, place):
        new.rename(aside)
    else:
        place.rename(aside)
        new.rename(place)
    return True


def remove_folder(folder: Path, known: Iterable[str] = ()) -> None:
    """Delete a folder and what is in it; `known` as in `replace_folder`."""
    with suppress(OSError):  # one is missing: rmtree deletes the rest
        for path in known:
            os.unlink(f"{folder}/{path}")  # noqa: PTH108 – a path of strings: there are tens of thousands
    shutil.rmtree(folder, ignore_errors=True)


def recover(place: Path, aside: Path) -> None:
    """Move the old folder back to `place` if a killed process left it at `aside` (see `replace_folder`)."""
    if aside.is_dir() and not place.exists():
        aside.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the two names in one step; return False where the system or the file system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
