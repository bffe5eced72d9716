"""A keeper's decision about one fact as a change of the sidecar.

The document is read again with the new sidecar before anything is written: what the decision means must then be so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from build_tools.base.values import Value, field
from build_tools.base.values import replace as with_fields
from build_tools.base.yaml_edits import EditError, with_items, without_item
from build_tools.desk.statements import row_of, with_statement
from build_tools.incremental.document_cache import ParsedEntry
from build_tools.model.document import Document
from build_tools.model.source import Bundle
from build_tools.model.span import Span
from build_tools.model.statement import Confirmation
from build_tools.parse.facts import Fact, facts_of
from build_tools.parse.reviews import Review, quote_of, reviews_of

ACTIONS = ("dung", "sua", "bo", "them")
_CONFIRMED = "da_soat"
_BOM = "\ufeff"


class Decision(Value, frozen=True):
    """What a keeper decides of a fact: `action` is one of ACTIONS; `fields` are those of the form, by their keys."""

    action: str
    day: date
    by: str = ""
    reason: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def sidecar_text(bundle: Bundle) -> str:
    """Return the sidecar as it stands, "" where there is none. Raises EditError if it is not UTF-8."""
    try:
        return (bundle.sidecar[1] if bundle.sidecar else b"").decode("utf-8")
    except UnicodeDecodeError:
        raise EditError("Tệp khai báo không phải UTF-8; hãy lưu lại với bảng mã UTF-8 rồi soát tiếp.") from None


def with_sidecar(bundle: Bundle, text: str) -> Bundle:
    """Return the document with another sidecar."""
    name = bundle.sidecar[0] if bundle.sidecar else str(PurePosixPath(bundle.path).with_suffix(".yml"))
    return with_fields(bundle, sidecar=(name, text.encode("utf-8")))


def decided(
    bundle: Bundle,
    document: Document,
    review: Review,
    decision: Decision,
    parse: Callable[[Bundle], ParsedEntry],
    also: Sequence[Review] = (),
) -> str:
    """Return the sidecar after a decision about a fact of the document; where it is "dung", `also` are as right.

    Raises EditError where the decision can't be stated, or would not have the effect that it means.
    """
    bom, text = "", sidecar_text(bundle)
    if text.startswith(_BOM):
        bom, text = _BOM, text[1:]
    fact, old = review.fact, review.confirmation
    text = without_confirmation(text, document, old) if old else text
    if fact is None and decision.action in ("dung", "bo"):
        return bom + text  # nothing is read there any more, and that is right
    if fact is None or (decision.action == "dung" and fact.value == ""):
        raise EditError("Chỗ này không có điều gì để xác nhận.")
    value: str | None = fact.value
    if decision.action != "dung":
        text = with_statement(text, document, fact, decision.action, decision.fields, _reason(decision))
        stated = _read(with_sidecar(bundle, bom + text), parse)
        value = None if decision.action == "bo" else _value_after(document, stated, fact)
        document = stated
        fact = _placed(document, fact, value)
    others = (other.fact for other in also if other.fact and decision.action == "dung")
    rows = [_confirmation(document, fact, value, decision)]
    rows += (_confirmation(document, other, other.value, decision) for other in others)
    text = with_items(text, _CONFIRMED, [row_of(row) for row in rows])
    after = reviews_of(_read(with_sidecar(bundle, bom + text), parse))
    settled = [review.confirmation for review in after if review.settled]
    if all(row in settled for row in rows):
        return bom + text
    raise EditError("Ghi như thế thì máy vẫn đọc khác. Hãy xem lại chữ và giá trị đã nhập.")


def without_confirmation(text: str, document: Document, confirmation: Confirmation) -> str:
    """Return the sidecar without a confirmation."""
    return without_item(text, _CONFIRMED, document.source.statement.confirmations.index(confirmation))


def _reason(decision: Decision) -> str:
    by = f", {decision.by}" if decision.by else ""
    return decision.reason.strip() or f"đã soát ngày {decision.day:%d/%m/%Y}{by}"


def _read(bundle: Bundle, parse: Callable[[Bundle], ParsedEntry]) -> Document:
    entry = parse(bundle)
    if entry.document is None:
        raise EditError(" ".join(finding.message for finding in entry.findings))
    return entry.document


def _value_after(before: Document, after: Document, fact: Fact) -> str:
    """Return the value of the fact that a statement has made: one that was not there, else the one at the place."""
    there = [new for new in facts_of(after) if new.kind == fact.kind and _meets(new, fact)]
    known = {old.value for old in facts_of(before) if old.kind == fact.kind and _meets(old, fact)}
    new = [found for found in there if found.value not in known] or [found for found in there if found.keeper] or there
    if not new:
        raise EditError("Ghi như thế thì máy vẫn không đọc ra điều ấy. Hãy xem lại chữ và giá trị đã nhập.")
    return new[0].value


def _meets(one: Fact, other: Fact) -> bool:
    return one.span is None or other.span is None or one.span.overlaps(other.span) or one.kind == "thoi_han"


def _placed(after: Document, fact: Fact, value: str | None) -> Fact:
    """Return the fact where it stands now: a deadline that a keeper states stands at its task."""
    found = (new for new in facts_of(after) if (new.kind, new.value) == (fact.kind, value) and _meets(new, fact))
    return next(found, fact)


def _confirmation(document: Document, fact: Fact, value: str | None, decision: Decision) -> Confirmation:
    quote, nth = None, 1
    if fact.span:
        quote, nth = quoted(document, fact.span)
    row = Confirmation(fact.kind, decision.day, quote, nth, value, value is None)
    return replace(row, by=decision.by.strip() or None)


def quoted(document: Document, span: Span) -> tuple[str, int]:
    """Return quote and occurrence of a span. Raises EditError where its words can't name the place."""
    try:
        return quote_of(document.source.text, span)
    except ValueError:
        raise EditError("Chữ ở chỗ này lặp trong chính nó nên không nêu được; hãy chọn chỗ khác.") from None


def sidecar_path(file: Path, sidecar: Path | None) -> Path:
    """Return where the sidecar of a document stands or would stand."""
    return sidecar or file.with_suffix(".yml")
