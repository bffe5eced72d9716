"""Issuers that a head names in two parts: a council and its level, or a body and the board that issues in its name."""

import re
from collections.abc import Sequence

from build_tools.base.text import alternatives, fold, squeeze
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.metadata.head_lines import UNIT, without_motto
from build_tools.parse.metadata.name_case import LEVEL, name_case
from build_tools.parse.text import Text

_LEVELS = {
    "huyen": "huyện", "quan": "quận", "thi xa": "thị xã", "xa": "xã", "phuong": "phường", "dac khu": "đặc khu",
    "thi tran": "thị trấn", "tx.": "thị xã", "tt.": "thị trấn", "h.": "huyện", "q.": "quận", "p.": "phường",
}  # fmt: skip
_COUNCIL = re.compile(
    r"(?<!\w)(?P<kind>ubnd|uy\s+ban\s+nhan\s+dan|hdnd|hoi\s+dong\s+nhan\s+dan)\s+"
    rf"(?P<level>{alternatives(_LEVELS)})\s+(?P<name>[^\n|\-*]{{2,40}}?)\s*(?:\n|\||$|\s{{3}})"
)
# Bodies inside an organisation, named before it: what stands behind them in their line is its place.
_INNER = re.compile(
    r"(?P<name>BAN THƯỜNG TRỰC|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BAN THƯ KÝ|ĐOÀN CHỦ TỊCH|BCH|BTV|VĂN PHÒNG)(?P<rest>\s.*)?",
    re.DOTALL,
)
_BOARDS = {"BCH": "Ban Chấp hành", "BTV": "Ban Thường vụ"}
_ORGANISATION = re.compile(r"(?:[ỦU][ỶY] BAN(?! NHÂN)|UBMTTQ|ĐOÀN|HỘI|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐẢNG [ỦU][ỶY])(?!\w)")
# Parts of a council's own office, which have its place behind their names ("Phòng Nội vụ huyện Hải Lăng").
_OFFICE = re.compile(r"(?:PHÒNG|VĂN PHÒNG|THANH TRA|BAN|TRUNG TÂM|ĐỘI)\s")


def council_in_head(text: Text, head: Span) -> Stated | None:
    """Return a people's committee or council below the province, by its name in the head ("UBND XÃ GIA PHÚ")."""
    match = _COUNCIL.search(without_motto(text, head, text.folded))
    if not match:
        return None
    kind = "Ủy ban nhân dân" if match["kind"][0] == "u" else "Hội đồng nhân dân"
    name = squeeze(text.source[head.start + match.start("name") : head.start + match.end("name")]).title()
    place = Span(head.start + match.start(), head.start + match.end())
    return Stated(f"{kind} {_LEVELS[squeeze(match['level'])]} {name}", place)


def of_council(text: Text, names: Sequence[Span], council: Stated) -> Stated | None:
    """Return the body whose name stands below that of its council ("UBND XÃ GIA PHÚ ⏎ TRƯỜNG TIỂU HỌC GIA PHÚ")."""
    last = names[-1] if names else None
    if last is None or council.span is None or last.start <= council.span.start:
        return None
    words = squeeze(last.of(text.source))
    if not UNIT.match(f"{words} "):
        return None
    name = spelt(text, last.end, words)
    _, level, place = re.split(rf"\s({LEVEL})\s", council.value, maxsplit=1)
    if _OFFICE.match(words) and fold(place) not in fold(name):
        name = f"{name} {level} {place}"
    return Stated(name, last)


def inner_body(text: Text, names: Sequence[Span]) -> Stated | None:
    """Return the board of an organisation that issues in its name ("ỦY BAN MTTQ XÃ GIA PHÚ ⏎ BAN THƯỜNG TRỰC")."""
    if len(names) < 2:
        return None
    above, last = (squeeze(name.of(text.source)) for name in names[-2:])
    inner = _INNER.fullmatch(last)
    if inner is None or not _ORGANISATION.match(above):
        return None
    name, rest = _BOARDS.get(inner["name"], inner["name"]), inner["rest"] or ""
    board, rest = (name_case(part.upper(), text.vocabulary) for part in (name, rest))
    return Stated(squeeze(f"{board} {spelt(text, names[-1].end, above)} {rest}"), names[-1])


def spelt(text: Text, start: int, words: str) -> str:
    """Return a name in capitals as the text behind `start` spells it, else by the rules of capitals."""
    for form in dict.fromkeys((words, text.vocabulary.expand(words))):
        for written in re.finditer(rf"(?<!\w){alternatives([fold(form)])}(?!\w)", text.folded[start:]):
            found = squeeze(text.source[start + written.start() : start + written.end()])
            if not found.isupper():
                return text.vocabulary.expand(found)
    return name_case(text.vocabulary.expand(words).upper(), text.vocabulary)
