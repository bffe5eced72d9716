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


DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 21/2025/QĐ-UBND\n\nLào Cai, ngày 5 tháng 3 năm 2025\n\nQUYẾT ĐỊNH\n"
    "Quy định về giống cây trồng\n\nCăn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;\n\n"
    "Điều 1. Điều kiện\n\n1. Cơ sở sản xuất phải báo cáo Sở Công Thương hằng năm.\n\n"
    "2. Giao Sở Tư pháp rà soát mẫu báo cáo trước ngày 10/5/2025.\n\n"
    "Điều 2. Tổ chức thực hiện\n\n1. Sở Công Thương hướng dẫn các cơ sở.\n\n"
    "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này.\n"
)


def test_a_normative_decision_orders_in_what_implements_it_and_where_it_says_so() -> None:
    document = document_of(DECISION)
    assert [task.bearers for task in document.norms] == [("Cơ sở sản xuất",)]
    told = [("Sở Tư pháp",), ("Sở Công Thương",), ("Chánh Văn phòng Ủy ban nhân dân tỉnh",)]
    assert [task.bearers for task in document.obligations] == told


def test_the_same_articles_of_another_decision_are_its_orders() -> None:
    document = document_of(DECISION.replace("21/2025/QĐ-UBND", "21/QĐ-UBND"))
    assert not document.norms
    assert len(document.obligations) == 4


def test_grounds_order_nobody() -> None:
    grounds = "Căn cứ Nghị quyết số 30/2021/QH15 ngày 28 tháng 7 năm 2021 Kỳ họp thứ nhất, Quốc hội khóa XV;\n\n"
    text = DECISION.replace("Căn cứ Luật Trồng trọt", f"{grounds}Căn cứ Luật Trồng trọt")
    assert all("Quốc hội" not in task.bearers for task in document_of(text).obligations)
