"""OpenDocument text files (.odt): what a reader sees, in reading order (OASIS OpenDocument 1.3, part 3).

Deleted text of tracked changes is left out; list numbers are counted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

from build_tools.source.archive import DAMAGED, member, parts
from build_tools.source.enclosed import Enclosed, Nested
from build_tools.source.letters import shown_in
from build_tools.source.marked import raised, struck, unmarked
from build_tools.source.numbering import MOST, Level, List
from build_tools.source.reading import (
    Reading,
    RefusedError,
    RowText,
    compose,
    heads_of,
    lines_of,
    whole_number,
)
from build_tools.source.tables import CellText, Tables

Element = ElementTree.Element

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
# A word, or how far up in percent, then the size.
_RAISED = re.compile(r"super|0*[1-9]\d*(?:\.\d+)?%")
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_INHERITED = 20
# Of a row: programs repeat an empty cell up to the last column that there may be.
MOST_COLUMNS = 200


def q(name: str) -> str:
    """Return the name of an element or attribute as the parser gives it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


_SKIPPED = {
    q(name)
    for name in (
        "office:annotation",
        "text:tracked-changes",
        "text:sequence-decls",
        "text:note-citation",
        "svg:title",
        "svg:desc",
    )
}
_GROUPS = {
    q(name)
    for name in (
        "text:section",
        "text:numbered-paragraph",
        "text:table-of-content",
        "text:index-body",
        "text:index-title",
        "draw:frame",
        "draw:text-box",
    )
}
COVERED = q("table:covered-table-cell")
_ROW_GROUPS = {q("table:table-header-rows"), q("table:table-rows"), q("table:table-row-group")}
_PARAGRAPHS = {q("text:p"), q("text:h")}


def read_open_document(data: bytes, nested: Nested | None = None) -> Reading:
    """Return the text of an .odt. Raises RefusedError (VB010, VB011). It may have no styles (part 2, §3.1.3).

    `nested` reads the pictures that stand in it.
    """
    files = {"styles.xml": b"<none/>", **parts(data)}
    roots = [ElementTree.fromstring(files[name]) for name in ("styles.xml", "content.xml")]  # noqa: S314  no DTD
    body = roots[1].find(f"{q('office:body')}/{q('office:text')}")
    if body is None:
        raise RefusedError("VB011", DAMAGED)
    walker = Walker(roots, data, nested)
    pieces, inner = list(walker.blocks(body)), walker.enclosed
    heads = heads_of(walker.margins(roots[0]))
    notes = tuple(dict.fromkeys(inner.remarks))
    found = compose(pieces, heads, recognised=inner.recognised, encodings=walker.fonts, notes=notes)
    return replace(found, pictures=inner.pictures)


class Walker:
    """One pass over a document, with running numbers of lists, notes and tables."""

    def __init__(self, roots: list[Element], data: bytes, nested: Nested | None) -> None:
        self.styles = {style.get(q("style:name"), ""): style for root in roots for style in root.iter(q("style:style"))}
        self._lists = {
            style.get(q("style:name"), ""): List(dict(_levels(style)))
            for root in roots
            for style in root.iter(q("text:list-style"))
        }
        self._pending: list[tuple[str, Element]] = []
        self._count = 0
        self._tables = Tables()
        self._data = data
        self.enclosed = Enclosed(nested, self._tables)
        self.fonts: set[str] = set()

    def margins(self, root: Element) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows of headers and footers."""
        for page in root.iter(q("style:master-page")):
            for margin in page:
                yield from self.blocks(margin)

    def blocks(self, parent: Iterable[Element]) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows below the element in reading order."""
        for node in parent:
            if node.tag in _PARAGRAPHS:
                yield self._inline(node, self._style_of(node)).strip(" ")
                yield from self._anchored()
            elif node.tag == q("text:list"):
                yield from self._list(node, "", 0)
            elif node.tag == q("table:table"):
                yield from self._table(node)
            elif node.tag in _GROUPS:
                yield from self.blocks(node)

    def _anchored(self) -> Iterator[str | RowText]:
        """Yield the text boxes and notes anchored in the paragraph just read."""
        pending, self._pending = self._pending, []
        for mark, node in pending:
            if mark:
                yield f"{mark} {' '.join(lines_of(self.blocks(node)))}"
            elif node.tag == q("draw:frame"):
                yield from self._picture(node)
            else:
                yield from self.blocks(node)

    def _picture(self, frame: Element) -> Iterator[str | RowText]:
        image = frame.find(q("draw:image"))
        name = image.get(q("xlink:href"), "").lower() if image is not None else ""
        sides = (_centimetres(frame.get(q(side), "")) for side in ("svg:width", "svg:height"))
        yield from self.enclosed.picture(name, member(self._data, name) if name else None, *sides)

    def _list(self, node: Element, style: str, level: int) -> Iterator[str | RowText]:
        style = node.get(q("text:style-name")) or style
        found = self._lists.get(style)
        goes_on = node.get(q("text:continue-numbering")) == "true" or node.get(q("text:continue-list"))
        if found and level == 0 and not goes_on:
            found.restart()
        for item in node:
            mark = ""
            if item.tag == q("text:list-item") and found and any(child.tag in _PARAGRAPHS for child in item):
                start = item.get(q("text:start-value"))
                mark = found.label(level, whole_number(start, 0, most=MOST) or None)
            for child in item:
                if child.tag == q("text:list"):
                    yield from self._list(child, style, level + 1)
                    continue
                for piece in self.blocks([child]):
                    yield f"{mark} {piece}" if mark and isinstance(piece, str) else piece
                    mark = ""

    def _inline(self, node: Element, style: str) -> str:
        words = self._shown(node.text or "", style)
        for child in node:
            words += self._child(child, style) + self._shown(child.tail or "", style)
        return words

    def _child(self, node: Element, style: str) -> str:
        if node.tag == q("text:s"):
            return " " * whole_number(node.get(q("text:c")), 1, most=200)
        if node.tag == q("text:tab"):
            return "\t"
        if node.tag == q("text:line-break"):
            return "\n"
        if node.tag == q("text:note"):
            self._count += 1
            body = node.find(q("text:note-body"))
            if body is not None:
                self._pending.append((f"[{self._count}]", body))
            return f"[{self._count}]"
        if node.tag == q("draw:text-box"):
            self._pending.append(("", node))
            return ""
        if node.tag == q("draw:frame") and node.find(q("draw:image")) is not None:
            self._pending.append(("", node))
            return ""
        if node.tag in _SKIPPED:
            return ""
        return self._inline(node, self._style_of(node) or style)

    @staticmethod
    def _style_of(node: Element) -> str:
        return node.get(q("text:style-name"), "")

    def _shown(self, words: str, style: str) -> str:
        words = re.sub(r"[ \t\r\n]+", " ", words)
        if self.property_of(style, "text:display") == "none":
            return ""
        words, encoding = shown_in(self.property_of(style, "style:font-name"), unmarked(words))
        if encoding:
            self.fonts.add(encoding)
        if self.property_of(style, "fo:text-transform") == "uppercase":
            words = words.upper()
        if _RAISED.match(self.property_of(style, "style:text-position")):
            words = raised(words)
        is_struck = self.property_of(style, "style:text-line-through-style") not in ("", "none")
        return struck(words) if is_struck else words

    def property_of(self, style: str, name: str) -> str:
        """Return a text property of a style, which it may inherit; "" if it has none."""
        for _ in range(_INHERITED):
            node = self.styles.get(style)
            if node is None:
                return ""
            properties = node.find(q("style:text-properties"))
            if properties is not None and properties.get(q(name)) is not None:
                return properties.get(q(name), "")
            style = node.get(q("style:parent-style-name"), "")
        return ""

    def _table(self, table: Element) -> Iterator[str | RowText]:
        cells = [list(cells_of(row)) for row in _rows(table)]
        lined = [self._has_lines(cell) for row in cells for cell in row]
        rows = [[CellText(self._words(cell), width_of(cell), cell.tag == COVERED) for cell in row] for row in cells]
        yield from self._tables.pieces(rows, lined=sum(lined) * 2 > len(lined))

    def _words(self, cell: Element) -> list[str]:
        return [] if cell.tag == COVERED else lines_of(self.blocks(cell))

    def _has_lines(self, cell: Element) -> bool:
        node = self.styles.get(cell.get(q("table:style-name"), ""))
        properties = node.find(q("style:table-cell-properties")) if node is not None else None
        sides = ("fo:border", "fo:border-top", "fo:border-left", "fo:border-right", "fo:border-bottom")
        return properties is not None and any(properties.get(q(side), "none") != "none" for side in sides)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of the table itself, not those of nested tables."""
    for node in table:
        if node.tag == q("table:table-row"):
            yield node
        elif node.tag in _ROW_GROUPS:
            yield from _rows(node)


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells, and the covered cells of row spans; those of column spans belong to the cell before."""
    hidden = 0
    for node in row:
        for _ in range(whole_number(node.get(q("table:number-columns-repeated")), 1, most=MOST_COLUMNS) or 1):
            if node.tag == q("table:table-cell"):
                hidden = width_of(node) - 1
                yield node
            elif node.tag == COVERED and hidden:
                hidden -= 1
            elif node.tag == COVERED:
                yield node


def _centimetres(length: str) -> float:
    """Return a length as OpenDocument writes it ("17cm", "6.69in"), 0 for none."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt)", length)
    return float(match[1]) * {"cm": 1, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}[match[2]] if match else 0.0


def width_of(cell: Element) -> int:
    """Return how many columns a cell takes."""
    return max(1, whole_number(cell.get(q("table:number-columns-spanned")), 1, most=63))


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for node in style:
        level = whole_number(node.get(q("text:level")), 1, most=10) - 1
        if node.tag == q("text:list-level-style-bullet"):
            yield level, Level("bullet", node.get(q("text:bullet-char"), "•"))
        elif node.tag == q("text:list-level-style-number"):
            kind = _FORMATS.get(node.get(q("style:num-format"), ""), "decimal")
            shown = whole_number(node.get(q("text:display-levels")), 1, most=level + 1)
            counters = ".".join(f"%{place + 1}" for place in range(level - shown + 1, level + 1))
            plain = f"{node.get(q('style:num-prefix'), '')}{counters}{node.get(q('style:num-suffix'), '')}"
            text = re.sub(r"%(\d+)%", r"%\1", node.get(q("loext:num-list-format")) or plain)
            start = whole_number(node.get(q("text:start-value")), 1, most=MOST)
            yield level, Level(kind, text if kind != "none" else "", start)
