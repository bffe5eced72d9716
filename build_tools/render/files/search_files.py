"""What the search finds: every work, every unit and the pages of help, with the clauses of what is held."""

import re
from collections.abc import Iterator, Mapping, Sequence

from build_tools.base.text import squeeze
from build_tools.base.values import decoder, encode, replace
from build_tools.model.corpus import Unit, Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import html_address
from build_tools.render.files.text_file import passages
from build_tools.render.files.work_facts import work_fact
from build_tools.render.lookups import Site, grouped
from build_tools.render.page_task import FITTING, PageTask, Plan, SearchNote
from build_tools.render.short_forms import short_forms
from build_tools.render.status import STATUS_UNKNOWN, status_words
from build_tools.render.wording import is_news, number_of, short_name, subject_of
from build_tools.search import (
    FOLDER,
    Entry,
    Lexicon,
    Passage,
    SegmentRow,
    directory_pages,
    facts_file,
    segment_count,
    segment_of,
    segment_pages,
    text_file,
)
from build_tools.vocabulary import Vocabulary

# A megabyte of the index takes as long as some ten of pages.
_WEIGHT = 10
_ENTRIES = decoder(tuple[Entry, ...])
_ROW = decoder(SegmentRow)
# What Markdown writes around words: marks, the address of a link, a heading's anchor, a tag. What a guide shows as
# typed (<kbd>) is left out: a slip in an example would count as a word that somebody uses.
_MARKUP = re.compile(r"<kbd>[^<]*</kbd>|\]\([^)]*\)|\{[^}]*\}|<[^>]*>|[*`#|>\[\]\\]|-{3,}", re.MULTILINE)


def segment_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the segments of works."""
    for place, works in enumerate(plan.memo(_segments, plan.addresses.works)):
        yield PageTask(_key(place), _segment, (place, works), weight=_WEIGHT, later=FITTING)


def fact_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan what is known of the works of each segment: a file of its own, since any document may change it."""
    for place, works in enumerate(plan.memo(_segments, plan.addresses.works)):
        yield PageTask(_fact_key(place), _facts, (place, works), later=FITTING)


def others_page_task(plan: Plan, guides: Sequence[Page], listed: Sequence[bytes]) -> PageTask:
    """Plan the last segment: units, short forms, the hand-written guides, and the lists by their headings."""
    entries = [_unit(plan.site, unit) for unit in plan.corpus.units]
    entries += _terms(plan)
    entries += [entry for headings in listed for entry in _ENTRIES(headings)]
    entries += [_prose("Hướng dẫn sử dụng", guide) for guide in guides]
    place = segment_count(len(plan.corpus.works))
    ordered = tuple(sorted(entries, key=lambda entry: entry.address))
    return PageTask(_key(place), _others, (place, ordered), later=FITTING)


def directory_page_task(plan: Plan, others: PageTask, notes: Mapping[str, bytes]) -> PageTask:
    """Plan what a browser loads first, from the note of each segment."""
    segments = [
        (
            replace(_ROW(notes[_key(place)]), facts=notes[_fact_key(place)].decode()),
            tuple(plan.site.cited.get(work, 0) for work in works),
        )
        for place, works in enumerate(plan.memo(_segments, plan.addresses.works))
    ]
    cited = {html_address(plan.addresses.units[unit.id]): _own(plan.site, unit) for unit in plan.corpus.units}
    last = tuple(cited.get(entry.address, 0) for entry in others.inputs[1])
    return PageTask(f"{FOLDER}/muc-luc", _directory, (*segments, (_ROW(notes[others.key]), last)), later=FITTING)


def headings_of(pages: Sequence[Page]) -> bytes:
    """Return the pages as the search finds them by their headings, encoded."""
    return encode(tuple(_section(page) for page in pages if page.path.endswith(".md")))


def _key(place: int) -> str:
    return f"{FOLDER}/{place}"


def _fact_key(place: int) -> str:
    return f"{FOLDER}/su-kien-{place}"


def _segments(pages: Mapping[WorkId, str]) -> list[tuple[WorkId, ...]]:
    """The works of each segment, in the order of their addresses; `pages` are those of all works."""
    count = segment_count(len(pages))
    segments: list[list[WorkId]] = [[] for _ in range(count)]
    for address, work in sorted((html_address(path), work) for work, path in pages.items()):
        segments[segment_of(address, count)].append(work)
    return [tuple(works) for works in segments]


def _segment(site: Site, place: int, works: Sequence[WorkId]) -> Iterator[Page | SearchNote]:
    return _made(place, [_work(site, work) for work in works])


def _facts(site: Site, place: int, works: Sequence[WorkId]) -> Iterator[Page | SearchNote]:
    documents = [document for work in works if (document := site.works[work].document)]
    tasks = encode(tuple((document.obligations, document.norms) for document in documents))
    page, stamp = facts_file(place, [work_fact(site, work) for work in works], tasks)
    yield page
    yield SearchNote(stamp.encode())


def _others(_: Site, place: int, entries: Sequence[Entry]) -> Iterator[Page | SearchNote]:
    return _made(place, entries)


def _made(place: int, entries: Sequence[Entry]) -> Iterator[Page | SearchNote]:
    pages, row = segment_pages(place, entries)
    yield from pages
    # A guide's text is no page of a work, which brings its own.
    yield from (text_file(entry.address, entry.passages) for entry in entries if entry.held and not entry.is_work)
    yield SearchNote(encode(row))


def _directory(site: Site, *segments: tuple[SegmentRow, Sequence[int]]) -> Iterator[Page]:
    yield from directory_pages(segments, lexicon(site.vocabulary))


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Return how types and abbreviations are typed."""
    rows = grouped(vocabulary.abbreviations, lambda row: row.short)
    meanings = {short: [row.long for row in same] for short, same in rows.items()}
    everyday = {row.said: row.means for row in vocabulary.office_words}
    types = {kind.name: kind.abbreviations for kind in vocabulary.types}
    return Lexicon(types, meanings, everyday, [place.name for place in vocabulary.places])


def _work(site: Site, identity: WorkId) -> Entry:
    work = site.works[identity]
    named = is_news(work)
    return Entry(
        address=html_address(site.work_pages[work.id]),
        type_name=work.type_name,
        number=number_of(work.code) if work.code else "",
        title=(work.subject or "") if named else (work.title or "" if work.code else short_name(work)),
        subject="" if named else subject_of(work),
        organ=work.organ or "",
        date=work.date or work.year or "",
        place=None if work.id.scope else work.id.place,
        status=_status(site, work),
        units=tuple(sorted({site.units[unit].full_name for unit in site.duty_bound.get(identity, ())})),
        passages=passages(work.document) if work.document else (),
    )


def _status(site: Site, work: Work) -> str:
    known = status_words(work, site.changes.get(work.id, ()))
    return "" if known == STATUS_UNKNOWN else known


def _own(site: Site, unit: Unit) -> int:
    return sum(duty.is_own for duty in site.duties.get(unit.id, ()))


def _unit(site: Site, unit: Unit) -> Entry:
    address = html_address(site.unit_pages[unit.id])
    return Entry(address, "Đơn vị", title=unit.full_name, is_work=False)


def _terms(plan: Plan) -> Iterator[Entry]:
    for row in short_forms(plan.site, plan.corpus.terms):
        address = f"{html_address(row.path)}#{row.anchor}"
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
