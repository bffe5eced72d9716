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
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from build_tools.publisher_process import PublisherProcess, Told
from build_tools.render.paths import is_generated
from build_tools.swap import recover, replace_folder
from build_tools.tree import Files, file_at, files_below, whole_seconds

_RECORD = ".build/published.json"
# What lists all pages, or stands for all: written in any case.
_FRAME = ("404.html", "sitemap.xml", "sitemap.xml.gz", "tim-kiem.xml")
_TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
# Below .build: where an old site goes while a new one takes its place.
_OLD = "site-cu-"


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
    same = _is_ours(stands, last) and _hashes(last.inputs) == _hashes(_inputs(root, last, _own_inputs(root, last)))
    return Published(site, _count(stands), rebuilt=False) if same else None


def publish(root: Path, told: Told = lambda *_: None) -> Published:
    """Build `root`/site from `root`/docs and mkdocs.yml; `told` is called with pages made and pages to make.

    Raises PublishError, or OSError where a file can't be read or written; the old site then stays as it was.
    """
    site, work = root / "site", root / ".build"
    last = _read(root / _RECORD)
    for taken in work.glob(f"{_OLD}*"):
        recover(site, taken)
    work.mkdir(exist_ok=True)
    for left_over in work.glob("site-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    # A folder of this process alone: what a killed build left running can't write into it.
    aside = work / f"site-moi-{os.getpid()}"
    # What people may change meanwhile is looked at before the publisher reads it: the next build sees a later change.
    own = _own_inputs(root, last)
    with PublisherProcess(root, aside) as publisher:
        return _published(root, last, own, publisher, aside, told)


def _published(
    root: Path, last: _Record, own: Mapping[str, _Input], publisher: PublisherProcess, aside: Path, told: Told
) -> Published:
    site = root / "site"
    now = _inputs(root, last, own)
    stands = files_below(site)
    whole = _is_ours(stands, last)
    then, hashes = _hashes(last.inputs), _hashes(now)
    if whole and then == hashes:
        return Published(site, _count(stands), rebuilt=False)
    changed = {path for path in {*then, *hashes} if then.get(path) != hashes.get(path)}
    kept: set[str] = set()
    if whole and all(_is_generated(path) for path in changed):
        made_now = {*map(_output, changed), *_FRAME}
        kept = stands.keys() - made_now
        publisher.make(
            sorted(path.removeprefix("docs/") for path in changed & hashes.keys() if path.endswith(".md")),
            told,
            meanwhile=lambda: _link_others(root, aside, kept, changed & hashes.keys()),
        )
    else:
        publisher.make(None, told)
        _link(root, aside, (path for path in now if _is_generated(path) and not path.endswith(".md")))
        made_now = {*files_below(aside)}
    _keep_times(site, aside, made_now)
    made = {path: stands[path] for path in kept}
    for path in made_now:
        made |= file_at(aside, path)
    replace_folder(aside, site, root / ".build" / f"{_OLD}{os.getpid()}", stands)
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


def _link_others(root: Path, aside: Path, kept: Collection[str], changed: Collection[str]) -> None:
    """Link what is kept from the old site, and the changed files that are no pages."""
    site = root / "site"
    for folder in sorted({path.rpartition("/")[0] for path in kept}):
        (aside / folder).mkdir(parents=True, exist_ok=True)
    for path in kept:
        os.link(f"{site}/{path}", f"{aside}/{path}")
    _link(root, aside, (path for path in changed if not path.endswith(".md")))


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


def _own_inputs(root: Path, last: _Record) -> dict[str, _Input]:
    """What the site depends on and people write: configuration, theme, hand-written pages; and what renders it all."""
    here = Path(__file__)
    ours = [_hash(here.with_name(name)) for name in ("publisher.py", "publisher_process.py")]
    tools = json.dumps([sys.version, *ours, *(version(tool) for tool in _TOOLS)])
    names = [entry.name for entry in (root / "docs").iterdir()] if (root / "docs").is_dir() else []
    written = sorted(f"docs/{name}" for name in names if not is_generated(name) and not is_generated(f"{name}/"))
    files = {**file_at(root, "mkdocs.yml"), **files_below(root, "build_tools/theme")}
    for path in written:
        files |= files_below(root, path) if (root / path).is_dir() else file_at(root, path)
    return {"": (0, 0, tools), **_hashed(root, files, last)}


def _inputs(root: Path, last: _Record, own: Mapping[str, _Input]) -> dict[str, _Input]:
    """Everything the site depends on, by path: what people write, and the generated pages."""
    generated = {path: found for path, found in files_below(root, "docs").items() if _is_generated(path)}
    return {**own, **_hashed(root, generated, last)}


def _hashed(root: Path, files: Files, last: _Record) -> dict[str, _Input]:
    """The files with their checksums: those of the last build where neither size nor time differ."""
    found = {}
    for path, (size, time) in files.items():
        was = last.inputs.get(path)
        found[path] = was if was and was[:2] == (size, time) else (size, time, _hash(root / path))
    return found


def _hashes(inputs: Mapping[str, _Input]) -> dict[str, str]:
    return {path: found[2] for path, found in inputs.items()}


def _signature(files: Files) -> str:
    """The names, sizes and times of all files in a word: whether the site is the one that we made."""
    digest = hashlib.sha256()
    for path, (size, time) in sorted(files.items()):
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
