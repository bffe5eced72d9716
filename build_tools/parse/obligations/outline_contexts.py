"""The context of each provision: what the headings and lead-ins above it in the outline say of it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from build_tools.base.text import squeeze
from build_tools.base.values import Value, replace
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.obligations.bearers import bearers_at, is_whole, order_at
from build_tools.parse.obligations.list_context import NOTHING, ListContext
from build_tools.parse.obligations.list_headings import alone, heading_of, lead_in, told_late
from build_tools.parse.obligations.verbs import acts_at
from build_tools.parse.text import Text

# The words of another instrument, quoted: they order nothing here.
_QUOTES = re.compile(r"[“\"”]\s*(?:điều|khoản|mục|điểm|\d|[a-zđ]\))")
_UNQUOTES = re.compile(r"[”\"]\s*[.;,/]*\s*$")
_OPINION = re.compile(r"ý\s+kiến[^.;:]{0,40}\snhư\s+sau\s*:\s*$")
# Below these headings units are told one by one, whatever they are called.
_ASSIGNS = re.compile(r"[^a-zđà-ỹ]*(?:tổ\s+chức\s+thực\s+hiện|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+của\s+các)(?!\w)")
_LONGEST_BROKEN = 90
_GROUP_NAMED = re.compile(r"các (?:phòng|cơ quan|sở)[^.;:\n]{0,40}? thuộc (?:Sở|tỉnh|thành phố)")
# "… yêu cầu các Sở, ban, ngành và UBND các xã nghiêm túc triển khai thực hiện Kế hoạch này."
_CARRIES_OUT = re.compile(
    r"(?:yêu\s+cầu|đề\s+nghị)\s+(?P<who>các\s[^.;:]{5,200}?)\s(?:nghiêm\s+túc|chủ\s+động|khẩn\s+trương|căn\s+cứ|tổ\s+chức"
    r"|triển\s+khai)\s[^.;:]{0,120}?(?:(?:kế\s+hoạch|chương\s+trình|phương\s+án)\s+này|(?:chức\s+năng|nhiệm\s+vụ)\s+được\s+giao)"
)
_RANK = {
    ProvisionKind.PART: 1.0, ProvisionKind.CHAPTER: 2.0, ProvisionKind.SECTION: 3.0, ProvisionKind.ARTICLE: 4.0,
    ProvisionKind.PARAGRAPH: 5.0, ProvisionKind.POINT: 8.0, ProvisionKind.INDENT: 9.0, ProvisionKind.SUBINDENT: 10.0,
}  # fmt: skip
_UNMARKED = 4.5  # a heading without a number governs all below it up to the next section
_REAL = re.compile(r"[A-ZĐÀ-Ỹ“\"(][^\n]{24}")


class _Open(Value, frozen=True):
    """A provision that later ones of higher rank stand under, with what it says of them."""

    rank: float
    context: ListContext


class _Contexts:
    """Walks the provisions in order; page numbers and noise between them close nothing."""

    def __init__(self, text: Text, body: Sequence[Provision], default: ListContext) -> None:
        self._text = text
        self._default = self._lead = default
        self._lead_within: float | None = None  # the rank of the section in which the lead-in stands
        self._open: list[_Open] = []
        self._quoted = False
        self._broken: dict[str, tuple[str, ...]] = {}
        self._body = body
        self._parents = {provision.parent for provision in body if provision.marker}

    def walk(self) -> Iterator[tuple[str, ListContext]]:
        """Yield the anchor of each provision and what it stands under."""
        for index, provision in enumerate(self._body):
            rank = _rank(self._text, provision)
            if provision.kind is ProvisionKind.ARTICLE or (
                rank is not None and self._lead_within is not None and rank <= self._lead_within
            ):
                self._lead, self._lead_within = self._default, None
            while rank is not None and self._open and self._open[-1].rank >= rank:
                self._open.pop()
            self._quoted = self._quoted or _QUOTES.match(self._text.lowered, provision.span.start) is not None
            if names := self._broken.pop(provision.eid, None):
                yield provision.eid, ListContext(names, ordered=True, strong=True, named=True, broken=True)
            elif self._quoted:
                self._quoted = not _unquotes(self._text, provision.span)
                if rank is not None:
                    self._open.append(_Open(rank, NOTHING))
                yield provision.eid, NOTHING
            elif rank is None:
                yield provision.eid, self._paragraph(provision, last=index + 1 == len(self._body))
                self._leads_on(provision, index)
            elif self._breaks_off(provision, index):
                yield provision.eid, replace(NOTHING, heading=True)
            else:
                yield provision.eid, self._item(provision, rank)

    def _breaks_off(self, provision: Provision, index: int) -> bool:
        """Return whether the names of a numbered line go on in the next ("Điều 5. Bộ trưởng các Bộ: ⏎ Xây dựng, …")."""
        following = self._body[index + 1] if index + 1 < len(self._body) else None
        if following is None or following.marker is not None or provision.marker is None:
            return False
        start, end = provision.marker.end, provision.span.end
        words = self._text.source[start:end]
        start += len(words) - len(words.lstrip())
        if len(words) > _LONGEST_BROKEN or words.endswith((".", ";", "/")):
            return False
        if not words.endswith(":") and acts_at(self._text, following.span) and is_whole(self._text, Span(start, end)):
            return False  # a heading, and below it what is to be done
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
            inner = lead_in(text, span, context, self._default)
            if self._open and (self._open[-1].context.named or self._in_article()):
                self._open[-1] = _Open(self._open[-1].rank, inner)
            else:
                if self._open and self._open[0].rank <= _RANK[ProvisionKind.SECTION]:
                    self._lead_within = self._open[0].rank
                self._lead, self._open = inner, []
            return context
        capitals = text.source[span.start : span.end].isupper()
        if context.ordered and not last and not capitals and (parties := alone(text, span)):
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

    def _leads_on(self, provision: Provision, index: int) -> None:
        """Note whom a paragraph orders right above bullets: those that name nobody go on with it."""
        following = self._body[index + 1] if index + 1 < len(self._body) else None
        if following is None or following.kind not in (ProvisionKind.INDENT, ProvisionKind.SUBINDENT):
            return
        colon = self._text.source.endswith(":", provision.span.start, provision.span.end)
        if not (colon or self._open or self._lead.led) and (told := told_late(self._text, provision.span)):
            self._lead = ListContext(told, ordered=True, led=True)

    def _in_article(self) -> bool:
        return any(opened.rank == _RANK[ProvisionKind.ARTICLE] for opened in self._open)

    def _item(self, provision: Provision, rank: float) -> ListContext:
        """A numbered or bulleted provision: a task, or a heading of those below it."""
        context = self._current()
        marker = provision.marker.end if provision.marker else provision.span.start
        leads = provision.eid in self._parents
        words = Span(marker, provision.span.end)
        inner = heading_of(self._text, words, context, leads=leads)
        if (context.assigns and inner.ordered) or (
            leads and inner.ordered and not inner.heading and _ASSIGNS.match(self._text.lowered, words.start, words.end)
        ):
            inner = replace(inner, assigns=True)
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
