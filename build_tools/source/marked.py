"""Marks that readers put into their text for what letters alone do not say: struck words, raised note marks.

Struck words stand between two noncharacters, which Unicode keeps for use inside a program, until `compose` takes them
out and notes where they stood.
"""

import re
from collections.abc import Sequence

from build_tools.model.source import Struck
from build_tools.model.span import Span

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_STRUCK = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
# Behind a word that recognition is not sure of.
_UNSURE = "\ufdd2"
_UNSURE_WORD = re.compile(f"([^\\s{_UNSURE}]+){_UNSURE}")
_STRAY = str.maketrans(dict.fromkeys((_OPEN, _CLOSE, _UNSURE), "\ufffd"))
_JOINT = re.compile(f"{_CLOSE}( ?){_OPEN}")
# Digits, brackets and asterisks alone are marks of notes or powers; "th" and "o" are letters of the text.
_RAISED = re.compile(r"\s*\(?[\d,;* ]{1,9}\)?\s*")
_SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def struck(words: str) -> str:
    """Return the words marked as struck through; blank ones and those with marks in them as they are."""
    return f"{_OPEN}{words}{_CLOSE}" if words.strip() and _OPEN not in words and _CLOSE not in words else words


def unsure(word: str) -> str:
    """Return a recognised word marked as one that may be another."""
    return f"{word}{_UNSURE}"


def unsure_apart(words: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the words without such marks, and where the marked ones begin and end."""
    kept, found, last, length = [], [], 0, 0
    for match in _UNSURE_WORD.finditer(words):
        length += match.end(1) - last
        kept.append(words[last : match.end(1)])
        found.append((length - len(match[1]), length))
        last = match.end()
    return "".join([*kept, words[last:]]).replace(_UNSURE, ""), found


def raised(words: str) -> str:
    """Return raised digits as superscript characters ("NĐ-CP¹", "m²"), so that they don't join the word before them."""
    return words.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(words) else words


def unmarked(words: str) -> str:
    """Return what a file's own text holds, free of the marks that only readers may set."""
    return words.translate(_STRAY)


def without_marks(words: str) -> str:
    """Return the words that are not struck through, free of marks."""
    return unmarked(_STRUCK.sub("", words).replace(_UNSURE, ""))


def struck_apart(words: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the words that are not struck, and the struck ones with the offset at which each stood.

    Of two blanks left around struck words, the second goes with them.
    """
    kept: list[str] = []
    found: list[tuple[int, str]] = []
    length = 0
    parts = _STRUCK.split(_JOINT.sub(r"\1", words))
    for place, part in enumerate(parts):
        if place % 2 == 0:
            if found and part[:1] == " " and (length == 0 or kept[-1][-1:] in (" ", "\n")):
                found[-1] = found[-1][0], f"{found[-1][1]} "
                part = part[1:]
            if part:
                kept.append(unmarked(part))
                length += len(part)
        else:
            found.append((length, part))
    return "".join(kept), found


def marked_again(words: str, start: int, crossed_out: Sequence[Struck], doubtful: Sequence[Span]) -> str:
    """Return words that begin at the offset `start` of a text with their marks put in again."""
    found = [(place.offset - start, struck(place.words)) for place in crossed_out]
    marks = [*found, *((span.end - start, _UNSURE) for span in doubtful if span.start >= start)]
    parts, last = [], 0
    for offset, mark in sorted(mark for mark in marks if 0 <= mark[0] <= len(words)):
        parts += [words[last:offset], mark]
        last = offset
    return "".join([*parts, words[last:]])
