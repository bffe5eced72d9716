"""The files of the calendar page: deadlines as calendars and tasks as tables, of all, of a year, of who lays them."""

from collections.abc import Iterator, Sequence

from build_tools.model.corpus import Duty
from build_tools.model.page import Page
from build_tools.render.addresses import CALENDAR
from build_tools.render.files.calendar_file import calendar_file
from build_tools.render.files.table_file import party_table_file, table_file
from build_tools.render.lookups import Site
from build_tools.render.page_task import Due


def whole_files(site: Site, duties: Sequence[Duty]) -> list[Page]:
    """Return the files of all tasks of a small register; none where there is no task."""
    by_unit = party_table_file(site, f"{CALENDAR}/nhiem-vu-theo-don-vi.csv", duties)
    files = (*_files(site, "tat-ca.ics", "nhiem-vu.csv", "Sổ Văn Bản: thời hạn", duties), by_unit)
    return [file for file in files if file]


def running_files(site: Site, duties: Sequence[Duty]) -> Iterator[Page]:
    """Make the files for subscription, at the same addresses as in a small register, without past deadlines.

    They hold the deadlines since `Plan.since`, and those that recur or have no day.
    """
    name = "Sổ Văn Bản: thời hạn chưa qua và việc định kỳ"
    yield from filter(None, _files(site, "tat-ca.ics", "nhiem-vu.csv", name, duties))


def issued_files(site: Site, name: str, duties: Sequence[Duty]) -> Iterator[Page]:
    """Make the tables of all tasks that documents of one year lay, those too that have no deadline."""
    path = f"{CALENDAR}/giao-{name}"
    files = table_file(site, f"{path}.csv", duties), party_table_file(site, f"{path}-theo-don-vi.csv", duties)
    yield from filter(None, files)


def year_files(site: Site, name: str, rows: Sequence[Due]) -> Iterator[Page]:
    """Make the files of the tasks that have a deadline in one year."""
    duties = list(dict.fromkeys(due.duty for due in rows))
    yield from filter(
        None, _files(site, f"nam-{name}.ics", f"nam-{name}.csv", f"Sổ Văn Bản: thời hạn năm {name}", duties)
    )


def _files(site: Site, calendar: str, table: str, name: str, duties: Sequence[Duty]) -> tuple[Page | None, Page | None]:
    """Return the calendar file and the table of these tasks; `None` for one that would be empty."""
    return (
        calendar_file(site, f"{CALENDAR}/{calendar}", name, duties),
        table_file(site, f"{CALENDAR}/{table}", duties),
    )
