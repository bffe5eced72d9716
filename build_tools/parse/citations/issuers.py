"""The issuer of a cited instrument, stated before or after the citation.

"… của Bộ Chính trị (khóa XI)"; "Ngày 27/01/2022, Chủ tịch UBND tỉnh ban hành …".
"""

import re
from functools import cache

from build_tools.base.text import CAPITALS, alternatives, fold, squeeze
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of
from build_tools.parse.grammar.clauses import party_at
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_POSITION = (
    r"(?:(?:pho\s+)?(?:chu\s+tich|giam\s+doc|bo\s+truong(?:\s*,\s*chu\s+nhiem)?|thong\s+doc|cuc\s+truong|"
    r"chanh\s+van\s+phong|bi\s+thu)\s+)"
)
_TERM = r"(?:\s*\(\s*khoa\s+[ivx]+\s*\)|\s+khoa\s+[ivx]+(?!\w))"
_LEVEL = r"(?:tinh|thanh\s+pho|huyen|quan|thi\s+xa|xa|phuong|dac\s+khu)"
_COUNCIL = rf"(?:ubnd|uy\s+ban\s+nhan\s+dan|hdnd|hoi\s+dong\s+nhan\s+dan)\s+(?:cac\s+)?{_LEVEL}"
# Bodies whose names go on in common words, up to the subject of the instrument.
_COMMITTEE = re.compile(
    r"(?:ban\s+chi\s+dao|hoi\s+dong(?!\s+nhan\s+dan)|to\s+cong\s+tac|doan)\s(?:(?!\s(?:ve|ban\s+hanh|quy\s+dinh|phe\s+duyet|cong\s+bo|chi\s+dao)\s|\sngay\s+\d)[^,;.:(\n])+"
)
# Any other body: words with a capital, and small words between two of these.
_BODY = re.compile(
    r"(?:Bộ|Sở|Ban|Cục|Tổng cục|Chi cục|Văn phòng|Viện|Hội|Liên đoàn|Đảng [uủ][yỷ]|Huyện [uủ][yỷ]|Trung tâm|Trường|"
    r"Tập đoàn|Công ty|Kho bạc|Thanh tra|Phòng)"
    r"(?:[ \n](?!Hướng|Quy định|Ban hành)[A-ZĐÀ-Ỹ]\w*"
    r"(?:[ \n](?!về|ban|quy|ngày|năm|để|tại|và|của|phê|hướng|thực|đã)[a-zđà-ỹ]\w*)?"
    r"(?:[ \n](?:và|-)(?=[ \n][A-ZĐÀ-Ỹ]))?)+"
)
# A council below the province is known by the name behind its level ("UBND huyện Hải Lăng").
_BELOW = re.compile(r"\s(?:huyen|quan|thi\s+xa|xa|phuong|dac\s+khu)$")
_PROPER = re.compile(rf"(?:[ \n][{CAPITALS}]\w*){{1,4}}")
# A province that no table has: two words or three that begin with capitals.
_NEW_PROVINCE = re.compile(rf"(?:(?<= tỉnh)|(?<= Tỉnh))(?:[ \n][{CAPITALS}][^\W\d_]+){{2,3}}(?!\w)")
_HAS_ISSUED = re.compile(r"\s+(?:da\s+)?ban\s+hanh\s{1,3}$")
# Behind a number the mark of a footnote may stand ("66-NQ/TW1 của Bộ Chính trị").
_OF = re.compile(r"\d{0,2}\s{1,3}(?:do|cua)\s{1,3}|cua\s{1,3}")
_AT = re.compile(r"\s+(?:neu\s+)?(?:tai|theo)\s{1,3}$")
# "Đảng ủy xã Sơn Thủy": the name of a body that a table has goes on with that of its place.
_OF_PLACE = re.compile(rf"\s+{_LEVEL}\s")
_LONGEST = 200
_ISSUED = r"(?:\s*\([^()]{1,40}\))?\s+(?:da\s+)?(?:ban\s+hanh|co|ky)\s*$"


@cache
def organ_names(vocabulary: Vocabulary) -> str:
    """Return a pattern of the names of organs, over folded text."""
    plain = alternatives(name for name in vocabulary.organ_by_name if not name.startswith("ban chi dao"))
    return rf"(?:{_COUNCIL}|{plain})(?!\w)"


@cache
def _known(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of organs with position, place and term, over folded text."""
    place = rf"(?:\s+(?:tp\.?\s*)?(?:{alternatives(vocabulary.place_by_name)})(?!\w))"
    return re.compile(rf"{_POSITION}?{organ_names(vocabulary)}{place}?{_TERM}?")


def issuer_at(text: Text, offset: int) -> Span | None:
    """Return the span of the organ whose name begins at the offset."""
    if match := _COMMITTEE.match(text.folded, offset):
        return Span(*match.span())
    if match := _known(text.vocabulary).match(text.folded, offset):
        below = _BELOW.search(match[0])
        name = (_PROPER if below else _NEW_PROVINCE).match(text.source, match.end())
        if name or not _OF_PLACE.match(text.folded, match.end()):
            return Span(match.start(), name.end() if name else match.end())
    position = re.compile(_POSITION).match(text.folded, offset)
    body = _BODY.match(text.source, position.end() if position else offset)
    ends = [found.end() for found in (match, body) if found]
    party = party_at(text, Span(offset, min(len(text.source), offset + _LONGEST)))
    end = max([*ends, party.end] if party else ends, default=offset)
    return Span(offset, end) if end > offset else None


def last_named(text: Text, offset: int, word: str) -> str | None:
    """Return the last organ before the offset whose full name begins with this word."""
    named = [
        m[0] for m in _known(text.vocabulary).finditer(text.folded, 0, offset) if m[0].startswith(f"{fold(word)} ")
    ]
    at = text.folded.rfind(named[-1], 0, offset) if named else -1
    return squeeze(text.source[at : at + len(named[-1])]) if named else None


def issuer_after(text: Text, offset: int) -> Span | None:
    """Return the organ that follows "của" right after the offset."""
    match = _OF.match(text.folded, offset)
    return issuer_at(text, match.end()) if match else None


def issued_before(text: Text, start: int, offset: int) -> tuple[str | None, Span | None] | None:
    """Return date (ISO) and organ of "Ngày 27/01/2022, Chủ tịch … ban hành" that ends at the offset.

    Looks back no further than `start`.
    """
    start = max(start, offset - 200)
    match = _dated_issue(text.vocabulary).search(text.folded[start:offset])
    if not match:
        return None
    found = date_of(match)
    organ = Span(start + match.start("organ"), start + match.end("organ"))
    return found.isoformat() if found else None, organ


def issuer_before(text: Text, start: int, offset: int) -> Span | None:
    """Return the organ of "theo đề nghị của Giám đốc Sở Nội vụ tại", "UBND xã đã ban hành" that ends at the offset.

    Looks back no further than `start`.
    """
    low = max(start, offset - 120)
    before = text.folded[low:offset]
    match = _AT.search(before) or _HAS_ISSUED.search(before)
    if not match:
        return None
    end = low + match.start()
    names = _OF if _AT.search(before) else _known(text.vocabulary)
    for name in reversed(list(names.finditer(text.folded, low, end))):
        organ = issuer_at(text, name.end() if names is _OF else name.start())
        if organ and organ.end == end:
            return organ
    return None


@cache
def _dated_issue(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"ngay\s+{DATE}\s*,?\s*(?P<organ>{_known(vocabulary).pattern}){_ISSUED}", re.VERBOSE)
