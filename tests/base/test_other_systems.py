"""What Windows and macOS lack is done without: the functions are taken away here."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from build_tools.base import executors, files, fork, process_pool
from tests.conftest import ROOT
from tests.test_layers import imports


def test_without_a_set_of_processors_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert executors.count() == os.cpu_count()
    monkeypatch.delattr(os, "nice")
    executors.give_way()


def test_without_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fork, "get_all_start_methods", lambda: ["spawn"])
    here = os.getpid()
    assert list(fork.fork_map(3, lambda places: (b"%d" % os.getpid() for _ in places))) == [b"%d" % here] * 3
    assert fork.fork_once(lambda: b"%d" % os.getpid())() == b"%d" % here


def test_without_signal_masks_a_pool_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "signal", SimpleNamespace())
    with process_pool.ProcessPool(1) as pool:
        assert pool.submit(len, b"abc").result() == 3


def test_without_an_exchange_of_names_a_folder_still_takes_the_place_of_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "_exchange", lambda *_: False)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name)
    files.replace_folder(tmp_path / "new", tmp_path / "old", tmp_path / "aside")
    assert (tmp_path / "old" / "a").read_text() == "new"
    assert not (tmp_path / "aside").exists()


@pytest.mark.parametrize("file", sorted((ROOT / "build_tools").rglob("*.py")), ids=lambda file: file.stem)
def test_nothing_imports_what_only_unix_has(file: Path) -> None:
    assert not {"fcntl", "pwd", "grp", "resource", "termios"} & set(imports(file))
