"""The files beside a work's page: its record as JSON, as JSON-LD and, if its text is held, as Akoma Ntoso."""

import hashlib
from collections.abc import Iterator

from build_tools.model.corpus import Work
from build_tools.model.page import Page
from build_tools.render.lookups import Site
from build_tools.render.open_data.akoma_ntoso import akn_of, akoma_ntoso
from build_tools.render.open_data.linked import linked_data
from build_tools.render.open_data.records import as_line, work_record
from build_tools.render.page_task import SearchNote


def record_of(page: str) -> str:
    """Return the path of the record of a work, from its page."""
    return f"{page.removesuffix('.md')}.json"


def sibling_pages(site: Site, work: Work) -> Iterator[Page | SearchNote]:
    """Make the files of a work; the note tells the record from any other."""
    page = site.work_pages[work.id]
    name = page.removesuffix(".md")
    record = as_line(work_record(site, work))
    yield Page(record_of(page), record)
    yield SearchNote(hashlib.blake2b(record.encode(), digest_size=16).digest())
    yield Page(f"{name}.jsonld", as_line(linked_data(site, work)))
    if work.document and work.document.source.has_text:
        yield Page(akn_of(page), akoma_ntoso(site, work))


def sibling_names(work: Work, page: str) -> dict[str, str]:
    """Return the names of these files, by what they are."""
    name = page.removesuffix(".md").rpartition("/")[2]
    names = {"JSON": f"{name}.json", "JSON-LD": f"{name}.jsonld"}
    if work.document and work.document.source.has_text:
        names["Akoma Ntoso"] = akn_of(page).rpartition("/")[2]
    return names
