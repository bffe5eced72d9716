"""Atom feeds (RFC 4287): new documents, new deadlines, the tasks of each unit. Addresses are relative to the feed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from build_tools.model.corpus import Duty, Unit, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import FEEDS, HOME, relative_html
from build_tools.render.annotate import plain
from build_tools.render.lookups import Site
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.wording import deadline_words, full_name, short_name, subject_of

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
_TITLE = 140
# Characters that XML 1.0 does not allow; control characters are pictures in the canonical text already.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

ElementTree.register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: `key` identifies it permanently, `day` is ISO."""

    key: str
    title: str
    target: str
    day: str
    summary: str
    anchor: str | None = None


def feed_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the feed of documents and that of deadlines."""
    held = sorted(
        (work for work in plan.corpus.works if work.held and _day(work)),
        key=lambda work: (_day(work), plan.addresses.works[work.id]),
        reverse=True,
    )
    yield PageTask(f"{FEEDS}/van-ban.xml", _work_feed, (tuple(work.id for work in held[:_MOST]),))
    dated = [duty for duty in plan.tasks if duty.obligation.deadlines]
    yield PageTask(f"{FEEDS}/thoi-han.xml", _deadline_feed, (tuple(_newest(plan.site, dated)),))


def _work_feed(site: Site, held: Sequence[WorkId]) -> Iterator[Page]:
    yield _feed(
        site, f"{FEEDS}/van-ban.xml", "Sổ Văn Bản: văn bản mới", (_work_item(site, site.works[i]) for i in held)
    )


def _deadline_feed(site: Site, duties: Sequence[Duty]) -> Iterator[Page]:
    yield _feed(site, f"{FEEDS}/thoi-han.xml", "Sổ Văn Bản: thời hạn", _task_items(site, duties))


def unit_feed(site: Site, unit: Unit, duties: Sequence[Duty]) -> Page | None:
    """Return the feed of the tasks that the unit bears; `None` if there are none."""
    own = [duty for duty in duties if duty.is_own]
    path = feed_of(site.unit_pages[unit.id])
    return _feed(site, path, f"Nhiệm vụ: {unit.full_name}", _task_items(site, _newest(site, own))) if own else None


def _newest(site: Site, duties: Iterable[Duty]) -> list[Duty]:
    """Return the tasks of the newest documents, as many as a feed holds."""
    dated = [(day, duty) for duty in duties if (day := _day(site.works[duty.work]))]
    days = sorted((day for day, _ in dated), reverse=True)
    oldest = days[min(len(days), _MOST) - 1] if days else ""

    def age(row: tuple[str, Duty]) -> tuple[str, str]:
        return row[0], f"{site.work_pages[row[1].work]}#{row[1].obligation.span.start}"

    newest = sorted((row for row in dated if row[0] >= oldest), key=age, reverse=True)
    return [duty for _, duty in newest[:_MOST]]


def feed_of(page: str) -> str:
    """Return the feed that belongs to a unit's page."""
    return f"{page.removesuffix('.md')}.xml"


def _day(work: Work) -> str:
    date = work.date or work.year or ""
    return f"{date}-01-01"[:10] if date else ""


def _work_item(site: Site, work: Work) -> Item:
    page = site.work_pages[work.id]
    return Item(page, full_name(work), page, _day(work), subject_of(work))


def _task_items(site: Site, duties: Iterable[Duty]) -> Iterator[Item]:
    for duty in duties:
        work, task = site.works[duty.work], duty.obligation
        text, page = site.document(duty.work).source.text, site.work_pages[duty.work]
        if not _day(work):
            continue
        words = plain(task.span.of(text))
        title = words if len(words) <= _TITLE else f"{words[:_TITLE].rpartition(' ')[0]} …"
        times = [f"Thời hạn: {deadline_words(deadline, text)}" for deadline in task.deadlines]
        summary = " · ".join([words, *times, f"Theo {short_name(work)}"])
        yield Item(f"{page}#{task.span.start}", title, page, _day(work), summary, task.eid)


def _feed(site: Site, path: str, title: str, items: Iterable[Item]) -> Page:
    newest = sorted(items, key=lambda item: (item.day, item.key), reverse=True)[:_MOST]
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add_text(feed, "title", title)
    _add_text(feed, "id", f"tag:so-van-ban,2022:{path}")
    _add_text(feed, "updated", f"{newest[0].day if newest else '1970-01-01'}T00:00:00Z")
    _add_text(_child(feed, "author"), "name", "Sổ Văn Bản")
    for item in newest:
        entry = _child(feed, "entry")
        _add_text(entry, "title", item.title)
        _child(entry, "link", href=_address(site, path, item))
        _add_text(entry, "id", f"tag:so-van-ban,2022:{item.key}")
        _add_text(entry, "updated", f"{item.day}T00:00:00Z")
        _add_text(entry, "summary", item.summary)
    ElementTree.indent(feed)
    return Page(path, ElementTree.tostring(feed, encoding="unicode", xml_declaration=False) + "\n")


def _address(site: Site, path: str, item: Item) -> str:
    """The address of an entry: absolute where the site's own is known, since readers of feeds resolve them badly."""
    return (
        site.base + relative_html(HOME, item.target, item.anchor)
        if site.base
        else relative_html(path, item.target, item.anchor)
    )


def _child(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)


def _add_text(parent: ElementTree.Element, name: str, words: str) -> None:
    _child(parent, name).text = _NOT_XML.sub("\ufffd", words)
