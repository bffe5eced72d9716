"""What a keeper has confirmed is shown as that: at the fact, at the document, on the quality page and at home."""

from datetime import date

from build_tools.model.statement import Confirmation, Statement
from build_tools.parse.facts import facts_of
from build_tools.parse.reviews import quote_of
from build_tools.render.pages.plans import render
from tests.texts import HEAD, VOCABULARY, corpus_of_sources, document_of, source_of

TEXT = f"""{HEAD}Thực hiện Công văn số 481/UBND-NC ngày 10/02/2022, Sở yêu cầu:

1. Văn phòng Sở báo cáo trước ngày 30/11/2024.
"""


def pages(*kinds: str) -> dict[str, str]:
    text, rows = TEXT, []
    for fact in facts_of(document_of(text)):
        if fact.kind in kinds:
            quote, nth = quote_of(text, fact.span) if fact.span else (None, 1)
            rows.append(Confirmation(fact.kind, date(2026, 11, 26), quote, nth, fact.value, by="Văn <b>"))
    corpus = corpus_of_sources(source_of(text, statement=Statement(confirmations=tuple(rows))))
    return {page.path: page.content for page in render(corpus, VOCABULARY) if isinstance(page.content, str)}


def test_each_confirmed_fact_says_when_and_by_whom() -> None:
    page = pages("so_ky_hieu", "nhiem_vu", "thoi_han", "vien_dan")["van-ban/12-snv-vp.md"]
    words = "đã soát ngày 26/11/2026, bởi Văn &lt;b&gt;"
    assert f'12/SNV-VP <abbr class="da-soat" title="{words}">✓</abbr>' in page
    assert page.count(f'<abbr class="da-soat" title="{words}">✓</abbr>') == 2, "the number and the deadline"
    assert page.count(words) == 4, "the task and the citation in words, and the document's own row"
    assert "| Soát | " in page
    assert "4/10 điều, gần nhất ngày 26/11/2026" in page


def test_quality_and_home_count_what_is_settled() -> None:
    found = pages("so_ky_hieu", "co_quan")
    assert "Người giữ sổ đã soát 2/10 điều" in found["chat-luong/index.md"]
    assert "**2/10** điều đã soát" in found["index.md"]
    nothing = pages()
    assert not any("đã soát" in page for page in nothing.values())
