"""The lists of a Word file and their number formats (ECMA-376, part 1, 17.9)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docx.oxml.ns import qn

from build_tools.source.numbering import MOST, Level, List
from build_tools.source.reading import whole_number
from build_tools.source.word_styles import Node, value_of


class Numbering:
    """The lists of a Word file, with their current counts."""

    def __init__(self, root: Node) -> None:
        shared = {node.get(qn("w:abstractNumId")): List(dict(_levels(node))) for node in _all(root, "w:abstractNum")}
        self._lists: dict[str, List] = {}
        for node in _all(root, "w:num"):
            base = shared.get(value_of(node, "w:abstractNumId") or "")
            if base is None:
                continue
            changed = dict(_overrides(node, base.levels))
            self._lists[node.get(qn("w:numId"))] = List({**base.levels, **changed}) if changed else base

    def label(self, number: str, level: int) -> str:
        """Count the next paragraph on this level of the list, and return its label; "" for an undefined list."""
        found = self._lists.get(number)
        return found.label(level) if found else ""


def _all(root: Node, tag: str) -> Iterator[Node]:
    return root.iterchildren(qn(tag)) if root is not None else iter(())


def _levels(node: Node) -> Iterator[tuple[int, Level]]:
    for level in _all(node, "w:lvl"):
        place = whole_number(level.get(qn("w:ilvl")), 0, most=8)
        kind = value_of(level, "w:numFmt") or "decimal"
        text = value_of(level, "w:lvlText") or ""
        start = whole_number(value_of(level, "w:start"), 1, most=MOST)
        yield place, Level(kind, text, start, legal=level.find(qn("w:isLgl")) is not None)


def _overrides(node: Node, levels: Mapping[int, Level]) -> Iterator[tuple[int, Level]]:
    for override in _all(node, "w:lvlOverride"):
        place = whole_number(override.get(qn("w:ilvl")), 0, most=8)
        level = dict(_levels(override)).get(place) or levels.get(place)
        if level:
            yield (
                place,
                replace(level, start=whole_number(value_of(override, "w:startOverride"), level.start, most=MOST)),
            )
