"""The home page: what the register holds, what is due, what is newest, what is missing most."""

from collections.abc import Iterator

from build_tools.model import Page
from build_tools.render.agenda import agenda
from build_tools.render.lists import rows
from build_tools.render.paths import HOME
from build_tools.render.site import Site
from build_tools.render.templates import page

_MOST = 8


def home_pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    works = site.corpus.works
    held = sorted((work for work in works if work.held), key=lambda work: (work.date or "", work.id), reverse=True)
    missing = [work for work in works if not work.held and site.cited.get(work.id)]
    wanted = sorted(missing, key=lambda work: (-site.cited[work.id], work.id))
    deadlines = [entry for entry in agenda(site, HOME) if entry.date][::-1]
    yield page(
        HOME,
        "home",
        held=len(held),
        missing=len(missing),
        citations=len(site.corpus.references),
        tasks=sum(len(work.document.obligations) for work in works if work.document),
        findings=len(site.corpus.diagnostics),
        newest=rows(site, HOME, held[:_MOST]),
        wanted=rows(site, HOME, wanted[:_MOST]),
        deadlines=deadlines[:_MOST],
    )
