"""Tone marks that a PDF paints apart from their letters, often after the whole line: each joins the letter below it."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from build_tools.source.pdf_page import Word

# Marks that stand alone in a font, as the combining ones.
_SPACING = {"´": "\u0301", "ˊ": "\u0301", "`": "\u0300", "ˋ": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "˘": "\u0306"}
# A circumflex, breve or horn is part of the letter; tones come behind.
_FIRST = "\u0302\u0306\u031b"
# The letters of all lines at one place across the page; a damaged file may put thousands there.
_MOST_NEAR = 400


def is_mark(character: str) -> bool:
    """Return whether a character may be painted onto another."""
    return unicodedata.combining(character) > 0 or character in _SPACING


def with_marks(letters: Sequence[Word]) -> list[Word]:
    """Return the letters with the marks that stand on them; a mark on no letter stays as it is.

    `left` and `right` of a mark are the edges of what is painted, of other letters those of the space they take.
    """
    marks = [letter for letter in letters if is_mark(letter.text)]
    if not marks:
        return list(letters)
    plain = sorted((letter for letter in letters if not is_mark(letter.text)), key=lambda letter: letter.left)
    lefts = [letter.left for letter in plain]
    on: dict[int, list[str]] = {}
    alone: list[Word] = []
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        first = bisect_left(lefts, middle - 1.5 * mark.height)
        near = [
            place
            for place in range(first, bisect_left(lefts, middle + 0.5 * mark.height))[:_MOST_NEAR]
            if _stands_on(mark, middle, plain[place])
        ]
        if near:
            best = min(near, key=lambda place: abs((plain[place].left + plain[place].right) / 2 - middle))
            on.setdefault(best, []).append(_SPACING.get(mark.text, mark.text))
        else:
            alone.append(mark)
    for place, found in on.items():
        ordered = sorted(dict.fromkeys(found), key=lambda mark: mark not in _FIRST)
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain[place].text) + "".join(ordered))
        plain[place] = replace(plain[place], text=text)
    return [*plain, *alone]


def _stands_on(mark: Word, middle: float, letter: Word) -> bool:
    return (
        letter.text.isalpha()
        and letter.left - 0.05 * letter.height <= middle <= letter.right + 0.05 * letter.height
        and abs(letter.base - mark.base) < 0.9 * letter.height
    )
