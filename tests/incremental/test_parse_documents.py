"""What is kept of documents: used for the same bytes and program only, never trusted, the same whoever reads."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from build_tools import build as stages
from build_tools.base import executors
from build_tools.base.executors import ClusterError, cluster, processes
from build_tools.base.fork import LostError
from build_tools.base.process_pool import ProcessPool
from build_tools.base.values import encode
from build_tools.incremental import document_cache
from build_tools.incremental.document_cache import DocumentCache
from build_tools.incremental.parse_documents import parse_documents, parse_encoded
from build_tools.source import bundles, collection
from tests.conftest import ROOT
from tests.tools.bench import collection as synthetic

# Two tasks for others, and two documents that are read here.
TASK = 8
NUMBER = 2 * TASK + 2


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("so") / "source_docs"
    synthetic.write(synthetic.documents(NUMBER), folder)
    return folder


@contextmanager
def nobody() -> Iterator[Executor]:
    raise AssertionError("nothing was to be read")
    yield ProcessPool(1)


def read(folder: Path, kept: Path | None = None, executors: Any = processes) -> bytes:
    before = DocumentCache(kept)
    found = parse_documents(
        bundles(collection(folder), []), before, None, executors, lambda _: None, task_documents=TASK
    )
    before.save()
    return encode(tuple(found))


@pytest.fixture(scope="module")
def expected(documents: Path) -> bytes:
    return read(documents)


@pytest.fixture(scope="module")
def stored(documents: Path, expected: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first reading keeps."""
    folder = tmp_path_factory.mktemp("kept")
    assert read(documents, folder) == expected
    return folder


@pytest.fixture
def kept(stored: Path, tmp_path: Path) -> Path:
    """The same for a test alone."""
    return Path(shutil.copytree(stored, tmp_path / "kept"))


def test_what_is_kept_is_not_read_again(documents: Path, expected: bytes, kept: Path) -> None:
    times = {file: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert read(documents, kept, nobody) == expected
    assert {file: file.stat().st_mtime_ns for file in kept.iterdir()} == times


def test_one_document_more_writes_one_file(documents: Path, kept: Path) -> None:
    before = {file.name: file.read_bytes() for file in kept.iterdir()}
    more = documents / "2024" / "them.txt"
    more.parent.mkdir(exist_ok=True)
    more.write_text("Số: 5/SNV-VP\n\nYêu cầu báo cáo trước ngày 30/6/2024.\n", encoding="utf-8")
    read(documents, kept, nobody)
    after = {file.name: file.read_bytes() for file in kept.iterdir()}
    more.unlink()
    assert len({name for name in after if after[name] != before.get(name)}) == 1
    read(documents, kept, nobody)
    assert {name: data for name, data in before.items() if data} == {
        file.name: file.read_bytes() for file in kept.iterdir() if file.name in before
    }


@pytest.mark.parametrize("harm", ["cut", "changed", "other"])
def test_a_damaged_file_is_not_used(documents: Path, expected: bytes, kept: Path, harm: str) -> None:
    for file in kept.iterdir():
        data = file.read_bytes()
        file.write_bytes({"cut": data[: len(data) // 2], "changed": data[:-9] + b"012345678", "other": b"{}"}[harm])
    assert read(documents, kept) == expected


def test_another_program_does_not_use_it(documents: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_cache, "fingerprint", lambda: b"another program")
    with pytest.raises(AssertionError, match="nothing was to be read"):
        read(documents, kept, nobody)


def test_a_changed_sidecar_or_transcript_is_read_again(tmp_path: Path) -> None:
    root = tmp_path / "source_docs"
    root.mkdir()
    (root / "thu.txt").write_text("Số: 5/SNV-VP\n\nYêu cầu báo cáo.\n", encoding="utf-8")
    plain = read(root, tmp_path / "kept")
    (root / "thu.yml").write_text("co_quan: Sở Nội vụ\n", encoding="utf-8")
    stated = read(root, tmp_path / "kept")
    assert stated != plain
    assert "Sở Nội vụ".encode() in stated


def test_a_worker_that_dies_here_is_told(documents: Path) -> None:
    class Dying(ProcessPool):
        """Its processes end as soon as they are given work."""

        def submit(self, *_: Any, **options: Any) -> Any:
            return super().submit(os._exit, 9)

    with pytest.raises(LostError):
        read(documents, None, lambda: Dying(1))


def test_a_worker_with_another_program_is_refused() -> None:
    with pytest.raises(RuntimeError, match="another version"):
        parse_encoded(encode(()), None, b"another program")


def test_what_can_not_be_used_says_so_from_every_worker(documents: Path) -> None:
    for place in range(70):
        (documents / f"hong-{place:02}.txt").write_bytes(b"")
    reading = stages.read_documents(documents, lambda *_: None)
    for place in range(70):
        (documents / f"hong-{place:02}.txt").unlink()
    assert sum(found.code == "VB001" for found in reading.diagnostics) == 70


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9"), cluster("tcp://127.0.0.1:9")():
        raise AssertionError("nobody answers there")


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(documents: Path, expected: bytes) -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            env={"PYTHONPATH": str(ROOT)},
        ) as local,
        cluster(local.scheduler_address)() as executor,
    ):
        victim = next(iter(local.workers.values())).process.pid
        sent = 0

        class Watched(Executor):
            """Kills a worker once it has been given work."""

            def submit(self, *task: Any, **options: Any) -> Any:
                nonlocal sent
                sent += 1
                if sent == 2:
                    threading.Timer(0.05, os.kill, (victim, signal.SIGKILL)).start()
                return executor.submit(*task, **options)

        @contextmanager
        def executors() -> Iterator[Executor]:
            yield Watched()

        assert read(documents, None, executors) == expected
        assert sent == 2
        with pytest.raises(ProcessLookupError):
            os.kill(victim, 0)
