"""The graph of works: relations as edges, citation counts and cycles. The only module that imports networkx.

It is imported where there is something for it to do: it takes a sixth of the time in which a command starts.
"""

from collections.abc import Iterable, Mapping, Sequence

from build_tools.base.memo import Memo
from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Reference, WorkId
from build_tools.model.document import Document
from build_tools.resolve.by_key import edges_into, edges_out_of


def build_edges(
    documents: Mapping[WorkId, Document], references: Mapping[WorkId, tuple[Reference, ...]], memo: Memo
) -> tuple[Edge, ...]:
    """Return the relations that documents state of themselves, and those they state between two other works.

    `references` are those of each document. Ordered by document, then by place in its text.
    """
    return tuple(edge for work in sorted(documents) for edge in memo(edges_of, documents[work], references[work]))


def edges_of(document: Document, references: tuple[Reference, ...]) -> tuple[Edge, ...]:
    """Return the relations that one document states."""
    edges = [
        Edge(
            subject=reference.source,
            relation=reference.citation.relation,
            target=target,
            witness=reference.source,
            eid=reference.citation.eid,
            sentence=reference.citation.sentence,
            place=reference.citation.span,
            keeper=reference.citation.keeper,
            provisions=reference.citation.provisions,
            in_part=reference.citation.in_part,
            replaced=reference.citation.replaced,
            doubt=reference.citation.doubt,
        )
        for reference in references
        if (target := reference.target) and target != reference.source
    ]
    pointed = {reference.citation.span: reference for reference in references}
    for claim in document.claims:
        left, right = pointed.get(claim.subject), pointed.get(claim.target)
        if left and right and left.target and right.target and left.target != right.target:
            citation = left.citation
            edges.append(
                Edge(
                    left.target,
                    claim.relation,
                    right.target,
                    left.source,
                    citation.eid,
                    citation.sentence,
                    citation.span,
                )
            )
    return tuple(sorted(edges, key=lambda edge: (edge.place.start, edge.place.end, edge.relation, edge.target)))


def cited_counts(memo: Memo, edges: Sequence[Edge]) -> dict[WorkId, int]:
    """Return for each work the number of different works that cite it or are based on it."""
    return {target: memo(_subjects, found) for target, found in edges_into(memo, edges).items()}


def _subjects(edges: Iterable[Edge]) -> int:
    return len({edge.subject for edge in edges})


def circles(memo: Memo, edges: Sequence[Edge]) -> list[list[WorkId]]:
    """Return the cycles of the relation "based on". Each is an error: a basis precedes what is based on it."""
    found = edges_out_of(memo, edges)
    bases = {subject: memo.same(("bases", subject), memo(_bases, own)) for subject, own in found.items()}
    return memo.made_of("circles", tuple(bases.values()), lambda: _circles(bases))


def _bases(edges: Iterable[Edge]) -> tuple[WorkId, ...]:
    """Return the works on which the subject of these edges is based."""
    return tuple(dict.fromkeys(edge.target for edge in edges if edge.relation is Relation.BASED_ON))


def _circles(bases: Mapping[WorkId, Iterable[WorkId]]) -> list[list[WorkId]]:
    # A work that is based on none is in no cycle.
    rests = [(subject, target) for subject, found in bases.items() for target in found if bases.get(target)]
    if not rests:
        return []
    import networkx as nx

    graph: nx.DiGraph[WorkId] = nx.DiGraph(rests)
    return sorted(sorted(circle) for circle in nx.strongly_connected_components(graph) if len(circle) > 1)


# A matching takes the cube of what it matches: of more than so many, the best pairs are taken one after the other.
_MATCHED = 60


def best_pairs(scored: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """Return which left place goes with which right one, so that the scores of all pairs together are highest."""
    import networkx as nx

    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    graph.add_weighted_edges_from((("left", one), ("right", other), score) for one, other, score in scored)
    pairs: dict[int, int] = {}
    for part in nx.connected_components(graph):
        if len(part) <= _MATCHED:
            matched = [sorted(pair) for pair in nx.max_weight_matching(graph.subgraph(part))]
            pairs |= {one[1]: other[1] for one, other in matched}
    hard = {place for part in nx.connected_components(graph) if len(part) > _MATCHED for place in part}
    pairs |= _greedy([row for row in scored if ("left", row[0]) in hard])
    return dict(sorted(pairs.items()))


def _greedy(scored: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for one, other, _ in sorted(scored, key=lambda row: (-row[2], row[0], row[1])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs
