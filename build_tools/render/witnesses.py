"""The sentences that relate two works: who says it, in which clause, in which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.corpus import Edge, Reference, Work, WorkId
from build_tools.model import Relation
from build_tools.render.annotate import quote
from build_tools.render.markdown import Md, link
from build_tools.render.names import BY_KEEPER, BY_MACHINE, clause, full_name, short_name
from build_tools.render.site import Site, grouped

# How the relations are ordered on a page: what a work rests on before what it only mentions.
ORDER = tuple(Relation)


@dataclass(frozen=True, slots=True)
class Witness:
    """One sentence that relates two works: who says it, in which clause, in which words."""

    name: Md
    clause: Md
    quote: Md
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The witnesses of one relation under its wording."""

    words: str
    witnesses: tuple[Witness, ...]


def basis(site: Site, work: Work, path: str) -> Iterator[Group]:
    """Yield what the work rests on and cites, by relation, each with its sentence."""
    by_relation = grouped(site.out_of.get(work.id, ()), lambda edge: edge.relation)
    for relation in ORDER:
        if edges := by_relation.get(relation):
            words = site.vocabulary.words[relation].active
            yield Group(words, tuple(_witness(site, edge, path, edge.target) for edge in _once(edges)))


def cited_by(site: Site, work: Work, path: str) -> Iterator[Group]:
    """Yield who relies on the work, by relation, the newest first; then who may mean it."""
    by_relation = grouped(site.into.get(work.id, ()), lambda edge: edge.relation)
    for relation in ORDER:
        if edges := by_relation.get(relation):
            words = site.vocabulary.words[relation].inverse
            newest = sorted(_once(edges), key=lambda edge: site.works[edge.subject].date or "", reverse=True)
            yield Group(words, tuple(_witness(site, edge, path, edge.subject) for edge in newest))
    if possible := site.possible.get(work.id, ()):
        yield Group("có thể được viện dẫn tại", written_witnesses(site, possible, path))


def written_witnesses(site: Site, references: Sequence[Reference], path: str) -> tuple[Witness, ...]:
    """Return the sentences of these references, with a note where one fits several works."""
    witnesses = []
    for reference in references:
        source, citation = reference.source, reference.citation
        edge = Edge(source, citation.relation, source, source, citation.eid, citation.sentence, citation.span)
        note = "" if reference.target else "chưa rõ là văn bản nào"
        witnesses.append(replace(_witness(site, edge, path, source), note=note))
    return tuple(witnesses)


def _once(edges: Sequence[Edge]) -> list[Edge]:
    """One witness for each clause: two mentions in one sentence are one backlink."""
    return list({(e.subject, e.target, e.witness, e.eid, e.sentence): e for e in reversed(edges)}.values())[::-1]


def _witness(site: Site, edge: Edge, path: str, other: WorkId) -> Witness:
    witness = site.works[edge.witness].document
    if witness is None:
        raise ValueError("only a held document can be a witness")
    label = clause(witness.provision(edge.eid).label)
    return Witness(
        name=link(full_name(site.works[other]), site.url(path, other)),
        clause=link(label, site.url(path, edge.witness, edge.eid)),
        quote=quote(witness.source.text, edge.sentence, edge.place),
        note=" · ".join(_notes(site, edge)),
    )


def _notes(site: Site, edge: Edge) -> Iterator[str]:
    witness = site.works[edge.witness].document
    if witness and witness.source.recognised:
        yield BY_MACHINE
    if edge.witness != edge.subject:
        yield f"theo {short_name(site.works[edge.witness])}"
    if edge.keeper:
        yield f"{BY_KEEPER}: {edge.keeper}"
