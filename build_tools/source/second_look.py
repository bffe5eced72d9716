"""The parts of a page that recognition of the whole reads worst, looked at again one by one: its head and its foot.

Nghị định 30/2020/NĐ-CP sets both in two columns: issuer and number beside motto and day, recipients beside the
signature. Laying out the page as a whole, tesseract joins them, or takes a name beside a seal for a drawing.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from build_tools.base.text import fold
from build_tools.source.tesseract import Found

Box = tuple[int, int, int, int]
# Page segmentation modes: single lines wherever they stand; one block, which is how a name below a seal is found.
_SPARSE, _BLOCK = 11, 6
# How sure words side by side must be in a second look, on average and each; what is less sure is a guess.
_SURE, _LIKELY = 80, 50
# Of new words in an empty place, so many must stand side by side: letters of seals stand alone.
_TOGETHER = 2
# The least width of a line of running text and the most that its words are apart, in widths of the page and sizes.
_RUNNING, _APART = 0.55, 2.5
# Where the right column begins if no motto tells, and how far a head may reach down.
_MIDDLE, _HEAD_ENDS = 0.42, 0.45
_LEAST, _EDGE = 40, 3


def zones(words: Sequence[Found], wide: int, tall: int) -> list[tuple[Box, int]]:
    """Return the columns of head and foot of a page so wide and tall, with the segmentation mode that reads each best.

    A box has the left, upper, right and lower edge in dots.
    """
    rows = _rows(words)
    gutter, found = round(_MIDDLE * wide), []
    for place, row in enumerate(rows):
        motto = _motto(row)
        if motto is not None and motto.base < _HEAD_ENDS * tall:
            gutter = round(motto.left - motto.size / 2)
            ends = (other[0] for other in rows[place + 1 :] if _crosses(other, gutter))
            below = next((word.base - 1.3 * word.size for word in ends), motto.base)
            found += [(box, _SPARSE) for box in _columns(gutter, motto.base - 1.6 * motto.size, below, wide)]
            break
    running = [row for row in rows if _is_running(row, wide)]
    if running:
        foot = _columns(gutter, running[-1][0].base + running[-1][0].size / 2, tall, wide)
        found += zip(foot, (_SPARSE, _BLOCK), strict=False)
    return found


def _columns(gutter: int, top: float, below: float, wide: int) -> list[Box]:
    upper, lower = max(round(top), 0), round(below)
    return [(0, upper, gutter, lower), (gutter, upper, wide, lower)] if lower - upper >= _LEAST else []


def _motto(row: Sequence[Found]) -> Found | None:
    """Return the first word of the motto ("CỘNG HÒA …", "ĐẢNG CỘNG SẢN …") in a line, if it is there."""
    folded = [fold(word.text) for word in row]
    for first, second in (("cong", "hoa"), ("dang", "cong")):
        pairs = itertools.pairwise(folded)
        place = next((place for place, pair in enumerate(pairs) if pair == (first, second)), None)
        if place is not None and row[place].text.isupper():
            return row[place]
    return None


def _crosses(row: Sequence[Found], gutter: int) -> bool:
    return any(word.left < gutter < word.right - word.size for word in row) or any(
        left.right <= gutter <= right.left and right.left - left.right < left.size
        for left, right in itertools.pairwise(row)
    )


def _is_running(row: Sequence[Found], wide: int) -> bool:
    gaps = (right.left - left.right for left, right in itertools.pairwise(row))
    return row[-1].right - row[0].left > _RUNNING * wide and max(gaps, default=0.0) < _APART * row[0].size


def _rows(words: Sequence[Found]) -> list[list[Found]]:
    rows: list[list[Found]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if not rows or word.base - rows[-1][0].base > max(rows[-1][0].size, word.size) / 2:
            rows.append([])
        rows[-1].append(word)
    return [sorted(row, key=lambda word: word.left) for row in rows]


def needs_it(words: Sequence[Found], box: Box) -> bool:
    """Return whether a zone has no words, or guesses among them."""
    held = [word for word in words if _is_in(word, box)]
    return not held or not all(map(_stays, held))


def _is_in(word: Found, box: Box) -> bool:
    left, upper, right, lower = box
    return left <= (word.left + word.right) / 2 <= right and upper <= word.base - word.size / 3 <= lower


def placed(words: Sequence[Found], box: Box) -> list[Found]:
    """Return words on the picture of a zone where they stand on the page, without those that its edge cuts."""
    left, upper, right, _ = box
    return [
        replace(word, left=word.left + left, right=word.right + left, base=word.base + upper)
        for word in words
        if (left == 0 or word.left > _EDGE) and word.right < right - left - _EDGE
    ]


def merged(first: Sequence[Found], second: Sequence[Found]) -> list[Found]:
    """Return the words of a first look, and those of a second in the place of guesses and where nothing stood.

    Of two likely readings the surer is not the better one ("TÉ" for "TẾ"), and of two numbers none can be told.
    """
    kept = list(first)
    for run in _runs(second):
        under = [word for word in kept if any(_overlap(word, other) for other in run)]
        enough = len(run) >= (len(under) or _TOGETHER)  # two words run into one are no better
        if enough and _sureness(run) >= _SURE and not any(_stays(word) for word in under):
            place = kept.index(under[0]) if under else len(kept)
            kept[place : place + 1 if under else place] = run  # in reading order, by which tone marks are put right
            kept = [word for word in kept if word not in under]
    return kept


def _stays(word: Found) -> bool:
    return word.sure >= _LIKELY or any(map(str.isdigit, word.text))


def _runs(words: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield the words that are likely, side by side in one line."""
    for row in _rows(words):
        run: list[Found] = []
        for word in row:
            is_word = word.sure >= _LIKELY and any(map(str.isalnum, word.text))
            if run and (not is_word or word.left - run[-1].right > _APART * word.size):
                yield run
                run = []
            if is_word:
                run.append(word)
        if run:
            yield run


def _overlap(word: Found, other: Found) -> bool:
    across = min(word.right, other.right) - max(word.left, other.left)
    least = 0.2 * min(word.right - word.left, other.right - other.left)
    return across > least and abs(word.base - other.base) < max(word.size, other.size) / 2


def _sureness(words: Sequence[Found]) -> float:
    """Return how sure words are on average, long ones counting for more."""
    return fmean([word.sure for word in words], weights=[len(word.text) for word in words])
