"""Tasks (nhiệm vụ): what this document lays on someone, at its lowest numbered or bulleted item.

An item that names nobody belongs to whom its list is laid on. Outside such lists a task is a sentence that orders
("Giao Sở Nội vụ …") or says whose it is ("Giám đốc Sở Nội vụ chịu trách nhiệm …"). What a news page reports of a
directive is marked `reported`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from build_tools.base.text import alternatives, fold, folded_text, lowered, lowered_text
from build_tools.base.values import Value
from build_tools.model.citation import Citation
from build_tools.model.document import Genre, Provision, ProvisionKind, Record
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import last_named
from build_tools.parse.dates.deadlines import find_deadlines, plan_year_of
from build_tools.parse.obligations.attributes import find_attributes
from build_tools.parse.obligations.bearers import (
    Bearers,
    bearers_at,
    coordinates,
    is_one_of,
    orders,
    parties_of,
    report_to,
)
from build_tools.parse.obligations.items import EDGES, SENTENCE_END, Items, words_of
from build_tools.parse.obligations.list_context import Setting, find_settings, group_in_text
from build_tools.vocabulary import Vocabulary

_PARTS = re.compile(r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)\s+")
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
# A sentence that gives its reasons first names whom it orders late ("Thực hiện Công văn số …, Sở đề nghị các phòng …").
_REASON = re.compile(r"(?:căn\s+cứ|thực\s+hiện|theo|để|nhằm|triển\s+khai|tiếp\s+theo|qua)\s")
_GROUNDS = re.compile(r"(?:căn\s+cứ|trên\s+cơ\s+sở)\s")
_LABEL = re.compile(r"[^.;:]{2,160}:\s+")
_IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?=[A-ZĐÀ-Ỹ])")
# Types that tell of what was done, and types whose clauses rule rather than order.
_TELLING = ("Báo cáo", "Tờ trình", "Biên bản", "Giấy mời")
_RULING = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
    "Văn bản hợp nhất",
)
_OWES = ("phải", "có trách nhiệm", "chịu trách nhiệm", "chủ trì")
_NOT_AN_ORDER = re.compile(
    r"\b(?:theo|đã|được|của|các|việc|về|những|có|kiến\s+nghị,|phản\s+ánh,|lãnh\s+đạo,|chỉ\s+đạo,)\s*$"
)
_UNORDERED = (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS)
_FAR, _FARTHEST = 160, 1_500


class _Reading(Value, frozen=True):
    """What all the steps need of one document; `issuer` are the names under which it speaks of its own organ."""

    text: str
    folded: str
    lower: str
    vocabulary: Vocabulary
    plan_year: int | None
    reported: bool
    issuer: tuple[str, ...]
    addressees: tuple[str, ...]


def find_obligations(
    text: str,
    record: Record,
    provisions: tuple[Provision, ...],
    citations: Sequence[Citation],
    vocabulary: Vocabulary,
) -> tuple[Obligation, ...]:
    """Return the tasks in the order of the text; annexes lay none."""
    body = [p for p in provisions if p.kind not in _UNORDERED and not p.eid.startswith("att_")]
    reading = _Reading(
        text=text,
        folded=folded_text(text),
        lower=lowered_text(text),
        vocabulary=vocabulary,
        plan_year=plan_year_of(fold(record.subject.value)) if record.subject else None,
        reported=record.genre is Genre.NEWS,
        issuer=(record.organ.value, vocabulary.expand(record.organ.value)) if record.organ else (),
        addressees=tuple(item.value for item in record.addressees),
    )
    group = tuple(a.value for a in record.addressees) or group_in_text(text, reading.lower, body, vocabulary)
    listed = bool(record.addressees) or record.type_name in vocabulary.cues.plans
    settings = find_settings(text, reading.lower, body, Setting(group, ordered=listed), vocabulary)
    lines = find_attributes(text, reading.folded, reading.lower, body, reading.plan_year, vocabulary)
    items = Items(text, body, citations, settings, lines)
    broad = (
        ()
        if listed or reading.reported or record.type_name in _TELLING
        else (_OWES if record.type_name in _RULING else vocabulary.cues.predicates)
    )
    worth = _may_order(reading, broad, any(setting.led for setting in settings.values()))
    tasks: list[Obligation] = []
    for provision in body:
        setting = settings[provision.eid]
        if provision.eid in lines.eids or (setting.heading and items.has_items(provision)):
            continue
        if provision.marker and setting.ordered and items.is_item(provision) and _is_told(reading, provision, setting):
            found = list(_item(reading, provision, setting))
            attributes = lines.of_item.get(provision.eid)
            tasks += [attributes.of(found[0]), *found[1:]] if attributes and found else found
        elif worth(provision.span) and not items.is_bare(provision):
            tasks += _sentences(reading, provision, setting, broad)
    return tuple(tasks)


def _may_order(reading: _Reading, broad: Collection[str], led: bool) -> Callable[[Span], bool]:
    """Return a quick test for a stretch of the text: no sentence of a stretch that fails it lays a task."""
    words = (*reading.vocabulary.cues.orders, *(reading.vocabulary.cues.predicates if led else broad))
    pattern = alternatives(lowered(word) for word in words)
    marks = [match.start() for match in re.finditer(rf"(?:{pattern})(?!\w)", reading.lower)]

    def test(span: Span) -> bool:
        at = bisect_left(marks, span.start)
        return at < len(marks) and marks[at] < span.end

    return test


def _is_told(reading: _Reading, provision: Provision, setting: Setting) -> bool:
    """Return whether an item says to do something; where the list itself is an order, every item does.

    An item that names parties and nothing else says nothing.
    """
    lower, span = reading.lower, _trimmed(reading.text, words_of(provision))
    if parties_of(reading.text, lower, span, reading.vocabulary):
        return False
    if setting.strong or setting.heading:
        return True
    label = _LABEL.match(lower, span.start, span.end)
    starts = [span.start, *([label.end()] if label else [])]
    if _GROUNDS.match(lower, span.start, span.end):  # "Căn cứ khoản 3 … quy định …" says nothing of its own
        starts = [comma.end() for comma in _COMMA.finditer(lower, span.start, min(span.end, span.start + _FAR))]
    verb = _verb_ahead(reading.vocabulary)
    return any(verb.match(lower, at) for at in starts) or _named(reading, span, ()) is not None


@cache
def _verb_ahead(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lowered(word) for word in vocabulary.cues.verbs)})(?!\w)")


def _item(reading: _Reading, provision: Provision, setting: Setting) -> Iterator[Obligation]:
    """Yield one task per item; a later sentence with a deadline or a bearer of its own becomes one more."""
    span = _trimmed(reading.text, words_of(provision))
    parts = [match.end() for match in _PARTS.finditer(reading.text, span.start, span.end)]
    bearers = setting.bearers
    if len(parts) > 1:  # "Giao Sở Nội vụ: (i) …; (ii) …"
        named = _named(reading, Span(span.start, parts[0]), ())
        bearers, cuts = named.names if named else bearers, parts
    else:
        starts = [match.end() for match in SENTENCE_END.finditer(reading.text, span.start, span.end)]
        cuts = [
            span.start,
            *(left for left, right in pairwise([*starts, span.end]) if _stands_apart(reading, left, right)),
        ]
    for left, right in pairwise([*cuts, span.end]):
        task = _task(reading, provision, Span(left, right), bearers, _named(reading, Span(left, right), bearers))
        bearers = task.bearers if left == cuts[0] else bearers
        yield task


def _stands_apart(reading: _Reading, left: int, right: int) -> bool:
    """Return whether a later sentence of an item is a task of its own."""
    if find_deadlines(reading.folded, Span(left, right), reading.plan_year):
        return True
    named = _named(reading, Span(left, right), ())
    return named is not None and named.predicate in _OWES


def _named(reading: _Reading, span: Span, inherited: tuple[str, ...]) -> Bearers | None:
    """Return who is named to do it: at the head, behind an order, a topic or an adverbial.

    Where it is already known who, "chỉ đạo các đơn vị …" is what they do.
    """
    text, lower, vocabulary = reading.text, reading.lower, reading.vocabulary
    start = topic.end() if (topic := _TOPIC.match(lower, span.start, span.end)) else span.start
    order = orders(vocabulary).match(lower, start, span.end)
    if order and inherited and order["order"] == "chỉ đạo":
        return None
    starts = [order.end() if order else start]
    if order is None and _ADVERB.match(lower, start):
        commas = (comma.end() for comma in _COMMA.finditer(lower, start, min(span.end, start + _FAR)))
        day = _DAY_FIRST.match(lower, start, span.end)
        starts += [day.end()] if day else []
        starts += [at for at in commas if lower.count("(", start, at) == lower.count(")", start, at)]
    for at in starts:
        if named := bearers_at(text, lower, Span(at, span.end), vocabulary, ordered=order is not None):
            return named
    return None


def _task(
    reading: _Reading, provision: Provision, span: Span, inherited: tuple[str, ...], named: Bearers | None
) -> Obligation:
    text, lower = reading.text, reading.lower
    span = _trimmed(text, span)
    order = orders(reading.vocabulary).match(lower, span.start, span.end)
    instructed = (
        bearers_at(text, lower, Span(order.end(), span.end), reading.vocabulary) if order and not named else None
    )
    given = order is not None and order["order"] == "giao"  # laid on someone whose name is not made out: left open
    bearers = named.names if named else () if given else inherited
    return Obligation(
        span=span,
        eid=provision.eid,
        bearers=tuple(_full_name(reading, span.start, name) for name in bearers),
        lead=bearers if named and named.lead else instructed.names if instructed and instructed.lead else (),
        coordinate=coordinates(text, lower, span, named, reading.vocabulary),
        deadlines=find_deadlines(reading.folded, span, reading.plan_year),
        report_to=report_to(text, lower, span, reading.vocabulary),
        reported=reading.reported,
    )


def _trimmed(text: str, span: Span) -> Span:
    raw = span.of(text)
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, span.start + len(raw.rstrip(EDGES)))


def _full_name(reading: _Reading, offset: int, name: str) -> str:
    """A bare "Sở" is the one that the text last named in full."""
    if name != "Sở":
        return name
    return last_named(reading.text, reading.folded, offset, name, reading.vocabulary) or name


def _sentences(
    reading: _Reading, provision: Provision, setting: Setting, broad: Collection[str]
) -> Iterator[Obligation]:
    """Yield the sentences that order someone, and those that say who does what with one of the `broad` predicates."""
    text, span = reading.text, words_of(provision)
    if text.endswith(":", span.start, span.end):
        return
    edges = [span.start, *(m.end() for m in SENTENCE_END.finditer(text, span.start, span.end)), span.end]
    for left, right in pairwise(edges):
        sentence = _trimmed(text, Span(left, right))
        if bracket := _IN_BRACKETS.match(text, sentence.start, sentence.end):
            sentence = Span(bracket.end(), sentence.end)
        told = reading.vocabulary.cues.predicates if setting.led else broad
        named = _ordered(reading, sentence) or _told(reading, sentence, told)
        inherited = setting.bearers if setting.ordered and provision.marker is None else ()
        if named or (inherited and _orders_them(reading, sentence)):
            yield _task(reading, provision, sentence, inherited, named)


def _ordered(reading: _Reading, sentence: Span) -> Bearers | None:
    """Return whom an order near the head of the sentence names ("Sở yêu cầu thủ trưởng các đơn vị …")."""
    lower = reading.lower
    far = _FARTHEST if _REASON.match(lower, sentence.start) else _FAR
    for order in orders(reading.vocabulary).finditer(lower, sentence.start, min(sentence.end, sentence.start + far)):
        if _NOT_AN_ORDER.search(lower[max(sentence.start, order.start() - 40) : order.start()]):
            continue
        behind = Span(order.end(), sentence.end)
        if named := bearers_at(reading.text, lower, behind, reading.vocabulary, ordered=True):
            return named
        for name in reading.addressees:
            if lower.startswith(lowered(name), order.end()):
                return Bearers((name,), order.end() + len(name))
    return None


def _orders_them(reading: _Reading, sentence: Span) -> bool:
    """Return whether a sentence under a list orders those whose list it is ("Yêu cầu thực hiện …")."""
    order = orders(reading.vocabulary).match(reading.lower, sentence.start, sentence.end)
    behind = reading.lower[order.end() : sentence.end] if order else ""
    return behind.startswith(tuple(reading.vocabulary.cues.predicates))


def _told(reading: _Reading, sentence: Span, broad: Collection[str]) -> Bearers | None:
    """Return who the sentence says does it ("Chủ tịch UBND cấp xã tổ chức …"), the issuer itself left out."""
    named = _named(reading, sentence, ()) if broad else None
    if named is None or named.predicate not in broad or is_one_of(named.names[0], reading.issuer):
        return None
    return named
