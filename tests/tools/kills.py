"""Builds that are killed at random moments: `python -m tests.tools.kills ROUNDS [SEED]` (or `make kills ROUNDS=200`).

Each round changes the documents, starts a build and ends all its processes by SIGKILL at a random moment. The site must
then be the last good one or the new one, every byte of it, at every look; no document may have changed. The next build
must come to its end and give what a clean build of the same documents gives.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from build_tools.build import build
from tests.conftest import ROOT, content, copy_project
from tests.hostile.documents import letter

COMMAND = (sys.executable, "-m", "build_tools", "build", "--project")
_CLEAN_EVERY = 10
# Seconds between two looks at the site: the build is to have a processor for itself.
_BETWEEN = 0.001


def started(root: Path) -> "subprocess.Popen[bytes]":
    """A build in a group of its own."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*COMMAND, str(root)], cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)


def change(root: Path, chance: random.Random) -> None:
    """Add a document, change one or remove one."""
    ours = sorted((root / "source_docs").glob("ngau-nhien/*.txt"))
    number = chance.randrange(1, 40)
    file = root / "source_docs" / "ngau-nhien" / f"{number}.txt"
    file.parent.mkdir(exist_ok=True)
    if len(ours) > 5 and chance.random() < 0.4:
        chance.choice(ours).unlink()
    else:
        file.write_text(letter(f"lần {chance.randrange(1000)}", 100 + number), encoding="utf-8")


def rounds(number: int, root: Path, seed: int = 8) -> Mapping[str, int]:
    """Do so many in this checkout; return how often the site was the old one and the new one. Raises AssertionError."""
    chance = random.Random(seed)  # noqa: S311  the same series each time
    build(root, lambda *_: None)
    before = time.perf_counter()
    change(root, chance)
    assert started(root).wait() == 0
    longest = (time.perf_counter() - before) * 1.1
    found = {"old": 0, "new": 0}
    for place in range(number):
        good = content(root / "site")
        change(root, chance)
        sources = content(root / "source_docs")
        process = started(root)
        until = time.perf_counter() + chance.random() * longest
        while time.perf_counter() < until:
            assert (root / "site" / "index.html").read_bytes()
            time.sleep(_BETWEEN)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        left = content(root / "site")
        assert content(root / "source_docs") == sources
        assert started(root).wait() == 0
        new = content(root / "site")
        assert left in (good, new), f"round {place}: neither the old site nor the new one"
        found["old" if left == good else "new"] += 1
        if (place + 1) % _CLEAN_EVERY == 0 or place == number - 1:
            assert new == clean(root), f"round {place}: not what a clean build gives"
        sys.stderr.write(f"\r{place + 1}/{number} {found}")
    return found


def clean(root: Path) -> Mapping[str, bytes]:
    """What a build of the same documents gives that knows nothing of an earlier one."""
    with tempfile.TemporaryDirectory() as folder:
        other = copy_project(Path(folder))
        shutil.rmtree(other / "source_docs")
        shutil.copytree(root / "source_docs", other / "source_docs")
        build(other, lambda *_: None)
        return content(other / "site")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(f"{rounds(int(sys.argv[1]), copy_project(Path(place)), *map(int, sys.argv[2:]))}\n")
