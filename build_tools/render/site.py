"""What every page kind needs: the corpus, its addresses and its look-ups, made once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from build_tools.corpus import Corpus, Duty, Edge, Reference, Unit, UnitId, Work, WorkId
from build_tools.diagnostics import Diagnostic
from build_tools.model import Document
from build_tools.render.paths import Addresses, addresses, relative
from build_tools.resolve.graph import cited_counts
from build_tools.resolve.identity import written_group
from build_tools.vocabulary import Vocabulary

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Site:
    """The corpus as the pages see it; every mapping answers `()` for what it does not know through `.get`."""

    corpus: Corpus
    vocabulary: Vocabulary
    addresses: Addresses
    works: Mapping[WorkId, Work]
    units: Mapping[UnitId, Unit]
    into: Mapping[WorkId, Sequence[Edge]]
    out_of: Mapping[WorkId, Sequence[Edge]]
    references: Mapping[WorkId, Sequence[Reference]]
    possible: Mapping[WorkId, Sequence[Reference]]
    written: Mapping[str, Sequence[Reference]]
    duties: Mapping[UnitId, Sequence[Duty]]
    parties: Mapping[tuple[WorkId, int], Sequence[Duty]]
    tasks: Sequence[Duty]
    findings: Mapping[str, Sequence[Diagnostic]]
    cited: Mapping[WorkId, int]
    by_path: Mapping[str, Work]
    groups: Mapping[UnitId, Sequence[UnitId]]
    children: Mapping[UnitId, Sequence[Unit]]
    former: Mapping[UnitId, Sequence[Unit]]
    # Events of calendars by their name, made when first asked for: the same one stands in many files.
    events: dict[str, bytes | None] = field(default_factory=dict)

    def url(self, page: str, work: WorkId, anchor: str | None = None) -> str:
        """Return the link from a page to a work, or to a clause of it."""
        return relative(page, self.addresses.works[work], anchor)

    def document(self, work: WorkId) -> Document:
        """Return what is held of a work that lays duties. Raises ValueError for one that is only cited."""
        document = self.works[work].document
        if document is None:
            raise ValueError("only a held document lays duties")
        return document

    def unit_url(self, page: str, unit: UnitId) -> str:
        """Return the link from a page to a unit."""
        return relative(page, self.addresses.units[unit])


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return the items under their keys, each group in the order of the items."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


def grouped_many(items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]) -> dict[Key, list[Item]]:
    """Return the items under each of their keys."""
    return {
        key: [item for _, item in pairs]
        for key, pairs in grouped(((key, item) for item in items for key in keys(item)), lambda pair: pair[0]).items()
    }


def _tasks(corpus: Corpus) -> list[Duty]:
    """Each task once, by the first who bears it."""
    first: dict[tuple[WorkId, int], Duty] = {}
    for duty in corpus.duties:
        if duty.is_own:
            first.setdefault((duty.work, duty.obligation.span.start), duty)
    return list(first.values())


def site_of(corpus: Corpus, vocabulary: Vocabulary) -> Site:
    """Return the corpus with its addresses and look-ups."""
    return Site(
        corpus=corpus,
        vocabulary=vocabulary,
        addresses=addresses(corpus),
        works={work.id: work for work in corpus.works},
        units={unit.id: unit for unit in corpus.units},
        into=grouped(corpus.edges, lambda edge: edge.target),
        out_of=grouped(corpus.edges, lambda edge: edge.subject),
        references=grouped(corpus.references, lambda reference: reference.source),
        possible=grouped_many(
            (r for r in corpus.references if len(r.targets) > 1), lambda reference: reference.targets
        ),
        written=grouped(corpus.references, lambda reference: written_group(reference.citation)),
        duties=grouped(corpus.duties, lambda duty: duty.unit),
        parties=grouped(
            (duty for duty in corpus.duties if duty.via is None), lambda duty: (duty.work, duty.obligation.span.start)
        ),
        tasks=_tasks(corpus),
        findings=grouped(corpus.diagnostics, lambda finding: finding.location.path),
        cited=cited_counts(corpus.edges),
        by_path={work.document.source.path: work for work in corpus.works if work.document},
        groups={
            member: [group.id for group in groups]
            for member, groups in grouped_many(corpus.units, lambda unit: unit.members).items()
        },
        children=grouped_many(corpus.units, lambda unit: [unit.parent] if unit.parent and not unit.is_group else []),
        former=grouped_many(
            corpus.units, lambda unit: [unit.successor.unit] if unit.successor and unit.successor.unit else []
        ),
    )
