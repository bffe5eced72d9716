"""The files below a folder, with what tells whether one was touched."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

# Size and time of change, in nanoseconds, of files by their path below a folder.
Files = Mapping[str, tuple[int, int]]


def whole_seconds(time: int) -> int:
    """A time in whole seconds, as archives keep them: what a cache brings back is still ours."""
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
