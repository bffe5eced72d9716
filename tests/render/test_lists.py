"""The lists: a long section shows its beginning and has pages of its own that hold every work once."""

import re

from build_tools.model.corpus import Corpus
from build_tools.render.paging import SHOWN
from tests.texts import HEAD, corpus_of, pages_below


def register(count: int) -> Corpus:
    cited = "; ".join(f"Nghị định số {number}/2015/NĐ-CP" for number in range(1, count + 1))
    return corpus_of({"2024/thu.txt": f"{HEAD}Căn cứ {cited}.\n"})


def lists(count: int) -> dict[str, str]:
    return pages_below(register(count), "danh-muc/") | pages_below(register(count), "van-ban/index")


def linked(page: str) -> list[str]:
    return re.findall(r"\(((?:\.\./)*van-ban/[^)]*-2015-nd-cp)\.md\)", page)


def test_a_short_register_has_its_lists_and_no_more() -> None:
    assert set(lists(20)) == {
        "van-ban/index.md",
        *(f"danh-muc/{name}.md" for name in ("loai", "co-quan", "nam", "tinh-trang", "trien-khai")),
    }


def test_a_long_section_is_paged_and_nothing_is_lost() -> None:
    found = lists(450)
    assert len(linked(found["danh-muc/loai.md"])) == SHOWN
    assert "[Xem cả 450 văn bản](loai/nghi-dinh.md)" in found["danh-muc/loai.md"]
    pages = [
        found[f"danh-muc/loai/nghi-dinh{rest}.md"] for rest in ("", "/trang-4", "/trang-3", "/trang-2", "/trang-1")
    ]
    assert [len(linked(page)) for page in pages] == [50, 100, 100, 100, 100]
    everything = {link.rpartition("/")[2] for page in pages for link in linked(page)}
    assert len(everything) == 450
    assert "[mới nhất](../nghi-dinh.md) · **4** · [3](trang-3.md)" in pages[1]
