"""All page kinds in one list, and their page tasks run in the order of their dependencies."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from build_tools.base.packing import packed
from build_tools.model.corpus import Corpus
from build_tools.model.page import Page, Records
from build_tools.render.files.feeds import feed_page_tasks
from build_tools.render.files.search_files import (
    directory_page_task,
    fact_page_tasks,
    headings_of,
    others_page_task,
    segment_page_tasks,
)
from build_tools.render.lookups import LookupKeys
from build_tools.render.page_task import PageTask, Plan, SearchNote, plan_of
from build_tools.render.pages.agenda import agenda_page_tasks
from build_tools.render.pages.due import due_page_tasks
from build_tools.render.pages.glossary import glossary_page_tasks
from build_tools.render.pages.home import home_page_tasks
from build_tools.render.pages.implementations import implementation_page_tasks
from build_tools.render.pages.life import newest_page_task
from build_tools.render.pages.lists import list_page_tasks
from build_tools.render.pages.moved import moved_page_tasks
from build_tools.render.pages.open_data import open_data_page_tasks, record_page_tasks
from build_tools.render.pages.quality import quality_page_tasks
from build_tools.render.pages.series import series_page_tasks
from build_tools.render.pages.timeline import timeline_page_tasks
from build_tools.render.pages.unit import unit_page_tasks
from build_tools.render.pages.work import work_page_tasks
from build_tools.vocabulary import Vocabulary

PLANS: tuple[Callable[[Plan], Iterator[PageTask]], ...] = (
    unit_page_tasks,
    segment_page_tasks,
    fact_page_tasks,
    agenda_page_tasks,
    due_page_tasks,
    timeline_page_tasks,
    work_page_tasks,
    newest_page_task,
    moved_page_tasks,
    list_page_tasks,
    implementation_page_tasks,
    series_page_tasks,
    home_page_tasks,
    glossary_page_tasks,
    quality_page_tasks,
    feed_page_tasks,
    open_data_page_tasks,
)
# Runs those of some page tasks that are out of date, and returns the notes of all of them by key.
BuildPages = Callable[[Sequence[PageTask]], Mapping[str, bytes]]


def make_all(plan: Plan, guides: Sequence[Page], make: BuildPages) -> None:
    """Have `make` run all page tasks, in the order of their dependencies.

    `guides` are the hand-written pages, which the search finds too.
    """
    page_tasks = [page_task for planned in PLANS for page_task in planned(plan)]
    notes = dict(make(page_tasks))
    records = tuple(record_page_tasks(plan, notes))
    others = others_page_task(plan, guides, [notes[page_task.key] for page_task in page_tasks if page_task.listed])
    notes |= make([*records, others])
    make([directory_page_task(plan, others, notes)])


def run_page_task(plan: Plan, page_task: PageTask) -> tuple[list[Page], bytes, LookupKeys]:
    """Return the files of a page task, its note, and the keys that it looked up."""
    site, looked_up = plan.site.tracked()
    results = list(page_task.run(site))
    pages = [page for page in results if isinstance(page, Page)]
    note = headings_of(pages) if page_task.listed else b"".join(n.data for n in results if isinstance(n, SearchNote))
    return pages, note, looked_up()


def render(corpus: Corpus, vocabulary: Vocabulary, guides: Sequence[Page] = ()) -> tuple[Page, ...]:
    """Return every generated file of docs/, ordered by path. The same corpus gives the same bytes."""
    plan = plan_of(corpus, vocabulary)
    pages: list[Page] = []

    def make(page_tasks: Sequence[PageTask]) -> Mapping[str, bytes]:
        notes = {}
        for page_task in page_tasks:
            files, notes[page_task.key], _ = run_page_task(plan, page_task)
            pages.extend(files)
        return notes

    make_all(plan, guides, make)
    made = {page.path: page for page in pages}
    return tuple(_whole(made, made[path]) for path in sorted(made))


def _whole(made: Mapping[str, Page], page: Page) -> Page:
    """Return a page with its bytes, where it is put together of others."""
    if not isinstance(page.content, Records):
        return page
    return Page(page.path, packed("".join(str(made[path].content) for path in page.content.paths).encode()))
