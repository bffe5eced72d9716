"""What may happen to a build: it is killed, the disk is full, no folder can be written, a cache lies, the clock too.

In each case the last good site stays whole, the words on the screen say what happened and where, the next build repairs
what is left, and no document is ever changed.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from build_tools import build as stages
from build_tools.base import checked_file
from build_tools.base.files import recover, replace_folder
from build_tools.incremental.fingerprint import fingerprint_of_pages
from tests.conftest import ROOT, content, heeding_ctrl_c
from tests.hostile.documents import letter
from tests.tools.kills import rounds
from tests.tools.reader_kills import large_project, reader_rounds


def with_a_new_document(project: Path, root: Path) -> Iterator[Path]:
    """A copy with a document that its site does not have yet; no document is ever changed."""
    shutil.copytree(project, root)
    (root / "source_docs" / "moi.txt").write_text(letter("mới", 7), encoding="utf-8")
    before = content(root / "source_docs")
    yield root
    assert content(root / "source_docs") == before


@pytest.fixture
def large(project: Path, tmp_path: Path) -> Iterator[Path]:
    yield from with_a_new_document(project, tmp_path / "du-an")


@pytest.fixture
def root(small_project: Path, tmp_path: Path) -> Iterator[Path]:
    yield from with_a_new_document(small_project, tmp_path / "du-an")


@pytest.fixture(scope="module")
def clean_site(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What a build gives that knows nothing of an earlier one, of the documents of `root`."""
    root = tmp_path_factory.mktemp("sach") / "du-an"
    shutil.copytree(small_project, root, ignore=shutil.ignore_patterns("site", ".build"))
    (root / "source_docs" / "moi.txt").write_text(letter("mới", 7), encoding="utf-8")
    stages.build(root, lambda *_: None)
    return content(root / "site")


def run(root: Path, **limits: int) -> "subprocess.CompletedProcess[str]":
    """Build as from the command line, no file larger than `size` bytes where it is given."""
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
    if size := limits.get("size"):
        command = ["bash", "-c", f'ulimit -f {size // 1024}; trap "" XFSZ; exec "$@"', "bash", *command]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_reader_that_dies_and_an_interrupt_while_reading(tmp_path: Path) -> None:
    """Documents of half a megabyte here, of five in `make kills`; once each, as often as one asks there."""
    assert reader_rounds(2, large_project(tmp_path, 0.5)) == {"killed": 1, "interrupted": 1}


def test_killed_at_any_moment(small_project: Path, tmp_path: Path) -> None:
    """One document and two moments here, five and as many as one asks in `make kills`."""
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root)
    assert sum(rounds(2, root, seed=3).values()) == 2


@pytest.mark.parametrize("after", [0, 0.2, 0.4])
def test_ended_by_the_keyboard(large: Path, after: float) -> None:
    """All processes hear Ctrl+C; one says what it means, and nothing is left."""
    good = content(large / "site")
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(large)]
    build = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heeding_ctrl_c
    )
    while not list((large / ".build").glob("site-*")):  # begun, and long from done
        time.sleep(0.01)
    time.sleep(after)
    os.killpg(build.pid, signal.SIGINT)
    assert build.communicate(timeout=30)[1] == "Đã dừng theo yêu cầu. Trang web cũ còn nguyên; lần dựng sau làm tiếp.\n"
    assert build.returncode == 130
    assert content(large / "site") == good
    assert not list((large / ".build").glob("site-*"))


@pytest.mark.parametrize("size", [2 * 1024, 40 * 1024])
def test_no_room_to_write(large: Path, size: int) -> None:
    """Files end at a size, as on a full disk: in our own pages, or in those of MkDocs."""
    good = content(large / "site")
    done = run(large, size=size)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "tệp lớn quá mức máy cho phép" in done.stderr
    assert "MkDocs" not in done.stderr
    assert content(large / "site") == good
    assert run(large).returncode == 0
    assert "van-ban/07-snv-vp.html" in content(large / "site")


def test_two_names_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("cu", "moi"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name)
    replace_folder(tmp_path / "moi", tmp_path / "cu", tmp_path / "ben")
    assert {path.name: (path / "a").read_text() for path in tmp_path.iterdir()} == {"cu": "moi"}


def test_a_site_that_was_taken_away_comes_back(tmp_path: Path) -> None:
    """Where the system needs two steps, a build may be killed between them."""
    (tmp_path / "ben").mkdir()
    recover(tmp_path / "site", tmp_path / "ben")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    (tmp_path / "ben").mkdir()
    recover(tmp_path / "site", tmp_path / "ben")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ben", "site"]


@pytest.mark.parametrize("damage", ["truncated", "other bytes", "a bit", "empty", "another build's"])
def test_a_cache_that_lies_is_not_believed(root: Path, damage: str, clean_site: Mapping[str, bytes]) -> None:
    """Everything below .build may be cut off, overwritten or come from elsewhere: the site is that of a clean build."""
    for file in [file for file in (root / ".build").rglob("*") if file.is_file() and file.name != "lock"]:
        data = file.read_bytes()
        if damage == "another build's":
            file.write_bytes(data.replace(b"96", b"69").replace("Sở".encode(), "Bộ".encode()))
        else:
            middle = len(data) // 2
            flipped = data[:middle] + bytes([data[middle] ^ 4 if data else 0]) + data[middle + 1 :]
            new = {"truncated": data[:middle], "other bytes": os.urandom(len(data)), "a bit": flipped, "empty": b""}
            file.write_bytes(new[damage])
    stages.build(root, lambda *_: None)
    assert content(root / "site") == clean_site


def test_a_clock_that_goes_backwards(root: Path, clean_site: Mapping[str, bytes]) -> None:
    """Files of the future and of the past: what counts is what is in them."""
    stages.build(root, lambda *_: None)
    future, past = time.time() + 10**8, 1.0
    for place, file in enumerate(sorted(file for file in root.rglob("*") if file.is_file())):
        os.utime(file, (future, future) if place % 2 else (past, past))
    (root / "source_docs" / "moi.txt").touch()
    stages.build(root, lambda *_: None)
    assert content(root / "site") == clean_site


def test_a_folder_that_cannot_be_written(root: Path) -> None:
    """The superuser may write anywhere, so that a file stands where a folder is needed."""
    good = content(root / "site")
    shutil.rmtree(root / "docs" / "lich")
    (root / "docs" / "lich").write_text("")
    done = run(root)
    assert done.returncode == 1
    assert "docs/lich" in done.stderr
    assert "ở chỗ của một thư mục lại có một tệp" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(root / "site") == good


def test_a_document_that_changes_while_it_is_read(root: Path) -> None:
    """The page would show one text and hand over another."""
    good, file = content(root / "site"), root / "source_docs" / "moi.txt"
    before = file.read_bytes()

    def change(stage: str, _: int, __: int) -> None:
        if stage == "Đối chiếu":
            file.write_text(letter("đổi", 7), encoding="utf-8")

    with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
        stages.build(root, change)
    assert content(root / "site") == good
    stages.build(root, lambda *_: None)
    assert "đổi" in (root / "site" / "van-ban" / "07-snv-vp.html").read_text(encoding="utf-8")
    file.write_bytes(before)


def test_a_record_of_the_last_build_that_names_other_types(root: Path) -> None:
    keys = {"published-site.msgpack": b"site manifest 1", "last-build.msgpack": fingerprint_of_pages()}
    records: tuple[Any, ...] = ((), ({}, 3), ({"": 3}, "a"), (5, ()), ("a", (5,)), "x")
    stages.build(root, lambda *_: None)
    for place, record in enumerate(records):
        names = list(keys)[place : place + 1] or list(keys)  # each alone, then both at once
        for name in names:
            assert (root / ".build" / name).is_file()
            checked_file.write(root / ".build" / name, keys[name], record)
        assert stages.build(root, lambda *_: None).published, (names, record)
