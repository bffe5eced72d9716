"""The calendar page: every deadline by month, those without a date in a section of their own, and the calendar file.

With many deadlines each month has a page and each year has files; the calendar file of all then omits past deadlines,
and all tasks, with a deadline or without, are in a table for each year in which documents lay them.
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.text import collation
from build_tools.base.values import Value
from build_tools.model.corpus import Duty, UnitId, is_running
from build_tools.model.obligation import Deadline
from build_tools.model.page import Page
from build_tools.render.addresses import CALENDAR, CALENDAR_HELP, relative, relative_html
from build_tools.render.days import day_parts
from build_tools.render.files.calendar_file import MOST, calendar_file
from build_tools.render.files.table_file import party_table_file, table_file
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md
from build_tools.render.page_task import Due, PageTask, Plan, part_page_tasks
from build_tools.render.paging import PageLink, Part, parts
from build_tools.render.pictures.year_picture import RECURRING, section, year_picture
from build_tools.render.recurring import days_of_year, first_day
from build_tools.render.tasks import Task, when
from build_tools.render.wording import from_month, recurrence_words, vietnamese_date

_PATH = f"{CALENDAR}/index.md"
_NO_YEAR = "khong-ro-nam"
_UNDATED = "Thời hạn định kỳ và chưa rõ ngày"


class Recurring(Value, frozen=True):
    """A deadline that recurs by a rule, and the date of its document."""

    deadline: Deadline
    issued: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline with its task; `date` is ISO or "", `when` a `time` element if the day is known."""

    date: str
    when: Md
    recurrence: str
    task: Task


class Month(Value, frozen=True):
    """The deadlines of a month, a quarter or a whole year, as the text dates them; `file` is the name of their page."""

    name: str
    anchor: str
    file: str
    count: int
    entries: tuple[Entry, ...] = ()


class Year(Value, frozen=True):
    """The deadlines of a year, with its picture."""

    name: str
    picture: Md
    months: tuple[Month, ...]


def agenda_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the calendar page, with many deadlines also pages for years and months, and the files of all deadlines."""
    rows = plan.agenda
    by_year = grouped((due for due in rows if due.deadline.date), lambda due: (due.deadline.date or "")[:4])
    undated = tuple(due for due in rows if not due.deadline.date)
    recurring = tuple(Recurring(due.deadline, plan.site.works[due.duty.work].date) for due in rows if due.deadline.rule)
    starts = {day.isoformat()[:4] for row in recurring if (day := first_day(row.deadline, row.issued))}
    names = tuple(sorted({*by_year, *starts}))
    years = {name: tuple(by_year.get(name, ())) for name in names}
    if len(rows) <= MOST:
        inputs = (tuple(years.items()), undated, recurring, plan.tasks, _dated_units(plan))
        yield PageTask(_PATH, _whole, inputs, listed=True)
        return
    issued = dict(sorted(grouped(plan.tasks, lambda duty: plan.site.works[duty.work].year or _NO_YEAR).items()))
    counts = tuple((name, _counted(due)) for name, due in years.items())
    running = [due for due in rows if is_running(due.deadline.date, plan.since)]
    since = from_month(plan.since)
    has_days = any(first_day(due.deadline, plan.site.works[due.duty.work].date) for due in running)
    yield PageTask(_PATH, _overview, (counts, len(undated), since, has_days, tuple(issued)), listed=True)
    yield PageTask(f"{CALENDAR}/tat-ca", _running, (tuple(dict.fromkeys(due.duty for due in running)),))
    for name, laid in issued.items():
        yield PageTask(f"{CALENDAR}/giao-{name}", _issued, (name, tuple(laid)), later=True)
    for name, due in years.items():
        months = _by_month(due)
        path = f"{CALENDAR}/nam-{name}.md"
        yield PageTask(path, _year_page, (path, name, names, tuple(due), recurring), listed=True)
        for month, same in months.items():
            yield from part_page_tasks(_month_parts(month, same), f"Thời hạn {vietnamese_date(month)}", _month_page)
    yield from part_page_tasks(parts(f"{CALENDAR}/{RECURRING}", undated, between="-"), _UNDATED, _month_page)


def entry_of(site: Site, path: str, due: Due) -> Entry:
    """Return a deadline as the page at `path` shows it."""
    deadline, duty = due.deadline, due.duty
    return Entry(
        date=deadline.date or "",
        when=when(deadline, site.document(duty.work).source.text),
        recurrence=recurrence_words(deadline.recurrence),
        task=Task(site, path, duty.work, duty.obligation),
    )


def _by_month(rows: Sequence[Due]) -> dict[str, list[Due]]:
    return dict(sorted(grouped(rows, lambda due: _date(due)[:7]).items()))


def _counted(rows: Sequence[Due]) -> tuple[Month, ...]:
    return tuple(
        Month(vietnamese_date(iso), section(iso), iso.lower(), len(same)) for iso, same in _by_month(rows).items()
    )


def _month_parts(month: str, rows: Sequence[Due]) -> Iterator[Part[Due]]:
    return day_parts(f"{CALENDAR}/{month.lower()}", rows, _date)


def _date(due: Due) -> str:
    return due.deadline.date or ""


def _picture(name: str, rows: Sequence[Due], recurring: Sequence[Recurring], *, split: bool) -> Md:
    days = [day for row in recurring for day in days_of_year(row.deadline, row.issued, int(name))]
    return year_picture(int(name), map(_date, rows), days, *([_links_to_pages(rows)] if split else []))


def _links_to_pages(rows: Sequence[Due]) -> Callable[[str], str]:
    """Return the function from a day, a month or RECURRING to the link, in HTML, to its page."""
    pages: dict[str, str] = {}
    for month, same in _by_month(rows).items():
        for part in _month_parts(month, same):
            for due in part.items:
                pages.setdefault(_date(due), posixpath.basename(part.path).removesuffix(".md"))
    return lambda place: f"{pages.get(place, place)}.html"


def _whole(
    site: Site,
    years: Sequence[tuple[str, Sequence[Due]]],
    undated: Sequence[Due],
    recurring: Sequence[Recurring],
    duties: Sequence[Duty],
    units: Sequence[UnitId],
) -> Iterator[Page]:
    """Make the calendar of a small register on one page, with its files."""
    calendar, table = _files(site, "tat-ca.ics", "nhiem-vu.csv", "Sổ Văn Bản: thời hạn", duties)
    by_unit = party_table_file(site, f"{CALENDAR}/nhiem-vu-theo-don-vi.csv", duties)
    yield from (file for file in (calendar, table, by_unit) if file)
    shown = []
    for name, rows in years:
        months = tuple(
            Month(
                vietnamese_date(iso),
                section(iso),
                iso.lower(),
                len(same),
                tuple(entry_of(site, _PATH, due) for due in same),
            )
            for iso, same in _by_month(rows).items()
        )
        shown.append(Year(name, _picture(name, rows, recurring, split=False), months))
    choice = {_choice(site, unit) for unit in units}
    yield page(
        _PATH,
        "agenda",
        units=sorted(choice, key=lambda row: (collation(row[1]), row[0])),
        years=shown,
        recurring=RECURRING,
        undated=[entry_of(site, _PATH, due) for due in undated],
        calendar=bool(calendar),
        table=bool(table),
        help=relative(_PATH, CALENDAR_HELP),
    )


def _overview(
    site: Site,
    years: Sequence[tuple[str, Sequence[Month]]],
    undated: int,
    since: str,
    calendar: bool,
    issued: Sequence[str],
) -> Iterator[Page]:
    yield page(
        _PATH,
        "years",
        years=years[::-1],
        recurring=RECURRING,
        undated=undated,
        since=since,
        calendar=calendar,
        issued=[(name, "không rõ năm" if name == _NO_YEAR else f"năm {name}") for name in issued[::-1]],
        help=relative(_PATH, CALENDAR_HELP),
    )


def _running(site: Site, duties: Sequence[Duty]) -> Iterator[Page]:
    """Make the files for subscription, at the same addresses as in a small register, without past deadlines.

    They hold the deadlines since `Plan.since`, and those that recur or have no day.
    """
    name = "Sổ Văn Bản: thời hạn chưa qua và việc định kỳ"
    yield from (file for file in _files(site, "tat-ca.ics", "nhiem-vu.csv", name, duties) if file)


def _issued(site: Site, name: str, duties: Sequence[Duty]) -> Iterator[Page]:
    """Make the tables of all tasks that documents of one year lay, those too that have no deadline."""
    for file in (
        table_file(site, f"{CALENDAR}/giao-{name}.csv", duties),
        party_table_file(site, f"{CALENDAR}/giao-{name}-theo-don-vi.csv", duties),
    ):
        if file:
            yield file


def _files(site: Site, calendar: str, table: str, name: str, duties: Sequence[Duty]) -> tuple[Page | None, Page | None]:
    """Return the calendar file and the table of these tasks; `None` for one that would be empty."""
    return (
        calendar_file(site, f"{CALENDAR}/{calendar}", name, duties),
        table_file(site, f"{CALENDAR}/{table}", duties),
    )


def _year_page(
    site: Site, path: str, name: str, names: Sequence[str], rows: Sequence[Due], recurring: Sequence[Recurring]
) -> Iterator[Page]:
    duties = list(dict.fromkeys(due.duty for due in rows))
    calendar, table = _files(site, f"nam-{name}.ics", f"nam-{name}.csv", f"Sổ Văn Bản: thời hạn năm {name}", duties)
    yield from (file for file in (calendar, table) if file)
    year = Year(name, _picture(name, rows, recurring, split=True), _counted(rows))
    yield page(path, "calendar_year", year=year, years=names, calendar=bool(calendar), table=bool(table))


def _month_page(site: Site, path: str, title: str, rows: Sequence[Due], pages: Sequence[PageLink]) -> Iterator[Page]:
    yield page(path, "month", title=title, entries=[entry_of(site, path, due) for due in rows], pages=pages)


def _choice(site: Site, unit: UnitId) -> tuple[str, str, str]:
    """Return address and name of a unit, and the addresses of the groups through which it has duties."""
    groups = (relative_html(_PATH, site.unit_pages[group]) for group in site.groups.get(unit, ()))
    return relative_html(_PATH, site.unit_pages[unit]), site.units[unit].full_name, " ".join(groups)


def _dated_units(plan: Plan) -> tuple[UnitId, ...]:
    """Return the units that bear a task with a deadline, themselves or as members of a group."""
    bound = (duty for duty in plan.corpus.duties if duty.is_own or duty.via)
    return tuple(sorted({duty.unit for duty in bound if duty.obligation.deadlines}))
