"""Units (đơn vị): who a name in a document stands for, with its organ and province.

"Văn phòng Sở" of Quảng Trị is not that of Tây Ninh: a unit under an organ is known by name and organ, one beside it
by name and province. Where the province is not known, the document is the scope.
"""

import re
from dataclasses import dataclass

from build_tools.corpus import Unit, UnitId
from build_tools.model import Document
from build_tools.resolve.likeness import known_name, known_names
from build_tools.resolve.localities import document_locality, place_in
from build_tools.text import fold, slug, spelling, squeeze
from build_tools.vocabulary import UnitKind, Vocabulary

_ORGAN_END = re.compile(r"\s+Sở(?:\s.*)?$")
# The number of a footnote, set small in print, sticks to the name in a text: "Bộ Công an18".
_FOOTNOTE = re.compile(r"(?<=[a-zà-ỹ])\d{1,3}$")
_RELATIVE_END = re.compile(r"\s+(?:Sở|tỉnh|Tỉnh|thành phố)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a name is read against: the issuing organ of the document, its province, its own short forms."""

    organ: str | None
    place: str | None
    scope: str
    short_forms: tuple[tuple[str, str], ...]


def setting_of(document: Document, vocabulary: Vocabulary) -> Setting:
    """Return what the names in this document are read against."""
    locality = document_locality(document, vocabulary)
    organ = document.record.organ.value if document.record.organ else None
    scope = document.source.path if locality.place is None and locality.relative else ""
    forms = tuple((term.short, term.long) for term in document.abbreviations if "," not in term.short)
    return Setting(organ, locality.place, scope, forms)


def unit_named(name: str, setting: Setting, vocabulary: Vocabulary) -> Unit:
    """Return the unit that the name stands for in this setting."""
    words = _spelt_out(name, setting, vocabulary)
    folded = fold(words)
    place = place_in(words, vocabulary) or setting.place
    scope = setting.scope if place is None else ""
    group = next((g for g in vocabulary.units.groups if folded.startswith(fold(g.begins))), None)
    if group:
        organ = "" if group.members == "province" else _organ_key(setting)
        return Unit(UnitId(slug(words), organ, slug(place or ""), scope), words, _under(words, setting), place, True)
    if setting.organ and (folded == "so" or (slug(setting.organ).startswith(slug(words)) and folded.startswith("so "))):
        return Unit(
            UnitId(bare_name(setting.organ, place), "", slug(place or ""), scope),
            setting.organ,
            setting.organ,
            place,
            False,
        )
    kind = unit_kind(words, vocabulary)
    if kind and kind.under == "organ" and fold(words) not in vocabulary.organ_by_name:
        bare = _RELATIVE_END.sub("", words)
        key = UnitId(slug(bare), _organ_key(setting), slug(place or ""), scope)
        return Unit(key, words, _under(words, setting), place, False)
    full = words if place_in(words, vocabulary) else vocabulary.with_place(words, place)
    return Unit(
        UnitId(known_name(bare_name(full, place), vocabulary), "", slug(place or ""), scope), words, full, place, False
    )


def unit_kind(name: str, vocabulary: Vocabulary) -> UnitKind | None:
    """Return the kind whose words the name begins with, the longest of them."""
    fits = [kind for kind in vocabulary.units.kinds if fold(name).startswith(fold(kind.begins))]
    return max(fits, key=lambda kind: len(kind.begins), default=None)


def is_known(unit: Unit, vocabulary: Vocabulary) -> bool:
    """Return whether the vocabulary knows the unit: a group, a kind of unit, an organ, a holder of a position."""
    if unit.is_group or unit.id.organ or unit_kind(unit.name, vocabulary):
        return True
    holders = (fold(row.name) for row in vocabulary.positions)
    return unit.id.name in known_names(vocabulary) or fold(unit.name).startswith(tuple(holders))


def _spelt_out(name: str, setting: Setting, vocabulary: Vocabulary) -> str:
    words = _FOOTNOTE.sub("", squeeze(spelling(name)))
    for short, long in setting.short_forms:
        words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, words)
    words = vocabulary.expand(words)
    return words[:1].upper() + words[1:]


def _organ_key(setting: Setting) -> str:
    return slug(setting.organ or "")


def bare_name(name: str, place: str | None) -> str:
    """The folded name without province: "Sở Nội vụ tỉnh Tây Ninh" and "Sở Nội vụ" of Tây Ninh are one."""
    folded = slug(name).removesuffix(slug(place or "\0")).strip("-")
    return re.sub(r"-(?:tinh|thanh-pho)$", "", folded)


def _under(words: str, setting: Setting) -> str:
    """The name with the organ it belongs to ("Văn phòng Sở" → "Văn phòng Sở Khoa học và Công nghệ tỉnh Quảng Trị")."""
    if not setting.organ or slug(setting.organ).startswith(slug(words)):
        return words
    tail = _ORGAN_END.search(words)
    if tail and slug(setting.organ).startswith(slug(tail[0])):
        return f"{words[: tail.start()]} {setting.organ}"
    return f"{words} – {setting.organ}"
