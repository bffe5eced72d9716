"""Relations between units: the organ that a unit belongs to, and its successor after mergers.

Documents keep the names of their time. From 01/7/2025 there are 34 provinces (Nghị quyết 202/2025/QH15): units of Bình
Định have successors in Gia Lai. Units of districts, a level that ended without a single successor, have none.
"""

import re
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 – as in the vocabulary

from build_tools.base.text import fold, slug
from build_tools.base.values import replace
from build_tools.model.corpus import Successor, Unit, UnitId
from build_tools.resolve.localities import bare_name, is_below_province
from build_tools.vocabulary import SuccessorRow, Vocabulary
from build_tools.vocabulary.places import Place


def related(units: Mapping[UnitId, Unit], vocabulary: Vocabulary) -> dict[UnitId, Unit]:
    """Return the units, each with its parent organ and its successor where these are known."""
    return {
        identity: replace(unit, parent=_parent(unit, units, vocabulary), successor=_successor(unit, units, vocabulary))
        for identity, unit in units.items()
    }


def _parent(unit: Unit, units: Mapping[UnitId, Unit], vocabulary: Vocabulary) -> UnitId | None:
    if not unit.id.organ:
        return None
    parent = UnitId(bare_name(unit.id.organ, unit.place, vocabulary), "", unit.id.place, unit.id.scope)
    return parent if parent in units else None


def _successor(unit: Unit, units: Mapping[UnitId, Unit], vocabulary: Vocabulary) -> Successor | None:
    """Return the successor by the last merger that concerns the unit: of its organ, else of its province."""
    if unit.id.organ or unit.id.scope or unit.is_group or is_below_province(unit.full_name):
        return None
    row = next((row for row in vocabulary.units.successors if slug(row.name) == unit.id.name), None)
    place = vocabulary.place_by_name.get(fold(unit.place or ""))
    merged = place if place and place.into else None
    if row is None and merged is None:
        return None
    name, identity = unit.full_name, unit.id
    if row:
        name = re.sub(re.escape(row.name), row.into, name, flags=re.IGNORECASE)
        identity = replace(identity, name=slug(row.into))
    if merged and merged.into:
        name, identity = _moved(name, merged, vocabulary), replace(identity, place=slug(merged.into))
    since, source = _latest(row, merged)
    return Successor(name, since, source, identity if identity in units else None)


def _moved(name: str, place: Place, vocabulary: Vocabulary) -> str:
    """Return the name in its new province: "… tỉnh Bình Định" → "… tỉnh Gia Lai", "Tỉnh ủy …" → "Thành ủy …"."""
    target = vocabulary.place_by_name[fold(place.into or "")]
    if target.kind == "thành phố":
        name = re.sub(r"^Tỉnh ủy", "Thành ủy", name)
    full = place.full_name if place.full_name in name else place.name
    return name.replace(full, target.full_name if full == place.full_name else target.name)


def _latest(*rows: SuccessorRow | Place | None) -> tuple[str, str]:
    dated = [(row.since or Date.min, row.source) for row in rows if row]
    return max(dated)[0].isoformat(), "; ".join(source for _, source in dated)
