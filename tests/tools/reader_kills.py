"""Readers that are killed, and builds that Ctrl+C ends: `python -m tests.tools.reader_kills ROUNDS` (`make kills`).

Each round a build reads large documents with nothing kept; at a random moment one of its readers is killed, as the
system does when memory runs out, or all of it is interrupted. The build must end by itself, say what happened in one
sentence, and leave no lock: a build that hangs is ended after a minute, and the round has failed.
"""

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

from build_tools.publish.site_builder import alone
from tests.conftest import ROOT, copy_project, heeding_ctrl_c
from tests.hostile.documents import letter

_LOST = "Một tiến trình dừng giữa chừng"
_STOPPED = "Đã dừng theo yêu cầu."
_SECONDS = 60


def large_project(folder: Path, megabytes: float = 5, count: int = 6) -> Path:
    """A checkout with so many large documents."""
    root = copy_project(folder)
    for number in range(count):
        head, foot = letter(f"lớn {number}", 500 + number).split("\n\n", 1)
        body = f"{head}\n\n" + "Các phòng báo cáo tình hình thực hiện theo Nghị định số 59/2023/NĐ-CP.\n\n" * int(
            megabytes * 11_000
        )
        (root / "source_docs" / f"lon-{number}.txt").write_text(f"{body}{foot}", encoding="utf-8")
    return root


def readers(process: int) -> list[int]:
    """The processes that read for a build."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in _command(child)]


def _command(process: str) -> bytes:
    """What the process was started with; nothing if it has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def reader_rounds(number: int, root: Path, seed: int = 3) -> Mapping[str, int]:
    """Do so many rounds, killing and interrupting in turn; return how many of each. Raises AssertionError."""
    chance = random.Random(seed)  # noqa: S311  the same series each time
    found = {"killed": 0, "interrupted": 0}
    for place in range(number):
        shutil.rmtree(root / ".build", ignore_errors=True)
        command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
        build = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
            preexec_fn=heeding_ctrl_c,
        )  # fmt: skip
        while build.poll() is None and not readers(build.pid):
            time.sleep(0.02)
        time.sleep(chance.random() * 1.5)
        kind = "killed" if place % 2 == 0 else "interrupted"
        if kind == "killed":
            os.kill(chance.choice(readers(build.pid)), signal.SIGKILL)
        else:
            os.killpg(build.pid, signal.SIGINT)
        try:
            said = build.communicate(timeout=_SECONDS)[1]
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            raise AssertionError(f"round {place}: {kind}, and it hangs") from None
        expected = (1, _LOST) if kind == "killed" else (130, _STOPPED)
        assert (build.returncode, said[: len(expected[1])]) == expected, f"round {place}: {kind}\n{said}"
        assert said.count("\n") == 1, said
        with alone(root, lambda: sys.exit("the lock is still held")):
            found[kind] += 1
        sys.stderr.write(f"\r{place + 1}/{number} {found}")
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(f"{reader_rounds(int(sys.argv[1]), large_project(Path(place)))}\n")
