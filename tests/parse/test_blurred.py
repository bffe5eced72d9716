"""A citation or deadline of a scan that recognition could not read well carries a doubt; what is read well does not."""

import pytest

from build_tools.model.citation import NO_ISSUER
from build_tools.model.source import Source, packed
from build_tools.model.span import Span
from build_tools.parse import parse
from build_tools.vocabulary import load

TEXT = "Thực hiện Quyết định số 122/QĐ-UBND ngày 05/3/2025, yêu cầu:\n\n1. Sở Nội vụ báo cáo trước ngày 30/4/2025.\n"


@pytest.mark.parametrize(
    ("word", "cited", "task"),
    [
        ("122/QĐ-UBND", "máy đọc không rõ “122/QĐ-UBND”", None),
        ("30/4/2025", NO_ISSUER, "máy đọc không rõ “30/4/2025”"),
        ("Nội", NO_ISSUER, None),
        ("", NO_ISSUER, None),
    ],
)
def test_what_is_read_badly_is_doubted(word: str, cited: str | None, task: str | None) -> None:
    spans = (Span(TEXT.index(word), TEXT.index(word) + len(word)),) if word else ()
    found = parse(Source("a.pdf", packed(TEXT), "", recognised=True, unsure=spans), load())
    assert [citation.doubt for citation in found.citations if citation.code] == [cited]
    assert [each.doubt for each in found.obligations] == [task]
