"""The pictures of README and of the help pages, taken from the built site and the sample register: make pictures.

Days left depend on today: the clock of the browser stands at a fixed day.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from build_tools.desk.answers import PREFIX
from build_tools.publish.requests import Request
from tests.conftest import DONE, ROOT, chromium
from tests.desk.desks import HOST, TOKEN, open_desk

_TODAY = "2022-11-21T08:00:00"
_DRAFT = """Căn cứ Nghị định số 04/2015/NĐ-CP ngày 09 tháng 01 năm 2015 của Chính phủ;
Căn cứ Kết luận số 120-KL/TW ngày 08/01/2016 của Bộ Chính trị;
Căn cứ Quyết định số 999/QĐ-UBND ngày 01/01/2024 của Ủy ban nhân dân tỉnh;"""
_SIZE = {"width": 1180, "height": 760}


def _search(page: Page) -> None:
    page.goto(_address("tim-kiem.html?q=doi thoai truc tiep"))
    page.wait_for_selector(DONE)


def _work(page: Page) -> None:
    page.goto(_address("van-ban/96-skhcn-vp.html"))


def _preview(page: Page) -> None:
    page.goto(_address("van-ban/96-skhcn-vp.html#al_1"))
    page.get_by_role("link", name="Kết luận số 120-KL/TW ngày 07/01/2016").hover()
    page.wait_for_selector("#xem-truoc")


def _unit(page: Page) -> None:
    page.goto(_address("don-vi/tay-ninh/chi-cuc-tieu-chuan-do-luong-chat-luong-so-khoa-hoc-va-cong-nghe.html"))


def _calendar(page: Page) -> None:
    page.goto(_address("lich/index.html"))


def _quality(page: Page) -> None:
    page.goto(_address("chat-luong/index.html"))


def _sample(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-26T08:00:00")
    page.goto((ROOT / ".build" / "demo" / "site").as_uri() + "/" + address)


def _due(page: Page) -> None:
    _sample(page, "viec/index.html")
    page.wait_for_selector("#cac-viec .bang-viec")


def _bases(page: Page) -> None:
    page.goto(_address("kiem-tra-can-cu.html"))
    page.fill("#can-cu textarea", _DRAFT)
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_selector("#can-cu-ket-qua tbody tr")
    page.locator("#can-cu").scroll_into_view_if_needed()


def _implemented(page: Page) -> None:
    _sample(page, "van-ban/14-kh-ubnd.html#trien-khai")


def _last_year(page: Page) -> None:
    _sample(page, "van-ban/14-kh-ubnd.html")
    page.get_by_role("link", name="So với Kế hoạch 15/KH-UBND").click()
    page.wait_for_selector("#doi")


def _compared(page: Page) -> None:
    _sample(page, "so-sanh.html?a=15-kh-ubnd&b=14-kh-ubnd")
    page.wait_for_selector(".bang-so-sanh tbody tr")
    page.locator("tr.dong-changed", has_text="tập huấn").scroll_into_view_if_needed()


def _desk(page: Page) -> None:
    """The desk of the sample register, asked without a server."""
    desk = open_desk(ROOT / ".build" / "demo")

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        found = desk(Request("GET", parts.path, {}, {}))
        if found is None:
            route.abort()
        else:
            route.fulfill(status=found.status, content_type=found.kind, body=found.body)

    page.route(f"http://{HOST}/**", answer)
    page.goto(f"http://{HOST}{PREFIX}{TOKEN}/")
    page.get_by_role("link", name="345/HD-SNV").click()
    page.wait_for_selector("li[data-dieu]:focus")


PICTURES: dict[str, Callable[[Page], None]] = {
    "trang-van-ban": _work,
    "tim-kiem": _search,
    "xem-truoc": _preview,
    "don-vi": _unit,
    "lich": _calendar,
    "chat-luong": _quality,
    "viec": _due,
    "ban-soat": _desk,
    "kiem-tra-can-cu": _bases,
    "trien-khai": _implemented,
    "so-voi-nam-truoc": _last_year,
    "so-sanh": _compared,
}


def _address(page: str) -> str:
    return (ROOT / "site").as_uri() + "/" + page


def take(folder: Path) -> None:
    """Write every picture into the folder."""
    with chromium() as browser:
        for name, show in PICTURES.items():
            page = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
            page.clock.set_fixed_time(_TODAY)
            show(page)
            page.wait_for_timeout(400)
            page.screenshot(path=folder / f"{name}.png")
            page.close()
            sys.stdout.write(f"{name}.png\n")


if __name__ == "__main__":
    take(ROOT / "docs" / "assets")
