"""The rows of the tables: what a work, a unit or a finding has to say in each; a value not known is `None`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from urllib.parse import quote

from build_tools.base.diagnostics import Diagnostic
from build_tools.base.text import squeeze
from build_tools.model.corpus import Edge, Reference, UnitId, Work, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import TITLES
from build_tools.model.obligation import Obligation
from build_tools.render.addresses import html_address, original
from build_tools.render.files.due_files import last_day
from build_tools.render.files.table_file import ROLES
from build_tools.render.lookups import Site
from build_tools.render.status import status_words
from build_tools.render.units_in_time import now
from build_tools.render.wording import clause, deadline_words, number_of, recurrence_words, short_name, subject_of

Cell = str | int | None
Row = tuple[Cell, ...]


@lru_cache(maxsize=4096)  # those that many rows point to
def key_of(page: str) -> str:
    """Return what identifies a work or a unit, from its page: the address below van-ban/ or don-vi/."""
    return page.removesuffix(".md").partition("/")[2]


def work_row(site: Site, work: Work) -> Row:
    """Return the row of a work."""
    page = site.work_pages[work.id]
    record = work.document.record if work.document else None
    return (
        key_of(page),
        short_name(work),
        work.type_name or None,
        number_of(work.code) if work.code else None,
        work.date or work.year,
        int(work.year) if work.year else None,
        work.organ,
        work.place,
        subject_of(work) or None,
        status_words(work, site.changes.get(work.id, ())),
        int(work.held),
        record.signer.value if record and record.signer else None,
        record.signer_position.value if record and record.signer_position else None,
        site.cited.get(work.id, 0),
        html_address(page),
        original_of(work.document) if work.document else None,
    )


def original_of(document: Document) -> str | None:
    """Return the address of the original file; `None` if it is not published."""
    return None if document.source.masked else quote(original(document.source.path))


def citation_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield the citations of a held work in the order of its text."""
    if work.document is None:
        return
    text, key = work.document.source.text, key_of(site.work_pages[work.id])
    references: Sequence[Reference] = site.references.get(work.id, ())
    for reference in sorted(references, key=lambda reference: reference.citation.span):
        citation = reference.citation
        yield (
            key,
            clause(work.document.label(citation.eid)),
            citation.eid,
            citation.span.start,
            squeeze(citation.span.of(text)),
            site.vocabulary.words[citation.relation].active,
            _listed(citation.provisions),
            _key(site, reference.target),
            _listed(key_of(site.work_pages[each]) for each in reference.targets) if not reference.target else None,
        )


def edge_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield the relations of which the work is the subject."""
    edges: Sequence[Edge] = site.out_of.get(work.id, ())
    key = key_of(site.work_pages[work.id])
    for edge in edges:
        yield (
            key,
            site.vocabulary.words[edge.relation].active,
            _key(site, edge.target),
            _key(site, edge.witness),
            clause(site.document(edge.witness).label(edge.eid)),
            edge.eid,
            int(edge.in_part) or None,
            int(edge.replaced) or None,
            _listed(edge.provisions),
        )


def task_keys(site: Site, work: Work) -> Iterator[tuple[str, Obligation]]:
    """Yield the tasks of a held work in the order of its text, each with its key."""
    taken: dict[int, int] = {}
    mine = key_of(site.work_pages[work.id])
    for task in sorted(work.document.obligations, key=attrgetter("span")) if work.document else ():
        start = task.span.start
        taken[start] = taken.get(start, 0) + 1
        more = f"-{taken[start]}" if taken[start] > 1 else ""
        yield f"{mine}#{start}{more}", task


def task_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield the tasks of a held work."""
    if work.document is None:
        return
    text, mine = work.document.source.text, key_of(site.work_pages[work.id])
    for key, task in task_keys(site, work):
        yield (
            key,
            mine,
            clause(work.document.label(task.eid)),
            task.eid,
            squeeze(task.span.of(text)),
            _listed(task.bearers),
            _listed(task.lead),
            _listed(task.coordinate),
            task.report_to,
            task.doubt,
            int(task.reported) or None,
        )


def deadline_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield the time limits of the tasks of a held work."""
    text = work.document.source.text if work.document else ""
    for key, task in task_keys(site, work):
        for number, limit in enumerate(task.deadlines, 1):
            yield (
                key,
                number,
                deadline_words(limit, text),
                limit.relation,
                limit.date,
                last_day(limit.date) if limit.date else None,
                recurrence_words(limit.recurrence) or None,
                limit.rule,
                limit.until,
                str(limit.inferred) if limit.inferred else None,
            )


def assignment_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield who is named in each task of a held work, those without a page left out."""
    parties = site.parties.get(work.id, {})
    for key, task in task_keys(site, work):
        for duty in parties.get(task.span.start, ()):
            if duty.obligation == task:
                yield key, key_of(site.unit_pages[duty.unit]), ROLES[duty.role]


def unit_row(site: Site, identity: UnitId) -> Row:
    """Return the row of a unit."""
    unit, page = site.units[identity], site.unit_pages[identity]
    return (
        key_of(page),
        unit.full_name,
        unit.place,
        int(unit.is_group) or None,
        key_of(site.unit_pages[unit.parent]) if unit.parent else None,
        now(unit),
        html_address(page),
    )


def member_rows(site: Site, identity: UnitId) -> Iterator[Row]:
    """Yield the members of a group."""
    for member in site.units[identity].members:
        yield key_of(site.unit_pages[identity]), key_of(site.unit_pages[member])


def finding_rows(site: Site, work: Work) -> Iterator[Row]:
    """Yield the findings on a held work."""
    if work.document:
        for finding in site.findings.get(work.document.source.path, ()):
            yield finding_row(finding, key_of(site.work_pages[work.id]))


def finding_row(finding: Diagnostic, work: str | None = None) -> Row:
    """Return the row of a finding, on a work or on another file."""
    return (
        finding.code,
        TITLES[finding.code],
        finding.severity.word,
        work,
        finding.location.line,
        finding.eid,
        finding.message,
        finding.quote or None,
    )


def named(names: Sequence[str], row: Row, without: Sequence[str] = ()) -> dict[str, Cell]:
    """Return what is known of a row by the names of its columns."""
    return {name: cell for name, cell in zip(names, row, strict=True) if cell is not None and name not in without}


def works_of(site: Site, works: Iterable[WorkId]) -> Iterator[Work]:
    """Yield the works with these identities."""
    return (site.works[identity] for identity in works)


def _key(site: Site, work: WorkId | None) -> str | None:
    return key_of(site.work_pages[work]) if work else None


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None
