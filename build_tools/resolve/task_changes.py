"""The tasks of a document against those of the one before it in its series: new, dropped, changed, kept.

What follows from the year alone is no change: a deadline is moved by the years between the two before it is compared.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from build_tools.base.text import fold
from build_tools.base.values import Value
from build_tools.model.corpus import Work
from build_tools.model.document import Document
from build_tools.model.obligation import Deadline, Obligation
from build_tools.resolve.alignment import aligned
from build_tools.resolve.duties import parties_of
from build_tools.resolve.series import term_of
from build_tools.vocabulary import Vocabulary

_DATES = re.compile(r"(?:nam )?(?<!\d)(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d(?!\d)")


class ChangeKind(StrEnum):
    """What has become of a task since the document before."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    KEPT = "kept"


class Aspect(StrEnum):
    """In what a task has changed."""

    PARTIES = "parties"
    DEADLINES = "deadlines"
    WORDS = "words"


class TaskChange(Value, frozen=True):
    """A task of the one document, of the other, or of both; `aspects` say in what a changed one differs."""

    kind: ChangeKind
    before: Obligation | None
    after: Obligation | None
    aspects: tuple[Aspect, ...] = ()


def task_changes(before: Work, after: Work, vocabulary: Vocabulary) -> tuple[TaskChange, ...]:
    """Return what has become of each task of two held documents, in the order of the later one, dropped ones last.

    Raises ValueError for a work without text.
    """
    if before.document is None or after.document is None:
        raise ValueError("only a held document lays tasks")
    years = term_of(after) - term_of(before)
    old, new = (_rows(document, vocabulary) for document in (before.document, after.document))
    pairs = _pairs(old, new)
    changes = [
        _change(old[pairs[place]], row, years) if place in pairs else _added(row) for place, row in enumerate(new)
    ]
    left = set(range(len(old))).difference(pairs.values())
    return (*changes, *(TaskChange(ChangeKind.DROPPED, old[place].task, None) for place in sorted(left)))


def same_tasks_of(
    before: Document, after: Document, vocabulary: Vocabulary
) -> tuple[tuple[Obligation, Obligation], ...]:
    """Return the tasks that are in both documents, equal or much alike, in the order of the later one."""
    old, new = _rows(before, vocabulary), _rows(after, vocabulary)
    return tuple((old[here].task, new[there].task) for there, here in sorted(_pairs(old, new).items()))


class _Row(Value, frozen=True):
    """A task with what is compared of it: its folded words without dates, those without names too, its parties."""

    task: Obligation
    words: str
    bare: str
    parties: frozenset[tuple[str, str]]
    text: str


def _pairs(old: Sequence[_Row], new: Sequence[_Row]) -> dict[int, int]:
    """The place in `old` by that in `new`."""
    found = aligned([(row.words, row.bare) for row in old], [(row.words, row.bare) for row in new])
    return {there: here for here, there in found.items()}


def _rows(document: Document, vocabulary: Vocabulary) -> list[_Row]:
    tasks = sorted(document.obligations, key=lambda task: task.span)
    return [_row(task, document.source.text, vocabulary) for task in tasks]


def _row(task: Obligation, text: str, vocabulary: Vocabulary) -> _Row:
    words = _words(text, task)
    named = [(role, fold(vocabulary.expand(name))) for role, name in parties_of(task)]
    names = sorted({fold(name) for _, name in parties_of(task)}, key=len, reverse=True)
    bare = re.sub("|".join(map(re.escape, names)), " ", words) if names else words
    parties = frozenset((str(role), name) for role, name in named)
    first = " ".join(sorted(name for _, name in parties))
    return _Row(task, f"{first} {' '.join(words.split())}", re.sub(r"\W+", " ", bare).strip(), parties, text)


def _words(text: str, task: Obligation) -> str:
    """The folded words of the task without its time limits and without years."""
    pieces, start = [], task.span.start
    written = (limit.span for limit in task.deadlines if not limit.by_keeper)  # a keeper's stands for the whole task
    for span in sorted(span for span in written if task.span.holds(span)):
        if span.start >= start:
            pieces.append(text[start : span.start])
            start = span.end
    pieces.append(text[start : task.span.end])
    return _DATES.sub(" ", fold(" ".join(pieces)))


def _added(row: _Row) -> TaskChange:
    return TaskChange(ChangeKind.ADDED, None, row.task)


def _change(old: _Row, new: _Row, years: int) -> TaskChange:
    aspects = tuple(_aspects(old, new, years))
    return TaskChange(ChangeKind.CHANGED if aspects else ChangeKind.KEPT, old.task, new.task, aspects)


def _aspects(old: _Row, new: _Row, years: int) -> Iterator[Aspect]:
    if old.parties != new.parties:
        yield Aspect.PARTIES
    if {_limit(each, old.text, years) for each in old.task.deadlines} != {
        _limit(each, new.text, 0) for each in new.task.deadlines
    }:
        yield Aspect.DEADLINES
    if old.bare != new.bare:
        yield Aspect.WORDS


def _limit(deadline: Deadline, text: str, years: int) -> tuple[str, str, str]:
    """What a time limit says, its date so many years later; in its own words where it has neither date nor rule."""
    recurrence = str(deadline.recurrence or "")
    if deadline.date:
        return deadline.relation, later(deadline.date, years), recurrence
    return "", "" if recurrence else _DATES.sub(" ", fold(deadline.span.of(text))), deadline.rule or recurrence


def later(date: str, years: int) -> str:
    """Return a date, month, quarter or year so many years later; 29 February becomes 28 where there is none."""
    year = int(date[:4]) + years
    if date[5:] == "02-29" and not calendar.isleap(year):
        return f"{year}-02-28"
    return f"{year}{date[4:]}"
