"""Implementation of directives: the organs concerned, and their documents that are based on or implement the directive.

Such a document is evidence that its issuer acted. That the register has none is no evidence of the contrary.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial

from build_tools.base.changing import grouped_by
from build_tools.base.memo import Memo
from build_tools.model.citation import Relation
from build_tools.model.corpus import Duty, Edge, Implementation, Implementer, Role, Unit, UnitId, WorkId
from build_tools.model.document import Document, Genre
from build_tools.model.obligation import Obligation
from build_tools.resolve.by_key import changing_edges, duties_of_works
from build_tools.resolve.hierarchy import existed
from build_tools.resolve.replies import is_report
from build_tools.resolve.units import issuer_of, name_context, unit_named
from build_tools.vocabulary import Vocabulary

_TAKES_UP = (Relation.IMPLEMENTS, Relation.BASED_ON, Relation.GUIDES)
# Asks for a document: "xây dựng kế hoạch triển khai", "ban hành văn bản chỉ đạo".
_ASKS = re.compile(
    r"(?:xây dựng|ban hành)(?:,? (?:và|hoặc) (?:xây dựng|ban hành))? (?:các )?"
    r"(?:kế hoạch|văn bản|chương trình|chỉ thị)",
    re.IGNORECASE,
)


def build_implementations(
    documents: Mapping[WorkId, Document],
    edges: Sequence[Edge],
    units: Sequence[Unit],
    duties: Sequence[Duty],
    vocabulary: Vocabulary,
    memo: Memo,
) -> tuple[Implementation, ...]:
    """Return the implementation of each held directive that asks for a document or that a document implements.

    Sorted by directive; the organs concerned in the order of `units`, then issuers that it does not address.
    """
    known = memo.same("known units", {unit.id: unit for unit in units})
    stated = ((work, memo(issuer_of, document, vocabulary)) for work, document in documents.items())
    issuers = memo.same("issuers", {work: unit for work, unit in stated if unit})
    reports = memo.same("reports", {work for work, document in documents.items() if memo(is_report, document)})
    taking = grouped_by(
        memo,
        "taking up",
        changing_edges(memo, edges),
        lambda edge: (edge.target,) if edge.relation in _TAKES_UP else (),
    )
    laid = duties_of_works(memo, duties)
    found = []
    for work in sorted(documents):
        document = documents[work]
        if document.obligations and document.record.genre is not Genre.NEWS:
            parts = document, taking.get(work, ()), laid.get(work, ()), issuers, reports, known, vocabulary
            found.append(memo.made_of(("implementation", work), parts, partial(_implementation, work, *parts)))
    return tuple(each for each in found if each.asked or any(row.documents for row in each.implementers))


def _taken(edges: Iterable[Edge], issuers: Container[WorkId], reports: Container[WorkId]) -> tuple[WorkId, ...]:
    """Return the documents that take up the directive to which these edges lead."""
    subjects = (edge.subject for edge in edges if edge.subject in issuers and edge.subject not in reports)
    return tuple(dict.fromkeys(subjects))


def _concerned(duties: Iterable[Duty], known: Mapping[UnitId, Unit]) -> dict[UnitId, UnitId | None]:
    """Return the organs with one of the duties of a directive, each with the group through which it has the duty.

    Groups and units within an organ ("Văn phòng Sở") are left out: they issue no documents.
    """
    found: dict[UnitId, UnitId | None] = {}
    for duty in duties:
        unit = known[duty.unit]
        if duty.role in (Role.BEARER, Role.LEAD) and not unit.is_group and not unit.id.organ:
            found.setdefault(duty.unit, duty.via)
    return found


def _implementation(
    work: WorkId,
    document: Document,
    edges: Iterable[Edge],
    duties: Iterable[Duty],
    issuers: Mapping[WorkId, Unit],
    reports: Container[WorkId],
    known: Mapping[UnitId, Unit],
    vocabulary: Vocabulary,
) -> Implementation:
    """Return the implementation of a directive, which lays these duties and to which these edges lead."""
    taken, concerned = _taken(edges, issuers, reports), _concerned(duties, known)
    own = issuers[work].id if work in issuers else None
    by_issuer: dict[UnitId, list[WorkId]] = defaultdict(list)
    for other in taken:
        by_issuer[issuers[other].id].append(other)
    expected = {
        unit: via for unit, via in concerned.items() if unit != own and (not via or existed(known[unit], document))
    }
    for unit in _addressees(document, known, vocabulary):
        if unit != own and existed(known[unit], document):
            expected.setdefault(unit, None)
    excused = _excused(document, vocabulary)
    names = {unit.id: unit.full_name for unit in excused} | {u: known[u].full_name for u in expected}
    reasons = {unit.id: reason for unit, reason in excused.items()}
    for unit in reasons:
        expected.setdefault(unit, None)
    rows = [
        Implementer(unit, names[unit], via, tuple(by_issuer.pop(unit, ())), reasons.get(unit, ""))
        for unit, via in sorted(expected.items())
    ]
    rows += (
        Implementer(unit, known[unit].full_name if unit in known else issuers[works[0]].full_name, None, tuple(works))
        for unit, works in sorted(by_issuer.items())
        if unit != own
    )
    return Implementation(work, next(_asking(document), None), tuple(rows))


def _addressees(document: Document, known: Mapping[UnitId, Unit], vocabulary: Vocabulary) -> Iterator[UnitId]:
    """Yield the known organs among the addressees; for a group, its members."""
    setting = name_context(document, vocabulary)
    for stated in document.record.addressees:
        unit = known.get(unit_named(stated.value, setting, vocabulary).id)
        if unit:
            yield from (each for each in unit.members or (unit.id,) if not known[each].is_group and not each.organ)


def _excused(document: Document, vocabulary: Vocabulary) -> dict[Unit, str]:
    """Return the units that, as a keeper states, need no document of their own, with the reason."""
    setting = name_context(document, vocabulary)
    stated = document.source.statement.exemptions
    return {unit_named(each.unit, setting, vocabulary): each.reason for each in stated}


def _asking(document: Document) -> Iterator[Obligation]:
    """Yield the tasks that ask for a document."""
    text = document.source.text
    return (task for task in document.obligations if _ASKS.search(text, task.span.start, task.span.end))
