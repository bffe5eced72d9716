"""The table of the reports that answer a directive, on its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model.corpus import Reply, WorkId
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, join, link, shown
from build_tools.render.wording import clause, short_name, vietnamese_date

_MOST, _MOST_CLAUSES = 100, 6


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A report: who issued it and when, and the clauses of the tasks that are its issuer's."""

    report: Md
    issuer: Md
    date: str
    tasks: Md


def reply_rows(site: Site, work: WorkId, path: str) -> Sequence[ReplyRow]:
    """Return the reports that cite a directive, the newest first, for the page at `path`."""
    found = sorted(site.replies.get(work, ()), key=lambda reply: site.works[reply.report].date or "", reverse=True)
    return [_row(site, reply, path) for reply in found[:_MOST]]


def _row(site: Site, reply: Reply, path: str) -> ReplyRow:
    report, document = site.works[reply.report], site.document(reply.work)
    has_page = reply.issuer in site.unit_pages
    clauses = dict.fromkeys(task.eid for task in document.obligations if task.span.start in reply.tasks)
    links = [link(clause(document.label(eid)), f"#{eid}") for eid in list(clauses)[:_MOST_CLAUSES]]
    more = [shown(f"và {len(clauses) - _MOST_CLAUSES} chỗ khác")] if len(clauses) > _MOST_CLAUSES else []
    return ReplyRow(
        report=link(short_name(report), site.url(path, report.id)),
        issuer=link(reply.name, site.unit_url(path, reply.issuer)) if has_page else shown(reply.name),
        date=vietnamese_date(report.date),
        tasks=join((*links, *more), "; "),
    )
