"""The same document laid out otherwise, as changes of its text: what does that is no reason to read it otherwise.

Each layout is a function from a text to changes (start, end, new words), sorted and apart.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

Change = tuple[int, int, str]

_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "ụy": "uỵ"}
_OPEN = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")
_BETWEEN = re.compile(r"(?<=[^\W\d_]) (?=[a-zà-ỹđ])")
DAY = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_LINE = re.compile(r"[^\n]+")
_WIDTH = 72


def _each(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], list[Change]]:
    found = re.compile(pattern, re.MULTILINE)
    return lambda text: [(*m.span(), new if isinstance(new, str) else new(m)) for m in found.finditer(text)]


def _blanks(blank: str) -> Callable[[str], list[Change]]:
    """Every seventh blank between words is another."""
    return lambda text: [(*m.span(), blank) for m in itertools.islice(_BETWEEN.finditer(text), 0, None, 7)]


def _wrapped(text: str) -> list[Change]:
    return [change for line in _LINE.finditer(text) for change in _breaks(line)]


def _breaks(line: re.Match[str]) -> Iterator[Change]:
    start, blank = line.start(), -1
    for at in range(line.start(), line.end()):
        if line.string[at] == " ":
            blank = at
        if at - start > _WIDTH and blank > start:
            yield blank, blank + 1, "\n"
            start, blank = blank + 1, -1


def _in_figures(match: re.Match[str]) -> str:
    return f"{match[1]}/{match[2]}/{match[3]}"


# What must not change a single fact.
LAYOUTS: dict[str, Callable[[str], list[Change]]] = {
    "indented": _each(r"^(?=\S)", "      "),
    "blanks at the ends": _each(r"(?<=\S)$", " \t"),
    "justified": _blanks("  "),
    "no-break spaces": _blanks("\u00a0"),
    "line breaks of Windows": _each(r"\n", "\r\n"),
    "tones": lambda text: [(*m.span(), _TONES[m[0]]) for m in _OPEN.finditer(text)],
    "dates in figures": _each(DAY.pattern, _in_figures),
    "brackets behind numbers": _each(r"(?<=^\d)\.(?= )", ")"),
}
# What makes a document harder to read: only measured (`make layouts`).
HARDER: dict[str, Callable[[str], list[Change]]] = {
    "wrapped anew": _wrapped,
    "no blank lines": _each(r"\n(?:[ \t]*\n)+", "\n"),
    "no full stops at the end of lines": _each(r"(?<=\w)[.;](?=[ \t]*$)", ""),
    "“số:” with a colon": _each(r"(?<=[ny] số)(?= \d)", ":"),
    "headings in capitals": _each(r"^[ \t]*(?:[IVX]+|\d+)\.[ ][^\n.;:]{5,60}$", lambda match: match[0].upper()),
}


def changed(text: str, changes: list[Change]) -> str:
    """Return the text with the changes made."""
    parts, end = [], 0
    for start, stop, new in changes:
        parts += [text[end:start], new]
        end = stop
    return "".join([*parts, text[end:]])


def moved(changes: list[Change]) -> Callable[[int], int]:
    """Return where a place of the text stands after the changes; one inside a change stands at its end."""
    ends = [stop for _, stop, _ in changes]
    shifts = list(itertools.accumulate((len(new) - (stop - start) for start, stop, new in changes), initial=0))

    def place(at: int) -> int:
        done = bisect_right(ends, at)
        inside = done < len(changes) and changes[done][0] < at
        return changes[done][1] + shifts[done + 1] if inside else at + shifts[done]

    return place
