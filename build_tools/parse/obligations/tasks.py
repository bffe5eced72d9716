"""One task from a span of text: bearers, coordinating units, deadlines, receiver of the report."""

import re
from collections.abc import Iterator, Sequence

from build_tools.base.text import lowered
from build_tools.model.document import Provision
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import last_named
from build_tools.parse.dates.deadlines import find_deadlines, unread_limit
from build_tools.parse.grammar.clauses import may_begin
from build_tools.parse.obligations.bearers import (
    NOBODY,
    Bearers,
    bearers_at,
    clause_bearers,
    coordinates,
    leads_at,
    listed_names,
    orders,
    report_to,
)
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.list_context import ListContext
from build_tools.parse.obligations.list_headings import names_in
from build_tools.parse.obligations.provision_words import trimmed
from build_tools.parse.obligations.verbs import acts_at, acts_in
from build_tools.parse.text import BLURRED, Text

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
# Names that say of nobody in particular that he does it ("cơ quan tiếp nhận …", "Tổ rà soát …").
_ANYBODY = ("cơ quan", "đơn vị", "bộ phận", "tổ", "đội", "ban", "nhóm")
# "Bộ phận Kế toán: Rà soát …", below a heading that tells units one by one.
_LABEL = re.compile(r"(?P<name>[A-ZĐÀ-Ỹ][^.;:()]{2,70}?)\s*(?:\([^()]*\))?:\s+")
# Labels that name nobody ("Chế độ báo cáo: …", "Căn cứ Kế hoạch này, …: …").
_NO_NAME = re.compile(
    r"(?:căn\s+cứ|theo|chế\s+độ|công\s+tác|nội\s+dung|thời\s+gian|hình\s+thức|phương\s+thức|yêu\s+cầu|đối\s+với|về|lưu\s+ý|giai\s+đoạn"
    r"|đợt|bước|kết\s+quả|mục\s+tiêu)\s"
)
# "Người đứng đầu cơ sở giáo dục có thể bố trí thêm …": who may do it has no task.
_PERMITS = re.compile(r"[\s,]*(?:thì\s+)?(?:có\s+thể|được\s+(?:phép|quyền)|có\s+quyền)\s")
# The last article of an act: whoever stands before it carries the act out.
_CARRIED_OUT = re.compile(
    r"(?P<who>[^.]{5,1200}?)\s+(?:có|chịu)\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện)\s+[\w\s]{4,20}?\s+này(?!\w)"
)
_CLAUSE = re.compile(r";\s+(?=[A-ZĐ])")
# "Đối với nội dung tại điểm 2 …: “…” - giao Cục A chủ trì": what it is about stands first.
_GIVEN_LATE = re.compile(r"(?:đối\s+với|về)\s[^;]{10,500}?[-–,:”\"]\s+(?:giao|yêu\s+cầu|đề\s+nghị)\s+(?:cho\s+)?")
_TO_SOMEONE = re.compile(r"\scho\s")


def named_bearers(document: DocumentContext, span: Span, context: ListContext) -> Bearers | None:
    """Return who is named to do it: at the head, behind an order, a label or an adverbial.

    "Chỉ đạo các đơn vị …" is what the party above has to do, and lays nothing on the units; nor does "Phân công giảng
    viên …" below the heading of a unit.
    """
    named = clause_bearers(document.text, span)
    carried = _CARRIED_OUT.match(document.text.lowered, span.start, span.end)
    if carried and may_begin(document.text, span.start) and (named is None or named.end < carried.end("who")):
        who = Span(*carried.span("who"))  # with a name in the list that no rule knows
        return Bearers(listed_names(document.text, who), who.end, predicate="chịu trách nhiệm")
    if named is None and (given := _GIVEN_LATE.match(document.text.lowered, span.start, span.end)):
        named = bearers_at(document.text, Span(given.end(), span.end), ordered=True)
    label = _LABEL.match(document.text.source, span.start, span.end) if named is None and context.assigns else None
    told = label and acts_at(document.text, Span(label.end(), span.end))
    if label and told and not _NO_NAME.match(document.text.lowered, label.start()):
        named = Bearers(names_in(label["name"]), label.end(), guessed=True)
    if named and named.order.startswith("phân công") and (context.named or named.names[0][:1].islower()):
        return None
    return named


def is_permitted(document: DocumentContext, named: Bearers) -> bool:
    """Return whether the words behind the names only permit."""
    return _PERMITS.match(document.text.lowered, named.end) is not None


def task_of(
    document: DocumentContext,
    provision: Provision,
    span: Span,
    inherited: tuple[str, ...],
    named: Bearers | None,
    *,
    loose: bool = False,
) -> Obligation:
    """Return the task that the span states, for those it names, else for those that its list is laid on.

    `loose` says that nothing but the order of its words tells that it orders at all.
    """
    text = document.text
    span = trimmed(text.source, span)
    order = orders(text.vocabulary).match(text.lowered, span.start, span.end)
    instructed = bearers_at(text, Span(order.end(), span.end)) if order and not named else None
    # "Giao … cho …" lays it on someone whose name is not made out: left open.
    given = (
        order is not None
        and order["order"].startswith("giao")
        and _TO_SOMEONE.search(text.lowered, span.start, span.end)
    )
    bearers = named.names if named else () if given else inherited
    deadlines = find_deadlines(text, span, document.plan_year)
    if named and not named.guessed:
        bearers = (*bearers, *_in_later_clauses(text, Span(named.end, span.end), bearers))
    leads = named.lead if named else leads_at(text, span.start)
    return Obligation(
        span=span,
        eid=provision.eid,
        bearers=tuple(_full_name(document, span, name) for name in bearers),
        lead=bearers if leads else instructed.names if instructed and instructed.lead else (),
        coordinate=coordinates(text, span, named),
        deadlines=deadlines,
        doubt="; ".join(_doubts(document, span, bearers, named, deadlines, loose=loose)) or None,
        report_to=report_to(text, span),
        reported=document.reported,
    )


def _in_later_clauses(text: Text, span: Span, told: Sequence[str]) -> Iterator[str]:
    """Yield who acts in the clauses behind the first ("Sở A rà soát …; Sở B hoàn thành …")."""
    for match in _CLAUSE.finditer(text.source, span.start, span.end):
        later = bearers_at(text, Span(match.end(), span.end))
        if later and not (later.guessed or later.unsure):
            yield from (name for name in later.names if name not in told)


def _doubts(
    document: DocumentContext,
    span: Span,
    bearers: Sequence[str],
    named: Bearers | None,
    deadlines: Sequence[Deadline],
    *,
    loose: bool,
) -> Iterator[str]:
    """Yield what is uncertain about a task, in a reader's words."""
    if not bearers:
        yield NOBODY
    if named and (named.guessed or named.unsure):
        yield "không rõ tên đơn vị kết thúc ở đâu"
    if named and any(lowered(name) in _ANYBODY for name in bearers):
        yield "không rõ là đơn vị nào"
    if loose or (named and _is_label(document.text, span, named)):
        yield "có thể là câu kể, không phải câu giao việc"
    if document.text.blurred:
        yield BLURRED
    if unread_limit(document.text, span, deadlines):
        yield "có ngày chưa đọc được là thời hạn"


def _is_label(text: Text, span: Span, named: Bearers) -> bool:
    """Return whether a colon follows the names, and no act it ("UBND cấp xã: Thành phần dự họp gồm …")."""
    label = text.source[named.end : span.end].lstrip().startswith(":")
    return label and not acts_in(text, Span(named.end + 1, span.end))


def _full_name(document: DocumentContext, span: Span, name: str) -> str:
    """A bare "Sở" or "Công ty" is the addressee of that kind, else the one that the text last named in full.

    Where the words behind a name make it that of an addressee, it is the addressee.
    """
    if longer := _addressee(document, span, name):
        return longer
    if lowered(name) not in (*_YOU, *_HEADS):
        return name
    addressed = [other for other in document.addressees if lowered(other).startswith(f"{lowered(name)} ")]
    if len(addressed) == 1:
        return addressed[0]
    if lowered(name) in _YOU and len(document.addressees) == 1:
        return document.addressees[0]
    return (last_named(document.text, span.start, name) or name) if name in ("Sở", "Cục", "Bộ") else name


def _addressee(document: DocumentContext, span: Span, name: str) -> str | None:
    """Return the addressee whose name begins with this one, where the text goes on as it does."""
    for other in document.addressees:
        if lowered(other).startswith(f"{lowered(name)} "):
            words = other.split()[: len(name.split()) + 1]
            going_on = re.compile(r"\s+".join(re.escape(lowered(word)) for word in words) + r"(?!\w)")
            if going_on.search(document.text.lowered, span.start, span.end):
                return other
    return None
