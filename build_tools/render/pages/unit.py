"""The pages of units: the tasks of each, those it has through its groups, and the reports it receives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from build_tools.model.corpus import Duty, Role, Unit, UnitId, is_running
from build_tools.model.page import Page
from build_tools.render.addresses import CALENDAR_HELP, DUE, relative, relative_html
from build_tools.render.files.atom import feed_of
from build_tools.render.files.calendar_file import MOST, calendar_file, has_days
from build_tools.render.files.feeds import unit_feed
from build_tools.render.files.table_file import unit_table_file
from build_tools.render.files.text_file import unit_tasks_page
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, link
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.pages.implementations import not_taken_up
from build_tools.render.pages.unit_index import counts_of, index_page_tasks
from build_tools.render.paging import SHOWN, base_of, parts
from build_tools.render.tasks import Task, by_date
from build_tools.render.units_in_time import borders, what_became
from build_tools.render.wording import NEVER, from_month, sort_date

# The most tasks of a group on the page of a member, and of all its groups; a group's page has all of its tasks.
_SHOWN_OF_GROUP, _SHOWN_OF_GROUPS = 20, 200
# The kinds of files that a unit may have.
_CALENDAR, _TABLE, _FEED = "lich", "bang", "nguon"


@dataclass(frozen=True, slots=True)
class Section:
    """The tasks of a unit in one role; `note` is a link to the group through which it has them, if any.

    Of many only those with the latest deadlines: `count` is the number of all, `rest` the link to them.
    """

    title: str
    anchor: str
    note: Md
    tasks: tuple[Task, ...]
    count: int
    rest: str


_ROLES = (
    ((Role.LEAD, Role.BEARER), "Nhiệm vụ của đơn vị", "nhiem-vu"),
    ((Role.RECEIVER,), "Nơi nhận báo cáo, kết quả", "noi-nhan"),
    ((Role.COORDINATE,), "Nhiệm vụ phối hợp", "phoi-hop"),
)


def unit_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the list of units, and the page of each unit with its calendar, table and feed."""
    counts = {unit.id: plan.memo(counts_of, plan.site.duties.get(unit.id, ())) for unit in plan.corpus.units}
    yield from index_page_tasks(plan, counts)
    for unit, count in counts.items():
        since = plan.since if count.deadlines > MOST else None
        path, duties = plan.addresses.units[unit], plan.site.duties.get(unit, ())
        made = plan.memo.made_of(("unit files", unit), (duties, since), partial(_made, plan.site, duties, since))
        yield PageTask(path, _unit_pages, (unit, since, made))
        if made:
            key = f"{path.removesuffix('.md')}: {', '.join(made)}"
            yield PageTask(key, _unit_files, (unit, since), later=key)


def _made(site: Site, duties: Sequence[Duty], since: str | None) -> tuple[str, ...]:
    """Return the kinds of files that a unit with these duties has."""
    return tuple(
        kind
        for kind, has in (
            (_CALENDAR, has_days(site, _running(duties, since))),
            (_TABLE, bool(duties)),
            (_FEED, any(duty.is_own for duty in duties)),
        )
        if has
    )


def _running(duties: Sequence[Duty], since: str | None) -> Sequence[Duty]:
    """Return the duties without those whose deadlines are all before the month `since`, if that is given."""
    if since is None:
        return duties
    return [duty for duty in duties if any(is_running(each.date, since) for each in duty.obligation.deadlines)]


def _unit_files(site: Site, identity: UnitId, since: str | None) -> Iterator[Page]:
    """Make the files of a unit; its calendar omits deadlines before the month `since`, if that is given."""
    unit, base = site.units[identity], site.unit_pages[identity].removesuffix(".md")
    duties = site.duties.get(identity, ())
    files = (
        calendar_file(site, f"{base}.ics", unit.full_name, _running(duties, since)),
        unit_table_file(site, f"{base}.csv", duties),
        unit_feed(site, unit, duties),
        unit_tasks_page(site, unit, duties),
    )
    yield from (file for file in files if file)


def _unit_pages(site: Site, identity: UnitId, since: str | None, made: Sequence[str]) -> Iterator[Page]:
    """Make the pages of a unit, which lead to files of the kinds `made`."""
    unit, path = site.units[identity], site.unit_pages[identity]
    own = list(_own(site, unit))
    name = path.rpartition("/")[2].removesuffix(".md")
    yield page(
        path,
        "unit",
        title=unit.full_name,
        unit=unit,
        groups=[_link(site, path, group) for group in site.groups.get(unit.id, ())],
        members=[_link(site, path, member) for member in unit.members],
        parent=_link(site, path, unit.parent) if unit.parent else "",
        children=[_link(site, path, child) for child in site.children.get(unit.id, ())],
        successor=what_became(site, unit, path),
        borders=borders(unit),
        former=[_counted(site, before, path) for before in site.former.get(unit.id, ())],
        aliases=[alias for alias in unit.aliases if alias != unit.full_name],
        not_taken_up=not_taken_up(site, unit.id, path),
        sections=tuple(_sections(site, unit, path, own)),
        calendar=f"{name}.ics" if _CALENDAR in made else "",
        since="" if since is None else f"{from_month(since)} và việc định kỳ",
        table=f"{name}.csv" if _TABLE in made else "",
        feed=feed_of(path) if _FEED in made else "",
        feed_link=relative(path, feed_of(path)),
        due=f"{relative_html(path, f'{DUE}/index.md')}?don-vi={quote(unit.full_name)}" if _CALENDAR in made else "",
        help=relative(path, CALENDAR_HELP),
    )
    for title, anchor, tasks in own:
        for part in parts(base_of(path, anchor), tasks) if len(tasks) > SHOWN else ():
            yield page(
                part.path,
                "unit_tasks",
                title=part.titled(f"{unit.full_name}: {title[:1].lower()}{title[1:]}"),
                unit=link(unit.full_name, site.unit_url(part.path, unit.id)),
                tasks=[Task(site, part.path, duty.work, duty.obligation) for duty in part.items],
                pages=part.pages,
            )


def _link(site: Site, path: str, unit: UnitId) -> Md:
    return link(site.units[unit].name, site.unit_url(path, unit))


def _counted(site: Site, unit: UnitId, path: str) -> Md:
    count = len(site.duties.get(unit, ()))
    return Md(f"{link(site.units[unit].full_name, site.unit_url(path, unit))} ({count} nhiệm vụ, báo cáo)")


def _own(site: Site, unit: Unit) -> Iterator[tuple[str, str, list[Duty]]]:
    """Yield title, anchor and tasks, sorted by date, for each role in which the unit has tasks of its own."""
    own = [duty for duty in site.duties.get(unit.id, ()) if duty.via is None]
    for roles, title, anchor in _ROLES:
        if duties := [duty for duty in own if duty.role in roles]:
            yield ("Nhiệm vụ của nhóm" if unit.is_group and anchor == "nhiem-vu" else title), anchor, by_date(duties)


def _sections(site: Site, unit: Unit, path: str, own: Sequence[tuple[str, str, list[Duty]]]) -> Iterator[Section]:
    for title, anchor, duties in own:
        rest = relative(path, f"{base_of(path, anchor)}.md") if len(duties) > SHOWN else ""
        yield _section(site, path, title, anchor, Md(""), duties, SHOWN, rest)
    by_group = grouped((duty for duty in site.duties.get(unit.id, ()) if duty.via), lambda duty: duty.via)
    most = max(min(_SHOWN_OF_GROUP, _SHOWN_OF_GROUPS // (len(by_group) or 1)), 1)
    for number, (group, shared) in enumerate(by_group.items(), 1):
        if group:
            note = link(site.units[group].full_name, site.unit_url(path, group))
            title = f"Nhiệm vụ chung: {site.units[group].name}"
            rest = site.unit_url(path, group) if len(shared) > most else ""
            yield _section(site, path, title, f"nhom-{number}", note, by_date(shared), most, rest)


def _section(
    site: Site, path: str, title: str, anchor: str, note: Md, duties: Sequence[Duty], most: int, rest: str
) -> Section:
    """Return the section of these tasks; of more than `most`, those with the latest deadlines, latest first."""
    dated = [duty for duty in duties if sort_date(duty.obligation) != NEVER]
    shown = (dated[-most:][::-1] or duties[:most]) if len(duties) > most else duties
    tasks = tuple(Task(site, path, duty.work, duty.obligation) for duty in shown)
    return Section(title, anchor, note, tasks, len(duties), rest)
