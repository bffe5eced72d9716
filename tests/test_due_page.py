"""The page "Việc" in a browser whose clock is set: sections, filters in the address, tables to take away, print."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, Route

from tests.conftest import check_for_everybody

# Two days before two of the deadlines of the five documents.
NOW = "2022-11-08T09:00:00"


def opened(tab: Page, site: str, query: str = "", now: str = NOW) -> Page:
    tab.clock.set_fixed_time(now)
    tab.goto(f"{site}viec/index.html{query}")
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    return tab


def headings(tab: Page) -> dict[str, str]:
    return {
        str(title.get_attribute("id")): title.locator(".so-dem").inner_text()
        for title in tab.locator("#cac-viec h2").all()
    }


def days(tab: Page, section: str) -> list[str]:
    return [str(each.get_attribute("datetime")) for each in tab.locator(f"#{section} + .bang-viec time").all()]


def test_the_sections_of_a_tuesday(address: str, tab: Page) -> None:
    opened(tab, address)
    assert headings(tab) == {
        "hom-nay": "0",
        "tuan-nay": "2",
        "tuan-sau": "0",
        "thang-nay": "2",
        "quy-nay": "1",
        "qua-nam-nay": "2",
    }
    assert days(tab, "tuan-nay") == ["2022-11-10"] * 2
    assert days(tab, "thang-nay") == ["2022-11-24", "2022-11-30"], "the last Thursday of November, a day of a letter"
    assert tab.locator("#tuan-nay + .bang-viec .con-lai").first.inner_text() == "còn 2 ngày"
    assert tab.locator("#viec-khong-tinh").count() == 0


def test_what_is_past_folds_away_until_it_is_asked_for(address: str, tab: Page) -> None:
    opened(tab, address, now="2023-03-01T09:00:00")
    assert headings(tab)["qua-nam-truoc"] == "6"
    tab.click("#qua-nam-truoc + button")
    assert days(tab, "qua-nam-truoc")[0] == "2022-12-10", "the latest first"
    assert len(days(tab, "qua-nam-truoc")) == 6


def test_a_unit_sees_its_own_work_and_that_of_its_groups_and_keeps_the_address(address: str, tab: Page) -> None:
    opened(tab, address)
    unit = "Chi cục Tiêu chuẩn Đo lường Chất lượng – Sở Khoa học và Công nghệ tỉnh Tây Ninh"
    tab.fill("[name=don-vi]", unit)
    assert days(tab, "thang-nay") == ["2022-11-24"], "a task of all units of the department"
    own = headings(tab)
    tab.select_option("[name=loai]", "mot-lan")
    assert tab.locator("#thang-nay").count() == 0
    assert "Đang lọc" in tab.locator("#loc-viec output").inner_text()
    tab.goto(tab.url.replace("loai=mot-lan", "loai="))
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    assert headings(tab) == own, "the address holds the choice"
    tab.click("#loc-viec [type=reset]")
    tab.wait_for_url("**/viec/index.html")
    assert headings(tab)["tuan-nay"] == "2"


def test_the_workbook_and_the_table_hold_what_is_shown(address: str, tab: Page) -> None:
    opened(tab, address)
    with tab.expect_download() as waiting:
        tab.click("[data-as=xlsx]")
    assert waiting.value.suggested_filename == "viec-2022-11-08.xlsx"
    book = zipfile.ZipFile(waiting.value.path())
    assert book.testzip() is None
    parts = {name: ET.fromstring(book.read(name)) for name in book.namelist()}  # noqa: S314
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    sheet = parts["xl/worksheets/sheet1.xml"]
    lines = sheet.findall(f".//{main}row")
    assert len(lines) == 1 + 5
    first = lines[1].find(f"{main}c")
    assert first is not None
    assert first.get("s") == "2", "a date"
    assert first.findtext(f"{main}v") == "44875", "10/11/2022 as a spreadsheet counts days"
    assert sheet.find(f"{main}autoFilter") is not None
    with tab.expect_download() as waiting:
        tab.click("[data-as=csv]")
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in rows] == ["Hạn", *["10/11/2022"] * 2, "24/11/2022", "30/11/2022", "10/12/2022"]


def test_each_unit_has_a_printed_page_of_its_week(address: str, tab: Page) -> None:
    tab.add_init_script("self.print = () => { self.printed = document.querySelectorAll('.viec-in section').length; };")
    opened(tab, address)
    tab.click("[data-as=print]")
    names = tab.locator(".viec-in h2").all_text_contents()
    assert tab.evaluate("self.printed") == len(names) > 1
    assert len(set(names)) == len(names), "one page for a unit and a week"
    tab.evaluate("self.dispatchEvent(new Event('afterprint'))")
    assert tab.locator(".viec-in").count() == 0


def test_the_home_page_leads_with_what_is_next(address: str, tab: Page) -> None:
    tab.clock.set_fixed_time(NOW)
    tab.goto(f"{address}index.html")
    tab.wait_for_selector("#viec-sap-toi .bang-viec")
    found = [str(each.get_attribute("datetime")) for each in tab.locator("#viec-sap-toi time").all()]
    assert found == ["2022-11-10", "2022-11-10", "2022-11-24", "2022-11-30", "2022-12-10"]


@pytest.mark.parametrize("width", [1360, 390])
def test_everybody_can_use_it(address: str, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    opened(tab, address)
    check_for_everybody(tab, "viec", width)


def test_it_works_from_a_folder(project: object, tab: Page) -> None:
    opened(tab, f"file://{project}/site/")
    assert headings(tab)["tuan-nay"] == "2"


def test_the_page_of_a_unit_leads_to_its_work(address: str, tab: Page) -> None:
    tab.clock.set_fixed_time(NOW)
    tab.goto(f"{address}don-vi/tay-ninh/van-phong-so-khoa-hoc-va-cong-nghe.html")
    tab.get_by_role("link", name="Việc theo thời hạn").click()
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    assert tab.locator("[name=don-vi]").input_value() == "Văn phòng Sở Khoa học và Công nghệ tỉnh Tây Ninh"
    assert days(tab, "quy-nay") == ["2022-12-10"]


def large(tab: Page, recurring: int = 5_000) -> list[str]:
    """Have the site hold 900 deadlines in each of six months, and so many that return; the files that are asked for."""
    asked: list[str] = []
    months = ["2022-09", "2022-10", "2022-11", "2022-12", "2023-01", "2023-02"]

    def row(day: str, rule: str = "") -> list[object]:
        parties = [["Sở Y tế", "", "chu-tri"]]
        return [day, "", rule, "", "Báo cáo", "Kế hoạch 1/KH-UBND", "van-ban/x.html", "Mục 1", parties, "", ""]

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].removesuffix(".js")
        asked.append(name)
        called, value = "dueRows", [row(f"{name}-{day % 28 + 1:02}") for day in range(900)]
        if name == "muc-luc":
            contents = {"months": [[month, 900] for month in months], "recurring": recurring, "undated": 0}
            return route.fulfill(content_type="text/javascript", body=f"svb.dueContents({json.dumps(contents)})")
        if name == "don-vi":
            called, value = "dueUnits", [["", "Sở Y tế", []]]
        if name == "dinh-ky":
            value = [row("", "FREQ=MONTHLY;BYMONTHDAY=20")] * recurring
        return route.fulfill(content_type="text/javascript", body=f"svb.{called}({json.dumps(value)})")

    tab.route("**/viec/*.js", answer)
    return asked


def test_of_very_many_only_what_is_near_is_loaded_at_first(address: str, tab: Page) -> None:
    asked = large(tab)
    opened(tab, address)
    assert asked == ["muc-luc", "2022-11", "don-vi"], "a thousand at first"
    assert headings(tab)["quy-nay"] == "900"
    assert headings(tab)["tuan-sau"] == "224", "seven days of 32 or 33"
    tab.fill("[name=don-vi]", "Sở Y tế")
    assert headings(tab)["quy-nay"] == "900, chưa lọc"
    assert tab.locator("#loc-viec output").inner_text().endswith("việc trong những phần đã mở")
    tab.click("#quy-nay + button")
    tab.locator("#quy-nay + .bang-viec").wait_for()
    assert headings(tab)["quy-nay"] == "900"
    assert asked[3:] == ["2022-12"]


def test_what_is_due_next_week_is_loaded_though_that_is_another_month(address: str, tab: Page) -> None:
    asked = large(tab)
    opened(tab, address, now="2022-11-28T09:00:00")
    assert asked == ["muc-luc", "2022-11", "2022-12", "don-vi"]
    assert tab.locator("#tuan-sau + .bang-viec").count() == 1


def test_what_returns_is_loaded_when_it_is_asked_for(address: str, tab: Page) -> None:
    asked = large(tab, recurring=300)
    opened(tab, address)
    assert "dinh-ky" not in asked, "900 and 300 are more than a thousand"
    week = int(headings(tab)["tuan-sau"])
    tab.get_by_role("button", name="Xem 300 việc định kỳ").click()
    tab.wait_for_function(
        "week => Number(document.querySelector('#tuan-sau .so-dem').textContent) === week + 300", arg=week
    )
    tab.reload()
    tab.wait_for_selector("#cac-don-vi option", state="attached")
    tab.select_option("[name=loai]", "dinh-ky")
    tab.wait_for_function("() => document.querySelector('#tuan-sau .so-dem').textContent === '300'")
    assert asked.count("dinh-ky") == 2


def test_the_home_page_of_very_many_loads_one_month(address: str, tab: Page) -> None:
    asked = large(tab)
    tab.clock.set_fixed_time(NOW)
    tab.goto(f"{address}index.html")
    tab.wait_for_selector("#viec-sap-toi .bang-viec")
    assert asked == ["muc-luc", "2022-11"]
    assert tab.locator("#viec-sap-toi h3").all_inner_texts() == ["Sắp tới", "Đã qua hạn trong tháng này"]


def test_the_home_page_loads_the_index_once_its_box_is_gone_to(address: str, tab: Page) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}index.html")
    tab.wait_for_selector("#ket-qua[aria-busy=false]", state="attached")
    tab.wait_for_timeout(500)
    assert [url for url in asked if "/tim-kiem/" in url] == []
    assert "chưa có trong sổ" not in tab.locator(".md-content").inner_text(), "nothing was asked for"
    with tab.expect_request("**/tim-kiem/h0.js*"):
        tab.locator("#tim input").focus()
    tab.fill("#tim input", "dân chủ")
    tab.wait_for_selector("#ket-qua[aria-busy=false] li")
