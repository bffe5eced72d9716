"""Consolidated texts, which have the head of the instrument and their own number at the end."""

from datetime import date

from build_tools.model.citation import Relation
from tests.texts import document_of

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTHÔNG TƯ1\n"
    "Quy định về quản lý giống cây trồng\n\n"
    "Thông tư số 12/2021/TT-BTC ngày 5 tháng 3 năm 2021 của Bộ trưởng Bộ Tài chính quy định về giống cây trồng, "
    "có hiệu lực từ ngày 20 tháng 4 năm 2021, được sửa đổi, bổ sung bởi:\n\n"
    "Thông tư số 30/2023/TT-BTC ngày 1 tháng 6 năm 2023 của Bộ trưởng Bộ Tài chính, có hiệu lực từ 1/8/2023.\n\n"
    "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;\n\n"
)
BODY = "Điều 1. Phạm vi điều chỉnh\n\nThông tư này quy định về giống cây trồng.\n\n"
SEAL = (
    "BỘ TÀI CHÍNH\n\nSố: 09/VBHN-BTC\n\nXÁC THỰC VĂN BẢN HỢP NHẤT\n\nHà Nội, ngày 17 tháng 4 năm 2024\n\n"
    "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn A\n"
)


def test_number_day_and_issuer_stand_below_the_text() -> None:
    document = document_of(HEAD + BODY + SEAL)
    record = document.record
    assert record.type_name == "Văn bản hợp nhất"
    assert record.code is not None
    assert record.code.text == "09/VBHN-BTC"
    assert record.issued_date == date(2024, 4, 17)
    assert record.organ is not None
    assert record.organ.value == "Bộ Tài chính"
    assert record.subject is not None
    assert record.subject.value == "Thông tư quy định về quản lý giống cây trồng"
    assert record.signer is not None
    assert record.signer.value == "Trần Văn A"
    joined = [cited.code.text for cited in document.citations if cited.code and cited.relation is Relation.CONSOLIDATES]
    assert joined == ["12/2021/TT-BTC", "30/2023/TT-BTC"]


def test_the_number_may_stand_below_the_formula_too() -> None:
    number = "Số: 09/VBHN-BTC\n\n"
    moved = SEAL.replace(number, "").replace("NHẤT\n\n", f"NHẤT\n{number}")
    assert document_of(HEAD + BODY + moved).record.code == document_of(HEAD + BODY + SEAL).record.code


def test_a_copy_without_its_end_is_not_taken_for_the_instrument() -> None:
    record = document_of(HEAD + BODY).record
    assert (record.type_name, record.code, record.issued_date) == ("Văn bản hợp nhất", None, None)


def test_the_title_of_a_law_names_the_law() -> None:
    text = HEAD.replace("THÔNG TƯ1\nQuy định về quản lý giống cây trồng", "LUẬT\nTRỒNG TRỌT") + BODY + SEAL
    record = document_of(text).record
    assert record.subject is not None
    assert record.subject.value == "LUẬT TRỒNG TRỌT"


def test_an_instrument_without_a_date_line_has_the_day_of_its_adoption() -> None:
    text = (
        "QUỐC HỘI\n\nLuật số: 31/2018/QH14\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nLUẬT\nTRỒNG TRỌT\n\n"
        "Điều 1. Phạm vi\n\nLuật này quy định về trồng trọt.\n\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIV, kỳ họp thứ 6 thông qua "
        "ngày 19 tháng 11 năm 2018.\n"
    )
    assert document_of(text).record.issued_date == date(2018, 11, 19)
