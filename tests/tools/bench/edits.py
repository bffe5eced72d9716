"""What a changed document costs while `serve` runs: `python -m tests.tools.bench.edits ROOT [NUMBER]`.

Builds the project, then changes NUMBER documents, one after another, as somebody does who corrects a line, and builds
as `serve` does. Tells for each the seconds until the new site stands in the place of the old one, the processor time of
this process until then, and that of all processes of the build. Changes the documents of ROOT.
"""

import os
import random
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from build_tools import build as stages
from build_tools.incremental.resident import Resident
from build_tools.publish import site_builder
from tests.tools.bench.processor_time import processor_time

# So long somebody reads before he changes the next line, in seconds.
_PAUSE = 4.0
_LONG = 80


def edit(file: Path, word: str) -> None:
    """Add a word to the last long line of the document."""
    lines = file.read_text(encoding="utf-8").split("\n")
    place = max(place for place, line in enumerate(lines) if len(line) > _LONG)
    lines[place] += f" {word}"
    file.write_text("\n".join(lines), encoding="utf-8")


def _used(*, everything: bool) -> float:
    return processor_time(os.getpid()) if everything else time.process_time()


def main(root: Path, number: int) -> None:
    """Build, change, print."""
    resident, chance = Resident(root, root / stages.DOCUMENTS), random.Random(5)  # noqa: S311
    files = sorted((root / "source_docs").rglob("*.txt"))
    exchanged: list[tuple[float, float]] = []
    exchange_folder = site_builder.exchange_folder  # type: ignore[attr-defined]

    def noted(*given: Any) -> bool:
        exchanged.append((time.perf_counter(), _used(everything=False)))
        return exchange_folder(*given)

    site_builder.exchange_folder = noted  # type: ignore[assignment,attr-defined]
    stages.build(root, lambda *_: None, resident=resident)
    rows = []
    for step in range(number):
        time.sleep(_PAUSE)
        edit(chance.choice(files), f"thử{step}abc")
        start, own, whole = time.perf_counter(), _used(everything=False), _used(everything=True)
        stages.build(root, lambda *_: None, resident=resident, hurried=True)
        seen, mine = exchanged[-1]
        rows.append((seen - start, mine - own, _used(everything=True) - whole))
        print("visible after {:.2f} s; processor time {:.2f} s here, {:.2f} s in all".format(*rows[-1]), flush=True)
    resident.close()
    print("median: {:.2f} s; {:.2f} s here, {:.2f} s in all".format(*map(median, zip(*rows, strict=True))))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
