"""MkDocs (mkdocs_worker.py) as a child process: started while documents are read, then told which pages to make."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from build_tools.base.fork import os_error

# First character of a line of the worker that reports progress ("made total"), or the file that failed.
PROGRESS, FAILURE = "\x1e", "\x1f"
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

    def make(self, files: Sequence[str], pages: Sequence[str] | None, on_progress: OnProgress) -> None:
        """Make these pages of docs/ and the files that depend on all of them; the whole site if `pages` is `None`.

        `files` are all files of docs/. Raises PublishError if MkDocs refuses a page, OSError if a file can't be read
        or written; `target` is removed then.
        """
        said = []
        with self._process as process:
            with suppress(BrokenPipeError):  # it has ended with a message
                if process.stdin:
                    process.stdin.write(json.dumps({"files": files, "pages": pages}) + "\n")
                    process.stdin.close()
            for line in process.stdout or ():
                if line.startswith(PROGRESS):
                    done, count = map(int, line.removeprefix(PROGRESS).split())
                    on_progress(done, count)
                else:
                    said.append(line)
        if process.returncode != 0:
            shutil.rmtree(self._target, ignore_errors=True)
            if said and said[-1].startswith(FAILURE):
                raise os_error(bytes.fromhex(said[-1].removeprefix(FAILURE)))
            raise PublishError("".join(said).strip())

    def waits(self) -> bool:
        """Return whether it can still be told what to make."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whether it was asked for pages or not."""
        if self._process.poll() is None:
            self._process.kill()
        with self._process:
            pass
