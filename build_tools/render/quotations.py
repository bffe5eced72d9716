"""Quotations of the sentences that state a relation between two works."""

from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.base.text import slug
from build_tools.base.values import Value, replace
from build_tools.model.citation import NO_ISSUER, Relation
from build_tools.model.corpus import Edge, Reference, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import relative
from build_tools.render.annotate import quote
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, link
from build_tools.render.paging import SHOWN, Part, base_of, parts
from build_tools.render.reportable import reportable
from build_tools.render.settled import settled_words
from build_tools.render.status import status_note
from build_tools.render.wording import BY_KEEPER, BY_MACHINE, clause, full_name, short_name

# The order of relations on a page: from legal basis to mere mention.
ORDER = tuple(Relation)
_POSSIBLY, _POSSIBLE = "có thể được viện dẫn tại", "co-the-duoc-vien-dan-tai"


class Witness(Value, frozen=True):
    """One sentence that relates two works: the other work, the clause, the quotation, a note, the other's effect."""

    name: Md
    clause: Md
    quote: Md
    note: str
    status: Md = Md("")


class Group(Value, frozen=True):
    """The witnesses of one relation; `words` is its name in Vietnamese.

    Of many only the first are shown: `count` is their number, `rest` the link to all of them.
    """

    words: str
    witnesses: tuple[Witness, ...]
    count: int = 0
    rest: str = ""


def basis(site: Site, work: Work, path: str) -> Iterator[Group]:
    """Yield what the work is based on and cites, by relation, without quotations: its text is on the same page."""
    by_relation = grouped(site.out_of.get(work.id, ()), lambda edge: edge.relation)
    for relation in ORDER:
        if edges := by_relation.get(relation):
            words = site.vocabulary.words[relation].active
            yield Group(words, tuple(_basis_witness(site, edge, path, work.id) for edge in _once(edges)))


def _basis_witness(site: Site, edge: Edge, path: str, work: WorkId) -> Witness:
    witness = _witness(site, edge, path, edge.target, quoted=False)
    name = reportable(witness.name, "vien_dan", edge.place.start) if edge.witness == work else witness.name
    return replace(witness, name=name, status=status_note(site, edge.target, path, work))


def cited_by(site: Site, work: Work, path: str) -> Iterator[Group]:
    """Yield the works that rely on this one, by relation, newest first; then ambiguous citations that may mean it."""
    for name, words, edges in _relying(site, work):
        rest = relative(path, f"{base_of(path, name)}.md") if len(edges) > SHOWN else ""
        shown = tuple(_witness(site, edge, path, edge.subject) for edge in edges[:SHOWN])
        yield Group(words, shown, len(edges), rest)
    if possible := site.possible.get(work.id, ()):
        rest = relative(path, f"{base_of(path, _POSSIBLE)}.md") if len(possible) > SHOWN else ""
        yield Group(_POSSIBLY, written_witnesses(site, possible[:SHOWN], path), len(possible), rest)


def cited_by_pages(site: Site, work: Work, path: str) -> Iterator[Page]:
    """Yield the pages that list all works of a long group of `cited_by`."""
    for name, words, edges in _relying(site, work):
        for part in parts(base_of(path, name), edges, newest_first=True) if len(edges) > SHOWN else ():
            yield _relying_page(
                site, work, words, part, [_witness(site, edge, part.path, edge.subject) for edge in part.items]
            )
    possible = site.possible.get(work.id, ())
    for listed in parts(base_of(path, _POSSIBLE), possible) if len(possible) > SHOWN else ():
        yield _relying_page(site, work, _POSSIBLY, listed, written_witnesses(site, listed.items, listed.path))


def _relying_page(site: Site, work: Work, words: str, part: Part[Any], witnesses: Sequence[Witness]) -> Page:
    return page(
        part.path,
        "relying",
        title=part.titled(f"{short_name(work)}: {words}"),
        work=link(full_name(work), site.url(part.path, work.id)),
        witnesses=witnesses,
        pages=part.pages,
    )


def _relying(site: Site, work: Work) -> Iterator[tuple[str, str, list[Edge]]]:
    """Yield address, wording and edges of each relation of other works to this one, the newest work first."""
    by_relation = grouped(site.into.get(work.id, ()), lambda edge: edge.relation)
    for relation in ORDER:
        if edges := by_relation.get(relation):
            newest = sorted(_once(edges), key=lambda edge: site.works[edge.subject].date or "", reverse=True)
            words = site.vocabulary.words[relation].inverse
            yield slug(words), words, newest


def written_witnesses(site: Site, references: Sequence[Reference], path: str) -> tuple[Witness, ...]:
    """Return the sentences of these references, with a note on ambiguous ones."""
    witnesses = []
    for reference in references:
        source, citation = reference.source, reference.citation
        edge = Edge(source, citation.relation, source, source, citation.eid, citation.sentence, citation.span)
        note = "" if reference.target else "chưa rõ là văn bản nào"
        witnesses.append(replace(_witness(site, edge, path, source), note=note))
    return tuple(witnesses)


def _once(edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges without repetitions: two mentions in one sentence are one backlink."""
    return list({(e.subject, e.target, e.witness, e.eid, e.sentence): e for e in reversed(edges)}.values())[::-1]


def _witness(site: Site, edge: Edge, path: str, other: WorkId, *, quoted: bool = True) -> Witness:
    witness = site.works[edge.witness].document
    if witness is None:
        raise ValueError("only a held document can be a witness")
    label = clause(witness.label(edge.eid))
    return Witness(
        name=link(full_name(site.works[other]), site.url(path, other)),
        clause=link(label, site.url(path, edge.witness, edge.eid)),
        quote=quote(witness.source.text, edge.sentence, edge.place) if quoted else Md(""),
        note=" · ".join(_notes(site, edge)),
    )


def _notes(site: Site, edge: Edge) -> Iterator[str]:
    witness = site.works[edge.witness].document
    if witness and witness.source.recognised:
        yield BY_MACHINE
    if edge.witness != edge.subject:
        yield f"theo {short_name(site.works[edge.witness])}"
    if edge.in_part:
        yield f"một phần: {', '.join(edge.provisions)}" if edge.provisions else "một phần"
    if edge.keeper:
        yield f"{BY_KEEPER}: {edge.keeper}"
    elif edge.doubt and not (edge.doubt == NO_ISSUER and site.works[edge.target].organ):
        yield f"chưa chắc: {edge.doubt}"
    if witness and (words := settled_words(witness, "vien_dan", edge.place)):
        yield words
