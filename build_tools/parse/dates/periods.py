"""Duties that return, put together from what a sentence says apart: "định kỳ 6 tháng, năm … ngày 05/6 và 10/11"."""

import re

from build_tools.base.values import replace
from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.span import Span
from build_tools.parse.dates.chunks import date_chunks
from build_tools.parse.dates.reader import Reader
from build_tools.parse.dates.recurrences import yearly_rule
from build_tools.parse.dates.values import When, when

_PERIODS = re.compile(
    r"(?:dinh\s+ky,?\s+\(?|hang\s+(?=\w+\s*,))(?P<periods>(?:0?6\s+thang|nam|quy|thang)(?:\s*(?:,|va)\s*(?:6\s+thang|(?:hang\s+)?(?:nam|quy|thang)))*)(?!\s+\d|\w)"
)
_PERIOD = re.compile(r"6\s+thang|nam|quy|thang")
_PERIOD_NAMES = {
    "6 thang": Recurrence.HALF_YEARLY,
    "nam": Recurrence.YEARLY,
    "quy": Recurrence.QUARTERLY,
    "thang": Recurrence.MONTHLY,
}


def joined_yearly(reader: Reader, found: list[Deadline]) -> list[Deadline]:
    """Join "định kỳ hằng năm … trước ngày 15 tháng 12" to a yearly rule, if no year is stated."""
    yearly = next((limit for limit in found if limit.recurrence is Recurrence.YEARLY and not limit.rule), None)
    days = [limit for limit in found if limit.date is None and limit.recurrence is None and limit.relation != "within"]
    dated = [(limit, value) for limit in days if (value := _day_in(reader, limit.span))]
    if yearly is None or len(dated) != 1:
        return found
    ((limit, value),) = dated
    rule = yearly_rule(value.month or 0, value.day or 0)
    if rule is None:
        return found
    joined = replace(limit, recurrence=Recurrence.YEARLY, rule=rule)
    return [joined if other is limit else other for other in found if other is not yearly]


def without_vague(reader: Reader, found: list[Deadline]) -> list[Deadline]:
    """Leave out "hằng năm" if the sentence has a day with a year."""
    if not any(limit.date and limit.recurrence is None for limit in found):
        return found
    vague = ("hang nam", "moi nam")
    return [limit for limit in found if limit.span.of(reader.text.folded) not in vague]


def _day_in(reader: Reader, span: Span) -> When | None:
    chunks = date_chunks(reader.text.folded, span)
    at = chunks.tags.find("P")
    return when("PART", reader.text.folded[chunks.starts[at] : chunks.ends[at]]) if at >= 0 else None


def with_periods(folded: str, span: Span, found: list[Deadline]) -> list[Deadline]:
    """Give each date its period, in order: "định kỳ 6 tháng, năm … trước ngày 05/6 và ngày 10/11 của năm"."""
    match = _PERIODS.search(folded, span.start, span.end)
    if not match:
        return found
    periods = [_PERIOD_NAMES[" ".join(word.split())] for word in _PERIOD.findall(match["periods"])]
    place = Span(match.start(), match.start() + len(match[0].rstrip()))
    if len(periods) == 1 and match[0].startswith("hang"):
        return found  # "ngày 20 hàng tháng, ngày 20 tháng cuối quý" is no list of periods
    found = [limit for limit in found if not limit.span.overlaps(place)]
    later = [limit for limit in found if limit.span.start > match.end() and limit.recurrence is None]
    if len(later) == len(periods) and later:
        given = dict(zip(later, periods, strict=True))
        return [replace(limit, recurrence=given.get(limit, limit.recurrence)) for limit in found]
    return found if later else [*found, *(Deadline(place, "on", recurrence=period) for period in periods)]
