"""One folder takes the place of another in one step: who reads meanwhile finds the old one or the new one, whole."""

import ctypes
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# linux/fcntl.h, linux/fs.h: paths are those of the process; the two names change places.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


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
