"""The text of a held document as the search shows it: its clauses, each with its anchor and its place in words."""

from build_tools.model.document import Document
from build_tools.model.page import Page
from build_tools.render.addresses import html_address
from build_tools.render.annotate import plain
from build_tools.render.wording import clause
from build_tools.search import Passage, text_file


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the clauses of the document as they are found and quoted."""
    text = document.source.text
    return tuple(Passage(p.eid, clause(p.label), plain(p.span.of(text))) for p in document.provisions)


def text_page(path: str, document: Document) -> Page:
    """Return the file that a result of the search loads to quote a clause of the page at `path`."""
    return text_file(html_address(path), passages(document))
