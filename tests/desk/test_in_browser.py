"""The desk as a keeper has it: a real server, Chromium, the keyboard alone; and what other pages try on it."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, check_for_everybody, copy_project, serving
from tests.publish.test_dev_server import free_port
from tests.texts import HEAD

LETTER = f"""{HEAD}Thực hiện khoản 2 Điều 5 Nghị định 54 và Chương trình 135, Sở yêu cầu:

1. Văn phòng Sở báo cáo kết quả về Thanh tra Sở trước ngày 30/11/2024; gửi số liệu hằng quý.

2. Phòng Kiểm zxy lập danh mục hồ sơ.
"""
MANY = HEAD.replace("12/", "13/") + "".join(
    f"{n}. Văn phòng Sở báo cáo kết quả lần {n} về Thanh tra Sở trước ngày 30/11/2024, "
    f"thực hiện Công văn số {n}/UBND-NC ngày 10/02/2022 của Ủy ban nhân dân tỉnh.\n\n"
    for n in range(1, 61)
)
REPEATED = HEAD.replace("12/", "14/") + (
    "1. Văn phòng Sở rà soát Luật Khiếu nại.\n\n2. Thanh tra Sở thực hiện Luật Khiếu nại.\n"
)


@dataclass
class Running:
    """A desk that is being served: its project, its port, its address."""

    root: Path
    port: int
    address: str


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root, port = copy_project(tmp_path_factory.mktemp("desk")), free_port()
    shutil.rmtree(root / "source_docs")
    (root / "source_docs").mkdir()
    for name, text in (("thu.txt", LETTER), ("dai.txt", MANY), ("lap.txt", REPEATED)):
        (root / "source_docs" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "build_tools", "serve", "--soat", "--project", str(root), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if found := re.search(r"http://\S+/soat/\S+/", line):
            yield Running(root, port, found[0])
            break
    else:
        pytest.fail("".join(lines))
    process.terminate()
    process.communicate(timeout=30)


class Keys:
    """Counts every stroke."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.count += len(words)

    def judge(self, key: str) -> None:
        """Press a key and wait until its decision is on the page."""
        before = self.page.locator(".dau").get_attribute("data-version")
        self.press(key)
        expect(self.page.locator(".dau")).not_to_have_attribute("data-version", str(before))


def opened(running: Running, tab: Page, name: str) -> None:
    tab.goto(running.address)
    tab.get_by_role("link", name=name).click()
    tab.wait_for_selector("li[data-dieu]:focus")


def test_twelve_facts_are_settled_with_the_keyboard_alone(running: Running, tab: Page) -> None:
    keys = Keys(tab)
    tab.goto(running.address)
    tab.wait_for_selector("a.dong")
    keys.press("Enter")  # the document with a doubt stands first, and has the focus
    tab.wait_for_selector("#da-soat")
    expect(tab.locator("#da-soat")).to_have_text("0/12")
    expect(tab.locator("li[data-dieu]:focus")).to_contain_text("không rõ tên đơn vị kết thúc ở đâu")
    keys.press("e")
    tab.wait_for_selector("dialog[open] [data-truong=don_vi]:focus")
    keys.type("Phòng A")  # what is there is selected and so replaced
    expect(tab.locator("#xem-truoc")).to_contain_text("+   - Phòng A")
    keys.judge("Enter")
    while "12/12" not in tab.locator("#da-soat").inner_text():
        keys.judge("x" if "Nghị định 54" in tab.locator("li[data-dieu]:focus").inner_text() else "Enter")
        if "/10" in tab.locator("#da-soat").inner_text():  # the relation went with the citation that was dropped
            break
    while tab.locator(".dieu-mo").count():
        keys.judge("Enter")
    assert keys.count < 60
    expect(tab.locator(".dau")).to_contain_text("đã soát xong")
    rows = yaml.safe_load((running.root / "source_docs" / "thu.yml").read_text(encoding="utf-8"))
    assert rows["nhiem_vu"][0]["don_vi"] == ["Phòng A"]
    assert [row["cau"] for row in rows["vien_dan"] if row.get("bo")] == ["Nghị định 54"]
    assert len(rows["da_soat"]) >= 11
    keys.press("z")
    expect(tab.locator("#dong-ghi")).to_contain_text("Đã hoàn tác")
    keys.judge("Enter")


def test_one_key_confirms_what_is_written_alike(running: Running, tab: Page) -> None:
    opened(running, tab, "14/SNV-VP")
    tab.locator("li[data-dieu=vien_dan]").first.focus()
    expect(tab.locator("[data-viec=giong]")).to_have_count(2)
    Keys(tab).judge("a")
    expect(tab.locator("[data-viec=giong]")).to_have_count(0)
    assert tab.locator("#da-soat").inner_text().startswith("2/")
    rows = yaml.safe_load((running.root / "source_docs" / "lap.yml").read_text(encoding="utf-8"))["da_soat"]
    assert [(row["cau"], row.get("lan", 1)) for row in rows] == [("Luật Khiếu nại", 1), ("Luật Khiếu nại", 2)]


def test_the_site_shows_a_decision_soon(running: Running, tab: Page) -> None:
    opened(running, tab, "13/SNV-VP")
    tab.fill("#nguoi-soat", "Văn")
    tab.locator("li[data-dieu=so_ky_hieu]").focus()
    Keys(tab).judge("Enter")
    began = time.monotonic()
    page = f"http://127.0.0.1:{running.port}/van-ban/13-snv-vp.html"
    while "bởi Văn" not in urllib.request.urlopen(page, timeout=5).read().decode():
        assert time.monotonic() - began < 30
        time.sleep(0.1)
    expect(tab.locator("#dong-ghi")).to_contain_text("Trang web đã cập nhật", timeout=30_000)


def test_a_document_of_two_hundred_facts_opens_within_a_second(running: Running, tab: Page) -> None:
    opened(running, tab, "13/SNV-VP")
    count = int(tab.locator("#da-soat").inner_text().partition("/")[2])
    assert count >= 180
    times = []
    for _ in range(5):
        tab.reload()
        tab.wait_for_selector("li[data-dieu]:focus")
        times.append(tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
    assert min(times) <= 1000


def test_words_are_selected_and_added(running: Running, tab: Page) -> None:
    opened(running, tab, "12/SNV-VP")
    tab.evaluate(
        """() => { const walk = document.createTreeWalker(document.getElementById('loi-van'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode());) { const at = node.data.indexOf('Chương trình 135');
          if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 16); } }"""
    )
    keys = Keys(tab)
    keys.press("t")
    tab.wait_for_selector("dialog[open] [data-truong=la]:focus")
    expect(tab.locator("[name=cau]")).to_have_value("Chương trình 135")
    keys.type("13/snv")
    tab.get_by_role("button", name="13/SNV-VP").wait_for()
    keys.press("ArrowDown", "Enter")
    expect(tab.locator("[data-truong=la]")).to_have_value("13/SNV-VP")
    keys.judge("Enter")
    rows = yaml.safe_load((running.root / "source_docs" / "thu.yml").read_text(encoding="utf-8"))
    added = [row for row in rows["vien_dan"] if row["cau"] == "Chương trình 135"]
    assert [(row["la"], row["ngay"]) for row in added] == [("13/SNV-VP", "2024-03-05")]


def test_it_can_be_read_at_1024_pixels_by_everybody(running: Running, tab: Page) -> None:
    tab.set_viewport_size({"width": 1024, "height": 768})
    tab.goto(running.address)
    check_for_everybody(tab, "queue", 1024)
    opened(running, tab, "13/SNV-VP")
    check_for_everybody(tab, "document", 1024)
    tab.keyboard.press("e")
    tab.wait_for_selector("dialog[open] [data-truong]:focus")
    check_for_everybody(tab, "form", 1024)


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[Page]:
    """A tab in which errors are expected: a browser that is refused something says so in its console."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_two_tabs(running: Running, tab: Page, unwatched: Page) -> None:
    opened(running, unwatched, "13/SNV-VP")
    opened(running, tab, "13/SNV-VP")
    Keys(tab).judge("Enter")
    unwatched.keyboard.press("Enter")
    expect(unwatched.locator("#dong-ghi")).to_contain_text("Hãy tải lại trang")


def test_a_page_from_elsewhere_can_not_write(running: Running, unwatched: Page, tmp_path: Path) -> None:
    token = running.address.rstrip("/").rpartition("/")[2]
    before = sorted((running.root / "source_docs").iterdir())
    script = f"""<!doctype html><title>x</title><script>
      const headers = {{"Content-Type": "application/json", "X-So-Van-Ban": "{token}"}};
      Promise.all([{{headers}}, {{mode: "no-cors"}}].map((more) =>
        fetch("{running.address}hoan-tac", {{method: "POST", body: "{{}}", ...more}})
        .then((answer) => answer.type + answer.status, () => "refused")))
        .then((found) => {{ document.title = found.join(); }});
      </script><form method="post" action="{running.address}hoan-tac"><button>x</button></form>"""
    (tmp_path / "index.html").write_text(script, encoding="utf-8")
    with serving(tmp_path) as elsewhere:
        unwatched.goto(elsewhere)
        expect(unwatched).to_have_title("refused,refused")
        with unwatched.expect_response(lambda answer: answer.url.endswith("hoan-tac")) as form:
            unwatched.click("button")
        assert form.value.status == 403
        unwatched.goto(elsewhere)
        unwatched.set_content(f'<iframe src="{running.address}"></iframe>')
        unwatched.wait_for_timeout(500)
        assert not any("soat" in frame.url and frame.title() for frame in unwatched.frames[1:])
    assert sorted((running.root / "source_docs").iterdir()) == before


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while part := connection.recv(65536):
            found += part
        return found.partition(b"\r\n")[0]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "10.0.0.1", ""]
)
def test_a_name_that_was_rebound_to_this_machine_gets_nothing(running: Running, host: str) -> None:
    where = running.address.partition(str(running.port))[2]
    for path in (where, "/", "/van-ban/13-snv-vp.html"):
        head = f"GET {path} HTTP/1.1\r\nHost: {host.format(port=running.port)}\r\n\r\n"
        assert b"421" in raw(running.port, head.encode())


def test_a_large_body_is_not_read(running: Running) -> None:
    where = running.address.partition(str(running.port))[2]
    for length in (b"10000000", b"-1", b"x", b""):
        head = f"POST {where}quyet-dinh HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nContent-Length: ".encode()
        began = time.monotonic()
        assert b"413" in raw(running.port, head + length + b"\r\n\r\n" + b"x" * 1000)
        assert time.monotonic() - began < 5
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(f"http://127.0.0.1:{running.port}/index.html", data=b"x", timeout=5)


def test_a_second_desk_is_kept_out(running: Running) -> None:
    command = [sys.executable, "-m", "build_tools", "serve", "--soat", "--project", str(running.root)]
    done = subprocess.run(
        [*command, "--port", str(free_port())], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "đang mở ở cửa sổ lệnh khác" in done.stderr) == (1, True)


def test_a_reader_reports_and_the_keeper_judges(running: Running, tab: Page) -> None:
    site = f"http://127.0.0.1:{running.port}/van-ban/13-snv-vp.html"
    folder = (running.root / "site" / "van-ban" / "13-snv-vp.html").resolve().as_uri()
    sent = []
    for address in (site, folder):
        tab.goto(address)
        row = tab.locator("tr", has_text="kết quả lần 7 ").first
        row.hover()
        row.get_by_role("button", name="Báo sai: thời hạn").click()
        tab.get_by_label("Đúng ra là").fill("15/12/2024")
        tab.get_by_label("Lời báo").fill("đã <b>gia hạn</b>")
        tab.get_by_label("Người báo").fill("Bà Lan")
        if address == site:  # what checks it fetches style sheets
            check_for_everybody(tab, "report", 1280)
        sent.append(tab.get_by_label("Những dòng để gửi").input_value())
        tab.get_by_role("button", name="Đóng").click()
    assert sent[0] == sent[1], "it works without a server, too"
    assert "Trang ghi: trước ngày 30/11/2024" in sent[0]
    tab.goto(running.address)
    tab.get_by_text("Dán lời báo").click()
    tab.get_by_label("Lời báo của người đọc").fill(sent[0])
    tab.get_by_role("button", name="Dán vào bàn soát").click()
    expect(tab.locator("#ket-qua-dan")).to_have_text("Đã nhận 1 lời báo mới.")
    tab.get_by_role("link", name="13/SNV-VP").click()
    told = tab.locator("li", has=tab.locator(".loi-bao"))
    expect(told).to_contain_text("đúng ra “15/12/2024”. đã <b>gia hạn</b>")
    told.focus()
    Keys(tab).judge("c")
    expect(tab.locator(".loi-bao")).to_have_count(0)
    rows = yaml.safe_load((running.root / "source_docs" / "dai.yml").read_text(encoding="utf-8"))
    assert [row["thoi_han"][0]["ngay"] for row in rows["nhiem_vu"]] == ["2024-12-15"]
    assert rows["nhiem_vu"][0]["ly_do"] == "theo lời báo sai của Bà Lan: đã <b>gia hạn</b>"
