from typing import Any

import pytest

from build_tools.base.text import fold
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_deadlines
from tests.texts import cases


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
