"""Short ways to a document for tests: a text in, what the parser or the resolver makes of it out."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from build_tools.base.text import without_layout
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.model.statement import Statement
from build_tools.parse import parse
from build_tools.render.lookups import site_of
from build_tools.render.pages.plans import render
from build_tools.resolve import resolve
from build_tools.vocabulary import load

VOCABULARY = load()
CASES = Path(__file__).parent / "cases"
HEAD = "Số: 12/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các phòng, đơn vị thuộc Sở.\n\n"


def source_of(text: str, path: str = "thu.txt", statement: Statement | None = None) -> Source:
    data = text.encode()
    return Source.of(path, without_layout(text), hashlib.sha256(data).hexdigest(), statement)


def document_of(text: str, path: str = "thu.txt", statement: Statement | None = None) -> Document:
    return parse(source_of(text, path, statement), VOCABULARY)


def corpus_of(texts: Mapping[str, str]) -> Corpus:
    """Resolve the texts, given by path."""
    return resolve([document_of(text, path) for path, text in texts.items()], VOCABULARY)


def corpus_of_sources(*sources: Source) -> Corpus:
    return resolve([parse(source, VOCABULARY) for source in sources], VOCABULARY)


def check_spans(document: Document) -> None:
    """Raise AssertionError unless the provisions cover the text in order and each fact lies in the clause it names."""
    text, end = document.source.text, 0
    for provision in document.provisions:
        assert provision.span.start >= end, "provisions overlap"
        assert text[end : provision.span.start].strip() == "", "characters in no provision"
        end = provision.span.end
    assert text[end:].strip() == "", "characters behind the last provision"
    facts = [(fact.eid, fact.span) for fact in document.citations]
    facts += [(fact.eid, fact.span) for fact in document.obligations]
    facts += [(fact.eid, fact.span) for fact in document.abbreviations]
    clauses = {provision.eid: provision.span for provision in document.provisions}
    for eid, span in facts:
        assert span.start < span.end, "an empty span"
        assert clauses[eid].holds(span), "a fact outside its clause"


def pages_below(corpus: Corpus, folder: str) -> dict[str, str]:
    """The pages in Markdown, and other texts, below a folder of docs/, by path."""
    pages = render(corpus, VOCABULARY)
    return {page.path: page.content for page in pages if page.path.startswith(folder) and isinstance(page.content, str)}


def led_to(path: str, text: str) -> set[str]:
    """The pages to which the Markdown of the page at `path` leads."""
    links = re.findall(r"\]\(([^)#:]+\.md)", text)
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in links}


def rendered(corpus: Corpus) -> str:
    """The Markdown of the first held work's page."""
    held = next(work for work in corpus.works if work.held)
    site = site_of(corpus, VOCABULARY)
    pages = {page.path: page.content for page in render(corpus, VOCABULARY)}
    return str(pages[site.work_pages[held.id]])


def cases(name: str) -> list[Any]:
    """The rows of a table of cases, each a pytest parameter named by its title."""
    import pytest

    rows = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["title"]) for row in rows]
