"""The days on which a duty is due, once or by its rule (RFC 5545): the only use of dateutil."""

from collections.abc import Iterator
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from build_tools.base.iso_dates import is_day
from build_tools.model.obligation import Deadline


def first_day(deadline: Deadline, issued: str | None) -> date | None:
    """Return the day of the deadline, or the first day of its rule from the day of issue on; `None` if not known."""
    if deadline.date is not None:
        return date.fromisoformat(deadline.date) if deadline.date.count("-") == 2 else None
    return next(_days(deadline, issued, date.max), None)


def days_of_year(deadline: Deadline, issued: str | None, year: int) -> Iterator[str]:
    """Yield the days of a year (ISO) on which a duty recurs by its rule, from the day of issue on."""
    if deadline.date is None:
        for day in _days(deadline, issued, date(year, 12, 31)):
            if day.year == year:
                yield day.isoformat()


def _days(deadline: Deadline, issued: str | None, last: date) -> Iterator[date]:
    """Yield the days of the rule from the day of issue to `last`, or to the end of the plan."""
    if deadline.rule is None or not is_day(issued):
        return
    end = min(last, date.fromisoformat(deadline.until)) if deadline.until else last
    start = datetime.combine(date.fromisoformat(issued), time.min)
    for found in rrulestr(deadline.rule, dtstart=start):
        if found.date() > end:
            return
        yield found.date()
