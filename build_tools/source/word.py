"""Word files (.docx): what a reader sees in Word, in reading order.

Tracked changes are read as accepted, list numbers are counted, layout tables of a head or a signature are read cell by
cell, text boxes follow the paragraph they are anchored in, and notes the paragraph that refers to them.
"""

import io
from collections.abc import Iterable, Iterator

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from build_tools.source.archive import parts
from build_tools.source.letters import shown_in
from build_tools.source.reading import Reading, RowText, Tables, compose, heads_of, lines_of, whole_number
from build_tools.source.word_lists import Numbering
from build_tools.source.word_styles import Node, Styles

_INTO = {qn(tag) for tag in ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink", "w:fldSimple",
                             "w:sdt", "w:sdtContent", "w:bdo", "w:dir")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice",
}  # fmt: skip
_LITERAL = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = qn("w:txbxContent")
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_SYMBOLS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F0FC": "✓", "F0B7": "•", "F0A7": "•", "F0E0": "→"}


def read_word(data: bytes) -> Reading:
    """Return the text of a .docx. Raises RefusedError (VB010, VB011); a damaged file may fail in other ways too."""
    parts(data)
    document = docx.Document(io.BytesIO(data))
    walker = _Walker(document.part.rels.values())
    pieces = list(walker.blocks(document.element.body))
    return compose(pieces, heads_of(walker.margins()), encodings=walker.fonts)


class _Walker:
    """One pass over a document, with running numbers of lists, notes and tables."""

    def __init__(self, related: Iterable[Node]) -> None:
        self._parts: dict[str, list[Node]] = {}
        for relation in related:
            if not relation.is_external:
                self._parts.setdefault(relation.reltype.rpartition("/")[2], []).append(relation.target_part)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._notes = {kind: self._note_bodies(kind) for kind in _NOTES.values()}
        self._called: list[tuple[str, str, int]] = []
        self._count = 0
        self._tables = Tables()
        self._in_cell = 0
        self._boxes: list[Node] = []
        self.fonts: set[str] = set()

    def _part(self, kind: str) -> Node:
        return parse_xml(self._parts[kind][0].blob) if kind in self._parts else None

    def _note_bodies(self, kind: str) -> dict[str, Node]:
        root = self._part(kind)
        return {} if root is None else {node.get(qn("w:id")): node for node in root}

    def margins(self) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows of headers and footers; page numbers are fields and left out."""
        parts = [*self._parts.get("header", ()), *self._parts.get("footer", ())]
        for part in sorted(parts, key=lambda part: str(part.partname)):
            yield from self.blocks(parse_xml(part.blob))

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
            elif node.tag in _INTO:
                yield from self.blocks(node)
        if open_words:
            yield open_words

    def _anchored(self) -> Iterator[str | RowText]:
        """Yield the text boxes anchored in the paragraph just read, then the notes that it refers to."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self.blocks(box)
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
        words = "" if look.hidden else "".join(self._characters(run))
        words, encoding = shown_in(look.font, words)
        if encoding:
            self.fonts.add(encoding)
        return words.upper() if look.capitals else words

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

    def _table(self, table: Node) -> Iterator[str | RowText]:
        self._in_cell += 1
        rows = [[(lines_of(self.blocks(cell)), _width(cell)) for cell in _cells(row)] for row in _rows(table)]
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
