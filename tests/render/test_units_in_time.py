"""What pages and open data say of units that were merged, renamed or ended, and of their provinces."""

import pytest

from build_tools.render.lookups import site_of
from build_tools.render.open_data.rows import unit_row
from build_tools.render.pages import unit_index
from build_tools.render.pages.plans import render
from build_tools.render.units_in_time import of_place
from tests.resolve.test_units_in_time import corpus, letter
from tests.texts import VOCABULARY

TEXTS = (
    letter("Lào Cai", "2025", "UBND xã A Mú Sung", "UBND huyện Bát Xát"),
    letter("Lào Cai", "May 2026", "UBND xã A Mú Sung"),
    letter("Bình Định", "2024", "Sở Nội vụ"),
    letter("Gia Lai", "May 2026", "Sở Nội vụ"),
    letter("Đồng Nai", "2024", "Sở Nội vụ"),
    letter("Bắc Ninh", "August 2025", "Sở Y tế"),
    letter("Bắc Ninh", "October 2026", "Sở Y tế", head="ỦY BAN NHÂN DÂN⏎THÀNH PHỐ BẮC NINH"),
)


def pages() -> dict[str, str]:
    return {page.path: str(page.content) for page in render(corpus(*TEXTS), VOCABULARY)}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "lao-cai/uy-ban-nhan-dan-xa-a-mu-sung",
            "Từ 01/07/2025 thuộc [Ủy ban nhân dân xã A Mú Sung tỉnh Lào Cai](uy-ban-nhan-dan-xa-a-mu-sung-tu-2025.md),"
            " cùng tên nhưng địa giới khác (Nghị quyết 1673/NQ-UBTVQH15).",
        ),
        (
            "lao-cai/uy-ban-nhan-dan-xa-a-mu-sung-tu-2025",
            "Địa giới từ 01/07/2025; đơn vị cùng tên trước ngày ấy là đơn vị khác.",
        ),
        (
            "lao-cai/uy-ban-nhan-dan-xa-a-mu-sung-tu-2025",
            "nay thuộc đơn vị này: [Ủy ban nhân dân xã A Mú Sung tỉnh Lào Cai](uy-ban-nhan-dan-xa-a-mu-sung.md)",
        ),
        ("lao-cai/uy-ban-nhan-dan-huyen-bat-xat", "Từ 01/07/2025 không còn cấp huyện (Nghị quyết 203/2025/QH15)."),
        ("dong-nai/so-noi-vu", "Từ 30/04/2026 là Sở Nội vụ thành phố Đồng Nai (Nghị quyết 30/2026/QH16)."),
        ("bac-ninh/so-y-te", "Mang tên này từ 20/09/2026 (Nghị quyết 39/2026/QH16)."),
    ],
)
def test_the_page_of_a_unit_says_what_became_of_it(path: str, sentence: str) -> None:
    assert sentence in pages()[f"don-vi/{path}.md"]


def listed(text: str, place: str) -> str:
    return text.partition(f"## {place}\n")[2].partition("\n## ")[0]


def test_the_list_has_former_provinces_under_their_own_name_with_a_hint() -> None:
    index = pages()["don-vi/index.md"]
    assert "Từ 01/07/2025 thuộc tỉnh Gia Lai (Nghị quyết 202/2025/QH15)." in listed(index, "Bình Định")
    assert "Sở Nội vụ tỉnh Bình Định](binh-dinh/so-noi-vu.md) – trước 01/07/2025" in listed(index, "Bình Định")
    assert "Từ 30/04/2026 là thành phố Đồng Nai (Nghị quyết 30/2026/QH16)." in listed(index, "Đồng Nai")
    assert "Sở Nội vụ tỉnh Đồng Nai](dong-nai/so-noi-vu.md) – từ 30/04/2026: Sở Nội vụ thành phố" in index
    assert "Từ " not in listed(index, "Gia Lai")
    assert "xã A Mú Sung tỉnh Lào Cai](lao-cai/uy-ban-nhan-dan-xa-a-mu-sung-tu-2025.md) – từ 01/07/2025 |" in index


def test_long_lists_have_the_hint_on_the_page_of_the_province(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_index, "_MOST", 1)
    found = pages()
    assert "Từ 01/07/2025 thuộc tỉnh Gia Lai (Nghị quyết 202/2025/QH15)." in found["don-vi/binh-dinh/index.md"]
    assert "](binh-dinh/index.md) – từ 01/07/2025 thuộc tỉnh Gia Lai" in found["don-vi/index.md"]
    assert "](gia-lai/index.md) |" in found["don-vi/index.md"]


def test_the_open_data_say_what_became_of_a_unit() -> None:
    known = corpus(*TEXTS)
    site = site_of(known, VOCABULARY)
    became = {row[0]: row[5] for unit in known.units for row in [unit_row(site, unit.id)]}
    assert became["lao-cai/uy-ban-nhan-dan-huyen-bat-xat"] == (
        "không còn cấp huyện (từ 2025-07-01; nguồn: Nghị quyết 203/2025/QH15)"
    )
    assert became["gia-lai/so-noi-vu"] is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Bình Phước", "từ 01/07/2025 thuộc tỉnh Đồng Nai (Nghị quyết 202/2025/QH15)"),
        ("Thừa Thiên Huế", "từ 01/01/2025 thuộc thành phố Huế (Nghị quyết 175/2024/QH15)"),
        ("Quảng Ninh", "từ 01/09/2026 là thành phố Quảng Ninh (Nghị quyết 36/2026/QH16)"),
        ("Lào Cai", ""),
        ("Chưa rõ tỉnh, thành phố", ""),
    ],
)
def test_what_became_of_a_province(place: str, expected: str) -> None:
    assert of_place(place, VOCABULARY) == expected
