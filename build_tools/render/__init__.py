"""Corpus → Pages: one module per page kind, listed here; templates hold layout only."""

from collections.abc import Callable, Iterator, Sequence

from build_tools.corpus import Corpus
from build_tools.model import Page
from build_tools.render.agenda import agenda_pages
from build_tools.render.feeds import feed_pages
from build_tools.render.glossary import glossary_pages
from build_tools.render.home import home_pages
from build_tools.render.lists import list_pages
from build_tools.render.quality import quality_pages
from build_tools.render.search import search_pages
from build_tools.render.site import Site, site_of
from build_tools.render.timeline import timeline_pages
from build_tools.render.unit import unit_pages
from build_tools.render.work import work_pages
from build_tools.vocabulary import Vocabulary

PAGE_KINDS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home_pages,
    work_pages,
    list_pages,
    timeline_pages,
    unit_pages,
    agenda_pages,
    glossary_pages,
    quality_pages,
    feed_pages,
)


def render(corpus: Corpus, vocabulary: Vocabulary, guides: Sequence[Page] = ()) -> tuple[Page, ...]:
    """Return every generated file of docs/, ordered by path. The same corpus gives the same bytes.

    `guides` are the hand-written pages for readers, which the search finds too.
    """
    site = site_of(corpus, vocabulary)
    pages = [page for kind in PAGE_KINDS for page in kind(site)]
    return tuple(sorted([*pages, *search_pages(site, pages, guides)], key=lambda page: page.path))
