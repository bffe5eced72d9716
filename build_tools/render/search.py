"""What the search finds: every work, every unit and the pages of help, with the clauses of what is held."""

import re
from collections.abc import Iterator, Sequence

from build_tools.corpus import Unit, Work
from build_tools.model import Document, Page
from build_tools.render.annotate import plain
from build_tools.render.glossary import glossary
from build_tools.render.lists import status_words
from build_tools.render.names import clause, is_news, number_of, short_name, subject_of
from build_tools.render.paths import GLOSSARY_PAGE, html_address
from build_tools.render.site import Site, grouped
from build_tools.render.work import STATUS_UNKNOWN
from build_tools.search import Entry, Lexicon, Passage, index_pages
from build_tools.text import squeeze
from build_tools.vocabulary import Vocabulary

# What Markdown writes around words: marks, the address of a link, a heading's anchor, a tag.
_MARKUP = re.compile(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>|[*`#|>\[\]\\]|-{3,}", re.MULTILINE)


def search_pages(site: Site, pages: Sequence[Page], guides: Sequence[Page]) -> Iterator[Page]:
    """Yield the files of the search; `pages` are those of the site, `guides` the hand-written ones that it finds."""
    units = {
        work: sorted({site.units[duty.unit].full_name for duty in duties})
        for work, duties in grouped(site.corpus.duties, lambda duty: duty.work).items()
    }
    entries = [_work(site, work, units.get(work.id, [])) for work in site.corpus.works]
    entries += [_unit(site, unit) for unit in site.corpus.units]
    entries += _terms(site)
    own = {*site.addresses.works.values(), *site.addresses.units.values()}
    entries += [_section(page) for page in pages if page.path.endswith(".md") and page.path not in own]
    entries += [_prose("Hướng dẫn sử dụng", guide) for guide in guides]
    yield from index_pages(entries, lexicon(site.vocabulary))


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Return how types and abbreviations are typed."""
    rows = grouped(vocabulary.abbreviations, lambda row: row.short)
    meanings = {short: [row.long for row in same] for short, same in rows.items()}
    return Lexicon({kind.name: kind.abbreviations for kind in vocabulary.types}, meanings)


def _work(site: Site, work: Work, units: Sequence[str]) -> Entry:
    named = is_news(work)
    return Entry(
        address=html_address(site.addresses.works[work.id]),
        type_name=work.type_name,
        number=number_of(work.code) if work.code else "",
        title=(work.subject or "") if named else (work.title or "" if work.code else short_name(work)),
        subject="" if named else subject_of(work),
        organ=work.organ or "",
        date=work.date or work.year or "",
        status="" if (status := status_words(work)) == STATUS_UNKNOWN else status,
        units=tuple(units),
        cited=site.cited.get(work.id, 0),
        passages=_passages(work.document) if work.document else (),
    )


def _passages(document: Document) -> tuple[Passage, ...]:
    return tuple(Passage(p.eid, clause(p.label), plain(p.span.of(document.source.text))) for p in document.provisions)


def _unit(site: Site, unit: Unit) -> Entry:
    own = sum(duty.is_own for duty in site.duties.get(unit.id, ()))
    return Entry(
        address=html_address(site.addresses.units[unit.id]),
        type_name="Đơn vị",
        title=unit.full_name,
        subject=f"{own} nhiệm vụ" if own else "",
        cited=own,
        is_work=False,
    )


def _terms(site: Site) -> Iterator[Entry]:
    for row in glossary(site):
        address = f"{html_address(GLOSSARY_PAGE)}#{row.anchor}"
        yield Entry(address, "Viết tắt", number=row.short, subject=row.long, is_work=False)


def _section(page: Page) -> Entry:
    """A list, the calendar and so on: found by its headings."""
    headings = "\n".join(line for line in _lines(page) if line.startswith("#"))
    return _prose("Mục tra cứu", Page(page.path, headings))


def _prose(type_name: str, page: Page) -> Entry:
    lines = _lines(page)
    title = next((line for line in lines if line.startswith("# ")), page.path)
    plain = [squeeze(_MARKUP.sub(" ", line)) for line in lines if line != title]
    return Entry(
        address=html_address(page.path),
        type_name=type_name,
        title=squeeze(_MARKUP.sub(" ", title)),
        passages=tuple(Passage("", "", line) for line in plain if line),
        is_work=False,
    )


def _lines(page: Page) -> list[str]:
    """The lines of a page in Markdown, without what stands before it for MkDocs."""
    text = str(page.content)
    return (text.split("---\n", 2)[-1] if text.startswith("---\n") else text).splitlines()
