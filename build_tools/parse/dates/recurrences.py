"""Duties that return (định kỳ): how often and on which day, the day as an RFC 5545 rule where the text gives one.

A month without the 30th or 31st has its last day instead. A bare "hằng tháng" counts where something is done ("báo cáo
hằng tháng"), not where it describes ("lương hằng tháng").
"""

import re

from build_tools.base.values import replace
from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.span import Span
from build_tools.parse.dates.values import iso_day
from build_tools.parse.dates.weekdays import weekday_in

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ACTS = re.compile(
    r"(?:bao\s+cao|hop|giao\s+ban|tong\s+hop|kiem\s+tra|ra\s+soat|gui|to\s+chuc|cap\s+nhat|so\s+ket|danh\s+gia|thong\s+ke"
    r"|tiep\s+(?:cong\s+)?dan|cong\s+khai|thuc\s+hien|doi\s+thoai)(?!\w)[^.;]{0,60}$"
)
EVERY = {
    "EVERYDAY": Recurrence.DAILY,
    "EVERYWEEK": Recurrence.WEEKLY,
    "EVERYMONTH": Recurrence.MONTHLY,
    "EVERYQUARTER": Recurrence.QUARTERLY,
    "EVERYYEAR": Recurrence.YEARLY,
}


def weekly_rule(words: str) -> str | None:
    """Return the rule of a duty that returns on the day of the week that the words name."""
    day = weekday_in(words)
    return None if day is None else f"FREQ=WEEKLY;BYDAY={_DAYS[day]}"


def weekday_of_month_rule(words: str) -> str | None:
    """Return the rule of "thứ Năm của tuần đầu (cuối) tháng"."""
    day = weekday_in(words)
    return None if day is None else f"FREQ=MONTHLY;BYDAY={'1' if 'tuan dau' in words else '-1'}{_DAYS[day]}"


def monthly_rule(day: int) -> str | None:
    """Return the rule of a duty that returns on this day of each month."""
    if not 1 <= day <= 31:
        return None
    if day == 31:
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    if day > 28:
        return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
    return f"FREQ=MONTHLY;BYMONTHDAY={day}"


def last_working_day_rule() -> str:
    """Return the rule of "ngày làm việc cuối cùng của tháng"."""
    return "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"


def quarterly_rule(day: int) -> str | None:
    """Return the rule of a duty that returns on this day of the last month of each quarter."""
    if not 1 <= day <= 31:
        return None
    return f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={-1 if day == 31 else day}"


def yearly_rule(month: int, day: int) -> str | None:
    """Return the rule of a duty that returns on one day of each year."""
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if iso_day(2000, month, day) else None


def periodic(words: str) -> Recurrence:
    """Return how often "6 tháng/lần", "03 tháng một lần" is."""
    months = re.search(r"[136]", words)
    return {"1": Recurrence.MONTHLY, "3": Recurrence.QUARTERLY}.get(months[0] if months else "", Recurrence.HALF_YEARLY)


def is_done(folded: str, span: Span, start: int) -> bool:
    """Return whether something is done that often: an act before it, or the words open the sentence."""
    return start - span.start < 3 or _ACTS.search(folded, max(span.start, start - 90), start) is not None


def in_plan(recurring: Deadline, plan_year: int | None) -> Deadline:
    """A duty of a plan for one year ends with it; a yearly one then falls due on one day, inferred from that year."""
    if plan_year is None:
        return recurring
    day = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(\d+)", recurring.rule or "")
    found = iso_day(plan_year, int(day[1]), int(day[2])) if day else None
    return replace(recurring, until=f"{plan_year}-12-31", date=found, inferred=found is not None)
