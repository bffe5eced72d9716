"""Reading the folder: bad files are errors with file and line, everything else is read as it stands."""

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical, fold
from build_tools.source import read_sources
from tests.texts import document_of


def write(folder: Path, name: str, data: bytes | str) -> None:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("rong.txt", b"", "VB001", 1),
        ("trang.txt", b" \n\t\n", "VB001", 1),
        ("lan.txt", "Số: 1/A\ndòng hai\n".encode() + b"C\xf4ng v\xe3n", "VB002", 3),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, code: str, line: int) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, name, data)
    sources, (found,) = read_sources(tmp_path)
    assert [source.path for source in sources] == ["a.txt"]
    assert (found.code, found.location.path, found.location.line) == (code, name, line)
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("sidecar", "line", "words"),
    [
        ("nguoi_ki: Trần Văn A\n", 1, "có phải là “nguoi_ky”?"),
        ("loai: Công văn\n\nngay_ban_hanh: hôm qua\n", 3, "Giá trị sai"),
        ("loai: [Công văn\n", 2, "Ngoặc vuông"),
        ("- loai\n", 1, "Giá trị sai"),
        ("ngay_ban_hanh: 2022-02-31\n", 1, "Giá trị không hợp lệ"),
        ("kinh_gui: Sở Nội vụ\n", 1, "danh sách"),
        ("vien_dan:\n  - cau: Nghị định 54\n    ly_do: x\n", 2, "Không thấy “Nghị định 54”"),
        ("vien_dan:\n  - cau: SNV\n    lan: 2\n    ly_do: x\n", 2, "Không thấy “SNV”"),
        ("vien_dan:\n  - cau: SNV\n    la: 5/A\n", 2, "Thiếu trường “ly_do”"),
        ("vien_dan:\n  - cau: SNV\n    ly_do: x\n    ngay: 18/2022/02\n", 4, "30/11/2022"),
        ("nhiem_vu:\n  - {cau: SNV, ly_do: x, bo: có}\n", 2, "true hoặc false"),
        ("nhiem_vu:\n  - cau: SNV\n    ly_do: x\n    thoi_han:\n      - {dinh_ky: yearly}\n", 5, "hằng năm"),
        ("nhiem_vu:\n  - cau: SNV\n    ly_do: x\n    thoi_han:\n      - {ngay: 2025-13}\n", 5, "2025-12"),
        ("ngay_ban_hanh: hôm qua\n", 1, "18/02/2022"),
        ("so_ky_hieu: 15\n", 1, "không phải số, ký hiệu"),
        ("loai: a\nso_ky_hieu: abc\n", 2, "không phải số, ký hiệu"),
        ("loai: a\ntrich_yeu: '  '\n", 2, "để trống"),
        ("loai: a\nloai: b\n", 2, "hai lần"),
        ("trich_yeu: thực hiện: quy chế\n", 1, "dấu hai chấm"),
        ("co_quan: &a [*a]\n", 1, "Giá trị không hợp lệ"),
        ("loai: !!python/object/apply:os.system [ls]\n", 1, "Không đọc được YAML"),
    ],
)
def test_a_sidecar_with_a_wrong_field(tmp_path: Path, sidecar: str, line: int, words: str) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "a.yml", sidecar)
    _, (found,) = read_sources(tmp_path)
    assert (found.code, str(found.location)) == ("VB003", f"a.yml:{line}")
    assert words in found.message


def test_all_that_is_wrong_in_a_sidecar_is_said_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "a.yml", "nguoi_ki: A\nngay_ban_hanh: hôm qua\nso_ky_hieu: abc\nloai: 5\n")
    found = read_sources(tmp_path)[1]
    assert [(problem.code, problem.location.line) for problem in found] == [("VB003", n) for n in (1, 2, 3, 4)]


def test_a_sidecar_states_what_the_text_does_not(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: /SNV-VP\n\nYêu cầu báo cáo.\n")
    write(
        tmp_path, "a.yml", "so_ky_hieu: 15/SNV-VP\nngay_ban_hanh: 2024-02-01\nco_quan: Sở Nội vụ\ndia_phuong: Lào Cai\n"
    )
    (source,), found = read_sources(tmp_path)
    assert found == ()
    record = document_of(source.text, statement=source.statement).record
    assert record.code is not None
    assert record.code.text == "15/SNV-VP"
    assert record.issued_date == date(2024, 2, 1)


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "b.xyz", "?")
    write(tmp_path, "c.yml", "loai: Công văn\n")
    write(tmp_path, ".an.txt", "")
    sources, found = read_sources(tmp_path)
    assert [source.path for source in sources] == ["a.txt"]
    assert [(d.location.path, d.code, d.severity) for d in found] == [
        ("b.xyz", "VB005", Severity.WARNING),
        ("c.yml", "VB004", Severity.WARNING),
    ]


def test_an_empty_collection_stops_the_build(tmp_path: Path) -> None:
    (found,) = read_sources(tmp_path)[1]
    assert (found.code, found.severity) == ("VB009", Severity.ERROR)


def test_a_link_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    (tmp_path / "b.txt").symlink_to(tmp_path / "khong-co.txt")
    (found,) = read_sources(tmp_path)[1]
    assert (found.code, found.location.path, found.severity) == ("VB006", "b.txt", Severity.WARNING)


def test_a_file_whose_name_is_no_text_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/v\xe0n.txt"))).write_text("x", encoding="utf-8")
    sources, (found,) = read_sources(tmp_path)
    assert [source.path for source in sources] == ["a.txt"]
    assert (found.code, found.severity) == ("VB006", Severity.WARNING)
    assert found.location.path.isprintable()


def test_a_no_break_space_in_a_name_says_how_to_rename_the_file(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "Kế\u00a0hoạch 5.txt", "Số: 5/KH-SNV\n")
    sources, (found,) = read_sources(tmp_path)
    assert [source.path for source in sources] == ["a.txt"]
    assert (found.code, found.severity) == ("VB006", Severity.WARNING)
    assert "U+00A0" in found.message
    assert "“Kế hoạch 5.txt”" in found.message


def test_a_sidecar_with_such_a_name_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "a\u00a0.yml", "so_ky_hieu: 2/SNV\n")
    (found,) = read_sources(tmp_path)[1]
    assert (found.code, found.severity) == ("VB006", Severity.ERROR)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("Kế hoạch.txt", unicodedata.normalize("NFD", "Kế hoạch.txt")), id="cùng tên sau khi dựng sẵn"),
        pytest.param(("kh.txt", "kh.TXT"), id="chỉ khác chữ hoa ở đuôi"),
        pytest.param(("kh.txt", "KH.txt"), id="chỉ khác chữ hoa"),
    ],
)
def test_two_texts_of_nearly_one_name_are_two_documents(tmp_path: Path, names: tuple[str, str]) -> None:
    for number, name in enumerate(names, 1):
        write(tmp_path, name, f"Số: {number}/SNV\n")
    sources, found = read_sources(tmp_path)
    assert sorted(source.path for source in sources) == sorted(names)
    assert found == ()


def test_of_two_transcripts_the_one_that_is_not_read_is_told(tmp_path: Path) -> None:
    for name in ("Kế hoạch.pdf", "Kế hoạch.txt", unicodedata.normalize("NFD", "Kế hoạch.txt")):
        write(tmp_path, name, "Số: 1/SNV\n")
    sources, found = read_sources(tmp_path)
    assert len(sources) == 1
    assert [d.code for d in found if d.severity is Severity.WARNING] == ["VB017"]


@pytest.mark.parametrize("names", [("a.YML",), ("a.yaml",)])
def test_a_sidecar_is_found_however_its_ending_is_written(tmp_path: Path, names: tuple[str, ...]) -> None:
    write(tmp_path, "a.txt", "Số: /SNV\n")
    for name in names:
        write(tmp_path, name, "co_quan: Sở Nội vụ\n")
    (source,), found = read_sources(tmp_path)
    assert found == ()
    assert source.statement.organ == "Sở Nội vụ"


def test_two_sidecars_of_one_document_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "Số: /SNV\n")
    write(tmp_path, "a.yml", "co_quan: A\n")
    write(tmp_path, "a.yaml", "co_quan: B\n")
    assert {found.code for found in read_sources(tmp_path)[1]} == {"VB004"}


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "")
    write(tmp_path, "b.txt", b"\xff")
    assert [found.code for found in read_sources(tmp_path)[1]] == ["VB001", "VB002", "VB009"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\ufeffa\r\nb\rc", "a\nb\nc"), ("đô\u0301i", "đối"), ("a\x00b\x0cc", "a␀b\nc"), ("a\tb", "a\tb")],
)
def test_canonical(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("text", ["Tỉnh uỷ Quảng Trị – ĐƯỜNG", "İstanbul ﬁ ½ ß", "Ðảng\u00a0bộ"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("day", ["2026-04-22", "22/04/2026", "22/4/2026", "22-04-2026", "22.4.2026", '"22/04/2026"'])
def test_a_day_as_people_write_it(tmp_path: Path, day: str) -> None:
    write(tmp_path, "a.txt", "Các sở, ban, ngành báo cáo.\n")
    task = f"nhiem_vu:\n- cau: Các sở\n  ly_do: x\n  thoi_han:\n  - ngay: {day}\n"
    write(tmp_path, "a.yml", f"ngay_ban_hanh: {day}\n{task}")
    (source,), found = read_sources(tmp_path)
    assert found == ()
    assert source.statement.issued_date == date(2026, 4, 22)
    (stated,) = source.statement.obligations
    assert stated.deadlines is not None
    assert stated.deadlines[0].date == "2026-04-22"


@pytest.mark.parametrize("day", ["31/02/2026", "22/13/2026", "hôm nay"])
def test_a_day_that_is_none_is_an_error(tmp_path: Path, day: str) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "a.yml", f"ngay_ban_hanh: {day}\n")
    (found,) = read_sources(tmp_path)[1]
    assert (found.code, found.severity) == ("VB003", Severity.ERROR)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[Văn phòng Sở, Các sở, ban, ngành]", ("Văn phòng Sở", "Các sở, ban, ngành")),
        ("[các sở, ban, ngành, các huyện, thành phố]", ("các sở, ban, ngành", "các huyện, thành phố")),
        ('[Văn phòng Sở, "phòng chuyên môn"]', ("Văn phòng Sở", "phòng chuyên môn")),
        ("[Văn phòng Sở, Thanh tra Sở]", ("Văn phòng Sở", "Thanh tra Sở")),
        ("\n- Các sở, ban, ngành\n- ban quản lý", ("Các sở, ban, ngành", "ban quản lý")),
    ],
)
def test_a_name_with_commas_is_not_torn(tmp_path: Path, written: str, names: tuple[str, ...]) -> None:
    write(tmp_path, "a.txt", "Số: 1/SNV\n")
    write(tmp_path, "a.yml", f"kinh_gui: {written}\n")
    (source,), _ = read_sources(tmp_path)
    assert source.statement.addressees == names
