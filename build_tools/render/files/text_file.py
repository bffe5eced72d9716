"""The text of a held document for the search: its clauses, each with its anchor and label."""

from build_tools.model.document import Document
from build_tools.model.page import Page
from build_tools.render.addresses import html_address
from build_tools.render.annotate import plain
from build_tools.render.wording import clause
from build_tools.search import Passage, text_file


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the clauses of the document as the search finds and quotes them."""
    text = document.source.text
    return tuple(Passage(p.eid, clause(p.label), plain(p.span.of(text))) for p in document.provisions)


def text_page(path: str, document: Document) -> Page:
    """Return the file from which a search result quotes the clauses of the page at `path`."""
    return text_file(html_address(path), passages(document))
