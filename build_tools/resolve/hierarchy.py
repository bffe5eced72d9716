"""Relations between units: the organ that a unit belongs to, and its successor after mergers.

Documents keep the names of their time. From 01/7/2025 there are 34 provinces (Nghị quyết 202/2025/QH15): units of Bình
Định have successors in Gia Lai. A province that became a city has its units with another name. Communes and districts
have a module of their own (local_units).
"""

import re
from collections.abc import Collection, Mapping
from datetime import date as Date  # noqa: N812 – as in the vocabulary

from build_tools.base.text import fold, slug
from build_tools.base.values import replace
from build_tools.model.corpus import Successor, Unit, UnitId
from build_tools.model.document import Document
from build_tools.resolve.likeness import known_name
from build_tools.resolve.local_units import Naming, local_successor
from build_tools.resolve.localities import bare_name, is_below_province
from build_tools.vocabulary import SuccessorRow, Vocabulary
from build_tools.vocabulary.places import Place

# Bodies that neither merge with those of another province nor change their names because the province does.
_OF_THEIR_OWN = re.compile(
    r"(?:(?:tong )?cong ty|doanh nghiep|ngan hang|hop tac xa|quy|truong|benh vien|trung tam|vien (?!kiem sat))\b"
)


def related(
    units: Mapping[UnitId, Unit], namings: Mapping[UnitId, Collection[Naming]], vocabulary: Vocabulary
) -> dict[UnitId, Unit]:
    """Return the units, each with its parent organ and its successor where these are known.

    `namings` are those of each unit in the documents.
    """
    return {
        identity: replace(
            unit,
            parent=_parent(unit, units, vocabulary),
            successor=_successor(unit, namings[identity], units, vocabulary),
        )
        for identity, unit in units.items()
    }


def existed(unit: Unit, document: Document) -> bool:
    """Return whether the unit existed when the document was issued, as far as both days are known."""
    issued, after = document.record.issued_date, unit.successor
    if issued is None:
        return True
    ended = after is not None and not after.renamed and after.since <= issued.isoformat()
    return not ended and unit.id.since <= issued.isoformat()


def _parent(unit: Unit, units: Mapping[UnitId, Unit], vocabulary: Vocabulary) -> UnitId | None:
    if not unit.id.organ:
        return None
    parent = UnitId(bare_name(unit.id.organ, unit.place, vocabulary), "", unit.id.place, unit.id.scope)
    return parent if parent in units else None


def _successor(
    unit: Unit, namings: Collection[Naming], units: Mapping[UnitId, Unit], vocabulary: Vocabulary
) -> Successor | None:
    """Return the successor by the last merger that concerns the unit: of its organ, else of its place."""
    if unit.id.organ or unit.id.scope or unit.is_group:
        return None
    if local := local_successor(unit, namings, units, vocabulary):
        return local
    if is_below_province(unit.full_name) or _OF_THEIR_OWN.match(fold(unit.name)):
        return None
    row = next((row for row in vocabulary.units.successors if slug(row.name) == unit.id.name), None)
    place = vocabulary.place_by_name.get(fold(unit.place or ""))
    merged = place if place and place.into else None
    if row is None and merged is None:
        return _renamed(unit, place, namings) if place else None
    name, identity = unit.full_name, unit.id
    if row:
        name = re.sub(re.escape(row.name), row.into, name, flags=re.IGNORECASE)
        identity = replace(identity, name=slug(row.into))
    since, source = _latest(row, merged)
    if merged and merged.into:
        target = vocabulary.place_by_name[fold(merged.into)]
        name = _moved(name, merged, target, since)
        identity = UnitId(known_name(bare_name(name, target.on(since), vocabulary), vocabulary), "", slug(merged.into))
    return Successor(name, since, source, identity if identity in units else None)


def _renamed(unit: Unit, place: Place, namings: Collection[Naming]) -> Successor | None:
    """Return the new name of a unit in a province that has become a city, if a document of before names it."""
    since = place.since.isoformat() if place.was and place.since else ""
    if not any(naming.era is not None and naming.era < since for naming in namings):
        return None
    name = _of_city(unit.full_name.replace(place.former_name, place.full_name))
    if place.full_name not in name and "Thành ủy" not in name:  # a name without the kind of its province
        return None
    return Successor(name, since, place.source, None, renamed=True)


def _moved(name: str, place: Place, target: Place, since: str) -> str:
    """Return the name in its new province: "… tỉnh Bình Định" → "… tỉnh Gia Lai", "Tỉnh ủy …" → "Thành ủy …"."""
    there = target.on(since)
    name = _of_city(name) if there.lower().startswith("thành phố") else name
    full = place.full_name if place.full_name in name else place.name
    return name.replace(full, there if full == place.full_name else target.name)


def _of_city(name: str) -> str:
    return re.sub(r"^((?:\w+ )*)Tỉnh ủy", r"\1Thành ủy", name)


def _latest(*rows: SuccessorRow | Place | None) -> tuple[str, str]:
    dated = [(row.since or Date.min, row.source) for row in rows if row]
    return max(dated)[0].isoformat(), "; ".join(source for _, source in dated)
