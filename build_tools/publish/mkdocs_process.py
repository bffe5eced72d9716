"""MkDocs (mkdocs_worker.py) as a child process: started while documents are read, then told which pages to make.

It stays for the pages of the next build, if that is one of the same process.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from build_tools.base.fork import os_error

# First character of a line of the worker that reports progress ("made total"), the file that failed, how it ended.
PROGRESS, FAILURE, STATUS = "\x1e", "\x1f", "\x1d"
OnProgress = Callable[[int, int], object]


class PublishError(Exception):
    """MkDocs refused the pages; the message contains its warnings."""


def environment() -> dict[str, str]:
    """Return the environment for MkDocs: no clock in the site, no advertisement in the log."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


class MkDocsProcess:
    """Starts MkDocs; renders pages of the project at `root` into the folder `target` on request."""

    def __init__(self, root: Path, target: Path) -> None:
        self._target = target
        self._files: frozenset[str] = frozenset()
        command = [sys.executable, "-m", "build_tools.publish.mkdocs_worker", str(root), str(target)]
        paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            command,
            env={**environment(), "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def make(self, files: Collection[str], pages: Sequence[str] | None, on_progress: OnProgress) -> None:
        """Make these pages of docs/ and the files that depend on all of them; the whole site if `pages` is `None`.

        `files` are all files of docs/. Files that depend on all pages may be left out where those that were made last,
        by this process, are the same. Raises PublishError if MkDocs refuses a page, OSError if a file can't be read or
        written; `target` is removed then, and the process must be ended.
        """
        now = frozenset(files)
        added, removed = sorted(now - self._files), sorted(self._files - now)
        self._files = now
        said, status = self._answer(json.dumps({"added": added, "removed": removed, "pages": pages}), on_progress)
        if status != 0:
            shutil.rmtree(self._target, ignore_errors=True)
            if said and said[-1].startswith(FAILURE):
                raise os_error(bytes.fromhex(said[-1].removeprefix(FAILURE)))
            raise PublishError("".join(said).strip())

    def _answer(self, line: str, on_progress: OnProgress) -> tuple[list[str], int]:
        """Return what the process says to a line, and the status."""
        said: list[str] = []
        if self._process.stdin:
            with suppress(BrokenPipeError):  # it has ended with a message
                self._process.stdin.write(f"{line}\n")
                self._process.stdin.flush()
        for line in self._process.stdout or ():
            if line.startswith(STATUS):
                return said, int(line.removeprefix(STATUS))
            if line.startswith(PROGRESS):
                done, count = map(int, line.removeprefix(PROGRESS).split())
                on_progress(done, count)
            else:
                said.append(line)
        return said, self._process.wait() or 1

    def waits(self) -> bool:
        """Return whether it can still be told what to make."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whether it was asked for pages or not."""
        if self._process.poll() is None:
            self._process.kill()
        with suppress(BrokenPipeError), self._process:  # what could not be written is lost with it
            pass
