"""Time limits (thời hạn): dates, months and quarters, periods from an event, recurrences.

A year that is not stated is the plan's own ("Kế hoạch … năm 2022") and marked inferred; without one the date stays
open. A date of effect ("có hiệu lực từ ngày …") is no deadline.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.base.values import replace
from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of, real_date
from build_tools.parse.dates.recurrences import find_recurrences, yearly_rule

# What stands before a date tells its relation; the longest match first.
_LEADS = r"""
    (?P<before>truoc\s+(?:thoi\s+han\s+)?(?:\d{1,2}\s*(?:gio|h)\s*(?:\d\d)?\s*(?:phut)?\s*,?\s*)?(?:ngay\s+)?)
  | (?P<by>(?:cham\s+nhat|muon\s+nhat|hoan\s+thanh(?:\s+trong)?|den\s+het|den)\s*
           (?:la\s+|vao\s+|den\s+)?(?:het\s+)?(?:ngay\s+)?)
  | (?P<on>(?:vao|trong|xong\s+trong)\s+(?:ngay\s+)?)
"""
_LEAD = re.compile(rf"(?<!\w)(?:{_LEADS})", re.VERBOSE)
_DATE = re.compile(DATE, re.VERBOSE)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})\s?(?:[/.\-]\s?|\s+thang\s+)(?P<month>\d{1,2})(?![\d/])")
_MONTH = re.compile(r"(?:thang\s+)?(?P<month>\d{1,2})\s?(?:/\s?|\s+nam\s+)(?P<year>(?:19|20)\d\d)(?!\d)")
_QUARTER = re.compile(
    r"quy\s+(?P<quarter>i{1,3}|iv|[1-4])(?!\w)(?:\s?(?:/\s?|\s*nam\s+|\s*,\s*)(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_MONTH_ALONE = re.compile(r"thang\s+(?P<month>\d{1,2})(?![\d/]|\s?/|\s+nam)")
_YEAR = re.compile(r"nam\s+(?P<year>(?:19|20)\d\d)(?!\d)")
_AND = re.compile(r"\s*(?:,|va|;)\s*(?:truoc\s+)?ngay\s+")
_WITHIN = re.compile(
    r"(?:trong\s+(?:vong|thoi\s+han)|cham\s+nhat(?:\s+la|\s+sau)?|khong\s+qua)\s+(?:la\s+)?"
    r"\d{1,3}\s+(?:\([^)]*\)\s+)?(?:ngay|gio|thang|tuan)"
    r"(?:\s+lam\s+viec)?(?:,?\s+(?:ke\s+)?tu\s+(?:ngay|khi)[^,;.]{0,80})?"
)
# A limit tied to an event whose day the text does not know.
_EVENT = re.compile(
    r"(?P<before>truoc\s+khi\s+|truoc\s+ngay\s+(?=bat\s+dau|khai\s+mac|khoi\s+cong|dien\s+ra))[^,;.()]{4,100}"
    r"|(?P<from>tu\s+khi\s+(?=bat\s+dau))[^,;.()]{4,100}"
)
_PERIODS = re.compile(
    r"dinh\s+ky\s+(?P<periods>(?:6\s+thang|nam|quy|thang)(?:\s*(?:,|va)\s*(?:6\s+thang|nam|quy|thang))*)"
)
_PERIOD = re.compile(r"6\s+thang|nam|quy|thang")
_PERIOD_NAMES = {
    "6 thang": Recurrence.HALF_YEARLY,
    "nam": Recurrence.YEARLY,
    "quy": Recurrence.QUARTERLY,
    "thang": Recurrence.MONTHLY,
}
_NO_DEADLINE = re.compile(r"(?:hieu\s+luc|giai\s+doan|tam\s+nhin|muc\s+tieu|nhu\s+cau)[^,;.]{0,40}$")
# "tiến độ chi tiết đến hết năm 2026": how far a schedule reaches.
_REACHES = re.compile(r"(?:tien\s+do|lo\s+trinh|ke\s+hoach)\s[^;.]{0,40}$")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_deadlines(folded: str, span: Span, plan_year: int | None) -> tuple[Deadline, ...]:
    """Return the deadlines inside the span, in order; `plan_year` is the year the document is a plan for."""
    dated = [
        found
        for lead in _LEAD.finditer(folded, span.start, span.end)
        for found in _dated(folded, lead, span, plan_year)
    ]
    dated += [Deadline(Span(*match.span()), "within") for match in _WITHIN.finditer(folded, span.start, span.end)]
    dated += [
        Deadline(Span(match.start(), match.start() + len(match[0].rstrip())), match.lastgroup or "before")
        for match in _EVENT.finditer(folded, span.start, span.end)
    ]
    dated = _with_periods(folded, span, _without_overlaps(dated))
    recurring = [_in_plan(found, plan_year) for found in _apart(find_recurrences(folded, span))]
    dated, recurring = _yearly(folded, dated, recurring)
    dated = [
        found
        for found in dated
        if not any(found.span.start < r.span.end and r.span.start < found.span.end for r in recurring)
    ]
    return tuple(sorted([*dated, *recurring], key=lambda deadline: deadline.span))


def _yearly(folded: str, dated: list[Deadline], recurring: list[Deadline]) -> tuple[list[Deadline], list[Deadline]]:
    """Join "định kỳ hằng năm … trước ngày 15 tháng 12": the day on which it returns, where no year is stated."""
    yearly = next((found for found in recurring if found.recurrence is Recurrence.YEARLY and not found.rule), None)
    days = [
        (found, day)
        for found in dated
        if found.date is None and (day := _DAY_MONTH.search(folded, found.span.start, found.span.end))
    ]
    if yearly is None or len(days) != 1:
        return dated, recurring
    ((open_, day),) = days
    if real_date(2000, day["month"], day["day"]) is None:
        return dated, recurring
    rule = yearly_rule(int(day["month"]), int(day["day"]))
    joined = replace(open_, recurrence=Recurrence.YEARLY, rule=rule)
    return [joined if found is open_ else found for found in dated], [r for r in recurring if r is not yearly]


def _in_plan(recurring: Deadline, plan_year: int | None) -> Deadline:
    """A duty of a plan for one year ends with it; a yearly one then falls due on one day, inferred from that year."""
    if plan_year is None:
        return recurring
    day = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(\d+)", recurring.rule or "")
    found = real_date(plan_year, day[1], day[2]) if day else None
    until = f"{plan_year}-12-31"
    return replace(recurring, until=until, date=found.isoformat() if found else None, inferred=found is not None)


def find_limits(folded: str, span: Span, plan_year: int | None) -> tuple[Deadline, ...]:
    """Return the limits of a line that gives nothing else ("Thời gian hoàn thành: Quý II/2025")."""
    if found := find_deadlines(folded, span, plan_year):
        return found
    value = _value(folded, span.start, span.end, plan_year)
    return (Deadline(Span(span.start, value[0]), "on", value[1], inferred=value[2]),) if value else ()


def _apart(recurring: Iterable[Deadline]) -> list[Deadline]:
    """The first of those that overlap: the one that says more."""
    kept: list[Deadline] = []
    for deadline in recurring:
        if all(deadline.span.end <= other.span.start or other.span.end <= deadline.span.start for other in kept):
            kept.append(deadline)
    return kept


def _without_overlaps(found: list[Deadline]) -> list[Deadline]:
    kept: list[Deadline] = []
    for deadline in sorted(found, key=lambda d: (d.span.start, -d.span.end)):
        if not kept or deadline.span.start >= kept[-1].span.end:
            kept.append(deadline)
    return kept


def _dated(folded: str, lead: re.Match[str], span: Span, plan_year: int | None) -> Iterator[Deadline]:
    """Yield the deadline at this lead and those that "và ngày …" adds to it."""
    before = max(span.start, lead.start() - 60)
    if _NO_DEADLINE.search(folded, before, lead.start()):
        return
    if lead[0].startswith("den") and _REACHES.search(folded, before, lead.start()):
        return
    relation = lead.lastgroup or "on"
    found = _value(folded, lead.end(), span.end, plan_year)
    start = lead.start()
    while found:
        end, value, inferred = found
        yield Deadline(Span(start, end), relation, value, inferred=inferred)
        more = _AND.match(folded, end, span.end)
        found = _value(folded, more.end(), span.end, plan_year) if more else None
        start = folded.rfind("ngay", end, more.end()) if more else end


def _value(folded: str, offset: int, limit: int, plan_year: int | None) -> tuple[int, str | None, bool] | None:
    """Return the end, ISO form and whether the year is inferred of the date at the offset."""
    if match := _DATE.match(folded, offset, limit):
        found = date_of(match)
        return match.end(), found.isoformat() if found else None, False
    if match := _QUARTER.match(folded, offset, limit):
        quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        year = match["year"] or plan_year
        return match.end(), f"{year}-Q{quarter}" if year else None, bool(year and not match["year"])
    if match := _MONTH.match(folded, offset, limit):
        return (
            (match.end(), f"{match['year']}-{int(match['month']):02}", False)
            if 1 <= int(match["month"]) <= 12
            else None
        )
    if (match := _MONTH_ALONE.match(folded, offset, limit)) and 1 <= int(match["month"]) <= 12:
        return match.end(), f"{plan_year}-{int(match['month']):02}" if plan_year else None, plan_year is not None
    if match := _YEAR.match(folded, offset, limit):
        return match.end(), match["year"], False
    if match := _DAY_MONTH.match(folded, offset, limit):
        found = real_date(plan_year, match["month"], match["day"]) if plan_year else None
        if real_date(2000, match["month"], match["day"]):
            return match.end(), found.isoformat() if found else None, bool(found)
    return None


def _with_periods(folded: str, span: Span, dated: list[Deadline]) -> list[Deadline]:
    """Give "định kỳ 6 tháng, năm … trước ngày 05/6 và ngày 10/11 của năm" each date its period, in order."""
    match = _PERIODS.search(folded, span.start, span.end)
    if not match:
        return dated
    periods = [_PERIOD_NAMES[" ".join(word.split())] for word in _PERIOD.findall(match["periods"])]
    later = [deadline for deadline in dated if deadline.span.start > match.end() and deadline.recurrence is None]
    if len(later) == len(periods) and later:
        given = dict(zip(later, periods, strict=True))
        return [replace(deadline, recurrence=given.get(deadline)) for deadline in dated]
    return (
        [*dated, *(Deadline(Span(*match.span()), "on", recurrence=period) for period in periods[:1])]
        if not later
        else dated
    )


def plan_year_of(folded_subject: str) -> int | None:
    """Return the year a plan is for ("Kế hoạch … năm 2022"); `None` where its subject names none or several."""
    years = {int(match["year"]) for match in _YEAR.finditer(folded_subject)}
    return years.pop() if len(years) == 1 else None
