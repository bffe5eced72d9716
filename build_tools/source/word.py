"""Word files (.docx): what a reader sees in Word, in reading order.

Tracked changes are read as accepted, list numbers are counted, layout tables of a head or a signature are read cell by
cell, text boxes follow the paragraph they are anchored in, and notes the paragraph that refers to them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from docx.oxml.ns import qn

from build_tools.source.enclosed import Enclosed, Nested, left_out
from build_tools.source.letters import shown_in
from build_tools.source.marked import raised, struck, unmarked
from build_tools.source.reading import Reading, Remark, RowText, compose, heads_of, lines_of, whole_number
from build_tools.source.tables import CellText, Tables
from build_tools.source.word_lists import Numbering
from build_tools.source.word_package import Package
from build_tools.source.word_styles import Node, Styles

_INTO = {qn(tag) for tag in ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink", "w:fldSimple",
                             "w:sdt", "w:sdtContent", "w:bdo", "w:dir")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice",
}  # fmt: skip
_LITERAL = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = qn("w:txbxContent")
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_SIDES = tuple(re.compile(rf"(?:^|;)\s*{side}:\s*([\d.]{{1,9}})pt") for side in ("width", "height"))
# In a centimetre.
_EMU, _POINTS = 360_000, 28.35
_CHUNK = qn("w:altChunk")
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_SYMBOLS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F0FC": "✓", "F0B7": "•", "F0A7": "•", "F0E0": "→"}


def read_word(data: bytes, nested: Nested | None = None) -> Reading:
    """Return the text of a .docx. Raises RefusedError (VB010, VB011); a damaged file may fail in other ways too.

    `nested` reads the files that stand in it (w:altChunk, large pictures).
    """
    package = Package(data)
    walker = _Walker(package, nested)
    pieces = list(walker.blocks(package.document.find(qn("w:body"))))
    heads = heads_of(walker.margins())
    inner = walker.enclosed
    found = compose(pieces, heads, recognised=inner.recognised, encodings=walker.fonts, notes=walker.remarks())
    return replace(found, pictures=inner.pictures)


class _Walker:
    """One pass over a document, with running numbers of lists, notes and tables."""

    def __init__(self, package: Package, nested: Nested | None) -> None:
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"))
        self._notes = {kind: self._note_bodies(kind) for kind in _NOTES.values()}
        self._called: list[tuple[str, str, int]] = []
        self._count = 0
        self._tables = Tables()
        self._in_cell = 0
        self._boxes: list[Node] = []
        self._pictures: list[_Picture] = []
        self.enclosed = Enclosed(nested, self._tables)
        self.fonts: set[str] = set()

    def _note_bodies(self, kind: str) -> dict[str, Node]:
        root = self._package.part(kind)
        return {} if root is None else {node.get(qn("w:id")): node for node in root}

    def remarks(self) -> list[Remark]:
        """Return what the files inside said, and what could not be read."""
        return [*dict.fromkeys(self.enclosed.remarks), *map(left_out, sorted(self._package.missing))]

    def margins(self) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows of headers and footers; page numbers are fields and left out."""
        for kind in ("footer", "header"):
            for root in self._package.parts_of(kind):
                yield from self.blocks(root)

    def blocks(self, parent: Node) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows below the element in reading order."""
        open_words = ""  # of a paragraph whose end mark is deleted: the next one continues it
        for node in parent:
            if node.tag == qn("w:p"):
                open_words += self._paragraph(node)
                if node.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                    continue
                yield open_words.strip(" ")
                open_words = ""
                yield from self._anchored()
            elif node.tag == qn("w:tbl"):
                yield from self._table(node)
            elif node.tag == _CHUNK:
                yield from self.enclosed.document(*self._package.target(node.get(qn("r:id"))))
            elif node.tag in _INTO:
                yield from self.blocks(node)
        if open_words:
            yield open_words

    def _anchored(self) -> Iterator[str | RowText]:
        """Yield the text boxes anchored in the paragraph just read, then the notes that it refers to."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self.blocks(box)
        pictures, self._pictures = self._pictures, []
        for picture in pictures:
            yield from self.enclosed.picture(*self._package.target(picture.key), picture.width, picture.height)
        called, self._called = self._called, []
        for kind, key, number in called:
            body = self._notes[kind].get(key)
            if body is not None:
                yield f"[{number}] " + " ".join(lines_of(self.blocks(body)))

    def _paragraph(self, node: Node) -> str:
        style, number, level = self._styles.of_paragraph(node)
        label = self._numbering.label(number, level) if number else ""
        words = "".join(self._inline(node, style))
        if not words.strip():  # an empty list item: in a cell, part of a column of numbers; elsewhere left over
            return label if self._in_cell else ""
        return f"{label} {words.lstrip()}" if label else words

    def _inline(self, parent: Node, style: str) -> Iterator[str]:
        for node in parent:
            if node.tag == qn("w:r"):
                yield self._run(node, style)
            elif node.tag in _INTO:
                yield from self._inline(node, style)
            elif isinstance(node.tag, str) and node.tag.startswith(_FORMULA):
                yield "".join(words.text or "" for words in node.iter(f"{_FORMULA}t"))

    def _run(self, run: Node, style: str) -> str:
        look = self._styles.of_run(run, style)
        if look.hidden:
            return ""
        words, encoding = shown_in(look.font, unmarked("".join(self._characters(run))))
        if encoding:
            self.fonts.add(encoding)
        words = raised(words) if look.raised else words.upper() if look.capitals else words
        return struck(words) if look.struck else words

    def _characters(self, run: Node) -> Iterator[str]:
        for node in run:
            if node.tag == qn("w:t"):
                yield node.text or ""
            elif node.tag in _LITERAL:
                yield _LITERAL[node.tag]
            elif node.tag == qn("w:sym"):
                yield _SYMBOLS.get(node.get(qn("w:char"), ""), "•")
            elif node.tag in _NOTES:
                self._count += 1
                self._called.append((_NOTES[node.tag], node.get(qn("w:id")), self._count))
                yield f"[{self._count}]"
            elif node.tag in _INTO:
                yield from self._characters(node)
            elif not str(node.tag).endswith("}Fallback"):  # a duplicate for older versions of Word
                self._boxes += _outermost_boxes(node)
                self._pictures += _pictures_in(node)

    def _table(self, table: Node) -> Iterator[str | RowText]:
        self._in_cell += 1
        rows = [
            [CellText(lines_of(self.blocks(cell)), _width(cell), _is_covered(cell)) for cell in _cells(row)]
            for row in _rows(table)
        ]
        self._in_cell -= 1
        yield from self._tables.pieces(rows, lined=self._styles.has_lines(table))


def _outermost_boxes(node: Node) -> list[Node]:
    """Return the text boxes of a drawing, but for nested ones and duplicates for older versions of Word."""
    found = []
    for child in node:
        if child.tag == _BOX:
            found.append(child)
        elif not str(child.tag).endswith("}Fallback"):
            found += _outermost_boxes(child)
    return found


class _Picture(NamedTuple):
    """A picture in a drawing: the relationship that leads to it, its size in centimetres."""

    key: str
    width: float
    height: float


def _pictures_in(drawing: Node) -> Iterator[_Picture]:
    """Yield the pictures of a drawing (DrawingML, or VML as older versions of Word write it)."""
    extent = next(drawing.iter(qn("wp:extent")), None)
    for blip in drawing.iter(qn("a:blip")):
        if extent is not None and blip.get(qn("r:embed")):
            sides = (whole_number(extent.get(side), 0, most=10**9) / _EMU for side in ("cx", "cy"))
            yield _Picture(blip.get(qn("r:embed")), *sides)
    for image in drawing.iter(f"{_VML}imagedata"):
        style = image.getparent().get("style", "")
        sides = (float(found[1]) / _POINTS if (found := side.search(style)) else 0.0 for side in _VML_SIDES)
        yield _Picture(image.get(qn("r:id")) or "", *sides)


def _rows(table: Node) -> Iterator[Node]:
    for node in table:
        if node.tag == qn("w:tr"):
            if node.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield node
        elif node.tag in _INTO:
            yield from _rows(node)


def _cells(row: Node) -> Iterator[Node]:
    for node in row:
        if node.tag == qn("w:tc"):
            yield node
        elif node.tag in _INTO:
            yield from _cells(node)


def _width(cell: Node) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return max(1, whole_number(span.get(qn("w:val")) if span is not None else None, 1, most=63))


def _is_covered(cell: Node) -> bool:
    """Return whether a cell goes on with the one above it (w:vMerge that does not begin anew)."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
