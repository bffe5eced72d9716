"""Units of communes and districts in time: which commune a name means, and what became of it on 01/7/2025.

Nothing is said where the name fits several communes that went apart, or where no document shows which one it means: one
that gives the district, comes from it, or is dated since the communes of the table existed.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from build_tools.base.text import fold, slug
from build_tools.base.values import Value, replace
from build_tools.model.corpus import Successor, Unit, UnitId
from build_tools.model.document import Document
from build_tools.model.span import Span
from build_tools.resolve.localities import bare_name
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.communes import LISTED, NO_DISTRICTS, SINCE, Communes, NewCommune, key_of

# Bodies that a commune has always had, folded; "" is the commune itself. Those of districts ended with the level.
_COUNCILS = (
    "",
    "uy-ban-nhan-dan-",
    "chu-tich-uy-ban-nhan-dan-",
    "hoi-dong-nhan-dan-",
    "thuong-truc-hoi-dong-nhan-dan-",
)
_BODIES = (
    *_COUNCILS,
    "dang-uy-",
    "cong-an-",
    "truong-cong-an-",
    "ban-chi-huy-quan-su-",
    "uy-ban-mat-tran-to-quoc-viet-nam-",
    "uy-ban-mttq-viet-nam-",
)
_COMMUNE = re.compile(rf"(?:{'|'.join(_BODIES)})(?P<name>(?:xa|phuong|thi-tran|dac-khu)-.+)")
_DISTRICT = re.compile(rf"(?:{'|'.join(_COUNCILS)})(?P<name>(?:huyen|quan|thi-xa|thanh-pho)-.+)")
_OF_DISTRICT = re.compile(r"-(?=(?:huyen|quan|thi-xa|thanh-pho)-)")
_DISTRICT_ALONE = re.compile(r"(?:huyen|quan|thi xa|thanh pho) .+")
_WORD_OF_KIND = re.compile(r"(?<!\w)(?:xa|phuong|thi tran|dac khu) ")
# "Ủy ban nhân dân xã Tân Thành (cũ)" is that of before, whenever it is named.
_FORMER = re.compile(r"\s+(?:cũ(?!\w)|\((?:cũ|trước đây|trước (?:khi )?(?:sắp xếp|sáp nhập))\s*\))")


class Naming(Value, frozen=True, order=True):
    """How a document names a unit: the last day of change before its own, and the district or commune that issued it.

    `era` is `None` where the day of the document is not known, and "" before all changes.
    """

    era: str | None = None
    below: str = ""


def era_of(day: str | None, vocabulary: Vocabulary) -> str | None:
    """Return the last day of change up to an ISO day, "" if it is before all of them."""
    return None if day is None else max((change for change in vocabulary.days if change <= day), default="")


def as_stated(name: str, era: str | None, task: Span, document: Document) -> str:
    """Return a name with "(cũ)" if a task since 01/7/2025 says so of a commune that it names."""
    if not era or era < SINCE or not _WORD_OF_KIND.search(fold(name)):
        return name
    words = task.of(document.source.text)
    place = words.find(name)
    match = _FORMER.match(words, place + len(name)) if place >= 0 else None
    return name + match[0] if match else name


def since_of(name: str, identity: UnitId, era: str | None, vocabulary: Vocabulary) -> str:
    """Return the day since which the commune has its borders, if its name was another's before; else ""."""
    commune, district = _commune(identity, vocabulary.communes)
    if not commune or district or not era or era < SINCE or _FORMER.search(name):
        return ""
    return SINCE if vocabulary.communes.is_reused(identity.place, commune) else ""


def local_successor(
    unit: Unit, namings: Collection[Naming], units: Mapping[UnitId, Unit], vocabulary: Vocabulary
) -> Successor | None:
    """Return what became of a unit of a commune or district; `None` if it goes on, or if that is not certain."""
    table, place = vocabulary.communes, unit.id.place
    commune, district = _commune(unit.id, table)
    if not commune:
        match = _DISTRICT.fullmatch(unit.id.name)
        ended = match and table.has_district(place, key_of(match["name"]))
        return Successor("", SINCE, NO_DISTRICTS) if ended else None
    if unit.id.since or (table.is_new(place, commune) and not table.is_reused(place, commune)):
        later = table.renamed(place, commune)
        return _in_commune(unit, later, units, vocabulary, renamed=True) if later else None
    meant = {_became(place, commune, district, naming, table) for naming in namings}
    into = meant.pop() if len(meant) == 1 else None
    return _in_commune(unit, into, units, vocabulary) if into else None


def _became(place: str, commune: str, district: str, naming: Naming, table: Communes) -> NewCommune | None:
    """Return what the commune became that a document names; `None` if that is not certain."""
    if not district and _DISTRICT_ALONE.fullmatch(naming.below) and table.has_district(place, key_of(naming.below)):
        district = key_of(naming.below)
    if not district and (naming.era is None or naming.era < LISTED):
        return None
    return table.became(place, commune, district, wide=naming.era is not None and naming.era >= SINCE)


def _commune(identity: UnitId, table: Communes) -> tuple[str, str]:
    """Return the commune in a unit's name and its district, if the name gives that; both "" if there is none."""
    match = _COMMUNE.fullmatch(identity.name)
    if not match or identity.organ or identity.scope or not identity.place:
        return "", ""
    return next(
        (
            (key_of(commune), key_of(district))
            for commune, district in _cuts(match["name"])
            if table.has_district(identity.place, key_of(district))
        ),
        (key_of(match["name"]), ""),
    )


def _cuts(name: str) -> Iterator[tuple[str, str]]:
    for cut in _OF_DISTRICT.finditer(name):
        yield name[: cut.start()], name[cut.end() :]


def _in_commune(
    unit: Unit, now: NewCommune, units: Mapping[UnitId, Unit], vocabulary: Vocabulary, *, renamed: bool = False
) -> Successor:
    """Return the unit's successor in a commune of today, with its page if the collection has one."""
    province = next(row for row in vocabulary.places if slug(row.name) == now.place)
    start = _WORD_OF_KIND.search(fold(unit.name))
    name = f"{unit.name[: start.start()] if start else ''}{now.name}"
    name = f"{name[:1].upper()}{name[1:]} {province.on(now.since)}"
    identity = UnitId(bare_name(name, province.on(now.since), vocabulary), "", now.place)
    reused = vocabulary.communes.is_reused(now.place, key_of(now.name))
    identity = replace(identity, since=SINCE) if reused else identity
    return Successor(name, now.since, now.source, identity if identity in units else None, renamed)
