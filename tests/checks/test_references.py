"""Findings about citations: one for each cause, and only where a keeper can do something about it."""

from tests.checks.test_findings import found
from tests.texts import HEAD


def test_a_number_whose_year_nobody_tells() -> None:
    undated = f"{HEAD}Thực hiện Quyết định số 613/QĐ-TTg và Luật số 87/2025/QH15, yêu cầu các phòng báo cáo.\n"
    (finding,) = found("VB201", undated)
    assert "613/QĐ-TTg" in finding.message
    dated = f"{HEAD}Theo Quyết định số 613/QĐ-TTg ngày 5/2/2024, yêu cầu các phòng báo cáo.\n"
    assert found("VB201", undated, dated) == []


def test_a_name_that_fits_several_laws_is_told_once_for_all_its_places() -> None:
    laws = (
        "Căn cứ Luật Đấu thầu số 43/2013/QH13 ngày 26/11/2013;\n\n"
        "Căn cứ Luật Đấu thầu số 22/2023/QH15 ngày 23/6/2023;\n\n"
    )
    named = "Theo Luật Đấu thầu, các phòng rà soát.\n\nCác phòng chấp hành Luật Đấu thầu.\n"
    (finding,) = found("VB202", f"{HEAD}{laws}", f"{HEAD}{named}")
    assert "(năm 2013, 2023)" in finding.message
    assert finding.message.endswith("Văn bản có 2 chỗ như vậy.")


def test_a_symbol_that_recognition_misreads_is_the_same_law() -> None:
    misread = f"{HEAD}Căn cứ Luật Đấu thầu số 22/2023/OH15 ngày 23/6/2023;\n"
    right = f"{HEAD}Căn cứ Luật Đấu thầu số 22/2023/QH15 ngày 23/6/2023;\n"
    assert found("VB202", misread, right, f"{HEAD}Theo Luật Đấu thầu, các phòng rà soát.\n") == []


def test_who_contradicts_the_usual_issuer_is_told_with_that_issuer() -> None:
    words = "Theo Nghị quyết số 10-NQ/TW ngày 1/2/2022 của {}, các phòng báo cáo."
    usual = f"{HEAD}{words.format('Bộ Chính trị')}\n\n{words.format('Bộ Chính trị')}\n"
    other = f"{HEAD}{words.format('Ban Bí thư')}\n"
    (finding,) = found("VB211", usual, other)
    assert finding.location.path == "1.txt"
    assert "của Ban Bí thư; nơi khác ghi Bộ Chính trị." in finding.message
