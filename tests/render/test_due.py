"""The files of the page "Việc": each deadline in the month in which it ends, what returns by its rule."""

import json

import pytest

from build_tools.model.obligation import Deadline, Recurrence
from build_tools.model.span import Span
from build_tools.render.files.due_files import due_rule, last_day
from tests.texts import HEAD, corpus_of, pages_below


@pytest.mark.parametrize(
    ("date", "last"),
    [
        ("2025-12-05", "2025-12-05"),
        ("2024-02", "2024-02-29"),
        ("2025-Q4", "2025-12-31"),
        ("2025-Q2", "2025-06-30"),
        ("2030", "2030-12-31"),
    ],
)
def test_a_limit_ends_on_the_last_day_of_its_period(date: str, last: str) -> None:
    assert last_day(date) == last


def test_what_returns_without_a_day_is_due_at_the_end_of_its_period() -> None:
    def rule(**values: object) -> str:
        return due_rule(Deadline(Span(0, 1), "by", **values))  # type: ignore[arg-type]

    assert rule(recurrence=Recurrence.QUARTERLY) == "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    assert rule(recurrence=Recurrence.MONTHLY, rule="FREQ=MONTHLY;BYMONTHDAY=25") == "FREQ=MONTHLY;BYMONTHDAY=25"
    assert rule(recurrence=Recurrence.WEEKLY) == ""


def test_each_deadline_is_in_the_file_of_its_month_with_all_who_are_named() -> None:
    tasks = (
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế trước ngày 15/12/2025.\n"
        "2. Sở Tư pháp báo cáo kết quả trong quý IV năm 2025.\n"
        "3. Sở Y tế báo cáo kết quả trước ngày 25 hằng tháng.\n"
    )
    files = pages_below(corpus_of({"2025/ke-hoach.txt": HEAD + tasks}), "viec/")
    held = {path: json.loads(text[text.index("(") + 1 : -2]) for path, text in files.items() if path.endswith(".js")}
    december = held["viec/2025-12.js"]
    assert [(row[0], [(name, role) for name, _, role in row[8]]) for row in december] == [
        ("2025-12-15", [("Sở Nội vụ", "chu-tri"), ("Sở Tài chính", "phoi-hop")]),
        ("2025-12-31", [("Sở Tư pháp", "thuc-hien")]),
    ]
    assert [row[2] for row in held["viec/dinh-ky.js"]] == ["FREQ=MONTHLY;BYMONTHDAY=25"]
    assert held["viec/muc-luc.js"] == {"months": [["2025-12", 2]], "recurring": 1, "undated": 0}
    names = {name for _, name, _ in held["viec/don-vi.js"]}
    assert {"Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế"} == {name.partition(" tỉnh")[0] for name in names}
