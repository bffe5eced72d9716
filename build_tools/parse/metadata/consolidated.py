"""Consolidated texts (văn bản hợp nhất): the head is that of the instrument; number, day and signature follow it.

Pháp lệnh 01/2012/UBTVQH13 and its forms: below the last provision the organ, its number "…/VBHN-…", "XÁC THỰC VĂN BẢN
HỢP NHẤT", place and day, and who signs; above the grounds what was put together ("… được sửa đổi, bổ sung bởi:").
"""

import re
from datetime import date
from functools import cache

from build_tools.base.text import alternatives, fold, squeeze
from build_tools.base.values import Value
from build_tools.model.codes import Code, code_at
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.metadata.preface import HEAD_LENGTH, Title, find_place_date
from build_tools.parse.metadata.subject import subject_below
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

CONSOLIDATED = "Văn bản hợp nhất"
# The end of the paragraph that names the instrument; those that amend it follow.
AMENDED_BY = re.compile(r"duoc\s+sua\s+doi(?:,\s+bo\s+sung)?\s+(?:boi|theo)\s*:\s*$", re.MULTILINE)
_AUTHENTICATED = re.compile(r"\n[ \t*|_]*xac\s+thuc\s+van\s+ban\s+hop\s+nhat[ \t*|_]*(?=\n|$)")
_NUMBER = re.compile(r"\n[ \t*|_]*so\s?:\s{0,3}(?=\d)")
_GROUNDS = re.compile(r"\n[ \t*]*can\s+cu\s")
# A mark of a note glued to the last word.
_NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")
_AROUND, _ORGAN = 160, 200


class Consolidated(Value, frozen=True):
    """Where the end of a consolidated text begins, its number, its place and day, and what it puts together."""

    foot: int
    number: tuple[Span, Code] | None
    dated: tuple[Stated, Span, date | None] | None
    title: Title


def find_consolidated(text: Text) -> Consolidated | None:
    """Return what a text says of itself that has the head of another instrument; `None` if it is none."""
    sealed = next(reversed([*_AUTHENTICATED.finditer(text.folded)]), None)
    grounds = _GROUNDS.search(text.folded, 0, HEAD_LENGTH)
    if not sealed:
        told = AMENDED_BY.search(text.folded, 0, grounds.start() if grounds else HEAD_LENGTH)
        return Consolidated(len(text.source), None, None, _title(text)) if told else None
    near = Span(max(0, sealed.start() - _AROUND), min(len(text.source), sealed.end() + _AROUND))
    numbers = (match.end() for match in _NUMBER.finditer(text.folded, near.start, near.end))
    number = next(filter(None, (code_at(text.source, at) for at in numbers)), None)
    foot = min(sealed.start(), number[0].start if number else sealed.start())
    return Consolidated(_above(text, foot), number, find_place_date(text, sealed.end()), _title(text))


def _above(text: Text, foot: int) -> int:
    """Return where the lines in capitals begin that stand above the number: the organ."""
    start = text.source.rfind("\n", 0, foot)
    while (line := text.source.rfind("\n", 0, max(start, 0))) >= 0 and foot - line < _ORGAN:
        words = text.source[line:start].strip(" *|_\n\t")
        if words and not words.isupper():
            break
        start = line
    return max(start, 0)


def _title(text: Text) -> Title:
    """Return the title in the head: the type of the instrument is the first word of the subject."""
    match = _types(text.vocabulary).search(text.source, 0, HEAD_LENGTH)
    if not match:
        return Title(CONSOLIDATED, None, None)
    span = Span(*match.span("type"))
    row = text.vocabulary.type_by_name[fold(squeeze(match["type"]))]
    below = subject_below(text.source, match.end())
    if below is None or below.span is None:
        return Title(CONSOLIDATED, span, None)
    words = _NOTE.sub("", below.value)
    words = words if row.law or words.isupper() else words[:1].lower() + words[1:]
    name = row.name.upper() if words.isupper() else row.name
    return Title(CONSOLIDATED, span, Stated(f"{name} {words}", Span(span.start, below.span.end)))


@cache
def _types(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A type in capitals that begins a line, with the mark of a note."""
    rows = (row for row in vocabulary.types if not row.unnamed and not row.cited_only and row.name != CONSOLIDATED)
    return re.compile(rf"\n[ \t*#]*(?P<type>{alternatives(row.name.upper() for row in rows)})(?!\w*[^\W\d])\d{{0,2}}")
