"""The files below a folder, and writing that leaves the old or the new one, whole, whenever it is cut off."""

import ctypes
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

# Size and time of change, in nanoseconds, of files by their path below a folder.
Files = Mapping[str, tuple[int, int]]
# linux/fcntl.h, linux/fs.h: paths are those of the process; the two names change places.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def whole_seconds(time: int) -> int:
    """Return a time in whole seconds, as archives keep them: a file restored from a cache compares equal."""
    return time // 1_000_000_000


def files_below(root: Path, *folders: str) -> dict[str, tuple[int, int]]:
    """Return every file in these folders below `root`, in all of it where none are named, by its path below `root`."""
    return dict(found for folder in folders or ("",) for found in _below(root, folder))


def file_at(root: Path, path: str) -> dict[str, tuple[int, int]]:
    """Return this file, where there is one, as `files_below` does."""
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
            except FileNotFoundError:  # a link that leads nowhere, or a file that goes as we look
                continue
            yield path, (status.st_size, status.st_mtime_ns)


def write_whole(file: Path, data: bytes) -> None:
    """Write the bytes to `file` atomically, by way of a temporary file beside it.

    Who reads meanwhile, or after a kill, finds the old bytes or the new ones, never a part.
    """
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    aside.write_bytes(data)
    os.replace(aside, file)


def replace_folder(new: Path, place: Path, aside: Path, known: Iterable[str] = ()) -> None:
    """Put the folder `new` at `place`; what stood there is removed, by way of `aside`.

    `known` are files that are known to stand there: they go first, since to look for them again takes longer.
    Linux exchanges two names in one step (renameat2). Elsewhere it takes two: a process that is killed between them
    leaves nothing at `place` and the old folder at `aside` (see `recover`).
    """
    if not place.exists():
        new.rename(place)
        return
    if _exchange(new, place):
        new.rename(aside)
    else:
        place.rename(aside)
        new.rename(place)
    with suppress(OSError):  # what differs from what is known goes with the rest
        for path in known:
            os.unlink(f"{aside}/{path}")  # noqa: PTH108 – a path of strings: there are tens of thousands
    shutil.rmtree(aside, ignore_errors=True)


def recover(place: Path, aside: Path) -> None:
    """Put back the folder that a process which was killed had taken away."""
    if aside.is_dir() and not place.exists():
        aside.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Let the two names change places; False where this system or this file system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
