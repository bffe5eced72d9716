"""The subject under a type name ends where the next part begins, however it is laid out."""

import pytest

from build_tools.parse.metadata.subject import subject_below


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        pytest.param(
            "\nVề việc giao chỉ tiêu năm 2024\n\nCăn cứ Luật A;", "giao chỉ tiêu năm 2024", id="“Về việc” thì bỏ"
        ),
        pytest.param(
            " Thực hiện dân chủ năm 2024\n\nCăn cứ Luật A;", "Thực hiện dân chủ năm 2024", id="cùng dòng với tên loại"
        ),
        pytest.param(
            "\nQUY ĐỊNH MỨC HỖ TRỢ\nĐỐI VỚI TRẺ EM MẦM NON\nTRÊN ĐỊA BÀN TỈNH\nCăn cứ Luật A;",
            "QUY ĐỊNH MỨC HỖ TRỢ ĐỐI VỚI TRẺ EM MẦM NON TRÊN ĐỊA BÀN TỈNH",
            id="nhiều dòng chữ hoa",
        ),
        pytest.param(
            "\nPHÊ DUYỆT ĐỀ ÁN CHÍNH QUYỀN SỐ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật A;",
            "PHÊ DUYỆT ĐỀ ÁN CHÍNH QUYỀN SỐ",
            id="dòng nêu người ban hành không thuộc trích yếu",
        ),
        pytest.param(
            "\nCÔNG BỐ THỦ TỤC THUỘC THẨM QUYỀN CỦA\nỦY BAN NHÂN DÂN CẤP XÃ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ",
            "CÔNG BỐ THỦ TỤC THUỘC THẨM QUYỀN CỦA ỦY BAN NHÂN DÂN CẤP XÃ",
            id="tên cơ quan trong trích yếu thì còn",
        ),
        pytest.param(
            "\n\nVề việc kiểm tra công tác văn thư\ntại các xã năm 2024\n-------\nTheo đề nghị của Văn phòng;",
            "kiểm tra công tác văn thư tại các xã năm 2024",
            id="vạch ngang kết thúc",
        ),
        pytest.param("\n\nCăn cứ Luật A;\n", None, id="không có trích yếu"),
        pytest.param(
            "\nBÃI BỎ QUYẾT ĐỊNH SỐ\n15/2020/QĐ-UBND NGÀY\n02/3/2020\nCăn cứ",
            "BÃI BỎ QUYẾT ĐỊNH SỐ 15/2020/QĐ-UBND NGÀY 02/3/2020",
            id="số và ngày ở dòng sau",
        ),
    ],
)
def test_the_subject(below: str, subject: str | None) -> None:
    text = f"QUYẾT ĐỊNH{below}"
    found = subject_below(text, len("QUYẾT ĐỊNH"))
    assert (found.value if found else None) == subject
    if found and found.span:
        assert " ".join(found.span.of(text).split()) == subject
