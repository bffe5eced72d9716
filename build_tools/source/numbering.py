"""Automatic list numbers, which office programs and browsers show but do not store in the text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# An upper bound for list numbers, against damaged files.
MOST = 9_999
# Bullets of the symbol fonts as the characters they look like; Vietnamese offices use dashes.
BULLETS = {"\uf0b7": "•", "\uf0a7": "•", "\uf02d": "-", "\uf0d8": "•", "\uf0fc": "✓"}
_BULLETS = BULLETS | {"o": "•", "−": "-", "–": "-"}


def roman(number: int) -> str:
    """Return the number in small Roman digits."""
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts."""
    repeat, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (repeat + 1)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """The number format of one level: `text` holds %1, %2 … for the counters of the levels."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class List:
    """A list: its levels, and the current count of each."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def restart(self) -> None:
        """Start counting again with the next label."""
        self.counts.clear()

    def label(self, level: int, number: int | None = None) -> str:
        """Count the next paragraph on this level, or set it to `number`, and return its label."""
        if level not in self.levels:
            return ""
        shape = self.levels[level]
        if shape.kind == "bullet":
            return _BULLETS.get(shape.text, shape.text)
        following = number or self.counts.get(level, shape.start - 1) + 1
        self.counts[level] = min(following, MOST)
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        return re.sub(r"%([1-9])", lambda match: self._counter(shape, int(match[1]) - 1), shape.text)

    def _counter(self, shape: Level, level: int) -> str:
        other = self.levels.get(level, Level())
        count = self.counts.setdefault(level, other.start)
        return (str if shape.legal else FORMATS.get(other.kind, str))(count)
