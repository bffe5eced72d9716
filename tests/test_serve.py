"""The live site: it follows the documents, survives a failure, ends with us, and says when its port is taken."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_project

LETTER = (
    "Số: 77/SNV-VP\n\nQuảng Trị, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các phòng thuộc Sở.\n\n1. Báo cáo kết quả năm.\n"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(test: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if test():
            return True
        time.sleep(0.2)
    return False


def answers(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int, subprocess.Popen[str]]]:
    root, port = copy_project(tmp_path), free_port()
    command = [sys.executable, "-m", "build_tools", "serve", "--project", str(root), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield root, port, process
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=20)


def test_the_site_follows_the_documents_and_ends_with_us(served: tuple[Path, int, subprocess.Popen[str]]) -> None:
    root, port, process = served
    assert wait_for(lambda: answers(port, "van-ban/96-skhcn-vp.html"))
    documents = root / "source_docs"
    (documents / "moi.txt").write_text(LETTER, encoding="utf-8")
    assert wait_for(lambda: answers(port, "van-ban/77-snv-vp.html"))
    documents.rename(root / "cat-di")
    time.sleep(2.5)
    (root / "cat-di").rename(documents)
    (documents / "moi.txt").unlink()
    assert wait_for(lambda: not answers(port, "van-ban/77-snv-vp.html"))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert not answers(port, "index.html")


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "build_tools", "serve", "--project", str(copy_project(tmp_path))]
        done = subprocess.run(
            [*command, "--port", str(port)], cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ
        )
    assert done.returncode == 1
    assert f"Cổng {port} đang được chương trình khác dùng" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Trang web ở" not in done.stdout
