"""Date chunks: the components of time limits, with one tag each (DATES in grammar/tags.py), over folded text.

Examples are "17 giờ 30", "quý II", "hằng năm"; vocabulary/deadlines.rules defines which sequences are a limit.
"""

import re
from functools import lru_cache

from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.dates.weekdays import WEEKDAY
from build_tools.parse.grammar.tags import DATES

_EVERY = r"(?:hang|moi|(?:theo\s+)?tung)"
_MONTH = r"(?:1\s?[0-2]|0?[1-9])"  # recognition of scans may split figures: "14/1 1/2017"
_YEAR = r"(?:19|20)\d\d"
_TERM = r"(?:ngay|tuan|thang|quy|nam(?:\s+hoc)?|hoc\s+k[iy])"
_COUNT = r"(?:\d{1,2}|mot|hai|ba)"
# The first that matches at a word wins.
_PIECES = (
    ("FULL",
     rf"\d{{1,2}}\s?[/.\-]\s?{_MONTH}\s?[/.\-]\s?(?:{_YEAR}|\d\d)(?![\d/])"
     rf"|\d{{1,2}}\s+thang\s+\d{{1,2}}\s*,?\s+nam\s+{_YEAR}(?!\d)"),
    ("MONTHYEAR",
     rf"(?:thang\s+|t\s?)\d{{1,2}}\s?(?:[/.\-]\s?|\s*,?\s*nam\s+){_YEAR}(?!\d)"
     rf"|\d{{1,2}}\s?/\s?{_YEAR}(?!\d)"),
    ("HOUR",
     r"\d{1,2}\s?(?:gio|h)(?!\w)(?:\s?\d\d(?!\d))?(?:\s?phut|['’′])?(?:\s+(?:sang|chieu|toi|trua))?"
     r"|\d{1,2}[:h]\d\d(?!\d)(?:\s+(?:sang|chieu|toi|trua))?"
     r"|(?:sang|chieu|toi|trua)(?=,?\s+(?:ngay|thu)\s)"),
    ("PART",
     r"\d{1,2}\s+thang\s+(?:\d{1,2}|gieng|chap)(?!\d|\s?/)"
     r"|\d{1,2}\s?[/.\-]\s?\d{1,2}(?![\d%]|\s?[/.]\s?\d|\.\d)"),
    ("TIMES",
     r"0?[136]\s?o?\s*thang\s?(?:/|\s)\s?(?:mot\s+|0?[1i]\s?)?lan(?!\w)|(?:moi|hang)\s+0?[36]\s+thang(?!\w)"
     rf"|{_EVERY}\s+{_TERM}\s?/?\s?(?:it\s+nhat\s+)?{_COUNT}\s+(?:lan|buoi|ky|cuoc)(?!\w)"
     rf"|{_COUNT}\s+(?:lan|buoi)\s?/\s?(?:0?1\s+|mot\s+)?{_TERM}(?!\w)"
     rf"|{_COUNT}\s+lan\s+(?:trong\s+)?(?:moi|mot|1)\s+{_TERM}(?!\w)"),
    ("MONTHS", r"(?:0?[1-9]|1[01]|hai|ba|sau|chin)\s+thang\s+(?:dau|cuoi)\s+nam(?!\w)"),
    ("PERIOD",
     r"(?:\d{1,3}|mot|hai|ba|muoi)\s+(?:\([^()]{1,20}\)\s+)?(?:ngay|gio|thang|tuan|nam)(?:\s+lam\s+viec|\s+lien\s+tuc)*(?!\w)(?!\s+(?:\d|cuoi\s+(?:cua\s+|moi\s+|cung\s+)*quy))"),
    ("YEARS", rf"(?:nam\s+|giai\s+doan\s+)?{_YEAR}\s?-\s?{_YEAR}(?!\d)"),
    ("YEAR", rf"nam\s+{_YEAR}(?!\d)"),
    ("BAREYEAR", rf"{_YEAR}(?![\d/])"),
    ("QUARTERYEAR", rf"(?:quy\s+)?(?:iv|i{{1,3}}|[1-4])\s?(?:/\s?|\s*nam\s+){_YEAR}(?!\d)"),
    ("QUARTER", r"quy\s+(?:iv|i{1,3}|[1-4])(?!\w)"),
    ("WEEKOFMONTH", rf"(?:cua\s+)?tuan\s+(?:dau|cuoi)\s+(?:cua\s+)?(?:{_EVERY}\s+)?thang(?!\s+\d|\w)"),
    ("FIRSTMONTH",
     r"(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?(?:cua\s+)?(?:(?:moi|hang)\s+)?quy(?:\s+(?:sau|ke\s+tiep|tiep\s+theo))?"
     r"(?!\s+[ivx\d]+(?!\w)|\w)"),
    ("LASTMONTH",
     rf"(?:cua\s+)?thang\s+cuoi\s+(?:cung\s+)?(?:cua\s+)?(?:cung\s+)?(?:{_EVERY}\s+)?quy(?!\s+[ivx\d]+(?!\w)|\w)"),
    ("LASTDAY", r"lam\s+viec\s+cuoi\s+cung|cuoi\s+cung(?=\s+(?:cua\s+)?(?:hang\s+)?thang)|cuoi\s+thang(?=\s+hang)"),
    ("MONTH", r"thang\s+(?:\d{1,2}|gieng|chap)(?![\d/])"),
    ("EVERYDAY", rf"{_EVERY}\s+ngay(?!\w)"),
    ("EVERYWEEK", rf"{_EVERY}\s+tuan(?!\w)"),
    ("EVERYMONTH", rf"{_EVERY}\s+thang(?!\w)"),
    ("EVERYQUARTER", rf"{_EVERY}\s+quy(?!\w)"),
    ("EVERYYEAR", rf"(?:cua\s+)?{_EVERY}\s+nam(?!\w)"),
    ("REGULAR", r"dinh\s+ky,?(?!\w)"),
    ("OFNEXTMONTH", r"(?:cua\s+)?thang\s+(?:sau|ke\s+tiep|tiep\s+theo)(?!\w)"),
    ("OFMONTH", r"cua\s+thang(?!\w|\s+(?:cuoi|dau|\d|sau|ke|tiep))"),
    ("NEXTYEAR", r"(?:cua\s+)?nam\s+(?:sau|ke\s+tiep|tiep\s+theo)(?!\w)"),
    ("THISYEAR", r"(?:nam\s+nay|ca\s+nam)(?!\w)"),
    ("OFYEAR", r"cua\s+nam(?!\w|\s+\d)|(?:cung|trong)\s+nam(?!\w|\s+\d)"),
    ("LUNAR", r"\(?am\s+lich\)?"),
    ("WEEKDAY", rf"(?:ngay\s+)?{WEEKDAY}"),
    ("EDGE",
     r"tuan\s+(?:(?:thu\s+)?(?:\d|nhat|hai|ba|tu)|dau|cuoi)\s+(?:cua\s+)?(?=thang\s+\d)"
     r"|(?:cuoi|dau|giua)(?=\s+(?:thang|quy|nam)\s)"),
    ("NOMORE", r"khong\s+qua(?:\s+thoi\s+han)?"),
    ("BEFORE", r"(?:xong\s+|hoan\s+thanh\s+)?truoc(?:\s+thoi\s+(?:han|diem))?(?!\s+(?:khi|day|mat|het|tien)\b)"),
    ("BY",
     r"(?:cham\s+nhat|muon\s+nhat|han\s+(?:chot|cuoi(?:\s+cung)?|nop)|khong\s+(?:muon|cham)\s+(?:hon|qua)|thoi\s+han(?=\s*:)|hoan\s+thanh(?!\s+(?:viec|cac)))(?:\s*:)?(?:\s+(?:la|vao|den))*(?:\s+het)?(?=\s)"
     r"|den\s+het(?!\w)|den(?=\s+(?:ngay\s+\d|thang\s+\d|quy\s+[i\d]))"
     r"|(?:truoc\s+)?het(?=\s+(?:ngay|thang|quy|nam)\s)"),
    ("TERM", r"(?:vong|thoi\s+han|thoi\s+gian)(?!\w|\s*:)"),
    ("ON", r"thoi\s+gian\s*:|(?:xong\s+)?(?:trong|vao)(?:\s+luc)?(?!\w)|luc(?=\s+\d)"),
    ("SINCE",
     r",?\s*(?:ke\s+)?(?:tu|sau)\s+(?=ngay|khi|thoi\s+diem|luc)|,?\s*tinh\s+tu\s+(?=ngay|khi)"
     r"|ke\s+tu\s+(?=(?:sang|chieu|toi)\s+ngay\s)"),
    ("AFTER", r"sau(?=\s+\d)"),
    ("LEAST", r"(?:it\s+nhat|toi\s+thieu|toi\s+da)(?=\s+\d)"),
    ("FROM", r"(?:du\s+kien\s+)?(?:ke\s+)?tu(?=\s+(?:ngay|\d|thang|quy|nam))"),
    ("TO", r"den(?:\s+het)?(?!\w)"),
    ("DAYWORD",
     r"ngay(?:\s+(?:m[uo]ng|quoc\s+khanh|le|tet|hoi|khai\s+giang))?"
     r"(?=\s*\d|\s+lam\s+viec|\s+cuoi|\s+thu\s|\s+chu\s)"),
    ("NUMBER", r"\d{1,2}(?![\d%]|[.,]\d)"),
    ("ROMAN", r"(?:iv|i{1,3})(?!\w)"),
    ("AND", r"va(?!\w)"),
    ("COMMA", r","), ("SEMI", r";"), ("DASH", r"-"), ("OPEN", r"\("), ("CLOSE", r"\)"),
)  # fmt: skip
# One named group per chunk; inner groups lose their names.
_CHUNK = re.compile("|".join(f"(?P<{name}>{re.sub(r'[?]P<[a-z]+>', '?:', pattern)})" for name, pattern in _PIECES))
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
# Every limit contains one of these.
_SIGNAL = re.compile(
    r"\d|(?:hang|moi|tung)\s+(?:ngay|tuan|thang|quy|nam)|quy\s+i|thang\s+dau|lan\s?/|lan\s+(?:trong|moi)|hoc\s+k[iy]|den\s+khi|tuan\s+(?:dau|cuoi)|thang\s+cuoi|cuoi\s+cung|(?:ca|cuoi)\s+nam|nam\s+nay|truoc\s+(?:khi|ngay)|tu\s+khi|cung\s+thoi|tai\s+ky\s+hop|(?:vong|thoi\s+han|qua)\s+(?:mot|hai|ba|muoi)\s"
)


class DateChunks(Value, frozen=True):
    """The chunks of a span with one tag each; other words are "_"."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: str


def may_limit(folded: str, span: Span) -> bool:
    """Return whether the span can contain a time limit: a fast test."""
    return _SIGNAL.search(folded, span.start, span.end) is not None


@lru_cache(maxsize=64)  # whether a limit was missed is asked of the same words
def date_chunks(folded: str, span: Span) -> DateChunks:
    """Return the date chunks of the span."""
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    at = span.start
    while match := _WORD.search(folded, at, span.end):
        start = match.start()
        symbol = folded[start].isalpha() and folded[start - 1 : start] in ("/", "-")  # "NQ/TU" is no "từ"
        found = None if symbol else _CHUNK.match(folded, start, span.end)
        if found and found.lastgroup and found.end() > start:
            starts.append(start)
            ends.append(found.end())
            tags.append(DATES[found.lastgroup])
            at = found.end()
        else:
            if not tags or tags[-1] != "_":
                starts.append(start)
                ends.append(match.end())
                tags.append("_")
            at = match.end()
    return DateChunks(tuple(starts), tuple(ends), "".join(tags))
