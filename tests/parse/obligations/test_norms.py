"""Laws and circulars rule: what they lay on whom it concerns is a norm, not a task of an office."""

from tests.texts import document_of

HEAD = "Số: 12/2024/TT-BNV\n\nHà Nội, ngày 05 tháng 3 năm 2024\n\nTHÔNG TƯ\nQuy định về công tác văn thư\n\n"


def test_what_a_circular_rules_is_kept_apart() -> None:
    document = document_of(
        f"{HEAD}Điều 1. Các cơ quan, đơn vị phải lập hồ sơ.\n\n"
        "Điều 2. Chánh Văn phòng Bộ, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Thông tư này.\n"
    )
    assert [task.bearers for task in document.norms] == [("Các cơ quan, đơn vị",)]
    assert [task.bearers for task in document.obligations] == [("Chánh Văn phòng Bộ", "Thủ trưởng các đơn vị")]
