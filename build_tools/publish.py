"""docs/ → site/: MkDocs (publisher.py) builds the site aside, and it takes the place of the old one in one step.

Where nothing changed since the last build, nothing is done. Where only generated pages changed, only those are built,
beside links to the files of the old site; the result is the same bytes. A file whose bytes are the same keeps its time,
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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from build_tools.copies import os_error
from build_tools.render.paths import is_generated
from build_tools.swap import recover, replace_folder
from build_tools.tree import Files, file_at, files_below, whole_seconds

_RECORD = ".build/published.json"
# What lists all pages, or stands for all: written in any case.
_FRAME = ("404.html", "sitemap.xml", "sitemap.xml.gz", "tim-kiem.xml")
_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
# What the publisher begins a line with that tells how many pages are made, and of how many; or which file failed it.
PROGRESS, FAILURE = "\x1e", "\x1f"
# Below .build: where an old site goes while a new one takes its place.
_OLD = "site-cu-"
Told = Callable[[int, int], object]


class PublishError(Exception):
    """MkDocs refused the pages; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Published:
    """The folder of the site, how many pages it has, and whether it was built anew."""

    site: Path
    pages: int
    rebuilt: bool


# A file's size, time of change and checksum: it is read again where size or time differ.
_Input = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Record:
    """What the last build was given and what it left; empty where that is not known."""

    inputs: Mapping[str, _Input]
    site: str


def current(root: Path) -> Published | None:
    """Return the site where it is the one that its inputs give; `None` where it must be built."""
    site, last = root / "site", _read(root / _RECORD)
    stands = files_below(site)
    same = _is_ours(stands, last) and _hashes(last.inputs) == _hashes(_inputs(root, last))
    return Published(site, _count(stands), rebuilt=False) if same else None


def publish(root: Path, told: Told = lambda *_: None) -> Published:
    """Build `root`/site from `root`/docs and mkdocs.yml; `told` is called with pages made and pages to make.

    Raises PublishError, or OSError where a file can't be read or written; the old site then stays as it was.
    """
    site, work = root / "site", root / ".build"
    last = _read(root / _RECORD)
    now = _inputs(root, last)
    for taken in work.glob(f"{_OLD}*"):
        recover(site, taken)
    stands = files_below(site)
    whole = _is_ours(stands, last)
    then, hashes = _hashes(last.inputs), _hashes(now)
    if whole and then == hashes:
        return Published(site, _count(stands), rebuilt=False)
    work.mkdir(exist_ok=True)
    for left_over in work.glob("site-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    # A folder of this process alone: what a killed build left running can't write into it.
    aside = work / f"site-moi-{os.getpid()}"
    changed = {path for path in {*then, *hashes} if then.get(path) != hashes.get(path)}
    if whole and all(_is_generated(path) for path in changed):
        made_now = {*map(_output, changed), *_FRAME}
        _renew(root, site, aside, told, stands.keys() - made_now, changed & hashes.keys())
    else:
        _run(root, aside, told)
        _link(root, aside, (path for path in now if _is_generated(path) and not path.endswith(".md")))
        made_now = {*files_below(aside)}
    _keep_times(site, aside, made_now)
    made = files_below(aside)
    replace_folder(aside, site, work / f"{_OLD}{os.getpid()}")
    record = {"inputs": now, "site": _signature(made)}
    (root / _RECORD).write_text(json.dumps(record, separators=(",", ":")), encoding="utf-8")
    return Published(site, _count(made), rebuilt=True)


def _is_ours(site: Files, last: _Record) -> bool:
    """Return whether the site is the one that the last build made, whole."""
    return bool(site) and last.site == _signature(site)


def _is_generated(path: str) -> bool:
    """Return whether the input is a page or file of ours: such a change shows nowhere but in its own output.

    Hand-written pages are in the index of MkDocs's own search, the rest in every page.
    """
    return path.startswith("docs/") and is_generated(path.removeprefix("docs/"))


def _renew(root: Path, site: Path, aside: Path, told: Told, kept: Collection[str], changed: Collection[str]) -> None:
    """Make the changed inputs alone; what is kept is linked from the old site."""
    pages = sorted(path.removeprefix("docs/") for path in changed if path.endswith(".md"))
    listed = root / ".build" / f"trang-{os.getpid()}.txt"
    listed.write_text("\n".join(pages), encoding="utf-8")

    def link_others() -> None:
        for folder in sorted({path.rpartition("/")[0] for path in kept}):
            (aside / folder).mkdir(parents=True, exist_ok=True)
        for path in kept:
            os.link(f"{site}/{path}", f"{aside}/{path}")
        _link(root, aside, (path for path in changed if not path.endswith(".md")))

    try:
        _run(root, aside, told, listed, meanwhile=link_others)
    finally:
        listed.unlink()


def _link(root: Path, aside: Path, paths: Iterable[str]) -> None:
    """Put these files of docs/ into the site as they are: writers replace files and never change one in place."""
    for path in paths:
        target = aside / path.removeprefix("docs/")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(root / path, target)


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


def _run(root: Path, target: Path, told: Told, *listed: Path, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Let the publisher build into the folder, only the pages that are listed where a list is given.

    `meanwhile` is done while it starts.
    """
    command = [sys.executable, "-m", "build_tools.publisher", str(root), str(target), *map(str, listed)]
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    said = []
    given = {**environment(), "PYTHONPATH": paths}
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            meanwhile()
        except OSError:
            process.kill()
            raise
        for line in process.stdout or ():
            if line.startswith(PROGRESS):
                done, count = map(int, line.removeprefix(PROGRESS).split())
                told(done, count)
            else:
                said.append(line)
    if process.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        if said and said[-1].startswith(FAILURE):
            raise os_error(bytes.fromhex(said[-1].removeprefix(FAILURE)))
        raise PublishError("".join(said).strip())


def _inputs(root: Path, last: _Record) -> dict[str, _Input]:
    """Everything the site depends on, by path: configuration, pages, assets, and the versions of what renders them."""
    publisher = _hash(Path(__file__).with_name("publisher.py"))
    tools = json.dumps([sys.version, publisher, *(version(tool) for tool in _TOOLS)])
    found: dict[str, _Input] = {"": (0, 0, tools)}
    for path, (size, time) in {**file_at(root, "mkdocs.yml"), **files_below(root, "docs", "build_tools/theme")}.items():
        was = last.inputs.get(path)
        found[path] = was if was and was[:2] == (size, time) else (size, time, _hash(root / path))
    return found


def _hashes(inputs: Mapping[str, _Input]) -> dict[str, str]:
    return {path: found[2] for path, found in inputs.items()}


def _signature(files: Files) -> str:
    """The names, sizes and times of all files in a word: whether the site is the one that we made."""
    digest = hashlib.sha256()
    for path, (size, time) in files.items():
        digest.update(f"{path}\0{size}\0{whole_seconds(time)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(record: Path) -> _Record:
    """The record of the last build, which somebody may have cut off or changed."""
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
        rows = found["inputs"].items()
        inputs = {path: (int(size), int(time), str(checksum)) for path, (size, time, checksum) in rows}
        return _Record(inputs, found["site"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return _Record({}, "")


def _count(site: Files) -> int:
    return sum(path.endswith(".html") for path in site)


def _keep_times(old: Path, new: Path, paths: Iterable[str]) -> None:
    """Let each of these files whose bytes are those of the old site keep its time."""
    for path in sorted(paths):
        file, before = new / path, old / path
        if not file.is_file() or not before.is_file() or file.samefile(before):
            continue
        if before.stat().st_size == file.stat().st_size and before.read_bytes() == file.read_bytes():
            status = before.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
