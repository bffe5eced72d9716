"""The calendar page: every deadline by month, those without a date in a section of their own, and the calendar file.

With many deadlines each month has a page and each year has files; the calendar file of all then omits past deadlines,
and all tasks, with a deadline or without, are in a table for each year in which documents lay them.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from build_tools.base.text import collation
from build_tools.base.values import Value
from build_tools.model.corpus import Duty, UnitId, is_running
from build_tools.model.obligation import Deadline
from build_tools.model.page import Page
from build_tools.render.addresses import CALENDAR, CALENDAR_HELP, relative, relative_html
from build_tools.render.days import day_parts
from build_tools.render.files.agenda_files import issued_files, running_files, whole_files, year_files
from build_tools.render.files.calendar_file import MOST, has_days
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md
from build_tools.render.page_task import Due, PageTask, Plan, part_page_tasks, sorted_pairs
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
    recurring = _recurring(plan)
    names = plan.memo.same("calendar years", tuple(sorted({*plan.years, *plan.memo(_starts, recurring)})))
    if sum(map(len, plan.days.values())) <= MOST:
        years = tuple((name, plan.years.get(name, ())) for name in names)
        inputs = (years, plan.undated, recurring, plan.tasks, _dated_units(plan))
        yield PageTask(_PATH, _whole, inputs, listed=True)
        return
    issued = _laid(plan)
    counts = tuple((name, plan.memo(_counted, plan.years.get(name, ()))) for name in names)
    since = from_month(plan.since)
    running = [rows for date, rows in plan.days.items() if date and is_running(date, plan.since)] + [plan.undated]
    duties = plan.memo.made_of("running", running, lambda: tuple(dict.fromkeys(d.duty for r in running for d in r)))
    dated = has_days(plan.site, duties)
    yield PageTask(_PATH, _overview, (counts, len(plan.undated), since, dated, tuple(issued)), listed=True)
    key = f"{CALENDAR}/tat-ca{'' if dated else '-khong-lich'}"
    yield PageTask(key, running_files, (duties,), later=key)
    for name, laid in issued.items():
        key = f"{CALENDAR}/giao-{name}"
        yield PageTask(key, issued_files, (name, laid), later=key)
    for name in names:
        due = plan.years.get(name, ())
        yield from plan.memo.made_of(
            ("calendar year", name), (due, recurring, names), partial(_of_year, plan.site, name, due, recurring, names)
        )
    for month, same in plan.months.items():
        yield from plan.memo.made_of(("calendar month", month), (same,), partial(_of_month, month, same))
    found = partial(_of_parts, parts(f"{CALENDAR}/{RECURRING}", plan.undated, between="-"), _UNDATED)
    yield from plan.memo.made_of("calendar undated", (plan.undated,), found)


def _recurring(plan: Plan) -> tuple[Recurring, ...]:
    """Return the deadlines that recur by a rule; the day of their documents is in these, and so in what they lay."""
    ruled = [found for rows in plan.days.values() if (found := plan.memo(_ruled, rows))]
    works = plan.site.works
    return plan.memo.made_of(
        "recurring",
        ruled,
        lambda: tuple(Recurring(due.deadline, works[due.duty.work].date) for found in ruled for due in found),
    )


def _ruled(rows: Sequence[Due]) -> tuple[Due, ...]:
    return tuple(due for due in rows if due.deadline.rule)


def _starts(recurring: Sequence[Recurring]) -> frozenset[str]:
    """Return the years in which deadlines recur for the first time."""
    return frozenset(day.isoformat()[:4] for row in recurring if (day := first_day(row.deadline, row.issued)))


def _laid(plan: Plan) -> dict[str, tuple[Duty, ...]]:
    """Return the tasks by the year of the document that lays them, in order."""
    works = plan.site.works
    return plan.joined(
        "laid",
        sorted_pairs((works[work].year or _NO_YEAR, tasks) for work, tasks in plan.tasks_of_works.items() if tasks),
    )


def _of_year(
    site: Site, name: str, due: Sequence[Due], recurring: Sequence[Recurring], names: Sequence[str]
) -> tuple[PageTask, ...]:
    """Plan the page of a year, and the files of the tasks with a deadline in it."""
    path, dated = f"{CALENDAR}/nam-{name}.md", has_days(site, (row.duty for row in due))
    page_task = PageTask(path, _year_page, (path, name, names, due, recurring, dated), listed=True)
    key = f"{CALENDAR}/nam-{name}{'' if dated else '-khong-lich'}"
    return (page_task, *([PageTask(key, year_files, (name, due), later=key)] if due else []))


def _of_month(month: str, same: Sequence[Due]) -> tuple[PageTask, ...]:
    return _of_parts(_month_parts(month, same), f"Thời hạn {vietnamese_date(month)}")


def _of_parts(found: Iterable[Part[Due]], title: str) -> tuple[PageTask, ...]:
    return tuple(part_page_tasks(found, title, _month_page))


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
    files = whole_files(site, duties)
    yield from files
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
        calendar=has_days(site, duties),
        table=bool(files),
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


def _year_page(
    site: Site,
    path: str,
    name: str,
    names: Sequence[str],
    rows: Sequence[Due],
    recurring: Sequence[Recurring],
    dated: bool,
) -> Iterator[Page]:
    year = Year(name, _picture(name, rows, recurring, split=True), _counted(rows))
    yield page(path, "calendar_year", year=year, years=names, calendar=dated, table=bool(rows))


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
