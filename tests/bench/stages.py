"""One build, told by stage: `python -m tests.bench.stages ROOT` prints seconds by stage and megabytes as JSON.

What a stage is called stands in STAGES; the functions of the build are wrapped, nothing of it is done otherwise.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from build_tools import build as stages
from build_tools.publish import NextSite

STAGES = {
    "given": "inputs",
    "Shelf": "load kept",
    "examined": "read, parse",
    "resolve": "resolve",
    "in_order": "check",
    "plan_of": "plan",
    "make_all": "render, write",
    "remove": "render, write",
}


def main(root: Path) -> None:
    """Build and print."""
    seconds: dict[str, float] = defaultdict(float)

    def timed(name: str, action: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return action(*arguments, **options)
            finally:
                seconds[name] += time.perf_counter() - start

        return wrapped

    checks = stages._checked
    stages._checked = timed("check", lambda *given: tuple(checks(*given)))
    for function, stage in STAGES.items():
        setattr(stages, function, timed(stage, getattr(stages, function)))
    NextSite.publish = timed("publish", NextSite.publish)  # type: ignore[method-assign]
    start = time.perf_counter()
    built = stages.build(root, lambda *_: None)
    whole = time.perf_counter() - start
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    changed = built.written.changed if built.written else 0
    print(json.dumps({"stages": seconds, "whole": whole, "megabytes": kilobytes / 1e3, "changed": changed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
