"""How many slips of the keyboard the search understands: phrases of documents, mistyped by a program with a fixed seed.

`python -m tests.search.slips FOLDER OUT`

FOLDER holds documents, built into OUT as `build` does. A slip counts if it makes words that stand nowhere in the
register: only such words are exchanged. It is understood if the reading that the search takes first is what was meant.
"""

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page

from build_tools.search.folding import folded
from tests.conftest import chromium, serving
from tests.search.staff_bench import built

_OF = 60
_LETTERS = "abcdeghiklmnopqrstuvxy"
_MARKS = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0306", "\u031b")
_TELEX = dict(zip(_MARKS, "fsrxjww", strict=True))
_VNI = dict(zip(_MARKS, "2134587", strict=True))
_TONES = _MARKS[:5]
# What the search makes of a query: null where all its words stand somewhere, else its readings.
_READ = """async text => {
    const query = svb.readings(text)[0], found = await svb.searchText(query);
    const absent = found.absent.filter(word => {
        let known = false;
        svb.eachNamed(" " + word + " ", () => { known = true; });
        return !known;
    });
    return absent.length ? svb.corrections(query, absent) : null;
}"""
Slip = Callable[[random.Random, Sequence[str]], Sequence[str] | None]


def _keys(word: str, keys: Mapping[str, str], circumflex: str, stroke: str) -> str:
    """Return the word as its keys, the tone at the end; `circumflex` is "" where the letter is typed twice."""
    typed, tone = "", ""
    for part in unicodedata.normalize("NFD", word.lower()):
        if part in _TONES:
            tone = keys[part]
        elif part == "\u0302":
            typed += circumflex or typed[-1]
        else:
            typed += stroke if part == "đ" else keys.get(part, part)
    return typed + tone


def _telex(_: random.Random, words: Sequence[str]) -> Sequence[str]:
    return [_keys(word, _TELEX, "", "dd") for word in words]


def _vni(_: random.Random, words: Sequence[str]) -> Sequence[str]:
    return [_keys(word, _VNI, "6", "d9") for word in words]


def _joined(draw: random.Random, words: Sequence[str]) -> Sequence[str]:
    place = draw.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def _in_a_word(change: Callable[[random.Random, str, int], str], least: int = 3) -> Slip:
    def slip(draw: random.Random, words: Sequence[str]) -> Sequence[str] | None:
        place = draw.randrange(len(words))
        word = folded(words[place])
        if len(word) < least:
            return None
        return [*words[:place], change(draw, word, draw.randrange(len(word) - 1)), *words[place + 1 :]]

    return slip


_SLIPS: Mapping[str, Slip] = {
    "keys of Telex left": _telex,
    "keys of VNI left": _vni,
    "a wrong letter": _in_a_word(lambda draw, word, at: word[:at] + draw.choice(_LETTERS) + word[at + 1 :]),
    "a missing letter": _in_a_word(lambda _, word, at: word[:at] + word[at + 1 :]),
    "a doubled letter": _in_a_word(lambda _, word, at: word[: at + 1] + word[at:]),
    "two letters exchanged": _in_a_word(lambda _, word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :]),
    "two syllables joined": _joined,
    "a syllable cut": _in_a_word(
        lambda draw, word, _: f"{word[: (cut := draw.randrange(2, len(word) - 1))]} {word[cut:]}", 4
    ),
}


def understood(page: Page, texts: Sequence[str], slip: Slip, draw: random.Random) -> int:
    """Return how many of `_OF` slips in phrases of three to five words are understood."""
    asked = right = 0
    while asked < _OF:
        words = re.findall(r"[^\W\d_]+", draw.choice(texts))
        start = draw.randrange(len(words) - 6)
        meant = words[start : start + draw.randrange(3, 6)]
        typed = slip(draw, meant)
        if typed is None or folded(" ".join(typed)) == folded(" ".join(meant)):
            continue
        readings = page.evaluate(_READ, f"{' '.join(typed)} ")
        if readings is not None:
            asked += 1
            right += bool(readings) and folded(readings[0]) == folded(" ".join(meant))
    return right


def main(documents: Path, out: Path) -> None:
    """Print the table."""
    built(documents, out)
    texts = [file.read_text(encoding="utf-8") for file in sorted(documents.rglob("*.txt"))]
    texts = [text for text in texts if len(text) > 1_000]
    with serving(out / "site") as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}tim-kiem.html")
        page.evaluate("svb.engine().then(() => svb.store.ready()).then(() => 0)")
        sys.stdout.write(f"| slip | understood, of {_OF} |\n| --- | --- |\n")
        for name, slip in _SLIPS.items():
            draw = random.Random(7)  # noqa: S311
            sys.stdout.write(f"| {name} | {understood(page, texts, slip, draw)} |\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
