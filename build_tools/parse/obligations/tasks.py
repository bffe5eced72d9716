"""One task from a stretch of text: who is named to do it, with whom, by when and to whom the result goes."""

import re

from build_tools.base.text import lowered
from build_tools.model.document import Provision
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import last_named
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.obligations.bearers import Bearers, bearers_at, coordinates, orders, report_to
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.items import trimmed

# What may stand before the party: "Về kinh phí: giao …", "Trong quá trình thực hiện, nếu có vướng mắc UBND các xã …".
_TOPIC = re.compile(r"về\s[^:]{3,300}?:\s+")
_ADVERB = re.compile(
    r"(?:trong|trường\s+hợp|khi|để|nếu|trên\s+cơ\s+sở|định\s+kỳ,?\s+(?:hằng|hàng|mỗi|\d)|hằng|hàng|đồng\s+thời|cuối\s+năm"
    r"|trước|chậm\s+nhất)[\s,]"
)
# "Trước ngày 30/4/2024 Sở Tài chính báo cáo …": no comma between the day and the party.
_DAY_FIRST = re.compile(
    r"(?:trước|chậm\s+nhất(?:\s+là)?)\s+ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)\s+"
)
_COMMA = re.compile(r",\s+|\svướng\s+mắc\s+")
_HEADS = (
    "sở",
    "bộ",
    "cục",
    "chi cục",
    "công ty",
    "tổng công ty",
    "trung tâm",
    "ban quản lý",
    "trường",
    "bệnh viện",
    "viện",
)
# How a letter calls its one addressee.
_YOU = ("quý cơ quan", "quý đơn vị", "quý công ty", "quý sở", "cơ quan", "đơn vị")
OWES = ("phải", "có trách nhiệm", "chịu trách nhiệm", "chủ trì")
_FAR = 160


def named_bearers(document: DocumentContext, span: Span, inherited: tuple[str, ...]) -> Bearers | None:
    """Return who is named to do it: at the head, behind an order, a topic or an adverbial.

    Where it is already known who, "chỉ đạo các đơn vị …" is what they do.
    """
    text, lower = document.text, document.text.lowered
    start = topic.end() if (topic := _TOPIC.match(lower, span.start, span.end)) else span.start
    order = orders(text.vocabulary).match(lower, start, span.end)
    if order and inherited and order["order"] == "chỉ đạo":
        return None
    starts = [order.end() if order else start]
    if order is None and _ADVERB.match(lower, start):
        commas = (comma.end() for comma in _COMMA.finditer(lower, start, min(span.end, start + _FAR)))
        day = _DAY_FIRST.match(lower, start, span.end)
        starts += [day.end()] if day else []
        starts += [at for at in commas if lower.count("(", start, at) == lower.count(")", start, at)]
    for at in starts:
        if named := bearers_at(text, Span(at, span.end), ordered=order is not None):
            return named
    return None


def task_of(
    document: DocumentContext, provision: Provision, span: Span, inherited: tuple[str, ...], named: Bearers | None
) -> Obligation:
    """Return the task that the span states, for those it names, else for those that its list is laid on."""
    text = document.text
    span = trimmed(text.source, span)
    order = orders(text.vocabulary).match(text.lowered, span.start, span.end)
    instructed = bearers_at(text, Span(order.end(), span.end)) if order and not named else None
    given = order is not None and order["order"] == "giao"  # laid on someone whose name is not made out: left open
    bearers = named.names if named else () if given else inherited
    return Obligation(
        span=span,
        eid=provision.eid,
        bearers=tuple(_full_name(document, span.start, name) for name in bearers),
        lead=bearers if named and named.lead else instructed.names if instructed and instructed.lead else (),
        coordinate=coordinates(text, span, named),
        deadlines=find_deadlines(text.folded, span, document.plan_year),
        report_to=report_to(text, span),
        reported=document.reported,
    )


def _full_name(document: DocumentContext, offset: int, name: str) -> str:
    """A bare "Sở" or "Công ty" is the addressee of that kind, else the one that the text last named in full."""
    if lowered(name) not in (*_YOU, *_HEADS):
        return name
    addressed = [other for other in document.addressees if lowered(other).startswith(f"{lowered(name)} ")]
    if len(addressed) == 1:
        return addressed[0]
    if lowered(name) in _YOU and len(document.addressees) == 1:
        return document.addressees[0]
    return (last_named(document.text, offset, name) or name) if name in ("Sở", "Cục", "Bộ") else name
