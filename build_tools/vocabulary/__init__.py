"""The words of the field as data: every row of the YAML files beside this module carries its source.

The result of `load` is passed on as an argument, never kept as a global.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 – `date` is the name of a field
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeVar

from build_tools.base.text import fold, squeeze
from build_tools.base.yaml_records import decode
from build_tools.model.citation import Relation
from build_tools.model.codes import Code
from build_tools.model.effect import StatusFact
from build_tools.vocabulary.communes import LISTED, SINCE, Communes
from build_tools.vocabulary.places import Place

Table = TypeVar("Table")
# The end of an organ's name that means "of the province" without naming it.
_ANY_PLACE = re.compile(r" (?:tỉnh|thành phố)$", re.IGNORECASE)


@dataclass(frozen=True)
class DocumentType:
    """A type of instrument (tên loại văn bản).

    Only types with `enacts` can repeal or amend. `issuer` is the only organ that issues such instruments, if there is
    just one.
    """

    name: str
    source: str
    abbreviations: tuple[str, ...] = ()
    law: bool = False
    unnamed: bool = False
    cited_only: bool = False
    enacts: bool = True
    issuer: str | None = None


@dataclass(frozen=True)
class Organ:
    """An issuing organ (cơ quan ban hành); `level` is central or province."""

    name: str
    level: str
    source: str
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """A row that is only a name."""

    name: str
    source: str


@dataclass(frozen=True)
class ShortForm:
    """An abbreviation of office language."""

    short: str
    long: str
    source: str


@dataclass(frozen=True)
class OfficeWord:
    """An everyday word with the official ones; the search looks for both."""

    said: str
    means: str
    source: str


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit: how its names begin, and where such a unit belongs.

    `generic` says when such a name is no unit: "always", "unnamed" (unless a body follows), "alone", or "" (never).
    """

    begins: str
    under: str
    source: str
    member: bool = False
    generic: str = ""


@dataclass(frozen=True)
class GroupKind:
    """A kind of addressee group: how its names begin; `members` says which units belong to it."""

    begins: str
    members: str
    source: str


@dataclass(frozen=True)
class SuccessorRow:
    """An organ that was merged into another on the day `since`."""

    name: str
    into: str
    since: Date
    source: str


@dataclass(frozen=True)
class UnitTable:
    """The tables of units.yml."""

    kinds: tuple[UnitKind, ...]
    groups: tuple[GroupKind, ...]
    successors: tuple[SuccessorRow, ...]


@dataclass(frozen=True)
class Cues:
    """The words of cues.yml."""

    verbs: tuple[str, ...]
    no_tasks: tuple[str, ...]
    plans: tuple[str, ...]
    name_ends: tuple[str, ...]
    forms: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class LexiconRow:
    """Words of one kind for the grammar (parse/grammar/tags.py)."""

    kind: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class KnownInstrument:
    """An instrument known from a source, with facts about its effect; without code if none is confirmed."""

    type_name: str
    source: str
    code: str | None = None
    title: str | None = None
    organ: str | None = None
    date: Date | None = None
    year: int | None = None
    facts: tuple[StatusFact, ...] = ()


@dataclass(frozen=True)
class RelationWords:
    """The wording of a relation in both directions."""

    relation: Relation
    active: str
    inverse: str
    source: str


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All tables. Compared by identity, so patterns compiled from them can be cached."""

    types: tuple[DocumentType, ...]
    organs: tuple[Organ, ...]
    places: tuple[Place, ...]
    positions: tuple[Named, ...]
    abbreviations: tuple[ShortForm, ...]
    office_words: tuple[OfficeWord, ...]
    relations: tuple[RelationWords, ...]
    units: UnitTable
    cues: Cues
    law_names: tuple[Named, ...]
    known: tuple[KnownInstrument, ...]
    lexicon: tuple[LexiconRow, ...]
    rules: tuple[str, ...]  # the grammar's rule files, in the order of the cascade
    own_units: Mapping[str, str] = field(default_factory=dict)  # the register's own (own_names.py), by folded name
    communes: Communes = field(default_factory=Communes)

    @cached_property
    def type_by_name(self) -> dict[str, DocumentType]:
        """Types by folded name."""
        return {fold(row.name): row for row in self.types}

    @cached_property
    def type_by_abbreviation(self) -> dict[str, DocumentType]:
        """Types by folded abbreviation; if several rows have one, the first row counts."""
        table: dict[str, DocumentType] = {}
        for row in self.types:
            for short in row.abbreviations:
                table.setdefault(fold(short), row)
        return table

    @cached_property
    def organ_names(self) -> frozenset[str]:
        """The names and short names of all organs."""
        return frozenset(name for row in self.organs for name in (row.name, *row.aliases))

    @cached_property
    def organ_by_name(self) -> dict[str, Organ]:
        """Organs by folded name and alias."""
        return {fold(name): row for row in self.organs for name in (row.name, *row.aliases)}

    @cached_property
    def organ_by_symbol(self) -> dict[str, Organ]:
        """Organs by the folded letters of their symbol."""
        return {fold(symbol): row for row in reversed(self.organs) for symbol in row.symbols}

    @cached_property
    def place_by_name(self) -> dict[str, Place]:
        """Places by folded name, with and without the word for the kind that they have or had."""
        return {fold(name): row for row in self.places for name in row.names}

    @cached_property
    def name_ends(self) -> frozenset[str]:
        """The words at which the name of a law ends, with tones: "số" ends a name, "Sở" does not."""
        return frozenset(self.cues.name_ends)

    @cached_property
    def words(self) -> dict[Relation, RelationWords]:
        """The wording of each relation."""
        return {row.relation: row for row in self.relations}

    def organ_parts(self, code: Code) -> tuple[str, ...]:
        """Return the parts of a symbol that may be of an organ: without the leading part of a type ("CT-UBND")."""
        parts = code.parts
        return parts[1:] if len(parts) > 1 and parts[0] in self.type_by_abbreviation else parts

    def place_on(self, place: str | None, day: str | None) -> str | None:
        """Return the province by its full name on an ISO day, if its kind has changed; else as given."""
        known = self.place_by_name.get(fold(place or ""))
        return known.on(day) if known and known.was else place

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The ISO days on which provinces or communes have changed, in order; also that of the table of communes."""
        return tuple(sorted({SINCE, LISTED, *(row.since.isoformat() for row in self.places if row.since)}))

    def with_place(self, name: str, place: str | None) -> str:
        """Return an organ's name with its province ("Sở Nội vụ tỉnh Tây Ninh", "Tỉnh ủy Tây Ninh").

        A province whose kind has changed has the kind that `place` states.
        """
        if not place:
            return name
        known = self.place_by_name.get(fold(place))
        full = known.called(place) if known else place
        if fold(name).endswith(("tinh uy", "thanh uy")):
            city = known is not None and full.lower().startswith("thành phố")
            body = name[: fold(name).rindex("t")]
            return f"{body}{'Thành ủy' if city else 'Tỉnh ủy'} {known.name if known else place}"
        bare = _ANY_PLACE.sub("", name)
        return f"{bare} {full}"

    def expand(self, name: str) -> str:
        """Return the name with office abbreviations spelt out ("UBND tỉnh" → "Ủy ban nhân dân tỉnh")."""
        return squeeze(" ".join(self._long_forms.get(word, word) for word in name.split()))

    @cached_property
    def _long_forms(self) -> dict[str, str]:
        return {row.short: row.long for row in self.abbreviations}


def _table(name: str, type_: type[Table]) -> Table:
    return decode(_read(name), name, type_, code="VB003", trusted=True)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def load() -> Vocabulary:
    """Return the vocabulary, read once. Raises InputError with file and line if a row is malformed."""
    return Vocabulary(
        types=_table("document_types.yml", tuple[DocumentType, ...]),
        organs=_table("organs.yml", tuple[Organ, ...]),
        places=_table("places.yml", tuple[Place, ...]),
        positions=_table("positions.yml", tuple[Named, ...]),
        abbreviations=_table("abbreviations.yml", tuple[ShortForm, ...]),
        office_words=_table("office_words.yml", tuple[OfficeWord, ...]),
        relations=_table("relations.yml", tuple[RelationWords, ...]),
        units=_table("units.yml", UnitTable),
        cues=_table("cues.yml", Cues),
        law_names=_table("law_names.yml", tuple[Named, ...]),
        known=_table("known_instruments.yml", tuple[KnownInstrument, ...]),
        lexicon=_table("lexicon.yml", tuple[LexiconRow, ...]),
        rules=(_read("parties.rules"), _read("clauses.rules"), _read("deadlines.rules")),
    )
