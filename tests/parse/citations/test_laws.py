from typing import Any

import pytest

from tests.texts import HEAD, cases, document_of


@pytest.mark.parametrize("case", cases("law_names"))
def test_the_name_of_a_law_ends_where_it_ends(case: Any) -> None:
    document = document_of(f"{HEAD}{case['text']}\n")
    assert [citation.title for citation in document.citations] == case["expect"]
