"""What an item of a directive stands under: who is told to act, or a heading under which nothing is ordered.

A task often names nobody: it stands under "yêu cầu các phòng … thực hiện:", under "2. Giao Sở Nội vụ", under
"Trách nhiệm của Sở Nội vụ". Aims, findings and lists of what is enclosed are no tasks.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from build_tools.base.text import alternatives, lowered, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.obligations.bearers import bearers_at, orders, parties_of
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
_RESPONSIBLE = re.compile(r"(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s+(?:thực\s+hiện|thi\s+hành|cụ\s+thể))?\s+của\s+")
_DUTY = re.compile(r"\s(?:có|chịu)\s+trách\s+nhiệm(?:\s+(?:như\s+sau|sau\s+đây|sau))?\s*:?\s*$")
_LONGEST_HEADING = 500
_GROUP_NAMED = re.compile(r"các (?:phòng|cơ quan|sở)[^.;:\n]{0,40}? thuộc (?:Sở|tỉnh|thành phố)")
# "… yêu cầu các Sở, ban, ngành và UBND các xã nghiêm túc triển khai thực hiện Kế hoạch này."
_CARRIES_OUT = re.compile(
    r"(?:yêu\s+cầu|đề\s+nghị)\s+(?P<who>các\s[^.;:]{5,200}?)\s(?:nghiêm\s+túc|chủ\s+động|khẩn\s+trương|căn\s+cứ|tổ\s+chức"
    r"|triển\s+khai)\s[^.;:]{0,120}?(?:kế\s+hoạch|chương\s+trình|phương\s+án)\s+này"
)


class ListContext(Value, frozen=True):
    """Who bears the items of a list unless they say otherwise; `ordered` is whether they may be tasks at all.

    `strong` says that the list itself is an order, so that each item is a task. `heading` says that the provision only
    names who: its items are the tasks. `led` says that a paragraph leads into the list ("có ý kiến như sau:").
    """

    bearers: tuple[str, ...]
    ordered: bool
    heading: bool = False
    strong: bool = False
    led: bool = False


def find_list_contexts(text: Text, body: Sequence[Provision], default: ListContext) -> Mapping[str, ListContext]:
    """Return the context of each provision by its anchor; `default` is that of the document's own list."""
    contexts: dict[str, ListContext] = {}
    within: dict[str, ListContext] = {}  # what the items inside a provision stand under
    lead = default
    parents = {provision.parent for provision in body if provision.marker}
    quoted = False
    for provision in body:
        if provision.kind is ProvisionKind.ARTICLE:
            lead = default
        context = within.get(provision.parent or "", lead)
        quoted = quoted or _QUOTES.match(text.lowered, provision.span.start) is not None
        if quoted:
            contexts[provision.eid] = within[provision.eid] = ListContext((), ordered=False)
            quoted = (
                _UNQUOTES.search(
                    text.source, max(provision.span.start + 1, provision.span.end - 12), provision.span.end
                )
                is None
            )
            continue
        if provision.marker is None:
            contexts[provision.eid] = context
            if text.source.endswith(":", provision.span.start, provision.span.end):
                context = _lead_in(text, provision.span, context, default)
                if provision.parent in within:
                    within[provision.parent or ""] = context
                else:
                    lead = context
            continue
        words = Span(provision.marker.end, provision.span.end)
        inner = _heading(text, words, context, leads=provision.eid in parents)
        within[provision.eid] = replace(inner, heading=False) if inner.heading else inner
        contexts[provision.eid] = inner if inner.heading or not inner.ordered else context
    return contexts


def _lead_in(text: Text, span: Span, context: ListContext, default: ListContext) -> ListContext:
    """Return what the items below a paragraph that ends with ":" stand under."""
    for order in orders(text.vocabulary).finditer(text.lowered, span.start, span.end):
        if named := bearers_at(text, Span(order.end(), span.end)):
            return ListContext(named.names, ordered=True, strong=True, led=True)
    if parties := _parties(text, span):
        return ListContext(parties, ordered=True, strong=True, led=True)
    words = text.lowered[span.start : span.end]
    if _LEADS_ON.search(words):
        return ListContext(context.bearers, ordered=True, strong=_TELLS_TO.search(words) is not None, led=True)
    if words.isupper() or text.source[span.start : span.end].isupper():
        return default
    return ListContext((), ordered=False) if _ENCLOSES.search(words) else context


def _heading(text: Text, span: Span, context: ListContext, *, leads: bool) -> ListContext:
    """Return what the items inside a numbered provision stand under; `leads` is whether it has any."""
    raw = span.of(text.source)
    start = span.start + len(raw) - len(raw.lstrip(" .:*\n\t"))
    if _no_tasks(text.vocabulary).match(text.lowered, start, span.end):
        return ListContext((), ordered=False)
    if not leads and not raw.endswith(":"):
        return context
    words = Span(start, min(span.end, start + _LONGEST_HEADING))
    if words.end == span.end:
        if parties := _parties(text, words, ordered=context.ordered):
            return ListContext(parties, ordered=True, heading=True, strong=True)
        if leads and (parties := _named_alone(text, words)):
            return ListContext(parties, ordered=True, heading=True)
        order = orders(text.vocabulary).match(text.lowered, start, span.end)
        if leads and order and raw.endswith(":"):  # "Giao Sở Nội vụ chủ trì, phối hợp với … có trách nhiệm:"
            named = bearers_at(text, Span(order.end(), span.end), ordered=True)
            if named:
                return ListContext(named.names, ordered=True, heading=True, strong=True)
    if raw.endswith(":") and _ENCLOSES.search(text.lowered[start : span.end]):
        return ListContext((), ordered=False)
    return context


def _parties(text: Text, span: Span, *, ordered: bool = False) -> tuple[str, ...]:
    """Return the parties that a heading names and nothing else ("2. Giao Sở Nội vụ", "Sở Nội vụ có trách nhiệm:").

    A name and a colon alone ("1. Sở Nội vụ:") is such a heading only in a list of tasks.
    """
    lead = orders(text.vocabulary).match(text.lowered, span.start, span.end) or _RESPONSIBLE.match(
        text.lowered, span.start, span.end
    )
    start = lead.end() if lead else span.start
    duty = _DUTY.search(text.lowered, start, span.end)
    stop = duty.start() if duty else span.end
    words = text.source[start:stop].rstrip(" .\n\t*")
    colon = words.endswith(":")
    if not (lead or duty or (ordered and colon)):
        return ()
    return parties_of(text, Span(start, start + len(words.rstrip(": "))))


def _named_alone(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties where a heading is their names and nothing else ("1. Sở Y tế" above a), b), c))."""
    words = text.source[span.start : span.end].rstrip(" .:\n\t*")
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
