"""The texts that the register holds of one instrument (các bản), and which of them is to be read from which day.

A consolidated text (văn bản hợp nhất) names first what it puts together, then what amends it (Pháp lệnh
01/2012/UBTVQH13). A draft (dự thảo) has neither number nor day yet, and type, issuer and subject of what was issued.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from build_tools.base.iso_dates import is_day
from build_tools.base.memo import Memo
from build_tools.base.text import fold, squeeze
from build_tools.base.values import Value
from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Work, WorkId
from build_tools.resolve.changes import Change, is_older


class VersionKind(StrEnum):
    """What a text is to the instrument: its draft, the one issued, a consolidation."""

    DRAFT = "draft"
    ORIGINAL = "original"
    CONSOLIDATED = "consolidated"


class Version(Value, frozen=True):
    """A text of an instrument; a consolidated one has in `amendments` what amends the instrument in it."""

    work: WorkId
    kind: VersionKind
    amendments: tuple[WorkId, ...] = ()


class Reading(Value, frozen=True):
    """From the ISO day `since` on, `version` is the text to be read; `None`: the register has none.

    `cause` is the change since which that is so, `None` for the issue. `ended` means that nothing is to be read: the
    whole instrument is repealed.
    """

    since: str
    version: WorkId | None
    cause: Change | None = None
    ended: bool = False


def versions_of(works: Sequence[Work], edges: Iterable[Edge], memo: Memo) -> dict[WorkId, tuple[Version, ...]]:
    """Return the texts of an instrument by each of them, and by the instrument itself; only where there are several.

    Drafts stand first, then the original (whether it is held or not), then the consolidations by date.
    """
    known = {work.id: work for work in works}
    groups: dict[WorkId, list[Version]] = defaultdict(list)
    for consolidated, parts in _consolidations(edges).items():
        if not is_older(known[consolidated], known[parts[0]]):
            groups[parts[0]].append(Version(consolidated, VersionKind.CONSOLIDATED, tuple(parts[1:])))
    for draft, issued in _drafts(works, memo):
        groups[issued].append(Version(draft, VersionKind.DRAFT))
    found: dict[WorkId, tuple[Version, ...]] = {}
    for issued, others in groups.items():
        versions = [Version(issued, VersionKind.ORIGINAL), *others]
        ordered = tuple(sorted(versions, key=lambda each: (_ORDER.index(each.kind), known[each.work].date or "")))
        for each in versions:  # an instrument that is itself consolidated elsewhere has its own
            if each.work == issued or each.work not in groups:
                found[each.work] = ordered
    return found


_ORDER = tuple(VersionKind)


def _consolidations(edges: Iterable[Edge]) -> dict[WorkId, list[WorkId]]:
    """Return by consolidated text what it puts together, in the order of its text."""
    found: dict[WorkId, list[WorkId]] = defaultdict(list)
    for edge in edges:
        if edge.relation is Relation.CONSOLIDATES and edge.witness == edge.subject:
            found[edge.subject].append(edge.target)
    return {subject: list(dict.fromkeys(parts)) for subject, parts in found.items()}


def _drafts(works: Iterable[Work], memo: Memo) -> Iterator[tuple[WorkId, WorkId]]:
    """Yield each held draft with the one held instrument that came of it."""
    by_content: dict[tuple[str, str, str], list[Work]] = defaultdict(list)
    for work in works:
        if work.held and (content := memo(_content, work)):
            by_content[content].append(work)
    for group in by_content.values():
        issued = [work for work in group if work.code and work.code.number]
        for draft in group if len(issued) == 1 else ():
            unsigned = draft.date is None and not (draft.code and draft.code.number)
            if unsigned and draft.year in (None, issued[0].year) and _may_be(draft, issued[0]):
                yield draft.id, issued[0].id


def _content(work: Work) -> tuple[str, str, str] | None:
    """Return what a draft shares with the instrument that comes of it; `None` where it is not known."""
    if not work.type_name or not work.organ or not work.subject:
        return None
    return work.type_name, fold(work.organ), fold(squeeze(work.subject))


def _may_be(draft: Work, issued: Work) -> bool:
    """Return whether the symbol that a draft has is that of the instrument."""
    return not draft.code or not issued.code or fold(draft.code.notation) == fold(issued.code.notation)


def readings_of(
    issued: Work, versions: Sequence[Version], changes: Sequence[Change], since: Callable[[WorkId], str | None]
) -> tuple[Reading, ...]:
    """Return which text is to be read from which day on, by date; `()` where a day is not known.

    `since` gives the day from which an instrument is in force. A consolidated text is to be read while exactly what
    amends the instrument in it is in force; where no text has the changes of a time, `version` is `None`.
    """
    acts = [change for change in changes if change.relation is not Relation.SUSPENDS]
    days = {change: since(change.by) for change in acts}
    first = since(issued.id)
    if not acts or not is_day(first) or not all(map(is_day, days.values())):
        return ()
    readings = [Reading(first, issued.id if issued.held else None)]
    made: set[WorkId] = set()
    for change in sorted(acts, key=lambda change: (str(days[change]), change.by)):
        made.add(change.by)
        ended = change.is_whole
        text = None if ended else _with(versions, made)
        reading = Reading(str(days[change]), text, change, ended)
        if readings[-1].since == reading.since:
            readings.pop()
        readings.append(reading)
        if ended:
            break
    return tuple(readings)


def _with(versions: Sequence[Version], made: set[WorkId]) -> WorkId | None:
    """Return the newest consolidated text that has exactly these changes."""
    texts = (version for version in versions if version.kind is VersionKind.CONSOLIDATED)
    exact = [version.work for version in texts if set(version.amendments) == made]
    return exact[-1] if exact else None
