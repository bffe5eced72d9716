"""What holds for any text, made of the constructs of directives and of whatever characters there are."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.base.text import canonical, fold, lowered, offsets_in, place_of, slug, spelling, without_layout
from build_tools.evaluation.document_json import to_record
from build_tools.model.codes import find_codes, parse_code
from build_tools.model.statement import StatedCitation, StatedObligation, Statement
from tests.parse.test_linear import CONSTRUCTS
from tests.texts import HEAD, document_of

PIECES = st.sampled_from(
    [HEAD, *CONSTRUCTS.values(), "\n\n", "Điều 1. ", "a) ", "PHỤ LỤC\n", "QUYẾT ĐỊNH\n", "Căn cứ "]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=24).map("".join)
MANY = settings(max_examples=max(300, settings().max_examples))


@MANY
@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(lowered(text)) == len(spelling(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@MANY
@given(st.text())
def test_the_canonical_form_is_one_and_every_place_of_it_is_known(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    hold_places(text)


def _visible(text: str) -> str:
    return "".join(text.replace("\ufeff", "").split())


def hold_places(text: str) -> None:
    """Assert that only blanks are gone, and that each character is at its offset."""
    once = without_layout(text)
    assert without_layout(once) == once
    assert _visible(once) == _visible(canonical(text))
    assert once.count("\n") == canonical(text).count("\n")
    assert not re.search(r"(?m)^[ \t\u00a0]|[ \t\u00a0]$", once)
    offsets = offsets_in(text) or list(range(len(text) + 1))
    assert len(offsets) == len(once) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    starts = [index for index in range(1, len(offsets)) if offsets[index] > offsets[index - 1]]
    for left, right in pairwise([0, *starts]):
        assert _visible(once[left:right]) == _visible(canonical(text[offsets[left] : offsets[right]]))


@MANY
@given(TEXTS)
def test_no_text_is_refused_and_every_fact_quotes_it(text: str) -> None:
    document = document_of(text)
    record = to_record(document, text.encode())
    for found in (*record["citations"], *record["obligations"]):
        assert found["quote"] == text[found["start"] : found["end"]]
        assert found["quote"].strip()
    for citation in document.citations:
        assert document.provision(citation.eid).span.holds(citation.span)
        assert citation.sentence.holds(citation.span)
    places = [citation.span for citation in document.citations]
    assert all(left.end <= right.start for left, right in pairwise(places))


@MANY
@given(TEXTS)
def test_provisions_cover_any_text_once(text: str) -> None:
    document = document_of(text)
    end = 0
    for provision in document.provisions:
        assert not document.source.text[end : provision.span.start].strip()
        assert provision.span.start >= end
        end = provision.span.end
    assert not document.source.text[end:].strip()
    eids = [provision.eid for provision in document.provisions]
    assert len(eids) == len(set(eids))


@MANY
@given(TEXTS, st.data())
def test_a_keeper_may_speak_of_any_place(text: str, data: st.DataObject) -> None:
    words = canonical(text).split()
    quote = data.draw(st.sampled_from(words)) if words else "x"
    statement = Statement(
        citations=(StatedCitation(quote, "vì", target="12/2024/NĐ-CP"),),
        obligations=(StatedObligation(quote, "vì", bearers=("Văn phòng",)),),
    )
    document = document_of(text, statement=statement)
    stated = [citation for citation in document.citations if citation.keeper]
    assert len(stated) == (1 if place_of(document.source.text, quote) else 0)


@MANY
@given(TEXTS)
def test_a_code_is_what_it_says_it_is(text: str) -> None:
    for span, code in find_codes(text):
        assert slug(code.text) == slug(span.of(text).replace("\n", "").replace(" ", ""))
        again = parse_code(code.text)
        assert again is None or again.key == code.key


@MANY
@given(
    st.text(
        alphabet=st.sampled_from("\r\n\ufeffa đĐ\u0323\u0301\u0302\u1ea1\u1100\u1161\u11a8\u0b47\u0b3e\x00"), max_size=9
    )
)
def test_offsets_stand_where_characters_join(text: str) -> None:
    hold_places(text)
