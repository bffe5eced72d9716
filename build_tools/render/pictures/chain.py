"""A directive and what carries it out, step by step: superiors → the directive → its implementing documents → theirs.

Inline SVG with links, no script; the page says the same in words.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.render.markdown import Md, attribute

_BOX, _HEIGHT, _GAP, _BETWEEN, _TOP = 210, 54, 12, 46, 26
_LETTERS = 25  # that fit into a box
MOST = 8


@dataclass(frozen=True, slots=True)
class ChainNode:
    """A box: name, issuer, link, and the places of the boxes in the column before from which lines lead to it."""

    name: str
    organ: str
    url: str
    before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A step: its caption and its boxes; `more` counts those left out. `own` marks the step of the directive itself."""

    caption: str
    nodes: Sequence[ChainNode]
    more: int = 0
    own: bool = False


def chain(name: str, columns: Sequence[Column]) -> Md:
    """Return the figure of the columns, from left to right."""
    rows = max(len(column.nodes) + bool(column.more) for column in columns)
    height = rows * (_HEIGHT + _GAP) + _TOP
    width = len(columns) * (_BOX + _BETWEEN) - _BETWEEN
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="group" class="so-do chuoi" '
        f'aria-label="Chuỗi triển khai của {attribute(name)}">'
    ]
    tops: list[list[float]] = []
    for place, column in enumerate(columns):
        x = place * (_BOX + _BETWEEN)
        parts.append(f'<text x="{x + 4}" y="14" class="nhan">{attribute(column.caption)}</text>')
        count = len(column.nodes) + bool(column.more)
        first = _TOP + (height - _TOP - count * (_HEIGHT + _GAP)) / 2
        tops.append([first + row * (_HEIGHT + _GAP) for row in range(count)])
        for node, y in zip(column.nodes, tops[-1], strict=False):
            parts += [_line(x, tops[place - 1][before], y) for before in node.before if before < len(tops[place - 1])]
            parts.append(_box(x, y, node, "giua" if column.own else "canh"))
        if column.more:
            y = tops[-1][-1] + _HEIGHT / 2 + 5
            parts.append(f'<text x="{x + _BOX / 2:g}" y="{y:g}" class="quan-he">và {column.more} văn bản khác</text>')
    return Md('<div class="so-do-khung">\n' + "\n".join([*parts, "</svg>"]) + "\n</div>")


def _line(x: float, start: float, end: float) -> str:
    left, bend = x - _BETWEEN, x - _BETWEEN / 2
    start, end = start + _HEIGHT / 2, end + _HEIGHT / 2
    return f'<path d="M{left:g} {start:g} C{bend:g} {start:g} {bend:g} {end:g} {x:g} {end:g}"/>'


def _box(x: float, y: float, node: ChainNode, kind: str) -> str:
    lines = (
        (textwrap.shorten(node.name, _LETTERS, placeholder=" …") or node.name[:_LETTERS], ""),
        (textwrap.shorten(node.organ, _LETTERS + 5, placeholder=" …"), ' class="quan-he"'),
    )
    words = "".join(
        f'<text x="{x + _BOX / 2:g}" y="{y + 23 + row * 18:g}"{style}>{attribute(line)}</text>'
        for row, (line, style) in enumerate(lines)
    )
    box = f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_HEIGHT}" rx="6"/>'
    title = attribute(f"{node.name} – {node.organ}" if node.organ else node.name)
    inner = f'<g class="o-{kind}">{box}{words}</g>'
    return f'<a href="{attribute(node.url)}"><title>{title}</title>{inner}</a>' if node.url else inner
