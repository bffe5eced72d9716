"""The glossary: short forms that documents define, each with its definitions, and those of the vocabulary.

A long glossary has further pages; the vocabulary's short forms are on the first.
"""

from collections.abc import Iterator, Sequence

from build_tools.model.corpus import Term
from build_tools.model.page import Page
from build_tools.render.addresses import GLOSSARY_PAGE
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.short_forms import glossary_parts, short_forms


def glossary_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the pages of the glossary."""
    yield PageTask(GLOSSARY_PAGE, _glossary_pages, (plan.corpus.terms,), listed=True)


def _glossary_pages(site: Site, terms: Sequence[Term]) -> Iterator[Page]:
    rows = short_forms(site, terms)
    common = [row for row in rows if not row.where]
    for part in glossary_parts([row for row in rows if row.where]):
        first = part.path == GLOSSARY_PAGE
        title = part.titled("Từ viết tắt")
        yield page(
            part.path, "glossary", title=title, defined=part.items, common=common if first else (), pages=part.pages
        )
