from typing import Any

import pytest

from tests.texts import HEAD, cases, document_of


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


@pytest.mark.parametrize("case", cases("bearers"))
def test_a_task_is_laid_on_whom_it_names(case: Any) -> None:
    opening = "Ủy ban nhân dân tỉnh yêu cầu UBND các huyện thực hiện các nội dung sau:"
    (task,) = document_of(f"{HEAD}{opening}\n\n1. {case['text']}\n").obligations
    assert list(task.bearers) == case["expect"]
