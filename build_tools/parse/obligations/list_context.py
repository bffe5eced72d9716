"""The context of list items: the bearers named above them, or a heading below which nothing is ordered.

Many tasks name no bearer; it is in "yêu cầu các phòng … thực hiện:", "2. Giao Sở Nội vụ" or "Trách nhiệm của Sở Nội vụ"
above. Aims, findings and lists of enclosures are no tasks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from build_tools.base.text import alternatives, lowered, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.obligations.bearers import bearers_at, order_at, orders, parties_of
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_LEADS_ON = re.compile(r"(?:thực\s+hiện|triển\s+khai|ý\s+kiến|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|nhiệm\s+vụ|giải\s+pháp)")
_TELLS_TO = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|yêu\s+cầu|chỉ\s+đạo|nhiệm\s+vụ|giải\s+pháp)\s(?:[^.;]{0,60}\s)?sau\s*:\s*$"
)
# The words of another instrument, quoted: they order nothing here.
_QUOTES = re.compile(r"[“\"”]\s*(?:điều|khoản|mục|điểm|\d|[a-zđ]\))")
_UNQUOTES = re.compile(r"[”\"]\s*[.;,/]*\s*$")
_ENCLOSES = re.compile(
    r"gồm|gửi\s+kèm|kèm\s+theo|đính\s+kèm|kết\s+quả|đạt\s+được|tồn\s+tại|hạn\s+chế|nguyên\s+nhân|ví\s+dụ"
)
# "Đối với Sở Nội vụ", "Trách nhiệm của Sở Nội vụ", "Về phía Sở Nội vụ".
_OF_WHOM = re.compile(
    r"(?:(?:chức\s+năng,?\s+)?(?:quyền\s+hạn,?\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s+(?:thực\s+hiện|thi\s+hành|cụ\s+thể))?\s+(?:của\s+)?|đối\s+với\s+|về\s+phía\s+)"
)
_DUTY = re.compile(
    r"\s(?:có|chịu)\s+trách\s+nhiệm(?:\s+(?:thực\s+hiện|triển\s+khai))?(?:\s+(?:như\s+sau|sau\s+đây|sau|các\s+nội\s+dung\s+sau))?"
    r"\s*:?\s*$|\s(?:thực\s+hiện|triển\s+khai|tập\s+trung\s+thực\s+hiện)(?:\s+(?:tốt|nghiêm))?(?:\s+(?:các|một\s+số))?"
    r"\s+(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp)[^.;:]{0,40}:?\s*$"
)
_OPINION = re.compile(r"ý\s+kiến[^.;:]{0,40}\snhư\s+sau\s*:\s*$")
_FOLLOWS = re.compile(r"(?:,?\s+cụ\s+thể)?\s+(?:như\s+sau|sau\s+đây)\s*:?\s*$")
_LONGEST_HEADING = 600
_LONGEST_BROKEN = 90
_GROUP_NAMED = re.compile(r"các (?:phòng|cơ quan|sở)[^.;:\n]{0,40}? thuộc (?:Sở|tỉnh|thành phố)")
# "… yêu cầu các Sở, ban, ngành và UBND các xã nghiêm túc triển khai thực hiện Kế hoạch này."
_CARRIES_OUT = re.compile(
    r"(?:yêu\s+cầu|đề\s+nghị)\s+(?P<who>các\s[^.;:]{5,200}?)\s(?:nghiêm\s+túc|chủ\s+động|khẩn\s+trương|căn\s+cứ|tổ\s+chức"
    r"|triển\s+khai)\s[^.;:]{0,120}?(?:kế\s+hoạch|chương\s+trình|phương\s+án)\s+này"
)
_RANK = {
    ProvisionKind.PART: 1.0, ProvisionKind.CHAPTER: 2.0, ProvisionKind.SECTION: 3.0, ProvisionKind.ARTICLE: 4.0,
    ProvisionKind.PARAGRAPH: 5.0, ProvisionKind.POINT: 8.0, ProvisionKind.INDENT: 9.0, ProvisionKind.SUBINDENT: 10.0,
}  # fmt: skip
_UNMARKED = 4.5  # a heading without a number governs all below it up to the next section
_REAL = re.compile(r"[A-ZĐÀ-Ỹ“\"(][^\n]{24}")


class ListContext(Value, frozen=True):
    """The bearers of the items of a list that name none; `ordered` says whether the items can be tasks.

    `strong` says that the list itself is an order, so that each item is a task. `heading` says that the provision only
    names who: its items are the tasks. `led` says that a paragraph leads into the list ("có ý kiến như sau:").
    `named` says that a heading names the parties: paragraphs without a marker below it count too. `broken` says that
    their names begin in the line above, which was broken off ("Điều 3. Sở Công ⏎ Thương chịu trách nhiệm …").
    """

    bearers: tuple[str, ...]
    ordered: bool
    heading: bool = False
    strong: bool = False
    led: bool = False
    named: bool = False
    broken: bool = False


_NOTHING = ListContext((), ordered=False)


class _Open(Value, frozen=True):
    """A provision that later ones of higher rank stand under, with what it says of them."""

    rank: float
    context: ListContext


class _Contexts:
    """Walks the provisions in order; page numbers and noise between them close nothing."""

    def __init__(self, text: Text, body: Sequence[Provision], default: ListContext) -> None:
        self._text = text
        self._default = self._lead = default
        self._open: list[_Open] = []
        self._quoted = False
        self._broken: dict[str, tuple[str, ...]] = {}
        self._body = body
        self._parents = {provision.parent for provision in body if provision.marker}

    def walk(self) -> Iterator[tuple[str, ListContext]]:
        """Yield the anchor of each provision and what it stands under."""
        for index, provision in enumerate(self._body):
            rank = _rank(self._text, provision)
            if provision.kind is ProvisionKind.ARTICLE:
                self._lead = self._default
            while rank is not None and self._open and self._open[-1].rank >= rank:
                self._open.pop()
            self._quoted = self._quoted or _QUOTES.match(self._text.lowered, provision.span.start) is not None
            if names := self._broken.pop(provision.eid, None):
                yield provision.eid, ListContext(names, ordered=True, strong=True, named=True, broken=True)
            elif self._quoted:
                self._quoted = not _unquotes(self._text, provision.span)
                if rank is not None:
                    self._open.append(_Open(rank, _NOTHING))
                yield provision.eid, _NOTHING
            elif rank is None:
                yield provision.eid, self._paragraph(provision, last=index + 1 == len(self._body))
            elif self._breaks_off(provision, index):
                yield provision.eid, replace(_NOTHING, heading=True)
            else:
                yield provision.eid, self._item(provision, rank)

    def _breaks_off(self, provision: Provision, index: int) -> bool:
        """Return whether the names of a numbered line go on in the next ("Điều 5. Bộ trưởng các Bộ: ⏎ Xây dựng, …")."""
        following = self._body[index + 1] if index + 1 < len(self._body) else None
        if following is None or following.marker is not None or provision.marker is None:
            return False
        start, end = provision.marker.end, provision.span.end
        words = self._text.source[start:end]
        if len(words) > _LONGEST_BROKEN or words.endswith((".", ";", "/")):
            return False
        start += len(words) - len(words.lstrip())
        whole = Span(order_at(self._text, start, end) or start, following.span.end)
        joined = bearers_at(self._text, whole, ordered=whole.start > start)
        if joined is None or not joined.crosses(following.span.start):
            return False
        self._broken[following.eid] = joined.names
        return True

    def _current(self) -> ListContext:
        return self._open[-1].context if self._open else self._lead

    def _paragraph(self, provision: Provision, *, last: bool) -> ListContext:
        """A paragraph without a marker: it may lead into a list, or name those whom the paragraphs below order."""
        text, span, context = self._text, provision.span, self._current()
        if text.source.endswith(":", span.start, span.end):
            inner = _lead_in(text, span, context, self._default)
            if self._open and (self._open[-1].context.named or self._in_article()):
                self._open[-1] = _Open(self._open[-1].rank, inner)
            else:
                self._lead, self._open = inner, []
            return context
        capitals = text.source[span.start : span.end].isupper()
        if context.ordered and not last and not capitals and (parties := _alone(text, span)):
            named = ListContext(parties, ordered=True, heading=True, strong=True, named=True)
            while self._open and self._open[-1].rank >= _UNMARKED:
                self._open.pop()
            self._open.append(_Open(_UNMARKED, replace(named, heading=False)))
            return named
        real = _REAL.match(text.source, span.start, span.end) is not None
        if real and self._open and not (context.named or self._in_article()):
            self._open = []
            return self._lead
        return context

    def _in_article(self) -> bool:
        return any(opened.rank == _RANK[ProvisionKind.ARTICLE] for opened in self._open)

    def _item(self, provision: Provision, rank: float) -> ListContext:
        """A numbered or bulleted provision: a task, or a heading of those below it."""
        context = self._current()
        marker = provision.marker.end if provision.marker else provision.span.start
        leads = provision.eid in self._parents
        inner = _heading(self._text, Span(marker, provision.span.end), context, leads=leads)
        if _OPINION.search(self._text.lowered, marker, provision.span.end):  # a line that only seems to have a bullet
            self._lead = replace(self._lead, led=True)
        self._open.append(_Open(rank, replace(inner, heading=False, named=inner.heading or (inner.named and leads))))
        return inner if inner.heading or not inner.ordered else context


def find_list_contexts(text: Text, body: Sequence[Provision], default: ListContext) -> Mapping[str, ListContext]:
    """Return the context of each provision by its anchor; `default` is that of the document's own list."""
    return dict(_Contexts(text, body, default).walk())


def _rank(text: Text, provision: Provision) -> float | None:
    """The rank of a numbered or bulleted provision among its kinds; "*" stands above "-", "1.1" below "1."."""
    if provision.marker is None:
        return None
    marker = provision.marker.of(text.source)
    if provision.kind is ProvisionKind.PARAGRAPH:
        below = 0.5 if marker.endswith(("/", "-")) else 0.0  # "1/" stands under "1."
        return 5 + below + min(marker.strip(".").count("."), 2)
    return 8.5 if marker == "*" else _RANK.get(provision.kind)


def _unquotes(text: Text, span: Span) -> bool:
    return _UNQUOTES.search(text.source, max(span.start + 1, span.end - 12), span.end) is not None


def _lead_in(text: Text, span: Span, context: ListContext, default: ListContext) -> ListContext:
    """Return what the items below a paragraph that ends with ":" stand under."""
    for order in orders(text.vocabulary).finditer(text.lowered, span.start, span.end):
        if named := bearers_at(text, Span(order.end(), span.end), ordered=True):
            return ListContext(named.names, ordered=True, strong=True, led=True)
    if parties := _parties(text, span, ordered=context.ordered):
        return ListContext(parties, ordered=True, strong=True, led=True, named=True)
    words = text.lowered[span.start : span.end]
    if _LEADS_ON.search(words):
        return ListContext(context.bearers, ordered=True, strong=_TELLS_TO.search(words) is not None, led=True)
    if words.isupper() or text.source[span.start : span.end].isupper():
        return default
    return _NOTHING if _ENCLOSES.search(words) else context


def _heading(text: Text, span: Span, context: ListContext, *, leads: bool) -> ListContext:
    """Return what the items inside a numbered provision stand under; `leads` is whether it has any."""
    raw = span.of(text.source)
    start = span.start + len(raw) - len(raw.lstrip(" .:*\n\t"))
    if _no_tasks(text.vocabulary).match(text.lowered, start, span.end):
        return _NOTHING
    words = Span(start, span.end)
    if len(raw) <= _LONGEST_HEADING:
        if parties := _parties(text, words, ordered=context.ordered):
            return ListContext(parties, ordered=True, heading=True, strong=True, named=True)
        if (leads or (context.ordered and len(raw) < 240)) and (parties := _alone(text, words)):
            return ListContext(parties, ordered=True, heading=True, strong=context.ordered, named=context.ordered)
    if not leads and not raw.endswith(":"):
        return context
    order = order_at(text, start, span.end)
    named = None
    if order or context.ordered:
        named = bearers_at(text, Span(order or start, span.end), ordered=order is not None)
    if leads and order and raw.endswith(":") and named:  # "Giao Sở Nội vụ chủ trì, phối hợp với … có trách nhiệm:"
        return ListContext(named.names, ordered=True, heading=True, strong=True, named=True)
    if raw.endswith(":") and _ENCLOSES.search(text.lowered[start : span.end]):
        return _NOTHING
    if leads and named and context.ordered:  # "1. Sở Nội vụ rà soát …" above a) and b), which name nobody
        return replace(context, bearers=named.names)
    return context


def _parties(text: Text, span: Span, *, ordered: bool = False) -> tuple[str, ...]:
    """Return the parties that a heading names and nothing else ("2. Giao Sở Nội vụ", "Sở Nội vụ có trách nhiệm:").

    A name and a colon alone ("1. Sở Nội vụ:") is such a heading only in a list of tasks.
    """
    lead = orders(text.vocabulary).match(text.lowered, span.start, span.end) or _OF_WHOM.match(
        text.lowered, span.start, span.end
    )
    start = lead.end() if lead else span.start
    if follows := _FOLLOWS.search(text.lowered, start, span.end):
        span = Span(span.start, follows.start())
    duty = _DUTY.search(text.lowered, start, span.end)
    stop = duty.start() if duty else span.end
    words = text.source[start:stop].rstrip(" .\n\t*")
    colon = words.endswith(":")
    if not (lead or duty or (ordered and colon)):
        return ()
    return parties_of(text, Span(start, start + len(words.rstrip(": "))))


def _alone(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties where a heading is their names and nothing else ("1. Sở Y tế" above a), b), c))."""
    words = text.source[span.start : span.end].rstrip(" .:\n\t*")
    if len(words) > _LONGEST_HEADING or words.endswith((";", ",")) or ". " in words:
        return ()
    return parties_of(text, Span(span.start, span.start + len(words)))


@cache
def _no_tasks(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lowered(words) for words in vocabulary.cues.no_tasks)})(?!\w)")


def group_in_text(text: Text, body: Sequence[Provision]) -> tuple[str, ...]:
    """Return whom a plan without addressees is for: those told to carry it out, else the group that it names."""
    for provision in body:
        if match := _CARRIES_OUT.search(text.lowered, provision.span.start, provision.span.end):
            named = bearers_at(text, Span(match.start("who"), match.end()), ordered=True)
            if named:
                return named.names
    for provision in body:
        if match := _GROUP_NAMED.search(text.source, provision.span.start, provision.span.end):
            return (squeeze(match[0]),)
    return ()
