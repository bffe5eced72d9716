"""Who has implemented a directive: the table on its page, the list of directives, and what a unit has not taken up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from build_tools.base.iso_dates import is_day
from build_tools.model.corpus import Implementation, Implementer, UnitId, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import LISTS
from build_tools.render.annotate import quote
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, join, link, shown
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.paging import PageLink, parts
from build_tools.render.wording import clause, short_name, subject_of, vietnamese_date

INDEX = f"{LISTS}/trien-khai"
_MOST = 200


@dataclass(frozen=True, slots=True)
class ImplementerRow:
    """A unit and its documents; `after` says how many days after the directive the first of them was issued."""

    unit: Md
    via: Md
    documents: Md
    excused: str
    issued: str
    after: str


@dataclass(frozen=True, slots=True)
class ImplementationTable:
    """The table on a directive's page; `asked` quotes where it asks for a document, `rest` counts rows left out."""

    rows: Sequence[ImplementerRow]
    having: int
    count: int
    rest: int
    asked: Md
    asked_at: Md


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """A directive in the list: how many of those concerned have a document in the register."""

    link: Md
    subject: str
    date: str
    having: int
    count: int


def implementation_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the list of directives, those of which most is missing first."""
    listed = sorted(plan.corpus.implementations, key=lambda each: (-each.missing, each.work))
    for part in parts(INDEX, [each.work for each in listed], between="-"):
        inputs = (part.path, part.titled("Văn bản chỉ đạo và ai đã triển khai"), tuple(part.items), part.pages)
        yield PageTask(part.path, _list_page, inputs, listed=True)


def implementation_table(site: Site, work: WorkId, path: str) -> ImplementationTable | None:
    """Return the table for the page at `path`; `None` where no one is known to be concerned."""
    found = site.implementations.get(work)
    if not found or not found.implementers:
        return None
    place = work.place
    ordered = sorted(found.implementers, key=lambda row: (not row.documents, row.unit.place != place))
    rows = [_row(site, site.works[work], row, path) for row in ordered[:_MOST]]
    count = len(found.implementers)
    text = site.document(work).source.text
    asked = quote(text, found.asked.span) if found.asked else Md("")
    at = link(clause(site.document(work).label(found.asked.eid)), f"#{found.asked.eid}") if found.asked else Md("")
    return ImplementationTable(rows, found.having, count, max(count - _MOST, 0), asked, at)


def not_taken_up(site: Site, unit: UnitId, path: str) -> list[Md]:
    """Return links to the directives that ask for a document which the register does not have of this unit."""
    return [link(short_name(site.works[work]), site.url(path, work)) for work in site.not_taken_up.get(unit, ())]


def _row(site: Site, directive: Work, row: Implementer, path: str) -> ImplementerRow:
    works = sorted((site.works[each] for each in row.documents), key=lambda work: work.date or "")
    has_page = row.unit in site.unit_pages
    return ImplementerRow(
        unit=link(row.name, site.unit_url(path, row.unit)) if has_page else shown(row.name),
        via=link(site.units[row.via].name, site.unit_url(path, row.via)) if row.via else Md(""),
        documents=join((link(short_name(work), site.url(path, work.id)) for work in works), "; "),
        excused=row.excused,
        issued=vietnamese_date(works[0].date) if works else "",
        after=_days_between(directive.date, works[0].date) if works else "",
    )


def _days_between(first: str | None, then: str | None) -> str:
    if not is_day(first) or not is_day(then):
        return ""
    days = (date.fromisoformat(then) - date.fromisoformat(first)).days
    return f"{days} ngày" if days >= 0 else ""


def _list_page(site: Site, path: str, title: str, works: Sequence[WorkId], pages: Sequence[PageLink]) -> Iterator[Page]:
    rows = [_directive(site, site.implementations[work], path) for work in works]
    yield page(path, "implementations", title=title, rows=rows, pages=pages)


def _directive(site: Site, each: Implementation, path: str) -> DirectiveRow:
    work, count = site.works[each.work], len(each.implementers)
    name = link(short_name(work), site.url(path, each.work, "trien-khai" if count else None))
    return DirectiveRow(name, subject_of(work), vietnamese_date(work.date), each.having, count)
