"""Duties as tables for a spreadsheet (CSV, RFC 4180): one row for each deadline of each task.

Excel opens them directly: UTF-8 with a byte order mark, commas. No cell is a formula, whatever a document says.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from build_tools.base.text import squeeze
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

_HEAD = (
    "Nhiệm vụ", "Văn bản", "Ngày ban hành", "Điều khoản", "Đơn vị thực hiện", "Chủ trì", "Phối hợp", "Báo cáo về",
    "Thời hạn", "Ngày", "Định kỳ", "Vai trò", "Qua nhóm", "Trang trong sổ",
)  # fmt: skip
_ROLES = {
    Role.BEARER: "thực hiện",
    Role.LEAD: "chủ trì",
    Role.COORDINATE: "phối hợp",
    Role.RECEIVER: "nơi nhận báo cáo",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_file(site: Site, path: str, duties: Sequence[Duty]) -> Page | None:
    """Return the table of the duties by date; `None` if there are none."""
    if not duties:
        return None
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for duty in by_date(duties):
        for row in _rows(site, duty):
            writer.writerow([_plain(cell) for cell in row])
    return Page(path, out.getvalue().encode("utf-8-sig"))


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
            _ROLES[duty.role],
            site.units[duty.via].full_name if duty.via else "",
            relative_html(HOME, site.work_pages[work.id], task.eid),
        )


def _plain(cell: str) -> str:
    """Return the cell with a leading apostrophe, which a spreadsheet hides, if it would be taken for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
