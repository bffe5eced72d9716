"""Tasks (nhiệm vụ): what this document lays on someone, at its lowest numbered or bulleted item.

Items that name nobody belong to the document's addressee group. Aims, background and bare lists of citations are not
tasks. What a news page reports of a directive is marked `reported`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from build_tools.model import Citation, Genre, Obligation, Provision, ProvisionKind, Record, Span
from build_tools.parse.bearers import Bearers, bearers_at, coordinates, report_to
from build_tools.parse.deadlines import find_deadlines, plan_year_of
from build_tools.parse.issuers import last_named
from build_tools.text import fold, folded_text, lowered, lowered_text, squeeze
from build_tools.vocabulary import Vocabulary

_GROUP = re.compile(r"các (?:phòng|cơ quan|sở)[^.;:\n]{0,40}? thuộc (?:Sở|tỉnh|thành phố)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZĐÀ-Ỹ])")
_EDGES = " \n\t.;/"
_UNORDERED = (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS, ProvisionKind.CITATION)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What all the steps need of one document."""

    text: str
    folded: str
    lower: str
    vocabulary: Vocabulary
    group: tuple[str, ...]
    plan_year: int | None
    reported: bool


def find_obligations(
    text: str,
    record: Record,
    provisions: tuple[Provision, ...],
    citations: Sequence[Citation],
    vocabulary: Vocabulary,
) -> tuple[Obligation, ...]:
    """Return the tasks in the order of the text."""
    body = [p for p in provisions if p.kind not in _UNORDERED]
    folded = folded_text(text)
    lower = lowered_text(text)
    opening = next((named for p in body if (named := _ordered_at_opening(text, lower, p, vocabulary))), None)
    reading = _Reading(
        text=text,
        folded=folded,
        lower=lower,
        vocabulary=vocabulary,
        group=opening or tuple(a.value for a in record.addressees) or _group_in_text(text, body),
        plan_year=plan_year_of(fold(record.subject.value)) if record.subject else None,
        reported=record.genre is Genre.NEWS,
    )
    listed = opening is not None or record.type_name in vocabulary.cues.plans or bool(record.addressees)
    outline = _Outline(text, folded, body, citations, vocabulary)
    tasks: list[Obligation] = []
    for provision in body:
        if provision.marker and listed and outline.is_task(provision):
            tasks += _item(reading, provision)
        elif not provision.marker:
            tasks += _ordering_sentences(reading, provision)
    return tuple(tasks)


@cache
def _order(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(lowered(word).replace(" ", r"\s+") for word in vocabulary.cues.orders)
    return re.compile(rf"(?<!\w)(?P<order>{words})\s+", re.VERBOSE)


def _ordered_at_opening(text: str, lower: str, provision: Provision, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the bearers of a paragraph that leads into a list ("… yêu cầu các phòng … thực hiện:")."""
    span = provision.span
    if provision.marker or not text.endswith(":", span.start, span.end):
        return None
    for order in _order(vocabulary).finditer(lower, span.start, span.end):
        if named := bearers_at(text, lower, Span(order.end(), span.end), vocabulary):
            return named.names
    return None


def _group_in_text(text: str, body: Sequence[Provision]) -> tuple[str, ...]:
    """Return the addressee group that a plan without addressees names in its own body."""
    for provision in body:
        if match := _GROUP.search(text, provision.span.start, provision.span.end):
            return (squeeze(match[0]),)
    return ()


class _Outline:
    """What the place of an item in the document's outline tells: aims are no tasks, headings of tasks neither."""

    def __init__(
        self,
        text: str,
        folded: str,
        body: Sequence[Provision],
        citations: Sequence[Citation],
        vocabulary: Vocabulary,
    ) -> None:
        self._text = text
        self._children: dict[str | None, list[Provision]] = defaultdict(list)
        self._aims: set[str] = set()
        first: dict[str, int] = {}
        for citation in citations:
            first.setdefault(citation.eid, citation.span.start)
        aims = tuple(fold(aim) for aim in vocabulary.cues.aims)
        self._bare: set[str] = set()
        for provision in body:
            self._children[provision.parent].append(provision)
            start = _words(provision).start
            heading = folded[start : start + 40].lstrip(" .*\n")
            if heading.startswith(aims) or provision.parent in self._aims:
                self._aims.add(provision.eid)
            if first.get(provision.eid, len(text)) - start <= 2:
                self._bare.add(provision.eid)

    def is_task(self, provision: Provision) -> bool:
        """Return whether a numbered or bulleted item states a task of its own.

        Not so an item under the aims, one that only names an instrument ("+ Chỉ thị số 30-CT/TW …"), a heading.
        """
        if provision.eid in self._aims or provision.eid in self._bare:
            return False
        children = self._children.get(provision.eid, [])
        words = _words(provision).of(self._text).rstrip()
        if not words.strip(_EDGES):
            return False
        if not children:
            return len(words.split()) > 4
        if all(child.eid in self._bare for child in children):
            return True
        return words.endswith(".") and bool(_SENTENCE_END.search(words, 8))


def _item(reading: _Reading, provision: Provision) -> Iterator[Obligation]:
    """Yield one task per item; a later sentence with a deadline of its own becomes one more."""
    start = _trimmed(reading.text, _words(provision)).start
    cuts = [start]
    starts = [match.end() for match in _SENTENCE_END.finditer(reading.text, start, provision.span.end)]
    for left, right in pairwise([*starts, provision.span.end]):
        if find_deadlines(reading.folded, Span(left, right), reading.plan_year):
            cuts.append(left)
    bearers: tuple[str, ...] | None = None
    for left, right in zip(cuts, [*cuts[1:], provision.span.end], strict=True):
        task = _task(reading, provision, Span(left, right), bearers)
        bearers = task.bearers
        yield task


def _task(
    reading: _Reading, provision: Provision, span: Span, inherited: tuple[str, ...] | None, named: Bearers | None = None
) -> Obligation:
    text, lower = reading.text, reading.lower
    span = _trimmed(text, span)
    order = _order(reading.vocabulary).match(lower, span.start, span.end)
    begin = order.end() if order else span.start
    named = named or bearers_at(text, lower, Span(begin, span.end), reading.vocabulary)
    given = order is not None and order["order"] == "giao"  # laid on someone whose name is not made out: left open
    bearers = named.names if named else () if given else inherited or reading.group
    return Obligation(
        span=span,
        eid=provision.eid,
        bearers=tuple(_full_name(reading, span.start, name) for name in bearers),
        lead=bearers if named and named.lead else (),
        coordinate=coordinates(text, lower, span, named, reading.vocabulary),
        deadlines=find_deadlines(reading.folded, span, reading.plan_year),
        report_to=report_to(text, lower, span, reading.vocabulary),
        reported=reading.reported,
    )


def _words(provision: Provision) -> Span:
    """The provision without its number or bullet."""
    return Span(provision.marker.end if provision.marker else provision.span.start, provision.span.end)


def _trimmed(text: str, span: Span) -> Span:
    raw = span.of(text)
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, span.start + len(raw.rstrip(_EDGES)))


def _full_name(reading: _Reading, offset: int, name: str) -> str:
    """A bare "Sở" is the one that the text last named in full."""
    if name != "Sở":
        return name
    return last_named(reading.text, reading.folded, offset, name, reading.vocabulary) or name


def _ordering_sentences(reading: _Reading, provision: Provision) -> Iterator[Obligation]:
    """Yield the sentences outside the list that order someone to do something."""
    text, lower, span = reading.text, reading.lower, provision.span
    if text.endswith(":", span.start, span.end) or not _order(reading.vocabulary).search(lower, span.start, span.end):
        return
    edges = [span.start, *(m.end() for m in _SENTENCE_END.finditer(text, span.start, span.end)), span.end]
    for left, right in pairwise(edges):
        for order in _order(reading.vocabulary).finditer(lower, left, right):
            if order.start() - left > 120:  # an order stands near the head of its sentence
                break
            subject = lower[left : order.start()]
            if re.search(r"[,;:]\s*$|\b(?:theo|đã|được|của|các)\s*$", subject):
                continue
            if named := bearers_at(text, lower, Span(order.end(), right), reading.vocabulary):
                yield _task(reading, provision, Span(left, right), None, named)
                break
