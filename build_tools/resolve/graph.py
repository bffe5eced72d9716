"""Who rests on whom: the edges of a collection and what follows from them. The one door to networkx."""

from collections import Counter
from collections.abc import Mapping, Sequence

import networkx as nx

from build_tools.model.citation import Relation
from build_tools.model.corpus import Edge, Reference, WorkId
from build_tools.model.document import Document


def build_edges(references: Sequence[Reference], documents: Mapping[WorkId, Document]) -> tuple[Edge, ...]:
    """Return every relation that a document states of itself, and every one it states between two others."""
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
        )
        for reference in references
        if (target := reference.target) and target != reference.source
    ]
    pointed = {(r.source, r.citation.span): r for r in references}
    for source, document in documents.items():
        for claim in document.claims:
            left, right = pointed.get((source, claim.subject)), pointed.get((source, claim.target))
            if left and right and left.target and right.target and left.target != right.target:
                citation = left.citation
                edges.append(
                    Edge(
                        left.target,
                        claim.relation,
                        right.target,
                        source,
                        citation.eid,
                        citation.sentence,
                        citation.span,
                    )
                )
    number = {work: place for place, work in enumerate(sorted(documents))}  # numbers are compared faster than names
    return tuple(
        sorted(
            edges,
            key=lambda edge: (number[edge.witness], edge.place.start, edge.place.end, edge.relation, edge.target),
        )
    )


def cited_counts(edges: Sequence[Edge]) -> dict[WorkId, int]:
    """Return by how many different works each work is relied on or cited."""
    return dict(Counter(target for _, target in {(edge.subject, edge.target) for edge in edges}))


def circles(edges: Sequence[Edge]) -> list[list[WorkId]]:
    """Return the circles of works that rest on each other; a basis comes before what rests on it, so each is odd."""
    rests = {(edge.subject, edge.target) for edge in edges if edge.relation is Relation.BASED_ON}
    subjects = {subject for subject, _ in rests}
    graph: nx.DiGraph[WorkId] = nx.DiGraph()  # what rests on nothing is in no circle: most of what is cited
    graph.add_edges_from((subject, target) for subject, target in rests if target in subjects)
    return sorted(sorted(circle) for circle in nx.strongly_connected_components(graph) if len(circle) > 1)
