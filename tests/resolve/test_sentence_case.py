"""Subjects in capitals, as they are written in a sentence."""

import pytest

from build_tools.resolve.sentence_case import sentence_case
from tests.texts import VOCABULARY


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("PHÊ DUYỆT CHƯƠNG TRÌNH PHÁT TRIỂN CHÍNH PHỦ SỐ", "Phê duyệt chương trình phát triển Chính phủ số"),
        ("KẾ HOẠCH CỦA UBND TỈNH LÀO CAI NĂM 2026", "Kế hoạch của UBND tỉnh Lào Cai năm 2026"),
        (
            "THỰC HIỆN NGHỊ QUYẾT SỐ 66-NQ/TW, ĐẠI HỘI XIV CỦA ĐẢNG",
            "Thực hiện Nghị quyết số 66-NQ/TW, đại hội XIV của Đảng",
        ),
        ("VỀ VIỆC GIAO BỘ TÀI CHÍNH", "Về việc giao Bộ Tài chính"),
        ("Về triển khai Quy chế của UBND", "Về triển khai Quy chế của UBND"),
        ("MIX", "Mix"),
        (
            "BÃI BỎ QUYẾT ĐỊNH SỐ 15/2025/QĐ-UBND CỦA ỦY BAN NHÂN DÂN TỈNH",
            "Bãi bỏ Quyết định số 15/2025/QĐ-UBND của Ủy ban nhân dân tỉnh",
        ),
        (
            "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ LÊ THÀNH LONG TẠI BUỔI LÀM VIỆC",
            "Kết luận của Phó Thủ tướng Chính phủ Lê Thành Long tại buổi làm việc",
        ),
        ("DANH MỤC THUỘC PHẠM VI QUẢN LÝ, QUÝ VI", "Danh mục thuộc phạm vi quản lý, quý VI"),
        ("GIÁ XI MĂNG, KHÓA XI", "Giá xi măng, khóa XI"),
    ],
)
def test_capitals_stay_where_a_sentence_has_them(shouted: str, written: str) -> None:
    assert sentence_case(shouted, VOCABULARY) == written
