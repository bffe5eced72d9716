"""Issuer and type that a number tells by itself, and numbers that are one number spelt in two ways."""

import pytest

from build_tools.model.codes import parse_code
from build_tools.model.corpus import Work
from build_tools.resolve.symbols import issuer_of, office_of, type_of
from tests.texts import HEAD, VOCABULARY, corpus_of


def works(*citations: str) -> dict[str, Work]:
    corpus = corpus_of({f"{n}.txt": f"{HEAD}Sở yêu cầu thực hiện {text}.\n" for n, text in enumerate(citations)})
    return {work.code.text if work.code else str(work.title): work for work in corpus.works if not work.held}


@pytest.mark.parametrize(
    ("code", "type_name", "year", "issuer"),
    [
        ("10/2022/QH15", "Luật", 2022, "Quốc hội"),
        ("34/2007/PL-UBTVQH11", "Pháp lệnh", 2007, "Ủy ban Thường vụ Quốc hội"),
        ("30/2020/NĐ-CP", "Nghị định", 2020, "Chính phủ"),
        ("30/2020/NĐCP", "Nghị định", 2020, "Chính phủ"),
        ("24/CP", "Nghị định", 1962, None),
        ("06/2023/QĐ-TTg", "Quyết định", 2023, "Thủ tướng Chính phủ"),
        ("20/CT-TTg", "Chỉ thị", 2024, "Thủ tướng Chính phủ"),
        ("80/2021/TT-BTC", "Thông tư", 2021, "Bộ Tài chính"),
        ("308/BC-BXD", "Báo cáo", None, "Bộ Xây dựng"),
        ("11344/BNV-CCVC", "Công văn", 2025, "Bộ Nội vụ"),
        ("70/TTr-SNV", "Tờ trình", 2025, "Sở Nội vụ"),
        ("12/QĐ-UBND", "Quyết định", 2025, None),
        ("120-KL/TW", "Kết luận", 2020, None),
        ("87-CT", "Quyết định", 1991, None),
        ("58/2015/TTLT-BYT-BTNMT", "Thông tư liên tịch", 2015, None),
        (None, "Luật", None, "Quốc hội"),
        (None, "Pháp lệnh", 1989, None),
        (None, "Nghị quyết", 2020, None),
    ],
)
def test_who_issues_under_a_symbol(code: str | None, type_name: str, year: int | None, issuer: str | None) -> None:
    assert issuer_of(parse_code(code) if code else None, type_name, year, VOCABULARY) == issuer


@pytest.mark.parametrize(
    ("code", "type_name"),
    [
        ("308/BC-BXD", "Báo cáo"),
        ("04/VBHN-BYT", "Văn bản hợp nhất"),
        ("12/2018/TT-BNNPTNT", "Thông tư"),
        ("07-TT/TW", "Thông tri"),
        ("30/2020/NĐCP", "Nghị định"),
        ("11344/BNV-CCVC", "Công văn"),
        ("5435/CT-NVT", None),
        ("33/2009/QH12", None),
        ("787/C06-P3", None),
    ],
)
def test_the_type_that_a_symbol_names(code: str, type_name: str | None) -> None:
    parsed = parse_code(code)
    assert parsed
    assert type_of(parsed, VOCABULARY) == type_name


def test_what_no_text_states_is_read_from_the_number() -> None:
    found = works("báo cáo 308/BC-BXD, Luật Lưu trữ và Nghị định số 30/2020/NĐ-CP")
    assert {(work.type_name, work.organ) for work in found.values()} == {
        ("Báo cáo", "Bộ Xây dựng"),
        ("Luật", "Quốc hội"),
        ("Nghị định", "Chính phủ"),
    }


def test_two_spellings_of_a_number_are_one_work_that_keeps_both() -> None:
    found = works("Nghị định số 45/2020/NĐCP ngày 08/4/2020", "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020")
    assert list(found) == ["45/2020/NĐ-CP"]
    assert {variant.wording for variant in found["45/2020/NĐ-CP"].variants} == {
        "Nghị định 45/2020/NĐCP",
        "Nghị định 45/2020/NĐ-CP",
    }


def test_the_symbol_is_surer_than_an_organ_that_stands_near() -> None:
    found = works("Thông tư số 44/2023/TT-BTC của Bộ Công Thương")
    assert found["44/2023/TT-BTC"].organ == "Bộ Tài chính"


@pytest.mark.parametrize(
    ("organ", "office"),
    [
        ("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
        ("Tổng Thanh tra Chính phủ", "Thanh tra Chính phủ"),
        ("Bộ trưởng Bộ Tài chính và Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Tài chính và Bộ trưởng Bộ Y tế"),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ],
)
def test_a_minister_and_the_ministry_are_one_issuer(organ: str, office: str) -> None:
    assert office_of(organ) == office
