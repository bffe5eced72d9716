"""A work with its neighbours: what it is based on ← the work → what relies on it. Inline SVG with links, no script."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.render.markdown import Md, attribute

_WIDTH, _BOX, _HEIGHT, _GAP = 900, 250, 58, 14
_MOST = 7
_LETTERS = 29  # that fit into a box


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its text, its link, and its relation to the work in the middle."""

    name: str
    url: str
    relation: str


def neighbourhood(name: str, left: Sequence[Node], right: Sequence[Node]) -> Md:
    """Return the figure, or "" if the work has no neighbours. Those that do not fit are counted in a last box."""
    if not left and not right:
        return Md("")
    rows = max(len(_fitting(left)), len(_fitting(right)), 1)
    height = rows * (_HEIGHT + _GAP) + 34
    middle = (height - 34) / 2 + 24
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" class="so-do" '
        f'aria-label="Sơ đồ liên hệ của {attribute(name)}">',
        _caption(0, "Dựa trên, viện dẫn"),
        _caption(_WIDTH - _BOX, "Được dựa vào, viện dẫn"),
    ]
    parts += [_nothing(x, middle) for x, nodes in ((0.0, left), (_WIDTH - _BOX, right)) if not nodes]
    parts += _side(_fitting(left), 0, height, middle, from_left=True)
    parts += _side(_fitting(right), _WIDTH - _BOX, height, middle, from_left=False)
    parts.append(_box((_WIDTH - _BOX) / 2, middle - _HEIGHT / 2, name, "", None, "giua"))
    parts.append("</svg>")
    return Md('<div class="so-do-khung">\n' + "\n".join(parts) + "\n</div>")


def _fitting(nodes: Sequence[Node]) -> list[Node]:
    if len(nodes) <= _MOST:
        return list(nodes)
    return [*nodes[: _MOST - 1], Node(f"và {len(nodes) - _MOST + 1} văn bản khác", "", "")]


def _caption(x: float, words: str) -> str:
    return f'<text x="{x + 4:g}" y="14" class="nhan">{attribute(words)}</text>'


def _nothing(x: float, middle: float) -> str:
    return f'<text x="{x + _BOX / 2:g}" y="{middle + 5:g}" class="quan-he">không có trong sổ</text>'


def _side(nodes: Sequence[Node], x: float, height: float, middle: float, *, from_left: bool) -> list[str]:
    parts = []
    top = 24 + (height - 34 - len(nodes) * (_HEIGHT + _GAP)) / 2
    for index, node in enumerate(nodes):
        y = top + index * (_HEIGHT + _GAP)
        start = x + _BOX if from_left else x
        end = (_WIDTH - _BOX) / 2 if from_left else (_WIDTH + _BOX) / 2
        bend = (start + end) / 2
        line = y + _HEIGHT / 2
        parts.append(f'<path d="M{start:g} {line:g} C{bend:g} {line:g} {bend:g} {middle:g} {end:g} {middle:g}"/>')
        parts.append(_box(x, y, node.name, node.relation, node.url, "canh"))
    return parts


def _box(x: float, y: float, name: str, relation: str, url: str | None, kind: str) -> str:
    lines = textwrap.wrap(name, _LETTERS, max_lines=1 if relation else 2, placeholder=" …") or [name[:_LETTERS]]
    if relation:
        lines.append(relation)
    first = y + _HEIGHT / 2 + 5 - (len(lines) - 1) * 9
    words = ""
    for number, line in enumerate(lines):
        style = ' class="quan-he"' if relation and number else ""
        words += f'<text x="{x + _BOX / 2:g}" y="{first + number * 19:g}"{style}>{attribute(line)}</text>'
    box = f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_HEIGHT}" rx="6"/>'
    inner = f'<g class="o-{kind}">{box}{words}</g>'
    return f'<a href="{attribute(url)}"><title>{attribute(name)}</title>{inner}</a>' if url else inner
