"""Changes between the documents of a collection: repeals, replacements, suspensions, amendments and corrections.

A repeal counts only if the repealing instrument itself states it; an amendment may also be stated by a third document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from build_tools.base.values import Value
from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Work, WorkId

# What is done to an instrument, the gravest first.
_CHANGING = (Relation.REPEALS, Relation.SUSPENDS, Relation.AMENDS, Relation.CORRECTS)


class Change(Value, frozen=True):
    """A repeal (a replacement if `replaced`), whole or `in_part`, or an amendment of one instrument by another.

    `provisions` are the repealed clauses, as written. The document `witness` states it, in clause `eid`.
    """

    by: WorkId
    relation: Relation
    in_part: bool
    replaced: bool
    provisions: tuple[str, ...]
    witness: WorkId
    eid: str

    @property
    def is_whole(self) -> bool:
        """Whether it ends the whole instrument."""
        return self.relation is Relation.REPEALS and not self.in_part


def changes_of(edges: Iterable[Edge], works: Iterable[Work]) -> dict[WorkId, tuple[Change, ...]]:
    """Return the changes by changed work: repeals, then suspensions, amendments and corrections.

    Those of the whole stand before those in part, newer ones before older. A change by an older work is left out: one
    of the dates must be wrong.
    """
    known = {work.id: work for work in works}
    acts: dict[tuple[WorkId, WorkId], list[Edge]] = defaultdict(list)
    for edge in edges:
        told = edge.relation in (Relation.AMENDS, Relation.CORRECTS) or edge.witness == edge.subject
        if edge.relation in _CHANGING and told and not is_older(known[edge.subject], known[edge.target]):
            acts[edge.target, edge.subject].append(edge)
    found: dict[WorkId, list[Change]] = defaultdict(list)
    for (target, _), stated in acts.items():
        found[target].append(_change(stated))
    return {target: _in_order(changes, known) for target, changes in found.items()}


def is_older(work: Work, other: Work) -> bool:
    """Return whether it was issued before the other, as far as both dates are stated."""
    mine, others = work.date or work.year or "", other.date or other.year or ""
    length = min(len(mine), len(others))
    return mine[:length] < others[:length]


def _change(edges: Sequence[Edge]) -> Change:
    """Return the change that the edges from one work to another state together."""
    gravest = min((edge.relation for edge in edges), key=_CHANGING.index)
    acts = [edge for edge in edges if edge.relation is gravest]
    own = [edge for edge in acts if edge.witness == edge.subject] or acts
    counted = [edge for edge in own if not edge.in_part] or own
    first = next((edge for edge in counted if "art_" in edge.eid), counted[0])
    parts = dict.fromkeys(part for edge in counted for part in edge.provisions)
    provisions = tuple(parts) if first.in_part and all(edge.provisions for edge in counted) else ()
    return Change(first.subject, first.relation, first.in_part, first.replaced, provisions, first.witness, first.eid)


def _in_order(changes: Sequence[Change], works: Mapping[WorkId, Work]) -> tuple[Change, ...]:
    newest = sorted(changes, key=lambda change: (works[change.by].date or change.by.year, change.by), reverse=True)
    return tuple(sorted(newest, key=lambda change: (_CHANGING.index(change.relation), change.in_part)))
