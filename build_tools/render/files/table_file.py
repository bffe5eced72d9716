"""Tasks as tables for a spreadsheet (CSV, RFC 4180): one row for each deadline of each task, or of each of its units.

Excel opens them directly: UTF-8 with a byte order mark, commas. No cell is a formula, whatever a document says.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from build_tools.base.text import slug, squeeze
from build_tools.model.corpus import Duty, Role
from build_tools.model.obligation import Deadline
from build_tools.model.page import Page
from build_tools.render.addresses import HOME, relative_html
from build_tools.render.lookups import Site
from build_tools.render.tasks import by_date
from build_tools.render.wording import (
    NO_DEADLINE,
    clause,
    deadline_words,
    recurrence_words,
    short_name,
    vietnamese_date,
)
from build_tools.resolve.duties import parties_of

_HEAD = (
    "Nhiệm vụ", "Văn bản", "Ngày ban hành", "Điều khoản", "Đơn vị thực hiện", "Chủ trì", "Phối hợp", "Báo cáo về",
    "Thời hạn", "Ngày", "Định kỳ", "Chưa chắc", "Trang trong sổ",
)  # fmt: skip
ROLES = {
    Role.BEARER: "thực hiện",
    Role.LEAD: "chủ trì",
    Role.COORDINATE: "phối hợp",
    Role.RECEIVER: "nơi nhận báo cáo",
}
_FORMULA = frozenset("=+-@\t\r")


def table_file(site: Site, path: str, duties: Sequence[Duty]) -> Page | None:
    """Return the table of the tasks by date; `None` if there are none."""
    return _page(path, _HEAD, (row for duty in by_date(duties) for row in _rows(site, duty)))


def unit_table_file(site: Site, path: str, duties: Sequence[Duty]) -> Page | None:
    """Return the table of a unit: its tasks by date, with its role and the group through which it has them."""
    rows = (
        (*row, ROLES[duty.role], site.units[duty.via].full_name if duty.via else "")
        for duty in by_date(duties)
        for row in _rows(site, duty)
    )
    return _page(path, (*_HEAD, "Vai trò", "Qua nhóm"), rows)


def party_table_file(site: Site, path: str, duties: Sequence[Duty]) -> Page | None:
    """Return the table with the rows of a task once for each party that it names, by unit, then by date.

    A unit has the name of its page, whoever has none that of the text; a task that names nobody has one row.
    """
    named = [(unit, role, duty) for duty in by_date(duties) for unit, role in _parties(site, duty)]
    named.sort(key=lambda row: (not row[0], slug(row[0]), row[0]))
    rows = ((unit, role, *row) for unit, role, duty in named for row in _rows(site, duty))
    return _page(path, ("Đơn vị", "Vai trò", *_HEAD), rows)


def _parties(site: Site, duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield who is named, with the role."""
    known = site.parties.get(duty.work, {}).get(duty.obligation.span.start, ())
    pages = {each.name: site.units[each.unit].full_name for each in known}
    found = {(pages.get(name, name), ROLES[role]): None for role, name in parties_of(duty.obligation)}
    yield from found or (("", ""),)


def csv_table(head: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return the rows below their head; `None` is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([plain_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _page(path: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Page | None:
    given = tuple(rows)
    return Page(path, csv_table(head, given)) if given else None


def _rows(site: Site, duty: Duty) -> Iterator[tuple[str, ...]]:
    work, document = site.works[duty.work], site.document(duty.work)
    task, text = duty.obligation, document.source.text
    limits: Sequence[Deadline | None] = task.deadlines or (None,)
    for limit in limits:
        yield (
            squeeze(task.span.of(text)),
            short_name(work),
            vietnamese_date(work.date),
            clause(document.label(task.eid)),
            "; ".join(task.bearers),
            "; ".join(task.lead),
            "; ".join(task.coordinate),
            task.report_to or "",
            deadline_words(limit, text) if limit else NO_DEADLINE,
            (limit.date or "") if limit else "",
            recurrence_words(limit.recurrence) if limit else "",
            task.doubt or "",
            relative_html(HOME, site.work_pages[work.id], task.eid),
        )


def plain_cell(cell: str) -> str:
    """Return the cell with a leading apostrophe, which a spreadsheet hides, if it would be taken for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell
