"""The record of a directive from its head and foot; the sidecar of a keeper takes precedence over the text."""

import re
from collections.abc import Sequence

from build_tools.base.values import Value, replace
from build_tools.model.codes import Code, parse_code
from build_tools.model.document import Genre, Record, Stated
from build_tools.model.span import Span
from build_tools.model.statement import Statement
from build_tools.parse.metadata.addressees import find_addressees
from build_tools.parse.metadata.adoption import adopted_on
from build_tools.parse.metadata.conclusions import Conclusions, find_conclusions
from build_tools.parse.metadata.consolidated import CONSOLIDATED, find_consolidated
from build_tools.parse.metadata.news_report import find_report
from build_tools.parse.metadata.organs import find_organ
from build_tools.parse.metadata.preface import (
    Title,
    find_month,
    find_number,
    find_own_number,
    find_place_date,
    find_title,
)
from build_tools.parse.metadata.signatures import Signature
from build_tools.parse.metadata.symbol_type import type_in_symbol
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_DAY = re.compile(r"ngay\s{0,3}(\d{1,2})")
# Length in characters of a head whose number can't be read.
_HEAD = 1_500
# What stands further behind the addressees is not in the head: a copy has put the "V/v" below the signature.
_NEAR = 400


class Head(Value, frozen=True):
    """The record, the span of the body, and the end of the foot, where annexes begin."""

    record: Record
    body: Span
    foot_end: int


def find_record(text: Text, statement: Statement, blocks: tuple[Block, ...], unsure: Sequence[Span] = ()) -> Head:
    """Return the record of the text, with what the keeper states of it, and the place of its body.

    A number or day among the words of which recognition is `unsure` stays open: mostly it is in handwriting.
    """
    report = find_report(text, blocks)
    head = _report_head(text.source, blocks, report) if report else _directive(text, blocks, unsure)
    head = replace(head, record=_without_unsure(head.record, text, unsure)) if unsure else head
    return replace(head, record=apply_statement(head.record, statement))


def _without_unsure(record: Record, text: Text, unsure: Sequence[Span]) -> Record:
    """Return the record with number and day left open where they are unsure, and the other unsure fields named."""

    def is_unsure(span: Span | None) -> bool:
        return span is not None and any(span.overlaps(other) for other in unsure)

    code, issued, month = record.code, record.issued_date, record.issued_month
    if code and code.number and record.code_span:
        start = record.code_span.start
        if is_unsure(Span(start, start + len(code.number))):
            code = replace(code, text=code.text.removeprefix(code.number), number=None)
    if issued and is_unsure(record.date_span and _day(text, record.date_span)):
        issued, month = None, f"{issued:%Y-%m}"
    fields = {"organ": record.organ, "subject": record.subject, "signer": record.signer}
    doubts = tuple(name for name, found in fields.items() if found and is_unsure(found.span))
    return replace(record, code=code, issued_date=issued, issued_month=month, doubts=doubts)


def _day(text: Text, dated: Span) -> Span:
    """The figures of the day in the words of a date."""
    match = _DAY.search(text.folded, dated.start, dated.end)
    return Span(*match.span(1)) if match else dated


def _report_head(text: str, blocks: tuple[Block, ...], report: Record) -> Head:
    posted = report.date_span.end if report.date_span else 0
    start = next((block.span.start for block in blocks if block.span.start >= posted), len(text))
    return Head(report, Span(start, len(text)), len(text))


def _directive(text: Text, blocks: tuple[Block, ...], unsure: Sequence[Span]) -> Head:
    number = find_number(text, blocks)
    dated = find_place_date(text)
    joined = find_consolidated(text) if number is None else None
    if joined:
        number, dated = joined.number, joined.dated
    title = joined.title if joined else find_title(text, blocks, number)
    addressed, addressees = find_addressees(text, blocks)
    foot = find_conclusions(text) or Conclusions(len(text.source), len(text.source))
    if joined and foot.start > joined.foot:
        foot = replace(foot, start=joined.foot)
    head_end = max(
        (
            span.end
            for span in (number and number[0], dated and dated[1], title.span, _place(title), addressed)
            if span
            and not (addressed and span.start > addressed.end + _NEAR)
            and not (joined and span.start > joined.foot)
        ),
        default=0,
    )
    start = next((block.span.start for block in blocks if block.span.start >= head_end), len(text.source))
    foot = foot if foot.start >= start else Conclusions(len(text.source), len(text.source))
    body = Span(start, max(start, foot.start))
    code, code_span = (number[1], number[0]) if number else (None, None)
    issued, date_span = (dated[2], dated[1]) if dated else (None, None)
    if not dated and (adopted := adopted_on(text)):
        date_span, issued = adopted
    month = None if issued else find_month(text, body.start, unsure)
    if code is None and not joined and (own := find_own_number(text, foot.end, title.type_name)):  # the head is cut off
        code, code_span = own.code, own.span
        if not issued and own.date and month in (None, f"{own.date:%Y-%m}"):
            issued, date_span, month = own.date, date_span or own.span, None
    place = dated[0] if dated else None
    above = Span(joined.foot if joined and number else 0, number[0].start if number else min(body.start, _HEAD))
    signature = foot.signature or Signature()
    record = Record(
        genre=Genre.DIRECTIVE,
        type_name=_type_name(title, code, text.vocabulary, addressed=bool(addressees)),
        code=code,
        code_span=code_span,
        issued_date=issued,
        issued_month=month,
        date_span=date_span,
        place=place,
        organ=find_organ(text, above, body, code, place, issued.isoformat() if issued else month),
        subject=title.subject,
        signer=signature.signer,
        signer_position=signature.position,
        signing_authority=signature.authority,
        addressees=addressees,
        copies_to=foot.copies_to,
    )
    return Head(record, body, foot.end)


def _type_name(title: Title, code: Code | None, vocabulary: Vocabulary, *, addressed: bool) -> str:
    """Return the type in the title, else by the symbol, which counts first for a consolidated text (VBHN)."""
    if title.type_name == CONSOLIDATED:
        return CONSOLIDATED
    if code and code.parts[:1] == ("vbhn",):
        return _type_in_symbol(code, vocabulary)
    if title.type_name == "Công văn" and title.span is None and code and not addressed:
        return _type_in_symbol(code, vocabulary)
    return title.type_name or ("Công văn" if addressed else _type_in_symbol(code, vocabulary))


def _type_in_symbol(code: Code | None, vocabulary: Vocabulary) -> str:
    """Return the type that the symbol names, if any; that of a công văn begins with an organ (Nghị định 30/2020/NĐ-CP).

    Where the first letters are neither ("ĐL-BTC"), they are those of a type that no table has.
    """
    if code is None:
        return "Văn bản"
    is_letter = len(code.parts) < 2 or code.parts[0] in vocabulary.organ_by_symbol
    return type_in_symbol(code, vocabulary) or ("Công văn" if is_letter else "Văn bản")


def _place(title: Title) -> Span | None:
    return title.subject.span if title.subject else None


def apply_statement(record: Record, statement: Statement) -> Record:
    """Return the record with the fields that the keeper states."""

    def stated(value: str | None, found: Stated | None) -> Stated | None:
        return Stated(value, None) if value else found

    def several(values: tuple[str, ...] | None, found: tuple[Stated, ...]) -> tuple[Stated, ...]:
        return found if values is None else tuple(Stated(value, None) for value in values)

    return replace(
        record,
        type_name=statement.type_name or record.type_name,
        code=parse_code(statement.code) if statement.code else record.code,
        issued_date=statement.issued_date or record.issued_date,
        place=stated(statement.place, record.place),
        organ=stated(statement.organ, record.organ),
        subject=stated(statement.subject, record.subject),
        signer=stated(statement.signer, record.signer),
        signer_position=stated(statement.signer_position, record.signer_position),
        signing_authority=stated(statement.signing_authority, record.signing_authority),
        addressees=several(statement.addressees, record.addressees),
        copies_to=several(statement.copies_to, record.copies_to),
    )
