"""A task table that a PDF gave as lines: each cell a line or more of its own."""

from tests.texts import document_of

HEAD = "Số: 12/KH-UBND\n\nLào Cai, ngày 05 tháng 3 năm 2025\n\nKẾ HOẠCH\nVề công tác văn thư năm 2025\n\n"
TABLE = """TT
Tên nhiệm vụ
Cơ quan
chủ trì
Cơ quan
phối hợp
Thời gian
hoàn thành
1
Rà soát danh mục hồ sơ
của các đơn vị
Sở Nội vụ
Các sở,
ban, ngành
Tháng
6/2025
2
Số hóa hồ sơ
Văn phòng Sở
Sở Nội vụ
Quý IV/2025
"""


def test_each_number_is_a_task_with_its_units_and_time() -> None:
    first, second = document_of(HEAD + TABLE).obligations
    assert (first.lead, first.coordinate) == (("Sở Nội vụ",), ("Các sở, ban, ngành",))
    assert [limit.date for limit in first.deadlines] == ["2025-06"]
    assert (second.lead, second.coordinate) == (("Văn phòng Sở",), ("Sở Nội vụ",))
    assert [limit.date for limit in second.deadlines] == ["2025-Q4"]
    assert first.doubt == second.doubt == "đọc từ bảng đã chép thành dòng"
