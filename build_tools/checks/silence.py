"""Findings about probable misses of the parser: dates that gave no deadline, sentences that gave no task.

A reader can't see on a page what is missing from it. Each code is reported once per document, at its first place, with
the number of places.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.text import fold
from build_tools.checks.common import clause_of, several
from build_tools.model.document import Document, Genre
from build_tools.model.findings import finding
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.chunks import date_chunks
from build_tools.parse.dates.values import when
from build_tools.parse.grammar.chunks import chunks_in
from build_tools.parse.obligations.norms import RULING
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# A full date, or a day after words that introduce a limit (tags of parse/grammar/tags.py).
_DAY = re.compile("F|(?<=n)P")
_LED = re.compile("[by][hWn(,o]{0,4}[FP]")
# A cheap test for the second, for whole texts.
_MAY_LEAD = re.compile(
    r"(?<!\w)(?:truoc|cham\s+nhat|muon\s+nhat|den\s+het|hoan\s+thanh|han\s+(?:chot|cuoi|nop))\s[^.;\n]{0,60}?\d\d?\s?"
    r"(?:[/.\-]\s?\d|thang\s+\d)"
)
# The date of a past event or of entry into force, or a date in a form or a heading.
_NO_LIMIT = re.compile(
    r"hieu luc|ban hanh|thoi gian ky|cong bao|\bluat\b|thoi diem|giai doan|truoc day|duoc (?:cap|ky)"
    r"|da (?:\w+ ){1,3}(?:truoc|ngay)|sinh (?:truoc|ngay)"
)
_FAR = 800
_END = re.compile(r"(?<=[.;:])\s|\n")


def dates_without_limit(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB308: tasks with a date that was not read as a deadline."""
    issued = document.record.issued_date
    day_of_issue = issued.isoformat() if issued else ""
    cited = _Covered(citation.span for citation in document.citations)
    places = [
        (day, task.eid)
        for task in document.obligations
        if not task.deadlines and not task.keeper
        for day in _days(document, task.span, day_of_issue)
        if not cited.has(day.start)
    ]
    if places:
        message = "Ngày ghi trong nhiệm vụ nhưng không đọc được là thời hạn. Hãy khai báo nếu đó là thời hạn."
        yield _told(document, *places[0], len(places), "VB308", message)


def _days(document: Document, span: Span, issued: str) -> Iterator[Span]:
    """Yield the dates in the span that are not before the date of issue."""
    folded = fold(span.of(document.source.text))
    chunks = date_chunks(folded, Span(0, len(folded)))
    for match in _DAY.finditer(chunks.tags):
        start, end = chunks.starts[match.start()], chunks.ends[match.end() - 1]
        value = when("FULL" if match[0] == "F" else "PART", folded[start:end])
        past = value is None or (value.iso is not None and value.iso <= issued)
        if not past and not _NO_LIMIT.search(folded, max(0, start - 80), start):
            yield Span(span.start + start, span.start + end)


def sentences_without_task(document: Document, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB309: a sentence with a unit and a time limit that was not read as a task.

    Laws, decrees and circulars are left out: their clauses are norms.
    """
    if document.record.genre is not Genre.DIRECTIVE or document.record.type_name in RULING:
        return
    source = document.source.text
    folded = fold(source)
    tasks = (task.span for task in (*document.obligations, *document.norms))
    known = _Covered((*tasks, *(citation.span for citation in document.citations)))
    text = None
    places: list[Span] = []
    for match in _MAY_LEAD.finditer(folded):
        if known.has(match.start()):
            continue
        sentence = _sentence(source, match.start())
        if sentence in places[-1:] or not _has_limit(folded, sentence):
            continue
        text = text or Text.of(source, vocabulary)
        if chunks_in(text, sentence).parties:
            places.append(sentence)
    if places:
        message = (
            "Câu có tên đơn vị và thời hạn nhưng không đọc được là nhiệm vụ. Hãy khai báo nếu đó là việc phải làm."
        )
        yield _told(document, places[0], clause_of(document, places[0]), len(places), "VB309", message)


def _sentence(source: str, at: int) -> Span:
    """Return the sentence around the offset, within its line; a very long one is cut."""
    edges = [match.end() for match in _END.finditer(source, max(0, at - _FAR), at)]
    end = _END.search(source, at, at + _FAR)
    return Span(edges[-1] if edges else max(0, at - _FAR), end.start() if end else min(len(source), at + _FAR))


def _has_limit(folded: str, sentence: Span) -> bool:
    chunks = date_chunks(folded, sentence)
    return _LED.search(chunks.tags) is not None and not _NO_LIMIT.search(folded, sentence.start, sentence.end)


def lists_of_nobody(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB310: lists of tasks without any bearer, in a document without addressees."""
    lists = tuple(unnamed_lists(document))
    if lists:
        message = "Các việc trong danh sách không nêu ai thực hiện. Hãy khai báo đơn vị nếu văn bản nói ở chỗ khác."
        first = lists[0][0]
        yield _told(document, first.span, first.eid, len(lists), "VB310", message)


def unnamed_lists(document: Document) -> Iterator[tuple[Obligation, ...]]:
    """Yield runs of two or more neighbouring tasks of one clause of which none has a bearer."""
    for (_, named), items in groupby(document.obligations, _list_of):
        tasks = tuple(items)
        if len(tasks) > 1 and not named:
            yield tasks


def _list_of(task: Obligation) -> tuple[str, bool]:
    """Return the clause that contains the task, and whether the task has a bearer: the key of a run."""
    return task.eid.rpartition("__")[0], bool(task.bearers)


def _told(document: Document, span: Span, eid: str | None, count: int, code: str, message: str) -> Diagnostic:
    """Return the finding at the first place, with the number of places if there are several."""
    return finding(document.source, span, Severity.NOTE, code, several(message, count), eid)


class _Covered:
    """A set of spans that tells whether an offset is inside one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def has(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._ends[at - 1]
