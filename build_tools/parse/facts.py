"""The facts of a document one by one, as a keeper judges them: kind, place, value in words, doubt.

The words of a value are part of the format of sidecars (`da_soat`): a confirmation holds them.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from build_tools.base.record_fields import fields_of
from build_tools.base.text import place_of, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.citation import Citation, Relation
from build_tools.model.document import Document, Record, Stated
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.model.statement import (
    LIMITS,
    RECURRENCES,
    RELATIONS,
    StatedCitation,
    StatedObligation,
    Statement,
)
from build_tools.parse.text import BLURRED

_RELATIONS = {relation: words for words, relation in RELATIONS.items()}
_RECURRENCES = {rule: words for words, rule in RECURRENCES.items()} | {"other": "định kỳ"}
_LIMITS = {limit: words for words, limit in LIMITS.items()} | {"within": "trong hạn"}
Statements = TypeVar("Statements", StatedCitation, StatedObligation)
NO_BEARER = "chưa rõ đơn vị"


class Fact(Value, frozen=True):
    """One fact: its kind (a key of FACT_KINDS), its value in words, and its span; no span if the text has none.

    `keeper` means that a keeper states it; `doubt` says what is uncertain about it.
    """

    kind: str
    value: str
    span: Span | None = None
    keeper: bool = False
    doubt: str | None = None


def own_doubt(doubt: str | None) -> str | None:
    """Return what is uncertain about a fact itself: that all of the text was recognised is told of the document."""
    return "; ".join(reason for reason in (doubt or "").split("; ") if reason not in ("", BLURRED)) or None


def facts_of(document: Document) -> tuple[Fact, ...]:
    """Return the facts, each once: the record, then citations and tasks in the order of the text."""
    text = document.source.text
    statement = document.source.statement
    stated = {kind for kind, name in _fields().items() if getattr(statement, name)}
    record = (replace(fact, keeper=fact.kind in stated) for fact in _record_facts(document.record))
    cited = (
        fact
        for citation in document.citations
        for fact in citation_facts(citation, _stated_at(text, citation.keeper, citation.span, statement.citations))
    )
    tasks = (
        fact
        for task in document.obligations
        for fact in task_facts(task, text, _stated_at(text, task.keeper, task.span, statement.obligations))
    )
    return tuple(dict.fromkeys((*record, *cited, *tasks)))


def _stated_at(text: str, keeper: str | None, span: Span, stated: Sequence[Statements]) -> Statements | None:
    return stated_at(text, span, stated) if keeper else None


def stated_at(text: str, span: Span, stated: Sequence[Statements]) -> Statements | None:
    """Return what a keeper states at a place that the span overlaps."""
    for row in stated:
        at = place_of(text, row.quote, row.nth)
        if at and Span(*at).overlaps(span):
            return row
    return None


@cache
def _fields() -> dict[str, str]:
    """The fields of a statement by their keys."""
    return {key: field.name for key, field in fields_of(Statement).items()}


def _record_facts(record: Record) -> Iterator[Fact]:
    if record.type_name:
        yield Fact("loai", record.type_name)
    if record.code:
        yield Fact("so_ky_hieu", record.code.text, record.code_span)
    if record.issued_date:
        yield Fact("ngay_ban_hanh", _day(record.issued_date.isoformat()), record.date_span)
    single = (
        ("co_quan", record.organ),
        ("dia_phuong", record.place),
        ("trich_yeu", record.subject),
        ("nguoi_ky", record.signer),
        ("chuc_vu", record.signer_position),
        ("tham_quyen_ky", record.signing_authority),
    )
    yield from (_stated(kind, [value]) for kind, value in single if value)
    several = (("kinh_gui", record.addressees), ("noi_nhan", record.copies_to))
    yield from (_stated(kind, values) for kind, values in several if values)


def _stated(kind: str, values: Sequence[Stated]) -> Fact:
    spans = [value.span for value in values if value.span]
    place = Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None
    return Fact(kind, "; ".join(squeeze(value.value) for value in values), place)


def citation_facts(citation: Citation, row: StatedCitation | None = None) -> Iterator[Fact]:
    """Yield what a citation points to, and the relation, where it is more than a mention."""
    named = row is not None and any((row.target, row.type_name, row.date, row.organ))
    name = citation.code.text if citation.code else citation.title
    about = " ".join(part for part in (citation.type_name, name) if part)
    words = "; ".join(part for part in (about, _day(citation.date), citation.organ) if part)
    yield Fact("vien_dan", squeeze(words), citation.span, keeper=named, doubt=citation.doubt)
    if citation.relation is not Relation.CITES:
        part = " một phần" if citation.in_part else ""
        keeper = row is not None and row.relation is not None
        yield Fact("quan_he", f"{_RELATIONS[citation.relation]}{part}", citation.span, keeper)


def task_facts(task: Obligation, text: str, row: StatedObligation | None = None) -> Iterator[Fact]:
    """Yield who must do a task, and each of its deadlines."""
    keeper = row is not None and (row.bearers, row.lead, row.coordinate, row.report_to) != (None,) * 4
    yield Fact("nhiem_vu", task_words(task), task.span, keeper, task.doubt)
    for deadline in task.deadlines:
        yield Fact("thoi_han", deadline_words(deadline, text), deadline.span, keeper=deadline.by_keeper)


def task_words(task: Obligation) -> str:
    """Return who does a task, in words."""
    parts = (
        ("", "; ".join(task.bearers) or NO_BEARER),
        ("chủ trì: ", "; ".join(task.lead)),
        ("phối hợp: ", "; ".join(task.coordinate)),
        ("báo cáo về: ", task.report_to or ""),
    )
    return squeeze(" | ".join(f"{label}{names}" for label, names in parts if names))


def deadline_words(deadline: Deadline, text: str) -> str:
    """Return a deadline in words; the words of the text where they give no date."""
    recurs = _RECURRENCES[deadline.recurrence] if deadline.recurrence else ""
    rule = f"({deadline.rule})" if deadline.rule else ""
    when = f"{_LIMITS[deadline.relation]} {_day(deadline.date)}" if deadline.date else ""
    return squeeze(" ".join(part for part in (when, recurs, rule) if part) or deadline.span.of(text))


def _day(iso: str | None) -> str:
    """Return "2022-11-30" as "30/11/2022", "2025-Q4" as "Q4/2025"."""
    return "/".join(reversed((iso or "").split("-")))
