"""Headings and lead-ins of lists: whom they name, and whether what stands below them is ordered at all.

A task often names nobody: it stands under "yêu cầu các phòng … thực hiện:", under "2. Giao Sở Nội vụ", under
"Trách nhiệm của Sở Nội vụ". Aims, findings and lists of what is enclosed are no tasks.
"""

import re
from functools import cache

from build_tools.base.text import CAPITALS, alternatives, lowered, squeeze
from build_tools.base.values import replace
from build_tools.model.span import Span
from build_tools.parse.obligations.bearers import bearers_at, order_at, orders, parties_of
from build_tools.parse.obligations.list_context import NOTHING, ListContext
from build_tools.parse.obligations.verbs import acts_at
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_LEADS_ON = re.compile(r"(?:thực\s+hiện|triển\s+khai|ý\s+kiến|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|nhiệm\s+vụ|giải\s+pháp)")
_TELLS_TO = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|yêu\s+cầu|chỉ\s+đạo|nhiệm\s+vụ|giải\s+pháp)\s(?:[^.;]{0,60}\s)?sau\s*:\s*$"
)
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
_JOINS = re.compile(r"[\s,]*(?:có\s+trách\s+nhiệm\s+)?chủ\s+trì,?\s+phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)\s+")
_FOLLOWS = re.compile(r"(?:,?\s+cụ\s+thể)?\s+(?:như\s+sau|sau\s+đây)\s*:?\s*$")
_BETWEEN = re.compile(r"[,;]\s+(?=[A-ZĐ])|\s+và\s+(?=[A-ZĐ])")
# Above a list of names ("2. Cơ quan chủ trì, phối hợp").
_ROLE = re.compile(r"(?:các\s+)?(?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+trì|phối\s+hợp)(?:,\s+phối\s+hợp)?\W*")
# A unit by its short form alone ("1. CPCIT:").
_SHORT = re.compile(rf"(?=\w*[{CAPITALS}]\w*[{CAPITALS}])[{CAPITALS}][\w&\-]{{1,11}}")
_NOTE = re.compile(r"\s*\([^()]*\)")
_LONGEST_HEADING, _LONGEST_NAMES = 600, 120


def told_late(text: Text, span: Span) -> tuple[str, ...]:
    """Return whom the first order of a lead-in names ("Để …, Bộ yêu cầu các trường:")."""
    for order in orders(text.vocabulary).finditer(text.lowered, span.start, span.end):
        if named := bearers_at(text, Span(order.end(), span.end), ordered=True):
            return named.names
    return ()


def lead_in(text: Text, span: Span, context: ListContext, default: ListContext) -> ListContext:
    """Return what the items below a paragraph that ends with ":" stand under."""
    if told := told_late(text, span):
        return ListContext(told, ordered=True, strong=True, led=True)
    if parties := _parties(text, span, ordered=context.ordered):
        return ListContext(parties, ordered=True, strong=True, led=True, named=True)
    words = text.lowered[span.start : span.end]
    if _LEADS_ON.search(words):
        return ListContext(context.bearers, ordered=True, strong=_TELLS_TO.search(words) is not None, led=True)
    if words.isupper() or text.source[span.start : span.end].isupper():
        return default
    return NOTHING if _ENCLOSES.search(words) else context


def heading_of(text: Text, span: Span, context: ListContext, *, leads: bool) -> ListContext:
    """Return what the items inside a numbered provision stand under; `leads` is whether it has any."""
    raw = span.of(text.source)
    start = span.start + len(raw) - len(raw.lstrip(" .:*\n\t"))
    if _no_tasks(text.vocabulary).match(text.lowered, start, span.end) or _ROLE.fullmatch(
        text.lowered, start, span.end
    ):
        return NOTHING
    words = Span(start, span.end)
    if len(raw) <= _LONGEST_HEADING:
        if parties := _parties(text, words, ordered=context.ordered):
            return ListContext(parties, ordered=True, heading=True, strong=True, named=True)
        if (leads or (context.ordered and len(raw) < 240)) and (parties := alone(text, words)):
            return ListContext(parties, ordered=True, heading=True, strong=context.ordered, named=context.ordered)
    listed = context.ordered and (context.assigns or _SHORT.fullmatch(raw.strip(" .:*\n\t")))
    if leads and listed and (names := _named_by_line(text, words)):
        return ListContext(names, ordered=True, heading=True, strong=True, named=True)
    if not leads and not raw.endswith(":"):
        return context
    if leads and (chief := _leads_with(text, words)):
        return ListContext(chief, ordered=True, heading=True, strong=True, named=True)
    order = order_at(text, start, span.end)
    named = None
    if order or context.ordered:
        named = bearers_at(text, Span(order or start, span.end), ordered=order is not None)
    if leads and order and raw.endswith(":") and named:  # "Giao Sở Nội vụ chủ trì, phối hợp với … có trách nhiệm:"
        return ListContext(named.names, ordered=True, heading=True, strong=True, named=True)
    if leads and raw.endswith(":") and (told := told_late(text, words)):  # "Để kịp thời …, Bộ yêu cầu các trường:"
        return ListContext(told, ordered=True, heading=True, strong=True, named=True)
    if raw.endswith(":") and _ENCLOSES.search(text.lowered[start : span.end]):
        return NOTHING
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


def _leads_with(text: Text, span: Span) -> tuple[str, ...]:
    """Return who leads where a heading says only that and with whom ("1. Sở A chủ trì, phối hợp với Sở B")."""
    named = bearers_at(text, span)
    joins = _JOINS.match(text.lowered, named.end, span.end) if named else None
    return named.names if named and joins and parties_of(text, Span(joins.end(), span.end)) else ()


def alone(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties where a heading is their names and nothing else ("1. Sở Y tế" above a), b), c))."""
    words = text.source[span.start : span.end].rstrip(" .:\n\t*")
    if len(words) > _LONGEST_HEADING or words.endswith((";", ",")) or ". " in words:
        return ()
    return parties_of(text, Span(span.start, span.start + len(words)))


def _named_by_line(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties that a heading names whose names no rule knows ("4. Giáo viên các lớp có học sinh mới:")."""
    words = text.source[span.start : span.end].rstrip(" .:\n\t*")
    note = _NOTE.search(words)
    words = words[: note.start()] if note else words
    name = Span(span.start, span.start + len(words))
    if len(words) > _LONGEST_NAMES or ":" in words or ". " in words or acts_at(text, name):
        return ()
    return names_in(words) if words.strip()[:1].isupper() else ()


def names_in(words: str) -> tuple[str, ...]:
    """Return the names in words that are names and nothing else, whatever they are made of."""
    return tuple(squeeze(part) for part in _BETWEEN.split(words.strip()))


@cache
def _no_tasks(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lowered(words) for words in vocabulary.cues.no_tasks)})(?!\w)")
