"""Communes in time: what each of before 01/7/2025 became part of, as far as the table makes it certain.

The table (communes.txt) has 3,321 communes of 10,040; a block of it is read when its province is asked for. Places are
as in `slug` ("dong-nai"); communes and districts too, without hyphens ("xalongthanh", "huyenlongthanh").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from build_tools.base.text import fold, slug

# The day from which the communes of the table exist and there are no districts, and the source of the latter.
SINCE = "2025-07-01"
NO_DISTRICTS = "Nghị quyết 203/2025/QH15"
# The communes of before are those since this day: an older document may name one that was dissolved.
LISTED = "2025-03-01"


@dataclass(frozen=True)
class NewCommune:
    """A commune of today with its province, since an ISO day, by a source."""

    name: str
    place: str
    since: str
    source: str


@dataclass(frozen=True)
class _Old:
    """A commune of before, once for each that it became part of; `alone` if nothing else went into that one."""

    place: str
    district: str
    name: str
    into: NewCommune
    alone: bool

    @property
    def goes_on(self) -> bool:
        """Whether name, province and borders remained."""
        return self.alone and (self.place, self.name) == (self.into.place, key_of(self.into.name))


@dataclass(frozen=True)
class _Block:
    """The communes of a province of today; `later` are names that they have since another day, by the name before.

    `old` are those of before by name; `districts` are these with their provinces.
    """

    place: str
    names: frozenset[str]
    old: Mapping[str, tuple[_Old, ...]]
    districts: frozenset[tuple[str, str]]
    later: Mapping[str, NewCommune]


def key_of(name: str) -> str:
    """Return a name as in the table: folded, without blanks ("phường An Bình" → "phuonganbinh")."""
    return slug(name).replace("-", "")


@dataclass(eq=False)
class Communes:
    """The table; reads nothing before it is asked."""

    _read: dict[str, _Block] = field(default_factory=dict, repr=False)

    def is_new(self, place: str, commune: str) -> bool:
        """Return whether the province has a commune of this name today or since 01/7/2025."""
        return any(block.place == place and commune in block.names for block in self._blocks_of(place))

    def is_reused(self, place: str, commune: str) -> bool:
        """Return whether the commune of this name before is another than the one since 01/7/2025."""
        old = self._old(place, commune, "")
        return bool(old) and self.is_new(place, commune) and not (len(old) == 1 and old[0].goes_on)

    def became(self, place: str, commune: str, district: str = "", *, wide: bool = False) -> NewCommune | None:
        """Return what the commune became part of; `None` if several had the name and went apart, or it was divided.

        With `wide` the name may also be of a province that has become part of this one.
        """
        into = {row.into for row in self._old(place, commune, district, wide=wide)}
        return into.pop() if len(into) == 1 else None

    def renamed(self, place: str, commune: str) -> NewCommune | None:
        """Return the later name of a commune of today that became a phường after 01/7/2025."""
        return next((found for block in self._blocks_of(place) if (found := block.later.get(commune))), None)

    def has_district(self, place: str, district: str) -> bool:
        """Return whether the province had a district of this name."""
        return any((place, district) in block.districts for block in self._blocks_of(place))

    def _old(self, place: str, commune: str, district: str, *, wide: bool = False) -> list[_Old]:
        return [
            row
            for block in self._blocks_of(place)
            for row in block.old.get(commune, ())
            if district in ("", row.district) and (row.place == place or (wide and block.place == place))
        ]

    def _blocks_of(self, place: str) -> Iterator[_Block]:
        """Yield the blocks in which the province is today's, or one of before."""
        for own in self._homes.get(place, ()):
            if own not in self._read:
                self._read[own] = _block(self._texts[own])
            yield self._read[own]

    @cached_property
    def _homes(self) -> Mapping[str, frozenset[str]]:
        """The provinces of today by each province of today and of before."""
        homes: dict[str, frozenset[str]] = {}
        for own, text in self._texts.items():
            for place in {own, *text.partition("\n")[0].split(" | ")[2].split()}:
                homes[place] = homes.get(place, frozenset()) | {own}
        return homes

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        blocks = files(__package__).joinpath("communes.txt").read_text(encoding="utf-8").split("\n= ")[1:]
        return {block.partition(" | ")[0]: block for block in blocks}


def _block(text: str) -> _Block:
    head, *rows = text.strip().splitlines()
    place, source, _, *after = head.split(" | ")
    day, _, later_source = "".join(after).partition(" ")
    names: set[str] = set()
    old: dict[str, tuple[_Old, ...]] = {}
    later: dict[str, NewCommune] = {}
    for row in rows:
        stated, _, parts = row.partition(": ")
        name, _, now = stated.partition(" > ")
        names |= {key_of(name), key_of(now or name)}
        if now:
            later[key_of(name)] = NewCommune(now, place, day, later_source)
        for each in _old_of(parts, place, NewCommune(name, place, SINCE, source)):
            old[each.name] = (*old.get(each.name, ()), each)
    districts = frozenset((row.place, row.district) for rows_of_name in old.values() for row in rows_of_name)
    return _Block(place, frozenset(names), old, districts, later)


def _old_of(parts: str, place: str, into: NewCommune) -> Iterator[_Old]:
    """Yield the communes of before in a row: "district communes; province/district communes"."""
    found = [(where, name) for group in parts.split("; ") for where, *names in [group.split()] for name in names]
    for where, name in found:
        province, _, district = where.rpartition("/")
        yield _Old(province or place, district, fold(name.rstrip("*")), into, len(found) == 1)
