"""Atom feeds (RFC 4287): new documents, new deadlines, the tasks of each unit. Addresses are relative to the feed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from build_tools.corpus import Duty, Work
from build_tools.model import Page
from build_tools.render.annotate import plain
from build_tools.render.names import deadline_words, full_name, short_name, subject_of
from build_tools.render.paths import FEEDS, relative_html
from build_tools.render.site import Site

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
_TITLE = 140
# What XML 1.0 cannot say at all; control characters are pictures in the canonical text already.
_UNSAYABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")

ElementTree.register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: `key` makes it itself for ever, `day` is ISO."""

    key: str
    title: str
    target: str
    day: str
    summary: str
    anchor: str | None = None


def feed_pages(site: Site) -> Iterator[Page]:
    """Yield the feed of documents, that of deadlines and one for each unit that has tasks."""
    held = [work for work in site.corpus.works if work.held and _day(work)]
    yield _feed(f"{FEEDS}/van-ban.xml", "Sổ Văn Bản: văn bản mới", (_work_item(site, work) for work in held))
    dated = [duty for duty in site.tasks if duty.obligation.deadlines]
    yield _feed(f"{FEEDS}/thoi-han.xml", "Sổ Văn Bản: thời hạn", _task_items(site, dated))
    for unit in site.corpus.units:
        if duties := [duty for duty in site.duties.get(unit.id, ()) if duty.is_own]:
            path = feed_of(site.addresses.units[unit.id])
            yield _feed(path, f"Nhiệm vụ: {unit.full_name}", _task_items(site, duties))


def feed_of(page: str) -> str:
    """Return the feed that belongs to a unit's page."""
    return f"{page.removesuffix('.md')}.xml"


def _day(work: Work) -> str:
    date = work.date or work.year or ""
    return f"{date}-01-01"[:10] if date else ""


def _work_item(site: Site, work: Work) -> Item:
    page = site.addresses.works[work.id]
    return Item(page, full_name(work), page, _day(work), subject_of(work))


def _task_items(site: Site, duties: Iterable[Duty]) -> Iterator[Item]:
    for duty in duties:
        work, task = site.works[duty.work], duty.obligation
        text, page = site.document(duty.work).source.text, site.addresses.works[duty.work]
        if not _day(work):
            continue
        words = plain(task.span.of(text))
        title = words if len(words) <= _TITLE else f"{words[:_TITLE].rpartition(' ')[0]} …"
        times = [f"Thời hạn: {deadline_words(deadline, text)}" for deadline in task.deadlines]
        summary = " · ".join([words, *times, f"Theo {short_name(work)}"])
        yield Item(f"{page}#{task.span.start}", title, page, _day(work), summary, task.eid)


def _feed(path: str, title: str, items: Iterable[Item]) -> Page:
    newest = sorted(items, key=lambda item: (item.day, item.key), reverse=True)[:_MOST]
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _said(feed, "title", title)
    _said(feed, "id", f"tag:so-van-ban,2022:{path}")
    _said(feed, "updated", f"{newest[0].day if newest else '1970-01-01'}T00:00:00Z")
    _said(_child(feed, "author"), "name", "Sổ Văn Bản")
    for item in newest:
        entry = _child(feed, "entry")
        _said(entry, "title", item.title)
        _child(entry, "link", href=relative_html(path, item.target, item.anchor))
        _said(entry, "id", f"tag:so-van-ban,2022:{item.key}")
        _said(entry, "updated", f"{item.day}T00:00:00Z")
        _said(entry, "summary", item.summary)
    ElementTree.indent(feed)
    return Page(path, ElementTree.tostring(feed, encoding="unicode", xml_declaration=False) + "\n")


def _child(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)


def _said(parent: ElementTree.Element, name: str, words: str) -> None:
    _child(parent, name).text = _UNSAYABLE.sub("\ufffd", words)
