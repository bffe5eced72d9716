"""What versions before 0.2 kept below .build under other names: what is costly to make again is carried over."""

import shutil
from contextlib import suppress
from pathlib import Path

_MOVED = {"chuyen-doi": "conversions"}
_GONE = ("da-doc", "trang.msgpack", "published.json", "findings.json", "khoa")


def carry_over(kept: Path) -> None:
    """Rename what recognition and LibreOffice made below the folder `kept`; remove what this version makes anew."""
    for former, now in _MOVED.items():
        if (kept / former).is_dir() and not (kept / now).exists():
            (kept / former).rename(kept / now)
    for name in _GONE:
        shutil.rmtree(kept / name, ignore_errors=True)
        with suppress(OSError):
            (kept / name).unlink()
