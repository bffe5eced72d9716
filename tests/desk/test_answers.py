"""The desk answers its own page alone, writes the sidecar alone, and never over what somebody else has written."""

from http import HTTPStatus
from pathlib import Path

import pytest
import yaml

from build_tools.desk.answers import PREFIX, Desk
from build_tools.model.source import identity_of
from build_tools.publish.requests import Request
from build_tools.vocabulary.own_names import read_names
from tests.conftest import content
from tests.desk.desks import HOST, OURS, TOKEN, decision, get, open_desk, post
from tests.texts import HEAD

LETTER = HEAD + "1. Văn phòng Sở báo cáo kết quả trước ngày 30/11/2024.\n"
HOSTILE = HEAD.replace("12/SNV-VP", "12/SNV-VP</script><script>alert(1)</script>") + (
    '1. Văn phòng Sở <img src=x onerror=alert(1)> báo cáo \u202etrước "ngày" 30/11/2024. {{ 7*7 }}\n'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / "thu.txt").write_text(LETTER, encoding="utf-8")
    return tmp_path


def test_a_decision_writes_the_sidecar_and_nothing_else(root: Path) -> None:
    desk = open_desk(root)
    before = content(root / "source_docs")
    status, found = post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))
    assert status == HTTPStatus.OK
    after = content(root / "source_docs")
    assert after == before | {"thu.yml": after["thu.yml"]}
    assert after["thu.yml"].decode().splitlines() == [line[2:] for line in found["lines"]]
    assert found["lines"][1] == "+ - dieu: so_ky_hieu"
    assert "Đã soát ngày 26/11/2026, bởi Văn." in found["html"]
    status, _ = post(desk, "hoan-tac", {})
    assert status == HTTPStatus.OK
    assert content(root / "source_docs") == before
    assert post(desk, "hoan-tac", {}) == (HTTPStatus.UNPROCESSABLE_ENTITY, {"message": "Không còn gì để hoàn tác."})


def test_one_key_confirms_the_same_words_wherever_they_say_the_same(root: Path) -> None:
    law = "Luật Khiếu nại"
    text = (
        HEAD
        + f"1. Văn phòng Sở rà soát {law}.\n\n2. Thanh tra Sở thực hiện {law}.\n\n"
        + f"3. Các phòng sửa theo {law} năm 2011 và {law}.\n"
    )
    (root / "source_docs" / "thu.txt").write_text(text, encoding="utf-8")
    desk = open_desk(root)
    desk.documents.refresh()
    held = desk.documents.latest(identity_of("thu.txt"))
    assert held
    mine = [str(n) for n, r in enumerate(held[0].reviews) if r.fact and r.fact.value == f"Luật {law}"]
    assert len(mine) == 3
    page = get(desk, f"van-ban/{identity_of('thu.txt')}").body.decode()
    assert page.count("Đúng cả 2 chỗ khác ghi y như thế") == 3
    status, found = post(desk, "quyet-dinh", decision(desk, "thu.txt", mine[1], alike=True))
    assert (status, "3/" in found["html"]) == (HTTPStatus.OK, True)
    rows = yaml.safe_load((root / "source_docs" / "thu.yml").read_text(encoding="utf-8"))["da_soat"]
    assert sorted((row["doc"], row.get("lan", 1)) for row in rows) == [(f"Luật {law}", n) for n in (1, 2, 4)]
    assert "chỗ khác ghi y như thế" not in found["html"]
    assert post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))[0] == HTTPStatus.OK  # what it wrote it can read
    post(desk, "hoan-tac", {})
    post(desk, "hoan-tac", {})
    assert not (root / "source_docs" / "thu.yml").exists()


def test_a_preview_writes_nothing(root: Path) -> None:
    desk = open_desk(root)
    before = content(root)
    status, found = post(desk, "quyet-dinh", decision(desk, "thu.txt", "1", preview=True))
    assert (status, len(found["lines"])) == (HTTPStatus.OK, 6)
    assert content(root) == before


@pytest.mark.parametrize(
    "headers",
    [
        {**OURS, "origin": "http://evil.example"},
        {**OURS, "origin": "null"},
        {**OURS, "origin": "https://127.0.0.1:8000"},
        {**OURS, "origin": "http://127.0.0.1:9999"},
        {**OURS, "sec-fetch-site": "same-site"},
        {**OURS, "x-so-van-ban": "sai"},
        {key: value for key, value in OURS.items() if key != "x-so-van-ban"},
        {key: value for key, value in OURS.items() if key != "origin"},
        {**OURS, "x-so-van-ban": "mã"},
    ],
)
def test_another_page_can_not_write(root: Path, headers: dict[str, str]) -> None:
    desk = open_desk(root)
    before = content(root)
    status, _ = post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"), headers)
    assert status == HTTPStatus.FORBIDDEN
    assert content(root) == before


@pytest.mark.parametrize("token", ["", "sai", "ma-rieng2", TOKEN.upper(), "mã"])
def test_nothing_is_shown_without_the_token(root: Path, token: str) -> None:
    desk = open_desk(root)
    for path in ("", f"van-ban/{identity_of('thu.txt')}", "tep/desk.js", "tim"):
        found = desk(Request("GET", f"{PREFIX}{token}/{path}", {}, {"host": HOST}))
        assert found is not None
        assert (found.status, b"12/SNV-VP" in found.body) == (HTTPStatus.FORBIDDEN, False)
    assert desk(Request("GET", "/van-ban/12-snv-vp.html", {}, {"host": HOST})) is None, "that is for the site"


def test_get_never_writes_and_read_only_refuses(root: Path) -> None:
    desk = open_desk(root)
    given = decision(desk, "thu.txt", "1")
    assert get(desk, "quyet-dinh", **{key: str(value) for key, value in given.items()}).status == HTTPStatus.NOT_FOUND
    reading = open_desk(root, read_only=True)
    status, found = post(reading, "quyet-dinh", given)
    assert (status, "--chi-xem" in found["message"]) == (HTTPStatus.FORBIDDEN, True)
    assert post(reading, "hoan-tac", {})[0] == HTTPStatus.FORBIDDEN
    assert b"data-viec" not in get(reading, f"van-ban/{given['id']}").body
    assert not (root / "source_docs" / "thu.yml").exists()


@pytest.mark.parametrize(
    "identity",
    ["../../etc/passwd", "thu.txt", "..", "%2e%2e", "", "0" * 16, "/etc/passwd", "source_docs/thu.txt", "a\0b"],
)
def test_documents_are_named_by_identifiers_and_never_by_paths(root: Path, identity: str) -> None:
    desk = open_desk(root)
    given = decision(desk, "thu.txt", "1") | {"id": identity}
    assert post(desk, "quyet-dinh", given)[0] == HTTPStatus.NOT_FOUND
    for page in ("van-ban", "anh", "mau", "tep"):
        assert get(desk, f"{page}/{identity}").status == HTTPStatus.NOT_FOUND
    assert not (root / "source_docs" / "thu.yml").exists()


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"\xff", b"[" * 60_000, b'{"id": {"a": 1}, "version": [], "action": 3}'],
)
def test_a_body_that_is_none_of_ours_is_refused(root: Path, body: bytes) -> None:
    status, found = post(open_desk(root), "quyet-dinh", body)
    assert status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)
    assert found["message"]


@pytest.mark.parametrize(
    "more",
    [{"number": "99"}, {"number": "-1"}, {"number": "x"}, {"number": "", "kind": "khac"}, {"action": "xoa"}],
)
def test_a_fact_that_is_not_there_is_refused(root: Path, more: dict[str, str]) -> None:
    desk = open_desk(root)
    assert post(desk, "quyet-dinh", decision(desk, "thu.txt", "1") | more)[0] == HTTPStatus.BAD_REQUEST


def test_two_tabs_the_second_is_told_to_load_again(root: Path) -> None:
    desk = open_desk(root)
    first, second = decision(desk, "thu.txt", "1"), decision(desk, "thu.txt", "2")
    assert post(desk, "quyet-dinh", first)[0] == HTTPStatus.OK
    written = (root / "source_docs" / "thu.yml").read_bytes()
    status, found = post(desk, "quyet-dinh", second)
    assert (status, "tải lại" in found["message"]) == (HTTPStatus.CONFLICT, True)
    assert (root / "source_docs" / "thu.yml").read_bytes() == written


@pytest.mark.parametrize("name", ["thu.txt", "thu.yml"])
def test_what_was_changed_by_hand_meanwhile_is_not_overwritten(root: Path, name: str) -> None:
    desk = open_desk(root)
    given = decision(desk, "thu.txt", "1")
    file = root / "source_docs" / name
    file.write_text(LETTER + "2. Thêm.\n" if name == "thu.txt" else "nguon: tay\n", encoding="utf-8")
    assert post(desk, "quyet-dinh", given)[0] == HTTPStatus.CONFLICT
    done = decision(desk, "thu.txt", "1")
    assert post(desk, "quyet-dinh", done)[0] == HTTPStatus.OK
    (root / "source_docs" / "thu.yml").write_text("nguon: sửa tay sau đó\n", encoding="utf-8")
    assert post(desk, "hoan-tac", {})[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (root / "source_docs" / "thu.yml").read_text(encoding="utf-8") == "nguon: sửa tay sau đó\n"


def test_a_sidecar_of_two_documents_and_one_that_is_a_link_are_refused(root: Path) -> None:
    desk = open_desk(root)
    outside = root / "ngoai.yml"
    outside.write_text("nguon: ngoài\n", encoding="utf-8")
    (root / "source_docs" / "thu.yml").symlink_to(outside)
    status, found = post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))
    assert (status, "liên kết" in found["message"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    assert outside.read_text(encoding="utf-8") == "nguon: ngoài\n"
    (root / "source_docs" / "thu.yml").unlink()
    (root / "source_docs" / "thu.TXT").write_text("Số: 3/SNV-VP\n", encoding="utf-8")
    status, found = post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))
    assert (status, "cùng tên" in found["message"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)


def test_crlf_and_a_byte_order_mark_stay(root: Path) -> None:
    sidecar = root / "source_docs" / "thu.yml"
    sidecar.write_bytes("\ufeff# tay\r\nnguon:  'x'   # giữ\r\n".encode())
    sidecar.chmod(0o640)
    desk = open_desk(root)
    assert post(desk, "quyet-dinh", decision(desk, "thu.txt", "1"))[0] == HTTPStatus.OK
    data = sidecar.read_bytes()
    assert data.startswith("\ufeff# tay\r\nnguon:  'x'   # giữ\r\nda_soat:\r\n".encode())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert sidecar.stat().st_mode & 0o777 == 0o640


def test_hostile_documents_are_text_here_too(root: Path) -> None:
    name = "<b onmouseover=alert(1)>.txt"
    (root / "source_docs" / name).write_text(HOSTILE, encoding="utf-8")
    desk = open_desk(root)
    for page in ("", f"van-ban/{identity_of(name)}", f"mau/{identity_of(name)}"):
        found = get(desk, page, dieu="vien_dan", cau="<script>alert(2)</script>")
        html = found.body.decode()
        assert found.status == HTTPStatus.OK
        assert not any(words in html for words in ("<img src=x", "<script>", "<b onmouseover", "49"))
        policy = found.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    assert html.count("&lt;script&gt;alert(2)") == 1


def test_the_queue_puts_doubtful_documents_first_and_can_be_narrowed(root: Path) -> None:
    folder = root / "source_docs"
    (folder / "z.txt").write_text(
        HEAD.replace("12/", "13/").replace("2024", "2023")
        + "Yêu cầu các phòng thực hiện:\n\n1. Phòng Kiểm zxy lập danh mục hồ sơ.\n",
        encoding="utf-8",
    )
    desk = open_desk(root)
    page = get(desk, "").body.decode()
    assert page.index("13/SNV-VP") < page.index("12/SNV-VP")
    narrowed = get(desk, "", nam="2024").body.decode()
    assert "12/SNV-VP" in narrowed
    assert "13/SNV-VP" not in narrowed
    place = get(desk, f"van-ban/{identity_of('thu.txt')}").body.decode()
    assert "văn bản 1 trên 1" in place


def test_targets_are_found_with_or_without_tones(root: Path) -> None:
    desk = open_desk(root)
    get(desk, "")
    assert '"la": "12/SNV-VP"' in get(desk, "tim", q="cong van 12/snv").body.decode()
    assert get(desk, "tim", q="khong co gi").body == b'{"found": []}'
    assert get(desk, "tim").body == b'{"found": []}'


def test_a_name_is_confirmed_for_all_documents(root: Path) -> None:
    desk = open_desk(root)
    given = decision(desk, "thu.txt", "1") | {
        "fields": {"dieu_ten": "đơn vị", "viet": "VP Sở", "la": "Văn phòng Sở"},
        "reason": "cách viết cũ",
    }
    status, found = post(desk, "ten-goi", given | {"preview": True})
    assert (status, found["lines"][0]) == (HTTPStatus.OK, "+ ten_goi:")
    assert not (root / "source_docs" / "so-dang-ky").exists()
    assert post(desk, "ten-goi", given)[0] == HTTPStatus.OK
    written = (root / "source_docs" / "so-dang-ky" / "ten-goi.yml").read_text(encoding="utf-8")
    assert [(n.written, n.means, n.by) for n in read_names(written, "")] == [("VP Sở", "Văn phòng Sở", "Văn")]
    assert post(desk, "ten-goi", given)[0] == HTTPStatus.UNPROCESSABLE_ENTITY, "it stands there already"
    assert post(desk, "ten-goi", given | {"fields": {"viet": "x"}})[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert post(desk, "hoan-tac", {})[0] == HTTPStatus.OK
    assert not (root / "source_docs" / "so-dang-ky" / "ten-goi.yml").exists()
    assert 'value="Văn phòng Sở"' in get(desk, f"mau-ten/{given['id']}", so=_task(desk)).body.decode()


def _task(desk: Desk) -> str:
    found = desk.documents.latest(identity_of("thu.txt"))
    assert found
    return str(next(n for n, review in enumerate(found[0].reviews) if review.fact and review.fact.kind == "nhiem_vu"))
