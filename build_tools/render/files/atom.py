"""An Atom feed (RFC 4287), newest first; addresses are absolute where the site's own is known, else relative to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from build_tools.base.xml import allowed
from build_tools.model.page import Page
from build_tools.render.addresses import HOME, relative_html
from build_tools.render.lookups import Site

_ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
_TITLE = 140

ElementTree.register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed: `key` identifies it permanently, `updated` is the ISO day of its last change.

    `target` is the page that it leads to, `anchor` the place there.
    """

    key: str
    title: str
    target: str
    updated: str
    summary: str
    anchor: str | None = None


def feed_of(page: str) -> str:
    """Return the feed that belongs to a page."""
    return f"{page.removesuffix('.md')}.xml"


def feed(site: Site, path: str, title: str, items: Iterable[Item], most: int = MOST) -> Page:
    """Return the feed of the newest items."""
    newest = sorted(items, key=lambda item: (item.updated, item.key), reverse=True)[:most]
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add_text(root, "title", title)
    _add_text(root, "id", f"tag:so-van-ban,2022:{path}")
    if site.base:
        _child(root, "link", rel="self", href=site.base + relative_html(HOME, path))
    _add_text(root, "updated", f"{newest[0].updated if newest else '1970-01-01'}T00:00:00Z")
    _add_text(_child(root, "author"), "name", "Sổ Văn Bản")
    for item in newest:
        entry = _child(root, "entry")
        _add_text(entry, "title", item.title if len(item.title) <= _TITLE else _cut(item.title))
        _child(entry, "link", href=_address(site, path, item))
        _add_text(entry, "id", f"tag:so-van-ban,2022:{item.key}")
        _add_text(entry, "updated", f"{item.updated}T00:00:00Z")
        _add_text(entry, "summary", item.summary)
    ElementTree.indent(root)
    return Page(path, ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n")


def _cut(words: str) -> str:
    return f"{words[:_TITLE].rpartition(' ')[0]} …"


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
    _child(parent, name).text = allowed(words)
