"""Duties: each task with each unit that does it, leads it, coordinates, or receives the report.

The task of a group ("các phòng, đơn vị thuộc Sở") is also a duty of every known unit of the group that existed on the
day of the document, marked `via`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from build_tools.base.changing import changing, grouped_by
from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.base.values import Value, replace
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


class _Stated(Value, frozen=True):
    """A unit that a task names, how it is named there, and its duty."""

    unit: Unit
    naming: Naming
    duty: Duty


def build_duties(
    documents: Mapping[WorkId, Document], vocabulary: Vocabulary, memo: Memo | None = None
) -> tuple[tuple[Unit, ...], tuple[Duty, ...]]:
    """Return the units that tasks name, and their duties.

    Generic names ("các cơ quan liên quan") are no units, and tasks in doubt give no duties; both are shown with their
    document only. Duties are sorted by unit, work, place in the text, role and group (`via`).
    """
    units, duties = duties_by_unit(documents, vocabulary, memo or Memo())
    return units, tuple(chain.from_iterable(duties.values()))


def duties_by_unit(
    documents: Mapping[WorkId, Document], vocabulary: Vocabulary, memo: Memo, *, doubtful: bool = False
) -> tuple[tuple[Unit, ...], dict[UnitId, Sequence[Duty]]]:
    """Return the units that tasks name, and the duties of each in order; with `doubtful` of tasks in doubt too."""
    works = sorted(documents)
    said = (memo(_stated, work, documents[work], vocabulary) for work in works)
    kept = list(chain.from_iterable(said if doubtful else (memo(_certain, rows) for rows in said)))
    stated = grouped_by(
        memo, ("stated by", doubtful), changing(memo, ("stated", doubtful), kept), lambda row: (row.unit.id,)
    )
    named = {
        identity: memo.same(("named", doubtful, identity), memo(_named, rows)) for identity, rows in stated.items()
    }
    order = sorted(named)
    units, by_id = memo.made_of(
        ("units", doubtful), (vocabulary, *map(named.__getitem__, order)), lambda: _units(order, named, vocabulary)
    )
    through: dict[UnitId, list[Sequence[tuple[Duty, ...]]]] = defaultdict(list)
    for group in units:
        own = memo(_own, stated[group.id]) if group.members else ()
        for member in group.members:
            held = partial(_through, by_id[member], group.id, documents)
            through[member].append(memo.each(("through", doubtful, group.id, member), own, held, by_id[member]))
    placed = _order(works)
    return units, {
        unit: memo.made_of(
            ("duties", doubtful, unit),
            (stated[unit], *through[unit]),
            partial(_merged_duties, stated[unit], through[unit], placed),
        )
        for unit in order
    }


def _certain(rows: Iterable[_Stated]) -> tuple[_Stated, ...]:
    return tuple(row for row in rows if not row.duty.obligation.doubt)


def _named(rows: Iterable[_Stated]) -> tuple[Unit, frozenset[Naming]]:
    """Return the unit that several rows mean, and how it is named there."""
    return _merged(dict.fromkeys(row.unit for row in rows)), frozenset(row.naming for row in rows)


def _units(
    order: Sequence[UnitId], named: Mapping[UnitId, tuple[Unit, frozenset[Naming]]], vocabulary: Vocabulary
) -> tuple[tuple[Unit, ...], dict[UnitId, Unit]]:
    """Return the units in order, with members, parent and successor; and by identity."""
    alone = {identity: named[identity][0] for identity in order}
    units = related(alone, {identity: namings for identity, (_, namings) in named.items()}, vocabulary)
    whole = {
        identity: replace(unit, members=tuple(_members(unit, units.values(), vocabulary)))
        for identity, unit in units.items()
    }
    return tuple(whole.values()), whole


def _own(rows: Iterable[_Stated]) -> tuple[Duty, ...]:
    return tuple(row.duty for row in rows if row.duty.is_own)


def _through(member: Unit, group: UnitId, documents: Mapping[WorkId, Document], duty: Duty) -> tuple[Duty, ...]:
    """Return the duty of a group as that of a member, if that existed on the day of the document."""
    return (replace(duty, unit=member.id, via=group),) if existed(member, documents[duty.work]) else ()


def _stated(work: WorkId, document: Document, vocabulary: Vocabulary) -> tuple[_Stated, ...]:
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
            found.append(_Stated(unit, naming, Duty(unit.id, role, work, obligation, name)))
    return tuple(found)


def _order(works: Iterable[WorkId]) -> _Order:
    """Return the sort key: work, place in the text, role; sorted works as numbers, which compare faster than names."""
    place = {work: place for place, work in enumerate(works)}
    return lambda duty: (place[duty.work], duty.obligation.span.start, duty.role)


def _merged_duties(
    stated: Iterable[_Stated], through: Iterable[Sequence[tuple[Duty, ...]]], order: _Order
) -> Sequence[Duty]:
    """Merge the duties of a unit: `stated` are sorted, those `through` groups are sorted within each group."""
    own = [row.duty for row in stated]
    others = [duty for of_group in through for held in of_group for duty in held]
    return sorted((*own, *others), key=order) if others else own


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
