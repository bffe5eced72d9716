"""The page of a work, held or only cited: record, findings, diagram, full text, legal basis, tasks, backlinks, data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.iso_dates import is_day
from build_tools.base.text import squeeze
from build_tools.model.corpus import Edge, Reference, Work, WorkId
from build_tools.model.document import Document
from build_tools.model.page import Original, Page
from build_tools.model.source import identity_of
from build_tools.model.span import Span
from build_tools.render.addresses import original, relative, relative_html
from build_tools.render.annotate import full_text
from build_tools.render.comparison import comparisons
from build_tools.render.fidelity import mark_of
from build_tools.render.files.atom import feed_of
from build_tools.render.files.text_file import text_page
from build_tools.render.files.work_feeds import has_feed, shared_feed, work_feed
from build_tools.render.jinja import page
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, join, link
from build_tools.render.open_data.siblings import sibling_names, sibling_pages
from build_tools.render.page_task import PageTask, Plan, SearchNote
from build_tools.render.pages.chain import chain_of
from build_tools.render.pages.cited_clauses import cited_clauses, counts_by_clause
from build_tools.render.pages.implementations import implementation_table
from build_tools.render.pages.life import amendment_marks, life_of
from build_tools.render.pages.replies import reply_rows
from build_tools.render.pages.series import previous, series_link
from build_tools.render.pages.work_card import card_of
from build_tools.render.paging import base_of, parts
from build_tools.render.pictures.diagram import Node, neighbourhood
from build_tools.render.quotations import ORDER, basis, cited_by, cited_by_pages, written_witnesses
from build_tools.render.settled import CARD_KINDS, with_marks
from build_tools.render.status import status_lines
from build_tools.render.tasks import Task
from build_tools.render.wording import box_name, full_name, heading, short_name, subject_of, vietnamese_date
from build_tools.resolve.identity import title_group

# The most clauses, and ways to write its number, on the page of a work.
_MOST = 200
# How a browser shows a file beside the text.
_SHOWN_AS = {"pdf": "pdf", **dict.fromkeys(("png", "jpg", "jpeg"), "anh")}


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The original file on a work's page: its link, its checksum, what it shows beside the text, how it was read.

    `renamed` means that it is published with another suffix than its own. `url` and `sha256` are "" if it is not
    published because personal numbers are masked in its text: the checksum would confirm a guess of them. `parts` are
    name and link of the document's other files; `shown_as` is how a browser shows it here ("pdf", "anh"), or "".
    """

    name: str
    renamed: bool
    url: str
    sha256: str
    aside: tuple[str, ...]
    unread: bool
    recognised: bool
    parts: tuple[tuple[str, str], ...]
    shown_as: str


def work_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the page of every work with its original file, and the list at each address that several works share."""
    for work in plan.corpus.works:
        yield PageTask(plan.addresses.works[work.id], _work_pages, (work.id,))
    for path, identities in plan.addresses.shared.items():
        yield PageTask(path, _shared_pages, (path, identities), listed=True)


def _work_pages(site: Site, identity: WorkId) -> Iterator[Page | SearchNote]:
    work, path = site.works[identity], site.work_pages[identity]
    yield _page(site, work)
    yield from cited_by_pages(site, work, path)
    yield from sibling_pages(site, work)
    yield from work_feed(site, work)
    if work.document:
        source = work.document.source
        if not source.masked:
            files = [(source.path, source.sha256), *((part.path, part.sha256) for part in source.parts)]
            yield from (Page(original(name), Original(name, sha256)) for name, sha256 in files)
        yield text_page(path, work.document)


def _shared_pages(site: Site, path: str, identities: Sequence[WorkId]) -> Iterator[Page]:
    slug = path.rpartition("/")[2].removesuffix(".md")
    title = _shared_title(site, slug, identities)
    parted = list(parts(base_of(path, "cach-ghi"), site.written.get(slug, ())))
    first = parted[0]
    rest = relative(path, first.path) if len(parted) > 1 else ""
    witnesses = written_witnesses(site, first.items, path)
    count = sum(len(part.items) for part in parted)
    yield from shared_feed(site, path, title, identities)
    for same in parts(path.removesuffix(".md"), identities):
        yield page(
            same.path,
            "shared",
            title=same.titled(title),
            several=len(identities) > 1,
            works=[(full_name(site.works[i]), subject_of(site.works[i]), site.url(same.path, i)) for i in same.items],
            pages=same.pages,
            witnesses=witnesses if same.path == path else (),
            rest=rest,
            count=count,
        )
    for part in parted if rest else ():
        yield page(
            part.path,
            "relying",
            title=part.titled(f"{title}: được viện dẫn theo cách ghi này"),
            work=link(title, relative(part.path, path)),
            witnesses=written_witnesses(site, part.items, part.path),
            pages=part.pages,
        )


def _shared_title(site: Site, slug: str, identities: Sequence[WorkId]) -> str:
    """Return the name that the works at one address share: their code, or the name by which they are cited."""
    for work in (site.works[identity] for identity in identities):
        if work.code and work.id.code == slug:
            return work.code.text
        if work.title and title_group(work.title) == slug:
            return work.title
        for variant in site.variants[work.id]:
            if slug in title_group(variant.wording):
                return variant.wording
    return short_name(site.works[identities[0]])


def _page(site: Site, work: Work) -> Page:
    path = site.work_pages[work.id]
    document = work.document
    replies, clauses, variants = (
        reply_rows(site, work.id, path),
        cited_clauses(site, work, path),
        site.variants[work.id],
    )
    return page(
        path,
        "work",
        title=f"{short_name(work)}{f' – {work.organ}' if work.organ else ''}",
        description=". ".join(part for part in (full_name(work), subject_of(work)) if part),
        date=work.date if work.held and is_day(work.date) else None,
        heading=heading(work),
        subject=subject_of(work) if heading(work) != work.subject else "",
        held=work.held,
        mark=mark_of(document.source.text) if document and document.source.has_text else "",
        identity=identity_of(document.source.path) if document else "",
        kinds={label: Md(kind) for label, kind in CARD_KINDS.items()},
        card=(*with_marks(work.document, card_of(work)), *_beside(site, work, path)),
        status=tuple(status_lines(site, work, path)),
        life=life_of(site, work, path),
        feed=feed_of(path) if has_feed(site, work.id) else "",
        findings=site.findings.get(document.source.path, ()) if document else (),
        diagram=_diagram(site, work, path),
        text=_text(site, work, document, path) if document else Md(""),
        basis=tuple(basis(site, work, path)),
        tasks=_tasks(site, work, path),
        implementation=implementation_table(site, work.id, path),
        chain=chain_of(site, work.id, path),
        replies=replies,
        more_replies=len(site.replies.get(work.id, ())) - len(replies),
        cited_by=tuple(cited_by(site, work, path)),
        clauses=clauses[:_MOST],
        more_clauses=len(clauses[_MOST:]),
        variants=variants[:_MOST],
        more_variants=len(variants[_MOST:]),
        file=_file(path, document) if document else None,
        date_words=vietnamese_date,
        data=sibling_names(work, path),
    )


def _beside(site: Site, work: Work, path: str) -> Iterator[tuple[str, Md]]:
    """Yield the rows that lead to other documents: the last year's, and those to compare its text with."""
    if last := join(filter(None, (previous(site, work.id, path), series_link(site, work.id, path))), " · "):
        yield "So với năm trước", last
    if work.document and work.document.source.has_text:
        yield "So sánh với", join(comparisons(site, work.id, path), " · ")


def _text(site: Site, work: Work, document: Document, path: str) -> Md:
    links, marks = _links(site, work.id, path), amendment_marks(site, work.id, path)
    return full_text(document, links, _meanings(site, document), counts_by_clause(site, work), marks)


def _links(site: Site, work: WorkId, path: str) -> dict[Span, str]:
    return {r.citation.span: reference_url(site, r, path) for r in site.references.get(work, ())}


def _meanings(site: Site, document: Document) -> dict[str, str]:
    """Return the meanings of short forms in this document: as it defines them, else as the vocabulary does."""
    general = {row.short: row.long for row in site.vocabulary.abbreviations}
    return general | {squeeze(term.short): term.long for term in document.abbreviations}


def reference_url(site: Site, reference: Reference, path: str) -> str:
    """Return the link of a citation: to the work, or to the list of all works that it may mean."""
    if reference.target:
        return site.url(path, reference.target)
    targets = set(reference.targets)
    shared = next(page for page, works in site.shared_at[reference.targets[0]] if targets <= set(works))
    return relative(path, shared)


def _diagram(site: Site, work: Work, path: str) -> Md:
    def nodes(edges: Sequence[Edge], *, target: bool) -> list[Node]:
        seen: dict[WorkId, Edge] = {}
        for edge in sorted(edges, key=lambda edge: (ORDER.index(edge.relation), edge.in_part)):
            seen.setdefault(edge.target if target else edge.subject, edge)
        words = site.vocabulary.words
        return [
            Node(
                box_name(site.works[other]),
                relative_html(path, site.work_pages[other]),
                "bãi bỏ một phần" if edge.in_part else words[edge.relation].active,
            )
            for other, edge in seen.items()
        ]

    left = nodes(site.out_of.get(work.id, ()), target=True)
    right = nodes(site.into.get(work.id, ()), target=False)
    return neighbourhood(box_name(work), left, right)


def _tasks(site: Site, work: Work, path: str) -> tuple[Task, ...]:
    if not work.document:
        return ()
    return tuple(Task(site, path, work.id, obligation) for obligation in work.document.obligations)


def _file(path: str, document: Document) -> OriginalFile:
    source = document.source
    published = original(source.path)
    name = source.path.rpartition("/")[2]
    return OriginalFile(
        name=name,
        renamed=not published.endswith(name),
        url="" if source.masked else relative(path, published),
        sha256="" if source.masked else source.sha256,
        aside=source.aside,
        unread=not source.has_text,
        recognised=source.recognised,
        parts=tuple(
            (part.path.rpartition("/")[2], relative(path, original(part.path)))
            for part in source.parts
            if not source.masked
        ),
        shown_as="" if source.masked else _SHOWN_AS.get(source.path.rpartition(".")[2].lower(), ""),
    )
