"""The table of syllables that stand side by side in official texts: `python -m tests.tools.syllable_pairs FOLDER`.

Counts the .txt files of FOLDER and prints the rows of `build_tools/vocabulary/syllable_pairs.txt`, which begins with
its format. Of paragraphs only, so that the lines of a page joined by chance make no pair.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from build_tools.base.text import canonical, lowered

# What is rarer is mostly a name, or recognised wrongly itself.
FEWEST_PAIRS, FEWEST = 10, 5
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")


def paragraphs(folder: Path) -> Iterator[list[str]]:
    for file in sorted(folder.glob("*.txt")):
        for paragraph in re.split(r"\n\s*\n", canonical(file.read_text(encoding="utf-8", errors="replace"))):
            yield [lowered(piece) for piece in _PIECE.findall(paragraph)]


def rows(folder: Path) -> Iterator[str]:
    alone, pairs = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for pieces in paragraphs(folder):
        alone.update(filter(str.isalpha, pieces))
        for first, second in pairwise(pieces):
            if first.isalpha() and second.isalpha():
                pairs[first][second] += 1
    for syllable, count in sorted(alone.items()):
        if count >= FEWEST and len(syllable) < 8:
            often = sorted((next_, times) for next_, times in pairs[syllable].items() if times >= FEWEST_PAIRS)
            yield " ".join([syllable, str(count), *(f"{next_} {times}" for next_, times in often)])


if __name__ == "__main__":
    print(*rows(Path(sys.argv[1])), sep="\n")
