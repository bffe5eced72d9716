"""site/ → a folder of a web server: copied to a new folder, compared, switched atomically; the last five are kept.

The server serves the symbolic link `hien-hanh`. Safe to run again after an interruption, and twice at a time.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from build_tools.base.files import files_below

CURRENT = "hien-hanh"
KEPT = 5
# Prefixes of the folders of published sites, and of those being copied.
_RELEASE, _ASIDE = "ban-", ".dang-chep-"


class NoSiteError(Exception):
    """There is no site to publish, or the copy differs from it; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """The folder that is served, whether it was copied now, and the number of old folders removed."""

    folder: Path
    copied: bool
    removed: int


def release(site: Path, target: Path, on_progress: Callable[[int, int], object] = lambda *_: None) -> Release:
    """Make the link `target`/hien-hanh point to a copy of the site, atomically.

    `on_progress` is called with files copied and files to copy. Raises NoSiteError, or OSError if a file can't be read
    or written; the link then stays as it was.
    """
    files = sorted(files_below(site))
    if "index.html" not in files:
        raise NoSiteError(f"Không có trang web ở {site}. Hãy chạy so-van-ban build trước.")
    target.mkdir(parents=True, exist_ok=True)
    with FileLock(target / ".khoa"):
        for left_over in target.glob(f"{_ASIDE}*"):
            shutil.rmtree(left_over)
        digest = _digest(site, files)
        served = target / CURRENT
        known = served.resolve() if served.is_symlink() else None
        copied = (
            known is None or not known.name.endswith(digest) or _digest(known, sorted(files_below(known))) != digest
        )
        if copied:
            known = _copied(site, files, target, digest, on_progress)
            link = target / f"{_ASIDE}{CURRENT}"
            link.unlink(missing_ok=True)
            link.symlink_to(known.name)
            if served.is_dir() and not served.is_symlink():
                served.rename(target / f"{_RELEASE}cu-{digest}")
            os.replace(link, served)
        assert known is not None  # noqa: S101  for the type checker: it existed, or was copied
        return Release(known, copied, _without_old_ones(target, known))


def _copied(site: Path, files: list[str], target: Path, digest: str, on_progress: Callable[[int, int], object]) -> Path:
    """Copy the site to a temporary name, compare, then rename it."""
    aside = target / f"{_ASIDE}{digest}"
    for done, path in enumerate(files, 1):
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(site / path, aside / path)
        on_progress(done, len(files))
    if _digest(aside, sorted(files_below(aside))) != digest:
        raise NoSiteError(
            f"Bản chép ở {target} không giống trang web ở {site}. Trang đang hiện không đổi; hãy chạy lại."
        )
    named = target / f"{_RELEASE}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{digest}"
    aside.rename(named)
    return named


def _without_old_ones(target: Path, served: Path) -> int:
    """Remove all but the newest published folders, by name; never the served one. Return the number removed."""
    others = sorted((folder for folder in target.glob(f"{_RELEASE}*") if folder != served), reverse=True)
    for old in others[KEPT - 1 :]:
        shutil.rmtree(old)
    return len(others[KEPT - 1 :])


def _digest(folder: Path, files: list[str]) -> str:
    """Return a digest of the names and contents of the files: sixteen hexadecimal digits."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape"))
        with (folder / path).open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:16]
