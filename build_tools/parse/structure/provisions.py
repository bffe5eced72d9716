"""The outline of a document: blocks become provisions with anchors (eId) and with a place in a reader's words.

Anchors follow the Akoma Ntoso naming convention (art_5__para_2__point_đ), with đ kept: điểm d and điểm đ are
different points.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from build_tools.base.text import fold
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text

K = ProvisionKind

# The rank of each kind: a provision stands in the nearest one above it that has a smaller rank.
_RANK = {K.PART: 1, K.CHAPTER: 2, K.SECTION: 3, K.ARTICLE: 4, K.PARAGRAPH: 5, K.POINT: 8, K.INDENT: 9, K.SUBINDENT: 10}
_PREFIX = {
    K.PREFACE: "preface", K.CITATION: "cit", K.PART: "part", K.CHAPTER: "chp", K.SECTION: "sec", K.ARTICLE: "art",
    K.PARAGRAPH: "para", K.POINT: "point", K.INDENT: "indent", K.SUBINDENT: "subindent", K.ALINEA: "al",
    K.CONCLUSIONS: "conclusions", K.ROW: "row",
}  # fmt: skip
_WORD = {
    K.PREFACE: "phần mở đầu", K.CITATION: "căn cứ thứ", K.PART: "phần", K.CHAPTER: "chương", K.SECTION: "mục",
    K.ARTICLE: "Điều", K.PARAGRAPH: "khoản", K.POINT: "điểm", K.INDENT: "gạch đầu dòng thứ",
    K.SUBINDENT: "dấu cộng thứ", K.ALINEA: "đoạn", K.CONCLUSIONS: "phần kết", K.ROW: "dòng",
}  # fmt: skip
_ANNEX = re.compile(r"[*#\s]*(?:PHỤ\s+LỤC|Phụ\s+lục|QUY\s+(?:CHẾ|ĐỊNH)|DANH\s+MỤC)(?!\w)")
_ONE_MORE = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Kết luận)\s[^;]*;"
)
_GROUND = re.compile(r"\s*Căn\s+cứ\s")
_PAGE_HEAD = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO/Số [^\n]{1,40}/Ngày [\d-]+(?:\s+\d{1,4})?|\d{1,4}")
_INNERMOST = max(_RANK.values()) + 1
_COUNTED = {K.ROW, K.INDENT, K.SUBINDENT, K.ALINEA, K.PREFACE, K.CONCLUSIONS, K.CITATION}


def find_provisions(text: Text, blocks: tuple[Block, ...], body: Span, foot_end: int) -> tuple[Provision, ...]:
    """Return one provision per block.

    What lies before `body` is the preface, from its end to `foot_end` the conclusions; behind that are annexes (phụ
    lục), each with an outline of its own whose anchors begin with att_1, att_2 … What begins with "Căn cứ" outside
    the preamble is no basis of this document.
    """
    outline = _Outline(text.source, "", "")
    basis = _basis(text.source, [block for block in blocks if block.span.start >= body.start])
    annexes = 0
    provisions = []
    for block in blocks:
        if block.span.start >= max(foot_end, body.end) and (annexes == 0 or _ANNEX.match(block.span.of(text.source))):
            annexes += 1
            outline = _Outline(text.source, f"att_{annexes}__", f"phụ lục {annexes}, ")
        kind = block.kind if annexes or block.kind is K.ROW else _zone(block, body)
        if kind is K.CITATION or block in basis:
            kind = K.CITATION if block in basis else K.ALINEA
        provisions.append(outline.place(block, kind))
    return tuple(provisions)


def _basis(text: str, blocks: Sequence[Block]) -> set[Block]:
    """Return the căn cứ of the preamble: before the first article, else before the first numbered item.

    Above articles they may have bullets. Those of another instrument are quoted ("Luật … có căn cứ ban hành như sau:
    “Căn cứ …”") and left out.
    """
    kinds = (K.PART, K.CHAPTER, K.ARTICLE)
    limit = next((b.span.start for b in blocks if b.kind in kinds), None)
    bulleted = limit is not None
    limit = next((b.span.start for b in blocks if b.kind in _RANK), len(text)) if limit is None else limit
    found: set[Block] = set()
    above: Block | None = None
    quoted = False
    for block in takewhile(lambda block: block.span.start < limit, blocks):
        ground = block.kind is K.CITATION or (bulleted and _is_bulleted_ground(text, block))
        ground = ground or (above in found and _is_one_more(text, block))
        above = block
        if ground and not quoted:
            found.add(block)
        opens, closes = (text.rfind(mark, block.span.start, block.span.end) for mark in "“”")
        quoted = opens > closes if max(opens, closes) >= 0 else quoted
    return found


def _is_bulleted_ground(text: str, block: Block) -> bool:
    """Return whether a bullet begins with "Căn cứ"."""
    return block.kind is K.INDENT and block.marker is not None and _GROUND.match(text, block.marker.end) is not None


def _is_one_more(text: str, block: Block) -> bool:
    """Return whether a paragraph behind a căn cứ names one more ("Căn cứ Nghị định số …; ⏎ Nghị định số …;")."""
    return block.kind is K.ALINEA and _ONE_MORE.fullmatch(text, block.span.start, block.span.end) is not None


def _zone(block: Block, body: Span) -> ProvisionKind:
    if block.span.start < body.start:
        return K.PREFACE
    return K.CONCLUSIONS if block.span.start >= body.end else block.kind


class _Outline:
    """Where the next block stands: the open provisions above it and the numbers already used."""

    def __init__(self, text: str, prefix: str, place: str) -> None:
        self._text = text
        self._prefix = prefix
        self._place = place
        self._open: list[tuple[int, Provision, str]] = []
        self._counts: Counter[tuple[str | None, ProvisionKind]] = Counter()
        self._used: set[str] = set()
        self._serials: Counter[str] = Counter()

    def place(self, block: Block, kind: ProvisionKind) -> Provision:
        rank = self._rank(block, kind)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        parent, outer = (self._open[-1][1].eid, self._open[-1][2]) if self._open else (None, "")
        if kind is K.ARTICLE:  # articles are counted through the whole text: their anchors need no chapter
            outer = ""
        self._counts[parent, kind] += 1
        number = str(self._counts[parent, kind]) if kind in _COUNTED else _number(block)
        label = self._label(kind, number, outer)
        provision = Provision(
            eid=self._unique(f"{parent}__" if parent and kind is not K.ARTICLE else self._prefix, kind, number),
            kind=kind,
            span=block.span,
            depth=len(self._open),
            label=f"{self._place}{label}",
            marker=block.marker if kind in _RANK else None,
            parent=parent,
        )
        if kind in _RANK:
            self._open.append((rank, provision, label))
        return provision

    def _rank(self, block: Block, kind: ProvisionKind) -> int:
        """The rank of a block; an unnumbered one closes an outline but stays inside an article."""
        if kind is K.ROW:
            return _INNERMOST  # a table stands in the clause above it
        if kind is K.PARAGRAPH:
            return _RANK[kind] + min(block.number.strip(".").count("."), 2)
        if kind is K.ALINEA:
            if _PAGE_HEAD.fullmatch(self._text, block.span.start, block.span.end):
                return _INNERMOST  # a page ends, the list goes on
            return _RANK[K.ARTICLE] + 1 if self._in_article() else 0
        return _RANK.get(kind, 0)

    def _in_article(self) -> bool:
        return any(rank == _RANK[K.ARTICLE] for rank, _, _ in self._open)

    def _unique(self, prefix: str, kind: ProvisionKind, number: str) -> str:
        eid = unique = f"{prefix}{_PREFIX[kind]}_{number}"
        while unique in self._used:
            self._serials[eid] += 1
            unique = f"{eid}~{self._serials[eid] + 1}"
        self._used.add(unique)
        return unique

    def _label(self, kind: ProvisionKind, number: str, outer: str) -> str:
        """The place in words: "Điều 5, khoản 2, điểm đ", in a directive's outline "mục II.2, gạch đầu dòng thứ 1"."""
        if kind is K.PARAGRAPH and not self._in_article():
            last = outer.rpartition(", ")[2]
            return f"{outer}.{number.split('-')[-1]}" if last.startswith("mục") else f"mục {number.replace('-', '.')}"
        if kind in (K.PREFACE, K.CONCLUSIONS):
            return _WORD[kind]
        own = f"{_WORD[kind]} {number}"
        return f"{outer}, {own}" if outer else own


def _number(block: Block) -> str:
    """The number without its punctuation, its inner dots as dashes ("1.1." → "1-1"), as in an eId."""
    words = block.number.strip(" .:()/-").split()
    number = words[-1] if words else ""
    if block.kind is K.SECTION and fold(number).isalpha():
        number = number.upper()
    return number.replace(".", "-")
