"""The publisher (publisher.py) as a process of its own: started while inputs are compared, then told what to make."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from build_tools.copies import os_error

# What the publisher begins a line with that tells how many pages are made, and of how many; or which file failed it.
PROGRESS, FAILURE = "\x1e", "\x1f"
Told = Callable[[int, int], object]


class PublishError(Exception):
    """MkDocs refused the pages; the message holds what it said."""


def environment() -> dict[str, str]:
    """Return the environment for MkDocs: no clock in the site, no advertisement in the log."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


class PublisherProcess:
    """Reads what stands below `root` at once, and makes pages of it in the folder `target` when it is asked to.

    Left without having been asked, it ends and has written nothing.
    """

    def __init__(self, root: Path, target: Path) -> None:
        self._target = target
        command = [sys.executable, "-m", "build_tools.publisher", str(root), str(target)]
        paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            command,
            env={**environment(), "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> "PublisherProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        with self._process:
            pass

    def make(self, pages: Sequence[str] | None, told: Told, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Make these pages of docs/ and what stands for all of them; the whole site where no list is given.

        `meanwhile` is done here beside it. Raises PublishError where MkDocs refuses a page, OSError where a file failed
        it; `target` is gone then.
        """
        said = []
        with self._process as process:
            with suppress(BrokenPipeError):  # it has ended already, and said why
                if process.stdin:
                    process.stdin.write(json.dumps(pages) + "\n")
                    process.stdin.close()
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
            shutil.rmtree(self._target, ignore_errors=True)
            if said and said[-1].startswith(FAILURE):
                raise os_error(bytes.fromhex(said[-1].removeprefix(FAILURE)))
            raise PublishError("".join(said).strip())
