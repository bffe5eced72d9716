"""The data of the page "Việc": deadlines by the month in which they end, as scripts that a browser loads on demand.

A page opened from a folder may load nothing but scripts, so each file calls a function of docs/assets/due/store.js.
"""

import calendar
from collections.abc import Iterator, Sequence

from build_tools.base.javascript import call
from build_tools.base.text import squeeze
from build_tools.model.corpus import Role, UnitId
from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.page import Page
from build_tools.render.addresses import DUE, HOME, relative_html
from build_tools.render.lookups import Site
from build_tools.render.page_task import Due
from build_tools.render.wording import clause, deadline_words, recurrence_words, short_name

# The part of each unit in a task, as rows name it; a row lists its units in this order.
_ROLES = {Role.LEAD: "chu-tri", Role.BEARER: "thuc-hien", Role.COORDINATE: "phoi-hop", Role.RECEIVER: "nhan-bao-cao"}
_ORDER = {role: place for place, role in enumerate(_ROLES.values())}
# A duty that returns without a stated day is due on the last day of its period: its months.
_MONTHS = {
    Recurrence.MONTHLY: "1,2,3,4,5,6,7,8,9,10,11,12",
    Recurrence.QUARTERLY: "3,6,9,12",
    Recurrence.HALF_YEARLY: "6,12",
    Recurrence.YEARLY: "12",
}
_QUOTE = 300


def last_day(date: str) -> str:
    """Return the last day (ISO) of a date, a month ("2025-12"), a quarter ("2025-Q4") or a year."""
    year, _, rest = date.partition("-")
    if rest.startswith("Q"):
        rest = f"{int(rest[1]) * 3:02}"
    month, _, day = rest.partition("-")
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"


def due_rule(deadline: Deadline) -> str:
    """Return the RFC 5545 rule of the days on which it returns; "" where not even the period is known."""
    if deadline.rule:
        return deadline.rule
    months = _MONTHS.get(deadline.recurrence) if deadline.recurrence else None
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1" if months else ""


def month_file(site: Site, month: str, rows: Sequence[Due]) -> Iterator[Page]:
    """Make the file of the deadlines that end in the month ("2025-12")."""
    yield _script(month, "dueRows", [_row(site, due) for due in rows])


def recurring_file(site: Site, rows: Sequence[Due]) -> Iterator[Page]:
    """Make the file of what returns by a rule."""
    yield _script("dinh-ky", "dueRows", [_row(site, due) for due in rows])


def unit_file(site: Site, units: Sequence[UnitId]) -> Iterator[Page]:
    """Make the file of the units to choose from: address, name, addresses of the groups that a unit is in."""
    rows = [
        (
            _address(site, unit),
            site.units[unit].full_name,
            [_address(site, group) for group in site.groups.get(unit, ())],
        )
        for unit in units
    ]
    yield _script("don-vi", "dueUnits", rows)


def contents_file(_: Site, months: Sequence[tuple[str, int]], recurring: int, undated: int) -> Iterator[Page]:
    """Make the file loaded first: how many deadlines end in each month, how many recur, how many have no day."""
    yield _script("muc-luc", "dueContents", {"months": months, "recurring": recurring, "undated": undated})


def _row(site: Site, due: Due) -> tuple[object, ...]:
    deadline, duty = due.deadline, due.duty
    work, document, task = site.works[duty.work], site.document(duty.work), duty.obligation
    text = document.source.text
    parties = site.parties.get(work.id, {}).get(task.span.start, ())
    named = {each.name for each in parties}
    told = [(each.name, _address(site, each.unit), _ROLES[each.role]) for each in parties]
    told += [(name, "", "thuc-hien") for name in task.bearers if name not in named]
    told.sort(key=lambda party: _ORDER[party[2]])
    words = squeeze(task.span.of(text))
    return (
        last_day(deadline.date) if deadline.date else "",
        deadline_words(deadline, text),
        "" if deadline.date else due_rule(deadline),
        deadline.until or "",
        words if len(words) <= _QUOTE else f"{words[:_QUOTE].rpartition(' ')[0]} …",
        short_name(work),
        relative_html(HOME, site.work_pages[work.id], task.eid),
        clause(document.label(task.eid)),
        told,
        recurrence_words(deadline.recurrence),
        task.doubt or "",
    )


def _address(site: Site, unit: UnitId) -> str:
    page = site.unit_pages.get(unit)
    return relative_html(HOME, page) if page else ""


def _script(name: str, function: str, value: object) -> Page:
    return Page(f"{DUE}/{name}.js", call(function, value))
