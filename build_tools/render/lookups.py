"""The corpus as pages see it: mappings by key, computed once.

Pages look keys up and never iterate over all of them: that is for the plans (page_task.py). So the dependencies of a
page are known exactly (`tracked`), and it is made again only if one of them changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, NoReturn, TypeVar

from build_tools.base.changing import grouped_by, grouped_many
from build_tools.base.diagnostics import Diagnostic
from build_tools.base.memo import Memo
from build_tools.base.values import replace as changed
from build_tools.model.corpus import (
    Corpus,
    Duty,
    Edge,
    Implementation,
    Reference,
    Reply,
    Series,
    Unit,
    UnitId,
    Variant,
    Work,
    WorkId,
)
from build_tools.model.document import Document
from build_tools.render.addresses import Addresses, addresses, relative
from build_tools.resolve.amended_clauses import AmendedClause, amended_clauses
from build_tools.resolve.by_key import (
    acting_edges,
    changing_duties,
    changing_references,
    duties_of_works,
    edges_into,
    edges_out_of,
    references_of,
)
from build_tools.resolve.changes import Change, changes_of
from build_tools.resolve.graph import cited_counts
from build_tools.resolve.identity import written_group
from build_tools.resolve.versions import Version, versions_of
from build_tools.vocabulary import Vocabulary

Item = TypeVar("Item")
Key = TypeVar("Key")
# The name of a lookup and the key that was requested.
LookupKeys = set[tuple[str, object]]
_NOTHING = object()


class TrackedLookup(dict[Key, Item]):
    """A lookup that records the requested keys, and can't be iterated over.

    Items found once are copied into the dictionary itself, so that repeated requests run no Python code: a page of a
    thousand tasks requests the same few names a thousand times.
    """

    __slots__ = ("_absent", "_data", "_name")

    def __init__(self, name: str, data: Mapping[Key, Item]) -> None:
        super().__init__()
        self._name, self._data = name, data
        self._absent: set[Key] = set()

    def __missing__(self, key: Key) -> Item:
        try:
            found = self[key] = self._data[key]
        except KeyError:
            self._absent.add(key)
            raise
        return found

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401  as Mapping has it
        """Return the item of the key, else the default; a missing key is recorded too."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return self.get(key, _NOTHING) is not _NOTHING  # type: ignore[arg-type]

    def requested(self) -> Iterator[tuple[str, Key]]:
        """Yield the name of the lookup with every requested key."""
        return ((self._name, key) for key in (*super().keys(), *self._absent))

    def _iterated(self) -> NoReturn:
        raise TypeError(f"{self._name}: a page looks keys up; only a plan iterates over them")

    __iter__ = __len__ = keys = items = values = _iterated


@dataclass(frozen=True)
class Site:
    """The corpus as the pages see it; a key with nothing to show may be absent: use `.get(key, ())`.

    `base` is where the site is served, "" where that is not known. `works` have neither variants nor aliases, which
    change with every citation: `variants` has the former.
    """

    vocabulary: Vocabulary
    base: str
    work_pages: Mapping[WorkId, str]
    unit_pages: Mapping[UnitId, str]
    shared_at: Mapping[WorkId, tuple[tuple[str, tuple[WorkId, ...]], ...]]
    works: Mapping[WorkId, Work]
    variants: Mapping[WorkId, tuple[Variant, ...]]
    units: Mapping[UnitId, Unit]
    into: Mapping[WorkId, Sequence[Edge]]
    out_of: Mapping[WorkId, Sequence[Edge]]
    references: Mapping[WorkId, Sequence[Reference]]
    possible: Mapping[WorkId, Sequence[Reference]]
    written: Mapping[str, Sequence[Reference]]
    duties: Mapping[UnitId, Sequence[Duty]]
    parties: Mapping[WorkId, Mapping[int, Sequence[Duty]]]
    duty_bound: Mapping[WorkId, tuple[UnitId, ...]]
    implementations: Mapping[WorkId, Implementation]
    not_taken_up: Mapping[UnitId, Sequence[WorkId]]
    series: Mapping[WorkId, Series]
    replies: Mapping[WorkId, Sequence[Reply]]
    findings: Mapping[str, Sequence[Diagnostic]]
    cited: Mapping[WorkId, int]
    changes: Mapping[WorkId, tuple[Change, ...]]
    amended: Mapping[WorkId, tuple[AmendedClause, ...]]
    versions: Mapping[WorkId, tuple[Version, ...]]
    by_path: Mapping[str, WorkId]
    groups: Mapping[UnitId, Sequence[UnitId]]
    children: Mapping[UnitId, Sequence[UnitId]]
    former: Mapping[UnitId, Sequence[UnitId]]

    def tracked(self) -> tuple["Site", Callable[[], LookupKeys]]:
        """Return the same site with tracked lookups, and a function that returns the keys requested so far."""
        lookups: dict[str, Any] = {name: TrackedLookup(name, getattr(self, name)) for name in LOOKUPS}
        return replace(self, **lookups), lambda: {key for lookup in lookups.values() for key in lookup.requested()}

    def url(self, page: str, work: WorkId, anchor: str | None = None) -> str:
        """Return the link from a page to a work, or to an anchor in it."""
        return relative(page, self.work_pages[work], anchor)

    def document(self, work: WorkId) -> Document:
        """Return the document of a held work. Raises ValueError for one that is only cited."""
        document = self.works[work].document
        if document is None:
            raise ValueError("only a held document lays duties")
        return document

    def unit_url(self, page: str, unit: UnitId) -> str:
        """Return the link from a page to a unit."""
        return relative(page, self.unit_pages[unit])


LOOKUPS = tuple(field.name for field in fields(Site) if field.name not in ("vocabulary", "base"))


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return the items by key, each group in the order of the items."""
    return grouped_many(items, lambda item: (key(item),))


def site_of(
    corpus: Corpus,
    vocabulary: Vocabulary,
    places: Addresses | None = None,
    base: str = "",
    memo: Memo | None = None,
) -> Site:
    """Return the lookups of the corpus; `places` are its addresses, if they are computed already."""
    memo = memo or Memo()
    places = places or addresses(corpus, memo)
    shared = sorted(places.shared.items())
    references, acting = changing_references(memo, corpus.references), acting_edges(memo, corpus.edges)
    laid = duties_of_works(memo, corpus.duties)
    return Site(
        vocabulary=vocabulary,
        base=base,
        work_pages=places.works,
        unit_pages=places.units,
        shared_at={work: tuple(pages) for work, pages in grouped_many(shared, lambda page: page[1]).items()},
        works={work.id: memo(_without_names, work) for work in corpus.works},
        variants={work.id: work.variants for work in corpus.works},
        units={unit.id: unit for unit in corpus.units},
        into=edges_into(memo, corpus.edges),
        out_of=edges_out_of(memo, corpus.edges),
        references=references_of(memo, corpus.references),
        possible=grouped_by(memo, "possible", references, lambda each: each.targets if len(each.targets) > 1 else ()),
        written=grouped_by(memo, "written", references, lambda each: (written_group(each.citation),)),
        duties=grouped_by(memo, "duties of unit", changing_duties(memo, corpus.duties), lambda duty: (duty.unit,)),
        parties={work: found for work, duties in laid.items() if (found := memo(_parties, duties))},
        duty_bound={work: memo(_duty_bound, duties) for work, duties in laid.items()},
        implementations={each.work: each for each in corpus.implementations},
        not_taken_up=_not_taken_up(corpus.implementations),
        series={work: series for series in corpus.series for work in series.works},
        replies=grouped(corpus.replies, attrgetter("work")),
        findings=grouped(corpus.diagnostics, attrgetter("location.path")),
        cited=cited_counts(memo, corpus.edges),
        changes=changes_of(acting, corpus.works),
        amended=amended_clauses(acting, corpus.works, memo),
        versions=versions_of(corpus.works, acting, memo),
        by_path={work.document.source.path: work.id for work in corpus.works if work.document},
        groups=_ids(grouped_many(corpus.units, lambda unit: unit.members)),
        children=_ids(
            grouped_many(corpus.units, lambda unit: [unit.parent] if unit.parent and not unit.is_group else [])
        ),
        former=_ids(
            grouped_many(
                corpus.units, lambda unit: [unit.successor.unit] if unit.successor and unit.successor.unit else []
            )
        ),
    )


def _without_names(work: Work) -> Work:
    return changed(work, variants=(), aliases=())


def _parties(duties: Iterable[Duty]) -> dict[int, list[Duty]]:
    """Return the duties of the units that the tasks of a work name, by the start of the task in its text."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.via is None:
            found[duty.obligation.span.start].append(duty)
    return dict(found)


def _duty_bound(duties: Iterable[Duty]) -> tuple[UnitId, ...]:
    """Return the units that have any of the duties of a work, in the order of units."""
    return tuple(dict.fromkeys(duty.unit for duty in duties))  # sorted by unit


def _not_taken_up(implementations: Iterable[Implementation]) -> dict[UnitId, list[WorkId]]:
    """Return, by unit, the directives that ask for a document and for which the register has none of the unit."""
    found: dict[UnitId, list[WorkId]] = defaultdict(list)
    for each in implementations:
        for row in each.implementers if each.asked else ():
            if not row.documents:
                found[row.unit].append(each.work)
    return dict(found)


def _ids(units: Mapping[UnitId, Sequence[Unit]]) -> dict[UnitId, list[UnitId]]:
    return {key: [unit.id for unit in listed] for key, listed in units.items()}
