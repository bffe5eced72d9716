"""What is uncertain about a task is said with it; what is certain carries no mark."""

import pytest

from tests.texts import HEAD, document_of


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        ("Yêu cầu các phòng thực hiện:\n\n1. Văn phòng Sở lập danh mục hồ sơ trước ngày 30/4/2024.\n", None),
        (
            "Yêu cầu các phòng thực hiện:\n\n1. Giao trách nhiệm cụ thể cho từng cán bộ phụ trách.\n",
            "không rõ ai thực hiện",
        ),
        (
            "Yêu cầu các phòng thực hiện:\n\n1. Phòng Kiểm zxy lập danh mục hồ sơ.\n",
            "không rõ tên đơn vị kết thúc ở đâu",
        ),
    ],
)
def test_a_task_says_what_is_uncertain(body: str, doubt: str | None) -> None:
    (task,) = document_of(HEAD + body).obligations
    assert task.doubt == doubt
