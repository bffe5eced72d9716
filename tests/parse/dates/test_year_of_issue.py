"""Days without a year take the one that fits the day of issue, and say so."""

import pytest

from build_tools.model.obligation import YearFrom
from tests.texts import document_of


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("trước ngày 10/12", "2024-12-10"),
        ("trước ngày 05/01", "2025-01-05"),
        ("trước ngày 10/8", None),  # past when it was issued, or ten months ahead: nobody can say which
        ("trước ngày 10/12 hằng năm", None),
    ],
)
def test_the_next_such_day_within_half_a_year(words: str, date: str | None) -> None:
    head = "Số: 12/SNV-VP\n\nLào Cai, ngày 15 tháng 10 năm 2024\n\nKính gửi: Các phòng thuộc Sở.\n\n"
    (task,) = document_of(f"{head}Đề nghị các phòng báo cáo {words}.\n").obligations
    (limit,) = task.deadlines
    assert limit.date == date
    assert limit.inferred is (YearFrom.ISSUE if date else None)


def test_an_undated_document_leaves_the_year_open() -> None:
    (task,) = document_of("Kính gửi: Các phòng thuộc Sở.\n\nĐề nghị các phòng báo cáo trước ngày 10/12.\n").obligations
    assert task.deadlines[0].date is None
