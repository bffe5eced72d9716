"""Tasks of numbered and bulleted items; an item without bearers has those of its list."""

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.model.document import Provision
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.obligations.bearers import OWES, Bearers, begins_with_party, parties_of
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.list_context import ListContext
from build_tools.parse.obligations.provision_words import SENTENCE_END, content_of, trimmed
from build_tools.parse.obligations.tasks import is_permitted, named_bearers, task_of
from build_tools.parse.obligations.verbs import LABEL, acts_at, acts_in, verbs
from build_tools.parse.text import Text

_PARTS = re.compile(r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)\s+")
_COMMA = re.compile(r",\s+|\svướng\s+mắc\s+")
_GROUNDS = re.compile(r"(?:căn\s+cứ|trên\s+cơ\s+sở)\s")
_TITLE = re.compile(r"[^\s.;:,]+(?:\s+[^\s.;:,]+){0,3}\s*:\s+")
# "Thời gian hoàn thành: …" belongs to the sentence before it.
_ATTRIBUTE = re.compile(r"(?:thời\s+(?:gian|hạn)|tiến\s+độ|hoàn\s+thành|xong)\s")
# An item that begins with a noun says what a list is about ("Công tác tuyên truyền; …"), unless it says what is due.
_NOMINAL = re.compile(
    r"(?:công\s+tác|việc|tình\s+hình|kết\s+quả|tiến\s+độ|số\s+(?:lượng|liệu)|danh\s+sách|những|về\s(?![^:]{3,200}:\s)|mức\s|hồ\s+sơ"
    r"|thành\s+phần|địa\s+điểm|đối\s+tượng|kinh\s+phí|nguồn\s+kinh\s+phí|giấy|bản\s|quy\s+định\s|văn\s+bản|báo\s+cáo\s+của|diện\s+tích|mục\s+đích)"
)
# Who belongs to a body or comes to a meeting ("Các thành viên: đại diện lãnh đạo Sở …") is no task.
_COMPOSED = re.compile(
    r"[^:.;]{2,90}:\s+(?:(?:mời\s+)?(?:các\s+)?(?:đại\s+diện|đại\s+biểu|thành\s+phần)\s|(?:các\s+)?(?:đồng\s+chí|đ/c|ông|bà)\s)"
)
# What a meeting thinks of something is no task.
_FINDS = re.compile(
    r"(?:hoan\s+nghênh|biểu\s+dương|ghi\s+nhận|đánh\s+giá\s+cao|(?:cơ\s+bản\s+)?(?:nhất\s+trí|thống\s+nhất)\s+với)\s"
)
_OWED = re.compile(r"(?<!\w)(?:phải|cần|chịu\s+trách\s+nhiệm|được\s+thực\s+hiện|thực\s+hiện\s+theo)(?!\w)")
# "Đối với các địa phương chưa lập Đề án thì …" is said of those, whoever the list is laid on.
_ABOUT = "đối với "
_FAR = 160


def says_to_act(document: DocumentContext, provision: Provision, context: ListContext) -> bool:
    """Return whether an item is a task; in a list that is an order, every item is.

    An item that only names parties is none.
    """
    lower, span = document.text.lowered, trimmed(document.text.source, content_of(provision))
    if context.broken:
        return True
    if parties_of(document.text, span):
        return False
    if _COMPOSED.match(lower, span.start, span.end) and not _OWED.search(lower, span.start, span.end):
        return False
    named = named_bearers(document, span, context)
    if named is not None:
        return not is_permitted(document, named)
    if is_nominal(document.text, span) or _FINDS.match(lower, span.start, span.end):
        return False
    label = LABEL.match(lower, span.start, span.end)
    starts = [span.start, *([label.end()] if label else [])]
    if context.strong:
        titled = _TITLE.match(lower, span.start, span.end)  # "Trang phục: …" tells what something is like
        told = titled is None or any(acts_at(document.text, Span(at, span.end)) for at in starts)
        return told and not begins_with_party(document.text, span)
    if _GROUNDS.match(lower, span.start, span.end):  # "Căn cứ khoản 3 … quy định …" says nothing of its own
        starts = [comma.end() for comma in _COMMA.finditer(lower, span.start, min(span.end, span.start + _FAR))]
    verb = verbs(document.text.vocabulary)
    return any(verb.match(lower, at) for at in starts)


def is_nominal(text: Text, span: Span) -> bool:
    """Return whether an item begins with a noun and says nothing that is due: what a list is about."""
    lower, span = text.lowered, trimmed(text.source, span)
    return bool(_NOMINAL.match(lower, span.start, span.end)) and not _OWED.search(lower, span.start, span.end)


def item_tasks(document: DocumentContext, provision: Provision, context: ListContext) -> Iterator[Obligation]:
    """Yield one task per item; a later sentence with a deadline or a bearer of its own becomes one more."""
    span = trimmed(document.text.source, content_of(provision))
    parts = [match.end() for match in _PARTS.finditer(document.text.source, span.start, span.end)]
    bearers = context.bearers
    if len(parts) > 1:  # "Giao Sở Nội vụ: (i) …; (ii) …"
        named = named_bearers(document, Span(span.start, parts[0]), context)
        bearers, cuts = named.names if named else bearers, parts
    else:
        starts = [match.end() for match in SENTENCE_END.finditer(document.text.source, span.start, span.end)]
        cuts = [
            span.start,
            *(left for left, right in pairwise([*starts, span.end]) if _stands_apart(document, left, right, context)),
        ]
    for left, right in pairwise([*cuts, span.end]):
        broken = context.broken and left == cuts[0]
        named = None if broken else named_bearers(document, Span(left, right), context)
        task = task_of(
            document,
            provision,
            Span(left, right),
            bearers,
            named,
            loose=_is_loose(document, Span(left, right), named, context),
        )
        bearers = task.bearers if left == cuts[0] else bearers
        yield task


def _is_loose(document: DocumentContext, span: Span, named: Bearers | None, context: ListContext) -> bool:
    """Return whether an item says of nobody that he does something, and no heading lays it on anybody."""
    if named or context.named:
        return False
    return document.text.lowered.startswith(_ABOUT, span.start) or not acts_in(document.text, span)


def _stands_apart(document: DocumentContext, left: int, right: int, context: ListContext) -> bool:
    """Return whether a later sentence of an item is a task of its own."""
    if _ATTRIBUTE.match(document.text.lowered, left, right):
        return False
    if find_deadlines(document.text, Span(left, right), document.plan_year):
        return True
    named = named_bearers(document, Span(left, right), context)
    return named is not None and (named.predicate in OWES or named.ordered or not named.guessed)
