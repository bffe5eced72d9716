"""Where a text mentions an instrument: by number ("Công văn số 481/UBND-NC ngày …") or by name ("Luật Tố cáo").

A mention is found, not judged: issuer, relation and clause are added by `citations`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.codes import find_codes
from build_tools.model import Code, Span
from build_tools.parse.dates import date_after
from build_tools.parse.laws import LawName, find_law_names, named_before
from build_tools.text import alternatives, fold, squeeze
from build_tools.vocabulary import Vocabulary

_NUMBER_WORD = re.compile(r"(?:^|\W)(?P<word>so)\s{0,2}:?\s{0,3}$")
_PARTY_RESOLUTION = re.compile(
    r"""Nghị\s+quyết\s+Đại\s+hội
        (?:\s+(?:đại\s+biểu|toàn\s+quốc|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))*
        \s+ (?:lần\s+thứ\s+)? [IVXLC]+ (?!\w)
        (?:\s+(?:của\s+)?(?:Đảng(?!\s+bộ)|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))?""",
    re.VERBOSE,
)
# A number with a separator behind it, a law's type word, a congress: every mention holds one of these.
_WORTH_A_LOOK = re.compile(
    r"\d[a-zA-Z]?\s{0,3}[/\-\u2010-\u2015\u2212_]|\d\s[A-ZĐƯ]{2}|[Ll]uật|LUẬT|Pháp [Ll]ệnh|Hiến [Pp]háp|Đại\s+hội"
)
# Older and blank-separated forms ("235-HĐBT", "143 TCTK/PPCĐ") are numbers only behind a type.
_WELL_FORMED = re.compile(r"\d+[a-zA-Z]?(?:/|-[^/]+/)")
_SO = re.compile(r"\s{0,3}\(?(?:so\s{1,3})?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation before its surroundings are read."""

    span: Span
    type_name: str | None
    code: Code | None
    title: str | None
    date: str | None


def may_mention(text: str) -> Callable[[Span], bool]:
    """Return a quick test for a stretch of the text: a stretch that fails it mentions nothing."""
    marks = sorted(match.start() for match in _WORTH_A_LOOK.finditer(text))

    def test(span: Span) -> bool:
        at = bisect_left(marks, span.start)
        return at < len(marks) and marks[at] < span.end

    return test


def find_mentions(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Return the mentions inside the span, in order, none overlapping."""
    laws = tuple(find_law_names(text, folded, span, vocabulary))
    numbered = list(_numbered(text, folded, span, laws, vocabulary))
    starts = [mention.span.start for mention in numbered]
    found = []
    for mention in _by_name(text, span, laws):
        at = bisect_right(starts, mention.span.end - 1)
        if at == 0 or numbered[at - 1].span.end <= mention.span.start:
            found.append(mention)
    return tuple(sorted([*numbered, *found], key=lambda mention: mention.span))


def _by_name(text: str, span: Span, laws: tuple[LawName, ...]) -> Iterator[Mention]:
    for law in laws:
        yield Mention(law.span, law.type_name, None, law.title, law.date)
    for match in _PARTY_RESOLUTION.finditer(text, span.start, span.end):
        yield Mention(Span(*match.span()), "Nghị quyết", None, squeeze(match[0]), None)


def _numbered(
    text: str, folded: str, span: Span, laws: tuple[LawName, ...], vocabulary: Vocabulary
) -> Iterator[Mention]:
    previous = span.start
    name_ends = [law.name_end for law in laws]
    for place, code in find_codes(text, span.start, span.end):
        low = max(previous, place.start - 60)
        before = folded[low : place.start]
        worded = _NUMBER_WORD.search(before)
        at = bisect_right(name_ends, place.start) - 1
        law = laws[at] if at >= 0 and laws[at].span.start >= previous and _names(folded, laws[at], place) else None
        typed = _type_before(vocabulary).search(before)
        start, type_name, title = low + worded.start("word") if worded else place.start, None, None
        if law:
            start, type_name, title = law.span.start, law.type_name, law.title
        elif typed:
            start, type_name = low + typed.start(), vocabulary.type_by_name[fold(squeeze(typed["type"]))].name
        elif worded and (named := named_before(text, max(previous, place.start - 200), place.start)):
            start, type_name, title = named
        elif (
            not _WELL_FORMED.match(code.text)
            or _is_form(folded, low, start, vocabulary)
            or not (worded or _stands_alone(code))
        ):
            continue
        date = date_after(folded, place.end)
        end = date[0].end if date and date[1] and date[0].end <= span.end else place.end
        previous = end
        yield Mention(Span(start, end), type_name, code, title, date[1] if date and end > place.end else None)


def _names(folded: str, law: LawName, place: Span) -> bool:
    """Return whether the law's name stands right before the number ("Luật Viên chức số 58/2010/QH12")."""
    gap = folded[law.name_end : place.start]
    return law.name_end <= place.start and len(gap) < 12 and _SO.fullmatch(gap) is not None


def _stands_alone(code: Code) -> bool:
    """Return whether a code is one even without a type or "số" before it."""
    return code.year is not None or len(code.parts) > 1


def _is_form(folded: str, low: int, start: int, vocabulary: Vocabulary) -> bool:
    """Return whether the number is that of a form or a table ("mẫu số 09/KK-TNCN")."""
    return _forms(vocabulary).search(folded[low:start]) is not None


@cache
def _forms(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in vocabulary.cues.forms)
    return re.compile(rf"(?<!\w)(?:{words})\s*$")


@cache
def _type_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{alternatives(vocabulary.type_by_name)})(?:\s+so)?\s{{0,2}}:?\s{{0,3}}$")
