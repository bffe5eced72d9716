"""Findings about tasks and their deadlines."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from build_tools.base.changing import grouped_by
from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.iso_dates import is_day
from build_tools.base.memo import Memo
from build_tools.checks.common import clause_of, day, name_of
from build_tools.checks.silence import unnamed_lists
from build_tools.model.corpus import Corpus, Duty, UnitId, Work, WorkId, is_running, running_since
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.parse.dates.weekdays import dates_with_weekday
from build_tools.resolve.by_key import changing_duties
from build_tools.resolve.likeness import same_tasks, task_words
from build_tools.vocabulary import Vocabulary


def no_bearer(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB301: a task without bearer in a document without addressees; a list of such tasks is one VB310."""
    listed = {task for tasks in unnamed_lists(document) for task in tasks}
    for task in document.obligations:
        if not task.bearers and task not in listed:
            message = "Nhiệm vụ không nêu đơn vị thực hiện."
            yield finding(document.source, task.span, Severity.NOTE, "VB301", message, task.eid)


def year_not_stated(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB302: a deadline gives day and month only; the year is the plan's own or follows from the day of issue."""
    for task in document.obligations:
        for deadline in task.deadlines:
            if deadline.inferred:
                message = f"Thời hạn không ghi năm; lấy năm theo {deadline.inferred}: {day(deadline.date)}."
                yield finding(document.source, deadline.span, Severity.NOTE, "VB302", message, task.eid)


def overdue_at_issue(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB303: the deadline is before the date of issue."""
    issued = document.record.issued_date
    for task in document.obligations:
        for deadline in task.deadlines:
            if issued and is_day(deadline.date) and deadline.date < issued.isoformat():
                message = f"Thời hạn {day(deadline.date)} trước ngày ban hành {issued:%d/%m/%Y}. Hãy kiểm tra lại."
                yield finding(document.source, deadline.span, Severity.WARNING, "VB303", message, task.eid)


def wrong_weekday(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB304: the day of the week does not agree with the date beside it."""
    for span, said, found in dates_with_weekday(document.source.text):
        if said != found:
            message = f"Ngày này là {found}, văn bản ghi {said}. Một trong hai có thể gõ nhầm."
            yield finding(document.source, span, Severity.WARNING, "VB304", message, clause_of(document, span))


def conflicting_deadlines(corpus: Corpus, _: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB306: two documents give a unit the same task with different deadlines, both in one year that is not past.

    Deadlines in two years are a task that recurs. The finding is placed in the later document and names the earlier.
    """
    works = {work.id: work for work in corpus.works}
    since = memo.same("running since", running_since(corpus.works))
    dated = grouped_by(memo, "dated duties", changing_duties(memo, corpus.duties), _unit_and_year)
    for (unit, year), duties in dated.items():
        if year >= since[:4]:  # a year before that is past
            found = partial(_conflicting, duties, since, works)
            yield from memo.made_of(("conflicting deadlines", unit, year), (duties, since), found)


def _unit_and_year(duty: Duty) -> tuple[tuple[UnitId, str], ...]:
    """Return the unit of a duty and the year of its last day; nothing where it is not the unit's own or has no day."""
    last = _last_day(duty) if duty.is_own else ""
    return ((duty.unit, last[:4]),) if last else ()


def _conflicting(duties: Iterable[Duty], since: str, works: Mapping[WorkId, Work]) -> tuple[Diagnostic, ...]:
    """Return the findings about the duties of a unit in a year; all of it is in the documents that lay these."""
    tasks = [(duty, _last_day(duty)) for duty in duties]
    if not any(is_running(last, since) for _, last in tasks):
        return ()
    tasks.sort(key=lambda row: (works[row[0].work].date or "", row[0].work, row[0].obligation.span))
    sources = {duty.work: document.source for duty, _ in tasks if (document := works[duty.work].document)}
    all_words = [task_words(duty.obligation.span.of(sources[duty.work].text)) for duty, _ in tasks]
    found = []
    for place, (later, after) in enumerate(tasks):
        alike = [tasks[other] for other in sorted(same_tasks(all_words[place], all_words[:place]), reverse=True)]
        same = next((row for row in alike if row[0].work != later.work and row[1] != after), None)
        if same:
            message = (
                f"{name_of(works[same[0].work])} giao nhiệm vụ này với thời hạn {day(same[1])}, "
                f"văn bản này ghi {day(after)}. Hãy xem văn bản nào còn áp dụng."
            )
            task = later.obligation
            found.append(finding(sources[later.work], task.span, Severity.WARNING, "VB306", message, task.eid))
    return tuple(found)


def _last_day(duty: Duty) -> str:
    """Return the last ISO date among the deadlines of a task; "" if it has none."""
    days = (limit.date for limit in reversed(duty.obligation.deadlines) if is_day(limit.date))
    return next(days, "")
