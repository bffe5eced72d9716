"""The picture of a year: the right days marked, each leading to where its deadlines are listed."""

import re

from build_tools.model.obligation import Deadline
from build_tools.model.span import Span
from build_tools.render.pictures.year_picture import year_picture
from build_tools.render.recurring import days_of_year, first_day

_MARK = re.compile(r'<a href="#([^"]+)" aria-label="([^"]+)"')


def test_days_with_deadlines_are_marked_and_lead_to_their_month() -> None:
    picture = year_picture(2024, ["2024-02-29", "2024-02-29", "2024-12", "2024-Q4"], ["2024-03-15", "2024-02-29"])
    assert _MARK.findall(picture) == [
        ("han-2024-02", "29/02/2024: 2 thời hạn, 1 việc định kỳ"),
        ("dinh-ky", "15/03/2024: 1 việc định kỳ"),
    ]
    assert '<a href="#han-2024-12"><text class="thang" x="0" y="14">Tháng 12 · 1 trong tháng</text></a>' in picture


def test_every_day_of_the_year_stands_in_it_once() -> None:
    for year, days in ((2024, 366), (2025, 365)):
        assert len(re.findall(r">\d{1,2}</text>", year_picture(year, [], []))) == days


def test_days_on_which_a_duty_returns() -> None:
    monthly = Deadline(Span(0, 1), "before", rule="FREQ=MONTHLY;BYMONTHDAY=15", until="2024-05-31")
    assert list(days_of_year(monthly, "2024-03-05", 2024)) == ["2024-03-15", "2024-04-15", "2024-05-15"]
    assert list(days_of_year(monthly, "2024-03-05", 2025)) == []
    first = first_day(monthly, "2024-03-16")
    assert first is not None
    assert first.isoformat() == "2024-04-15"
    assert first_day(monthly, None) is None
    assert first_day(monthly, "2024-06-01") is None
