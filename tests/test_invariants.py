"""What holds for every text: spans quote what they say, links removed give the text back, twice is the same."""

import re
from pathlib import Path

import pytest

from build_tools import build as stages
from build_tools.evaluation.document_json import to_record
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document
from build_tools.parse import parse
from build_tools.render.annotate import full_text
from build_tools.render.pages.plans import render
from build_tools.source import read_sources
from build_tools.vocabulary import Vocabulary
from tests.conftest import COLLECTION, ROOT
from tests.render.test_markdown import squash, visible
from tests.texts import check_spans

SOURCES = [*read_sources(COLLECTION)[0], *read_sources(ROOT / "tests" / "corpus")[0]]


@pytest.fixture(params=SOURCES, ids=lambda source: Path(source.path).stem)
def document(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> Document:
    return parse(request.param, vocabulary)


def test_what_a_span_covers_is_what_is_quoted(document: Document) -> None:
    text = document.source.text
    record = to_record(document)
    for citation, found in zip(record["citations"], document.citations, strict=True):
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        code = None if found.keeper else citation["code"]
        assert code is None or code in re.sub(r"\s+", "", citation["quote"]).replace("–", "-").replace("Ð", "Đ")
    for task in record["obligations"]:
        assert text[task["start"] : task["end"]] == task["quote"]
        assert all(deadline["quote"] in task["quote"] for deadline in task["deadlines"])


def test_provisions_cover_the_text_and_hold_every_fact(document: Document) -> None:
    check_spans(document)


def test_the_reader_sees_exactly_what_was_signed(document: Document) -> None:
    links = {citation.span: "x.md" for citation in document.citations}
    assert visible(full_text(document, links)) == squash(document.source.text)


def test_removing_the_links_gives_the_text_back(document: Document) -> None:
    linked = full_text(document, {citation.span: "x.md" for citation in document.citations})
    bare = full_text(document, {})
    assert re.sub(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(x\.md\)", r"\1", linked) == bare


def test_twice_gives_the_same_bytes(corpus: Corpus, vocabulary: Vocabulary) -> None:
    again = stages.read_documents(COLLECTION, lambda *_: None)
    assert again.corpus is not None
    assert render(again.corpus, again.vocabulary) == render(corpus, vocabulary)


def test_no_page_is_written_twice(corpus: Corpus, vocabulary: Vocabulary) -> None:
    paths = [page.path for page in render(corpus, vocabulary)]
    assert len(paths) == len(set(paths))
