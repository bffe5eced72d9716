"""Sidecars on disk: each written whole or not at all, and only where nobody else has changed it meanwhile."""

import difflib
import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.base.files import write_whole
from build_tools.base.yaml_edits import EditError

_CHANGED = "Tệp khai báo vừa được sửa ở nơi khác; không ghi đè. Hãy tải lại trang rồi soát tiếp."


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, its bytes before (`None`: there was none) and after."""

    file: Path
    before: bytes | None
    after: bytes


def read(file: Path) -> bytes | None:
    """Return the bytes of a sidecar; `None` if there is none. Raises EditError for one that is a link."""
    if file.is_symlink():
        raise EditError(f"{file.name} là liên kết đến tệp khác; bàn soát không ghi qua liên kết.")
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def write(file: Path, before: bytes | None, after: bytes) -> Written:
    """Put `after` in the place of `before`, atomically. Raises EditError where something else stands there.

    What a killed process has left half written beside the file is removed.
    """
    if read(file) != before:
        raise EditError(_CHANGED)
    file.parent.mkdir(exist_ok=True)  # the folder of the register's own names may be new
    for left in file.parent.glob(f".{glob.escape(file.name)}.*.new"):
        left.unlink()
    write_whole(file, after, like=file if before is not None else None)
    return Written(file, before, after)


def undo(done: Written) -> None:
    """Put back what stood there before. Raises EditError where it was changed since."""
    if read(done.file) != done.after:
        raise EditError(_CHANGED)
    if done.before is None:
        done.file.unlink()
    else:
        write_whole(done.file, done.before, like=done.file)


def changed_lines(before: str, after: str) -> Iterator[str]:
    """Yield the lines of the change, each behind "+" or "-"."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return (f"{line[0]} {line[1:]}" for line in list(lines)[2:] if not line.startswith("@@"))
