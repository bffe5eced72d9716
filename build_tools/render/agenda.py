"""The calendar page: every deadline by month, those without a date apart, and the calendar file of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus import Duty
from build_tools.model import Deadline, Page
from build_tools.render.calendar_file import calendar_file
from build_tools.render.markdown import Md
from build_tools.render.names import recurrence_words, vietnamese_date
from build_tools.render.paging import parts
from build_tools.render.paths import CALENDAR, CALENDAR_HELP, relative, relative_html
from build_tools.render.recurring import days_of_year, first_day
from build_tools.render.site import Site, grouped
from build_tools.render.table_file import table_file
from build_tools.render.tasks import Task, task_of, when
from build_tools.render.templates import page
from build_tools.render.year_picture import RECURRING, section, year_picture
from build_tools.text import slug

_PATH = f"{CALENDAR}/index.md"
# More deadlines than these, and each month has a page of its own.
_MOST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline with its task; `date` is ISO or "", `when` a `time` element where the day is known."""

    date: str
    when: Md
    recurrence: str
    task: Task


@dataclass(frozen=True, slots=True)
class Month:
    """The deadlines of a month, a quarter or a whole year, as the text says the day; `file` names their page."""

    name: str
    anchor: str
    file: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The deadlines of a year, with its picture."""

    name: str
    picture: Md
    months: tuple[Month, ...]


def agenda_pages(site: Site) -> Iterator[Page]:
    """Yield the calendar page, where it is long one for each month, and the file of all deadlines."""
    duties = site.tasks
    calendar = calendar_file(site, f"{CALENDAR}/tat-ca.ics", "Sổ Văn Bản: thời hạn", duties)
    table = table_file(site, f"{CALENDAR}/nhiem-vu.csv", duties)
    yield from (file for file in (calendar, table) if file)
    entries = agenda(site, _PATH)
    recurring = [
        (deadline, site.works[duty.work].date)
        for duty in duties
        for deadline in duty.obligation.deadlines
        if deadline.rule
    ]
    by_year = grouped((entry for entry in entries if entry.date), lambda entry: entry.date[:4])
    starts = {first.isoformat()[:4] for first in (first_day(*row) for row in recurring) if first}
    split = len(entries) > _MOST
    years = [_year(year, by_year.get(year, ()), recurring, split=split) for year in sorted({*by_year, *starts})]
    undated = [entry for entry in entries if not entry.date]
    yield page(
        _PATH,
        "agenda",
        units=sorted(_dated_units(site), key=lambda row: (slug(row[1]), row[0])),
        years=years,
        recurring=RECURRING,
        undated=undated,
        calendar=bool(calendar),
        table=bool(table),
        help=relative(_PATH, CALENDAR_HELP),
        split=split,
    )
    if split:
        for year in years:
            yield page(f"{CALENDAR}/nam-{year.name}.md", "calendar_year", year=year, years=[y.name for y in years])
        months = [(month.file, f"Thời hạn {month.name}", month.entries) for year in years for month in year.months]
        for file, title, rows in [*months, (RECURRING, "Thời hạn định kỳ và chưa rõ ngày", undated)]:
            for part in parts(f"{CALENDAR}/{file}", rows, between="-"):
                yield page(part.path, "month", title=part.titled(title), entries=part.items, pages=part.pages)


def _dated_units(site: Site) -> set[tuple[str, str]]:
    """The units that bear a task with a deadline: link, full name."""
    borne = (duty for duty in site.corpus.duties if duty.is_own)
    ids = {duty.unit for duty in borne if duty.obligation.deadlines}
    return {(relative_html(_PATH, site.addresses.units[unit]), site.units[unit].full_name) for unit in ids}


def _year(
    year: str, entries: Sequence[Entry], recurring: Sequence[tuple[Deadline, str | None]], *, split: bool
) -> Year:
    by_month = grouped(entries, lambda entry: entry.date[:7])
    months = tuple(
        Month(vietnamese_date(iso), section(iso), iso.lower(), tuple(rows)) for iso, rows in sorted(by_month.items())
    )
    returning = [day for deadline, issued in recurring for day in days_of_year(deadline, issued, int(year))]
    dates = [entry.date for entry in entries]
    picture = year_picture(int(year), dates, returning, *([_to_page] if split else []))
    return Year(year, picture, months)


def _to_page(anchor: str) -> str:
    """The page of a section, where each has one; a picture is HTML and links to that."""
    return f"{anchor.removeprefix(section(''))}.html"


def agenda(site: Site, path: str) -> list[Entry]:
    """Return every deadline of every task, by date; those without a date last."""
    rows = [(deadline, duty) for duty in site.tasks for deadline in duty.obligation.deadlines]
    rows.sort(key=lambda row: (row[0].date or "9999", row[1].work, row[0].span.start))
    return [_entry(site, path, deadline, duty) for deadline, duty in rows]


def _entry(site: Site, path: str, deadline: Deadline, duty: Duty) -> Entry:
    return Entry(
        date=deadline.date or "",
        when=when(deadline, site.document(duty.work).source.text),
        recurrence=recurrence_words(deadline.recurrence),
        task=task_of(site, path, duty.work, duty.obligation),
    )
