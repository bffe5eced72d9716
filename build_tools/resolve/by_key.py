"""What stands with a work or a unit: references, edges and duties by key, kept from one round to the next."""

from collections.abc import Mapping, Sequence

from build_tools.base.changing import Changing, changing, grouped_by
from build_tools.base.memo import Memo
from build_tools.model.citation import Relation
from build_tools.model.corpus import Duty, Edge, Reference, Work, WorkId

# Relations that say more than that a work cites another.
_ACTING = (Relation.REPEALS, Relation.SUSPENDS, Relation.AMENDS, Relation.CORRECTS, Relation.CONSOLIDATES)
_Edges = Mapping[WorkId, Sequence[Edge]]
_References = Mapping[WorkId, Sequence[Reference]]


def changing_references(memo: Memo, references: Sequence[Reference]) -> Changing[Reference]:
    """Return the references, with what differs from those of the last round."""
    return changing(memo, "references", references)


def references_of(memo: Memo, references: Sequence[Reference]) -> _References:
    """Return the references by the work that cites."""
    return grouped_by(memo, "references of", changing_references(memo, references), lambda each: (each.source,))


def references_to(memo: Memo, references: Sequence[Reference]) -> _References:
    """Return the references by the work that they are resolved to."""
    found = changing_references(memo, references)
    return grouped_by(memo, "references to", found, lambda each: each.targets if len(each.targets) == 1 else ())


def changing_edges(memo: Memo, edges: Sequence[Edge]) -> Changing[Edge]:
    """Return the edges, with what differs from those of the last round."""
    return changing(memo, "edges", edges)


def edges_into(memo: Memo, edges: Sequence[Edge]) -> _Edges:
    """Return the edges by their target."""
    return grouped_by(memo, "into", changing_edges(memo, edges), lambda edge: (edge.target,))


def edges_out_of(memo: Memo, edges: Sequence[Edge]) -> _Edges:
    """Return the edges by their subject."""
    return grouped_by(memo, "out of", changing_edges(memo, edges), lambda edge: (edge.subject,))


def acting_edges(memo: Memo, edges: Sequence[Edge]) -> Sequence[Edge]:
    """Return the edges, in their order, that act on their target: they change it or put it together anew."""
    found = grouped_by(
        memo, "acting", changing_edges(memo, edges), lambda edge: (True,) if edge.relation in _ACTING else ()
    )
    return found.get(True, ())


def changing_duties(memo: Memo, duties: Sequence[Duty]) -> Changing[Duty]:
    """Return the duties, with what differs from those of the last round."""
    return changing(memo, "duties", duties)


def duties_of_works(memo: Memo, duties: Sequence[Duty]) -> Mapping[WorkId, Sequence[Duty]]:
    """Return the duties by the work that lays them."""
    return grouped_by(memo, "duties of", changing_duties(memo, duties), lambda duty: (duty.work,))


def changing_works(memo: Memo, works: Sequence[Work]) -> Changing[Work]:
    """Return the works, with what differs from those of the last round."""
    return changing(memo, "works", works)
