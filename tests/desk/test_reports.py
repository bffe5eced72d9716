"""What readers report as wrong stands beside the fact it is about, and is applied by nobody but the keeper."""

import re
import unicodedata
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.base.yaml_edits import EditError
from build_tools.desk.answers import Desk
from build_tools.desk.reports import NOTHING_THERE, Report, read_reports
from build_tools.model.source import identity_of
from tests.conftest import content
from tests.desk.desks import decision, get, open_desk, post
from tests.texts import HEAD

LETTER = HEAD + "1. Văn phòng Sở báo cáo kết quả trước ngày 30/11/2024, theo Công văn số 7/SXD-VP của Sở Xây dựng.\n"
ID = identity_of("thu.txt")


def lines(report: Report) -> str:
    """What the page makes of a report (docs/assets/report.js)."""
    fact = report.kind if report.start is None else f"{report.kind} {report.start}"
    return "\n".join(
        (
            "BÁO SAI – Sổ Văn Bản",
            f"Văn bản: {report.name} [{report.document}]",
            "Trang: van-ban/12-snv-vp.html",
            f"Điều: điều gì đó [{fact}]",
            *([f"Lời văn: {report.quote}"] if report.quote else []),
            f"Trang ghi: {report.shown}",
            f"Đúng ra: {report.right}",
            f"Lời báo: {report.words}",
            f"Người báo: {report.by}",
            "HẾT",
        )
    )


def report(kind: str, right: str = "", **more: Any) -> Report:
    if kind in ("thoi_han", "nhiem_vu", "vien_dan"):
        words = {"thoi_han": "trước ngày", "nhiem_vu": "1. Văn", "vien_dan": "Công văn số 7"}[kind]
        more = {"start": LETTER.index(words), "quote": LETTER.splitlines()[-1][:60] + "…", **more}
    given = {"document": ID, "name": "Công văn 12/SNV-VP", "start": None, "shown": "x", "by": "Bà Lan", **more}
    return Report(kind=kind, right=right, **given)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / "thu.txt").write_text(LETTER, encoding="utf-8")
    return open_desk(tmp_path)


def paste(desk: Desk, *reports: Report) -> dict[str, Any]:
    status, found = post(
        desk, "loi-bao", {"text": "Kính gửi chị,\n\n" + "\n\n".join(map(lines, reports)) + "\n\nTrân trọng."}
    )
    assert status == HTTPStatus.OK, found
    return found


def judge(desk: Desk, action: str, number: int = 0) -> tuple[HTTPStatus, dict[str, Any]]:
    return post(desk, f"loi-bao/{action}", decision(desk, "thu.txt", "") | {"report": str(number)})


def page(desk: Desk) -> str:
    return get(desk, f"van-ban/{ID}").body.decode()


def sidecar(desk: Desk) -> str:
    file = desk.documents.root / "source_docs" / "thu.yml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).map(
    lambda w: " ".join(w.split())
)


@given(words=WORDS, by=WORDS, right=WORDS, start=st.none() | st.integers(0, 10**6), quoted=st.booleans())
def test_a_report_comes_back_as_it_was_sent(words: str, by: str, right: str, start: int | None, quoted: bool) -> None:
    sent = Report(ID, "Công văn", "so_ky_hieu", start, "", "trang", right, words, by)
    text = lines(sent)
    if quoted:  # as a mail answers it, with a signature below
        text = "Chào anh,\r\n" + "\r\n".join(f"> {line}" for line in text.split("\n")) + "\r\n> -- \r\n> Lan"
    (found,) = read_reports(text)
    assert (found.document, found.kind, found.start) == (ID, "so_ky_hieu", start)
    assert [found.words, found.by, found.right] == [unicodedata.normalize("NFC", each) for each in (words, by, right)]


def test_a_mail_that_wraps_its_lines_says_the_same() -> None:
    sent = report("thoi_han", "30/12/2024", words="theo công văn đính chính số 15 gửi tuần trước")
    wrapped = re.sub(r"(?<=đính chính) ", "\n> ", lines(sent))
    assert read_reports(wrapped) == (sent,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chào anh",
        "BÁO SAI",
        "BÁO SAI\nVăn bản: x\nĐiều: y",
        f"Văn bản: [{ID}]\nĐiều: [so_ky_hieu]",
        f"BÁO SAI\nVăn bản: x [{ID}]\nĐiều: y [../../etc]",
        f"BÁO SAI\nVăn bản: x [{ID}]\nĐiều: y [khong_co 3]",
    ],
)
def test_text_that_is_no_report_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(EditError):
        read_reports(text)
    status, found = post(desk, "loi-bao", {"text": text})
    assert (status, "không có lời báo nào" in found["message"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)


def test_a_report_about_another_register_is_refused_by_its_name(desk: Desk) -> None:
    status, found = post(desk, "loi-bao", {"text": lines(report("loai", document="0" * 16, name="Kế hoạch 9/KH"))})
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "không có văn bản" in found["message"]
    assert "Kế hoạch 9/KH" in found["message"]


def test_it_is_shown_beside_its_fact_and_applied_by_nobody(desk: Desk) -> None:
    before = content(desk.documents.root / "source_docs")
    found = paste(
        desk, report("thoi_han", "30/12/2024", words="đã gia hạn"), report("thoi_han", "30/12/2024", words="đã gia hạn")
    )
    assert found["message"] == "Đã nhận 1 lời báo mới."
    assert content(desk.documents.root / "source_docs") == before
    assert "1 lời báo" in get(desk, "").body.decode()
    row = next(row for row in re.findall(r"<li.*?</li>", page(desk), re.DOTALL) if "loi-bao" in row)
    assert 'data-dieu="thoi_han"' in row
    assert "Lời báo của Bà Lan: trang ghi “x”, đúng ra “30/12/2024”. đã gia hạn" in row
    assert (
        page(desk).index("Cần xem trước") < page(desk).index("Lời báo của Bà Lan") < page(desk).index("<h2>Thuộc tính")
    )


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        (report("thoi_han", "30/12/2024"), ["ngay: '2024-12-30'", "moc: trước", "ly_do: theo lời báo sai của Bà Lan"]),
        (report("nhiem_vu", "Phòng Tổ chức"), ["- Phòng Tổ chức"]),
        (report("nhiem_vu", NOTHING_THERE), ["bo: true"]),
        (report("vien_dan", "8/SXD-VP"), ["la: 8/SXD-VP"]),
        (report("so_ky_hieu", "13/SNV-VP"), ["so_ky_hieu: 13/SNV-VP"]),
        (report("nguoi_ky", "Nguyễn Văn A"), ["nguoi_ky: Nguyễn Văn A"]),
    ],
)
def test_one_key_takes_it_over_and_undo_brings_it_back(desk: Desk, sent: Report, written: list[str]) -> None:
    paste(desk, sent)
    status, found = judge(desk, "nhan")
    assert status == HTTPStatus.OK, found
    assert all(words in sidecar(desk) for words in (*written, "da_soat:", "boi: Văn"))
    assert "loi-bao" not in found["html"]
    status, found = post(desk, "hoan-tac", {})
    assert (status, sidecar(desk)) == (HTTPStatus.OK, "")
    assert "Lời báo của Bà Lan" in found["html"]


def test_one_key_refuses_it_and_nothing_is_written(desk: Desk) -> None:
    paste(desk, report("loai", "Kế hoạch"))
    status, found = judge(desk, "bo")
    assert (status, sidecar(desk), "loi-bao" in found["html"]) == (HTTPStatus.OK, "", False)
    assert judge(desk, "nhan")[0] == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (report("thoi_han"), "Người báo không ghi điều đúng"),
        (report("thoi_han", "mai"), "không phải ngày"),
        (report("vien_dan", "9/SXD-VP", start=3, quote="chữ không còn"), "nay không còn ở chỗ ấy"),
        (report("loai", NOTHING_THERE), "không bỏ được"),
    ],
)
def test_what_can_not_be_taken_over_says_why_and_stays(desk: Desk, sent: Report, message: str) -> None:
    paste(desk, sent)
    status, found = judge(desk, "nhan")
    assert (status, message in found["message"], sidecar(desk)) == (HTTPStatus.UNPROCESSABLE_ENTITY, True, ""), found
    assert "Lời báo của Bà Lan" in page(desk)
    assert judge(desk, "bo")[0] == HTTPStatus.OK


def test_a_report_finds_its_fact_where_the_text_has_grown(desk: Desk) -> None:
    paste(desk, report("nhiem_vu", "Phòng Tổ chức"))
    (desk.documents.root / "source_docs" / "thu.txt").write_text(
        LETTER.replace("1. Văn", "Sở yêu cầu các đơn vị:\n\n1. Văn"), encoding="utf-8"
    )
    assert judge(desk, "nhan")[0] == HTTPStatus.OK
    assert "- Phòng Tổ chức" in sidecar(desk)


def test_hostile_reports_are_text(desk: Desk) -> None:
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"
    paste(desk, report("loai", bad, words=bad, by=bad, shown=bad, name=bad))
    html = page(desk)
    assert "&lt;img src=x" in html
    assert not any(words in html for words in ("<img src=x", "<script>alert", "49"))
    status, found = judge(desk, "nhan")
    assert (status, sidecar(desk)) == (HTTPStatus.UNPROCESSABLE_ENTITY, "") or "<script>" not in found["html"]


def test_what_is_not_judged_is_there_when_the_desk_is_opened_again(desk: Desk) -> None:
    root = desk.documents.root
    paste(desk, report("loai", "Kế hoạch"), report("nguoi_ky", "Nguyễn Văn A"))
    again = open_desk(root)
    assert "2 lời báo" in get(again, "").body.decode()
    assert paste(again, report("loai", "Kế hoạch"))["message"] == "Đã nhận 0 lời báo mới."
    assert page(again).count("Lời báo của Bà Lan") == 2
    assert judge(again, "bo")[0] == HTTPStatus.OK
    assert judge(again, "nhan")[0] == HTTPStatus.OK
    assert "lời báo</span>" not in get(open_desk(root), "").body.decode()
    assert {path.partition("/")[0] for path in content(root)} == {".build", "source_docs"}
    assert set(content(root / "source_docs")) == {"thu.txt", "thu.yml"}


def test_a_report_that_was_taken_over_waits_again_once_that_is_undone(desk: Desk) -> None:
    paste(desk, report("nguoi_ky", "Nguyễn Văn A"))
    judge(desk, "nhan")
    post(desk, "hoan-tac", {})
    assert "1 lời báo" in get(open_desk(desk.documents.root), "").body.decode()


def test_what_is_not_judged_can_be_seen_by_a_desk_that_only_shows(desk: Desk) -> None:
    paste(desk, report("loai", "Kế hoạch"))
    reading = open_desk(desk.documents.root, read_only=True)
    assert "1 lời báo" in get(reading, "").body.decode()
    assert "Lời báo của Bà Lan" in page(reading)


@pytest.mark.parametrize("damage", [b"", b"x" * 99, b"\0"])
def test_a_damaged_file_of_reports_is_told(desk: Desk, damage: bytes) -> None:
    paste(desk, report("loai", "Kế hoạch"))
    (file,) = (desk.documents.root / ".build").glob("desk-reports.*")
    file.write_bytes(damage or file.read_bytes()[:-1])
    again = open_desk(desk.documents.root)
    assert "Hãy dán lại các thư" in get(again, "").body.decode()
    paste(again, report("loai", "Kế hoạch"))
    assert "Hãy dán lại các thư" not in get(again, "").body.decode()


def test_reports_on_a_document_that_is_gone_are_told_until_they_are_dismissed(desk: Desk) -> None:
    paste(desk, report("loai", "Kế hoạch"), report("nguoi_ky", "Nguyễn Văn A"))
    (desk.documents.root / "source_docs" / "thu.txt").rename(desk.documents.root / "source_docs" / "khac.txt")
    again = open_desk(desk.documents.root)
    assert "2 lời báo về văn bản nay không còn trong sổ: Công văn 12/SNV-VP." in get(again, "").body.decode()
    assert post(again, "loi-bao/het-van-ban", {}) == (HTTPStatus.OK, {"message": "Đã xóa 2 lời báo."})
    for found in (again, open_desk(desk.documents.root)):
        assert "không còn trong sổ" not in get(found, "").body.decode()


def test_a_report_that_can_not_be_kept_is_not_said_to_be(desk: Desk) -> None:
    (desk.documents.root / ".build").write_text("no folder")
    status, found = post(desk, "loi-bao", {"text": lines(report("loai"))})
    assert (status, "không ghi được" in found["message"]) == (HTTPStatus.INSUFFICIENT_STORAGE, True)
    assert "1 lời báo" not in get(desk, "").body.decode()


def test_a_desk_that_only_shows_takes_no_reports(tmp_path: Path) -> None:
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / "thu.txt").write_text(LETTER, encoding="utf-8")
    reading = open_desk(tmp_path, read_only=True)
    assert post(reading, "loi-bao", {"text": lines(report("loai"))})[0] == HTTPStatus.FORBIDDEN
    assert b"loi-bao" not in get(reading, "").body
