"""A desk that is killed while it writes leaves the sidecar as it was or as it was to be, never half of one.

So do the reports of readers.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import pytest

from build_tools.desk import sidecar_files
from build_tools.desk.inbox import Inbox
from build_tools.desk.reports import Report
from tests.conftest import content
from tests.desk.desks import decision, open_desk, post
from tests.texts import HEAD

TIMES = 20
# Long enough for a write to take a while.
COMMENT = "# ghi chú của người giữ sổ, không được mất dòng nào\n" * 40_000


def killed_while(action: Callable[[], object], seconds: float) -> None:
    """Let a process of the desk do this without end, and kill it after so many seconds."""
    child = os.fork()
    if child == 0:  # pragma: no cover – it is killed before it could tell
        with suppress(BaseException):
            while True:
                action()
        os._exit(1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it had ended by itself"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_killed_at_any_moment_the_old_or_the_new_sidecar_stands(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    folder = tmp_path / "source_docs"
    (folder / "thu.txt").write_text(HEAD + "1. Văn phòng Sở báo cáo trước ngày 30/11/2024.\n", encoding="utf-8")
    file = folder / "thu.yml"
    before = f"{COMMENT}nguon: tay\n".encode()
    file.write_bytes(before)
    after = before + b"da_soat:\n- dieu: so_ky_hieu\n  ngay_soat: 2026-11-26\n  doc: 12/SNV-VP\n"
    found, left = set[bytes](), 0
    for _ in range(TIMES):
        killed_while(lambda: sidecar_files.undo(sidecar_files.write(file, before, after)), random.uniform(0.01, 0.2))  # noqa: S311
        stands = file.read_bytes()
        assert stands in (before, after), f"{len(stands)} of {len(before)} or {len(after)} bytes"
        found.add(stands)
        left += len(list(folder.glob(".*")))
        file.write_bytes(before)
    assert found == {before, after}
    assert left, "never killed in the midst of writing"
    desk.documents.refresh()
    assert [row.path for row in desk.documents.summaries()] == ["thu.txt"], "what was left is no document"
    file.write_text("nguon: tay\n", encoding="utf-8")
    assert post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))[0] == HTTPStatus.OK
    assert set(content(folder)) == {"thu.txt", "thu.yml"}, "what was left is removed by the next decision"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_killed_at_any_moment_no_report_that_was_taken_is_lost(tmp_path: Path) -> None:
    taken = [Report("0" * 16, "Công văn", "loai", None, words=f"lời báo {number}" * 2_000) for number in range(20)]
    more = [Report("1" * 16, "Kế hoạch", "loai", None, words="x" * 200_000)]
    Inbox(tmp_path, lambda _: True).add(taken)

    def paste_and_judge() -> None:
        inbox = Inbox(tmp_path, lambda _: True)
        inbox.add(more)
        inbox.remove(more)

    for _ in range(TIMES):
        killed_while(paste_and_judge, random.uniform(0.01, 0.1))  # noqa: S311
        inbox = Inbox(tmp_path, lambda _: True)
        assert not inbox.damaged
        assert list(inbox.of("0" * 16)) == taken
        inbox.remove(more)
