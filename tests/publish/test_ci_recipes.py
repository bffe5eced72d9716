"""The recipes for CI, read and run step by step in fresh clones; what the services do around them is played here.

pip fills the environment of the first clone in `make test-long` alone. Else it finds there what the lock lists, and
nothing more, as links into the environment of the tests, and checks it, as it does in the second clone.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from tests.conftest import ROOT, clone_project, commit
from tests.test_collection import LETTER

GITLAB: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
GITHUB: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/so-van-ban.yml").read_text(encoding="utf-8"))


def clone(target: Path) -> Path:
    """A fresh clone, one document more than its base, as in a merge request."""
    clone_project(target)
    (target / "source_docs" / "2022" / "moi.txt").write_text(LETTER, encoding="utf-8")
    commit(target)
    return target


def linked_environment(root: Path) -> None:
    """Make an environment with pip, and with each package of requirements.txt that the tests have in that version."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    (packages,) = (root / ".venv").glob("lib/python*/site-packages")
    listed = re.findall(r"^([\w.-]+)==(\S+)", (root / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    for name, wanted in [*listed, ("pip", version("pip"))]:
        with suppress(PackageNotFoundError):  # of another system
            found = distribution(name)
            tops = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
            for top in tops if found.version == wanted else ():
                (packages / top).symlink_to(Path(str(found.locate_file(top))))
    (root / ".venv" / ".python").touch()


def git(*arguments: str, cwd: Path) -> str:
    return subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S607


def step(line: str, root: Path, values: Mapping[str, str]) -> str:
    """Run one line as both services do; its output, or a failure that shows it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name.endswith("_proxy")}
    command = ["bash", "-eo", "pipefail", "-c", line]
    done = subprocess.run(command, cwd=root, env={**kept, **values}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


RECEIVED: list[tuple[str, str, str]] = []


class Comments(BaseHTTPRequestHandler):
    """Takes the comment that a merge request gets."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        RECEIVED.append((self.path, self.headers["PRIVATE-TOKEN"], parse_qs(body)["body"][0]))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Comments)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_gitlab_then_github_with_the_cache_restored(tmp_path: Path, service: str, pytestconfig: pytest.Config) -> None:
    first = clone(tmp_path / "gitlab")
    if not pytestconfig.getoption("--long"):
        linked_environment(first)
    base = git("rev-parse", "HEAD~1", cwd=first)
    target = tmp_path / "may-chu"
    target.mkdir()
    values = {
        "CI_PROJECT_DIR": str(first), "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_API_V4_URL": service, "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "5",
        "SO_VAN_BAN_TOKEN": "bi-mat", "SO_VAN_BAN_DICH": str(target),
    }  # fmt: skip
    for name in ("trang-web", "bao-cao-thay-doi", "cong-bo"):
        for line in GITLAB[name]["script"]:
            step(line, first, values)
    (comment,) = RECEIVED
    assert comment[:2] == ("/projects/7/merge_requests/5/notes", "bi-mat")
    assert "| Văn bản | 1 | 0 |" in comment[2]
    assert (target / "hien-hanh" / "van-ban" / "481-ubnd-nc.html").is_file()
    served = (target / "hien-hanh").readlink()
    for line in GITLAB["cong-bo"]["script"]:  # a job that is run again
        step(line, first, values)
    assert (target / "hien-hanh").readlink() == served
    assert len(list(target.glob("ban-*"))) == 1

    second = clone(tmp_path / "github")
    shutil.copytree(first / ".venv", second / ".venv", symlinks=True)
    steps = GITHUB["jobs"]["trang-web"]["steps"]
    cached = next(part["with"]["path"].split() for part in steps if str(part.get("uses")).startswith("actions/cache"))
    assert cached == [path.rstrip("/") for path in GITLAB[".so-van-ban"]["cache"][1]["paths"]]
    for path in cached:
        (shutil.copytree if (first / path).is_dir() else shutil.copy2)(first / path, second / path)
    summary = tmp_path / "tom-tat.md"
    values = {"GITHUB_STEP_SUMMARY": str(summary), "BASE": git("rev-parse", "HEAD~1", cwd=second)}
    lines = [part["run"] for part in steps if "run" in part and not part["run"].startswith("sudo apt-get")]
    said = {line: step(line, second, values) for line in lines}
    assert "không có gì thay đổi" in said["make site"]
    assert "| Văn bản | 1 | 0 |" in summary.read_text(encoding="utf-8")


def test_every_variable_of_the_recipes_is_explained() -> None:
    page = (ROOT / "docs" / "phat-trien" / "trien-khai.md").read_text(encoding="utf-8")
    recipe = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"SO_VAN_BAN_[A-Z]+", recipe))
    assert used == set(re.findall(r"`(SO_VAN_BAN_[A-Z]+)`", page))
    assert used
    steps = [part["run"] for part in GITHUB["jobs"]["trang-web"]["steps"] if "run" in part]
    assert steps[0].startswith("sudo apt-get")  # there the runner is not root
    assert GITLAB["trang-web"]["script"] == steps[1:4]
