"""From which day an instrument says that it is in force."""

import pytest

from build_tools.parse.dates.in_force import in_force_from


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2025.", "2025-06-01"),
        ("Thông tư này có hiệu lực kể từ ngày 15/02/2025, trừ khoản 2 Điều này.", "2025-02-15"),
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "2025-05-20"),
        ("Luật này có hiệu lực từ ngày 31 tháng 02 năm 2025.", None),
        ("Quyết định số 35/2023/QĐ-UBND có hiệu lực từ ngày 05 tháng 01 năm 2024.", None),
        ("“Quyết định này có hiệu lực từ ngày 01/6/2024.” Quyết định này có hiệu lực từ ngày 01/7/2025.", "2025-07-01"),
        ("Giao các sở thực hiện.", None),
    ],
)
def test_the_day_is_the_one_the_text_states_of_itself(text: str, expected: str | None) -> None:
    assert in_force_from(text, "2025-05-20") == expected
