"""One document in every format: the same text, the same record, the same tasks."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from build_tools.model.document import Document
from build_tools.parse import parse
from build_tools.source import read_sources
from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.pdf import read_pdf
from build_tools.source.reading import RefusedError
from build_tools.vocabulary import load
from tests.source.office import PLAN, RUNNING_HEAD, converted, plan, saved

VOCABULARY = load()


def document(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    (source,), _ = read_sources(tmp_path, tmp_path / ".cache")
    return parse(source, VOCABULARY)


def facts(found: Document) -> tuple[object, ...]:
    record, text = found.record, found.source.text
    return (
        record.type_name,
        record.code and record.code.text,
        record.issued_date,
        record.organ and record.organ.value,
        record.subject and record.subject.value,
        record.signer and record.signer.value,
        [" ".join(citation.span.of(text).split()) for citation in found.citations],
        [(task.bearers, task.coordinate, [d.date for d in task.deadlines]) for task in found.obligations],
    )


@pytest.mark.parametrize("suffix", ["odt", "doc", "pdf"])
def test_a_format_says_what_the_word_file_says(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    word = document(tmp_path / "a", "ke-hoach.docx", PLAN)
    other = document(tmp_path / "b", f"ke-hoach.{suffix}", converted(PLAN, suffix))
    assert facts(other) == facts(word)
    assert [row.span.of(other.source.text) for row in other.source.rows] == [
        row.span.of(word.source.text) for row in word.source.rows
    ]
    if suffix == "pdf":  # on one page a running head is a line like any other
        assert other.source.text.split()[:8] == RUNNING_HEAD.split()
        assert sorted(other.source.text.split()[8:]) == sorted(word.source.text.split())
    else:
        assert other.source.text == word.source.text


def test_the_tasks_of_a_table(tmp_path: Path) -> None:
    found = document(tmp_path, "a.docx", PLAN)
    rows = [task for task in found.obligations if "row" in task.eid]
    assert [(task.bearers, task.coordinate) for task in rows] == [
        (("Văn phòng Sở",), ("Thanh tra Sở",)),
        (("Thanh tra Sở",), ("Các phòng thuộc Sở",)),
    ]
    assert [[deadline.date for deadline in task.deadlines] for task in rows] == [["2024-Q2"], ["2024-11-15"]]
    assert all(task.lead == task.bearers for task in rows)


def test_wrapped_lines_become_paragraphs_and_page_numbers_go() -> None:
    made = plan()
    for number in range(60):
        made.add_paragraph(f"{number + 3}. Đơn vị thứ {number} báo cáo kết quả thực hiện quy chế dân chủ ở cơ sở " * 3)
    text = read_pdf(converted(saved(made), "pdf")).text
    for number in range(60):
        assert (
            " ".join([f"{number + 3}. Đơn vị thứ {number} báo cáo kết quả thực hiện quy chế dân chủ ở cơ sở"] * 3)
            in text
        )
    assert "tài liệu nội bộ" not in text


def stamped(data: bytes, words: str, x: float, y: float) -> bytes:
    """The PDF with an annotation as a signing program puts one in."""
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    note = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_STAMP)
    raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(x, y + 14, x + 200, y - 4))
    item = raw.FPDFPageObj_NewTextObj(pdf, b"Times-Roman", 12)
    encoded = (words + "\x00").encode("utf-16-le")
    raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded))
    raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
    raw.FPDFAnnot_AppendObject(note, item)
    raw.FPDFPage_CloseAnnot(note)
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_a_number_that_a_signing_program_stamps_in_is_read_where_it_stands() -> None:
    made = plan()
    made.tables[0].cell(1, 0).text = "Số:                    /KH-SNV"
    data = converted(saved(made), "pdf")
    pdf = pypdfium2.PdfDocument(data)
    text = pdf[0].get_textpage()
    found = text.search("Số:").get_next()
    assert found is not None
    _, bottom, right, _ = text.get_charbox(found[0] + 2)
    reading = read_pdf(stamped(stamped(data, "1178", right + 8, bottom), "Signature Not Verified", 60, 40))
    assert "Số: 1178 /KH-SNV" in reading.text
    assert "Signature Not Verified" in reading.aside
    assert "Signature Not Verified" not in reading.text


def locked(data: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def blank(pages: int) -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        pdf.new_page(100, 100)
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("suffix", "data", "code"),
    [
        (".pdf", b"%PDF-1.7 hong", "VB011"),
        (".pdf", b"", "VB011"),
        (".pdf", locked(converted(PLAN, "pdf")), "VB011"),
        (".pdf", blank(2_001), "VB010"),
        (".doc", b"khong phai Word", "VB011"),
        (".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "VB010"),
        (".odt", b"PK hong", "VB011"),
        (".html", b"<html><body><script>1</script></body></html>", "VB001"),
        (".docm", PLAN, "VB005"),
        (".xlsx", b"", "VB011"),
        (".pptx", b"", "VB005"),
    ],
)
def test_what_can_not_be_read_is_refused(suffix: str, data: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(data, suffix, Converter())
    assert refused.value.code == code
    assert "Hãy" in str(refused.value) or code == "VB005"


def test_old_word_without_libreoffice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    data = converted(PLAN, "doc")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RefusedError, match="LibreOffice") as refused:
        read(data, ".doc", Converter())
    assert refused.value.code == "VB014"
