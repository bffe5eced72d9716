"""Consolidated texts and titles: what they cite before their first clause."""

from build_tools.model.citation import Relation
from tests.texts import HEAD, document_of

BASE, LATER = (
    "Thông tư số 95/2020/TT-BTC ngày 16 tháng 11 năm 2020",
    "Thông tư số 138/2025/TT-BTC ngày 30 tháng 12 năm 2025",
)


def test_a_consolidated_text_puts_together_and_repeals_nothing() -> None:
    text = (
        f"THÔNG TƯ\nHướng dẫn giám sát\n\n{BASE} của Bộ trưởng Bộ Tài chính, được sửa đổi, bổ sung bởi:\n\n{LATER} của "
        "Bộ trưởng Bộ Tài chính, có hiệu lực kể từ ngày 01 tháng 3 năm 2026.\n\nĐiều 1. Phạm vi\n\nĐiều 2. Thông tư "
        "này thay thế Thông tư số 13/2013/TT-BTC ngày 25 tháng 01 năm 2013.\n"
    )
    found = {c.code.text: c.relation for c in document_of(text).citations if c.code}
    assert found["95/2020/TT-BTC"] is Relation.CONSOLIDATES
    assert found["138/2025/TT-BTC"] is Relation.CONSOLIDATES
    assert found["13/2013/TT-BTC"] is not Relation.REPEALS


def test_the_subject_of_a_letter_cites_what_it_is_made_for() -> None:
    text = HEAD.replace("\n\nLào", "\nV/v triển khai Kế hoạch số 83/KH-UBND ngày 12/6/2023\n\nLào")
    (citation,) = document_of(f"{text}Sở yêu cầu các phòng báo cáo.\n").citations
    assert (citation.code and citation.code.text, citation.relation) == ("83/KH-UBND", Relation.IMPLEMENTS)
