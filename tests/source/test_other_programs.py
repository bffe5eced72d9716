"""Files that office programs open though they break the rules, or that are something else than their names say."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from build_tools.model.document import Document
from build_tools.parse import parse
from build_tools.source import read_sources
from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.reading import Reading
from build_tools.source.web_page import read_web_page
from build_tools.source.word import read_word
from tests.source.office import PLAN, converted, in_one_go, paragraph, plan, saved, with_part
from tests.source.word_files import lifted, merged_plan, plan_with_a_heading, struck, superscript
from tests.texts import VOCABULARY, corpus_of_sources, rendered

TEXT = read_word(PLAN).text
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def related(data: bytes, relation: str) -> bytes:
    """The file with one more relationship of its document."""
    whole = part(data, RELATIONS).replace("</Relationships>", f"{relation}</Relationships>")
    return with_part(data, RELATIONS, whole.encode())


def renamed(data: bytes, change: Mapping[str, str]) -> bytes:
    """The archive with these strings replaced in the names of its files and in their text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content, called = old.read(name), name
            for before, after in change.items():
                content, called = content.replace(before.encode(), after.encode()), called.replace(before, after)
            new.writestr(called, content)
    return made.getvalue()


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    TYPES: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


@pytest.mark.parametrize(
    "data",
    [
        related(PLAN, f'<Relationship Id="rId77" Type="{TYPES}/image" Target="NULL"/>'),
        related(PLAN, f'<Relationship Id="rId77" Type="{TYPES}/image" Target="media/image9.png"/>'),
        related(PLAN, f'<Relationship Id="rId77" Type="{TYPES}/hyperlink" Target="#_top"/>'),
        related(PLAN, f'<Relationship Id="rId77" Type="{TYPES}/hyperlink" Target="http://[x" TargetMode="External"/>'),
        renamed(PLAN, {"document.main+xml": "template.main+xml"}),
        renamed(PLAN, STRICT),
        renamed(PLAN, {"word/document.xml": "Word\\Document.xml"}),
        with_part(PLAN, "docProps/thumbnail.jpeg", b"khong phai anh"),
        with_part(PLAN, "docProps/core.xml", b"<hong"),
    ],
    ids=["null", "no-picture", "top", "link", "template", "strict", "backslash", "thumbnail", "properties"],
)
def test_parts_without_text_may_be_broken(data: bytes) -> None:
    reading = read(data, ".docx", Converter())
    assert (reading.text, reading.notes) == (TEXT, ())


def test_a_damaged_part_with_text_is_told() -> None:
    styles = related(PLAN, f'<Relationship Id="rId78" Type="{TYPES}/footnotes" Target="footnotes.xml"/>')
    (note,) = read(styles, ".docx", Converter()).notes
    assert (note.code, "footnotes.xml" in note.message) == ("VB021", True)


def test_a_text_under_another_name_is_a_text() -> None:
    text = "Số: 12/SNV-VP\n\nVăn phòng Sở báo cáo trước ngày 30/4/2025, các phòng khác gửi số liệu về Sở Nội vụ.\n"
    for data, suffix in ((text.encode(), ".doc"), (text.encode("utf-16"), ".xls"), (text.encode(), ".docx")):
        reading = read(data, suffix, Converter())
        assert reading.text.split() == text.split()
        assert "VB022" in [note.code for note in reading.notes]
    page = read(
        f"<!DOCTYPE html><html><meta charset=utf-8><body><p>{text}</p></body></html>".encode(), ".txt", Converter()
    )
    assert "<p>" not in page.text
    assert read(b"<b> khong phai trang web", ".txt", Converter()).text.startswith("<b>")


@pytest.mark.parametrize("kind", [".docx", ".rtf", ".html", ".doc", ".odt", ".pdf"])
def test_a_file_is_read_by_its_content(kind: str, tmp_path: Path) -> None:
    data = PLAN if kind == ".docx" else converted(PLAN, kind[1:])
    for given in (".doc", ".docx", ".pdf", ".html", ".rtf", ""):
        reading = read(data, given, Converter(tmp_path))
        assert not Counter(TEXT.split()) - Counter(reading.text.split())
        said = [note for note in reading.notes if note.code == "VB022"]
        assert len(said) == (kind != given)
        assert all(f"nội dung là {kind}" in note.message for note in said)


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    page = converted(PLAN, "html")
    body = (
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + b"\r\n--x--\r\n"
    )
    for suffix in (".mht", ".doc"):
        assert read(head + body, suffix, Converter(tmp_path)).text == read_web_page(page).text


def test_what_our_reader_fails_at_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fails_once(data: bytes, *others: object) -> Reading:
        calls.append(data)
        if len(calls) == 1:
            raise KeyError("hong")
        return read_word(data)

    monkeypatch.setattr("build_tools.source.word.read_word", fails_once)
    reading = read(PLAN, ".docx", Converter(tmp_path))
    assert (reading.text, [note.code for note in reading.notes]) == (TEXT, ["VB023"])


CHUNK = "3. Phòng Tổ chức hoàn thành số hóa hồ sơ trước ngày 15/8/2025."


def with_chunk(name: str, content: bytes | None) -> bytes:
    space = f'xmlns:r="{TYPES}"'
    data = paragraph(f"<w:p><w:r><w:t>Trước</w:t></w:r></w:p><w:altChunk {space} r:id='rIdA'/>")
    data = related(data, f'<Relationship Id="rIdA" Type="{TYPES}/aFChunk" Target="/word/{name}"/>')
    return data if content is None else with_part(data, f"word/{name}", content)


@in_one_go
def chunk() -> bytes:
    return paragraph(f"<w:p><w:r><w:t>{CHUNK}</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", f"<html><body><p>{CHUNK}</p></body></html>".encode()),
        ("a.docx", chunk()),
        ("a.txt", CHUNK.encode()),
        ("a.rtf", None),
    ],
)
def test_a_piece_of_another_document_is_text(name: str, content: bytes | None, tmp_path: Path) -> None:
    content = content or converted(chunk(), "rtf")
    assert read(with_chunk(name, content), ".docx", Converter(tmp_path)).text == f"Trước\n\n{CHUNK}"


def test_a_piece_that_can_not_be_read_is_told() -> None:
    (note,) = read(with_chunk("a.bin", None), ".docx", Converter()).notes
    assert note.code == "VB021"


def test_pieces_in_pieces_end() -> None:
    inner = with_chunk("a.docx", None)
    for _ in range(30):
        inner = with_chunk("a.docx", inner)
    found = read(inner, ".docx", Converter())
    assert found.text.count("Trước") < 10
    assert [note.code for note in found.notes] == ["VB021"]


def pasted(picture: bytes) -> bytes:
    """A document whose body is a picture, as people paste a scan into Word."""
    made = plan()
    made.add_picture(io.BytesIO(picture))
    return saved(made)


@in_one_go
def line() -> bytes:
    return paragraph(
        "<w:p><w:r><w:t>4. Yêu cầu Phòng Tổ chức báo cáo kết quả trước ngày 30 tháng 4 năm 2025.</w:t></w:r></w:p>"
    )


@cache
def scanned_lines() -> bytes:
    picture = pypdfium2.PdfDocument(converted(line(), "pdf"))[0].render(scale=200 / 72).to_pil()
    out = io.BytesIO()
    picture.convert("L").crop((0, 100, picture.width, 700)).save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_scan_pasted_into_word_is_recognised(suffix: str, tmp_path: Path) -> None:
    data = pasted(scanned_lines())
    reading = read(data if suffix == "docx" else converted(data, "odt"), f".{suffix}", Converter(tmp_path))
    assert "Yêu cầu Phòng Tổ chức báo cáo kết quả trước ngày 30 tháng 4 năm 2025" in reading.text
    assert reading.recognised
    assert "VB015" in [note.code for note in reading.notes]


def test_a_pasted_scan_that_nobody_reads_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.source.recognition.can_recognise", lambda: False)
    reading = read(pasted(scanned_lines()), ".docx", Converter())
    assert "VB012" in [note.code for note in reading.notes]


def document(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    (source,), _ = read_sources(tmp_path, tmp_path / ".cache")
    return parse(source, VOCABULARY)


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "pdf"])
def test_a_cell_that_reaches_down_holds_for_each_row(suffix: str, tmp_path: Path) -> None:
    word = merged_plan()
    found = document(tmp_path, f"a.{suffix}", word if suffix == "docx" else converted(word, suffix))
    rows = [task for task in found.obligations if "row" in task.eid]
    assert [(task.bearers, task.coordinate, [limit.date for limit in task.deadlines]) for task in rows] == [
        (("Văn phòng Sở",), ("Các phòng thuộc Sở",), ["2025-04-30"]),
        (("Văn phòng Sở",), ("Các phòng thuộc Sở",), ["2025-04-30"]),
        (("Thanh tra Sở",), ("Văn phòng Sở",), ["2025-Q3"]),
        (("Phòng Tổ chức",), (), ["2025-Q3"]),
    ]
    assert not any(task.doubt for task in rows)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_a_heading_over_the_columns_is_no_task(suffix: str, tmp_path: Path) -> None:
    word = plan_with_a_heading()
    found = document(tmp_path, f"a.{suffix}", word if suffix == "docx" else converted(word, suffix))
    rows = [task for task in found.obligations if "row" in task.eid]
    assert [task.bearers for task in rows] == [("Văn phòng Sở",), ("Thanh tra Sở",), ("Phòng Tổ chức",)]


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "pdf"])
def test_struck_words_are_shown_and_count_for_nothing(suffix: str, tmp_path: Path) -> None:
    found = document(tmp_path, f"a.{suffix}", struck() if suffix == "docx" else converted(struck(), suffix))
    assert found.source.text == "Văn phòng Sở báo cáo trước ngày 15/5/2025.\n\nHết."
    assert [[limit.date for limit in task.deadlines] for task in found.obligations] == [["2025-05-15"]]
    page = rendered(corpus_of_sources(found.source))
    assert re.search(r"trước ngày <del>30/4/2025</del> 15/5/2025", page)
    assert "<del>Thanh tra Sở báo cáo trước ngày 01/6/2025.</del>" in page


@pytest.mark.parametrize("made", [superscript, lifted], ids=["superscript", "lifted"])
@pytest.mark.parametrize("suffix", ["docx", "odt", "html"])
def test_raised_note_marks_do_not_join_numbers(suffix: str, made: Callable[[], bytes], tmp_path: Path) -> None:
    data = made()
    found = document(tmp_path, f"a.{suffix}", data if suffix == "docx" else converted(data, suffix))
    assert "30/2020/NĐ-CP¹, báo cáo trước ngày 30/4/2025², 150 m²." in found.source.text
    assert [citation.span.of(found.source.text) for citation in found.citations] == ["Nghị định số 30/2020/NĐ-CP"]
    assert [[limit.date for limit in task.deadlines] for task in found.obligations] == [["2025-04-30"]]
