"""The text of a held document for the search: its clauses, each with anchor and label, and what it tells whom to do."""

from collections.abc import Sequence

from build_tools.model.corpus import Duty, Role, Unit
from build_tools.model.document import Document
from build_tools.model.obligation import Obligation
from build_tools.model.page import Page
from build_tools.render.addresses import html_address
from build_tools.render.annotate import plain
from build_tools.render.lookups import Site
from build_tools.render.wording import clause, deadline_words, short_name
from build_tools.search import Passage, Task, UnitTask, text_file, unit_tasks_file

# So many tasks of a unit are answered with; its page has all. So many characters of each are quoted.
_MOST, _QUOTED = 300, 400
_ROLES = {Role.COORDINATE: "phối hợp", Role.RECEIVER: "nhận báo cáo"}


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the clauses of the document as the search finds and quotes them."""
    text = document.source.text
    return tuple(Passage(p.eid, clause(p.label), plain(p.span.of(text))) for p in document.provisions)


def text_page(path: str, document: Document) -> Page:
    """Return the file from which a search result quotes the clauses of the page at `path`, and answers questions.

    What is in doubt answers none.
    """
    told = (*document.obligations, *document.norms)
    tasks = [_task(document, obligation) for obligation in told if not obligation.doubt]
    return text_file(html_address(path), passages(document), tasks)


def unit_tasks_page(site: Site, unit: Unit, duties: Sequence[Duty]) -> Page | None:
    """Return the file of the tasks that a unit itself has, those with the latest time limits first; None if none.

    It is there for a unit whose tasks are all in doubt too: a browser asks for it where a unit has any.
    """
    own = [duty for duty in duties if duty.via is None]
    latest = sorted((duty for duty in own if not duty.obligation.doubt), key=_last_date, reverse=True)
    tasks = [_unit_task(site, duty) for duty in latest[:_MOST]]
    return unit_tasks_file(html_address(site.unit_pages[unit.id]), len(latest), tasks) if own else None


def _last_date(duty: Duty) -> str:
    return max((deadline.date or "" for deadline in duty.obligation.deadlines), default="")


def _unit_task(site: Site, duty: Duty) -> UnitTask:
    task = _task(site.document(duty.work), duty.obligation, _QUOTED)
    address = html_address(site.work_pages[duty.work])
    return UnitTask(address, short_name(site.works[duty.work]), _ROLES.get(duty.role, ""), task)


def _task(document: Document, obligation: Obligation, most: int | None = None) -> Task:
    text = document.source.text
    words = plain(obligation.span.of(text))
    named = [f"{name} (chủ trì)" if name in obligation.lead else name for name in obligation.bearers]
    return Task(
        anchor=obligation.eid,
        text=words if most is None or len(words) <= most else f"{words[:most].rpartition(' ')[0]} …",
        bearers="; ".join(named),
        coordinate="; ".join(obligation.coordinate),
        deadline="; ".join(deadline_words(deadline, text) for deadline in obligation.deadlines),
        dates=tuple(deadline.date for deadline in obligation.deadlines if deadline.date),
    )
