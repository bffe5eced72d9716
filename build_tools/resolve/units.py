"""Units (đơn vị): who a name in a document stands for, with its organ and province.

"Văn phòng Sở" of Quảng Trị is not that of Tây Ninh: a unit under an organ is known by name and organ, one beside it
by name and province. Where the province is not known, the document is the scope.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.base.text import fold, slug, spelling, squeeze
from build_tools.base.values import Value
from build_tools.model.corpus import Unit, UnitId
from build_tools.model.document import Document
from build_tools.resolve.groups import group_kind, group_name, is_generic, kind_of, unit_kind, without_generic
from build_tools.resolve.likeness import known_name, known_names
from build_tools.resolve.localities import bare_name, document_locality, place_in
from build_tools.vocabulary import GroupKind, UnitKind, Vocabulary

# The number of a footnote, set small in print, sticks to the name in a text: "Bộ Công an18".
_FOOTNOTE = re.compile(r"(?<=[a-zà-ỹ])\d{1,3}$")
# A task laid on the head of a body is for that body to do: "Giám đốc Sở Tài chính" is "Sở Tài chính". The chairman of a
# people's committee is not: his powers are his own. "Giám đốc Sở" alone is a person within the organ that speaks.
_HEAD_OF = re.compile(
    r"^(?:(?:Tổng )?Giám đốc|Chánh|Bộ trưởng|(?:(?:Chi|Tổng) )?Cục trưởng|V(?:ụ|iện) trưởng|Trưởng(?: ban| phòng)?"
    r"|Lãnh đạo) (?=(?:Sở|Bộ|Văn phòng|Thanh tra|Cục|Chi cục|Tổng cục|Vụ|Viện|Ban|Phòng|Trung tâm|Công an|Công ty"
    r"|Kho bạc|Cổng) \w)",
    re.IGNORECASE,
)
# What a body does is no part of its name, though the verb is also a noun of names: "Bộ … cấp giấy phép".
_GRANTS = re.compile(r"\s+cấp(?:,? cấp)*(?:\s+(?:giấy|phép)\b.*)?$")
# What a name adds in brackets is a part of the body or a short form of it.
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# "Chủ tịch UBND các huyện, UBND các xã": a name that a list repeats.
_TWICE = re.compile(r"\b(Ủy ban nhân dân) (?=\1)", re.IGNORECASE)
# "Ủy ban nhân dân xã, phường" are all of them; "Bộ, ngành" as well.
_SEVERAL = re.compile(r"^(?=bộ(?:,| ngành\b)|sở(?:,| ban\b| ngành\b))", re.IGNORECASE)
_LISTED = re.compile(
    r"(Ủy ban nhân dân) (?=(?:tỉnh|xã|phường|huyện|quận|thị xã|thị trấn|thành phố|đặc khu)\b,)", re.IGNORECASE
)
_OF_CENTER = re.compile(r"\b(?:thuộc|của) (?:Bộ|Chính phủ|Quốc hội|Trung ương|Thủ tướng)\b")
_RELATIVE_END = re.compile(r"\s+(?:Sở|tỉnh|Tỉnh|thành phố|Thành phố)$")


class NameContext(Value, frozen=True):
    """What a name is read against: the issuing organ of the document, its province, its own short forms."""

    organ: str | None
    place: str | None
    scope: str
    short_forms: tuple[tuple[str, str], ...]


def name_context(document: Document, vocabulary: Vocabulary) -> NameContext:
    """Return what the names in this document are read against."""
    locality = document_locality(document, vocabulary)
    organ = document.record.organ.value if document.record.organ else None
    scope = document.source.path if locality.place is None and locality.relative else ""
    forms = tuple((term.short, term.long) for term in document.abbreviations if "," not in term.short)
    return NameContext(organ, locality.place, scope, forms)


@lru_cache(maxsize=1 << 14)  # offices say the same again and again
def unit_named(name: str, setting: NameContext, vocabulary: Vocabulary) -> Unit:
    """Return the unit that the name stands for in this setting."""
    words = without_generic(_spelt_out(name, setting, vocabulary), vocabulary)
    folded = fold(words)
    kind = unit_kind(words, vocabulary)
    place = place_in(words, vocabulary) or setting.place
    scope = setting.scope if place is None else ""
    if group := group_kind(words, vocabulary):
        return _group(words, group, setting, place, vocabulary)
    if _is_central(words, kind, vocabulary):
        return Unit(UnitId(known_name(slug(words), vocabulary)), words, words, None, False)
    if setting.organ and (folded == "so" or (slug(setting.organ).startswith(slug(words)) and folded.startswith("so "))):
        key = UnitId(bare_name(setting.organ, place, vocabulary), "", slug(place or ""), scope)
        return Unit(key, setting.organ, setting.organ, place, False)
    if kind and kind.under == "organ" and folded not in vocabulary.organ_by_name:
        own, organ, full = _within(words, setting, place, vocabulary)
        return Unit(UnitId(slug(own), slug(organ), slug(place or ""), scope), words, full, place, False)
    full = words if place_in(words, vocabulary) else vocabulary.with_place(words, place)
    key = UnitId(known_name(bare_name(full, place, vocabulary), vocabulary), "", slug(place or ""), scope)
    return Unit(key, words, full, place, False)


def _group(words: str, kind: GroupKind, setting: NameContext, place: str | None, vocabulary: Vocabulary) -> Unit:
    """The group in its organ, its province, or the whole country; all its variants are one."""
    known = vocabulary.place_by_name.get(fold(place or ""))
    name, common = group_name(words, known.full_name if known else None, kind, vocabulary)
    if kind.members == "center" or _OF_CENTER.search(words):
        return Unit(UnitId(slug(common)), words, name, None, True)
    scope = setting.scope if place is None else ""
    if kind.members not in ("province", "below"):
        key = UnitId(slug(words), _organ_key(setting), slug(place or ""), scope)
        return Unit(key, words, _under(words, setting), place, True)
    full = f"{name} thuộc {known.full_name}" if known and not place_in(name, vocabulary) else name
    return Unit(UnitId(slug(common), "", slug(place or ""), scope), words, full, place, True)


def _is_central(words: str, kind: UnitKind | None, vocabulary: Vocabulary) -> bool:
    organ = vocabulary.organ_by_name.get(fold(words))
    return organ.level == "central" if organ else kind is not None and kind.under == "center"


def has_page(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the unit is one that a page can be of: of a known kind, and not named by its kind alone.

    A position without the body in which it is held ("Trưởng ban") is no unit either.
    """
    if is_generic(unit, vocabulary) or not is_known(unit, vocabulary):
        return False
    holder = None if _is_of_kind(unit, vocabulary) else _holder(unit.name, vocabulary)
    return holder is None or (any(map(str.isupper, holder)) and not unit.name.isupper())


def is_known(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the vocabulary knows the unit: a group, a kind of unit, an organ, a holder of a position."""
    return _is_of_kind(unit, vocabulary) or _holder(unit.name, vocabulary) is not None


def _is_of_kind(unit: Unit, vocabulary: Vocabulary) -> bool:
    group = group_kind(unit.name, vocabulary)
    if (group and group.members != "none") or (unit.id.organ and not group) or kind_of(unit.name, vocabulary):
        return True
    return unit.id.name in known_names(vocabulary)


def _holder(name: str, vocabulary: Vocabulary) -> str | None:
    """Return what follows the position that the name begins with ("Chủ tịch Hội đồng …"); `None` if there is none."""
    folded = fold(name)
    positions = sorted((fold(row.name) for row in vocabulary.positions), key=len, reverse=True)
    return next((name[len(position) :] for position in positions if folded.startswith(position)), None)


def _spelt_out(name: str, setting: NameContext, vocabulary: Vocabulary) -> str:
    words = _FOOTNOTE.sub("", squeeze(spelling(name)))
    for short, long in setting.short_forms:
        words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, words)
    words = _TWICE.sub("", _HEAD_OF.sub("", vocabulary.expand(_GRANTS.sub("", _ASIDE.sub("", words)))))
    words = _SEVERAL.sub("các ", _LISTED.sub(r"\1 các ", words))
    return words[:1].upper() + words[1:]


def _organ_key(setting: NameContext) -> str:
    return slug(setting.organ or "")


def _under(words: str, setting: NameContext) -> str:
    """The name of a group with the organ whose group it is ("các phòng thuộc Sở" → "các phòng thuộc Sở Nội vụ …")."""
    if not setting.organ:
        return words
    own = _before_organ(words, setting.organ)
    return f"{own} {setting.organ}" if own else f"{words} – {setting.organ}"


def _within(words: str, setting: NameContext, place: str | None, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Return the own name of a unit, the organ it belongs to, and both together.

    "Văn phòng Sở" belongs to the organ that speaks, "Văn phòng Ủy ban nhân dân tỉnh" to the committee whoever speaks.
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
    """Return what stands before the organ or its beginning at the end of a name; "" where the name ends otherwise."""
    whole = f"{slug(organ)}-"
    return next((own for own, tail in _cuts(words) if whole.startswith(f"{slug(tail)}-")), "")


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Yield a name cut in two before each of its words but the first, the longest end first."""
    parts = words.split()
    for first in range(1, len(parts)):
        yield " ".join(parts[:first]), " ".join(parts[first:])
