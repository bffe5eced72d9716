"""The page at a former address of a document, which redirects to the present one."""

from collections.abc import Iterator, Sequence

from build_tools.model.corpus import WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import relative_html
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.wording import full_name


def moved_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan a page at each former address that no other page has now."""
    for path, identities in plan.addresses.moved.items():
        yield PageTask(path, _moved_page, (path, identities))


def _moved_page(site: Site, path: str, identities: Sequence[WorkId]) -> Iterator[Page]:
    works = [(full_name(site.works[identity]), site.url(path, identity)) for identity in identities]
    target = relative_html(path, site.work_pages[identities[0]]) if len(identities) == 1 else ""
    yield page(path, "moved", works=works, target=target)
