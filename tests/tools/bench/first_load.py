"""What a reader's browser loads at first: `python -m tests.tools.bench.first_load SITE DAY` (a folder, 2024-11-28).

For each page a fresh browser whose processor is slowed four times: bytes of all that is fetched until it shows what it
is opened for, raw and packed (gzip -6), with and without what every page of the theme loads; seconds until then, the
median of three. `DAY` is what the browser takes for today.
"""

import gzip
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Response

from tests.conftest import DONE, chromium, serving

_TIMES, _SLOWED = 3, 4
# What Material's own pages load: its styles, scripts and fonts.
_THEME = ("/assets/stylesheets/", "/assets/javascripts/", "/assets/fonts/", "/assets/images/")
CHECKED = "Căn cứ Nghị định số 138/2020/NĐ-CP ngày 27/11/2020 của Chính phủ;"


@dataclass(frozen=True)
class Visit:
    """A page, what is done on it, and what is then to be seen."""

    name: str
    address: str
    shown: str
    act: Callable[[Page], None] | None = None


def _search(tab: Page) -> None:
    tab.fill("#tim input", "cải cách hành chính")


def _check(tab: Page) -> None:
    tab.fill("#can-cu textarea", CHECKED)
    tab.click("#can-cu button")


def _choose(tab: Page) -> None:
    tab.fill("#so-sanh [name=a]", "kế hoạch")


VISITS = (
    Visit("home", "index.html", "#viec-sap-toi .bang-viec, #viec-sap-toi .khong-co"),
    Visit("Việc", "viec/index.html", "#cac-viec h2"),
    Visit("a hub: all works", "van-ban/index.html", "h1"),
    Visit("a hub: a unit", "", "h1"),
    Visit("calendar", "lich/index.html", "h1"),
    Visit("ai đã triển khai", "danh-muc/trien-khai.html", "h1"),
    Visit("series", "so-voi-nam-truoc/index.html", "h1"),
    Visit("search, first query", "tim-kiem.html", f"{DONE} li", _search),
    Visit("kiem-tra-can-cu, opened", "kiem-tra-can-cu.html", "#can-cu:not([hidden])"),
    Visit("kiem-tra-can-cu, checked", "kiem-tra-can-cu.html", ".bang-can-cu tr", _check),
    Visit("so-sanh, opened", "so-sanh.html", "#so-sanh:not([hidden])"),
    Visit("so-sanh, a name typed", "so-sanh.html", "#cac-van-ban option", _choose),
)


def visited(browser: Browser, site: str, visit: Visit, day: str) -> tuple[dict[str, bytes], float]:
    """What is fetched by address, and the seconds until the page shows what it is opened for."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    tab = context.new_page()
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})
    fetched: list[Response] = []
    tab.on("response", lambda response: fetched.append(response))  # a built-in method can not be registered
    tab.clock.set_fixed_time(f"{day}T09:00:00")
    start = time.perf_counter()
    tab.goto(site + visit.address, wait_until="commit")
    if visit.act:
        tab.wait_for_load_state()
        start = time.perf_counter()
        visit.act(tab)
    tab.locator(visit.shown).first.wait_for(state="attached", timeout=120_000)
    seconds = time.perf_counter() - start
    count = -1
    while count < len(fetched):  # until a second brings nothing more
        count = len(fetched)
        tab.wait_for_timeout(1_000)
    bodies = {response.url: response.body() for response in fetched if response.ok}
    context.close()
    return bodies, seconds


def _sizes(bodies: dict[str, bytes]) -> str:
    packed = [len(gzip.compress(body, 6)) for body in bodies.values()]
    return f"{sum(map(len, bodies.values())) / 1e3:,.0f} / {sum(packed) / 1e3:,.0f}"


def main(site: Path, day: str) -> None:
    """Print the table."""
    units = sorted(site.glob("don-vi/*/*.html"), key=lambda file: (-file.stat().st_size, file))
    print("| page | all, kB raw / packed | without the theme | until shown, s |\n| --- | --: | --: | --: |")
    with serving(site) as address, chromium() as browser:
        for visit in VISITS:
            if not visit.address:
                visit = Visit(visit.name, units[0].relative_to(site).as_posix(), visit.shown)
            taken = [visited(browser, address, visit, day) for _ in range(_TIMES)]
            bodies = taken[0][0]
            own = {url: body for url, body in bodies.items() if not any(part in url for part in _THEME)}
            seconds = median(seconds for _, seconds in taken)
            print(f"| {visit.name} | {_sizes(bodies)} | {_sizes(own)} | {seconds:.1f} |", flush=True)
            if "--files" in sys.argv:
                for url, body in sorted(own.items(), key=lambda item: -len(gzip.compress(item[1], 6)))[:12]:
                    print(f"    {len(body):9,} {len(gzip.compress(body, 6)):8,} {url.removeprefix(address)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
