"""Mentions of instruments: by number ("Công văn số 481/UBND-NC ngày …") or by name ("Luật Tố cáo").

Issuer, relation and clause are added by `find_citations`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from build_tools.base.text import alternatives, fold, squeeze
from build_tools.base.values import Value
from build_tools.model.codes import Code, find_codes, find_unfilled
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import issuer_after, organ_names
from build_tools.parse.citations.laws import LawName, find_law_names, named_before
from build_tools.parse.citations.treaties import find_treaties
from build_tools.parse.dates.full_dates import date_after, passed_after
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_NUMBER_WORD = re.compile(r"(?:^|\W)(?P<word>so)\s{0,2}:?\s{0,3}$")
# Party documents known by the meeting that adopted them.
_PARTY_RESOLUTION = re.compile(
    r"""(?P<meeting>Nghị\s+quyết|Kết\s+luận)\s+(?:Hội\s+nghị\s+)?
        (?: lần\s+thứ\s+[^\W\d]+(?:\s+[^\W\d]+)??\s+(?:của\s+)?(?:Ban\s+Chấp\s+hành|BCH)\s+Trung\s+ương(?:\s+Đảng)?
          | Trung\s+ương\s+(?:\d{1,2}|lần\s+thứ\s+[^\W\d]+) )
        \s*[,(]?\s*kh(?:óa|oá)\s+[IVX]+(?!\w)\)?
      | (?P<congress>Nghị\s+quyết|Văn\s+kiện)\s+Đại\s+hội
        (?:\s+(?:đại\s+biểu|toàn\s+quốc|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))*
        \s+ (?:lần\s+thứ\s+)? [IVXLC]+ (?!\w)
        (?:\s+(?:của\s+)?(?:Đảng(?!\s+bộ)|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))?""",
    re.VERBOSE,
)
# Every mention contains a number with a separator, the type of a law, or a congress. Two patterns, since `re` can skip
# ahead only if all alternatives begin with characters of one class.
_NUMBERLIKE = re.compile(r"\d(?:[a-zA-Z]?\s{0,3}[/\-\u2010-\u2015\u2212_]|\s[A-ZĐƯ]{2})")
_NAMELIKE = re.compile(
    r"luật|Luật|LUẬT|Pháp\s[Ll]ệnh|Hiến\s[Pp]háp|Đại\s+hội|Trung\s+ương|Hiệp\s+(?:định|ước)|Công\s+ước|định\s+thư"
    r"|ghi\s+nhớ|phê\s+chuẩn"
)
# A number without symbol ("Nghị định 54", "Thông tư số 08"); without "số" only after a clause of it.
_BARE = re.compile(
    r"""(?P<type>Nghị\s+định|Nghị\s+quyết|Thông\s+tư|Quyết\s+định|Chỉ\s+thị|Kết\s+luận|Pháp\s+lệnh|[Cc]ông\s+văn|Quy\s+định
        )\s+ (?P<worded>số\s+)? (?P<number>\d{1,4}[a-z]?)
        (?:/(?P<year>(?:19|20)\d\d)(?=[\s,;.)]))? (?![\w/%]|[.,\-\u2010-\u2015]\w|\s?[/\-\u2010-\u2015&])""",
    re.VERBOSE,
)
_CLAUSE_BEFORE = re.compile(r"(?:dieu|khoan|diem)\s+\w{1,4}\s*,?\s+(?:cua\s+|tai\s+)?$")
# Older and blank-separated forms ("235-HĐBT", "143 TCTK/PPCĐ") are numbers only after a type.
_WELL_FORMED = re.compile(r"\d+[a-zA-Z]?(?:/|-[^/]+/)")
_SYMBOL_TYPE = re.compile(r"\d\s*[/-]\s*([a-z]{2,4})\s*[-/]")
_NEXT = re.compile(r"[\s,;]{0,4}(?:va|hoac)?\s{0,3}")
_SO = re.compile(r"\s{0,3}\(?(?:so\s{1,3})?$")


class Mention(Value, frozen=True):
    """A citation without its context; `organ` if the issuer is stated inside it.

    `bare` marks a number without symbol and without "số" or a clause ("Nghị định 54"), which counts only if the
    document has the number in full elsewhere.
    """

    span: Span
    type_name: str | None
    code: Code | None
    title: str | None
    date: str | None
    organ: Span | None = None
    bare: bool = False


def may_mention(text: str) -> Callable[[Span], bool]:
    """Return a fast test of spans of the text: spans that fail it contain no mention."""
    marks = sorted(match.start() for pattern in (_NUMBERLIKE, _NAMELIKE, _BARE) for match in pattern.finditer(text))

    def test(span: Span) -> bool:
        at = bisect_left(marks, span.start)
        return at < len(marks) and marks[at] < span.end

    return test


def find_mentions(text: Text, span: Span) -> tuple[Mention, ...]:
    """Return the mentions in the span, in order, without overlaps."""
    laws = tuple(find_law_names(text, span))
    numbered = list(_numbered(text, span, laws))
    others = (*_by_name(text, span, laws), *_by_number_alone(text, span))
    return tuple(_apart(numbered, sorted(others, key=lambda mention: mention.span)))


def _apart(numbered: list[Mention], others: list[Mention]) -> list[Mention]:
    """Return the mentions in order without overlaps: those with a number take precedence, then earlier ones."""
    starts = [mention.span.start for mention in numbered]
    kept: list[Mention] = []
    for mention in others:
        at = bisect_right(starts, mention.span.end - 1)
        free = at == 0 or numbered[at - 1].span.end <= mention.span.start
        if free and (not kept or kept[-1].span.end <= mention.span.start):
            kept.append(mention)
    return sorted([*numbered, *kept], key=lambda mention: mention.span)


def _by_name(text: Text, span: Span, laws: tuple[LawName, ...]) -> Iterator[Mention]:
    for law in laws:
        yield Mention(law.span, law.type_name, None, law.title, law.date)
    for treaty in find_treaties(text, span):
        yield Mention(treaty.span, treaty.type_name, None, treaty.title, treaty.date)
    for match in _PARTY_RESOLUTION.finditer(text.source, span.start, span.end):
        type_name = squeeze(match["meeting"] or match["congress"])
        yield Mention(Span(*match.span()), type_name, None, squeeze(match[0]), None)


def _by_number_alone(text: Text, span: Span) -> Iterator[Mention]:
    for match in _BARE.finditer(text.source, span.start, span.end):
        place = Span(*match.span())
        year = int(match["year"]) if match["year"] else None
        code = Code(match[0][match.start("number") - place.start :], match["number"], year, "")
        end, date, organ = _dated(text, place.end, span.end)
        sure = (
            match["worded"]
            or year
            or issuer_after(text, end)
            or _CLAUSE_BEFORE.search(text.folded, max(span.start, place.start - 40), place.start)
        )
        type_name = text.vocabulary.type_by_name[fold(squeeze(match["type"]))].name
        yield Mention(Span(place.start, end), type_name, code, None, date, organ, bare=not sure)


class _Introduction(Value, frozen=True):
    """The words before a number: the start of the citation, type, name of the law, and issuer."""

    start: int
    type_name: str | None = None
    title: str | None = None
    organ: Span | None = None


def _numbered(text: Text, span: Span, laws: tuple[LawName, ...]) -> Iterator[Mention]:
    previous = span.start
    form = Span(span.start, span.start)
    name_ends = [law.name_end for law in laws]
    codes = (*find_codes(text.source, span.start, span.end), *find_unfilled(text.source, span.start, span.end))
    for place, code in sorted(codes, key=lambda found: found[0]):
        if place.start < previous:
            continue
        at = bisect_right(name_ends, place.start) - 1
        law = laws[at] if at >= 0 and laws[at].span.start >= previous and _names(text.folded, laws[at], place) else None
        words = _before(text, previous, place, law)
        if words.type_name is None:
            listed = form.end > span.start and _NEXT.fullmatch(text.folded, form.end, words.start)
            if listed or _is_form(text, previous, words.start):
                form = place
                continue
            worded = words.start < place.start
            if not _WELL_FORMED.match(code.text) or not (worded or _stands_alone(code)):
                continue
        previous, date, organ = _dated(text, place.end, span.end)
        yield Mention(Span(words.start, previous), words.type_name, code, words.title, date, words.organ or organ)


def _before(text: Text, low: int, place: Span, law: LawName | None) -> _Introduction:
    """Return the introduction of a number, looking back no further than `low`."""
    if law:
        return _Introduction(law.span.start, law.type_name, law.title)
    near = max(low, place.start - 60)
    before = text.folded[near : place.start]
    if typed := _type_before(text.vocabulary).search(before):
        return _Introduction(near + typed.start(), text.vocabulary.type_by_name[fold(squeeze(typed["type"]))].name)
    worded = _NUMBER_WORD.search(before)
    if not worded:
        return _Introduction(place.start)
    if named := named_before(text.source, max(low, place.start - 200), place.start):
        return _Introduction(*named)
    if qualified := _qualified_type(text, max(low, place.start - 120), place):
        return qualified
    far = max(low, place.start - 160)
    if issued := _type_and_issuer(text.vocabulary).search(text.folded[far : place.start]):
        type_name = text.vocabulary.type_by_name[fold(squeeze(issued["type"]))].name
        return _Introduction(
            far + issued.start(), type_name, organ=Span(far + issued.start("organ"), far + issued.end("organ"))
        )
    return _Introduction(near + worded.start("word"))


def _qualified_type(text: Text, low: int, place: Span) -> _Introduction | None:
    """Return the type with words behind it, where the symbol names it too ("Báo cáo thẩm tra số 114/BC-BPC")."""
    symbol = _SYMBOL_TYPE.search(text.folded, place.start, place.end)
    kind = text.vocabulary.type_by_abbreviation.get(symbol[1]) if symbol else None
    if kind is None:
        return None
    words = re.compile(
        rf"(?<!\w){re.escape(fold(kind.name))}(?:,?\s+(?!cua\s)[^\W\d]+){{1,6}}\s+so\s{{0,2}}:?\s{{0,3}}$"
    )
    found = words.search(text.folded, low, place.start)
    return _Introduction(found.start(), kind.name) if found else None


def _dated(text: Text, end: int, limit: int) -> tuple[int, str | None, Span | None]:
    """Return where a citation ends whose number ends at `end`, its date, and the issuer between the two."""
    organ = None
    date = date_after(text.folded, end) or passed_after(text.folded, end)
    if date is None and (organ := issuer_after(text, end)):
        date = date_after(text.folded, organ.end)
    if date and date[0].end <= limit:
        return date[0].end, date[1], organ
    return end, None, None


def _names(folded: str, law: LawName, place: Span) -> bool:
    """Return whether the law's name stands right before the number ("Luật Viên chức số 58/2010/QH12")."""
    gap = folded[law.name_end : place.start]
    return law.name_end <= place.start and len(gap) < 12 and _SO.fullmatch(gap) is not None


def _stands_alone(code: Code) -> bool:
    """Return whether a code counts without a type or "số" before it."""
    return code.year is not None or len(code.parts) > 1


def _is_form(text: Text, low: int, start: int) -> bool:
    """Return whether the number is that of a form or a table ("mẫu số 09/KK-TNCN")."""
    return _forms(text.vocabulary).search(text.folded[max(low, start - 60) : start]) is not None


@cache
def _forms(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in vocabulary.cues.forms)
    return re.compile(rf"(?<!\w)(?:{words})(?:\s[^\s,;.:()]+){{0,5}}\s*$")


@cache
def _type_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{alternatives(vocabulary.type_by_name)})(?:\s+so)?\s{{0,2}}:?\s{{0,3}}$")


@cache
def _type_and_issuer(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of type, issuer and "số" ("Nghị định của Chính phủ số …"); joint issuers have a dash between."""
    types, organ = alternatives(vocabulary.type_by_name), organ_names(vocabulary)
    return re.compile(
        rf"(?<!\w)(?P<type>{types})\s+(?:cua\s+)?(?P<organ>(?:{organ})(?:\s*[-,]\s*(?:{organ}))*)\s+so\s{{0,2}}:?\s{{0,3}}$"
    )
