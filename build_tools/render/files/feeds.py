"""The feeds of the register and of each unit: documents, deadlines, what a unit must do and what became of that."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from build_tools.model.corpus import Duty, Unit, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import FEEDS
from build_tools.render.annotate import plain
from build_tools.render.files.atom import MOST, Item, feed, feed_of
from build_tools.render.files.work_feeds import change_item
from build_tools.render.lookups import Site
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.witnessed import acts_on, changed_on, day_of, last_touched
from build_tools.render.wording import deadline_words, full_name, short_name, subject_of


def feed_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the feed of documents and that of deadlines."""
    held = sorted(
        (work for work in plan.corpus.works if work.held and day_of(work)),
        key=lambda work: (day_of(work), plan.addresses.works[work.id]),
        reverse=True,
    )
    yield PageTask(f"{FEEDS}/van-ban.xml", _work_feed, (tuple(work.id for work in held[:MOST]),))
    yield PageTask(f"{FEEDS}/thoi-han.xml", _deadline_feed, (tuple(_newest(plan.site, _of_newest_works(plan))),))


def _of_newest_works(plan: Plan) -> list[Duty]:
    """Return the tasks with a deadline of the newest documents, of whole days, at least as many as a feed holds."""
    limited = ((work, plan.memo(_with_deadline, tasks)) for work, tasks in plan.tasks_of_works.items())
    dated = [(day_of(plan.site.works[work]), tasks) for work, tasks in limited if tasks]
    found: list[Duty] = []
    for _, same in groupby(sorted(dated, key=itemgetter(0), reverse=True), key=itemgetter(0)):
        if len(found) >= MOST:
            break
        found += (duty for _, tasks in same for duty in tasks)
    return found


def _with_deadline(tasks: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(duty for duty in tasks if duty.obligation.deadlines)


def _work_feed(site: Site, held: Sequence[WorkId]) -> Iterator[Page]:
    yield feed(site, f"{FEEDS}/van-ban.xml", "Sổ Văn Bản: văn bản mới", (_work_item(site, site.works[i]) for i in held))


def _deadline_feed(site: Site, duties: Sequence[Duty]) -> Iterator[Page]:
    yield feed(site, f"{FEEDS}/thoi-han.xml", "Sổ Văn Bản: thời hạn", _task_items(site, duties))


def unit_feed(site: Site, unit: Unit, duties: Sequence[Duty]) -> Page | None:
    """Return the feed of a unit; `None` if it bears no task.

    Its tasks, what changes the documents that lay them, and its own documents that implement these.
    """
    own = [duty for duty in duties if duty.is_own]
    if not own:
        return None
    directives = dict.fromkeys(duty.work for duty in own)
    items = [*_task_items(site, _newest(site, own)), *_happenings(site, unit, directives)]
    return feed(site, feed_of(site.unit_pages[unit.id]), f"Nhiệm vụ: {unit.full_name}", items)


def _happenings(site: Site, unit: Unit, directives: Iterable[WorkId]) -> Iterator[Item]:
    for directive in directives:
        for change in site.changes.get(directive, ()):
            yield from change_item(site, directive, change)
        implementation = site.implementations.get(directive)
        for row in implementation.implementers if implementation else ():
            for own in row.documents if row.unit == unit.id else ():
                if day := day_of(site.works[own]):
                    page, name = site.work_pages[own], short_name(site.works[directive])
                    title = f"{short_name(site.works[own])}: văn bản triển khai {name} đã vào sổ"
                    key = f"{page}#trien-khai:{site.work_pages[directive]}"
                    yield Item(key, title, page, day, full_name(site.works[own]))


def _newest(site: Site, duties: Iterable[Duty]) -> list[Duty]:
    """Return the tasks of the newest documents, as many as a feed holds."""
    dated = [(day, duty) for duty in duties if (day := day_of(site.works[duty.work]))]
    days = sorted((day for day, _ in dated), reverse=True)
    oldest = days[min(len(days), MOST) - 1] if days else ""

    def age(row: tuple[str, Duty]) -> tuple[str, str]:
        return row[0], f"{site.work_pages[row[1].work]}#{row[1].obligation.span.start}"

    newest = sorted((row for row in dated if row[0] >= oldest), key=age, reverse=True)
    return [duty for _, duty in newest[:MOST]]


def _work_item(site: Site, work: Work) -> Item:
    page = site.work_pages[work.id]
    return Item(page, full_name(work), page, changed_on(site, work), subject_of(work))


def _task_items(site: Site, duties: Iterable[Duty]) -> Iterator[Item]:
    for duty in duties:
        work, task = site.works[duty.work], duty.obligation
        document, page = site.document(duty.work), site.work_pages[duty.work]
        if not day_of(work):
            continue
        words = plain(task.span.of(document.source.text))
        acts = list(acts_on(site, duty.work, task.eid))
        updated = max(day_of(work), last_touched(site, document, task, acts))
        times = [f"Thời hạn: {deadline_words(deadline, document.source.text)}" for deadline in task.deadlines]
        summary = " · ".join([words, *times, f"Theo {short_name(work)}", *(told for _, told in acts)])
        yield Item(f"{page}#{task.span.start}", words, page, updated, summary, task.eid)
