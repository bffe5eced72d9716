"""The same documents give the same bytes, whatever the machine says of language, place, date, order and processors."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, content

# Another date for all that asks for it: three years and a day later.
LATER = """
import time
_shift = (3 * 365 + 1) * 86_400
_time, _local, _gm = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + _shift
time.time_ns = lambda: int(time.time() * 1e9)
time.localtime = lambda seconds=None: _local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gm(time.time() if seconds is None else seconds)
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1", "processors": "1"},
        {
            "TZ": "America/Adak",
            "LC_ALL": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "424242",
            "PYTHONUTF8": "0",
            "later": "1",
            "HOME": "/nonexistent",
            "SOURCE_DATE_EPOCH": "1700000000",
        },
    ],
    ids=["east on one processor", "west and later"],
)
def test_another_machine_gives_the_same_site(project: Path, tmp_path: Path, environment: Mapping[str, str]) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("site", ".build", "van-ban", "don-vi", "source_docs"))
    # The last file first: another order on the disk, and other times.
    for file in sorted((project / "source_docs").rglob("*.*"), reverse=True):
        target = root / "source_docs" / file.relative_to(project / "source_docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
    given = {**os.environ, **environment}
    if "processors" in environment:
        command = ["taskset", "-c", str(min(os.sched_getaffinity(0))), *command]
    if "later" in environment:
        (tmp_path / "sitecustomize.py").write_text(LATER)
        given["PYTHONPATH"] = str(tmp_path)
        shift = subprocess.run(
            [sys.executable, "-c", "import time; print(time.gmtime().tm_year)"],
            env=given,
            capture_output=True,
            check=True,
        )
        assert int(shift.stdout) >= 2029
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert content(root / "site") == content(project / "site")
