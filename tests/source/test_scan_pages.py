"""What a scan holds beside lines of text: tables, seals, stamps, print in colour, text of another program."""

import io
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.shared import RGBColor

from build_tools.parse import parse
from build_tools.source import read_file
from build_tools.source.pdf import read_pdf
from build_tools.source.recognition import Recogniser
from build_tools.source.second_look import merged, zones
from build_tools.source.tesseract import Found
from build_tools.vocabulary import load
from tests.source.office import BODY, PLAN, TABLE, converted, paragraph, plan, saved
from tests.source.scanned import bound, pages_of, scanned, sealed


def test_a_task_table_in_a_scan_is_a_table_under_a_seal(tmp_path: Path) -> None:
    (page,) = pages_of(PLAN)
    file = tmp_path / "ke-hoach.pdf"
    file.write_bytes(bound(scanned(sealed(page, 0.6, 0.66))))
    source, _ = read_file(file)
    document = parse(source, load())
    cells = [[cell.span.of(source.text).casefold() for cell in row.cells] for row in source.rows]
    assert [row[1:] for row in cells] == [[words.casefold() for words in row[1:]] for row in TABLE]
    rows = [task for task in document.obligations if "row" in task.eid]
    assert [(task.lead, task.coordinate) for task in rows] == [
        (("Văn phòng Sở",), ("Thanh tra Sở",)),
        (("Thanh tra Sở",), ("Các phòng thuộc Sở",)),
    ]
    assert [[deadline.date for deadline in task.deadlines] for task in rows] == [["2024-Q2"], ["2024-11-15"]]
    assert "Nguyễn Văn An" in source.text
    assert document.record.code is not None
    assert document.record.code.text == "15/KH-SNV"


def test_cells_over_several_rows_and_columns_of_a_scan() -> None:
    document = docx.Document()
    for words in BODY:
        document.add_paragraph(words)
    table = document.add_table(4, 3)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Danh mục nhiệm vụ trọng tâm"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "Văn phòng Sở"
    for row, (words, time) in enumerate(
        (("Rà soát quy chế", "Quý I"), ("Kiểm tra hồ sơ", "Quý II"), ("Báo cáo", "Năm")), 1
    ):
        table.cell(row, 1).text, table.cell(row, 2).text = words, time
    reading = read_pdf(bound(scanned(pages_of(saved(document))[0], dust=0)), Recogniser().pages)
    cells = [[(cell.span.of(reading.text), cell.columns, cell.covered) for cell in row.cells] for row in reading.rows]
    assert cells == [
        [("Danh mục nhiệm vụ trọng tâm", 3, False)],
        [("Văn phòng Sở", 1, False), ("Rà soát quy chế", 1, False), ("Quý I", 1, False)],
        [("", 1, True), ("Kiểm tra hồ sơ", 1, False), ("Quý II", 1, False)],
        [("", 1, True), ("Báo cáo", 1, False), ("Năm", 1, False)],
    ]


def test_print_in_colour_is_text_and_a_framed_stamp_stands_aside() -> None:
    document = plan()
    coloured = document.add_paragraph().add_run("Đề nghị các đơn vị gửi báo cáo về Văn phòng Sở")
    coloured.font.color.rgb = RGBColor(30, 60, 200)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="18" w:color="D62630"/>' for side in ("top", "left", "bottom", "right")
    )
    stamp = (
        f'<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="3400"/></w:tblGrid>'
        '<w:tr><w:tc><w:tcPr><w:tcW w:w="3400"/></w:tcPr><w:p/><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>'
        '<w:color w:val="D62630"/></w:rPr><w:t>ĐẾN Số: 345</w:t></w:r></w:p><w:p/></w:tc></w:tr></w:tbl>'
    )
    body = document.element.body
    document.add_paragraph()
    body.insert(len(body) - 1, docx.Document(io.BytesIO(paragraph(stamp))).element.body[0])
    reading = read_pdf(bound(scanned(pages_of(saved(document))[0])), Recogniser().pages)
    assert "Đề nghị các đơn vị gửi báo cáo về Văn phòng Sở" in reading.text
    assert any(words.startswith("ĐẾN") and words.endswith("345") for words in reading.aside)
    assert "345" not in reading.text


@pytest.mark.parametrize("is_poor", [True, False])
def test_text_that_another_program_recognised_badly_is_replaced(is_poor: bool) -> None:
    """A picture of a page over letters of which some have lost their marks."""
    right = " ".join(BODY)
    poor = right.replace("số", "sô").replace("điều", "điêu").replace("tổng hợp", "tông hợp")
    pages = []
    for words in (right, poor if is_poor else right):
        document = docx.Document()
        for _ in range(3):
            document.add_paragraph(words)
        pages.append(saved(document))
    letters, picture = converted(pages[1], "pdf"), bound(scanned(pages_of(pages[0])[0], angle=0))
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(letters)) as file, pikepdf.open(io.BytesIO(picture)) as over:
        file.pages[0].add_overlay(over.pages[0], None)
        file.save(made)
    reading = read_pdf(made.getvalue(), Recogniser().pages)
    assert "một số điều của" in reading.text
    assert "một sô điêu" not in reading.text
    assert [note.code for note in reading.notes] == ["VB015"]
    assert ("sai nhiều nên không dùng" in reading.notes[0].message) is is_poor
    assert ("một sô điêu" in read_pdf(made.getvalue()).text) is is_poor  # nothing recognises: as it is


def found(words: str, sure: int, left: float = 100, base: float = 200) -> list[Found]:
    places = enumerate(words.split())
    return [Found(word, left + 100 * place, left + 100 * place + 90, base, 30, sure) for place, word in places]


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        (found("Tàn", 20), found("Như trên", 90), "Như trên"),  # a guess gives way
        (found("TẾ", 55), found("TÉ", 96), "TẾ"),  # what is likely stays, however sure the other is
        (found("04", 0), found("64", 92), "04"),  # which number is right, nobody can tell
        (found("04 tháng", 0), found("04tháng", 92), "04 tháng"),
        ([], found("Nguyễn Trúc Giang", 96), "Nguyễn Trúc Giang"),  # a name below a seal
        ([], found("SỞ", 96), ""),  # letters of the seal
        ([], found("Nguyễn Trúc", 60), ""),
    ],
)
def test_what_a_second_look_adds(first: list[Found], second: list[Found], seen: str) -> None:
    assert " ".join(word.text for word in merged(first, second)) == seen


def test_head_and_foot_are_looked_at_in_columns() -> None:
    head = [*found("SỞ NỘI VỤ", 90, 200, 300), *found("CỘNG HÒA XÃ HỘI", 90, 1000, 300)]
    body = found("Các phòng rà soát quy chế dân chủ của cơ quan và gửi kết quả", 90, 150, 900)
    assert [box for box, _ in zones([*head, *body], 2000, 2900)] == [
        (0, 252, 985, 861),
        (985, 252, 2000, 861),
        (0, 915, 985, 2900),
        (985, 915, 2000, 2900),
    ]
    assert zones([], 2000, 2900) == []
