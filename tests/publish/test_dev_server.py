"""The live site: it follows the documents, survives a failure, ends with us, and says when its port is taken."""

import contextlib
import os
import shutil
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
from playwright.sync_api import Page, expect

from build_tools.publish.dev_server import gather
from tests.conftest import ROOT, copy_project

Served = tuple[Path, int, "subprocess.Popen[str]"]
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


@contextlib.contextmanager
def serving(root: Path) -> Iterator[Served]:
    """The server of a checkout; it builds what is not built."""
    port = free_port()
    command = [sys.executable, "-m", "build_tools", "serve", "--project", str(root), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield root, port, process
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=20)


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Served]:
    with serving(copy_project(tmp_path)) as served:
        yield served


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[Served]:
    """The server of a site that is built already."""
    with serving(Path(shutil.copytree(project, tmp_path / "so"))) as served:
        yield served


def test_the_site_follows_the_documents_and_ends_with_us(begun: Served) -> None:
    root, port, process = begun
    assert wait_for(lambda: answers(port, "van-ban/96-skhcn-vp.html"))
    documents = root / "source_docs"
    (documents / "moi.txt").write_text(LETTER, encoding="utf-8")
    assert wait_for(lambda: answers(port, "van-ban/77-snv-vp.html"))
    data = root / "site" / "du-lieu" / "van-ban.csv"  # follows when nothing changes any more
    assert wait_for(lambda: "77/SNV-VP" in data.read_text(encoding="utf-8-sig"))
    documents.rename(root / "cat-di")
    time.sleep(2.5)
    (root / "cat-di").rename(documents)
    (documents / "moi.txt").unlink()
    assert wait_for(lambda: not answers(port, "van-ban/77-snv-vp.html"))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert not answers(port, "index.html")


def test_an_open_page_shows_what_has_changed(served: Served, tab: Page) -> None:
    """Under the policy of the page, which runs no script but those of its server."""
    root, port, _ = served
    assert wait_for(lambda: answers(port, "van-ban/96-skhcn-vp.html"))
    tab.goto(f"http://127.0.0.1:{port}/van-ban/")
    assert tab.get_by_text("77/SNV-VP").count() == 0
    (root / "source_docs" / "moi.txt").write_text(LETTER, encoding="utf-8")
    tab.get_by_text("77/SNV-VP").first.wait_for(timeout=30_000)
    styles = root / "docs" / "assets" / "so-van-ban.css"
    styles.write_text(
        f"{styles.read_text(encoding='utf-8')}\nh1 {{ letter-spacing: 7px !important; }}\n", encoding="utf-8"
    )
    expect(tab.locator("h1")).to_have_css("letter-spacing", "7px", timeout=60_000)


def test_addresses_are_those_of_a_web_server(served: Served, tab: Page) -> None:
    root, port, _ = served
    assert wait_for(lambda: answers(port, "van-ban/96-skhcn-vp"))
    assert answers(port, "van-ban/96-skhcn-vp.html?tim=120")
    assert answers(port, "van-ban")
    assert answers(port, "van-ban/")
    assert not answers(port, "tim-kiem/")  # a folder without a page shows nothing of itself
    assert not answers(port, "../mkdocs.yml")
    assert not answers(port, "%2e%2e/mkdocs.yml")
    found = tab.request.get(f"http://127.0.0.1:{port}/van-ban/khong-co.html")
    page = (root / "site" / "404.html").read_text(encoding="utf-8")
    assert (found.status, found.text().replace(" ", "")[:2000]) == (404, page.replace(" ", "")[:2000])


def test_the_server_ends_with_us_however_we_end(served: Served) -> None:
    _, port, process = served
    assert wait_for(lambda: answers(port, "index.html"))
    process.kill()
    assert wait_for(lambda: not answers(port, "index.html"), 10)


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


@pytest.mark.parametrize(("writes", "waits"), [((), 1), ((0.1, 0.1), 3), ((0.25,) * 99, 6)])
def test_decisions_that_follow_each_other_soon_are_built_together(
    monkeypatch: pytest.MonkeyPatch, writes: tuple[float, ...], waits: int
) -> None:
    """It waits for a moment without a decision, yet not for ever."""
    clock, left, asked = [0.0], list(writes), []

    def wrote(seconds: float) -> bool:
        asked.append(seconds)
        written = bool(left)
        clock[0] += left.pop(0) if left else seconds
        return written

    monkeypatch.setattr("build_tools.publish.dev_server.time.monotonic", lambda: clock[0])
    gather(wrote)
    assert len(asked) == waits
