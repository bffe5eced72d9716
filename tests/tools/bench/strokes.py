"""How many key strokes settle the documents of a folder: `python -m tests.tools.bench.strokes FOLDER`.

All that is read is taken as right: the least that a keeper does, without reading. Works on a copy; prints for each
document its facts, those in doubt, the strokes, and the processor time of a decision.
"""

import shutil
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path

from build_tools.desk.answers import Desk
from build_tools.desk.asked import alike
from tests.desk.desks import open_desk, post


def settle(desk: Desk, identity: str) -> list[float]:
    """Confirm the first open fact, with those that say the same by the same words, until none is left."""
    seconds = []
    while found := desk.documents.latest(identity):
        held, _ = found
        first = next((place for place, review in enumerate(held.reviews) if review.fact and not review.settled), None)
        if first is None:
            break
        same = bool(alike(held, held.reviews[first]))
        given = {"id": identity, "version": held.version, "number": str(first), "action": "dung", "alike": same}
        start = time.process_time()
        status, answer = post(desk, "quyet-dinh", given)
        seconds.append(time.process_time() - start)
        if status != HTTPStatus.OK:
            raise SystemExit(f"{held.document.source.path}: {answer['message']}")
    return sorted(seconds)


def main(folder: Path) -> None:
    """Settle all documents and print."""
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(folder, Path(root) / "source_docs")
        desk = open_desk(Path(root))
        desk.documents.refresh()
        facts = doubtful = strokes = 0
        for row in desk.documents.summaries():
            seconds = settle(desk, row.id)
            facts, doubtful, strokes = facts + row.facts, doubtful + row.doubtful, strokes + len(seconds)
            middle, longest = (seconds[len(seconds) // 2], seconds[-1]) if seconds else (0.0, 0.0)
            print(f"{row.path}: {row.facts} facts, {row.doubtful} in doubt, {len(seconds)} strokes; ", end="")
            print(f"a decision {middle:.2f} s, {longest:.2f} at most", flush=True)
        print(f"all: {facts} facts, {doubtful} in doubt, {strokes} strokes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
