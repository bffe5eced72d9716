"""The page of a work, held or only cited: record, warnings, diagram, full text, basis, duties, who relies on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.corpus import Edge, Reference, Work, WorkId
from build_tools.diagnostics import Diagnostic
from build_tools.model import Document, Effect, Page, Relation, Span
from build_tools.render.annotate import full_text, quote
from build_tools.render.diagram import Node, neighbourhood
from build_tools.render.markdown import Md, escape, join, link
from build_tools.render.names import (
    BY_KEEPER,
    box_name,
    clause,
    full_name,
    heading,
    short_name,
    subject_of,
    vietnamese_date,
)
from build_tools.render.paths import original, relative, relative_html
from build_tools.render.site import Site, grouped
from build_tools.render.tasks import Task, task_of
from build_tools.render.templates import page
from build_tools.resolve.identity import title_group
from build_tools.text import squeeze

# How the relations are ordered on a page: what a work rests on before what it only mentions.
_ORDER = tuple(Relation)
STATUS_UNKNOWN = "Chưa xác minh"
EFFECTS = {
    Effect.IN_FORCE: "Còn hiệu lực",
    Effect.ENDED: "Hết hiệu lực",
    Effect.ENDED_IN_PART: "Hết hiệu lực một phần",
    Effect.UNSETTLED: "Chưa xác định",
}


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


def work_pages(site: Site) -> Iterator[Page]:
    """Yield the page of every work, the list at each address that several share, and the original files."""
    for work in site.corpus.works:
        yield _page(site, work)
        if work.document:
            yield Page(original(work.document.source.path), work.document.source.data)
    for path, identities in site.addresses.shared.items():
        works = [(full_name(site.works[i]), subject_of(site.works[i]), site.url(path, i)) for i in identities]
        slug = path.rpartition("/")[2].removesuffix(".md")
        title = _shared_title(site, slug, identities)
        witnesses = written_witnesses(site, site.written.get(slug, ()), path)
        yield page(path, "shared", title=title, works=works, witnesses=witnesses)


def _shared_title(site: Site, slug: str, identities: Sequence[WorkId]) -> str:
    """What the works at one address are all called: their code, or the name they are cited by."""
    for work in (site.works[identity] for identity in identities):
        if work.code and work.id.code == slug:
            return work.code.text
        if work.title and title_group(work.title) == slug:
            return work.title
        for variant in work.variants:
            if slug in title_group(variant.wording):
                return variant.wording
    return short_name(site.works[identities[0]])


def _page(site: Site, work: Work) -> Page:
    path = site.addresses.works[work.id]
    document = work.document
    return page(
        path,
        "work",
        title=f"{short_name(work)}{f' – {work.organ}' if work.organ else ''}",
        description=". ".join(part for part in (full_name(work), subject_of(work)) if part),
        heading=heading(work),
        subject=subject_of(work) if heading(work) != work.subject else "",
        held=work.held,
        card=tuple(_card(work)),
        status=tuple(_status(work)),
        findings=_findings(site, work),
        diagram=_diagram(site, work, path),
        text=full_text(document, _links(site, work.id, path), _meanings(site, document)) if document else Md(""),
        basis=tuple(_basis(site, work, path)),
        tasks=_tasks(site, work, path),
        cited_by=tuple(_cited_by(site, work, path)),
        variants=work.variants,
        file=_file(path, document) if document else None,
        date_words=vietnamese_date,
    )


def _card(work: Work) -> Iterator[tuple[str, str]]:
    """The rows of the attribute card that have a value; a blank that a reader would miss is said to be one."""
    record = work.document.record if work.document else None
    yield "Loại văn bản", work.type_name
    if work.code:
        yield "Số, ký hiệu", work.code.text if work.code.number else f"để trống số; ký hiệu {work.code.notation}"
    yield "Cơ quan ban hành", work.organ or "chưa rõ"
    if work.id.scope and not record:
        yield "Địa phương", "văn bản viện dẫn không nêu tên tỉnh"
    yield (
        ("Ngày đăng" if record and record.genre == "news" else "Ngày ban hành"),
        vietnamese_date(work.date) or "chưa rõ",
    )
    if work.document and (declared := _stated_by_keeper(work.document)):
        yield "Khai báo", declared
    if work.known:
        yield "Bổ sung", "những điều các văn bản viện dẫn không ghi lấy từ danh mục văn bản đã biết"
    if record:
        stated = (
            ("Địa danh", record.place),
            ("Người ký", record.signer),
            ("Chức vụ", record.signer_position),
            ("Thẩm quyền ký", record.signing_authority),
        )
        yield from ((label, value.value) for label, value in stated if value)
        if record.addressees:
            yield "Kính gửi", join((item.value for item in record.addressees), "; ")
        if record.copies_to:
            yield "Nơi nhận", join((item.value for item in record.copies_to), "; ")


def _stated_by_keeper(document: Document) -> str:
    """Which facts a keeper states beside the file, why and from where; "" where none."""
    statement = document.source.statement
    fields = (
        ("loại", statement.type_name),
        ("số, ký hiệu", statement.code),
        ("ngày ban hành", statement.issued_date),
        ("cơ quan", statement.organ),
        ("địa phương", statement.place),
        ("trích yếu", statement.subject),
        ("người ký", statement.signer),
        ("chức vụ", statement.signer_position),
        ("thẩm quyền ký", statement.signing_authority),
        ("nơi gửi", statement.addressees),
        ("nơi nhận", statement.copies_to),
        (f"{len(statement.citations)} viện dẫn", statement.citations),
        (f"{len(statement.obligations)} nhiệm vụ", statement.obligations),
    )
    names = ", ".join(name for name, value in fields if value)
    why = [f"{word}: {value}" for word, value in (("lý do", statement.reason), ("nguồn", statement.origin)) if value]
    return "; ".join([f"{BY_KEEPER} {names}"] * bool(names) + why)


def _status(work: Work) -> Iterator[Md]:
    """What is known of the work's effect, each with its source and as-of date; the default is that nothing is."""
    if not any(fact.status is not Effect.RELATED for fact in work.facts):
        yield Md(STATUS_UNKNOWN)
    for fact in work.facts:
        label = f"{EFFECTS[fact.status]}: " if fact.status in EFFECTS else ""
        yield escape(f"{label}{fact.words} (nguồn: {fact.source}; tính đến {fact.as_of:%d/%m/%Y})")


def _findings(site: Site, work: Work) -> Sequence[Diagnostic]:
    return site.findings.get(work.document.source.path, ()) if work.document else ()


def _links(site: Site, work: WorkId, path: str) -> dict[Span, str]:
    return {r.citation.span: reference_url(site, r, path) for r in site.references.get(work, ())}


def _meanings(site: Site, document: Document) -> dict[str, str]:
    """What short forms stand for in this document: as it defines them, else as they are used in general."""
    general = {row.short: row.long for row in site.vocabulary.abbreviations}
    return general | {squeeze(term.short): term.long for term in document.abbreviations}


def reference_url(site: Site, reference: Reference, path: str) -> str:
    """Return where a citation leads: the work, or the list of all works it may mean."""
    if reference.target:
        return site.url(path, reference.target)
    targets = set(reference.targets)
    shared = next(page for page, works in site.addresses.shared.items() if targets <= set(works))
    return relative(path, shared)


def _diagram(site: Site, work: Work, path: str) -> Md:
    def nodes(edges: Sequence[Edge], *, target: bool) -> list[Node]:
        seen: dict[WorkId, Edge] = {}
        for edge in sorted(edges, key=lambda edge: _ORDER.index(edge.relation)):
            seen.setdefault(edge.target if target else edge.subject, edge)
        words = site.vocabulary.words
        return [
            Node(
                box_name(site.works[other]),
                relative_html(path, site.addresses.works[other]),
                words[edge.relation].active,
            )
            for other, edge in seen.items()
        ]

    left = nodes(site.out_of.get(work.id, ()), target=True)
    right = nodes(site.into.get(work.id, ()), target=False)
    return neighbourhood(box_name(work), left, right)


def _basis(site: Site, work: Work, path: str) -> Iterator[Group]:
    """What the work rests on and cites, by relation, each with its sentence."""
    by_relation = grouped(site.out_of.get(work.id, ()), lambda edge: edge.relation)
    for relation in _ORDER:
        if edges := by_relation.get(relation):
            words = site.vocabulary.words[relation].active
            yield Group(words, tuple(_witness(site, edge, path, edge.target) for edge in _once(edges)))


def _cited_by(site: Site, work: Work, path: str) -> Iterator[Group]:
    by_relation = grouped(site.into.get(work.id, ()), lambda edge: edge.relation)
    for relation in _ORDER:
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
    if edge.witness != edge.subject:
        yield f"theo {short_name(site.works[edge.witness])}"
    if edge.keeper:
        yield f"{BY_KEEPER}: {edge.keeper}"


def _tasks(site: Site, work: Work, path: str) -> tuple[Task, ...]:
    if not work.document:
        return ()
    return tuple(task_of(site, path, work.id, obligation) for obligation in work.document.obligations)


def _file(path: str, document: Document) -> tuple[str, str, str]:
    source = document.source
    return source.path.rpartition("/")[2], relative(path, original(source.path)), source.sha256
