"""How fast texts are parsed: `python -m tests.bench_parse FOLDER` (or `make bench TEXTS=FOLDER`).

Prints megabytes of text per second of processor time on one core: the best and the median of five rounds over every
.txt of the folder, reading and loading of the vocabulary left out. "Citations" is finding those of a text (folding it
included) whose outline is there; "all" is the whole parse.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from build_tools.model import Source
from build_tools.parse import parse
from build_tools.parse.citations import find_citations
from build_tools.text import canonical
from build_tools.vocabulary import load

ROUNDS = 5


def timed(action: Callable[[], object]) -> float:
    """Return the seconds of processor time that the action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main(folder: Path) -> None:
    """Measure and print."""
    vocabulary = load()
    sources = [Source.of(path.name, canonical(path.read_text("utf-8")), "") for path in sorted(folder.glob("*.txt"))]
    if not sources:
        sys.exit(f"{folder}: no .txt file")
    parsed = [parse(source, vocabulary) for source in sources]
    outlined = [(document.source.text, document.provisions, document.record) for document in parsed]

    def citations() -> None:
        for text, provisions, record in outlined:
            find_citations(text, provisions, record, vocabulary)

    def everything() -> None:
        for source in sources:
            parse(source, vocabulary)

    megabytes = sum(len(source.text.encode()) for source in sources) / 1e6
    print(f"{len(sources)} texts, {megabytes:.1f} MB")
    for name, action in (("citations", citations), ("all", everything)):
        speeds = [megabytes / timed(action) for _ in range(ROUNDS)]
        print(f"{name:10} {max(speeds):5.1f} MB/s best, {statistics.median(speeds):.1f} MB/s median of {ROUNDS}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.bench_parse FOLDER")
    main(Path(sys.argv[1]))
