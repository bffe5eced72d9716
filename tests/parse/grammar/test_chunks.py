"""Names end where they end, whatever is said behind them."""

import pytest

from build_tools.model.span import Span
from build_tools.parse.grammar.chunks import chunks_in
from build_tools.parse.text import Text
from tests.texts import VOCABULARY, cases

BEHIND = (
    "",
    ": Kiểm tra, giám sát.",
    ", Sở Tài chính thẩm định.",
    " và Sở Nội vụ rà soát.",
    " chủ trì, phối hợp với Sở Nội vụ tham mưu.",
    " xây dựng kế hoạch.",
    " tổ chức tập huấn.",
    " khẩn trương hoàn thành.",
    " có trách nhiệm tổng hợp.",
)


@pytest.mark.parametrize("name", cases("unit_names"))
def test_a_name_is_read_whole(name: dict[str, str]) -> None:
    for words in BEHIND:
        text = Text.of(name["title"] + words, VOCABULARY)
        party = chunks_in(text, Span(0, len(text.source))).parties[0]
        assert party.span.of(text.source) == name["title"], words


def test_where_a_word_is_unknown_the_end_of_the_name_is_a_guess() -> None:
    text = Text.of("Hội Khoa học thiên thạch báo cáo Sở Nội vụ, Trung tâm Y tế thẩm định", VOCABULARY)
    parties = chunks_in(text, Span(0, len(text.source))).parties.values()
    assert [(party.span.of(text.source), party.guessed) for party in parties] == [
        ("Hội Khoa học thiên thạch", True),
        ("Sở Nội vụ", False),
        ("Trung tâm Y tế", False),
    ]


@pytest.mark.parametrize("name", ["Sở Nội vụ", "Ủy ban nhân dân tỉnh", "Công an xã"])
def test_a_name_told_whole_does_not_go_on(name: str) -> None:
    text = Text.of(f"{name} sưu khảo tài liệu", VOCABULARY)
    party = chunks_in(text, Span(0, len(text.source))).parties[0]
    assert party.span.of(text.source) == name
