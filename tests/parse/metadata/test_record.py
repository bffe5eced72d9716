from datetime import date
from typing import Any

import pytest

from build_tools.base.text import without_layout
from build_tools.evaluation.document_json import to_record
from build_tools.model.document import Record, Stated
from build_tools.model.source import Source, packed
from build_tools.model.span import Span
from build_tools.model.statement import Statement
from build_tools.parse import parse
from tests.texts import HEAD, VOCABULARY, cases, document_of


@pytest.mark.parametrize("case", cases("heads"))
def test_the_head_however_it_is_laid_out(case: Any) -> None:
    found = to_record(document_of(case["text"]))["metadata"]
    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    "text", ["Số: 1/A\nV/v ", "Kính gửi: ", "định kỳ quý vànăm báo cáo", "Kính gửi:\n", "V/v", "TM.\n"]
)
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    assert document_of(text).source.text == without_layout(text)


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


def test_a_consolidated_text_is_no_decision_though_it_has_the_title_of_one() -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 02/VBHN-UBND\nLào Cai, ngày 05 tháng 3 năm 2026\n\n"
    text = f"{head}QUYẾT ĐỊNH\nBan hành Quy chế\n\nĐiều 1. Quy chế.\n"
    record = document_of(text).record
    assert (record.type_name, record.subject and record.subject.value) == ("Văn bản hợp nhất", "Ban hành Quy chế")


def test_a_position_that_no_table_has_is_written_as_in_a_sentence() -> None:
    record = document_of(
        f"{HEAD}Yêu cầu các phòng báo cáo.\n\nNơi nhận:\n- Như trên.\n\nKT. ĐỘI TRƯỞNG\n\nTrần Văn A\n"
    ).record
    assert record.signing_authority is not None
    assert record.signing_authority.value == "KT. Đội trưởng"


def test_what_a_keeper_states_takes_the_place_of_the_text() -> None:
    record = document_of(
        f"{HEAD}Yêu cầu các phòng báo cáo.\n", statement=Statement(organ="Sở Tư pháp tỉnh Lào Cai")
    ).record
    assert record.organ == Stated("Sở Tư pháp tỉnh Lào Cai", None)
    assert record.place is not None
    assert record.place.value == "Lào Cai"


SCANNED = (
    "UBND TỈNH KIÊN GIANG\nSỞ Y TẾ\nSố: 2442/KH-SYT\n\nKiên Giang, ngày 13 tháng 11 năm 2017\n\n"
    "KẾ HOẠCH\n\nKiểm tra\n\n1. Việc.\n"
)


def recognised(*unsure: str) -> Record:
    """The record of a recognised head in which these words may be others."""
    spans = tuple(Span(SCANNED.index(words), SCANNED.index(words) + len(words)) for words in unsure)
    return parse(Source("a.pdf", packed(SCANNED), "", recognised=True, unsure=spans), VOCABULARY).record


def test_number_and_day_in_handwriting_stay_open() -> None:
    sure, unsure = recognised(), recognised("2442/KH-SYT", "13")
    assert sure.code is not None
    assert (sure.code.text, sure.issued_date, sure.doubts) == ("2442/KH-SYT", date(2017, 11, 13), ())
    assert unsure.code is not None
    assert (unsure.code.text, unsure.code.number) == ("/KH-SYT", None)
    assert (unsure.issued_date, unsure.issued_month) == (None, "2017-11")
    assert recognised("tra").doubts == ("subject",)


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("Kiên Giang, ngày {Ô- tháng 10 năm 2017", "2017-10"),
        ("Kiên Giang, ngày     tháng 1] năm 2017", "2017-11"),
        ("Kiên Giang, ngày Ê _ tháng T1 năm 2017", "2017-11"),
        ("Kiên Giang, ngày ƒ tháng L1 năm 2017", "2017-11"),
        ("Kiên Giang, ngày { tháng 40 năm 2017", "2017-10"),
        ("Kiên Giang, ngàw† tháng 5 năm 2021", "2021-05"),
        ("Kiên Giang, ngày Ê tháng 13 năm 2017", None),
        ("Kiên Giang, ngày Ê tháng 41 năm 2017", None),
        ("Kiên Giang, ngày Đ tháng Ä năm 2018", None),
    ],
)
def test_the_month_is_known_where_the_day_is_not(line: str, month: str | None) -> None:
    record = document_of(f"SỞ Y TẾ\nSố: /KH-SYT\n\n{line}\n\nKẾ HOẠCH\n\nKiểm tra\n\n1. Việc.\n").record
    assert (record.issued_date, record.issued_month) == (None, month)


def test_a_signature_in_one_cell_has_its_name_apart() -> None:
    foot = "| Nơi nhận: - Như trên; - Lưu: VT. | KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Nguyễn Văn An |\n"
    record = document_of(f"{HEAD}Yêu cầu các phòng báo cáo.\n\n{foot}").record
    values = [record.signing_authority, record.signer_position, record.signer]
    assert [stated.value if stated else None for stated in values] == [
        "KT. Thủ tướng",
        "Phó Thủ tướng",
        "Nguyễn Văn An",
    ]
