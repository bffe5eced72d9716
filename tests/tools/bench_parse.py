"""How fast texts are parsed: `python -m tests.tools.bench_parse FOLDER` (or `make bench-parse TEXTS=FOLDER`).

Prints megabytes of text per second of processor time on one core: the best and the median of five rounds over every
.txt of the folder, reading and loading of the vocabulary left out. "Citations" is finding those of a text (folding it
included) whose outline is there; "all" is the whole parse. "eyecite", which looks for American citations and finds
none, reads the same texts in the same rounds.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from eyecite import get_citations

from build_tools.base.text import without_layout
from build_tools.model.source import Source
from build_tools.parse import parse
from build_tools.parse.citations.find_citations import find_citations
from build_tools.parse.text import Text
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
    sources = [
        Source.of(path.name, without_layout(path.read_text("utf-8")), "") for path in sorted(folder.glob("*.txt"))
    ]
    if not sources:
        sys.exit(f"{folder}: no .txt file")
    parsed = [parse(source, vocabulary) for source in sources]
    outlined = [(document.source.text, document.provisions, document.record) for document in parsed]

    def citations() -> None:
        for text, provisions, record in outlined:
            find_citations(Text.of(text, vocabulary), provisions, record)

    def everything() -> None:
        for source in sources:
            parse(source, vocabulary)

    def theirs() -> None:
        for source in sources:
            get_citations(source.text)

    get_citations("410 U.S. 113 (1973)")  # what it makes at its first call is no part of its speed
    megabytes = sum(len(source.text.encode()) for source in sources) / 1e6
    print(f"{len(sources)} texts, {megabytes:.1f} MB", flush=True)
    actions = {"citations": citations, "all": everything, "eyecite": theirs}
    speeds: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):  # in turn: a machine that slows down slows all of them
        for name, action in actions.items():
            speeds[name].append(megabytes / timed(action))
    for name, found in speeds.items():
        best, median = max(found), statistics.median(found)
        ratio = statistics.median(one / other for one, other in zip(found, speeds["eyecite"], strict=True))
        print(f"{name:10} {best:5.1f} MB/s best, {median:5.1f} median of {ROUNDS}; {ratio:.1f} times eyecite")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.tools.bench_parse FOLDER")
    main(Path(sys.argv[1]))
