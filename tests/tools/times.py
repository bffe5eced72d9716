"""What each test costs: `python -m pytest -p tests.tools.times`, with the options of `make unit`.

Adds a row to .build/times.tsv for each phase of a test: file, test, phase, seconds of processor time with all programs
that it started, seconds passed. What a shared fixture costs stands with the test that asked for it first.
"""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

_TIMES = Path(".build/times.tsv")
_TICKS = os.sysconf("SC_CLK_TCK")


def descendants_time() -> float:
    """Seconds of processor time of this process and all below it, those that have ended included."""
    found: dict[int, tuple[int, float]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = int(fields[1]), sum(map(int, fields[11:15])) / _TICKS
    return sum(spent for process, (_, spent) in found.items() if os.getpid() in _line(process, found))


def _line(process: int, found: Mapping[int, tuple[int, float]]) -> Iterator[int]:
    """Yield the process, its parent, and so on."""
    while process in found:
        yield process
        process = found[process][0]


def _measured(item: pytest.Item, phase: str) -> Iterator[None]:
    began, clock = descendants_time(), time.monotonic()
    yield
    spent, passed = max(0, descendants_time() - began), time.monotonic() - clock
    _TIMES.parent.mkdir(exist_ok=True)
    with _TIMES.open("a", encoding="utf-8") as file:
        file.write(f"{item.location[0]}\t{item.nodeid}\t{phase}\t{spent:.2f}\t{passed:.2f}\n")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    yield from _measured(item, "setup")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    yield from _measured(item, "call")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield from _measured(item, "teardown")
