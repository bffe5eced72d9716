"""How fast texts are parsed: `python -m tests.bench_parse FOLDER` (or `make bench TEXTS=FOLDER`).

Prints megabytes of text per second of processor time on one core: the best and the median of five rounds over every
.txt of the folder, reading and loading of the vocabulary left out.
"""

import statistics
import sys
import time
from pathlib import Path

from build_tools.model import Source
from build_tools.parse import parse
from build_tools.text import canonical
from build_tools.vocabulary import load

ROUNDS = 5


def main(folder: Path) -> None:
    """Measure and print one line."""
    vocabulary = load()
    sources = [Source(path.name, canonical(path.read_text("utf-8")), "") for path in sorted(folder.glob("*.txt"))]
    if not sources:
        sys.exit(f"{folder}: no .txt file")
    megabytes = sum(len(source.text.encode()) for source in sources) / 1e6
    speeds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for source in sources:
            parse(source, vocabulary)
        speeds.append(megabytes / (time.process_time() - start))
    best, median = max(speeds), statistics.median(speeds)
    print(f"{len(sources)} texts, {megabytes:.1f} MB: {best:.1f} MB/s best, {median:.1f} MB/s median of {ROUNDS}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.bench_parse FOLDER")
    main(Path(sys.argv[1]))
