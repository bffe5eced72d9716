"""Days of the week ("thứ Sáu", "thứ 6", "chủ nhật"), and whether one agrees with the date beside it."""

import re
from collections.abc import Iterator

from build_tools.base.text import folded_text
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of

_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NUMBERS = {
    word: number
    for number, words in enumerate(("hai 2", "ba 3", "tu 4", "nam 5", "sau 6", "bay 7"))
    for word in words.split()
}
# Over folded text, verbose or not.
_DAYS = (r"thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])", r"(?P<sunday>chu\s+nhat)")
WEEKDAY = rf"(?:{'|'.join(_DAYS)})(?!\w)"
# A fast test whether a text has any: each pattern begins with a literal. "Thủ tục" is not "thứ Tư".
_NAMED = [re.compile(rf"{day}(?!\w)") for day in _DAYS]
# What may stand before a day of the week; "kỳ họp thứ 7, ngày 20/5/2024" counts meetings.
_LEAD = re.compile(r"(?:^|[(,;:.\-\n]|(?<!\w)(?:vao|ngay|sang|chieu|toi|truoc|sau|tu|den|hom|gio|phut|la|het))\s*$")
_BEFORE = re.compile(rf"(?<!\w){WEEKDAY}\s*[,(]?\s*(?:ngay\s+)?{DATE}", re.VERBOSE)
_AFTER = re.compile(rf"{DATE}\s*[,(]\s*(?:la\s+|vao\s+)?(?:ngay\s+)?(?<!\w){WEEKDAY}", re.VERBOSE)


def weekday_of(match: re.Match[str]) -> int:
    """Return the day that a match of `WEEKDAY` names, Monday being 0."""
    return 6 if match["sunday"] else _NUMBERS[match["weekday"]]


def weekday_in(folded: str) -> int | None:
    """Return the day that the words name, Monday being 0."""
    match = re.search(WEEKDAY, folded)
    return weekday_of(match) if match else None


def dates_with_weekday(text: str) -> Iterator[tuple[Span, str, str]]:
    """Yield each valid date with a day of the week: span, the stated day, the actual day."""
    folded = folded_text(text)
    if not any(named.search(folded) for named in _NAMED):
        return
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(folded):
            found = date_of(match)
            if found and (pattern is _AFTER or _LEAD.search(folded, max(0, match.start() - 12), match.start())):
                yield Span(*match.span()), _NAMES[weekday_of(match)], _NAMES[found.weekday()]
