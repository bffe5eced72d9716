"""A worker that dies is told at once, however much it was being sent."""

import multiprocessing
import os
import random
import signal
import time
from concurrent.futures import BrokenExecutor, wait

import pytest

from build_tools.base.process_pool import ProcessPool

MEGABYTE = b"x" * 1_000_000


def length(data: bytes) -> int:
    return len(data)


def failing() -> None:
    raise ValueError("nine")


def slow(data: bytes) -> bytes:
    time.sleep(0.05)
    return data


def test_results_come_back_whole_and_failures_are_raised() -> None:
    with ProcessPool(2) as pool:
        assert [future.result() for future in [pool.submit(length, MEGABYTE * 5) for _ in range(6)]] == [5_000_000] * 6
        with pytest.raises(ValueError, match="nine"):
            pool.submit(failing).result()
        assert pool.submit(length, b"ab").result() == 2


def test_a_worker_that_is_killed_at_any_moment_hangs_nobody() -> None:
    chance = random.Random(5)  # noqa: S311  the same series each time
    for _ in range(12):
        before = time.monotonic()
        with ProcessPool(2) as pool:
            futures = [pool.submit(slow, MEGABYTE * 5) for _ in range(8)]
            time.sleep(chance.random() * 0.4)
            victim = chance.choice(multiprocessing.active_children())
            os.kill(victim.pid or 0, signal.SIGKILL)
            done = wait(futures, timeout=30).done
            assert len(done) == len(futures)
            assert any(isinstance(future.exception(), BrokenExecutor) for future in futures)
        assert time.monotonic() - before < 30
        assert multiprocessing.active_children() == []


def test_leaving_it_ends_workers_that_are_busy() -> None:
    before = time.monotonic()
    with ProcessPool(2) as pool:
        for _ in range(4):
            pool.submit(time.sleep, 60)
    assert time.monotonic() - before < 10
    assert multiprocessing.active_children() == []
