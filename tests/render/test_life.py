"""The life of an instrument on its page: shown where there is something to tell, each event with its document."""

import re
from typing import Any

from playwright.sync_api import Page

from build_tools.model.corpus import Corpus
from build_tools.render.pages.life import newest_day
from tests.resolve.test_versions import AMENDING, CONSOLIDATED, DRAFT, FIRST, ORIGINAL
from tests.texts import HEAD, corpus_of, pages_below

TITLE = "## Lịch sử văn bản"


def pages(*texts: str) -> dict[str, str]:
    return pages_below(corpus_of({f"{number}.txt": text for number, text in enumerate(texts)}), "van-ban/")


def life(page: str) -> str:
    """What the page says of the instrument's life; "" for nothing."""
    return page.partition(TITLE)[2].partition("\n## ")[0]


def test_a_document_of_which_nothing_has_become_has_no_line() -> None:
    assert TITLE not in "".join(pages(ORIGINAL, f"{HEAD}Căn cứ {FIRST};\n\nSở yêu cầu.\n").values())


def test_each_event_has_its_day_its_clauses_and_its_document() -> None:
    found = life(pages(ORIGINAL, AMENDING, CONSOLIDATED)["van-ban/12-2015-qd-ubnd.md"])
    events = [line for line in found.splitlines() if line.startswith("- **")]
    assert events == [
        "- **01/02/2015** Ban hành",
        "- **05/03/2020** Được sửa đổi, bổ sung ([Điều 1](#art_1)) bởi [Quyết định 7/2020/QĐ-UBND ngày 05/03/2020]"
        "(07-2020-qd-ubnd.md) ([Điều 1](07-2020-qd-ubnd.md#art_1))",
        "- **20/03/2020** Được hợp nhất tại [Văn bản hợp nhất 3/VBHN-UBND](03-vbhn-ubnd.md)",
    ]


def test_an_amending_document_that_is_only_cited_is_outstanding() -> None:
    other = "Quyết định số 7/2020/QĐ-UBND ngày 05/03/2020 của Ủy ban nhân dân tỉnh Lào Cai"
    letter = f"{HEAD}Thực hiện {FIRST} được sửa đổi, bổ sung bởi {other}, Sở yêu cầu.\n"
    found = pages(ORIGINAL, letter)["van-ban/12-2015-qd-ubnd.md"]
    assert "mà sổ chưa có toàn văn: [Quyết định 7/2020/QĐ-UBND](07-2020-qd-ubnd.md)." in life(found)
    assert "Sổ chưa có văn bản hợp nhất" in life(found)
    assert "sổ chưa có toàn văn: " not in life(pages(ORIGINAL, AMENDING)["van-ban/12-2015-qd-ubnd.md"])


def test_the_texts_of_one_instrument_are_compared_with_each_other() -> None:
    found = pages(ORIGINAL, AMENDING, CONSOLIDATED)
    for page in ("12-2015-qd-ubnd", "03-vbhn-ubnd"):
        told = life(found[f"van-ban/{page}.md"])
        assert "| văn bản hợp nhất | 20/03/2020 |" in told
        assert "so-sanh.html?a=12-2015-qd-ubnd&amp;b=03-vbhn-ubnd" in told
        assert "| 05/03/2020 | [Văn bản hợp nhất 3/VBHN-UBND]" in told
    assert "| dự thảo (chưa ghi số, ngày) |" in life(pages(ORIGINAL, DRAFT)["van-ban/12-2015-qd-ubnd.md"])


def test_an_amended_clause_leads_to_the_one_that_amends_it() -> None:
    found = pages(ORIGINAL, AMENDING)
    (line,) = [line for line in found["van-ban/12-2015-qd-ubnd.md"].splitlines() if "data-sua=" in line]
    assert "#art_1 " in line
    assert 'data-sua="07&#45;2020&#45;qd&#45;ubnd&#46;html&#35;art&#95;1"' in line
    assert "data-sua=" not in found["van-ban/07-2020-qd-ubnd.md"]


def test_the_newest_day_is_that_of_a_document_and_not_a_mistyped_one() -> None:
    letters = {f"{n}.txt": HEAD.replace("năm 2024", f"năm {year}") for n, year in enumerate((2023, 2024, 2204))}
    letters = {path: text.replace("12/SNV", f"{n}/SNV") for n, (path, text) in enumerate(letters.items(), 1)}
    assert newest_day(corpus_of(letters).works) == "2024-03-05"
    assert newest_day(()) == ""


def test_the_script_with_the_newest_day(corpus: Corpus) -> None:
    assert pages_below(corpus, "van-ban/")["van-ban/tinh-den.js"].startswith('svb.tinhDen("')


def test_a_reader_sees_the_mark_and_how_far_the_register_reaches(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}van-ban/35-2023-qd-ubnd.html")
    mark: Any = tab.locator("#att_2__art_5__para_2 .sua-boi")
    assert mark.inner_text() == "được sửa đổi, bổ sung bởi Quyết định 18/2025/QĐ-UBND"
    tab.wait_for_function("document.querySelector('[data-tinh-den]').textContent === ' đến ngày 24/11/2026'")
    mark.click()
    tab.wait_for_url("**/18-2025-qd-ubnd.html#art_1")
    assert tab.locator("#art_1").is_visible()


def test_of_very_many_changes_the_newest_are_told() -> None:
    acts = [
        AMENDING.replace("Số: 7/2020", f"Số: {n}/2020").replace("05 tháng 3", f"{n:02} tháng 3") for n in range(1, 29)
    ]
    acts += [act.replace("tháng 3 năm 2020", "tháng 4 năm 2020").replace("/2020/QĐ", "0/2020/QĐ") for act in acts]
    found = life(pages(ORIGINAL, *acts)["van-ban/12-2015-qd-ubnd.md"])
    told = re.findall(r"^- \*\*(.*?)\*\*", found, re.MULTILINE)
    assert told[0] == "01/02/2015"
    assert told[-1] == "28/04/2020"
    assert len(told) == 41
    assert "Còn 16 lần thay đổi trước đó" in found
