"""One build, told by stage: `python -m tests.tools.bench.stages ROOT` prints seconds by stage and megabytes as JSON.

With `pages` behind it nothing is published: of a hundred thousand documents that alone takes most of an hour. What a
stage is called stands in STAGES; the functions of the build are wrapped, nothing of it is done otherwise.
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
from build_tools.base.executors import uncollected
from build_tools.publish.page_files import Written
from build_tools.publish.site_builder import NextSite

STAGES = {
    "input_digest": "inputs",
    "DocumentCache": "load kept",
    "parse_documents": "read, parse",
    "resolve": "resolve",
    "in_order": "check",
    "plan_of": "plan",
    "make_all": "render, write",
    "remove": "render, write",
}


def _pages(root: Path) -> Written | None:
    """All of a build before MkDocs."""
    with uncollected():
        reading = stages.read(root, lambda *_: None)
        return stages.write(root, reading.corpus, reading.vocabulary, lambda *_: None) if reading.corpus else None


def main(root: Path, *, published: bool) -> None:
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
    stages._checked = timed("check", lambda *given, **more: tuple(checks(*given, **more)))
    for function, stage in STAGES.items():
        setattr(stages, function, timed(stage, getattr(stages, function)))
    NextSite.publish = timed("publish", NextSite.publish)  # type: ignore[method-assign]
    start = time.perf_counter()
    written = stages.build(root, lambda *_: None).written if published else _pages(root)
    whole = time.perf_counter() - start
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    changed = written.changed if written else 0
    print(json.dumps({"stages": seconds, "whole": whole, "megabytes": kilobytes / 1e3, "changed": changed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), published=sys.argv[2:] != ["pages"])
