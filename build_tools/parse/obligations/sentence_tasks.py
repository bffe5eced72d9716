"""Tasks of plain sentences: orders, and statements of who does what."""

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.base.text import lowered
from build_tools.model.document import Provision
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.grammar.clauses import may_begin
from build_tools.parse.obligations.bearers import Bearers, bearers_at, is_one_of, orders
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.list_context import ListContext
from build_tools.parse.obligations.provision_words import SENTENCE_END, content_of, trimmed
from build_tools.parse.obligations.tasks import is_permitted, named_bearers, task_of
from build_tools.parse.obligations.verbs import acts_at

# A sentence that gives its reasons first names whom it orders late ("Thực hiện Công văn số …, Sở đề nghị các phòng …").
_REASON = re.compile(r"(?:căn\s+cứ|thực\s+hiện|theo|để|nhằm|triển\s+khai|tiếp\s+theo|qua|nhận\s+được)\s")
_IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?=[A-ZĐÀ-Ỹ])")
_NOT_AN_ORDER = re.compile(
    r"\b(?:theo|đã|được|của|các|việc|về|những|có|kiến\s+nghị,|phản\s+ánh,|lãnh\s+đạo,|chỉ\s+đạo,)\s*$"
)
# What a law says is recalled, not ordered ("Theo quy định tại khoản 2 Điều 5 …, người nộp thuế phải …").
_RECALLS = re.compile(
    r"(?:tuy\s+nhiên,\s+)?(?:theo|tại|căn\s+cứ)\s+(?:các\s+)?(?:quy\s+định|khoản|điều|điểm|nghị\s+định|thông\s+tư|luật|hướng\s+dẫn)\s"
)
_TOLD_BEFORE = re.compile(r"(?<!\w)đã\s(?!được)")
# "Quyết định giao Ủy ban nhân dân các tỉnh …": what another instrument orders.
_ANOTHER = re.compile(
    r"(?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|kế\s+hoạch|chỉ\s+thị|công\s+văn)\s(?!này)[^,;:]{0,60}\sgiao\s"
)
# "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời báo cáo …": what to do is told behind the occasion.
_OCCASION = re.compile(
    r"(?:trong\s+quá\s+trình|quá\s+trình|trường\s+hợp|nếu|khi|mọi)\s[^.;:]*?(?:khó\s+khăn|vướng\s+mắc|phát\s+sinh|đột\s+xuất)[^.;:,]*,\s+"
    r"(?:vướng\s+mắc[^.;:,]*,\s+)?(?:(?:thì|cần|phải|kịp\s+thời|khẩn\s+trương|chủ\s+động)\s+)*"
)
# "Sở Công Thương đã có Văn bản số … đề nghị các đơn vị …": what somebody has said is told, not ordered.
_RECOUNTS = re.compile(
    r"(?:[^,;:.]{1,30},\s+)?(?!căn\s+cứ|theo|trên\s+cơ\s+sở|thực\s+hiện|để|nhằm)[^,;:.]{3,120}?\s+đã\s+(?:có\s+(?:công\s+văn|văn\s+bản"
    r"|tờ\s+trình|báo\s+cáo)|chỉ\s+đạo|ban\s+hành|yêu\s+cầu|đề\s+nghị|thông\s+báo|gửi)\s"
)
# What the document itself does ("Công bố kèm theo Quyết định này danh mục …"), and the formula of notices.
_OWN_ACT = re.compile(r"(?:ban\s+hành|công\s+bố|phê\s+duyệt|bãi\s+bỏ|thành\s+lập|thông\s+qua)\s")
_MAKES_KNOWN = re.compile(
    r"\sthông\s+báo\s+để\s[^.;]{3,200}?\sbiết(?:,|\s+và)?\s*(?:(?:tổ\s+chức\s+|triển\s+khai\s+)?thực\s+hiện)?\W*$"
)
_FAR, _FARTHEST, _SHORTEST = 160, 1_500, 8


def sentence_tasks(
    document: DocumentContext, provision: Provision, context: ListContext, *, told: bool, leads: bool = False
) -> Iterator[Obligation]:
    """Yield the sentences that order someone, and with `told` those that say who does what.

    A paragraph that leads into a list counts with `leads`: where no item of the list is a task.
    """
    text, span = document.text, content_of(provision)
    if span.end - span.start < _SHORTEST:
        return
    leads_in = text.source.endswith(":", span.start, span.end)
    if leads_in and not leads and not (acts_at(text, span) and _limited(document, span)):
        return
    edges = [span.start, *(m.end() for m in SENTENCE_END.finditer(text.source, span.start, span.end)), span.end]
    inherited = context.bearers if context.ordered and provision.marker is None else ()
    for left, right in pairwise(edges):
        sentence = trimmed(text.source, Span(left, right))
        if bracket := _IN_BRACKETS.match(text.source, sentence.start, sentence.end):
            sentence = Span(bracket.end(), sentence.end)
        if sentence.end - sentence.start < _SHORTEST:
            continue
        named = _ordered(document, sentence)
        if named is None and _RECOUNTS.match(text.lowered, sentence.start, sentence.end):
            continue
        begins = acts = limited = False
        if named is None and inherited:
            begins, acts = may_begin(text, left), acts_at(text, sentence)
            limited = (begins or acts) and _limited(document, sentence)
        if named is None and (told or context.led or (begins and limited)):
            named = _told(document, sentence, context)
        # "Báo cáo kết quả về Sở trước ngày …", "Trước ngày 4/4 báo cáo …"; in a report also what goes on with an order.
        adds = acts and (limited or (document.reported and left == span.start))
        occasion = _OCCASION.match(text.lowered, sentence.start, sentence.end) if inherited and not named else None
        adds = adds or (occasion is not None and acts_at(text, Span(occasion.end(), sentence.end)))
        if named or adds or (inherited and _orders_them(document, sentence)):
            sure = named is None or named.ordered or named.predicate or context.named or provision.marker
            task = task_of(document, provision, sentence, inherited, named, loose=not sure)
            inherited = task.bearers  # of what the next sentence adds without naming anybody
            yield task


def _ordered(document: DocumentContext, sentence: Span) -> Bearers | None:
    """Return whom an order near the head of the sentence names ("Sở yêu cầu thủ trưởng các đơn vị …")."""
    lower = document.text.lowered
    if _ANOTHER.match(lower, sentence.start, sentence.end) or _MAKES_KNOWN.search(lower, sentence.start, sentence.end):
        return None
    own = _OWN_ACT.match(lower, sentence.start, sentence.end) is not None
    far = _FARTHEST if _REASON.match(lower, sentence.start) else _FAR
    for order in orders(document.text.vocabulary).finditer(
        lower, sentence.start, min(sentence.end, sentence.start + far)
    ):
        if _NOT_AN_ORDER.search(lower[max(sentence.start, order.start() - 40) : order.start()]):
            continue
        before = lower[sentence.start : order.start()].rstrip()
        if (
            order["order"].startswith("giao")
            and before
            and before[-1] not in ',;:-–”"'
            and not before.endswith((" và", "yêu cầu"))
        ):
            continue  # "dự toán ngân sách Thành phố giao cho …"
        if own and before and before[-1] not in ",;:.":
            continue  # "Công bố … thủ tục … ủy quyền cho Giám đốc Sở Y tế"
        if _TOLD_BEFORE.search(before) and before[-1] not in ",;":
            continue  # "… đã có văn bản yêu cầu …" recounts
        if order["order"] == "chỉ đạo":  # what the party before it, or the addressee, has to do
            continue
        behind = Span(order.end(), sentence.end)
        if named := bearers_at(document.text, behind, ordered=True):
            return named
        for name in document.addressees:
            if lower.startswith(lowered(name), order.end()):
                return Bearers((name,), order.end() + len(name))
    return None


def _orders_them(document: DocumentContext, sentence: Span) -> bool:
    """Return whether a sentence orders those of its list, or of the sentence before it ("Yêu cầu thực hiện …")."""
    order = orders(document.text.vocabulary).match(document.text.lowered, sentence.start, sentence.end)
    behind = document.text.lowered[order.end() : sentence.end] if order else ""
    return behind.startswith(tuple(document.text.vocabulary.cues.verbs))


def _limited(document: DocumentContext, sentence: Span) -> bool:
    """Return whether the sentence says until when."""
    return any(
        limit.relation in ("before", "by", "within")
        for limit in find_deadlines(document.text, sentence, document.plan_year)
    )


def _told(document: DocumentContext, sentence: Span, context: ListContext) -> Bearers | None:
    """Return who the sentence says does it ("Chủ tịch UBND cấp xã tổ chức …"), the issuer itself left out."""
    if _RECALLS.match(document.text.lowered, sentence.start, sentence.end):
        return None
    named = named_bearers(document, sentence, context)
    if named is None or is_one_of(named.names[0], document.issuer) or is_permitted(document, named):
        return None
    return named
