"""What a keeper corrects, drops or adds as statements of the sidecar (`vien_dan`, `nhiem_vu`, fields of the record)."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from build_tools.base.diagnostics import InputError
from build_tools.base.record_fields import fields_of
from build_tools.base.text import place_of
from build_tools.base.yaml_edits import EditError, with_item, with_value, without_item
from build_tools.collection import stated as stated_value
from build_tools.desk.dates import iso_of
from build_tools.model.citation import Citation
from build_tools.model.document import Document
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.model.statement import LIMITS, RECURRENCES, RELATIONS, StatedCitation, StatedDeadline, StatedObligation
from build_tools.parse.facts import Fact, deadline_words
from build_tools.parse.reviews import quote_of

# The values of a form by their keys, as a keeper has typed them.
Fields = Mapping[str, str]
LISTS = ("kinh_gui", "noi_nhan")
Row = TypeVar("Row", StatedCitation, StatedObligation)


def row_of(value: object) -> dict[str, object]:
    """Return a statement as the file has it: its keys and words, without what is left at its default."""
    defaults = {field.name: field.default for field in dataclasses.fields(value)}  # type: ignore[arg-type]
    row: dict[str, object] = {}
    for key, field in fields_of(type(value)).items():
        found = getattr(value, field.name)
        if found != defaults[field.name]:
            words = {meant: word for word, meant in (field.key.values or {}).items()} if field.key else {}
            row[key] = words[found] if words else _plain(found)
    return row


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [row_of(item) if dataclasses.is_dataclass(item) else item for item in value]
    return value


def with_statement(text: str, document: Document, fact: Fact, action: str, fields: Fields, reason: str) -> str:
    """Return the sidecar with the statement that corrects ("sua"), drops ("bo") or adds ("them") the fact.

    Raises EditError where a sidecar can't state it.
    """
    if fact.kind == "vien_dan":
        return _with_citation(text, document, fact, action, fields, reason)
    if fact.kind == "quan_he":
        relation = RELATIONS["dẫn chiếu"] if action == "bo" else _word(RELATIONS, fields.get("quan_he", ""))
        row = _row_at(document, _span(fact), StatedCitation, reason)
        return _with_row(text, document, dataclasses.replace(row, relation=relation))
    if fact.kind == "nhiem_vu":
        return _with_task(text, document, fact, action, fields, reason)
    if fact.kind == "thoi_han":
        return _with_deadline(text, document, fact, action, fields, reason)
    if action == "bo":
        raise EditError("Thuộc tính không bỏ được; hãy sửa thành điều đúng.")
    given = fields.get(fact.kind, "").strip()
    if fact.kind in LISTS:
        return with_value(text, fact.kind, list(names(given)))
    try:
        return with_value(text, fact.kind, stated_value(fact.kind, given, document.source.text))
    except InputError as error:
        raise EditError(" ".join(finding.message for finding in error.diagnostics)) from None


def names(words: str) -> tuple[str, ...]:
    """Return names that are written with ";" between them."""
    return tuple(name for part in words.split(";") if (name := part.strip()))


def _with_citation(text: str, document: Document, fact: Fact, action: str, fields: Fields, reason: str) -> str:
    row = _row_at(document, _span(fact), StatedCitation, reason)
    if action == "bo":
        return _with_row(text, document, dataclasses.replace(row, dropped=True))
    found = next((citation for citation in document.citations if citation.span == fact.span), None)
    was = citation_fields(found) if found else dict.fromkeys(("la", "loai", "ngay", "co_quan"), "")
    new = {key: fields.get(key, value).strip() for key, value in was.items()}
    if new["la"] != was["la"] or new["ngay"] != was["ngay"]:
        row = dataclasses.replace(row, target=new["la"] or None, date=iso_of(new["ngay"]))
    if new["loai"] != was["loai"]:
        row = dataclasses.replace(row, type_name=new["loai"] or None)
    if new["co_quan"] != was["co_quan"]:
        row = dataclasses.replace(row, organ=new["co_quan"] or None)
    return text if new == was and found else _with_row(text, document, row)


def citation_fields(citation: Citation) -> dict[str, str]:
    """Return what a keeper may correct of a citation, as the form shows it."""
    return {
        "la": citation.code.text if citation.code else citation.title or "",
        "loai": citation.type_name,
        "ngay": "/".join(reversed((citation.date or "").split("-"))),
        "co_quan": citation.organ or "",
    }


def _with_task(text: str, document: Document, fact: Fact, action: str, fields: Fields, reason: str) -> str:
    row = _row_at(document, _span(fact), StatedObligation, reason)
    if action == "bo":
        return _with_row(text, document, dataclasses.replace(row, dropped=True))
    task = next((task for task in document.obligations if task.span == fact.span), None)
    was = task_fields(task) if task else dict.fromkeys(("don_vi", "chu_tri", "phoi_hop", "bao_cao_ve"), "")
    new = {key: fields.get(key, value).strip() for key, value in was.items()}
    changed: dict[str, Any] = {}
    for key, name in (("don_vi", "bearers"), ("chu_tri", "lead"), ("phoi_hop", "coordinate")):
        if new[key] != was[key]:
            changed[name] = names(new[key])
    if new["bao_cao_ve"] != was["bao_cao_ve"]:
        changed["report_to"] = new["bao_cao_ve"] or None
    return text if task and not changed else _with_row(text, document, dataclasses.replace(row, **changed))


def task_fields(task: Obligation) -> dict[str, str]:
    """Return what a keeper may correct of a task, as the form shows it."""
    several = (("don_vi", task.bearers), ("chu_tri", task.lead), ("phoi_hop", task.coordinate))
    return {key: "; ".join(found) for key, found in several} | {"bao_cao_ve": task.report_to or ""}


def _with_deadline(text: str, document: Document, fact: Fact, action: str, fields: Fields, reason: str) -> str:
    """A sidecar states all deadlines of a task together: the others are stated as they are read."""
    owners = [task for task in document.obligations if fact in _deadlines(task, document)]
    if action == "them":
        owners = [task for task in document.obligations if task.span.overlaps(_span(fact))][:1]
    if not owners:
        raise EditError("Không có nhiệm vụ nào ở chỗ này; hãy thêm nhiệm vụ trước, rồi thêm thời hạn.")
    for task in owners:
        others = zip(task.deadlines, _deadlines(task, document), strict=True)
        kept = tuple(_stated_deadline(deadline, document) for deadline, words in others if words != fact)
        if action != "bo":
            kept = (*kept, _typed_deadline(fields))
        row = dataclasses.replace(_row_at(document, task.span, StatedObligation, reason), deadlines=kept)
        text = _with_row(text, document, row)
    return text


def _deadlines(task: Obligation, document: Document) -> list[Fact]:
    text = document.source.text
    return [Fact("thoi_han", deadline_words(d, text), d.span, keeper=d.by_keeper) for d in task.deadlines]


def _stated_deadline(deadline: Deadline, document: Document) -> StatedDeadline:
    sayable = deadline.date or deadline.recurrence in RECURRENCES.values()
    if deadline.rule or deadline.relation not in LIMITS.values() or not sayable:
        words = deadline_words(deadline, document.source.text)
        raise EditError(f"Nhiệm vụ còn thời hạn “{words}”, tệp khai báo không ghi lại được; hãy soát các điều khác.")
    return StatedDeadline(deadline.date, deadline.recurrence and str(deadline.recurrence), deadline.relation)


def _typed_deadline(fields: Fields) -> StatedDeadline:
    day, rule = fields.get("ngay", "").strip(), fields.get("dinh_ky", "").strip()
    if not day and not rule:
        raise EditError("Hãy ghi ngày, hoặc chọn định kỳ.")
    recurrence = _word(RECURRENCES, rule) if rule else None
    return StatedDeadline(iso_of(day), recurrence, _word(LIMITS, fields.get("moc", "chậm nhất")))


def _word(words: Mapping[str, str], given: str) -> str:
    if given not in words:
        raise EditError(f"“{given}” không dùng được; được dùng: {', '.join(words)}.")
    return words[given]


def _span(fact: Fact) -> Span:
    if fact.span is None:
        raise EditError("Điều này không có chỗ trong văn bản.")
    return fact.span


def _row_at(document: Document, span: Span, kind: type[Row], reason: str) -> Row:
    """Return what the keeper states at the span already, else a new statement of its words."""
    for row in _rows(document, kind):
        at = place_of(document.source.text, row.quote, row.nth)
        if at and Span(*at).overlaps(span):
            return dataclasses.replace(row, reason=reason)
    quote, nth = quote_of(document.source.text, span)
    return kind(quote, reason, nth)


def _rows(document: Document, kind: type[Row]) -> Sequence[Row]:
    rows: tuple[object, ...] = document.source.statement.citations + document.source.statement.obligations
    return tuple(row for row in rows if isinstance(row, kind))


def _with_row(text: str, document: Document, row: Row) -> str:
    """Return the sidecar with this statement, in place of the one of the same words."""
    key = "vien_dan" if isinstance(row, StatedCitation) else "nhiem_vu"
    for index, old in enumerate(_rows(document, type(row))):
        if (old.quote, old.nth) == (row.quote, row.nth):
            text = without_item(text, key, index)
            break
    return with_item(text, key, row_of(row))
