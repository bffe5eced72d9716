"""Units (đơn vị): who a name in a document stands for, with its organ and province.

"Văn phòng Sở" of Quảng Trị is not that of Tây Ninh: a unit under an organ is known by name and organ, one beside it
by name and province. Where the province is not known, the document is the scope.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from build_tools.base.text import fold, slug, spelling, squeeze
from build_tools.base.values import Value
from build_tools.model.corpus import Unit, UnitId
from build_tools.model.document import Document
from build_tools.resolve.likeness import known_name, known_names
from build_tools.resolve.localities import bare_name, document_locality, place_in
from build_tools.vocabulary import GroupKind, UnitKind, Vocabulary

Row = TypeVar("Row", UnitKind, GroupKind)

# The number of a footnote, set small in print, sticks to the name in a text: "Bộ Công an18".
_FOOTNOTE = re.compile(r"(?<=[a-zà-ỹ])\d{1,3}$")
# A task laid on the head of a body is for that body to do: "Giám đốc Sở Tài chính" is "Sở Tài chính". The chairman of a
# people's committee is not: his powers are his own. "Giám đốc Sở" alone is a person within the organ that speaks.
_HEAD_OF = re.compile(
    r"^(?:(?:Tổng )?Giám đốc|Chánh|Bộ trưởng|(?:(?:Chi|Tổng) )?Cục trưởng|V(?:ụ|iện) trưởng|Trưởng(?: ban| phòng)?) "
    r"(?=(?:Sở|Bộ|Văn phòng|Thanh tra|Cục|Chi cục|Tổng cục|Vụ|Viện|Ban|Phòng|Trung tâm|Công an|Công ty|Kho bạc) \w)",
    re.IGNORECASE,
)
# What a name adds in brackets is a part of the body or a short form of it.
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_OF_PROVINCE = re.compile(r",?\s+(?:(?:của|thuộc|trực thuộc|trong|cấp)\s+)?tỉnh$")
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


def unit_named(name: str, setting: NameContext, vocabulary: Vocabulary) -> Unit:
    """Return the unit that the name stands for in this setting."""
    words = _spelt_out(name, setting, vocabulary)
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


@lru_cache(maxsize=1 << 14)
def group_kind(name: str, vocabulary: Vocabulary) -> GroupKind | None:
    """Return the kind of addressee group whose words the name begins with, the longest of them."""
    return _fitting(_groups(vocabulary), name)


def _group(words: str, kind: GroupKind, setting: NameContext, place: str | None, vocabulary: Vocabulary) -> Unit:
    """The group in its organ, its province, or the whole country."""
    if kind.members == "center":
        return Unit(UnitId(slug(words)), words, words, None, True)
    scope = setting.scope if place is None else ""
    if kind.members not in ("province", "below"):
        return Unit(
            UnitId(slug(words), _organ_key(setting), slug(place or ""), scope),
            words,
            _under(words, setting),
            place,
            True,
        )
    bare = _OF_PROVINCE.sub("", words)
    known = vocabulary.place_by_name.get(fold(place or ""))
    full = f"{bare} thuộc {known.full_name}" if known and not place_in(words, vocabulary) else words
    return Unit(UnitId(slug(bare), "", slug(place or ""), scope), words, full, place, True)


def _is_central(words: str, kind: UnitKind | None, vocabulary: Vocabulary) -> bool:
    organ = vocabulary.organ_by_name.get(fold(words))
    return organ.level == "central" if organ else kind is not None and kind.under == "center"


@lru_cache(maxsize=1 << 14)
def unit_kind(name: str, vocabulary: Vocabulary) -> UnitKind | None:
    """Return the kind whose words the name begins with, the longest of them."""
    return _fitting(_kinds(vocabulary), name)


def _fitting(rows: Sequence[tuple[str, Row]], name: str) -> Row | None:
    """Return the first row with whose words the name begins, whole and whatever their accents."""
    folded = fold(name)
    fits = (row for words, row in rows if folded.startswith(words) and not name[len(words) : len(words) + 1].isalnum())
    return next(fits, None)


@cache
def _groups(vocabulary: Vocabulary) -> tuple[tuple[str, GroupKind], ...]:
    """The kinds of group by their folded words, the longest first."""
    return tuple(sorted(((fold(row.begins), row) for row in vocabulary.units.groups), key=lambda pair: -len(pair[0])))


@cache
def _kinds(vocabulary: Vocabulary) -> tuple[tuple[str, UnitKind], ...]:
    """The kinds of unit by their folded words, the longest first."""
    return tuple(sorted(((fold(row.begins), row) for row in vocabulary.units.kinds), key=lambda pair: -len(pair[0])))


def is_known(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the vocabulary knows the unit: a group, a kind of unit, an organ, a holder of a position."""
    group = group_kind(unit.name, vocabulary)
    if (group and group.members != "none") or (unit.id.organ and not group) or unit_kind(unit.name, vocabulary):
        return True
    holders = (fold(row.name) for row in vocabulary.positions)
    return unit.id.name in known_names(vocabulary) or fold(unit.name).startswith(tuple(holders))


def _spelt_out(name: str, setting: NameContext, vocabulary: Vocabulary) -> str:
    words = _FOOTNOTE.sub("", squeeze(spelling(name)))
    for short, long in setting.short_forms:
        words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, words)
    words = _HEAD_OF.sub("", vocabulary.expand(_ASIDE.sub("", words)))
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
