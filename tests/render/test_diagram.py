"""The diagram of a work in a browser: no box overlaps another, no words leave their box, whatever the neighbours."""

import pytest
from playwright.sync_api import Page

from build_tools.render.pictures.diagram import Node, neighbourhood
from tests.conftest import ROOT

LONG = "Thông tư liên tịch 12/2015/TTLT-BKHCN-BTNMT-BNNPTNT-BCT-BYT-BGTVT về WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
_MEASURE = """() => {
    const box = element => { const r = element.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
    const inside = Array.from(document.querySelectorAll("svg g"), group => {
        const frame = box(group.querySelector("rect"));
        return Array.from(group.querySelectorAll("text"), text => [frame, box(text)]);
    }).flat();
    return [Array.from(document.querySelectorAll("svg rect"), box), inside];
}"""
Box = list[float]


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("count", [0, 1, 12, 5000])
def test_nothing_overlaps(tab: Page, count: int) -> None:
    nodes = [
        Node(f"{LONG} {place}" if place % 2 else f"Nghị định {place}/2015/NĐ-CP", "x.html", "căn cứ vào")
        for place in range(count)
    ]
    style = (ROOT / "docs" / "assets" / "so-van-ban.css").read_text(encoding="utf-8")
    figure = neighbourhood(LONG, nodes, nodes[:1])
    assert figure if count else not figure
    tab.set_content(f"<style>{style}</style><div class='md-typeset'>{figure}</div>")
    boxes, inside = tab.evaluate(_MEASURE)
    assert len(boxes) == (0 if not count else min(count, 7) + 2)
    assert all(apart(boxes[i], boxes[j]) for i in range(len(boxes)) for j in range(i))
    for frame, words in inside:
        assert frame[0] <= words[0], (frame, words)
        assert words[2] <= frame[2], (frame, words)
        assert frame[1] <= words[1]
        assert words[3] <= frame[3]
