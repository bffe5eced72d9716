"""Duties that return (định kỳ): how often and on which day, the day as an RFC 5545 rule where the text gives one.

A bare "hằng tháng" counts where something is done ("báo cáo hằng tháng"), not where it describes ("lương hằng tháng").
"""

import re
from collections.abc import Callable, Iterator

from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.span import Span
from build_tools.parse.dates.weekdays import WEEKDAY, weekday_of

# All patterns are over folded text.
_EVERY = r"(?:hang|moi)"
_BY = r"(?:(?:(?P<before>truoc)|(?P<by>cham\s+nhat(?:\s+la)?|den)|vao)\s+(?:het\s+)?)?"
_HOUR = r"(?:\d{1,2}\s?(?:gio|h)\s?(?:\d\d)?\s?(?:phut)?,?\s+)?"
_WEEKDAY = rf"(?:ngay\s+)?{WEEKDAY}"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REGULAR = r"(?:dinh\s+ky,?\s+)?"
_ACTS = re.compile(
    r"(?:bao\s+cao|hop|giao\s+ban|tong\s+hop|kiem\s+tra|ra\s+soat|gui|to\s+chuc|cap\s+nhat|so\s+ket|danh\s+gia|thong\s+ke"
    r"|tiep\s+(?:cong\s+)?dan|cong\s+khai|thuc\s+hien|doi\s+thoai)(?!\w)[^.;]{0,60}$"
)


def _weekly(match: re.Match[str]) -> str:
    return f"FREQ=WEEKLY;BYDAY={_DAYS[weekday_of(match)]}"


def _monthly_weekday(match: re.Match[str]) -> str:
    return f"FREQ=MONTHLY;BYDAY={'1' if match['which'] == 'dau' else '-1'}{_DAYS[weekday_of(match)]}"


def _monthly(match: re.Match[str]) -> str | None:
    day = match["day"]
    return f"FREQ=MONTHLY;BYMONTHDAY={int(day)}" if day and 1 <= int(day) <= 31 else None


def _quarterly(match: re.Match[str]) -> str | None:
    day = match["day"]
    return f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={int(day)}" if 1 <= int(day) <= 31 else None


def yearly_rule(month: int, day: int) -> str:
    """Return the rule of a duty that returns on one day of each year."""
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def _yearly(match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    return yearly_rule(month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _no_day(_: re.Match[str]) -> None:
    return None


# The more a pattern says, the earlier it stands: what overlaps an earlier one is not looked at.
_FORMS: tuple[tuple[Recurrence, re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (
        Recurrence.MONTHLY,
        re.compile(
            rf"{_REGULAR}{_BY}{_HOUR}{_WEEKDAY}\s+(?:cua\s+)?tuan\s+(?P<which>dau|cuoi)\s+(?:cua\s+)?(?:{_EVERY}\s+)?thang"
        ),
        _monthly_weekday,
    ),
    (Recurrence.WEEKLY, re.compile(rf"{_REGULAR}{_BY}{_HOUR}{_WEEKDAY}\s+{_EVERY}\s+tuan"), _weekly),
    (
        Recurrence.WEEKLY,
        re.compile(rf"{_REGULAR}{_EVERY}\s+tuan\s{{0,2}}[,(]?\s{{1,2}}{_BY}{_HOUR}{_WEEKDAY}"),
        _weekly,
    ),
    (
        Recurrence.QUARTERLY,
        re.compile(
            rf"{_REGULAR}{_BY}ngay\s+(?P<day>\d{{1,2}})\s+(?:cua\s+)?thang\s+cuoi\s+(?:cua\s+)?(?:{_EVERY}\s+)?quy(?!\w)"
        ),
        _quarterly,
    ),
    (Recurrence.MONTHLY, re.compile(rf"{_REGULAR}{_BY}ngay\s+(?P<day>\d{{1,2}})\s+{_EVERY}\s+thang(?!\w)"), _monthly),
    (
        Recurrence.MONTHLY,
        re.compile(
            rf"{_REGULAR}{_EVERY}\s+thang\s{{0,2}}[,(]?\s{{1,2}}{_BY}ngay\s+(?P<day>\d{{1,2}})(?!\s?[/.\d]|\s+thang)"
        ),
        _monthly,
    ),
    (
        Recurrence.YEARLY,
        re.compile(
            rf"{_REGULAR}{_BY}ngay\s+(?P<day>\d{{1,2}})\s?(?:[/.\-]|\s+thang\s+)\s?(?P<month>\d{{1,2}})\s+(?:cua\s+)?{_EVERY}\s+nam(?!\w)"
        ),
        _yearly,
    ),
    (
        Recurrence.YEARLY,
        re.compile(
            rf"{_REGULAR}{_EVERY}\s+nam\s{{0,2}}[,(]?\s{{1,2}}{_BY}ngay\s+(?P<day>\d{{1,2}})\s?(?:[/.\-]|\s+thang\s+)\s?(?P<month>\d{{1,2}})(?![/\d])"
        ),
        _yearly,
    ),
    (Recurrence.MONTHLY, re.compile(rf"(?P<regular>dinh\s+ky\s+)?{_EVERY}\s+thang(?!\w)"), _no_day),
    (Recurrence.WEEKLY, re.compile(rf"(?P<regular>dinh\s+ky\s+)?{_EVERY}\s+tuan(?!\w)"), _no_day),
    (Recurrence.QUARTERLY, re.compile(rf"(?P<regular>dinh\s+ky\s+)?{_EVERY}\s+quy(?!\w)"), _no_day),
    (
        Recurrence.HALF_YEARLY,
        re.compile(r"(?P<regular>dinh\s+ky\s+)?0?6\s+thang\s?(?:/|\s)\s?(?:mot\s+|0?1\s+)?lan(?!\w)"),
        _no_day,
    ),
    (Recurrence.YEARLY, re.compile(rf"(?P<regular>dinh\s+ky\s+){_EVERY}\s+nam(?!\w)"), _no_day),
    (Recurrence.DAILY, re.compile(rf"(?P<regular>dinh\s+ky\s+)?{_EVERY}\s+ngay(?!\w)"), _no_day),
)
_SIGNAL = re.compile(
    r"hang\s+(?:ngay|tuan|thang|quy|nam)|moi\s+(?:ngay|tuan|thang|quy|nam)|tuan\s+(?:dau|cuoi)|thang\s+cuoi|thang\s?/?\s?(?:mot\s+|0?1\s+)?lan"
)


def find_recurrences(folded: str, span: Span) -> Iterator[Deadline]:
    """Yield the recurring limits inside the span, those with a day first; places may overlap."""
    if not _SIGNAL.search(folded, span.start, span.end):
        return
    for recurrence, pattern, rule in _FORMS:
        for match in pattern.finditer(folded, span.start, span.end):
            groups = match.groupdict()
            if "regular" in groups and not (groups["regular"] or _is_done(folded, span, match.start())):
                continue
            relation = "before" if groups.get("before") else "by" if groups.get("by") else "on"
            yield Deadline(Span(*match.span()), relation, recurrence=recurrence, rule=rule(match))


def _is_done(folded: str, span: Span, start: int) -> bool:
    """Return whether something is done that often: an act before it, or the words open the sentence."""
    return start - span.start < 3 or _ACTS.search(folded, max(span.start, start - 90), start) is not None
