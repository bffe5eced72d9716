"""The names of parties: how one begins, and where a list of them is split.

"các phòng, đơn vị thuộc Sở" is one party, "Sở Nội vụ, Sở Tài chính" are two; a head that a list shares goes to each.
"""

import re
from collections.abc import Iterable
from functools import cache

from build_tools.base.text import alternatives, lowered, squeeze
from build_tools.model.span import Span
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# All patterns are over lowered text: tones tell "sở" from "số".
# Words that begin a new name also in small letters; "các sở, ban, ngành" stays one.
_HEADS = re.compile(
    r"(?:các|lãnh\s+đạo|thủ\s+trưởng|chủ\s+tịch|giám\s+đốc|người\s+đứng\s+đầu|đoàn\s+thể(?!\s+các)|đại\s+biểu)\s"
)
_GROUP = re.compile(r"các\s+\w+(?:,\s+\w+)*$")
_OFFICES = re.compile(rf"(?:{_HEADS.pattern}|(?:chánh|(?:bộ\s+|cục\s+|vụ\s+)?trưởng|ubnd|ủy\s+ban\s+nhân\s+dân)\s)")
# "… và cơ quan, tổ chức, cá nhân có liên quan" closes a list as one party.
_OTHERS = re.compile(r"(?:cơ\s+quan|tổ\s+chức|đơn\s+vị),\s+(?:đơn\s+vị|tổ\s+chức|cá\s+nhân)")
_JOINT = re.compile(r",\s+|\s+và\s+")
# A shared head before a list: "Các ông, bà: …", "Thủ trưởng các cơ quan: …", "Các Bộ, cơ quan: Tài chính, Xây dựng …".
LIST_HEAD = re.compile(
    r"(?P<office>giám\s+đốc\s+)?(?:các\s+(?:ông|bà|đồng\s+chí)[^:;.]{0,20}|(?:thủ\s+trưởng\s+)?các\s+(?P<kind>bộ|sở|cơ\s+quan|đơn\s+vị)[^:;.]{0,30})\s*:\s+"
)
_ASIDE = re.compile(r",\s+(?:nhất\s+là|đặc\s+biệt\s+là|trong\s+đó)\s")


def lowered_words(words: Iterable[str]) -> str:
    """The words as a pattern over lowered text."""
    return alternatives(lowered(word) for word in words)


@cache
def party_begins(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How the name of a party begins."""
    cues = vocabulary.cues
    words = {lowered(word) for word in (*cues.bearers, *vocabulary.organ_names)}
    others = tuple(lowered(word) for word in cues.not_bearers)
    longer = [word for word in words if word.startswith(others)]  # "tổ chức, cá nhân" in spite of "tổ chức"
    return re.compile(
        rf"(?:(?:{alternatives(longer)})|(?!(?:{lowered_words(others)})(?!\w))(?:{alternatives(words)}))(?!\w)"
    )


def split_names(text: Text, span: Span) -> tuple[str, ...]:
    """Split a list of parties where a new name begins ("các phòng, đơn vị thuộc Sở" is one).

    Where ";" separates them, a comma does not. A shared head goes to each name that needs it.
    """
    if ";" in text.source[span.start : span.end]:
        pieces = re.finditer(r"[^;]+", text.source[span.start : span.end])
        spans = (
            Span(span.start + piece.start() + len(piece[0]) - len(piece[0].lstrip()), span.start + piece.end())
            for piece in pieces
        )
        return tuple(name for piece in spans for name in _split(text, piece, capitals=True))
    return _split(text, span, capitals=False)


def _split(text: Text, span: Span, *, capitals: bool) -> tuple[str, ...]:
    head = LIST_HEAD.match(text.lowered, span.start, span.end)
    start = head.end() if head and head["kind"] not in ("bộ", "sở") else span.start
    if aside := _ASIDE.search(text.lowered, start, span.end):
        span = Span(span.start, aside.start())
    cuts, ends = [start], []
    for match in _JOINT.finditer(text.lowered, start, span.end):
        others = _OTHERS.match(text.lowered, match.end()) if "và" in match[0] else None
        office = others or _OFFICES.match(text.lowered, match.end())
        if not office and _GROUP.search(text.lowered, start, match.start()):  # "các Vụ, Cục thuộc Bộ" is one
            continue
        small = (others or _HEADS.match(text.lowered, match.end())) is not None and (not capitals or "và" in match[0])
        new = small or text.source[match.end()].isupper()
        if new and party_begins(text.vocabulary).match(text.lowered, match.end(), span.end):
            ends.append(match.start())
            cuts.append(match.end())
    ends.append(span.end)
    pieces = [Span(left, right) for left, right in zip(cuts, ends, strict=True)]
    return tuple(name for piece in pieces for name in _named(text, piece) if name)


def _named(text: Text, piece: Span) -> tuple[str, ...]:
    """Return the name that a piece is, or those of a list with a head of its own ("Giám đốc các Sở: Tư pháp, …")."""
    head = LIST_HEAD.match(text.lowered, piece.start, piece.end)
    if not head or head["kind"] not in ("bộ", "sở"):
        return (squeeze(piece.of(text.source).strip(" ,;:")),)
    office = f"{text.source[head.start() : head.end('office')].strip()} " if head["office"] else ""
    names = _with_head(text, Span(head.end(), piece.end), head["kind"].capitalize())
    return tuple(f"{office}{name}" for name in names)


def _with_head(text: Text, span: Span, head: str) -> tuple[str, ...]:
    """Return "Tài chính, Văn hóa, Thể thao và Du lịch, Tập đoàn …" as "Bộ Tài chính", "Bộ Văn hóa, …", "Tập đoàn …"."""
    known = [row.name.removeprefix(f"{head} ") for row in text.vocabulary.organs if row.name.startswith(f"{head} ")]
    listed = re.compile(rf"\s*(?:và\s+)?(?:(?P<short>{lowered_words(known)})(?!\w)|[^,;]+)")
    names = []
    for match in listed.finditer(text.lowered, span.start, span.end):
        words = squeeze(text.source[match.start() : match.end()].strip(" ,;")).removeprefix("và ")
        if words:
            whole = not match["short"] and party_begins(text.vocabulary).match(lowered(words))
            names.append(words if whole else f"{head} {words}")
    return tuple(names)
