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

from build_tools.base.files import Files, exchange_folder, files_below, recover, remove_folder
from build_tools.base.fork import LostError, fork_once
from build_tools.base.values import Value, decoder, encode
from build_tools.publish import site_manifest
from build_tools.publish.mkdocs_process import MkDocsProcess, OnProgress
from build_tools.publish.site_links import link_inputs, linked, made_level, move_among
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

# Prefixes of folders below .build: the old site during the swap, the output of MkDocs, links to unchanged files, what
# is being deleted.
_OLD, _MADE, _LINKS, _GONE = "site-old-", "site-new-", "site-links-", "site-gone-"


class _Found(Value, frozen=True):
    """The generated files by path below docs/; the files of the old site that were linked."""

    generated: Files
    linked: Files


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

    One that is `lasting` can be published again, in a block of its own, as long as it `goes_on`: MkDocs stays, and the
    site that was replaced is brought level with the one that replaced it, to become the next.
    """

    def __init__(self, root: Path, *, lasting: bool = False) -> None:
        self._root, self._site, work = root, root / "site", root / ".build"
        self._lasting = lasting
        work.mkdir(exist_ok=True)
        for taken in work.glob(f"{_OLD}*"):
            recover(self._site, taken)
        for left_over in work.glob("site-*"):
            _throw_away(left_over)
        self._record = site_manifest.stamp(root)
        self._last = site_manifest.read(root)
        # Read before MkDocs reads them: a change in between is seen by the next build.
        self._own = own_inputs(root, self._last)
        # Named by process, so that children left by a killed build can't write into them.
        self._old, self._made, self._links = (work / f"{name}{os.getpid()}" for name in (_OLD, _MADE, _LINKS))
        self._publisher = MkDocsProcess(root, self._made)
        self._same = hashes(self._own).items() <= hashes(self._last.inputs).items()
        self._linking: Callable[[], bytes] | None = None
        self._found: Callable[[], _Found] = lambda: _Found({}, {})
        self._known: _Found | None = None  # what the last block left behind
        self._trusting = self.goes_on = False

    def prepare(self) -> None:
        """Link the files of the site already: the block comes later."""
        if self._same and self._known is None:
            self._linking = fork_once(lambda: bytes([bool(linked(self._site, self._links))]), gently=True)

    def is_current(self) -> bool:
        """Return whether another site may be made of what was prepared: as far as can be told from outside the block.

        Whether the links are whole is seen when the site is published, unless the block is told to trust them.
        """
        unchanged = site_manifest.stamp(self._root) == self._record and own_inputs(self._root, self._last) == self._own
        there = self._known is None or self._links.is_dir()
        return unchanged and there and self._publisher.waits()

    def trusting(self) -> "NextSite":
        """Let the next block take the files for those that the last one left, if there was one, without a look."""
        self._trusting = self._known is not None
        return self

    def __enter__(self) -> "NextSite":
        self.goes_on = False
        if self._trusting and (known := self._known):
            self._found = lambda: known
            return self
        done = self._known is not None or (self._linking is not None and self._linking() == bytes([True]))
        self._linking = None
        links = self._links if self._same else None
        self._found = cache(_found_aside(self._root, links, done=done and self._links.is_dir()))
        return self

    def __exit__(self, *_: object) -> None:
        if not self.goes_on:
            self.end()

    def end(self) -> None:
        """End what was started; a site that was not published is removed."""
        self._publisher.end()
        for pending in filter(None, (self._linking, self._found)):
            with suppress(LostError, OSError):  # it was ended with this process, or has reported the error already
                pending()
        for folder in (self._made, self._links):
            _throw_away(folder)

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
        links = self._found().linked
        stands = links or files_below(self._site)
        whole = self._trusting or _stands_whole(stands, self._last)
        now, changed = self._inputs(generated)
        if whole and not changed:
            self._go_on(generated, links)
            return Published(self._site, _count(stands), rebuilt=False)
        if links and whole and all(map(is_ours, changed)):
            new, gone = self._renewed(now, changed, on_progress)
            made = {path: found for path, found in links.items() if path not in gone} | new
            there = self._exchange(self._links, now, made)
            if there and self._lasting and made_level(self._old, self._site, new, gone):
                self._old.rename(self._links)
                self._go_on(generated, made)
            else:
                remove_folder(self._old, stands)
        else:
            self._publisher.make(_below_docs(now), None, on_progress)
            made = self._new_files(filter(is_ours, now))
            _throw_away(self._links)
            if self._exchange(self._made, now, made):
                remove_folder(self._old, stands)
            self._go_on(generated, {})
        return Published(self._site, _count(made), rebuilt=True)

    def _inputs(self, generated: Files) -> tuple[Inputs, set[str]]:
        """Return the inputs of the site, and which differ from those of the last one."""
        if self._trusting and self._known:
            before = self._known.generated
            new = {path: found for path, found in generated.items() if before.get(path) != found}
            gone = {f"docs/{path}" for path in before.keys() - generated.keys()}
            fresh = generated_inputs(self._root, new, self._last)
            now = {path: found for path, found in {**self._last.inputs, **fresh}.items() if path not in gone}
            differing: Iterable[str] = gone | fresh.keys()
        else:
            now = {**self._own, **generated_inputs(self._root, generated, self._last)}
            differing = {*self._last.inputs, *now}
        then, here = self._last.inputs, now
        nothing = 0, 0, ""
        return now, {path for path in differing if then.get(path, nothing)[2] != here.get(path, nothing)[2]}

    def _exchange(self, ready: Path, now: Inputs, made: Files) -> bool:
        """Let a folder take the place of the site, and write down what it is; return whether there was a site."""
        there = exchange_folder(ready, self._site, self._old)
        self._last = site_manifest.write(self._root, now, made)
        return there

    def _go_on(self, generated: Files, links: Files) -> None:
        """Let another block come: these files are there now, and the links."""
        self.goes_on, self._same = self._lasting, True
        self._record = site_manifest.stamp(self._root)
        self._known = _Found(generated, links) if links else None
        self._trusting = False

    def _renewed(
        self, now: Inputs, changed: Collection[str], on_progress: OnProgress
    ) -> tuple[dict[str, tuple[int, int]], set[str]]:
        """Make the changed pages and move them among the links to the old site; return new files, and those gone."""
        here = changed & now.keys()
        pages = _below_docs(path for path in here if path.endswith(".md"))
        self._publisher.make(_below_docs(now), sorted(pages), on_progress)
        new, gone = self._new_files(here), {_output(path) for path in changed - now.keys()}
        move_among(self._made, self._links, new, gone)
        return new, gone

    def _new_files(self, inputs: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return the files of a full build, with the inputs that are no pages; unchanged ones keep their time."""
        link_inputs(self._root, self._made, (path for path in inputs if not path.endswith(".md")))
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


def _found_aside(root: Path, links: Path | None, *, done: bool) -> Callable[[], _Found]:
    """List the generated files in a forked child, which also links the site into the folder `links` if given.

    What is `done` already is only listed.
    """

    def work() -> bytes:
        try:
            found = files_below(links) if links and done else linked(root / "site", links) if links else {}
            return encode(_Found(generated_files(root), found))
        except UnicodeError:  # a file name that is not valid Unicode, not one of ours
            return b""

    pending = fork_once(work, gently=True)
    return lambda: _FOUND(found) if (found := pending()) else _Found(generated_files(root), {})


def _throw_away(folder: Path) -> None:
    """Delete a folder; where its name stands, it is whole."""
    gone = folder.with_name(f"{_GONE}{folder.name.removeprefix(_GONE)}")
    with suppress(OSError):
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


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
