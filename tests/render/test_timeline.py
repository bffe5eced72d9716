"""The timeline: one page while it is short, else a page for each year; the picture leads to the right one."""

import re

from build_tools.model.corpus import Corpus
from tests.texts import HEAD, corpus_of, pages_below


def register(count: int) -> Corpus:
    dates = [(n, f"0{1 + n % 9}/0{1 + n % 7}", 2010 + n % 5) for n in range(1, count + 1)]
    cited = "; ".join(f"Nghị định số {n}/{year}/NĐ-CP ngày {day}/{year}" for n, day, year in dates)
    return corpus_of({"2024/thu.txt": f"{HEAD}Căn cứ {cited}.\n"})


def timeline(count: int) -> dict[str, str]:
    return pages_below(register(count), "dong-thoi-gian/")


def test_a_short_timeline_is_one_page() -> None:
    found = timeline(20)
    assert list(found) == ["dong-thoi-gian/index.md"]
    page = found["dong-thoi-gian/index.md"]
    for anchor in re.findall(r'href="#(luc-[^"]*)"', page):
        assert f"{{ #{anchor} }}" in page


def test_a_long_timeline_has_a_page_for_each_year_and_loses_nothing() -> None:
    found = timeline(400)
    index = found.pop("dong-thoi-gian/index.md")
    assert set(found) == {f"dong-thoi-gian/{year}.md" for year in (*range(2010, 2015), 2024)}
    assert sum(page.count("-nd-cp.md)") for page in found.values()) == 400
    assert index.count("-nd-cp.md)") == 0
    links = re.findall(r'href="(\d{4})\.html#(luc-[^"]*)"', index)
    assert links
    for year, anchor in links:
        assert f"{{ #{anchor} }}" in found[f"dong-thoi-gian/{year}.md"]


def test_what_is_known_by_a_long_year_alone_has_a_page_beside_that_of_the_year() -> None:
    dates = [f"Nghị định số {n}/2010/NĐ-CP ngày {1 + n % 28:02}/{1 + n % 12:02}/2010" for n in range(1, 401)]
    cited = "; ".join([*dates, "Nghị định số 401/2010/NĐ-CP"])
    found = pages_below(corpus_of({"2024/thu.txt": f"{HEAD}Căn cứ {cited}.\n"}), "dong-thoi-gian/")
    assert (
        "[Năm 2010, không ghi tháng](2010-khong-ghi-thang.md){ #luc-2010 }: 1 văn bản"
        in found["dong-thoi-gian/2010.md"]
    )
    assert "401-2010-nd-cp.md)" in found["dong-thoi-gian/2010-khong-ghi-thang.md"]
    assert sum(page.count("-nd-cp.md)") for page in found.values()) == 401
