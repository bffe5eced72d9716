"""Registers of many offices, units and short forms: the lists that name all of them are parted, and none is lost."""

import posixpath
import re
from itertools import product

import pytest

from build_tools.model.corpus import Corpus
from build_tools.render.lookups import site_of
from build_tools.render.paging import PER_PAGE
from tests.texts import VOCABULARY, corpus_of, led_to, pages_below

SYLLABLES = ("An", "Bình", "Đông", "Giang", "Hải", "Long", "Minh")
COMMUNES = [" ".join(parts) for parts in product(SYLLABLES, repeat=3)][:320]
PROVINCES = ("Lào Cai", "Tây Ninh")
LETTER = (
    "ỦY BAN NHÂN DÂN\nXÃ {commune}\n\nSố: {number}/KH-UBND\n\n{province}, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Thực hiện quy chế dân chủ\n\n"
    "1. Ủy ban nhân dân xã {name}, tỉnh {province} chủ trì, báo cáo trước ngày 05/12/2024.\n\n"
    "2. Hội {name} ({short}) góp ý.\n"
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_of(
        {
            f"{number}.txt": LETTER.format(
                commune=name.upper(),
                name=name,
                number=number,
                province=PROVINCES[number % len(PROVINCES)],
                short="".join(word[0] for word in f"Hội {name}".split()),
            )
            for number, name in enumerate(COMMUNES, 1)
        }
    )


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, str]:
    return pages_below(corpus, "")


def rows(page: str) -> list[str]:
    """The rows of the first table of a page, without its head."""
    return page.partition("| --- |\n")[2].partition("\n\n")[0].splitlines()


def below(pages: dict[str, str], *begin: str) -> list[str]:
    return [path for path in pages if path.startswith(begin) and path.endswith(".md")]


def test_units_are_listed_by_province(corpus: Corpus, pages: dict[str, str]) -> None:
    lists = [path for path in below(pages, "don-vi/") if posixpath.basename(path).startswith("index")]
    assert {"don-vi/index.md", "don-vi/lao-cai/index.md", "don-vi/tay-ninh/index-trang-2.md"} <= set(lists)
    assert {"don-vi/lao-cai/index.md", "don-vi/tay-ninh/index.md"} <= led_to(
        "don-vi/index.md", pages["don-vi/index.md"]
    )
    assert max(len(rows(pages[path])) for path in lists) <= PER_PAGE
    units = set(site_of(corpus, VOCABULARY).unit_pages.values())
    assert len(units) > len(COMMUNES) - 20
    assert units <= set().union(*(led_to(path, pages[path]) for path in lists))


def test_issuers_are_named_each_with_a_page_of_its_works(corpus: Corpus, pages: dict[str, str]) -> None:
    lists = below(pages, "danh-muc/co-quan.md", "danh-muc/co-quan-trang-")
    assert len(lists) > 1
    assert max(len(rows(pages[path])) for path in lists) <= PER_PAGE
    named = {path for page in lists for path in led_to(page, pages[page]) if path.startswith("danh-muc/co-quan/")}
    assert named == set(below(pages, "danh-muc/co-quan/"))
    works = {site_of(corpus, VOCABULARY).work_pages[work.id] for work in corpus.works}
    assert works <= set().union(*(led_to(path, pages[path]) for path in named))


def test_short_forms_have_further_pages_and_are_found_there(corpus: Corpus, pages: dict[str, str]) -> None:
    lists = below(pages, "tu-viet-tat/")
    shown = [row for path in lists for row in rows(pages[path]) if "| Hội " in row]
    assert len(shown) == len(corpus.terms) == len(COMMUNES)
    assert max(len(rows(pages[path])) for path in lists) == PER_PAGE
    assert ["Thường dùng" in pages[path] for path in sorted(lists)] == [False] * (len(lists) - 1) + [True]
    anchor = re.findall(r"id=\"(tat-h[^\"]+)\"", pages["tu-viet-tat/index-trang-4.md"])[-1]
    assert any(f"tu-viet-tat/index-trang-4.html#{anchor}" in text for text in pages.values())


def test_no_link_of_the_lists_leads_nowhere(pages: dict[str, str]) -> None:
    for path in below(pages, "danh-muc/", "don-vi/", "tu-viet-tat/"):
        for target in led_to(path, pages[path]):
            assert target in pages or target.startswith("huong-dan/"), (path, target)
