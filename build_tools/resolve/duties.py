"""Duties: each task with each unit that does it, leads it, coordinates, or receives the report.

The task of a group ("các phòng, đơn vị thuộc Sở") is also a duty of every known unit of the group that existed on the
day of the document, marked `via`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.base.values import replace
from build_tools.model.corpus import Duty, Role, Unit, UnitId, WorkId
from build_tools.model.document import Document
from build_tools.model.obligation import Obligation
from build_tools.resolve.groups import group_kind, unit_kind
from build_tools.resolve.hierarchy import existed, related
from build_tools.resolve.local_units import Naming, as_stated
from build_tools.resolve.units import has_page, name_context, unit_named
from build_tools.vocabulary import GroupKind, UnitKind, Vocabulary

_Order = Callable[[Duty], tuple[int, int, str]]
_BELOW = re.compile(r"huyen|quan|thi-xa|thanh-pho|xa|phuong|thi-tran|dac-khu")
_COMMUNES = {"xa", "phuong", "thi-tran", "dac-khu"}
_THROUGH = re.compile(r"^(?:thông )?qua\s+", re.IGNORECASE)
# "UBND tỉnh và Cục Thi hành án dân sự" are two units; "Sở Văn hóa, Thể thao và Du lịch" is one, so is the office of two
# bodies ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã").
_ANOTHER = re.compile(
    r"(?<!Văn phòng Hội đồng nhân dân)(?<!Văn phòng HĐND)(?<!Văn phòng Đoàn đại biểu Quốc hội)(?:\s*[,;]|\s+và)\s+"
    r"(?=(?:Bộ|Sở|Cục|Ban|Hội đồng|Uỷ|Ủy|UBND|Văn phòng|Giám đốc|Chủ tịch|Thủ tướng|Chính phủ)\s)"
)
_CHANNEL = re.compile(r"(?P<main>[^(]+?)\s*\((?P<inner>[^)]*)\)")


def build_duties(
    documents: Mapping[WorkId, Document], vocabulary: Vocabulary, memo: Memo | None = None, *, doubtful: bool = False
) -> tuple[tuple[Unit, ...], tuple[Duty, ...]]:
    """Return the units that tasks name, and their duties.

    Generic names ("các cơ quan liên quan") are no units, and tasks in doubt give no duties unless `doubtful`; both are
    shown with their document only. Duties are sorted by unit, work, place in the text, role and group (`via`).
    """
    seen: dict[UnitId, dict[Unit, None]] = defaultdict(dict)  # each once, in their order
    stated: dict[UnitId, list[Duty]] = defaultdict(list)
    namings: dict[UnitId, set[Naming]] = defaultdict(set)
    memo = memo or Memo()
    for work in sorted(documents):
        for unit, naming, duty in memo(_stated, work, documents[work], vocabulary):
            if doubtful or not duty.obligation.doubt:
                seen[unit.id][unit] = None
                namings[unit.id].add(naming)
                stated[unit.id].append(duty)
    units = related({identity: _merged(units) for identity, units in seen.items()}, namings, vocabulary)
    members = {identity: tuple(_members(unit, units.values(), vocabulary)) for identity, unit in units.items()}
    through: dict[UnitId, list[Duty]] = defaultdict(list)
    for group in sorted(units):
        own = [duty for duty in stated[group] if duty.is_own] if members[group] else []
        for member in members[group]:
            held = (duty for duty in own if existed(units[member], documents[duty.work]))
            through[member] += [replace(duty, unit=member, via=group) for duty in held]
    order = _order(documents)
    duties = (duty for unit in sorted(units) for duty in _merged_duties(stated[unit], through[unit], order))
    return tuple(replace(units[identity], members=members[identity]) for identity in sorted(units)), tuple(duties)


def _stated(work: WorkId, document: Document, vocabulary: Vocabulary) -> tuple[tuple[Unit, Naming, Duty], ...]:
    """Return the units that the tasks of a document name, each with how it is named and its duty."""
    setting = name_context(document, vocabulary)
    naming = Naming(setting.era, setting.below)
    found = []
    for obligation in sorted(document.obligations, key=lambda task: task.span.start):
        for role, name in sorted(set(parties_of(obligation))):
            stated_as = as_stated(name, setting.era, obligation.span, document)
            unit = unit_named(stated_as, setting, vocabulary)
            if not (obligation.keeper or has_page(unit, vocabulary)):
                continue
            if role is Role.COORDINATE and not unit.is_group and not unit_kind(unit.name, vocabulary):
                continue
            found.append((unit, naming, Duty(unit.id, role, work, obligation, name)))
    return tuple(found)


def _order(works: Iterable[WorkId]) -> _Order:
    """Return the sort key: work, place in the text, role; works as numbers, which compare faster than names."""
    place = {work: place for place, work in enumerate(sorted(works))}
    return lambda duty: (place[duty.work], duty.obligation.span.start, duty.role)


def _merged_duties(stated: list[Duty], through: list[Duty], order: _Order) -> list[Duty]:
    """Merge the duties of a unit: `stated` are sorted, those `through` groups are sorted within each group."""
    return sorted((*stated, *through), key=order) if through else stated


def parties_of(obligation: Obligation) -> Iterator[tuple[Role, str]]:
    """Yield the parties of a task with their roles; a bearer that also leads is listed once, as leading."""
    for name in obligation.bearers:
        yield (Role.LEAD if name in obligation.lead else Role.BEARER), name
    for name in obligation.coordinate:
        if name not in obligation.bearers:
            yield Role.COORDINATE, name
    for name in receivers(obligation.report_to):
        yield Role.RECEIVER, name


def receivers(report_to: str | None) -> tuple[str, ...]:
    """Return the receivers of a report: the receiver and the channel ("UBND tỉnh (qua Sở Nội vụ)" → both)."""
    if not report_to:
        return ()
    match = _CHANNEL.fullmatch(report_to)
    if not match:
        return tuple(_ANOTHER.split(_THROUGH.sub("", report_to)))
    inner = _THROUGH.sub("", match["inner"])
    return (*_ANOTHER.split(match["main"]), *(part.strip() for part in inner.split(",")))


def _merged(named: Collection[Unit]) -> Unit:
    """Return one unit for all names: the most complete full name, the shortest name in a text, all as aliases."""

    def order(unit: Unit) -> tuple[bool, int, str, int, str]:
        return " – " in unit.full_name, -len(unit.full_name), unit.full_name, len(unit.name), unit.name

    first = min(named, key=order)
    return replace(first, aliases=tuple(sorted({unit.name for unit in named})))


def _members(group: Unit, units: Iterable[Unit], vocabulary: Vocabulary) -> Iterator[UnitId]:
    kind = group_kind(group.name, vocabulary) if group.is_group else None
    if kind is None or kind.members == "none":
        return
    below = set(_BELOW.findall(group.id.name))
    if below & _COMMUNES:
        below |= _COMMUNES
    for unit in units:
        if unit.is_group or (unit.id.place, unit.id.scope) != (group.id.place, group.id.scope):
            continue
        if kind.members == "below":
            name = unit.id.name.removeprefix("chu-tich-")
            belongs = any(name.startswith(f"uy-ban-nhan-dan-{word}-") for word in below)
        else:
            row = unit_kind(unit.name, vocabulary)
            belongs = row is not None and _is_member(unit, row, group, kind)
        if belongs:
            yield unit.id


def _is_member(unit: Unit, row: UnitKind, group: Unit, kind: GroupKind) -> bool:
    if kind.members == "organ":
        return row.member and unit.id.organ == group.id.organ
    return fold(row.begins) == ("so" if kind.members == "province" else "bo")
