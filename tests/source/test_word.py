"""Word files: what a reader sees in Word, in reading order."""

import io
import zipfile

import docx
import pytest

from build_tools.source.reading import Reading, RefusedError
from build_tools.source.word import read_word
from tests.source.office import BODY, PLAN, TABLE, paragraph, saved, with_part

ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def text_of(xml: str) -> str:
    return read_word(paragraph(xml)).text


def cells(reading: Reading) -> list[tuple[str, ...]]:
    return [tuple(cell.span.of(reading.text) for cell in row.cells) for row in reading.rows]


def test_a_head_in_two_columns_is_read_cell_by_cell() -> None:
    assert read_word(PLAN).text.split("\n")[:8] == [
        "UBND TỈNH LÀO CAI", "SỞ NỘI VỤ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "",
        "Số: 15/KH-SNV", "",
    ]  # fmt: skip


def test_paragraphs_stand_apart_and_tables_stay_tables() -> None:
    reading = read_word(PLAN)
    assert all(f"\n\n{words}\n\n" in reading.text for words in BODY)
    assert cells(reading) == list(TABLE)
    assert [row.span.of(reading.text) for row in reading.rows] == ["\t".join(row) for row in TABLE]


def test_running_heads_stand_aside() -> None:
    reading = read_word(PLAN)
    assert reading.aside == ("Sở Nội vụ – tài liệu nội bộ",)
    assert reading.aside[0] not in reading.text


def test_numbers_that_word_counts() -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("mục", style=style)
    document.add_paragraph("giữa")
    document.add_paragraph("mục", style="List Number")
    assert read_word(saved(document)).text.split("\n\n") == ["1. mục", "2. mục", "• mục", "giữa", "3. mục"]


def test_tracked_changes_are_accepted() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{RUN.format("mới ")}</w:ins>'
    assert text_of(f"<w:p>{RUN.format('Hạn ')}{deleted}{inserted}{RUN.format('là 15/4.')}</w:p>") == "Hạn mới là 15/4."
    mark = '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
    assert text_of(f"<w:p>{mark}{RUN.format('Một ')}</w:p><w:p>{RUN.format('câu.')}</w:p>") == "Một câu."


def test_text_boxes_follow_their_paragraph_once() -> None:
    inner = f"<w:txbxContent><w:p>{RUN.format('Dấu KHẨN')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    new = f"<mc:Choice Requires='wps'><w:pict>{inner}</w:pict></mc:Choice>"
    old = f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent {space}>{new}{old}</mc:AlternateContent></w:r>"
    assert text_of(f"<w:p>{RUN.format('Công văn')}{box}</w:p><w:p>{RUN.format('Sau')}</w:p>") == (
        "Công văn\n\nDấu KHẨN\n\nSau"
    )


def test_looks_that_change_the_letters() -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    assert text_of(f"<w:p>{run.format('<w:caps/>', 'Kế hoạch')}</w:p>") == "KẾ HOẠCH"
    assert text_of(f"<w:p>{run.format('<w:vanish/>', 'ẩn')}{RUN.format('hiện')}</w:p>") == "hiện"
    font = '<w:rFonts w:ascii=".VnTime"/>'
    old = read_word(paragraph(f"<w:p>{run.format(font, 'C«ng v¨n')}</w:p>"))
    assert old.text == "Công văn"
    assert [note.code for note in old.notes] == ["VB013"]


def test_breaks_tabs_and_hyphens() -> None:
    parts = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r>"
    assert text_of(f"<w:p>{parts}</w:p>") == "a\nb\tNĐ-CP"


def test_notes_stand_behind_the_paragraph_that_calls_them() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = '<w:footnote w:id="7"><w:p><w:r><w:t>Nghị định số 5/2020/NĐ-CP.</w:t></w:r></w:p></w:footnote>'
    data = paragraph(
        f"<w:p>{RUN.format('Theo quy định')}<w:r><w:footnoteReference w:id='7'/></w:r>{RUN.format('.')}</w:p>"
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rIdN" Type="{kinds}/footnotes" Target="footnotes.xml"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = archive.read(rels).decode()
        types = archive.read("[Content_Types].xml").decode()
    data = with_part(data, rels, old.replace("</Relationships>", relation).encode())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    data = with_part(data, "[Content_Types].xml", types.replace("</Types>", override).encode())
    data = with_part(data, "word/footnotes.xml", f"<w:footnotes {space}>{body}</w:footnotes>".encode())
    assert read_word(data).text == "Theo quy định[1].\n\n[1] Nghị định số 5/2020/NĐ-CP."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 hong", "VB011"),
        (PLAN[: len(PLAN) // 2], "VB011"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "VB011"),
        (with_part(PLAN, "word/vbaProject.bin", b"macro"), "VB010"),
        (with_part(PLAN, "word/bom.xml", b" " * 70_000_000), "VB010"),
        (with_part(PLAN, "word/document.xml", ENTITY), "VB010"),
    ],
    ids=["no-zip", "cut", "locked", "macro", "bomb", "entity"],
)
def test_unsafe_and_damaged_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_word(data)
    assert refused.value.code == code
