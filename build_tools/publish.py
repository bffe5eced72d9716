"""docs/ → site/: MkDocs builds the site aside, and it takes the place of the old one by renaming.

Where nothing changed since the last build, nothing is done. A file whose bytes are the same keeps its time, so that
a copy to a server moves only what is new.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")


class PublishError(Exception):
    """MkDocs refused the pages; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Published:
    """The folder of the site, how many pages it has, and whether it was built anew."""

    site: Path
    pages: int
    rebuilt: bool


def publish(root: Path) -> Published:
    """Build `root`/site from `root`/docs and mkdocs.yml. Raises PublishError; the old site then stays as it was."""
    site, work = root / "site", root / ".build"
    fingerprint = _fingerprint(root)
    record = work / "published.json"
    if site.is_dir() and _read(record) == {"inputs": fingerprint, "site": _tree(site)}:
        return Published(site, _count(site), rebuilt=False)
    work.mkdir(exist_ok=True)
    for left_over in work.glob("site-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    # A folder of this process alone: what a killed build left running can't write into it.
    aside, old = work / f"site-moi-{os.getpid()}", work / f"site-cu-{os.getpid()}"
    _mkdocs(root, aside)
    if site.is_dir():
        _keep_times(site, aside)
        site.rename(old)
    aside.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    record.write_text(json.dumps({"inputs": fingerprint, "site": _tree(site)}), encoding="utf-8")
    return Published(site, _count(site), rebuilt=True)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the lock of the checkout: a second build waits until the first has finished."""
    work = root / ".build"
    work.mkdir(exist_ok=True)
    with (work / "khoa").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def environment() -> dict[str, str]:
    """Return the environment for MkDocs: no clock in the site, no advertisement in the log."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


def _mkdocs(root: Path, target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target.resolve())]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise PublishError((done.stdout + done.stderr).strip())


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "mkdocs.yml"
    for folder in ("docs", "build_tools/theme"):
        yield from (file for file in sorted((root / folder).rglob("*")) if file.is_file())


def _fingerprint(root: Path) -> str:
    """Everything the site depends on: configuration, pages, assets and the versions of what renders them."""
    digest = hashlib.sha256(json.dumps([sys.version, *(version(tool) for tool in _TOOLS)]).encode())
    for file in _inputs(root):
        digest.update(f"{file.relative_to(root).as_posix()}\0{_hash(file)}\n".encode())
    return digest.hexdigest()


def _tree(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(folder).as_posix()}\0{_hash(file)}\n".encode())
    return digest.hexdigest()


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(record: Path) -> object:
    try:
        return json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _count(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _keep_times(old: Path, new: Path) -> None:
    for file in new.rglob("*"):
        before = old / file.relative_to(new)
        if file.is_file() and before.is_file() and before.read_bytes() == file.read_bytes():
            status = before.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
