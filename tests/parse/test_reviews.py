"""A confirmation is bound to quote and value: it settles what is read so, and hides nothing that is read otherwise."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.base.text import place_of
from build_tools.checks import check_document
from build_tools.model.document import Document
from build_tools.model.span import Span
from build_tools.model.statement import Confirmation, StatedObligation, Statement
from build_tools.parse.facts import facts_of
from build_tools.parse.reviews import Review, judged, quote_of, reviews_of
from tests.texts import HEAD, VOCABULARY, document_of

DAY = date(2026, 11, 26)
BODY = """Thực hiện Công văn số 481/UBND-NC ngày 10/02/2022 của Ủy ban nhân dân tỉnh Lào Cai, Sở yêu cầu:

1. Văn phòng Sở báo cáo kết quả trước ngày 30/11/2024.

2. Thanh tra Sở báo cáo kết quả trước ngày 15/12/2024; gửi báo cáo hằng quý.
"""


def confirmed(document: Document) -> tuple[Confirmation, ...]:
    """A keeper's agreement with every fact of the document."""
    text, found = document.source.text, []
    for fact in facts_of(document):
        quote, nth = quote_of(text, fact.span) if fact.span else (None, 1)
        found.append(Confirmation(fact.kind, DAY, quote, nth, fact.value, by="Văn"))
    return tuple(found)


def reviewed(text: str, confirmations: tuple[Confirmation, ...]) -> tuple[Document, tuple[Review, ...]]:
    document = document_of(text, statement=Statement(confirmations=confirmations))
    return document, reviews_of(document)


def messages(document: Document) -> list[str]:
    return [finding.message for finding in check_document(document, VOCABULARY) if finding.code == "VB110"]


def test_what_is_read_is_said_in_words() -> None:
    facts = [(fact.kind, fact.value) for fact in facts_of(document_of(HEAD + BODY))]
    assert facts == [
        ("loai", "Công văn"),
        ("so_ky_hieu", "12/SNV-VP"),
        ("ngay_ban_hanh", "05/03/2024"),
        ("co_quan", "Sở Nội vụ tỉnh Lào Cai"),
        ("dia_phuong", "Lào Cai"),
        ("kinh_gui", "Các phòng, đơn vị thuộc Sở"),
        ("vien_dan", "Công văn 481/UBND-NC; 10/02/2022; Ủy ban nhân dân tỉnh Lào Cai"),
        ("quan_he", "thực hiện"),
        ("nhiem_vu", "Văn phòng Sở"),
        ("thoi_han", "trước 30/11/2024"),
        ("nhiem_vu", "Thanh tra Sở"),
        ("thoi_han", "trước 15/12/2024"),
        ("thoi_han", "hằng quý"),
    ]


def test_confirmations_settle_every_fact_and_change_none() -> None:
    plain = document_of(HEAD + BODY)
    assert [review.settled for review in reviews_of(plain)] == [False] * 13
    document, reviews = reviewed(HEAD + BODY, confirmed(plain))
    assert [review.settled for review in reviews] == [True] * 13
    assert (document.record, document.citations, document.obligations) == (
        plain.record,
        plain.citations,
        plain.obligations,
    )
    assert messages(document) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trước ngày 30/11/2024", "trước ngày 30/10/2024", "không thấy"),
        ("Văn phòng Sở báo cáo", "Chánh Văn phòng Sở báo cáo", "nay máy đọc “Chánh Văn phòng Sở”"),
        ("12/SNV-VP", "13/SNV-VP", "“12/SNV-VP” ở “12/SNV-VP” (ngày 26/11/2026, bởi Văn), nay máy đọc “13/SNV-VP”"),
    ],
)
def test_another_text_gives_a_finding_that_names_both(old: str, new: str, expected: str) -> None:
    confirmations = confirmed(document_of(HEAD + BODY))
    document, reviews = reviewed((HEAD + BODY).replace(old, new), confirmations)
    assert any(expected in message for message in messages(document))
    assert len([review for review in reviews if review.changed]) == len(messages(document))
    assert any(review.fact and not review.settled for review in reviews), "what is read now is not passed off as seen"


def test_another_reading_of_the_same_words_gives_a_finding() -> None:
    """As a new version of the program or of the vocabulary may read it."""
    confirmations = tuple(
        Confirmation(c.kind, c.day, c.quote, c.nth, "Phòng Tổ chức" if c.value == "Văn phòng Sở" else c.value)
        for c in confirmed(document_of(HEAD + BODY))
    )
    document, reviews = reviewed(HEAD + BODY, confirmations)
    assert [review.fact.value for review in reviews if review.changed and review.fact] == ["Văn phòng Sở"]
    (message,) = messages(document)
    assert "“Phòng Tổ chức” ở “Văn phòng Sở báo cáo kết quả trước ngày 30/11/2024”" in message


def test_that_there_is_nothing_is_a_judgement_too() -> None:
    nothing = Confirmation("nhiem_vu", DAY, "Thanh tra Sở báo cáo", dropped=True)
    document, reviews = reviewed(HEAD + BODY, (nothing,))
    assert [review.fact.value for review in reviews if review.changed and review.fact] == ["Thanh tra Sở"]
    assert "Đã xác nhận nhiệm vụ không có ở “Thanh tra Sở báo cáo”" in messages(document)[0]
    dropped = StatedObligation("Thanh tra Sở báo cáo", "không giao việc", dropped=True)
    statement = Statement(obligations=(dropped,), confirmations=(nothing,))
    document = document_of(HEAD + BODY, statement=statement)
    assert messages(document) == []
    assert reviews_of(document)[-1] == Review(None, nothing)
    assert reviews_of(document)[-1].settled


def test_a_doubt_ends_where_a_keeper_has_confirmed_the_reading() -> None:
    text = f"{HEAD}Yêu cầu các phòng thực hiện:\n\n1. Phòng Kiểm zxy lập danh mục hồ sơ.\n"
    plain = document_of(text)
    doubtful = [task for task in plain.obligations if task.doubt]
    assert doubtful, "the case needs a task in doubt"
    document, _ = reviewed(text, confirmed(plain))
    assert [task.doubt for task in document.obligations] == [None] * len(plain.obligations)
    wrong = tuple(Confirmation(c.kind, c.day, c.quote, c.nth, "ai khác") for c in confirmed(plain))
    document, _ = reviewed(text, wrong)
    assert [task.doubt for task in document.obligations] == [task.doubt for task in plain.obligations]


def test_a_repeated_quote_names_its_own_place() -> None:
    text = HEAD + "1. Văn phòng Sở báo cáo.\n\n2. Thanh tra Sở báo cáo.\n\n3. Văn phòng Sở báo cáo.\n"
    document, reviews = reviewed(text, (Confirmation("nhiem_vu", DAY, "Văn phòng Sở báo cáo.", 2, "Văn phòng Sở"),))
    settled = [review.fact.span for review in reviews if review.fact and review.settled and review.fact.span]
    assert [document.source.text[: span.start].count("\n\n") for span in settled] == [5]


words = st.text(st.sampled_from("ab \n."), max_size=60)


@given(words, st.integers(0, 60), st.integers(1, 60))
def test_a_quote_leads_back_to_its_span(text: str, start: int, length: int) -> None:
    span = Span(start, start + length)
    try:
        quote, nth = quote_of(text, span)
    except ValueError:
        return
    at = place_of(text, quote, nth)
    assert at is not None
    assert text[span.start : at[0]].strip() == ""


@pytest.mark.parametrize(
    ("statement", "corrects"),
    [
        (Statement(), False),
        (Statement(former=("van-ban/x",), origin="cổng thông tin", reason="chép lại", masked=True), False),
        (Statement(subject="Quy chế dân chủ"), True),
        (Statement(copies_to=()), True),
        (Statement(obligations=(StatedObligation("1. Văn phòng", "thử", dropped=True),)), True),
    ],
)
def test_the_machine_is_measured_by_what_it_reads_without_the_keeper(statement: Statement, corrects: bool) -> None:
    """Also where a second reading is spared, since the keeper has said nothing of the text."""
    alone = document_of(HEAD + BODY)
    wrong = Confirmation("nguoi_ky", DAY, None, 1, "Nguyễn Văn A")
    confirmations = (*confirmed(alone), wrong)
    document = document_of(HEAD + BODY, statement=replace(statement, confirmations=confirmations))
    assert document.judged == judged(alone, confirmations)
    assert [row.right for row in document.judged] == [True] * (len(confirmations) - 1) + [False]
    assert document.source.statement.corrects is corrects
