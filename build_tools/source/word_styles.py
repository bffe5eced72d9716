"""Formatting of Word text that changes what is read: capitals, hidden or struck text, old fonts, lists, table borders.

A run's own properties override its character style's, then the paragraph style's, then the defaults (ECMA-376, 17.7.2).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from build_tools.source.reading import whole_number

# An lxml element, which has no types.
Node = Any

_OFF = ("0", "false", "off", "none", "nil")
_DEEPEST = 20
# How high letters stand.
_HEIGHTS = ("w:vertAlign", "w:position")


@dataclass(frozen=True, slots=True)
class Look:
    """The formatting of a run."""

    capitals: bool
    hidden: bool
    font: str
    struck: bool
    raised: bool


class Styles:
    """The styles of one document."""

    def __init__(self, root: Node) -> None:
        self._styles = {} if root is None else {s.get(qn("w:styleId")): s for s in root.iterchildren(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            "",
        )
        defaults = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
        self._base = None if root is None else root.find(defaults)

    def of_paragraph(self, paragraph: Node) -> tuple[str, str, int]:
        """Return the style of a paragraph, the list it belongs to ("" for none) and its level there."""
        own = paragraph.find(qn("w:pPr"))
        style = value_of(own, "w:pStyle") or self._default
        number, level = None, None
        for properties in (own, *(s.find(qn("w:pPr")) for s in self._chain(style))):
            found = properties.find(qn("w:numPr")) if properties is not None else None
            if found is not None:
                number = number or value_of(found, "w:numId")
                level = level or value_of(found, "w:ilvl")
        return style, "" if number in (None, "0") else str(number), whole_number(level, 0, most=8)

    def of_run(self, run: Node, paragraph_style: str) -> Look:
        """Return the formatting of a run in a paragraph with this style."""
        own = run.find(qn("w:rPr"))
        styles = [*self._chain(value_of(own, "w:rStyle") or ""), *self._chain(paragraph_style)]
        layers = [own, *(style.find(qn("w:rPr")) for style in styles), self._base]
        present = [layer for layer in layers if layer is not None]
        return Look(
            capitals=_switch(present, "w:caps"),
            hidden=_switch(present, "w:vanish"),
            font=_font(present),
            struck=_switch(present, "w:strike") or _switch(present, "w:dstrike"),
            raised=_is_raised(present),
        )

    def has_lines(self, table: Node) -> bool:
        """Return whether the table, or most of its cells, have visible borders."""
        properties = table.find(qn("w:tblPr"))
        own = properties.find(qn("w:tblBorders")) if properties is not None else None
        if own is None:
            styles = self._chain(value_of(properties, "w:tblStyle") or "")
            found = [style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") for style in styles]
            own = next((borders for borders in found if borders is not None), None)
        if own is not None and _drawn(own):
            return True
        cells = list(table.iter(qn("w:tcBorders")))
        return sum(_drawn(cell) for cell in cells) * 2 > len(cells)

    def _chain(self, style: str) -> Iterator[Node]:
        """Yield the style and those it is based on; ends also if they form a cycle."""
        for _ in range(_DEEPEST):
            node = self._styles.get(style)
            if node is None:
                return
            yield node
            style = value_of(node, "w:basedOn") or ""


def value_of(parent: Node, tag: str) -> str | None:
    """Return the w:val of the child with this tag; `None` if there is none."""
    node = parent.find(qn(tag)) if parent is not None else None
    value = None if node is None else node.get(qn("w:val"))
    return None if value is None else str(value)


def _switch(layers: list[Node], tag: str) -> bool:
    node = next((found for layer in layers if (found := layer.find(qn(tag))) is not None), None)
    return node is not None and node.get(qn("w:val"), "1") not in _OFF


def _is_raised(layers: Sequence[Node]) -> bool:
    """Return whether letters are superscript, or moved up by hand (w:position, in half points)."""
    align, position = (next(filter(None, (value_of(layer, tag) for layer in layers)), "") for tag in _HEIGHTS)
    return align == "superscript" or (position.isdigit() and int(position) > 0)


def _font(layers: list[Node]) -> str:
    for layer in layers:
        fonts = layer.find(qn("w:rFonts"))
        if fonts is not None and fonts.get(qn("w:ascii")):
            return str(fonts.get(qn("w:ascii")))
    return ""


def _drawn(borders: Node) -> bool:
    return any(side.get(qn("w:val"), "nil") not in _OFF for side in borders)
