"""docs/ → site/: MkDocs builds the site aside, and it takes the place of the old one by renaming.

Where nothing changed since the last build, nothing is done. Where only generated pages changed, only those are built,
over links to the files of the old site; the result is the same bytes. A file whose bytes are the same keeps its time,
so that a copy to a server moves only what is new.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from build_tools.render.paths import HOME, OWNED

_RECORD = ".build/published.json"
_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")


class PublishError(Exception):
    """MkDocs refused the pages; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Published:
    """The folder of the site, how many pages it has, and whether it was built anew."""

    site: Path
    pages: int
    rebuilt: bool


def current(root: Path) -> Published | None:
    """Return the site where it is the one that its inputs give; `None` where it must be built."""
    site, last = root / "site", _read(root / _RECORD)
    same = _is_ours(site, last) and last.get("inputs") == _inputs(root)
    return Published(site, _count(site), rebuilt=False) if same else None


def publish(root: Path) -> Published:
    """Build `root`/site from `root`/docs and mkdocs.yml. Raises PublishError; the old site then stays as it was."""
    site, work = root / "site", root / ".build"
    now, last = _inputs(root), _read(root / _RECORD)
    whole = _is_ours(site, last)
    before = last.get("inputs", {})
    if whole and before == now:
        return Published(site, _count(site), rebuilt=False)
    work.mkdir(exist_ok=True)
    for left_over in work.glob("site-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    # A folder of this process alone: what a killed build left running can't write into it.
    aside, old = work / f"site-moi-{os.getpid()}", work / f"site-cu-{os.getpid()}"
    changed = {path for path in {*before, *now} if before.get(path) != now.get(path)}
    if whole and all(map(_is_generated, changed)):
        _renew(root, site, aside, changed)
    else:
        _mkdocs(root, aside)
    if site.is_dir():
        _keep_times(site, aside)
        site.rename(old)
    aside.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    (root / _RECORD).write_text(json.dumps({"inputs": now, "site": _signature(site)}), encoding="utf-8")
    return Published(site, _count(site), rebuilt=True)


def _is_ours(site: Path, last: Mapping[str, Any]) -> bool:
    """Return whether the site is the one that the last build made, whole."""
    return site.is_dir() and last.get("site") == _signature(site)


def _is_generated(path: str) -> bool:
    """Return whether the input is a page or file of ours: such a change shows nowhere but in its own output.

    Hand-written pages are in the index of MkDocs's own search, the rest in every page.
    """
    return path == f"docs/{HOME}" or path.startswith(tuple(f"docs/{folder}/" for folder in OWNED))


def _renew(root: Path, site: Path, aside: Path, changed: Collection[str]) -> None:
    """Build the changed inputs alone, over the old site: MkDocs renews what is older than its input or not there.

    What it writes in any case is copied, all else linked: a link would be written through into the old site.
    """
    for file in site.rglob("*"):
        target = aside / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file():
            linked = _is_generated(f"docs/{file.relative_to(site).as_posix()}")
            os.link(file, target) if linked else shutil.copy2(file, target)
    for path in changed:
        (aside / _output(path)).unlink(missing_ok=True)
    for given in _files(root):
        made = aside / _output(given.relative_to(root).as_posix())
        if made.is_file() and given.stat().st_mtime_ns > made.stat().st_mtime_ns:
            os.utime(given, ns=(made.stat().st_atime_ns, made.stat().st_mtime_ns))
    said = _mkdocs(root, aside, "--dirty", "--no-strict")
    index = Path("search") / "search_index.json"  # in this mode MkDocs puts in only what it built
    shutil.copy2(site / index, aside / index)
    refused = [line for line in said.splitlines() if line.startswith("WARNING") and "'dirty' build" not in line]
    if refused:
        shutil.rmtree(aside, ignore_errors=True)
        raise PublishError("\n".join(refused))
    for folder in sorted((path for path in aside.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _output(path: str) -> str:
    """Where in the site an input of docs/ goes."""
    inside = path.removeprefix("docs/")
    return f"{inside.removesuffix('.md')}.html" if inside.endswith(".md") else inside


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


def _mkdocs(root: Path, target: Path, *options: str) -> str:
    """Let MkDocs build into the folder; return what it said."""
    command = [sys.executable, "-m", "mkdocs", "build", *(options or ("--strict",))]
    command += ["--site-dir", str(target.resolve())]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise PublishError((done.stdout + done.stderr).strip())
    return done.stdout + done.stderr


def _files(root: Path) -> Iterator[Path]:
    yield root / "mkdocs.yml"
    for folder in ("docs", "build_tools/theme"):
        yield from (file for file in sorted((root / folder).rglob("*")) if file.is_file())


def _inputs(root: Path) -> dict[str, str]:
    """Everything the site depends on, by path: configuration, pages, assets, and the versions of what renders them."""
    tools = json.dumps([sys.version, *(version(tool) for tool in _TOOLS)])
    return {"": tools, **{file.relative_to(root).as_posix(): _hash(file) for file in _files(root)}}


def _signature(folder: Path) -> str:
    """The names, sizes and times of all files in a word: whether the site is the one that we made.

    Times count in seconds, as archives keep them.
    """
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            status = file.stat()
            digest.update(f"{file.relative_to(folder).as_posix()}\0{status.st_size}\0{int(status.st_mtime)}\n".encode())
    return digest.hexdigest()


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(record: Path) -> dict[str, Any]:
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("inputs"), dict) else {}


def _count(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _keep_times(old: Path, new: Path) -> None:
    for file in new.rglob("*"):
        before = old / file.relative_to(new)
        if not file.is_file() or not before.is_file() or file.samefile(before):
            continue
        if before.stat().st_size == file.stat().st_size and before.read_bytes() == file.read_bytes():
            status = before.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
