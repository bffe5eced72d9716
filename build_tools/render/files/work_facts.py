"""What the search answers of a work as a fact: its signer, what other works do to it and it to them, its effect."""

from collections.abc import Iterable, Iterator

from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, WorkId
from build_tools.model.effect import Effect
from build_tools.render.addresses import html_address
from build_tools.render.lookups import Site
from build_tools.render.status import EFFECTS, change_words
from build_tools.resolve.changes import Change
from build_tools.search import Action, Fact

# So many of either direction; the page of the work has all.
_MOST = 20
_REPLACES = "replaces"


def work_fact(site: Site, identity: WorkId) -> Fact:
    """Return what is known of a work."""
    work = site.works[identity]
    record = work.document.record if work.document else None
    signer = record.signer.value if record and record.signer else ""
    notes = tuple(
        f"{EFFECTS[fact.status]}: {fact.words} (nguồn: {fact.source}; tính đến {fact.as_of:%d/%m/%Y})"
        for fact in work.facts
        if fact.status is not Effect.RELATED and fact.status in EFFECTS
    )
    return Fact(signer, (*list(_suffered(site, identity))[:_MOST], *list(_done(site, identity))[:_MOST]), notes)


def _suffered(site: Site, identity: WorkId) -> Iterator[Action]:
    """Yield what is done to a work: its changes as its page tells them, then who guides it."""
    for change in site.changes.get(identity, ()):
        yield _action(site, change, change.by, change_words(change))
    for edge in _guiding(site.into.get(identity, ())):
        yield _guidance(site, edge, edge.subject, "Được hướng dẫn")


def _done(site: Site, identity: WorkId) -> Iterator[Action]:
    """Yield what a work does to others."""
    targets = dict.fromkeys(edge.target for edge in site.out_of.get(identity, ()))
    for target in targets:
        for change in site.changes.get(target, ()):
            if change.by == identity:
                yield _action(site, change, target, _act_words(change), outgoing=True)
    for edge in _guiding(site.out_of.get(identity, ())):
        yield _guidance(site, edge, edge.target, "Hướng dẫn", outgoing=True)


def _act_words(change: Change) -> str:
    """Return what is done, said of the work that does it."""
    if change.relation is Relation.AMENDS:
        return "Sửa đổi, bổ sung"
    verb = "Thay thế" if change.replaced else "Bãi bỏ"
    return f"{verb} {'một phần' if change.in_part else 'toàn bộ'}"


def _action(site: Site, change: Change, other: WorkId, words: str, *, outgoing: bool = False) -> Action:
    kind = _REPLACES if change.replaced else change.relation.value
    parts = f" ({', '.join(change.provisions)})" if change.provisions else ""
    witness = _witness(site, change.by, change.witness)
    return Action(kind, words + parts, html_address(site.work_pages[other]), witness, change.eid, outgoing)


def _witness(site: Site, actor: WorkId, witness: WorkId) -> str:
    return "" if witness == actor else html_address(site.work_pages[witness])


def _guiding(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Yield the first edge of guidance between two works."""
    seen: set[tuple[WorkId, WorkId]] = set()
    for edge in edges:
        if edge.relation is Relation.GUIDES and (edge.subject, edge.target) not in seen:
            seen.add((edge.subject, edge.target))
            yield edge


def _guidance(site: Site, edge: Edge, other: WorkId, words: str, *, outgoing: bool = False) -> Action:
    address, witness = html_address(site.work_pages[other]), _witness(site, edge.subject, edge.witness)
    return Action(edge.relation.value, words, address, witness, edge.eid, outgoing)
