"""Calendar files: valid by RFC 5545, stable, with rules where a duty returns and alarms 7, 3 and 1 days ahead."""

import re
from datetime import date
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from build_tools.model.page import Page
from build_tools.model.statement import StatedDeadline, StatedObligation, Statement
from build_tools.render.files.calendar_file import MOST
from build_tools.render.pages.plans import render
from tests.texts import VOCABULARY, corpus_of, corpus_of_sources, source_of

LETTER = """Số: 12/SNV-VP

Lào Cai, ngày 05 tháng 3 năm 2024

Kính gửi: Các phòng, đơn vị thuộc Sở.

Sở yêu cầu Văn phòng Sở, Thanh tra Sở thực hiện các nội dung sau:

1. Báo cáo kết quả; xử lý, khắc phục \\ sai sót về Sở Nội vụ trước ngày 30/11/2024.

2. Gửi báo cáo trước ngày 15 hằng tháng.

3. Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu, họp giao ban.

4. Tổng hợp báo cáo hằng quý.

5. Sơ kết trong tháng 12/2024.
"""


def calendars(texts: dict[str, str]) -> dict[str, bytes]:
    pages = render(corpus_of(texts), VOCABULARY)
    return {page.path: page.content for page in pages if page.path.endswith(".ics") and isinstance(page.content, bytes)}


def strict(data: bytes) -> list[Any]:
    """Return the events of a calendar that keeps the letter of RFC 5545."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")  # a fold never cuts a character
    calendar: Any = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert len({event["uid"] for event in events}) == len(events)
    for event in events:
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event["dtstamp"].dt.tzinfo is not None
        assert type(event["dtstart"].dt) is date
        assert event["dtend"].dt > event["dtstart"].dt
        if "RRULE" in event:
            rrulestr(event["rrule"].to_ical().decode(), dtstart=event["dtstart"].dt)
    return list(events)


def by_words(events: list[Any], words: str) -> Any:
    (event,) = [event for event in events if words in str(event["description"])]
    return event


def test_a_calendar_is_valid_and_says_where_the_duty_stands() -> None:
    events = strict(calendars({"a.txt": LETTER})["lich/tat-ca.ics"])
    report = by_words(events, "Báo cáo kết quả")
    assert report["dtstart"].dt == date(2024, 11, 30)
    assert "“Báo cáo kết quả; xử lý, khắc phục \\ sai sót về Sở Nội vụ trước ngày 30/11/2024”" in report["description"]
    assert "van-ban/12-snv-vp.html#para_1" in report["description"]
    assert [alarm["trigger"].dt.days for alarm in report.walk("VALARM")] == [-7, -3, -1]


def test_the_title_of_an_event_has_the_unit_and_the_document() -> None:
    letter = f"{LETTER}\n6. Phòng Tổ chức gửi kế hoạch trước ngày 10/6/2024.\n"
    events = strict(calendars({"a.txt": letter})["lich/tat-ca.ics"])
    title = str(by_words(events, "Báo cáo kết quả")["summary"])
    assert title.startswith("Hạn: Văn phòng Sở và 1 đơn vị khác: Báo cáo kết quả;")
    assert title.endswith("(Công văn 12/SNV-VP)")
    assert str(by_words(events, "kế hoạch")["summary"]).startswith("Hạn: Phòng Tổ chức gửi kế hoạch"), "named once"


def test_a_task_in_doubt_is_in_no_calendar() -> None:
    letter = f"{LETTER}\n6. Sở Khoa học và Công ngệ góp ý trước ngày 20/7/2024.\n"
    pages = {page.path: page.content for page in render(corpus_of({"a.txt": letter}), VOCABULARY)}
    assert b"20240720" not in b"".join(calendars({"a.txt": letter}).values())
    assert "20/7/2024" not in str(pages["lich/index.md"])
    assert "chưa chắc: không rõ tên đơn vị" in str(pages["van-ban/12-snv-vp.md"])


def test_a_duty_that_returns_is_one_event_with_a_rule() -> None:
    events = strict(calendars({"a.txt": LETTER})["lich/tat-ca.ics"])
    monthly, weekly = by_words(events, "hằng tháng"), by_words(events, "giao ban")
    assert (monthly["dtstart"].dt, monthly["rrule"].to_ical()) == (date(2024, 3, 15), b"FREQ=MONTHLY;BYMONTHDAY=15")
    assert (weekly["dtstart"].dt, weekly["rrule"].to_ical()) == (date(2024, 3, 8), b"FREQ=WEEKLY;BYDAY=FR")
    assert len(events) == 3  # a quarter or a month without a day is on the pages alone


def test_a_plan_for_one_year_ends_its_duties_with_the_year() -> None:
    plan = "KẾ HOẠCH\nThực hiện quy chế dân chủ năm 2024\n\nSở xây dựng kế hoạch thực hiện như sau:\n\n"
    text = LETTER.replace("Kính gửi: Các phòng, đơn vị thuộc Sở.\n\n", plan)
    events = strict(calendars({"a.txt": text})["lich/tat-ca.ics"])
    assert by_words(events, "hằng tháng")["rrule"].to_ical() == b"FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=15"


def test_the_same_deadline_has_the_same_name_in_every_file() -> None:
    files = calendars({"a.txt": LETTER})
    names = {path: {event["uid"] for event in strict(data)} for path, data in files.items()}
    assert len(names) > 2
    assert all(found <= names["lich/tat-ca.ics"] for found in names.values())


def test_an_event_changes_only_with_its_duty() -> None:
    other = LETTER.replace("12/SNV-VP", "13/SNV-VP").replace("30/11/2024", "29/11/2024")
    alone = calendars({"a.txt": LETTER})["lich/tat-ca.ics"]
    both = calendars({"a.txt": LETTER, "b.txt": other})["lich/tat-ca.ics"]
    blocks = re.compile(rb"BEGIN:VEVENT.*?END:VEVENT", re.DOTALL)
    assert set(blocks.findall(alone)) <= set(blocks.findall(both))


def test_a_long_calendar_keeps_what_is_not_past() -> None:
    """Neither a deadline in twenty years nor a mistyped year of issue may empty what somebody subscribed to."""
    one = (
        "Số: {0}/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm {1}\n\nKính gửi: Văn phòng Sở.\n\nYêu cầu thực hiện:\n\n"
        "1. Văn phòng Sở báo cáo trước ngày 30/11/{2}.\n"
    )
    years = [(2020 + n % 5, 2020 + n % 5) for n in range(MOST + 50)] + [(2024, 2045), (2204, 2024)]
    texts = {f"{n}.txt": one.format(n, *years) for n, years in enumerate(years)}
    texts["thang-12.txt"] = one.format(999, 2023, 2023).replace("30/11/", "31/12/")  # three months before March
    pages = {page.path: page.content for page in render(corpus_of(texts), VOCABULARY)}
    (unit,) = [path for path in pages if re.fullmatch(r"don-vi/[^/]+/van-phong[^/]*\.ics", path)]
    for path in ("lich/tat-ca.ics", unit):
        data = pages[path]
        assert isinstance(data, bytes)
        assert {event["dtstart"].dt.year for event in strict(data)} == {2023, 2024, 2045}
        assert b"20231231" in data
        assert b"20231130" not in data
    table = pages[unit.replace(".ics", ".csv")]
    assert isinstance(table, bytes)
    assert table.count(b"\r\n") == len(texts) + 1
    assert "Tải lịch từ tháng 12/2023 và việc định kỳ" in str(pages[unit.replace(".ics", ".md")])


@pytest.mark.parametrize("day", ["ngày 31 hằng tháng", "ngày 30/02 hằng năm"])
def test_a_day_that_few_months_have_breaks_nothing(day: str) -> None:
    pages = calendars({"a.txt": LETTER.replace("ngày 15 hằng tháng", day)})
    assert all(strict(data) for data in pages.values())


def test_no_dates_no_calendar() -> None:
    pages = render(corpus_of({"a.txt": LETTER.split("1.")[0]}), VOCABULARY)
    assert [page.path for page in pages if isinstance(page, Page) and page.path.endswith(".ics")] == []


def test_a_change_that_a_document_witnesses_raises_number_and_stamp() -> None:
    """RFC 5546: a program that imported an event takes a later one only with a greater SEQUENCE, then DTSTAMP."""
    head = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {}/QĐ-UBND\n\nLào Cai, ngày {}\n\nQUYẾT ĐỊNH\nVề lưu trữ\n\n"
    old = head.format("12/2015", "01 tháng 02 năm 2015") + (
        "Điều 1. Nhiệm vụ\n\n1. Giao Sở Nội vụ báo cáo trước ngày 30/11/2015.\n\n"
        "2. Giao Sở Tài chính gửi kế hoạch trước ngày 01/12/2015.\n"
    )
    name = "Quyết định số 12/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân tỉnh Lào Cai"
    amending = (
        f"{head.format('7/2015', '05 tháng 3 năm 2015')}Điều 1. Sửa đổi khoản 1 Điều 1 {name} như sau: “1. Mới.”\n"
    )
    repealing = f"{head.format('9/2015', '06 tháng 4 năm 2015')}Điều 1. Bãi bỏ {name}.\n"
    texts = {"1.txt": old}
    found = []
    for more in ({}, {"2.txt": amending}, {"3.txt": repealing}):
        texts |= more
        events = strict(calendars(texts)["lich/tat-ca.ics"])
        found.append([by_words(events, words) for words in ("báo cáo", "gửi kế hoạch")])
    numbers = [[event["sequence"] for event in events] for events in found]
    stamps = [[event["dtstamp"].dt.date().isoformat() for event in events] for events in found]
    assert stamps == [["2015-02-01"] * 2, ["2015-03-05", "2015-02-01"], ["2015-04-06"] * 2]
    assert numbers[0] == [0, 0]
    assert numbers[0][0] < numbers[1][0] < numbers[2][0]
    assert numbers[1][1] == 0, "the clause that is not amended stays"
    assert len({event["uid"] for events in found for event in events}) == 2
    assert "Điều khoản này được sửa đổi, bổ sung bởi Quyết định 7/2015/QĐ-UBND" in found[1][0]["description"]


def test_a_keepers_correction_raises_the_number() -> None:
    stated = StatedObligation(
        quote="Báo cáo kết quả", reason="đính chính bằng điện thoại", deadlines=(StatedDeadline(date="2024-12-10"),)
    )
    numbers = []
    for statement in (None, Statement(obligations=(stated,))):
        pages = render(corpus_of_sources(source_of(LETTER, statement=statement)), VOCABULARY)
        (data,) = (page.content for page in pages if page.path == "lich/tat-ca.ics")
        assert isinstance(data, bytes)
        event = by_words(strict(data), "Báo cáo kết quả")
        numbers.append((event["dtstart"].dt, event["sequence"]))
    assert numbers == [(date(2024, 11, 30), 0), (date(2024, 12, 10), 1)]
