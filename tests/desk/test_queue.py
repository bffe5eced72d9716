"""What the queue counts is what the document's page shows, the quality page and the home page tell."""

import re
from pathlib import Path

from build_tools.desk.answers import Desk
from build_tools.desk.documents import Summary
from build_tools.model.source import identity_of
from build_tools.parse.text import BLURRED
from build_tools.resolve import resolve
from tests.desk.desks import decision, get, open_desk, post
from tests.texts import HEAD, VOCABULARY, pages_below

SCAN = HEAD.replace("12/", "14/") + (
    "Thực hiện Công văn số 3/UBND-NC ngày 10/02/2022 của Ủy ban nhân dân tỉnh ¡ ¢ £ ¥, Sở yêu cầu:\n\n"
    + "".join(f"{n}. Văn phòng Sở báo cáo việc thực hiện Công văn {n}/SXD-VP của Sở Xây dựng.\n\n" for n in (4, 5, 6))
)
UNSURE = HEAD + (
    "Thực hiện Công văn số 54/UBND-VX ngày 09/02/2022 và Công văn số 3/UBND-NC ngày 10/02/2022, "
    "Văn phòng Sở gửi báo cáo.\n"
)
PLAIN = HEAD.replace("12/", "13/") + "1. Văn phòng Sở báo cáo kết quả trước ngày 30/11/2024.\n"


def desk_of(root: Path, **texts: str) -> Desk:
    (root / "source_docs").mkdir(exist_ok=True)
    for name, text in texts.items():
        (root / "source_docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    desk = open_desk(root)
    desk.documents.refresh()
    return desk


def summary(desk: Desk, name: str) -> Summary:
    desk.documents.refresh()
    return next(row for row in desk.documents.summaries() if row.path == f"{name}.txt")


def first_group(desk: Desk, name: str) -> str:
    """The facts that stand under "Cần xem trước"."""
    page = get(desk, f"van-ban/{identity_of(f'{name}.txt')}").body.decode()
    found = re.search(r"<h2>Cần xem trước</h2>\s*<ul>(.*?)</ul>", page, re.DOTALL)
    return found[1] if found else ""


def test_citations_in_doubt_are_counted_and_shown_first(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, unsure=UNSURE, plain=PLAIN)
    assert [row.path for row in desk.documents.summaries()] == ["unsure.txt", "plain.txt"]
    assert summary(desk, "unsure").doubtful == 2
    shown = first_group(desk, "unsure")
    assert shown.count("<li") == 2
    assert shown.count("Chưa chắc: không thấy cơ quan ban hành.") == 2
    number = re.search(r'data-so="(\d+)"', shown)
    assert number
    post(desk, "quyet-dinh", decision(desk, "unsure.txt", number[1]))
    assert summary(desk, "unsure").doubtful == 1
    assert first_group(desk, "unsure").count("<li") == 1


def test_an_issuer_that_another_document_or_the_symbol_tells_is_no_doubt(tmp_path: Path) -> None:
    """As on the site, where the work that is cited has an issuer."""
    told = PLAIN + "2. Thực hiện Công văn số 54/UBND-VX ngày 09/02/2022 của Ủy ban nhân dân tỉnh Lào Cai.\n"
    decree = PLAIN.replace("13/", "15/") + "2. Rà soát theo Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 đã nêu.\n"
    desk = desk_of(tmp_path, unsure=UNSURE, plain=PLAIN, decree=decree)
    assert (summary(desk, "unsure").doubtful, summary(desk, "decree").doubtful) == (2, 0)
    (tmp_path / "source_docs" / "plain.txt").write_text(told, encoding="utf-8")
    assert summary(desk, "unsure").doubtful == 1
    assert first_group(desk, "unsure").count("<li") == 1
    page = get(desk, f"van-ban/{identity_of('unsure.txt')}").body.decode()
    assert "theo ký hiệu hoặc chỗ khác trong sổ: Ủy ban nhân dân tỉnh Lào Cai." in page
    resolved = resolve(list(desk.documents.held()), VOCABULARY)
    assert {work.code.text: work.organ for work in resolved.works if work.code and not work.held} == {
        "54/UBND-VX": "Ủy ban nhân dân tỉnh Lào Cai",
        "3/UBND-NC": None,
        "59/2023/NĐ-CP": "Chính phủ",
    }
    (tmp_path / "source_docs" / "plain.txt").write_text(PLAIN, encoding="utf-8")
    assert summary(desk, "unsure").doubtful == 2


def test_a_province_that_the_issuer_tells_is_not_asked_for(tmp_path: Path) -> None:
    no_place = HEAD.replace("Lào Cai, ngày", "Ngày")
    desk = desk_of(tmp_path, no_place=no_place, told="UBND TỈNH LÀO CAI\n\n" + no_place.replace("12/", "13/"))
    asked = {
        name: re.search(
            r'data-so="" data-dieu="dia_phuong"', get(desk, f"van-ban/{identity_of(f'{name}.txt')}").body.decode()
        )
        for name in ("no_place", "told")
    }
    assert (asked["no_place"] is None, asked["told"] is None) == (False, True)


def test_a_scan_says_once_that_a_machine_read_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, scan=SCAN, unsure=UNSURE, plain=PLAIN)
    assert [row.path for row in desk.documents.summaries()] == ["unsure.txt", "scan.txt", "plain.txt"]
    row = summary(desk, "scan")
    assert (row.doubtful, row.blurred) == (0, 7)
    page = get(desk, f"van-ban/{identity_of('scan.txt')}").body.decode()
    assert page.count("do máy đọc từ ảnh") == 1
    assert BLURRED not in page
    assert first_group(desk, "scan") == ""
    assert get(desk, "").body.decode().count("<small>chữ đọc từ ảnh</small>") == 1
    while facts := re.findall(r'class="dieu-mo" tabindex="-1" data-so="(\d+)" data-dieu="(?:vien_dan|nhiem_vu)"', page):
        post(desk, "quyet-dinh", decision(desk, "scan.txt", facts[0]))
        page = get(desk, f"van-ban/{identity_of('scan.txt')}").body.decode()
    assert "do máy đọc từ ảnh" not in page
    assert summary(desk, "scan").blurred == 0


def test_queue_home_and_quality_page_count_alike(tmp_path: Path) -> None:
    texts = {"scan": SCAN, "unsure": UNSURE, "plain": PLAIN}
    desk = desk_of(tmp_path, **texts)
    held = desk.documents.latest(identity_of("unsure.txt"))
    assert held
    dropped = next(n for n, r in enumerate(held[0].reviews) if r.fact and "54" in r.fact.value)
    post(desk, "quyet-dinh", decision(desk, "unsure.txt", str(dropped), "bo"))
    post(desk, "quyet-dinh", decision(desk, "unsure.txt", "0"))
    post(desk, "quyet-dinh", decision(desk, "scan.txt", "0"))
    queue = re.search(r"Đã soát <strong>(\S+)</strong>", get(desk, "").body.decode())
    one = re.search(r'id="da-soat">([^<]+)<', get(desk, f"van-ban/{identity_of('unsure.txt')}").body.decode())
    assert queue
    assert one
    pages = pages_below(resolve(list(desk.documents.held()), VOCABULARY), "")
    assert f"[**{queue[1]}** điều đã soát]" in pages["index.md"]
    assert f"đã soát {queue[1]} điều" in pages["chat-luong/index.md"]
    assert f"đã soát {one[1]} điều" in pages["van-ban/12-snv-vp.md"]
