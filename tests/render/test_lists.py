"""The lists: a long section shows its beginning and has pages of its own that hold every work once."""

import re

from build_tools.corpus import Corpus
from build_tools.render.lists import list_pages
from build_tools.render.site import site_of
from tests.texts import HEAD, VOCABULARY, corpus_of


def register(count: int) -> Corpus:
    cited = "; ".join(f"Nghị định số {number}/2015/NĐ-CP" for number in range(1, count + 1))
    return corpus_of({"2024/thu.txt": f"{HEAD}Căn cứ {cited}.\n"})


def lists(count: int) -> dict[str, str]:
    return {page.path: str(page.content) for page in list_pages(site_of(register(count), VOCABULARY))}


def linked(page: str) -> list[str]:
    return re.findall(r"\(((?:\.\./)*van-ban/[^)]*-2015-nd-cp)\.md\)", page)


def test_a_short_register_has_the_five_lists_and_no_more() -> None:
    assert set(lists(20)) == {
        "van-ban/index.md",
        *(f"danh-muc/{name}.md" for name in ("loai", "co-quan", "nam", "tinh-trang")),
    }


def test_a_long_section_is_paged_and_nothing_is_lost() -> None:
    found = lists(450)
    assert len(linked(found["danh-muc/loai.md"])) == 100
    assert "[Xem cả 450 văn bản](loai/nghi-dinh.md)" in found["danh-muc/loai.md"]
    pages = [found[f"danh-muc/loai/nghi-dinh{rest}.md"] for rest in ("", "/trang-2", "/trang-3")]
    assert [len(linked(page)) for page in pages] == [200, 200, 50]
    everything = {link.rpartition("/")[2] for page in pages for link in linked(page)}
    assert len(everything) == 450
    assert "**2** · [3](trang-3.md)" in pages[1]
    assert "[1](../nghi-dinh.md)" in pages[1]
