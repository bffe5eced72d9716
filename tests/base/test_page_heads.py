"""Heads and numbers of pages inside a sentence, which a plain text has from a PDF or a scan."""

import pytest

from build_tools.base.page_heads import page_heads
from build_tools.base.text import offsets_in, without_layout

FULL = "Thông tư số 68/2024/TT-BTC ngày 18 tháng 9 năm 2024 của Bộ trưởng Bộ Tài"
GAZETTE = "CÔNG BÁO/Số 290/Ngày 29-05-2026"
PAGE = "Các phòng rà soát, báo cáo.\n" * 40


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        ([FULL, "", GAZETTE, "104", "", "chính quy định về chứng khoán."], {1, 2, 3, 4}),
        ([FULL, f"104 {GAZETTE}", "Chính phủ quy định."], {1}),
        ([f"{FULL} chính.", GAZETTE, "Điều 2. Hiệu lực"], set()),
        (["CHƯƠNG II", GAZETTE, "QUY ĐỊNH CHUNG"], set()),
        ([FULL, GAZETTE, "Điều 2. Hiệu lực"], set()),
        ([GAZETTE, "104", "BỘ TÀI CHÍNH"], set()),
        (["Số lượng", "12", "học sinh"], set()),
    ],
)
def test_heads_inside_a_sentence(lines: list[str], heads: set[int]) -> None:
    assert page_heads(lines) == heads


def test_a_number_alone_is_that_of_a_page_after_a_page() -> None:
    text = f"{PAGE}Các phòng bảo đảm việc\n\n2\n\nthực hiện đúng quy định.\n"
    assert without_layout(text).endswith("bảo đảm việc\nthực hiện đúng quy định.\n")
    assert without_layout(text.replace("\n2\n", "\n5\n")) == text.replace("\n2\n", "\n5\n")


def test_offsets_lead_back_to_the_text_with_its_heads() -> None:
    text = f"{PAGE}Các phòng bảo đảm việc\n\n2\n\nthực hiện  đúng quy định.\n"
    shown = without_layout(text)
    offsets = offsets_in(text)
    assert offsets is not None
    assert len(offsets) == len(shown) + 1
    assert all(text[offsets[index]] == letter for index, letter in enumerate(shown))
    assert without_layout(shown) == shown
