"""The list of units by province; if there are many, on a page or several for each province."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.base.changing import grouped_many
from build_tools.base.text import collation, slug
from build_tools.base.values import Value
from build_tools.model.corpus import Duty, Role, Unit, UnitId
from build_tools.model.page import Page
from build_tools.render.addresses import UNITS, relative
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, link, shown
from build_tools.render.page_task import PageTask, Plan, part_page_tasks
from build_tools.render.paging import PageLink, parts
from build_tools.render.units_in_time import in_a_list, of_place

_PATH = f"{UNITS}/index.md"
# A page of more units would have hundreds of kilobytes.
_MOST = 300


class Counts(Value, frozen=True):
    """The number of tasks that a unit has itself (`own`), of reports it receives, and of tasks through groups.

    `dated` of all these have deadlines, `deadlines` in total.
    """

    own: int
    received: int
    through: int
    dated: int
    deadlines: int


class Counted(Value, frozen=True):
    """A unit with its counts."""

    unit: UnitId
    counts: Counts


class Place(Value, frozen=True):
    """A province: its page, the number of its units, and the number of their own tasks."""

    name: str
    path: str
    units: int
    tasks: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the list of units."""

    link: Md
    counts: Counts


def counts_of(duties: Iterable[Duty]) -> Counts:
    """Count the duties of a unit, which may be thousands, in one pass."""
    own = received = through = dated = deadlines = 0
    for duty in duties:
        through += duty.via is not None
        received += duty.role is Role.RECEIVER
        own += duty.via is None and duty.role is not Role.RECEIVER
        dated += bool(duty.obligation.deadlines)
        deadlines += len(duty.obligation.deadlines)
    return Counts(own, received, through, dated, deadlines)


def index_page_tasks(plan: Plan, counts: Mapping[UnitId, Counts]) -> Iterator[PageTask]:
    """Plan the list of all units."""
    units = sorted(plan.corpus.units, key=lambda unit: (unit.is_group, collation(unit.full_name)))
    places = sorted(
        grouped_many(units, lambda unit: _places(plan.site, unit)).items(), key=lambda place: collation(place[0])
    )
    tables = [(place, tuple(Counted(unit.id, counts[unit.id]) for unit in same)) for place, same in places]
    if len(units) <= _MOST:
        yield PageTask(_PATH, _whole, (tuple(tables),), listed=True)
        return
    listed = []
    for folder, several in grouped(tables, lambda table: slug(table[0])).items():  # names with equal slugs share a page
        name, rows = several[0][0], [row for _, rows in several for row in rows]
        base = f"{UNITS}/{folder}/index"
        listed.append(Place(name, f"{base}.md", len(rows), sum(row.counts.own for row in rows)))
        yield from part_page_tasks(parts(base, rows, between="-"), name, _place_page)
    yield PageTask(_PATH, _overview, (tuple(listed),), listed=True)


def _whole(site: Site, tables: Sequence[tuple[str, Sequence[Counted]]]) -> Iterator[Page]:
    found = [(place, _note(site, place), _rows(site, _PATH, rows)) for place, rows in tables]
    yield page(_PATH, "units", tables=found)


def _overview(site: Site, places: Sequence[Place]) -> Iterator[Page]:
    rows = [
        (link(place.name, relative(_PATH, place.path)), of_place(place.name, site.vocabulary), place)
        for place in places
    ]
    yield page(_PATH, "unit_places", rows=rows, count=sum(place.units for place in places))


def _place_page(
    site: Site, path: str, title: str, rows: Sequence[Counted], pages: Sequence[PageLink]
) -> Iterator[Page]:
    back = link("Mọi địa phương", relative(path, _PATH))
    folder = path.split("/")[1]
    note = next((_note(site, row.name) for row in site.vocabulary.places if slug(row.name) == folder), "")
    yield page(
        path, "unit_place", title=f"Đơn vị: {title}", note=note, rows=_rows(site, path, rows), pages=pages, back=back
    )


def _note(site: Site, place: str) -> str:
    """Return a sentence on what has become of a province, for the head of its list; "" if it goes on as it is."""
    became = of_place(place, site.vocabulary)
    return became and f"{became[:1].upper()}{became[1:]}."


def _rows(site: Site, path: str, counted: Sequence[Counted]) -> list[UnitRow]:
    return [UnitRow(_named(site, path, site.units[row.unit]), row.counts) for row in counted]


def _named(site: Site, path: str, unit: Unit) -> Md:
    return Md(f"{link(unit.full_name, site.unit_url(path, unit.id))}{shown(in_a_list(unit))}")


def _places(site: Site, unit: Unit) -> set[str]:
    """Return where a unit is listed: in its province, and in that of its successor if that has a page."""
    after = site.units[unit.successor.unit] if unit.successor and unit.successor.unit else unit
    return {_place(unit), _place(after)}


def _place(unit: Unit) -> str:
    return unit.place or ("Chưa rõ tỉnh, thành phố" if unit.id.scope else "Trung ương và chung")
