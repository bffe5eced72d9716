from datetime import date
from typing import Any

import pytest

from build_tools.base.text import fold
from build_tools.evaluation.document_json import to_record
from build_tools.model.codes import code_at, find_codes
from build_tools.model.document import ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_deadlines
from build_tools.parse.structure.blocks import find_blocks
from tests.texts import HEAD, cases, document_of


@pytest.mark.parametrize("case", cases("codes"))
def test_codes(case: Any) -> None:
    assert [code.text for _, code in find_codes(case["text"])] == case["expect"]


@pytest.mark.parametrize("text", ["/KH-KHCN", "          /SCT-CN", "......-KH/TU"])
def test_a_number_left_blank_keeps_its_symbol(text: str) -> None:
    found = code_at(text, 0)
    assert found is not None
    assert found[1].number is None
    assert found[1].notation in text


@pytest.mark.parametrize("case", cases("deadlines"))
def test_deadlines(case: Any) -> None:
    text = case["text"]
    found = find_deadlines(fold(text), Span(0, len(text)), case["year"])
    values = [
        {
            "quote": deadline.span.of(text),
            "date": deadline.date,
            "relation": deadline.relation,
            "recurrence": deadline.recurrence and str(deadline.recurrence),
            "inferred": deadline.inferred,
            "rule": deadline.rule,
        }
        for deadline in found
    ]
    assert [{key: value[key] for key in expected} for value, expected in zip(values, case["expect"], strict=True)] == (
        case["expect"]
    )


@pytest.mark.parametrize("case", cases("tasks"))
def test_tasks(case: Any) -> None:
    head = (
        "Số: 12/QĐ-UBND\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\n" + case.get("type", "").upper() + "\nVề công tác\n\n"
    )
    found = document_of((head if "type" in case else HEAD) + case["body"]).obligations
    values = [
        {
            "bearers": list(task.bearers),
            "lead": list(task.lead),
            "coordinate": list(task.coordinate),
            "report_to": task.report_to,
            "dates": [deadline.date for deadline in task.deadlines],
        }
        for task in found
    ]
    assert [{key: value[key] for key in expected} for value, expected in zip(values, case["expect"], strict=True)] == (
        case["expect"]
    )


@pytest.mark.parametrize("case", cases("law_names"))
def test_the_name_of_a_law_ends_where_it_ends(case: Any) -> None:
    document = document_of(f"{HEAD}{case['text']}\n")
    assert [citation.title for citation in document.citations] == case["expect"]


@pytest.mark.parametrize("case", cases("bearers"))
def test_a_task_is_laid_on_whom_it_names(case: Any) -> None:
    opening = "Ủy ban nhân dân tỉnh yêu cầu UBND các huyện thực hiện các nội dung sau:"
    (task,) = document_of(f"{HEAD}{opening}\n\n1. {case['text']}\n").obligations
    assert list(task.bearers) == case["expect"]


@pytest.mark.parametrize("case", cases("heads"))
def test_the_head_however_it_is_laid_out(case: Any) -> None:
    found = to_record(document_of(case["text"]))["metadata"]
    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    "text", ["Số: 1/A\nV/v ", "Kính gửi: ", "định kỳ quý vànăm báo cáo", "Kính gửi:\n", "V/v", "TM.\n"]
)
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    assert document_of(text).source.text == text


def test_an_annex_has_an_outline_of_its_own() -> None:
    foot = "Nơi nhận:\n- Như trên.\n\nGIÁM ĐỐC\n\nTrần Văn A\n\n"
    text = f"{HEAD}1. Báo cáo kết quả.\n\n{foot}PHỤ LỤC I\n1. Theo Nghị định số 04/2015/NĐ-CP.\n"
    document = document_of(text)
    (citation,) = document.citations
    assert citation.eid == "att_1__para_1"
    assert document.provision("att_1__para_1").label == "phụ lục 1, mục 1"
    assert document.provision("para_1").label == "mục 1"


def test_the_outline_of_a_decree() -> None:
    text = (
        "Điều 5. Trách nhiệm\n1. Sở Nội vụ:\na) Chủ trì;\nd) Kiểm tra;\nđ) Báo cáo.\n"
        "2. Các sở phối hợp.\nĐiều 6. Thi hành\n"
    )
    provisions = [p for p in document_of(HEAD + text).provisions if p.kind is not ProvisionKind.PREFACE]
    assert [(p.eid, p.label) for p in provisions] == [
        ("art_5", "Điều 5"),
        ("art_5__para_1", "Điều 5, khoản 1"),
        ("art_5__para_1__point_a", "Điều 5, khoản 1, điểm a"),
        ("art_5__para_1__point_d", "Điều 5, khoản 1, điểm d"),
        ("art_5__para_1__point_đ", "Điều 5, khoản 1, điểm đ"),
        ("art_5__para_2", "Điều 5, khoản 2"),
        ("art_6", "Điều 6"),
    ]


def test_the_outline_of_a_plan() -> None:
    text = "I. NỘI DUNG\n1. Tuyên truyền\n- Một\n+ Một một\n- Hai\n1.1. Nhỏ hơn\nII. TỔ CHỨC\n- Ba\n"
    provisions = [p for p in document_of(HEAD + text).provisions if p.kind is not ProvisionKind.PREFACE]
    assert [(p.eid, p.depth, p.label) for p in provisions][1:6] == [
        ("sec_I__para_1", 1, "mục I.1"),
        ("sec_I__para_1__indent_1", 2, "mục I.1, gạch đầu dòng thứ 1"),
        ("sec_I__para_1__indent_1__subindent_1", 3, "mục I.1, gạch đầu dòng thứ 1, dấu cộng thứ 1"),
        ("sec_I__para_1__indent_2", 2, "mục I.1, gạch đầu dòng thứ 2"),
        ("sec_I__para_1__para_1-1", 2, "mục I.1.1"),
    ]


def test_two_provisions_never_share_an_anchor() -> None:
    text = "1. Một\n2. Hai\n1. Lại một\n- a\n- b\n1. Lại nữa\n"
    eids = [p.eid for p in document_of(HEAD + text).provisions]
    assert len(eids) == len(set(eids))


def test_wrapped_lines_are_one_paragraph_and_separate_lines_are_not() -> None:
    wrapped = "Căn cứ Luật Tổ chức chính quyền địa\nphương; đề nghị các cơ quan và đơn\nvị liên quan báo cáo.\n"
    assert len(find_blocks(wrapped)) == 1
    assert len(find_blocks("Tiêu đề của một bài viết dài hơn bốn mươi ký tự\nNgày đăng: 21/09/2022\nThân bài.")) == 3


def test_the_head_of_a_directive() -> None:
    record = document_of(
        f"{HEAD}Yêu cầu các phòng báo cáo.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn A\n"
    ).record
    assert record.code is not None
    assert record.code.text == "12/SNV-VP"
    assert record.issued_date == date(2024, 3, 5)
    assert record.organ is not None
    assert record.organ.value == "Sở Nội vụ tỉnh Lào Cai"
    assert [item.value for item in record.addressees] == ["Các phòng, đơn vị thuộc Sở"]
    assert [item.value for item in record.copies_to] == ["Như trên", "Lưu: VT"]
    assert record.signing_authority is not None
    assert record.signing_authority.value == "KT. Giám đốc"
    assert record.signer_position is not None
    assert record.signer_position.value == "Phó Giám đốc"
    assert record.signer is not None
    assert record.signer.value == "Trần Văn A"


def test_an_abbreviation_is_the_words_before_its_bracket() -> None:
    terms = document_of(
        f"{HEAD}Thực hiện cải cách thủ tục hành chính (TTHC) của công chức, viên chức (CC, VC) (Xem)."
    ).abbreviations
    assert [(term.short, term.long) for term in terms] == [
        ("TTHC", "thủ tục hành chính"),
        ("CC, VC", "công chức, viên chức"),
    ]
