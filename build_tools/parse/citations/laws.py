"""Laws, codes, ordinances and the constitution by name: "Luật Phòng, chống tham nhũng", "Bộ luật Lao động năm 2019".

Many names hold commas, "và" and "của". The vocabulary's names are tried first, the longest wins; another name is read
up to the first word that can't belong to it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from build_tools.base.text import alternatives, fold, squeeze
from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import date_after, passed_after, year_after
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_START = re.compile(r"(?<!\w)(?<!phap\s)(?P<type>bo\s+luat|luat|phap\s+lenh|hien\s+phap(?!\s+lenh))(?=\s|$|[.,;)])")
_AMENDING = re.compile(
    r"sua\s+doi\s*,?\s*(?:bo\s+sung\s+)?(?:(?:mot\s+so\s+)?(?:dieu|noi\s+dung)\s+)?(?:cua\s+|tai\s+)?(?:cac\s+)?(?:<[^<>\n]{1,24}>\s*)?(?=\w)"
)  # an HTML tag left in the text counts as a blank
_MORE = re.compile(r"\s?,\s{1,3}(?=luat\s)|\s{1,3}va\s{1,3}(?=luat\s)")
_SHARED = re.compile(r"(?<!\w)cac\s+luat\s*:\s*")
_AND = re.compile(r"\s{0,3}(?:[,;]|va(?=\s))\s{0,3}(?:va\s+)?")
_WORD = re.compile(r"\s{0,3}([^\W_]+(?:-[^\W_]+)?)")
_NAMED = re.compile(
    r"(?P<type>Luật|Bộ luật|Pháp lệnh|Giấy phép)(?P<name>(?:\s[^\W\d_]+(?:\s?,(?=\s))?|\s-(?=\s)){1,24})\s+số\s{0,3}$"
)
_NAMED_START = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Giấy phép)(?=\s)")
# Variants of a comma in a name: none, a dash, "và".
_COMMA = r"(?:\s{0,3}[,-]\s{0,3}|\s+va\s+|\s+)"
_TYPES = {"luat": "Luật", "bo luat": "Bộ luật", "phap lenh": "Pháp lệnh", "hien phap": "Hiến pháp"}


class LawName(Value, frozen=True):
    """A law cited by name: `span` with its date, `name_end` where the name itself ends; `date` is ISO or a year."""

    span: Span
    name_end: int
    type_name: str
    title: str
    date: str | None


def find_law_names(text: Text, span: Span) -> Iterator[LawName]:
    """Yield the laws named in the span, without "Luật này" and "pháp luật"."""
    end = span.start
    for match in _START.finditer(text.folded, span.start, span.end):
        if match.start() < end or not (text.source[match.start()].isupper() or _is_known(text, match)):
            continue
        name_end = _amending_end(text, match, span.end) or _name_end(text, match, span.end)
        if name_end is None:
            continue
        end, stated = _dated(text.folded, name_end, span.end)
        title = _spelt(re.sub(r"\s+,", ",", squeeze(text.source[match.start() : name_end])), text.vocabulary)
        yield LawName(Span(match.start(), end), name_end, _TYPES[squeeze(match["type"])], title, stated)
    for listed in _SHARED.finditer(text.folded, span.start, span.end):
        yield from _listed(text, listed.end(), span.end)


def _listed(text: Text, at: int, limit: int) -> Iterator[LawName]:
    """Yield the laws of a list that shares its first word ("các Luật: Đất đai năm 2024, Nhà ở năm 2023")."""
    names = _without_type(text.vocabulary)
    while match := names.match(text.folded, at, limit):
        end, stated = _dated(text.folded, match.end(), limit)
        title = f"Luật {squeeze(text.source[match.start() : match.end()])}"
        yield LawName(Span(match.start(), end), match.end(), "Luật", _spelt(title, text.vocabulary), stated)
        more = _AND.match(text.folded, end, limit)
        at = more.end() if more else limit


@cache
def _without_type(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = (fold(row.name).removeprefix("luat ") for row in vocabulary.law_names if row.name.startswith("Luật "))
    return re.compile(rf"(?:{alternatives(names)})(?!\w)")


def _spelt(title: str, vocabulary: Vocabulary) -> str:
    """Return the name as the vocabulary spells it where only its tones differ, as recognition misreads them."""
    listed = _by_folded_name(vocabulary).get(fold(title))
    return listed if listed and listed.lower() != title.lower() else title


@cache
def _by_folded_name(vocabulary: Vocabulary) -> Mapping[str, str]:
    return {fold(row.name): row.name for row in vocabulary.law_names}


def _dated(folded: str, name_end: int, limit: int) -> tuple[int, str | None]:
    """Return the end of the citation and its date or year."""
    date = date_after(folded, name_end) or passed_after(folded, name_end)
    if date and date[0].end <= limit:
        return date[0].end, date[1]
    year = None if date else year_after(folded, name_end)
    return (year[0].end, year[1]) if year and year[0].end <= limit else (name_end, None)


@cache
def _known(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of the vocabulary's names over folded text, longest first, with variants of blanks and "về"."""
    folded = sorted((fold(row.name) for row in vocabulary.law_names), key=len, reverse=True)
    patterns = []
    for name in folded:
        kind = next(
            words for words in _TYPES if name.startswith(words) and name[len(words) : len(words) + 1] in ("", " ")
        )
        rest = re.escape(name[len(kind) :].strip()).replace(r",\ ", _COMMA).replace(r"\ ", r"\s+")
        patterns.append(kind.replace(" ", r"\s+") + (rf"\s+(?:ve\s+)?{rest}" if rest else ""))
    # The number of a footnote may follow the name directly ("Luật Địa chất và khoáng sản3").
    # "Bộ luật Lao động Việt Nam ngày 23 tháng 6 năm 1994": the country is part of a name that a date follows.
    return re.compile(
        rf"(?:{'|'.join(patterns)})(?!\w(?<!\d)|\d\d?\w|\d{{3}})(?:\s+viet\s+nam(?=\s+(?:ngay|so|nam)\s))?"
    )


def _is_known(text: Text, match: re.Match[str]) -> bool:
    """Return whether "luật" in small letters begins a listed name written with a capital ("luật Tổ chức Chính phủ")."""
    return (
        text.source[match.end() + 1 : match.end() + 2].isupper()
        and _known(text.vocabulary).match(text.folded, match.start()) is not None
    )


def _name_end(text: Text, match: re.Match[str], limit: int) -> int | None:
    known = _known(text.vocabulary).match(text.folded, match.start(), limit)
    return known.end() if known else _read_name(text, match.end(), limit)


def _amending_end(text: Text, match: re.Match[str], limit: int) -> int | None:
    """Return the end of "Luật sửa đổi, bổ sung một số điều của Luật Đất đai": the amended law belongs to the name.

    Several do with the date behind the last ("… của Luật Tổ chức Chính phủ và Luật Tổ chức … ngày 22/11/2019").
    """
    amending = _AMENDING.match(text.folded, match.end() + 1, limit)
    if not amending:
        return None
    nested = _START.match(text.folded, amending.end(), limit)
    end = _name_end(text, nested, limit) if nested else None
    while end and (more := _MORE.match(text.folded, end, limit)):
        nested = _START.match(text.folded, more.end(), limit)
        further = _name_end(text, nested, limit) if nested else None
        if further is None or not (_dated(text.folded, further, limit)[1] or _MORE.match(text.folded, further, limit)):
            break  # what is not dated together is a law of its own
        end = further
    return end


def _read_name(text: Text, offset: int, limit: int) -> int | None:
    """Return the end of an unlisted name; `None` if none begins at the offset ("Luật này")."""
    end = offset
    for count in range(16):
        match = _WORD.match(text.source, end, limit)
        if not match:
            break
        word, low = match[1], match[1].lower()
        if count == 0 and (not word[0].isupper() or text.folded.startswith(("can cu", "sua doi"), match.start(1))):
            return None
        if low in text.vocabulary.name_ends or word[0].isdigit() or (count and _starts_a_type(text, match.start(1))):
            break
        following = _WORD.match(text.source, match.end(), limit)
        if low in ("và", "của") and not (following and following[1][0].isupper()):
            break
        if low in ("và", "của") and following and _starts_a_type(text, following.start(1)):
            break
        end = match.end()
    return end if end > offset else None


@cache
def _type_names(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = [name for name in vocabulary.type_by_name if " " in name or name == "luat"]
    return re.compile(rf"(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")


def _starts_a_type(text: Text, offset: int) -> bool:
    return _type_names(text.vocabulary).match(text.folded, offset) is not None


def named_before(text: str, low: int, offset: int) -> tuple[int, str, str] | None:
    """Return start, type and title of an unlisted name between a type and "số" that ends at the offset."""
    for start in reversed([match.start() for match in _NAMED_START.finditer(text, low, offset)]):
        if match := _NAMED.match(text, start, offset):
            name = squeeze(f"{match['type']}{match['name']}")
            return start, name if match["type"] == "Giấy phép" else match["type"], name
    return None
