"""What a changed document costs `serve` before any page is made: `python -m tests.tools.bench.replans ROOT [NUMBER]`.

Reads and plans the project, then changes NUMBER documents, one after another, and does both again with what is kept.
Tells the processor time of each step, that of copies of this process with it, and its memory; nothing is published.
Changes the documents of ROOT.
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools import build as stages
from build_tools.base.executors import uncollected
from build_tools.incremental.kept_pages import KeptPages
from build_tools.incremental.page_dependencies import PageDependencies
from build_tools.incremental.resident import Resident
from build_tools.render.page_task import PageTask, Plan, plan_of
from build_tools.render.pages.plans import PLANS
from tests.tools.bench.edits import edit

T = TypeVar("T")


def _timed(name: str, action: Callable[..., T], *given: object, **more: object) -> T:
    start = _used()
    result = action(*given, **more)
    print(f"{name}: {_used() - start:.2f} s", end="; ", flush=True)
    return result


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _planned(plan: Plan) -> list[PageTask]:
    return [task for planned in PLANS for task in planned(plan)]


def _changed(before: KeptPages, plan: Plan) -> list[bytes]:
    return list(before.changed(plan.site))


def main(root: Path, number: int) -> None:
    """Read, plan, change, and do it again; print a line for each round."""
    resident, chance = Resident(root, root / stages.DOCUMENTS), random.Random(3)  # noqa: S311
    files = sorted((root / "source_docs").rglob("*.txt"))
    before: KeptPages | None = None
    for step in range(number + 1):
        reading = _timed("read, check", stages.read, root, lambda *_: None, resident=resident, hurried=step > 0)
        if reading.corpus is None:
            return
        plan = _timed("look-ups", plan_of, reading.corpus, reading.vocabulary, "", resident.memo)
        tasks = _timed("plan", _planned, plan)
        if before:
            _timed("compare", _changed, before, plan)
        before = KeptPages(b"", plan.site, {task.key: task for task in tasks}, PageDependencies(), {})
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB", flush=True)
        edit(chance.choice(files), f"thử{step}abc")


if __name__ == "__main__":
    with uncollected():
        main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
