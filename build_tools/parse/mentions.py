"""Where a text mentions an instrument: by number ("Công văn số 481/UBND-NC ngày …") or by name ("Luật Tố cáo").

A mention is found, not judged: issuer, relation and clause are added by `citations`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.model import Code, Span
from build_tools.parse.codes import find_codes
from build_tools.parse.dates import date_after, year_after
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Vocabulary

_NUMBER_WORD = re.compile(r"(?:^|\W)(?:so|so\s*:)\s{0,3}$")
_LOOK_BACK = 160
_WORD = re.compile(r"[ \n]*([^\W_]+(?:-[^\W_]+)?)")
_PARTY_RESOLUTION = re.compile(
    r"""Nghị\s+quyết\s+Đại\s+hội
        (?:\s+(?:đại\s+biểu|toàn\s+quốc|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))*
        \s+ (?:lần\s+thứ\s+)? [IVXLC]+ (?!\w)
        (?:\s+(?:của\s+)?(?:Đảng(?!\s+bộ)|Đảng\s+bộ\s+(?:tỉnh|thành\s+phố|huyện)))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation before its surroundings are read."""

    span: Span
    type_name: str | None
    code: Code | None
    title: str | None
    date: str | None


def find_mentions(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Return the mentions inside the span, in order, none overlapping."""
    found = list(_numbered(text, folded, span, vocabulary))
    names = {mention.title for mention in found if mention.title}
    taken = [mention.span for mention in found]
    found += [
        mention
        for mention in _named(text, folded, span, names, vocabulary)
        if not any(mention.span.start < other.end and other.start < mention.span.end for other in taken)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _numbered(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> Iterator[Mention]:
    previous = span.start
    for place, code in find_codes(text, span.start, span.end):
        typed = _typed(folded, previous, place.start, vocabulary) or _named_number(text, previous, place.start)
        worded = _NUMBER_WORD.search(folded, max(previous, place.start - 8), place.start)
        if not typed and not worded and not _stands_alone(code):
            continue
        number_word = folded.rfind("so", previous, place.start)
        start = typed[0] if typed else number_word if worded else place.start
        date = date_after(folded, place.end)
        end = date[0].end if date and date[1] else place.end
        title = typed[2] if typed else None
        previous = end
        yield Mention(Span(start, end), typed[1] if typed else None, code, title, date[1] if date else None)


def _stands_alone(code: Code) -> bool:
    """Return whether a code is one even without a type or "số" before it."""
    return code.year is not None or len(code.parts) > 1


@cache
def _type_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = sorted((re.escape(name).replace(r"\ ", r"\s+") for name in vocabulary.type_by_name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<type>{'|'.join(names)})(?:\s+so)?\s*:?\s{{0,3}}$")


def _typed(folded: str, floor: int, offset: int, vocabulary: Vocabulary) -> tuple[int, str, str | None] | None:
    """Return start and name of the type that stands right before a number."""
    low = max(floor, offset - 60)
    match = _type_before(vocabulary).search(folded[low:offset])
    if not match:
        return None
    return low + match.start(), vocabulary.type_by_name[fold(squeeze(match["type"]))].name, None


_NAMED_NUMBER = re.compile(
    r"(?P<type>Luật|Bộ luật|Pháp lệnh|Giấy phép)"
    r"(?P<name>(?:[ \n][^\W\d_]+(?:,(?=[ \n]))?|[ \n]-(?=[ \n])){1,24})[ \n]số[ \n]{0,3}$"
)


def _named_number(text: str, floor: int, offset: int) -> tuple[int, str, str | None] | None:
    """Return start, type and name of "Luật Thực hiện dân chủ ở cơ sở số …", a name between the type and the number."""
    low = max(floor, offset - _LOOK_BACK)
    matches = list(_NAMED_NUMBER.finditer(text[low:offset])) or [
        match for at in _law_starts(text, low, offset) if (match := _NAMED_NUMBER.match(text[at:offset]))
    ]
    if not matches:
        return None
    start = offset - len(matches[-1][0])
    name = squeeze(f"{matches[-1]['type']}{matches[-1]['name']}")
    return start, matches[-1]["type"] if matches[-1]["type"] != "Giấy phép" else name, name


def _law_starts(text: str, low: int, high: int) -> list[int]:
    return [match.start() for match in re.finditer(r"(?:Luật|Bộ luật|Pháp lệnh)[ \n]", text[low:high])]


def _named(text: str, folded: str, span: Span, names: set[str], vocabulary: Vocabulary) -> Iterator[Mention]:
    for match in _PARTY_RESOLUTION.finditer(text, span.start, span.end):
        yield Mention(Span(*match.span()), "Nghị quyết", None, squeeze(match[0]), None)
    for match in re.compile(r"(?<!\w)(?P<type>Luật|Bộ luật|Pháp lệnh|Hiến pháp)(?=[ \n])").finditer(
        text, span.start, span.end
    ):
        end = _law_name_end(text, folded, match.end(), span.end, vocabulary)
        known = [
            name for name in names if squeeze(text[match.start() : match.start() + len(name) + 8]).startswith(name)
        ]
        if known:
            end = match.start() + _stretch(text, match.start(), max(known, key=len))
        if end is None:
            continue
        date = date_after(folded, end)
        year = None if date else year_after(folded, end)
        stop = date[0].end if date and date[1] else year[0].end if year else end
        stated = date[1] if date else year[1] if year else None
        yield Mention(Span(match.start(), stop), match["type"], None, squeeze(text[match.start() : end]), stated)


def _stretch(text: str, start: int, name: str) -> int:
    """Return how many characters of the text the name takes, line breaks and double blanks included."""
    words = re.compile(r"\s+".join(map(re.escape, name.split()))).match(text, start)
    return words.end() - start if words else len(name)


def _law_name_end(text: str, folded: str, offset: int, limit: int, vocabulary: Vocabulary) -> int | None:
    """Return where the name of a law ends; `None` when no name begins at the offset ("Luật này")."""
    end = offset
    for count in range(16):
        match = _WORD.match(text, end, limit)
        if not match:
            break
        word, low = match[1], folded[match.start(1) : match.end(1)]
        if count == 0 and not word[0].isupper() and low != "sua":
            return None
        if (
            low in vocabulary.name_ends
            or word[0].isdigit()
            or (count and _starts_a_type(folded, match.start(1), vocabulary))
        ):
            break
        following = _WORD.match(text, match.end(), limit)
        if low in ("va", "cua") and not (following and following[1][0].isupper()):
            break
        if low in ("va", "cua") and following and _starts_a_type(folded, following.start(1), vocabulary):
            break
        end = match.end()
    return end if end > offset else None


def _starts_a_type(folded: str, offset: int, vocabulary: Vocabulary) -> bool:
    return any(folded.startswith(name, offset) for name in vocabulary.type_by_name if " " in name or name == "luat")
