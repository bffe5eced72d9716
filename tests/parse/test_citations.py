from typing import Any

import pytest

from build_tools.export import to_record
from build_tools.model import Relation
from tests.texts import HEAD, cases, document_of


@pytest.mark.parametrize("case", cases("citations"))
def test_a_mention_is_found_as_it_stands(case: Any) -> None:
    document = document_of(f"{HEAD}{case['text']}\n\nNơi nhận:\n- Như trên.\n")
    found = to_record(document)["citations"]
    assert [
        {key: citation[key] for key in expected} for citation, expected in zip(found, case["expect"], strict=True)
    ] == (case["expect"])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Quyết định số 171/QĐ-KHCN ngày 31/12/2021 của Sở;", Relation.BASED_ON),
        ("Thực hiện Công văn số 481/UBND-NC của UBND tỉnh, Sở yêu cầu các phòng báo cáo.", Relation.IMPLEMENTS),
        ("Sở yêu cầu các phòng nghiên cứu Công văn số 481/UBND-NC.", Relation.CITES),
        ("Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-SNV ngày 01/02/2020.", Relation.REPEALS),
        ("Điều 2. Quyết định số 12/QĐ-SNV ngày 01/02/2020 hết hiệu lực kể từ ngày ký.", Relation.REPEALS),
    ],
)
def test_a_relation_is_what_the_citing_document_does(text: str, relation: Relation) -> None:
    (citation,) = document_of(f"{HEAD}{text}\n").citations
    assert citation.relation is relation


def test_the_own_number_and_the_recipients_are_no_citations() -> None:
    assert document_of(f"{HEAD}Yêu cầu các phòng báo cáo.\n\nNơi nhận:\n- Như Công văn số 5/SNV-VP;\n").citations == ()


def test_a_document_states_what_holds_between_two_others() -> None:
    text = "Thông tư số 01/2016/TT-BNV ngày 13/01/2016 hướng dẫn một số nội dung của Nghị định số 04/2015/NĐ-CP"
    document = document_of(HEAD + text)
    guide, guided = document.citations
    (claim,) = document.claims
    assert (claim.subject, claim.relation, claim.target) == (guide.span, Relation.GUIDES, guided.span)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Quyết định này thay thế Quyết định số 1/QĐ-SNV và Quyết định số 2/QĐ-SNV.", [Relation.REPEALS] * 2),
        ("Quyết định số 1/QĐ-SNV và Quyết định số 2/QĐ-SNV hết hiệu lực từ ngày ký.", [Relation.REPEALS] * 2),
        (
            "Căn cứ Nghị định số 04/2015/NĐ-CP; thực hiện Công văn số 481/UBND-NC của UBND tỉnh, Sở yêu cầu:",
            [Relation.BASED_ON, Relation.IMPLEMENTS],
        ),
    ],
)
def test_what_is_done_to_a_list(text: str, relations: list[Relation]) -> None:
    document = document_of(f"{HEAD}Điều 2. {text}\n" if "Quyết định" in text else f"{HEAD}{text}\n")
    assert [citation.relation for citation in document.citations] == relations


def test_a_type_is_shared_only_inside_a_list() -> None:
    document = document_of(f"{HEAD}Nghị định số 04/2015/NĐ-CP quy định việc này. Phòng đã nhận 481/UBND-NC.\n")
    assert [citation.type_name for citation in document.citations] == ["Nghị định", ""]


def test_offsets_count_the_text_as_it_was_given() -> None:
    text = "\ufeffCăn cứ\r\nNghi\u0323 định số 04/2015/NĐ-CP;\r\nhết"
    (citation,) = to_record(document_of(text))["citations"]
    assert text[citation["start"] : citation["end"]] == citation["quote"] == "Nghi\u0323 định số 04/2015/NĐ-CP"
