"""Long months: pages of whole days, each row once, and what is added changes the page of its day."""

import posixpath

import pytest

from build_tools.render.days import _MOST, day_parts
from build_tools.render.paging import Part


def month(*counts: tuple[int, int]) -> list[str]:
    """So many events on each of these days; 0 is no day."""
    return [f"2024-12-{day:02}" if day else "2024-12" for day, count in counts for _ in range(count)]


def parted(rows: list[str]) -> list[Part[str]]:
    return list(day_parts("lich/2024-12", rows, str))


def names(found: list[Part[str]]) -> list[tuple[str, str]]:
    return [(posixpath.basename(part.path), part.name) for part in found]


EVEN = [(day, 4) for day in range(1, 32)]


def test_a_month_that_fits_has_one_page() -> None:
    assert names(parted(month(*EVEN))) == [("2024-12.md", "")]
    assert parted(month(*EVEN))[0].pages == ()


def test_ten_days_then_five_three_two_one() -> None:
    assert names(parted(month(*EVEN, (31, 50)))) == [
        ("2024-12.md", "ngày 1–10"),
        ("2024-12-ngay-11.md", "ngày 11–20"),
        ("2024-12-ngay-21.md", "từ ngày 21"),
    ]
    assert names(parted(month((0, 2), (3, 90), (4, 30), (9, 90), (31, 80)))) == [
        ("2024-12.md", "không ghi ngày"),
        ("2024-12-ngay-01.md", "ngày 1–5"),
        ("2024-12-ngay-06.md", "ngày 6–10"),
        ("2024-12-ngay-26.md", "từ ngày 26"),
    ]
    assert names(parted(month((3, 90), (4, 90), (31, 5)))) == [
        ("2024-12.md", "ngày 1–3"),
        ("2024-12-ngay-04.md", "ngày 4–6"),
        ("2024-12-ngay-28.md", "từ ngày 28"),
    ]
    assert names(parted(month((2, 90), (3, 90), (30, 5)))) == [
        ("2024-12.md", "ngày 1–2"),
        ("2024-12-ngay-03.md", "ngày 3–4"),
        ("2024-12-ngay-29.md", "từ ngày 29"),
    ]
    assert names(parted(month((3, 90), (4, 90), (5, 90), (31, 5)))) == [
        ("2024-12.md", "ngày 3"),
        ("2024-12-ngay-04.md", "ngày 4"),
        ("2024-12-ngay-05.md", "ngày 5"),
        ("2024-12-ngay-31.md", "ngày 31"),
    ]


def test_a_day_that_has_too_much_has_several_pages() -> None:
    found = parted(month((4, 20), (5, 2 * _MOST + 1)))
    assert names(found) == [
        ("2024-12.md", "ngày 4"),
        ("2024-12-ngay-05.md", "ngày 5"),
        ("2024-12-ngay-05-trang-2.md", "ngày 5, trang 2"),
        ("2024-12-ngay-05-trang-3.md", "ngày 5, trang 3"),
    ]
    second = [(link.label, link.url, link.here) for link in found[2].pages]
    assert second == [
        ("ngày 4", "2024-12.md", False),
        ("ngày 5", "2024-12-ngay-05.md", False),
        ("trang 2", "2024-12-ngay-05-trang-2.md", True),
        ("trang 3", "2024-12-ngay-05-trang-3.md", False),
    ]


@pytest.mark.parametrize("counts", [[*EVEN, (31, 50)], [(0, 180)], [(0, 5), (3, 250), (31, 80)]])
def test_nothing_is_lost_and_every_page_leads_to_the_others(counts: list[tuple[int, int]]) -> None:
    rows = month(*counts)
    found = parted(rows)
    assert [row for part in found for row in part.items] == rows
    assert max(len(part.items) for part in found) <= _MOST
    for part in found:
        assert [link.here for link in part.pages].count(True) == 1
        assert {f"lich/{link.url}" for link in part.pages} <= {other.path for other in found}


def test_what_is_added_changes_the_page_of_its_day() -> None:
    before, after = parted(month(*EVEN, (31, 50))), parted(month(*EVEN[:14], (14, 1), *EVEN[14:], (31, 50)))
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
