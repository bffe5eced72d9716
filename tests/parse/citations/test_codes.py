from typing import Any

import pytest

from build_tools.model.codes import code_at, find_codes
from tests.texts import cases


@pytest.mark.parametrize("case", cases("codes"))
def test_codes(case: Any) -> None:
    assert [code.text for _, code in find_codes(case["text"])] == case["expect"]


@pytest.mark.parametrize("text", ["/KH-KHCN", "          /SCT-CN", "......-KH/TU"])
def test_a_number_left_blank_keeps_its_symbol(text: str) -> None:
    found = code_at(text, 0)
    assert found is not None
    assert found[1].number is None
    assert found[1].notation in text
