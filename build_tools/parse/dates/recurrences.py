"""Recurring duties (định kỳ): the frequency, and an RFC 5545 rule if the text states the day.

In months without a 30th or 31st the last day counts. "Hằng tháng" alone counts after an action ("báo cáo hằng tháng"),
not as an attribute ("lương hằng tháng").
"""

import re
from collections.abc import Sequence

from build_tools.base.values import replace
from build_tools.model.obligation import Deadline, Recurrence, YearFrom
from build_tools.model.span import Span
from build_tools.parse.dates.values import iso_day
from build_tools.parse.dates.weekdays import weekday_in

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ACTS = re.compile(
    r"(?:bao\s+cao|hop|giao\s+ban|tong\s+hop|kiem\s+tra|ra\s+soat|gui|to\s+chuc|cap\s+nhat|so\s+ket|danh\s+gia|thong\s+ke"
    r"|tiep\s+(?:cong\s+)?dan|cong\s+khai|thuc\s+hien|doi\s+thoai)(?!\w)[^.;]{0,60}$"
)
# "Trợ cấp hằng tháng", "mức đóng hằng năm" say what is paid, not when it is done.
_PAID = re.compile(
    r"(?<!\w)(?:tro\s+cap|phu\s+cap|luong|sinh\s+hoat\s+phi|hoc\s+phi|thu\s+nhap|muc\s+(?:dong|huong|chi|ho\s+tro))\s(?:\w+\s){0,2}$"
)
_TERM = re.compile(r"(?<!\w)(?:ngay|tuan|quy|hoc\s+k[iy]|nam|(?<!\d\s)(?<!\d)thang)(?!\w)|(?<=/)\s?(?:0?1\s)?thang")
_TIMES_A_YEAR = re.compile(r"(\d|hai)\s+(?:lan|buoi|ky)\W.*nam")
_TIMES = {"2": Recurrence.HALF_YEARLY, "hai": Recurrence.HALF_YEARLY, "4": Recurrence.QUARTERLY}
_TERMS = {
    "ngay": Recurrence.DAILY, "tuan": Recurrence.WEEKLY, "thang": Recurrence.MONTHLY, "quy": Recurrence.QUARTERLY,
    "hoc": Recurrence.HALF_YEARLY, "nam": Recurrence.YEARLY,
}  # fmt: skip
EVERY = {
    "EVERYDAY": Recurrence.DAILY,
    "EVERYWEEK": Recurrence.WEEKLY,
    "EVERYMONTH": Recurrence.MONTHLY,
    "EVERYQUARTER": Recurrence.QUARTERLY,
    "EVERYYEAR": Recurrence.YEARLY,
}


def weekly_rule(words: str) -> str | None:
    """Return the weekly rule for the day of the week in the words."""
    day = weekday_in(words)
    return None if day is None else f"FREQ=WEEKLY;BYDAY={_DAYS[day]}"


def weekday_of_month_rule(words: str) -> str | None:
    """Return the rule of "thứ Năm của tuần đầu (cuối) tháng"."""
    day = weekday_in(words)
    return None if day is None else f"FREQ=MONTHLY;BYDAY={'1' if 'tuan dau' in words else '-1'}{_DAYS[day]}"


def monthly_rule(day: int) -> str | None:
    """Return the monthly rule for this day."""
    if not 1 <= day <= 31:
        return None
    if day == 31:
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    if day > 28:
        return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
    return f"FREQ=MONTHLY;BYMONTHDAY={day}"


def several_days_rule(days: Sequence[int]) -> str | None:
    """Return the monthly rule for several days; `None` where one is not in each month."""
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, sorted(days)))}" if max(days) <= 28 and min(days) else None


def last_working_day_rule() -> str:
    """Return the rule of "ngày làm việc cuối cùng của tháng"."""
    return "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"


def quarterly_rule(day: int, months: str = "3,6,9,12") -> str | None:
    """Return the quarterly rule for this day of the last month of each quarter, or of other months."""
    if not 1 <= day <= 31:
        return None
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={-1 if day == 31 else day}"


def yearly_rule(month: int, day: int) -> str | None:
    """Return the yearly rule for this day."""
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if iso_day(2000, month, day) else None


def periodic(words: str) -> Recurrence:
    """Return how often "6 tháng/lần", "03 tháng một lần", "2 lần/năm", "mỗi học kỳ một lần" is."""
    if term := _TERM.search(words):
        times = _TIMES_A_YEAR.search(words)
        name = "hoc" if "hoc" in term[0] else term[0].split()[-1]
        return _TIMES.get(times[1], Recurrence.YEARLY) if times else _TERMS[name]
    months = re.search(r"[136]", words)
    return {"1": Recurrence.MONTHLY, "3": Recurrence.QUARTERLY}.get(months[0] if months else "", Recurrence.HALF_YEARLY)


def is_done(folded: str, span: Span, start: int) -> bool:
    """Return whether the frequency belongs to an action: one before it, or it begins the sentence."""
    if _PAID.search(folded, max(span.start, start - 40), start):
        return False
    return start - span.start < 3 or _ACTS.search(folded, max(span.start, start - 90), start) is not None


def in_plan(recurring: Deadline, plan_year: int | None) -> Deadline:
    """Return the deadline limited to the year of the plan; a yearly one becomes a single inferred date."""
    if plan_year is None:
        return recurring
    day = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(\d+)", recurring.rule or "")
    found = iso_day(plan_year, int(day[1]), int(day[2])) if day else None
    return replace(recurring, until=f"{plan_year}-12-31", date=found, inferred=YearFrom.SUBJECT if found else None)
