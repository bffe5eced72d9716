"""Long lists: the first rows where they belong, all of them on pages of their own, none lost, every link right."""

import posixpath
import re

import pytest

from build_tools.base.values import replace
from build_tools.checks import run_checks
from build_tools.model.page import Page
from build_tools.render.days import _MOST as MOST_OF_DAYS
from build_tools.render.pages.plans import render
from build_tools.render.paging import PER_PAGE, SHOWN, Part, parts
from tests.texts import VOCABULARY, corpus_of, led_to

NUMBER = 3 * PER_PAGE + SHOWN + 7
LETTER = (
    "Số: {0}/SNV-VP\n\nLào Cai, ngày {1:02} tháng {2} năm 2024\n\nKính gửi: Văn phòng Sở.\n\n"
    "Căn cứ Nghị định số 59/2023/NĐ-CP;\n\nYêu cầu thực hiện:\n\n1. Văn phòng Sở báo cáo trước ngày {1:02}/12/2024.\n"
)


@pytest.fixture(scope="module")
def made() -> list[Page]:
    texts = {f"{n}.txt": LETTER.format(n, n % 27 + 1, n % 11 + 1) for n in range(1, NUMBER + 1)}
    corpus = corpus_of(texts)
    corpus = replace(corpus, diagnostics=tuple(run_checks(corpus, VOCABULARY)))
    return list(render(corpus, VOCABULARY))


@pytest.fixture(scope="module")
def pages(made: list[Page]) -> dict[str, str]:
    return {page.path: page.content for page in made if isinstance(page.content, str)}


@pytest.fixture(scope="module")
def files(made: list[Page]) -> dict[str, bytes]:
    return {page.path: page.content for page in made if isinstance(page.content, bytes)}


def test_parts_hold_everything_once() -> None:
    count = PER_PAGE + SHOWN + 7
    found: list[Part[int]] = list(parts("a/b", range(count)))
    assert [part.path for part in found] == ["a/b.md", "a/b/trang-2.md"]
    assert [item for part in found for item in part.items] == list(range(count))
    assert [link.url for link in found[1].pages] == ["../b.md", "trang-2.md"]
    newest: list[Part[int]] = list(parts("a/b", range(count), newest_first=True))
    assert [(part.path, len(part.items)) for part in newest] == [("a/b.md", SHOWN + 7), ("a/b/trang-1.md", PER_PAGE)]
    assert [item for part in newest for item in part.items] == list(range(count))
    more: list[Part[int]] = list(parts("a/b", [-1, *range(count)], newest_first=True))
    assert list(more[1].items) == list(newest[1].items)  # what is added changes the first page alone
    assert more[1].pages == newest[1].pages
    empty: list[Part[int]] = list(parts("a/b", []))
    assert [part.path for part in empty] == ["a/b.md"]


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("count", [11, 100, 347])
def test_a_long_list_is_walked_by_few_links_that_last(count: int, *, newest_first: bool) -> None:
    found: list[Part[int]] = list(parts("a/b", range(count * PER_PAGE), newest_first=newest_first))
    assert max(len(part.pages) for part in found) <= 50
    where = {part.path: {posixpath.normpath(f"{part.path}/../{link.url}") for link in part.pages} for part in found}
    reached, clicks = {"a/b.md"}, 0
    while len(reached) < count:
        reached, clicks = reached.union(*(where[path] for path in reached)), clicks + 1
    assert clicks <= 5
    assert all("a/b.md" in leads for leads in where.values())
    more: list[Part[int]] = list(parts("a/b", range(-1, count * PER_PAGE), newest_first=newest_first))
    links = {part.path: part.pages for part in more}
    assert sum(links[part.path] != part.pages for part in found) <= 5


def test_who_relies_on_a_hub_stands_on_pages_of_its_own(pages: dict[str, str]) -> None:
    hub = pages["van-ban/59-2023-nd-cp.md"]
    assert hub.count('class="trich"') == SHOWN
    (rest,) = re.findall(rf"\[Xem cả {NUMBER} chỗ\]\((.+?)\.md\)", hub)
    listed = [text for path, text in pages.items() if path.startswith(f"van-ban/{rest}")]
    assert sum(text.count('class="trich"') for text in listed) == NUMBER


def test_every_month_of_a_long_calendar_has_its_page(pages: dict[str, str]) -> None:
    assert "(2024-12.md)" in pages["lich/index.md"]
    december = [text for path, text in pages.items() if path.startswith("lich/2024-12")]
    rows = [text.count(">trước ngày") for text in december]
    assert sum(rows) == NUMBER
    assert max(rows) <= MOST_OF_DAYS
    days = re.findall(r'<a href="(\S+)\.html" aria-label="(\d\d)/12/2024', pages["lich/nam-2024.md"])
    assert len({page for page, _ in days}) > 1
    for page, day in days:  # a day leads to the page that has it
        assert f'<time datetime="2024-12-{day}">' in pages[f"lich/{page}.md"]


def test_a_calendar_that_somebody_subscribed_to_goes_on(files: dict[str, bytes], pages: dict[str, str]) -> None:
    assert files["lich/tat-ca.ics"].count(b"BEGIN:VEVENT") == NUMBER
    assert files["lich/nam-2024.ics"].count(b"BEGIN:VEVENT") == NUMBER
    assert files["lich/nhiem-vu.csv"].count(b"\r\n") == NUMBER + 1
    assert "(tat-ca.ics)" in pages["lich/index.md"]


def test_every_task_is_in_a_table_of_its_year(files: dict[str, bytes], pages: dict[str, str]) -> None:
    linked = {f"lich/{name}" for name in re.findall(r"\((giao-\S+\.csv)\)", pages["lich/index.md"])}
    assert linked == {path for path in files if path.startswith("lich/giao-")}
    rows = [files[path].count(b"\r\n") - 1 for path in linked if not path.endswith("-theo-don-vi.csv")]
    assert sum(rows) == NUMBER


def test_a_unit_with_many_tasks_shows_the_last_and_has_pages_for_all(pages: dict[str, str]) -> None:
    (path,) = [path for path in pages if re.fullmatch(r"don-vi/[^/]+/van-phong[^/]*\.md", path)]
    unit = pages[path]
    dates = re.findall(r'<time datetime="([^"]+)"', unit)
    assert len(dates) == SHOWN
    assert dates == sorted(dates, reverse=True)
    (rest,) = re.findall(rf"\[Xem cả {NUMBER} nhiệm vụ\]\((.+?)\.md\)", unit)
    folder = path.rpartition("/")[0]
    listed = [text for other, text in pages.items() if other.startswith(f"{folder}/{rest}")]
    assert sum(text.count('class="nhiem-vu"') for text in listed) == NUMBER


def test_every_finding_of_a_code_is_listed(pages: dict[str, str]) -> None:
    first = pages["chat-luong/index.md"]
    assert f"[Xem cả {NUMBER} chỗ](vb104.md)" in first
    listed = [text for path, text in pages.items() if path.startswith("chat-luong/vb104")]
    assert sum(text.count("| ghi chú |") for text in listed) == NUMBER


def test_no_link_of_a_paged_list_leads_nowhere(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if "trang-" in path or path.startswith(("lich/", "chat-luong/")) or "/duoc-" in path:
            for target in led_to(path, text):
                assert target in pages or target.startswith("huong-dan/"), (path, target)
