"""Corrections from the sidecar: citations and tasks that a keeper replaces, adds or drops; the results are marked.

A correction applies to the fact that overlaps its quote; if there is none, it adds a new one at the quote.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from build_tools.base.text import fold, place_of
from build_tools.base.values import replace
from build_tools.model.citation import Citation, Relation
from build_tools.model.codes import parse_code
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.obligation import Deadline, Obligation, Recurrence
from build_tools.model.span import Span
from build_tools.model.statement import StatedCitation, StatedDeadline, StatedObligation
from build_tools.parse.text import Text


class _Fact(Protocol):
    @property
    def span(self) -> Span: ...


class _Stated(Protocol):
    @property
    def quote(self) -> str: ...
    @property
    def nth(self) -> int: ...
    @property
    def dropped(self) -> bool: ...


Fact = TypeVar("Fact", bound=_Fact)
Correction = TypeVar("Correction", bound=_Stated)


def correct_citations(
    text: Text,
    provisions: Sequence[Provision],
    found: Sequence[Citation],
    stated: Sequence[StatedCitation],
) -> tuple[Citation, ...]:
    """Return the citations with the keeper's corrections, in the order of the text."""

    def fresh(span: Span, provision: Provision) -> Citation:
        words = fold(span.of(text.source))
        named = [row.name for name, row in text.vocabulary.type_by_name.items() if words.startswith(f"{name} ")]
        basis = provision.kind is ProvisionKind.CITATION
        return Citation(
            span=span,
            type_name=max(named, key=len, default="Văn bản"),
            code=None,
            title=None,
            date=None,
            organ=None,
            subject=None,
            relation=Relation.BASED_ON if basis else Relation.CITES,
            eid=provision.eid,
            sentence=provision.span,
        )

    return _corrected(text.written, provisions, found, stated, fresh, _stated_citation)


def _stated_citation(citation: Citation, stated: StatedCitation) -> Citation:
    code = parse_code(stated.target) if stated.target else None
    title = stated.target if stated.target and not code else citation.title
    relation = Relation(stated.relation) if stated.relation else citation.relation
    clauses_end = relation is Relation.REPEALS and bool(citation.provisions)
    return replace(
        citation,
        type_name=stated.type_name or citation.type_name,
        code=code if stated.target else citation.code,
        title=title,
        date=stated.date or (None if stated.target else citation.date),
        organ=stated.organ or citation.organ,
        relation=relation,
        in_part=clauses_end if stated.relation else citation.in_part,
        keeper=stated.reason,
        doubt=None,
    )


def correct_obligations(
    text: str,
    provisions: Sequence[Provision],
    found: Sequence[Obligation],
    stated: Sequence[StatedObligation],
) -> tuple[Obligation, ...]:
    """Return the tasks with the keeper's corrections, in the order of the text."""

    def fresh(span: Span, provision: Provision) -> Obligation:
        return Obligation(Span(span.start, max(span.end, provision.span.end)), provision.eid, ())

    return _corrected(text, provisions, found, stated, fresh, _stated_obligation)


def _stated_obligation(task: Obligation, stated: StatedObligation) -> Obligation:
    deadlines = stated.deadlines
    return replace(
        task,
        bearers=task.bearers if stated.bearers is None else stated.bearers,
        lead=task.lead if stated.lead is None else stated.lead,
        coordinate=task.coordinate if stated.coordinate is None else stated.coordinate,
        report_to=stated.report_to or task.report_to,
        deadlines=task.deadlines if deadlines is None else tuple(_deadline(task, limit) for limit in deadlines),
        keeper=stated.reason,
        doubt=None,
    )


def _deadline(task: Obligation, stated: StatedDeadline) -> Deadline:
    recurrence = Recurrence(stated.recurrence) if stated.recurrence else None
    return Deadline(task.span, stated.relation, stated.date, recurrence, by_keeper=True)


def _corrected(
    text: str,
    provisions: Sequence[Provision],
    found: Sequence[Fact],
    stated: Sequence[Correction],
    fresh: Callable[[Span, Provision], Fact],
    apply: Callable[[Fact, Correction], Fact],
) -> tuple[Fact, ...]:
    facts = list(found)
    for correction in stated:
        at = place_of(text, correction.quote, correction.nth)
        if at is None:  # the reader of the sidecar reports it
            continue
        span = Span(*at)
        old = next((fact for fact in facts if fact.span.start < span.end and span.start < fact.span.end), None)
        holder = next((p for p in provisions if p.span.holds(span)), None)
        if old is not None:
            facts.remove(old)
        if not correction.dropped and (old is not None or holder is not None):
            facts.append(apply(old if old is not None else fresh(span, holder), correction))  # type: ignore[arg-type]
    return tuple(sorted(facts, key=lambda fact: fact.span))
