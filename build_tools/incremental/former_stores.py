"""Migration of the caches of versions before 0.2, which had other names below .build."""

import shutil
from contextlib import suppress
from pathlib import Path

_MOVED = {"chuyen-doi": "conversions"}
_GONE = ("da-doc", "trang.msgpack", "published.json", "findings.json", "khoa")


def carry_over(kept: Path) -> None:
    """Rename the folder of converted files below `kept` (.build), which are costly; delete the other former caches."""
    for former, now in _MOVED.items():
        if (kept / former).is_dir() and not (kept / now).exists():
            (kept / former).rename(kept / now)
    for name in _GONE:
        shutil.rmtree(kept / name, ignore_errors=True)
        with suppress(OSError):
            (kept / name).unlink()
