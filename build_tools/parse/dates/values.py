"""Values of date chunks: days, months, quarters, halves and years in ISO form."""

import re
from datetime import date

from build_tools.base.values import Value

_NUMBERS = re.compile(r"\d+")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NAMED_MONTHS = {"gieng": 1, "chap": 12}
_QUARTER = re.compile(r"(?:quy\s+)?(iv|i{1,3}|[1-4])(?!\w)")
_SPACED = re.compile(r"(?<=[/.\-])(1)\s([0-2])(?=\s?[/.\-])")


class When(Value, frozen=True):
    """A day, month, quarter, half or year; `year` is `None` if not stated."""

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def with_year(self, year: int | None) -> "When":
        """Return it with this year if it has none."""
        return self if self.year or not year else When(self.kind, year, self.month, self.day)

    @property
    def iso(self) -> str | None:
        """The ISO form ("2025-12-05", "2025-12", "2025-Q4", "2025"); `None` where the calendar has no such day."""
        if self.year is None:
            return None
        if self.kind == "day":
            return iso_day(self.year, self.month or 0, self.day or 0)
        if self.kind == "month":
            return f"{self.year}-{self.month:02}" if 1 <= (self.month or 0) <= 12 else None
        return f"{self.year}-Q{self.month}" if self.kind == "quarter" else str(self.year)


_COUNTS = {"hai": 2, "ba": 3, "sau": 6, "chin": 9}


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return the day in ISO form, `None` where the calendar has no such day (31 tháng 02)."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def when(name: str, words: str) -> When | None:
    """Return the value of a chunk of this name; `words` are folded."""
    numbers = [int(number) for number in _NUMBERS.findall(_SPACED.sub(r"\1\2", words))]
    if name == "FULL" and len(numbers) == 3:
        day, month, year = numbers
        return When("day", year if year > 99 else 2000 + year, month, day)
    if name == "PART":
        month = numbers[1] if len(numbers) > 1 else next((m for w, m in _NAMED_MONTHS.items() if w in words), 0)
        return When("day", None, month, numbers[0])
    if name == "MONTHYEAR":
        return When("month", numbers[1], numbers[0])
    if name == "MONTH":
        month = numbers[0] if numbers else next((m for w, m in _NAMED_MONTHS.items() if w in words), 0)
        return When("month", None, month)
    if name in ("QUARTER", "QUARTERYEAR", "ROMAN"):
        found = _QUARTER.search(words)
        quarter = _QUARTERS.get(found[1]) or int(found[1]) if found else 0
        return When("quarter", numbers[-1] if name == "QUARTERYEAR" else None, quarter)
    if name == "MONTHS":  # they end with the last of them; a half on its last quarter
        count = numbers[0] if numbers else _COUNTS[words.split()[0]]
        last = count if "dau" in words else 12
        return When("quarter", None, last // 3) if count == 6 else When("month", None, last)
    if name in ("YEAR", "BAREYEAR", "YEARS"):
        return When("year", numbers[-1])
    return None
