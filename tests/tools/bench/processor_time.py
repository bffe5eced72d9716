"""Processor time of a process with all its descendants (Linux), those too that go on living."""

import os
from collections import defaultdict
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_time(root: int) -> float:
    """Return the seconds of a process, of its living descendants, and of those of all of them that have ended."""
    children: dict[int, list[int]] = defaultdict(list)
    used: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        used[int(folder.name)] = sum(map(int, fields[11:15]))
        children[int(fields[1])].append(int(folder.name))
    found, left = 0, [root]
    while left:
        process = left.pop()
        found += used.get(process, 0)
        left += children[process]
    return found / _TICKS
