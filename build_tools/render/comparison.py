"""Links to the page that compares the texts of two documents (docs/so-sanh.md), and which documents it suggests."""

from collections.abc import Iterator
from urllib.parse import urlencode

from build_tools.model.citation import Relation
from build_tools.model.corpus import WorkId
from build_tools.render.addresses import WORKS, html_address, relative_html
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, attribute
from build_tools.render.wording import short_name

_PAGE = "so-sanh.md"
# What a document does to another, or what it is to another, that makes their texts worth comparing.
_CLOSE = (Relation.AMENDS, Relation.REPEALS, Relation.ISSUES)
_MOST = 5


def comparison(site: Site, path: str, one: WorkId, other: WorkId | None, words: str) -> Md:
    """Return the link from the page at `path` to the comparison of two held documents; of one, if there is no other."""
    works = {"a": one, "b": other}
    query = urlencode({name: _name(site.work_pages[work]) for name, work in works.items() if work})
    return Md(f'<a href="{relative_html(path, _PAGE)}?{attribute(query)}">{attribute(words)}</a>')


def comparisons(site: Site, work: WorkId, path: str) -> Iterator[Md]:
    """Yield links to compare a held document with those nearest to it, then with any other."""
    for other in list(dict.fromkeys(_near(site, work)))[:_MOST]:
        yield comparison(site, path, other, work, short_name(site.works[other]))
    yield comparison(site, path, work, None, "văn bản khác")


def _near(site: Site, work: WorkId) -> Iterator[WorkId]:
    """The one before it in its series, then held ones that it amends or replaces, or that amend or replace it."""
    series = site.series.get(work)
    if series and (place := series.works.index(work)):
        yield series.works[place - 1]
    others = [(edge.relation, edge.target) for edge in site.out_of.get(work, ())]
    others += [(edge.relation, edge.subject) for edge in site.into.get(work, ())]
    yield from (other for relation, other in others if relation in _CLOSE and site.works[other].held and other != work)


def _name(page: str) -> str:
    return html_address(page).removeprefix(f"{WORKS}/").removesuffix(".html")
