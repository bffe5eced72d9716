"""Which documents and keepers have changed a work or a task, and when: the days that feeds and calendars give.

All of it is in the documents: a build has neither clock nor memory. A later witness gives a later day and a greater
number, so that a program which keeps what it has read takes the new one.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from build_tools.base.iso_dates import DAY
from build_tools.model.corpus import Work, WorkId
from build_tools.model.document import Document
from build_tools.model.obligation import Obligation
from build_tools.render.lookups import Site
from build_tools.render.status import CLAUSE_ACTS, change_words
from build_tools.render.wording import short_name


def day_of(work: Work) -> str:
    """Return the ISO day of issue; the first of a year or month where no day is stated; "" where not even the year."""
    stated = work.date or work.year or ""
    return f"{stated}-01-01"[:DAY] if stated else ""


def changed_on(site: Site, work: Work) -> str:
    """Return the ISO day of the newest document that the work is, or that changes it."""
    days = (day_of(site.works[change.by]) for change in site.changes.get(work.id, ()))
    return max((day_of(work), *days))


def clause_acts_on(site: Site, work: WorkId, eid: str) -> Iterator[tuple[WorkId, str]]:
    """Yield what has been done to a clause or one that holds it, by which document, in words."""
    for each in site.amended.get(work, ()):
        if eid == each.eid or eid.startswith(f"{each.eid}__"):
            yield each.by, f"Điều khoản này {CLAUSE_ACTS[each.relation]} bởi {short_name(site.works[each.by])}"


def acts_on(site: Site, work: WorkId, eid: str) -> Iterator[tuple[WorkId, str]]:
    """Yield what has been done to a clause, as `clause_acts_on` does, and to the whole.

    Where it is not known which clauses a document changes, it may be any.
    """
    yield from clause_acts_on(site, work, eid)
    located = {each.by for each in site.amended.get(work, ())}
    for change in site.changes.get(work, ()):
        if change.is_whole or change.by not in located:
            yield change.by, f"Văn bản {_lower(change_words(change))} bởi {short_name(site.works[change.by])}"


def is_corrected(task: Obligation) -> bool:
    """Return whether a keeper states something of the task that the text does not, or that was read otherwise."""
    return task.keeper is not None or any(deadline.by_keeper for deadline in task.deadlines)


def _corrected_on(document: Document, task: Obligation) -> str:
    """Return the ISO day on which a keeper confirmed what is corrected; "" where nothing is, or no day is known."""
    if not is_corrected(task):
        return ""
    spans = {task.span, *(deadline.span for deadline in task.deadlines)}
    days = (row.day for row in document.settled if row.day and row.span in spans)
    return max((day.isoformat() for day in days), default="")


def last_touched(site: Site, document: Document, task: Obligation, acts: Iterable[tuple[WorkId, str]]) -> str:
    """Return the ISO day of the last of these acts, or on which a keeper corrected the task if later; "" for none."""
    return max((_corrected_on(document, task), *(day_of(site.works[by]) for by, _ in acts)))


def version_number(issued: date, changed: date, *, corrected: bool) -> int:
    """Return a number that rises with the day of the last change, and by one for a correction without a day."""
    return 2 * max((changed - issued).days, 0) + corrected


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
