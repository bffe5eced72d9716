"""The feed of an instrument: who relies on it now, what changes it, whether a date in it has moved.

Only of instruments on which others rely: for the rest there is nothing to follow yet.
"""

from collections.abc import Iterator, Sequence

from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.annotate import plain
from build_tools.render.files.atom import Item, feed, feed_of
from build_tools.render.lookups import Site
from build_tools.render.status import change_words
from build_tools.render.witnessed import clause_acts_on, day_of, last_touched
from build_tools.render.wording import clause, deadline_words, full_name, short_name
from build_tools.resolve.changes import Change

_MOST = 20
# From basis to mention; what these do to the instrument is told as a change.
_RELYING = tuple(
    each for each in Relation if each not in (Relation.REPEALS, Relation.SUSPENDS, Relation.AMENDS, Relation.CORRECTS)
)


def has_feed(site: Site, work: WorkId) -> bool:
    """Return whether the instrument has a feed: others cite it."""
    return bool(site.into.get(work))


def work_feed(site: Site, work: Work) -> Iterator[Page]:
    """Yield the feed of the instrument with its newest entries, if it has one."""
    if has_feed(site, work.id):
        path = feed_of(site.work_pages[work.id])
        yield feed(site, path, f"{short_name(work)}: có gì mới", _items(site, work), _MOST)


def shared_feed(site: Site, path: str, title: str, works: Sequence[WorkId]) -> Iterator[Page]:
    """Yield one feed for the works at an address that they share: who followed the first of them goes on reading."""
    followed = [site.works[work] for work in works if has_feed(site, work)]
    if followed:
        items = (item for work in followed for item in _items(site, work))
        yield feed(site, feed_of(path), f"{title}: có gì mới", items, _MOST)


def change_item(site: Site, changed: WorkId, change: Change) -> Iterator[Item]:
    """Yield what one instrument does to another, as an entry; nothing where the day is not known."""
    by = site.works[change.by]
    if not (day := day_of(by)):
        return
    page = site.work_pages[change.witness]
    title = f"{short_name(site.works[changed])}: {change_words(change).lower()} bởi {short_name(by)}"
    key = f"{site.work_pages[changed]}#doi:{site.work_pages[change.by]}"
    yield Item(key, title, page, day, full_name(by), change.eid)


def _items(site: Site, work: Work) -> Iterator[Item]:
    for change in site.changes.get(work.id, ()):
        yield from change_item(site, work.id, change)
    by_witness: dict[WorkId, Edge] = {}
    for edge in _newest(site, site.into.get(work.id, ())):
        before = by_witness.setdefault(edge.witness, edge)
        if _RELYING.index(edge.relation) < _RELYING.index(before.relation):
            by_witness[edge.witness] = edge
    for edge in by_witness.values():
        yield _relying(site, work, edge)
    if work.document:
        yield from _moved(site, work)


def _newest(site: Site, edges: Sequence[Edge]) -> list[Edge]:
    """Return what the newest documents say of themselves to the instrument, as many documents as a feed holds."""
    days = {edge.witness: day_of(site.works[edge.witness]) for edge in edges if edge.witness == edge.subject}
    newest = sorted((work for work, day in days.items() if day), key=lambda work: (days[work], work), reverse=True)
    kept = set(newest[:_MOST])
    return [
        edge for edge in edges if edge.witness in kept and edge.witness == edge.subject and edge.relation in _RELYING
    ]


def _relying(site: Site, work: Work, edge: Edge) -> Item:
    other, page = site.works[edge.witness], site.work_pages[edge.witness]
    words = site.vocabulary.words[edge.relation].active
    label = clause(site.document(edge.witness).label(edge.eid))
    key = f"{site.work_pages[work.id]}#dan:{page}"
    title = f"{full_name(other)}: {words} {short_name(work)}"
    return Item(key, title, page, day_of(other), f"Tại {label}", edge.eid)


def _moved(site: Site, work: Work) -> Iterator[Item]:
    """Yield the tasks with a deadline that another document or a keeper has changed."""
    page, document = site.work_pages[work.id], site.document(work.id)
    for task in document.obligations if site.amended.get(work.id) or document.settled else ():
        acts = list(clause_acts_on(site, work.id, task.eid))
        day = last_touched(site, document, task, acts)
        if day and task.deadlines:
            text = document.source.text
            times = [f"Thời hạn đã ghi: {deadline_words(deadline, text)}" for deadline in task.deadlines]
            summary = " · ".join([plain(task.span.of(text)), *times, *(told for _, told in acts)])
            title = f"Thời hạn có thay đổi: {plain(task.span.of(text))}"
            yield Item(f"{page}#han:{task.span.start}", title, page, day, summary, task.eid)
