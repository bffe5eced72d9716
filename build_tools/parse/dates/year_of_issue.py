"""The year of a day that states none ("trước ngày 10/12"), from the day on which its document was issued."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from build_tools.base.values import replace
from build_tools.model.obligation import Deadline, Obligation, YearFrom
from build_tools.parse.dates.chunks import date_chunks
from build_tools.parse.dates.values import iso_day, when
from build_tools.parse.grammar.tags import DATES
from build_tools.parse.text import Text

_FARTHEST = timedelta(days=183)
_OTHER = re.compile("[" + "".join(DATES[name] for name in ("LUNAR", "NEXTYEAR", "YEAR", "EVERYYEAR", "OFYEAR")) + "]")


def with_year_of_issue(text: Text, tasks: Sequence[Obligation], issued: date | None) -> tuple[Obligation, ...]:
    """Return the tasks, their days without a year dated where only one year fits.

    It does where the next such day lies within half a year of the day of issue: who gets the document on that day reads
    it so. All others stay open.
    """
    if issued is None:
        return tuple(tasks)
    return tuple(
        replace(task, deadlines=tuple(_dated(text, limit, issued) for limit in task.deadlines))
        if any(limit.date is None for limit in task.deadlines)
        else task
        for task in tasks
    )


def _dated(text: Text, limit: Deadline, issued: date) -> Deadline:
    if limit.date or limit.recurrence or limit.by_keeper or limit.relation == "within":
        return limit
    chunks = date_chunks(text.folded, limit.span)
    at = chunks.tags.rfind(DATES["PART"])
    if at < 0 or _OTHER.search(chunks.tags):
        return limit
    day = when("PART", text.folded[chunks.starts[at] : chunks.ends[at]])
    for year in (issued.year, issued.year + 1):
        iso = iso_day(year, day.month or 0, day.day or 0) if day else None
        if iso and issued <= date.fromisoformat(iso) <= issued + _FARTHEST:
            return replace(limit, date=iso, inferred=YearFrom.ISSUE)
    return limit
