"""Units (đơn vị): the unit that a name in a document means, with its organ and province.

"Văn phòng Sở" of Quảng Trị is not that of Tây Ninh: a unit within an organ is identified by name and organ, any other
by name and province. If the province is unknown, the name is valid within its document only.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.base.text import fold, slug, spelling, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.corpus import Unit, UnitId
from build_tools.model.document import Document
from build_tools.resolve.groups import group_kind, group_name, is_generic, kind_of, unit_kind, without_generic
from build_tools.resolve.likeness import known_name, known_names
from build_tools.resolve.local_units import era_of, since_of
from build_tools.resolve.localities import bare_name, document_locality, place_in
from build_tools.vocabulary import GroupKind, UnitKind, Vocabulary

# The number of a footnote after a name: "Bộ Công an18".
_FOOTNOTE = re.compile(r"(?<=[a-zà-ỹ])\d{1,3}$")
# The head of a body stands for the body: "Giám đốc Sở Tài chính" is "Sở Tài chính". Not the chairman of a people's
# committee, who has powers of his own. "Giám đốc Sở" alone is a person within the issuing organ.
_HEAD_OF = re.compile(
    r"^(?:(?:Tổng )?Giám đốc|Chánh|Bộ trưởng|(?:(?:Chi|Tổng) )?Cục trưởng|V(?:ụ|iện) trưởng|Trưởng(?: ban| phòng)?"
    r"|Lãnh đạo) (?=(?:Sở|Bộ|Văn phòng|Thanh tra|Cục|Chi cục|Tổng cục|Vụ|Viện|Ban|Phòng|Trung tâm|Công an|Công ty"
    r"|Kho bạc|Cổng) \w)",
    re.IGNORECASE,
)
# "cấp" as a verb after the name, which is also a noun in names: "Bộ … cấp giấy phép".
_GRANTS = re.compile(r"\s+cấp(?:,? cấp)*(?:\s+(?:giấy|phép)\b.*)?$")
# Brackets after a name hold a part of the body or a short form.
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# "Sở Giao thông vận tải cũ" is that department.
_FORMER = re.compile(r"(?<=\w)\s+cũ$")
# A name repeated in a list: "Chủ tịch UBND các huyện, UBND các xã".
_TWICE = re.compile(r"\b(Ủy ban nhân dân) (?=\1)", re.IGNORECASE)
# A plural without "các": "Ủy ban nhân dân xã, phường", "Bộ, ngành".
_SEVERAL = re.compile(r"^(?=bộ(?:,| ngành\b)|sở(?:,| ban\b| ngành\b))", re.IGNORECASE)
_LISTED = re.compile(
    r"(Ủy ban nhân dân) (?=(?:tỉnh|xã|phường|huyện|quận|thị xã|thị trấn|thành phố|đặc khu)\b,)", re.IGNORECASE
)
# "Ủy ban nhân dân xã" in a document of a commune is its committee, as "Sở" is the department that speaks.
_OWN_LEVEL = re.compile(r"so |(?:uy ban|hoi dong) nhan dan (?:xa|phuong|huyen|quan|thi xa|thi tran|dac khu)$")
_OF_CENTER = re.compile(r"\b(?:thuộc|của) (?:Bộ|Chính phủ|Quốc hội|Trung ương|Thủ tướng)\b")
_RELATIVE_END = re.compile(r"\s+(?:Sở|tỉnh|Tỉnh|thành phố|Thành phố)$")


class NameContext(Value, frozen=True):
    """The context of a name: the issuing organ of the document, its province, the short forms it defines.

    `era` is the last day up to its own on which provinces or communes changed, `None` if its day is not known; `below`
    is the district or commune of its issuer.
    """

    organ: str | None
    place: str | None
    scope: str
    short_forms: tuple[tuple[str, str], ...]
    era: str | None = None
    below: str = ""


def name_context(document: Document, vocabulary: Vocabulary) -> NameContext:
    """Return the context of the names in this document."""
    locality = document_locality(document, vocabulary)
    organ = document.record.organ.value if document.record.organ else None
    scope = document.source.path if locality.place is None and locality.relative else ""
    forms = tuple((term.short, term.long) for term in document.abbreviations if "," not in term.short)
    issued = document.record.issued_date
    era = era_of(issued.isoformat() if issued else document.record.issued_month, vocabulary)
    return NameContext(organ, locality.place, scope, forms, era, locality.below)


@lru_cache(maxsize=1 << 14)  # the same names recur
def unit_named(name: str, setting: NameContext, vocabulary: Vocabulary) -> Unit:
    """Return the unit that the name means in this context."""
    words = without_generic(_spelt_out(name, setting, vocabulary), vocabulary)
    folded = fold(words)
    kind = unit_kind(words, vocabulary)
    place = place_in(words, vocabulary) or setting.place
    scope = setting.scope if place is None else ""
    if group := group_kind(words, vocabulary):
        return _group(words, group, setting, place, vocabulary)
    if _is_central(words, kind, vocabulary):
        return Unit(UnitId(known_name(slug(words), vocabulary)), words, words, None, False)
    if setting.organ and (folded == "so" or (slug(setting.organ).startswith(slug(words)) and _OWN_LEVEL.match(folded))):
        key = _identity(setting.organ, setting.organ, place, setting, vocabulary)
        return Unit(key, setting.organ, setting.organ, place, False)
    if kind and kind.under == "organ" and folded not in vocabulary.organ_by_name:
        own, organ, full = _within(words, setting, vocabulary.place_on(place, setting.era), vocabulary)
        key = UnitId(slug(own), _organ_key(organ, place, setting, vocabulary), slug(place or ""), scope)
        return Unit(key, words, full, place, False)
    dated = vocabulary.place_on(place, setting.era)
    full = words if place_in(words, vocabulary) else vocabulary.with_place(words, dated)
    key = _identity(name, full, place, setting, vocabulary)
    return Unit(replace(key, name=known_name(key.name, vocabulary)), words, full, place, False)


def _identity(name: str, full: str, place: str | None, setting: NameContext, vocabulary: Vocabulary) -> UnitId:
    """Return the unit by its full name: in its province, else in its document; a commune by its borders too."""
    bare = bare_name(full, vocabulary.place_on(place, setting.era), vocabulary)
    key = UnitId(bare, "", slug(place or ""), setting.scope if place is None else "")
    return replace(key, since=since_of(name, key, setting.era, vocabulary))


def issuer_of(document: Document, vocabulary: Vocabulary) -> Unit | None:
    """Return the unit that issued the document; `None` where no issuer is known."""
    organ = document.record.organ
    return unit_named(organ.value, name_context(document, vocabulary), vocabulary) if organ else None


def _group(words: str, kind: GroupKind, setting: NameContext, place: str | None, vocabulary: Vocabulary) -> Unit:
    """Return the group of the organ, the province or the whole country; the same unit for all variants of the name."""
    known = vocabulary.place_by_name.get(fold(place or ""))
    province = known.on(setting.era) if known else None
    name, common = group_name(words, province, kind, vocabulary)
    if kind.members == "center" or _OF_CENTER.search(words):
        return Unit(UnitId(slug(common)), words, name, None, True)
    scope = setting.scope if place is None else ""
    if kind.members not in ("province", "below"):
        organ = _organ_key(setting.organ or "", place, setting, vocabulary)
        key = UnitId(slug(words), organ, slug(place or ""), scope)
        return Unit(key, words, _under(words, setting), place, True)
    full = f"{name} thuộc {province}" if province and not place_in(name, vocabulary) else name
    return Unit(UnitId(slug(common), "", slug(place or ""), scope), words, full, place, True)


def _is_central(words: str, kind: UnitKind | None, vocabulary: Vocabulary) -> bool:
    organ = vocabulary.organ_by_name.get(fold(words))
    return organ.level == "central" if organ else kind is not None and kind.under == "center"


@lru_cache(maxsize=1 << 14)
def has_page(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the unit gets a page: it is of a known kind, and its name is not generic.

    A position without its body ("Trưởng ban") gets none.
    """
    if is_generic(unit, vocabulary) or not is_known(unit, vocabulary):
        return False
    holder = None if _is_of_kind(unit, vocabulary) else _holder(unit.name, vocabulary)
    return holder is None or (any(map(str.isupper, holder)) and not unit.name.isupper())


def is_known(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the vocabulary has the group, the kind of unit, the organ or the position."""
    return _is_of_kind(unit, vocabulary) or _holder(unit.name, vocabulary) is not None


def _is_of_kind(unit: Unit, vocabulary: Vocabulary) -> bool:
    group = group_kind(unit.name, vocabulary)
    if (group and group.members != "none") or (unit.id.organ and not group) or kind_of(unit.name, vocabulary):
        return True
    return unit.id.name in known_names(vocabulary)


def _holder(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the rest of the name after a position ("Chủ tịch Hội đồng …"); `None` if it begins with none."""
    folded = fold(name)
    positions = sorted((fold(row.name) for row in vocabulary.positions), key=len, reverse=True)
    return next((name[len(position) :] for position in positions if folded.startswith(position)), None)


def _spelt_out(name: str, setting: NameContext, vocabulary: Vocabulary) -> str:
    words = _FOOTNOTE.sub("", squeeze(spelling(name)))
    words = vocabulary.own_units.get(fold(words), words)
    for short, long in setting.short_forms:
        words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, words)
    words = _TWICE.sub("", _HEAD_OF.sub("", vocabulary.expand(_GRANTS.sub("", _FORMER.sub("", _ASIDE.sub("", words))))))
    words = _SEVERAL.sub("các ", _LISTED.sub(r"\1 các ", words))
    return words[:1].upper() + words[1:]


def _organ_key(organ: str, place: str | None, setting: NameContext, vocabulary: Vocabulary) -> str:
    """Return the folded organ; in a province that has become a city, as it was named before."""
    known = vocabulary.place_by_name.get(fold(place or ""))
    key = slug(organ)
    if known is None or not known.was or known.on(setting.era) == known.former_name:
        return key
    before = slug(known.name)
    return re.sub(rf"\bthanh-(pho|uy)-{before}$", lambda m: f"tinh{'-uy' if m[1] == 'uy' else ''}-{before}", key)


def _under(words: str, setting: NameContext) -> str:
    """Return the name of a group with its organ in full ("các phòng thuộc Sở" → "các phòng thuộc Sở Nội vụ …")."""
    if not setting.organ:
        return words
    own = _before_organ(words, setting.organ)
    return f"{own} {setting.organ}" if own else f"{words} – {setting.organ}"


def _within(words: str, setting: NameContext, place: str | None, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Return the name of a unit without its organ, the organ, and the full name.

    "Văn phòng Sở" belongs to the issuing organ, "Văn phòng Ủy ban nhân dân tỉnh" to the committee whoever issues.
    """
    if setting.organ and (own := _before_organ(words, setting.organ)):
        return own, setting.organ, f"{own} {setting.organ}"
    for own, tail in _cuts(words):
        if organ := vocabulary.organ_by_name.get(fold(tail)):
            named = tail if organ.level == "central" else vocabulary.with_place(tail, place)
            return own, named, f"{own} {named}"
    own = _RELATIVE_END.sub("", words)
    return own, setting.organ or "", f"{own} – {setting.organ}" if setting.organ else words


def _before_organ(words: str, organ: str) -> str:
    """Return the part of a name before the organ (or the beginning of its name) at the end; "" if it ends otherwise."""
    whole = f"{slug(organ)}-"
    return next((own for own, tail in _cuts(words) if whole.startswith(f"{slug(tail)}-")), "")


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to split a name between two words, the longest second part first."""
    parts = words.split()
    for first in range(1, len(parts)):
        yield " ".join(parts[:first]), " ".join(parts[first:])
