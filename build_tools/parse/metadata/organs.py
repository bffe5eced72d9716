"""The issuing organ (cơ quan ban hành) with its province, by the document itself.

Tried in this order: a council below the province in the head, or what stands below it; the board of an organisation;
the letters of the symbol, the lines above the number, the line above the grounds, a line in capitals above the number
that begins like an organ, the subject of the first sentence. A name that needs a province has it from the head ("UBND
TỈNH KIÊN GIANG"), else from the date line. `None` if none is found.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from build_tools.base.text import CAPITALS, alternatives, fold, squeeze
from build_tools.model.codes import Code
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.metadata.councils import council_in_head, inner_body, of_council, spelt
from build_tools.parse.metadata.head_lines import MOTTO, UNIT, organ_lines, without_motto
from build_tools.parse.metadata.name_case import name_case
from build_tools.parse.text import Text
from build_tools.vocabulary import Organ, Vocabulary
from build_tools.vocabulary.places import Place

# Names that are only a kind get the name of the superior organ ("VĂN PHÒNG" below "ỦY BAN NHÂN DÂN TỈNH …").
_KIND_ALONE = ("văn phòng", "thanh tra")
_NO_NAME = re.compile(r"\s*(?:CỘNG H|ĐẢNG CỘNG|SỐ\b|V/V\b|[-_*|]+\s*$)")
_VERB = (
    r"(?:\s*\([^)\n]{2,20}\))?\s+(?:da\s+)?"
    r"(?:yeu\s+cau|xay\s+dung|ban\s+hanh|de\s+nghi|thong\s+bao|bao\s+cao|huong\s+dan)"
)
_MARKS = " *-_.;:,~'`|"
# A province in capitals that no table has ("UBND TỈNH AN THỊNH"): to the end of its line or column.
_NEW_PROVINCE = re.compile(
    rf"(?<!\w)TỈNH[ ](?!ỦY|UỶ|ĐOÀN)(?P<name>[{CAPITALS}]{{2,7}}(?:[ ][{CAPITALS}]{{2,7}}){{0,3}})"
    r"(?=[ ]*(?:$|[\n|\t]|[ ]{3}))",
    re.MULTILINE,
)
# How alike (0 to 1) a name and that of a known province are that are the same.
_SAME = 0.9
# What a head adds in brackets ("SỞ Y TẾ (DỰ ÁN …)"); recognition may lose the closing one.
_ASIDE = re.compile(r"\s*\([^)]{2,60}\)?$")
_ENACTS = re.compile(
    r"\n[ \t*]*(?:(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỐNG ĐỐC|CỤC TRƯỞNG)\s+)?"
    rf"(?P<organ>[{CAPITALS}][{CAPITALS} \-]+(?:\n[{CAPITALS} \-]+)?)[ \t*:]*\s*\n[ \t\-*]*Căn cứ\s"
)
_FAR = 600
_KIND_OF_PLACE = re.compile(r"^(?:tinh|thanh pho) ")
_POSITION = r"(?:giam\s+doc|chu\s+tich|bo\s+truong|cuc\s+truong)\s+"


def find_organ(
    text: Text,
    head: Span,
    body: Span,
    code: Code | None,
    place: Stated | None,
    day: str | None,
) -> Stated | None:
    """Return the full name of the issuing organ, with the span that states it.

    Its province is of the kind that the head states, else of that on the ISO day of the document, which may be cut.
    """
    dated = text.vocabulary.place_on(place.value if place else None, day)
    names = organ_lines(text, head)
    if named := council_in_head(text, head):
        return of_council(text, names, named) or named
    if inner := inner_body(text, names):
        return inner
    found = _in_symbol(code, text.vocabulary)
    if found and code and _is_spelt_out(text, names, code, found[0]):
        found = None
    in_head = _in_head(text, head)
    if found and in_head and in_head[0] != found[0] and _shares(in_head[0], found[0]):
        found = in_head  # "BỘ LAO ĐỘNG …" above "Số: 12/LĐTBXH-NCC": a sở has the same letters
    if not found and (below := _below(text, head, in_head)):
        alone = below.value.lower() in _KIND_ALONE
        below = _of_province(text, head, below)
        superior = find_organ(text, _above(head, below), body, None, place, day) if alone else None
        if superior:
            return Stated(f"{below.value} {superior.value}", below.span)
        of_province = below.value.startswith("Sở ") and (_province(text, head) or dated)
        return Stated(text.vocabulary.with_place(below.value, of_province), below.span) if of_province else below
    found = found or in_head or _enacting(text, body)
    if not found and code and (unknown := _unknown(text, names)):
        return unknown
    found = found or _as_subject(text, body)
    if not found:
        return None
    organ, span = found
    own = _province(text, span) if span else None
    province = own or _province(text, head) or dated
    return Stated(full_name(organ, province, text.vocabulary), span)


def _is_spelt_out(text: Text, names: Sequence[Span], code: Code, organ: Organ) -> bool:
    """Return whether a name in the head spells the last letters of the symbol as another organ than they usually mean.

    "BAN TỔ CHỨC LỄ KỶ NIỆM" above 01/ĐL-BTC is no Bộ Tài chính.
    """
    letters = code.parts[-1] if code.parts else ""
    usual = [fold(name) for name in (organ.name, *organ.aliases)]
    for name in names:
        spelt = fold(squeeze(name.of(text.source)))
        initials = "".join(word[0] for word in spelt.split() if word[0].isalpha())
        if len(letters) > 2 and initials.startswith(letters):
            return not any(spelt.startswith(other) or other.startswith(spelt) for other in usual)
    return False


def _shares(named: Organ, usual: Organ) -> bool:
    """Return whether two organs have the same letters in symbols, but for the first ("BLĐTBXH", "LĐTBXH")."""
    pairs = ((fold(one), fold(other)) for one in named.symbols for other in usual.symbols)
    return any(one in (other, other[1:]) or other == one[1:] for one, other in pairs)


def _of_province(text: Text, head: Span, found: Stated) -> Stated:
    """A steering committee with the province under whose committee it stands, where its name has none."""
    province = _province(text, head)
    is_committee = fold(found.value).startswith("ban chi dao")
    if not (is_committee and province) or _KIND_OF_PLACE.sub("", fold(province)) in fold(found.value):
        return found
    return Stated(text.vocabulary.with_place(found.value, province), found.span)


def _province(text: Text, head: Span) -> str | None:
    """Return the province that the head names with its level, above the addressees; with it, if no table has it.

    A letter too much, as recognition makes one, is no new province.
    """
    end = text.folded.find("kinh gui", head.start, head.end)
    end = end if end >= 0 else head.end
    if match := _provinces(text.vocabulary).search(text.folded, head.start, end):
        known = _bare_places(text.vocabulary)[squeeze(match["name"])]
        return known.called(squeeze(match[0])) if known.was else known.name
    new = _NEW_PROVINCE.search(text.source, head.start, end)
    if new is None:
        return None
    misread = get_close_matches(fold(new["name"]), _bare_places(text.vocabulary), 1, _SAME)
    return _bare_places(text.vocabulary)[misread[0]].name if misread else f"tỉnh {new['name'].title()}"


@cache
def _provinces(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:tinh|thanh\s+pho|tp\.?)\s+(?P<name>{alternatives(_bare_places(vocabulary))})(?!\w)")


@cache
def _bare_places(vocabulary: Vocabulary) -> Mapping[str, Place]:
    """Provinces by folded name, without the word for the kind."""
    return {_KIND_OF_PLACE.sub("", name): row for name, row in vocabulary.place_by_name.items()}


def full_name(organ: Organ, place: str | None, vocabulary: Vocabulary) -> str:
    """Return the name with its province ("Sở Nội vụ" of Tây Ninh → "Sở Nội vụ tỉnh Tây Ninh")."""
    return organ.name if organ.level == "central" else vocabulary.with_place(organ.name, place)


def _in_head(text: Text, head: Span) -> tuple[Organ, Span] | None:
    """Return the last organ that has lines of the head to itself."""
    province = fold(_province(text, head) or "").removeprefix("tinh ")
    shown = without_motto(text, head, text.folded)
    lines = list(re.finditer(r"[^\n|\t]+", shown))
    found = None
    for index, match in enumerate(lines):
        for end in [match.end(), *(below.end() for below in lines[index + 1 : index + 2])]:
            words = squeeze(shown[match.start() : end].replace("|", " ")).strip(_MARKS)
            if organ := _named(words, province, text.vocabulary):
                found = organ, Span(head.start + match.start(), head.start + end)
    return found


def _below(text: Text, head: Span, superior: tuple[Organ, Span | None] | None) -> Stated | None:
    """Return an organ that is not in the vocabulary, in capitals below its superior that is ("BỘ …", "CỤC …")."""
    if superior is None or superior[1] is None:
        return None
    start = (
        superior[1].end
        + len(text.source[superior[1].end : head.end])
        - len(text.source[superior[1].end : head.end].lstrip())
    )
    return _capitals_at(text, head, start)


def _above(head: Span, below: Stated) -> Span:
    return Span(head.start, below.span.start if below.span else head.end)


def _unknown(text: Text, names: Sequence[Span]) -> Stated | None:
    """Return the last name above the number that begins like an organ."""
    last = next((name for name in reversed(names) if UNIT.match(text.source, name.start)), None)
    return Stated(spelt(text, last.end, squeeze(last.of(text.source))), last) if last else None


def _capitals_at(text: Text, head: Span, start: int) -> Stated | None:
    """Return the organ in capitals that begins at `start`, with continuation lines."""
    if not UNIT.match(text.source, start, head.end):
        return None
    end = start
    for line in text.source[start : head.end].splitlines(keepends=True):
        if not line.isupper() or _NO_NAME.match(line):
            break
        end += len(line)
    if motto := MOTTO.search(text.folded, start, end):
        end = motto.start()
    words = squeeze(text.source[start:end])
    # The spelling of the name elsewhere in the text, in sentence case.
    written = re.search(rf"(?<!\w){alternatives([fold(words)])}(?!\w)", text.folded[end:])
    if written:
        words = squeeze(text.source[end + written.start() : end + written.end()])
    return Stated(name_case(words, text.vocabulary) if words.isupper() else words, Span(start, end)) if words else None


def _named(words: str, province: str, vocabulary: Vocabulary) -> Organ | None:
    """Return the organ with this name, with or without a province: a known one, or the folded one given."""
    words = _ASIDE.sub("", words)
    if organ := vocabulary.organ_by_name.get(words):
        return organ
    for name in (*vocabulary.place_by_name, *filter(None, [province])):
        for place in (name, name.removeprefix("thanh pho ")):
            if words.endswith(f" {place}") and (organ := vocabulary.organ_by_name.get(words.removesuffix(f" {place}"))):
                return organ
    return None


def _enacting(text: Text, body: Span) -> tuple[Organ, Span] | None:
    """Return the organ in capitals above the grounds ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LONG AN ⏎ Căn cứ …")."""
    match = _ENACTS.search(text.source, max(0, body.start - _FAR), min(body.end, body.start + _FAR))
    words = squeeze(text.folded[match.start("organ") : match.end("organ")]) if match else ""
    words = words.partition(" khoa ")[0]
    organ = _named(words, "", text.vocabulary)
    return (organ, Span(*match.span("organ"))) if match and organ else None


def _as_subject(text: Text, body: Span) -> tuple[Organ, Span] | None:
    """Return the ordering organ in the first sentences ("…, Giám đốc Sở Khoa học và Công nghệ yêu cầu …")."""
    match = _orders(text.vocabulary).search(text.folded, body.start, min(body.end, body.start + 3_000))
    if not match:
        return None
    return text.vocabulary.organ_by_name[squeeze(match["organ"])], Span(*match.span("organ"))


@cache
def _orders(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = alternatives(vocabulary.organ_by_name)
    return re.compile(rf"(?:^|[,;.\n]\s*)(?:{_POSITION})?(?P<organ>{names}){_VERB}")


def _in_symbol(code: Code | None, vocabulary: Vocabulary) -> tuple[Organ, Span | None] | None:
    """Return the organ by the letters of the symbol."""
    known = vocabulary.organ_by_symbol
    parts = vocabulary.organ_parts(code) if code else ()
    return next(((known[part], None) for part in parts if part in known), None)
