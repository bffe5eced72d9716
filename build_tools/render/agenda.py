"""The calendar page: every deadline by month, those without a date apart, and the calendar file of all."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.corpus import Duty, Role
from build_tools.model import Deadline, Page
from build_tools.render.calendar_file import calendar_file
from build_tools.render.markdown import Md, attribute, escape
from build_tools.render.names import deadline_words, recurrence_words, vietnamese_date
from build_tools.render.paths import CALENDAR
from build_tools.render.site import Site, grouped
from build_tools.render.tasks import Task, task_of
from build_tools.render.templates import page

_PATH = f"{CALENDAR}/index.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline with its task; `date` is ISO or "", `when` a `time` element where the day is known."""

    date: str
    when: Md
    recurrence: str
    task: Task


def agenda_pages(site: Site) -> Iterator[Page]:
    """Yield the calendar page and, where there are dates, the file of all deadlines."""
    duties = own_duties(site)
    calendar = calendar_file(site, f"{CALENDAR}/tat-ca.ics", "Sổ Văn Bản: thời hạn", duties)
    if calendar:
        yield calendar
    entries = agenda(site, _PATH)
    months = grouped((entry for entry in entries if entry.date), lambda entry: entry.date[:7])
    yield page(
        _PATH,
        "agenda",
        months=[(vietnamese_date(month), rows) for month, rows in sorted(months.items())],
        undated=[entry for entry in entries if not entry.date],
        calendar=bool(calendar),
    )


def own_duties(site: Site) -> list[Duty]:
    """Return each task once, by the first who bears it."""
    first: dict[tuple[object, int], Duty] = {}
    for duty in site.corpus.duties:
        if duty.via is None and duty.role in (Role.BEARER, Role.LEAD):
            first.setdefault((duty.work, duty.obligation.span.start), duty)
    return list(first.values())


def agenda(site: Site, path: str) -> list[Entry]:
    """Return every deadline of every task, by date; those without a date last."""
    rows = [(deadline, duty) for duty in own_duties(site) for deadline in duty.obligation.deadlines]
    rows.sort(key=lambda row: (row[0].date or "9999", row[1].work, row[0].span.start))
    return [_entry(site, path, deadline, duty) for deadline, duty in rows]


def _entry(site: Site, path: str, deadline: Deadline, duty: Duty) -> Entry:
    document = site.works[duty.work].document
    text = document.source.text if document else ""
    words = escape(deadline_words(deadline, text))
    full = deadline.date is not None and deadline.date.count("-") == 2
    return Entry(
        date=deadline.date or "",
        when=Md(f'<time datetime="{attribute(deadline.date or "")}">{words}</time>') if full else words,
        recurrence=recurrence_words(deadline.recurrence),
        task=task_of(site, path, duty.work, duty.obligation),
    )
