"""docs/ → site/: MkDocs (mkdocs_worker.py) builds into a new folder, which then replaces the old site atomically.

If nothing changed since the last build, nothing is done. If only generated pages changed, only these are built, and the
other files are hard links to the old site; the bytes are those of a full build. A file with the same bytes keeps its
time of change, so that copying to a server transfers only new files.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools.base.files import Files, files_below, recover, replace_folder
from build_tools.base.fork import LostError, fork_once
from build_tools.base.values import Value, decoder, encode
from build_tools.publish import site_manifest
from build_tools.publish.mkdocs_process import MkDocsProcess, OnProgress
from build_tools.publish.page_files import remove
from build_tools.publish.site_manifest import (
    Inputs,
    SiteManifest,
    generated_files,
    generated_inputs,
    hashes,
    is_ours,
    own_inputs,
    signature,
)

# Prefixes of folders below .build: the old site during the swap, the output of MkDocs, links to unchanged files.
_OLD, _MADE, _LINKS = "site-old-", "site-new-", "site-links-"


class _Found(Value, frozen=True):
    """The generated files by path below docs/; the files of the old site that were linked."""

    generated: dict[str, tuple[int, int]]
    linked: dict[str, tuple[int, int]]


_FOUND = decoder(_Found)


@dataclass(frozen=True, slots=True)
class Published:
    """The folder of the site, its number of pages, and whether it was rebuilt."""

    site: Path
    pages: int
    rebuilt: bool


def current(root: Path) -> Published | None:
    """Return the site if it is up to date; `None` if it must be built."""
    site, last = root / "site", site_manifest.read(root)
    stands = files_below(site)
    if not _stands_whole(stands, last):
        return None
    now = {**own_inputs(root, last), **generated_inputs(root, generated_files(root), last)}
    return Published(site, _count(stands), rebuilt=False) if hashes(now) == hashes(last.inputs) else None


class NextSite:
    """The next site, prepared before its pages are made: `with NextSite(root) as site: … site.publish()`.

    While documents are read, MkDocs starts, and a forked child lists the pages of the last build and links the files of
    the old site into a new folder. Leaving the block without `publish` removes all of it. The caller holds the lock of
    the project (`alone`), but between `prepare` and the block, which comes if it still `is_current`, else `end`.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._site, work = root, root / "site", root / ".build"
        work.mkdir(exist_ok=True)
        for taken in work.glob(f"{_OLD}*"):
            recover(self._site, taken)
        for left_over in work.glob("site-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        self._last = site_manifest.read(root)
        # Read before MkDocs reads them: a change in between is seen by the next build.
        self._own = own_inputs(root, self._last)
        # Named by process, so that children left by a killed build can't write into them.
        self._old, self._made, self._links = (work / f"{name}{os.getpid()}" for name in (_OLD, _MADE, _LINKS))
        self._publisher = MkDocsProcess(root, self._made)
        self._same = hashes(self._own).items() <= hashes(self._last.inputs).items()
        self._linking: Callable[[], bytes] | None = None
        self._found: Callable[[], _Found] = lambda: _Found({}, {})

    def prepare(self) -> None:
        """Link the files of the site already: the block comes later."""
        if self._same:
            self._linking = fork_once(lambda: bytes([bool(_linked(self._site, self._links))]), gently=True)

    def is_current(self) -> bool:
        """Return whether another site may be made of what was prepared: as far as can be told from outside the block.

        Whether the links are whole is seen when the site is published.
        """
        unchanged = site_manifest.read(self._root) == self._last and own_inputs(self._root, self._last) == self._own
        return unchanged and self._publisher.waits()

    def __enter__(self) -> "NextSite":
        linked = self._linking is not None and self._linking() == bytes([True]) and self._links.is_dir()
        self._found = cache(_found_aside(self._root, self._links if self._same else None, linked=linked))
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End what was started; a site that was not published is removed."""
        self._publisher.end()
        for pending in filter(None, (self._linking, self._found)):
            with suppress(LostError, OSError):  # it was ended with this process, or has reported the error already
                pending()
        for folder in (self._made, self._links):
            shutil.rmtree(folder, ignore_errors=True)

    def generated(self) -> Files:
        """Return the generated files at the start of this build, by path below docs/."""
        return self._found().generated

    def publish(self, on_progress: OnProgress = lambda *_: None, generated: Files | None = None) -> Published:
        """Make the pages that differ, and replace the old site.

        `on_progress` is called with pages made and pages to make; `generated` are the present generated files if they
        have changed since the start. Raises PublishError, or OSError if a file can't be read or written; the old site
        is then unchanged.
        """
        generated = self.generated() if generated is None else generated
        now = {**self._own, **generated_inputs(self._root, generated, self._last)}
        linked = self._found().linked
        stands = linked or files_below(self._site)
        whole = _stands_whole(stands, self._last)
        then, here = hashes(self._last.inputs), hashes(now)
        changed = {path for path in {*then, *here} if then.get(path) != here.get(path)}
        if whole and not changed:
            return Published(self._site, _count(stands), rebuilt=False)
        if linked and whole and all(map(is_ours, changed)):
            ready, made = self._links, self._renewed(now, changed, linked, on_progress)
        else:
            self._publisher.make(_below_docs(now), None, on_progress)
            ready, made = self._made, self._new_files(filter(is_ours, now))
        replace_folder(ready, self._site, self._old, stands)
        site_manifest.write(self._root, now, made)
        return Published(self._site, _count(made), rebuilt=True)

    def _renewed(self, now: Inputs, changed: Collection[str], linked: Files, on_progress: OnProgress) -> Files:
        """Make the changed pages and move them among the links to the old site; return all files of the result."""
        here = changed & now.keys()
        pages = _below_docs(path for path in here if path.endswith(".md"))
        self._publisher.make(_below_docs(now), sorted(pages), on_progress)
        new = self._new_files(here)
        gone = {_output(path) for path in changed - now.keys()}
        remove(self._links, gone)
        _make_folders(self._links, new)
        for path in new:
            os.replace(self._made / path, self._links / path)  # replaces the link; the old site keeps its file
        return {path: found for path, found in linked.items() if path not in gone} | new

    def _new_files(self, inputs: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return the files of a full build, with the inputs that are no pages; unchanged ones keep their time."""
        _link(self._root, self._made, (path for path in inputs if not path.endswith(".md")))
        _keep_times(self._site, self._made, files_below(self._made))
        return files_below(self._made)


@contextmanager
def alone(root: Path, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the lock of the project; if another build holds it, call `waits`, then wait until it has finished."""
    work = root / ".build"
    work.mkdir(exist_ok=True)
    lock = FileLock(work / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waits()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _found_aside(root: Path, links: Path | None, *, linked: bool) -> Callable[[], _Found]:
    """List the generated files in a forked child, which also links the site into the folder `links` if given.

    What is `linked` already is listed too.
    """

    def work() -> bytes:
        try:
            found = files_below(links) if links and linked else _linked(root / "site", links) if links else {}
            return encode(_Found(generated_files(root), found))
        except UnicodeError:  # a file name that is not valid Unicode, not one of ours
            return b""

    pending = fork_once(work, gently=True)
    return lambda: _FOUND(found) if (found := pending()) else _Found(generated_files(root), {})


def _linked(site: Path, links: Path) -> dict[str, tuple[int, int]]:
    """Hard-link all files of the site into another folder and return them; none if one can't be linked."""
    stands = files_below(site)
    try:
        _make_folders(links, stands)
        for path in stands:
            os.link(f"{site}/{path}", f"{links}/{path}")
    except OSError:
        return {}
    return stands


def _make_folders(root: Path, paths: Iterable[str]) -> None:
    """Create the folders of these files below `root`."""
    for folder in {path.rpartition("/")[0] for path in paths}:
        (root / folder).mkdir(parents=True, exist_ok=True)


def _link(root: Path, site: Path, paths: Iterable[str]) -> None:
    """Hard-link these files of docs/ into the site, which is safe: files are replaced and never changed in place."""
    for path in paths:
        target = site / path.removeprefix("docs/")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(root / path, target)


def _stands_whole(site: Files, last: SiteManifest) -> bool:
    """Return whether the site is complete and as the last build left it."""
    return bool(site) and last.site == signature(site)


def _below_docs(inputs: Iterable[str]) -> list[str]:
    """Return the paths below docs/ of the inputs that are there."""
    return [path.removeprefix("docs/") for path in inputs if path.startswith("docs/")]


def _output(path: str) -> str:
    """Return the path in the site of an input of docs/."""
    inside = path.removeprefix("docs/")
    return f"{inside.removesuffix('.md')}.html" if inside.endswith(".md") else inside


def _count(site: Files) -> int:
    return sum(path.endswith(".html") for path in site)


def _keep_times(old: Path, new: Path, paths: Iterable[str]) -> None:
    """Set the time of change of each file whose bytes are the same in the old site to the old time."""
    for path in sorted(paths):
        file, before = new / path, old / path
        if not file.is_file() or not before.is_file() or file.samefile(before):
            continue
        if before.stat().st_size == file.stat().st_size and before.read_bytes() == file.read_bytes():
            status = before.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
