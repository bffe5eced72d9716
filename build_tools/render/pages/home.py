"""The home page: counts, the latest deadlines, the newest documents, and the most cited missing ones."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from build_tools.model.corpus import WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import HOME
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.page_task import Due, PageTask, Plan
from build_tools.render.pages.agenda import entry_of
from build_tools.render.pages.lists import rows

_MOST = 8


def home_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the home page."""
    works, cited = plan.corpus.works, plan.site.cited
    held = sorted((work for work in works if work.held), key=lambda work: (work.date or "", work.id), reverse=True)
    missing = [work for work in works if not work.held and cited.get(work.id)]
    wanted = sorted(missing, key=lambda work: (-cited[work.id], work.id))
    latest = (due for rows in reversed(plan.days.values()) for due in reversed(rows) if due.deadline.date)
    settled = [row for work in works if work.document for row in work.document.settled]
    counts = {
        "held": len(held),
        "missing": len(missing),
        "citations": len(plan.corpus.references),
        "tasks": sum(len(work.document.obligations) for work in works if work.document),
        "findings": len(plan.corpus.diagnostics),
        "settled": len(settled) if any(row.day for row in settled) else 0,
        "facts": sum(work.document.facts for work in works if work.document),
    }
    shown = (tuple(work.id for work in listed[:_MOST]) for listed in (held, wanted))
    yield PageTask(HOME, _home, (counts, *shown, tuple(islice(latest, _MOST))), listed=True)


def _home(
    site: Site, counts: Mapping[str, int], newest: Sequence[WorkId], wanted: Sequence[WorkId], deadlines: Sequence[Due]
) -> Iterator[Page]:
    yield page(
        HOME,
        "home",
        **counts,
        newest=rows(site, HOME, newest),
        wanted=rows(site, HOME, wanted),
        deadlines=[entry_of(site, HOME, due) for due in deadlines],
    )
