"""The pages of units: what each must do itself, what falls to it through its groups, what it receives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus import Duty, Role, Unit, UnitId
from build_tools.model import Page
from build_tools.render.calendar_file import calendar_file
from build_tools.render.feeds import feed_of
from build_tools.render.markdown import Md, escape, link
from build_tools.render.names import vietnamese_date
from build_tools.render.paths import CALENDAR_HELP, UNITS, relative
from build_tools.render.site import Site, grouped, grouped_many
from build_tools.render.table_file import table_file
from build_tools.render.tasks import Task, by_date, task_of
from build_tools.render.templates import page

_INDEX = f"{UNITS}/index.md"


@dataclass(frozen=True, slots=True)
class Section:
    """The tasks of a unit in one role; `note` says through which group they come."""

    title: str
    anchor: str
    note: Md
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the list of units."""

    link: Md
    own: int
    received: int
    through: int
    dated: int


def unit_pages(site: Site) -> Iterator[Page]:
    """Yield the list of units, a page for each, and a calendar file for each that has dates."""
    yield _index(site)
    for unit in site.corpus.units:
        path = site.addresses.units[unit.id]
        duties = site.duties.get(unit.id, ())
        feed = feed_of(path)
        calendar = calendar_file(site, path.removesuffix(".md") + ".ics", unit.full_name, duties)
        table = table_file(site, path.removesuffix(".md") + ".csv", duties)
        yield from (file for file in (calendar, table) if file)
        yield page(
            path,
            "unit",
            title=unit.full_name,
            unit=unit,
            groups=[_link(site, path, group) for group in site.groups.get(unit.id, ())],
            members=[_link(site, path, member) for member in unit.members],
            parent=_link(site, path, unit.parent) if unit.parent else "",
            children=[_link(site, path, child.id) for child in site.children.get(unit.id, ())],
            successor=_successor(site, unit, path),
            former=[_counted(site, before, path) for before in site.former.get(unit.id, ())],
            aliases=[alias for alias in unit.aliases if alias != unit.full_name],
            sections=tuple(_sections(site, unit, path)),
            calendar=calendar.path.rpartition("/")[2] if calendar else "",
            table=table.path.rpartition("/")[2] if table else "",
            feed=feed if any(duty.is_own for duty in duties) else "",
            feed_link=relative(path, feed),
            help=relative(path, CALENDAR_HELP),
        )


def _link(site: Site, path: str, unit: UnitId) -> Md:
    return link(site.units[unit].name, site.unit_url(path, unit))


def _successor(site: Site, unit: Unit, path: str) -> Md:
    """What the unit has become part of, since when and by what; nothing where it stands."""
    after = unit.successor
    if after is None:
        return Md("")
    name = link(after.name, site.unit_url(path, after.unit)) if after.unit else escape(after.name)
    return Md(f"Từ {vietnamese_date(after.since)} thuộc {name} ({escape(after.source)}).")


def _counted(site: Site, unit: Unit, path: str) -> Md:
    count = len(site.duties.get(unit.id, ()))
    return Md(f"{link(unit.full_name, site.unit_url(path, unit.id))} ({count} nhiệm vụ, báo cáo)")


def _sections(site: Site, unit: Unit, path: str) -> Iterator[Section]:
    duties = site.duties.get(unit.id, ())
    own = [duty for duty in duties if duty.via is None]
    titles = (
        ((Role.LEAD, Role.BEARER), "Nhiệm vụ của đơn vị", "nhiem-vu"),
        ((Role.RECEIVER,), "Nơi nhận báo cáo, kết quả", "noi-nhan"),
        ((Role.COORDINATE,), "Nhiệm vụ phối hợp", "phoi-hop"),
    )
    for roles, title, anchor in titles:
        if tasks := _tasks(site, path, [duty for duty in own if duty.role in roles]):
            title = "Nhiệm vụ của nhóm" if unit.is_group and anchor == "nhiem-vu" else title
            yield Section(title, anchor, Md(""), tasks)
    by_group = grouped((duty for duty in duties if duty.via), lambda duty: duty.via)
    for number, (group, shared) in enumerate(by_group.items(), 1):
        if group:
            note = link(site.units[group].full_name, site.unit_url(path, group))
            title = f"Nhiệm vụ chung: {site.units[group].name}"
            yield Section(title, f"nhom-{number}", note, _tasks(site, path, shared))


def _tasks(site: Site, path: str, duties: Sequence[Duty]) -> tuple[Task, ...]:
    return tuple(task_of(site, path, duty.work, duty.obligation) for duty in by_date(duties))


def _index(site: Site) -> Page:
    def row(unit: Unit) -> Row:
        duties = site.duties.get(unit.id, ())
        after = f" – trước {vietnamese_date(unit.successor.since)}" if unit.successor else ""
        return Row(
            link=Md(f"{link(unit.full_name, site.unit_url(_INDEX, unit.id))}{after}"),
            own=sum(duty.via is None and duty.role is not Role.RECEIVER for duty in duties),
            received=sum(duty.role is Role.RECEIVER for duty in duties),
            through=sum(duty.via is not None for duty in duties),
            dated=sum(bool(duty.obligation.deadlines) for duty in duties),
        )

    units = sorted(site.corpus.units, key=lambda unit: (unit.is_group, unit.full_name))
    places = grouped_many(units, lambda unit: _places(site, unit))
    tables = [(place, [row(unit) for unit in units]) for place, units in sorted(places.items())]
    return page(_INDEX, "units", tables=tables)


def _places(site: Site, unit: Unit) -> set[str]:
    """Where a unit is listed: in its province, and in that of its successor where this has a page."""
    after = site.units[unit.successor.unit] if unit.successor and unit.successor.unit else unit
    return {_place(unit), _place(after)}


def _place(unit: Unit) -> str:
    return unit.place or ("Chưa rõ tỉnh, thành phố" if unit.id.scope else "Trung ương và chung")
