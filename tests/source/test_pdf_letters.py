"""Letters of a PDF: spaced titles, tone marks painted apart, fonts that say nothing of what their signs mean."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.letters import is_legible
from build_tools.source.pdf import read_pdf
from build_tools.source.pdf_marks import with_marks
from build_tools.source.pdf_page import Word, words_from_letters
from tests.source.office import PLAN, converted, paragraph

TITLE = "KẾ HOẠCH", "Triển khai công tác văn thư năm 2025"


@pytest.mark.parametrize("points", [1, 2, 4, 6])
def test_a_spaced_title_is_words(points: int) -> None:
    run = '<w:r><w:rPr><w:spacing w:val="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    lines = "".join(f"<w:p>{centred}{run.format(20 * points, words)}</w:p>" for words in TITLE)
    assert " ".join(read_pdf(converted(paragraph(lines), "pdf")).text.split()) == " ".join(TITLE)


def letters(words: str, spacing: float, *, blanks: bool) -> list[Word]:
    found, x = [], 50.0
    for character in words:
        if character != " " or blanks:
            found.append(Word(character, x, x + (3 if character == " " else 7), 700, 12))
        x += (3 if character == " " else 7) + spacing
    return found


@pytest.mark.parametrize("spacing", [0.0, 1.5, 3.0, 8.0])
@pytest.mark.parametrize("blanks", [True, False])
def test_words_of_letters_however_spaced(spacing: float, blanks: bool) -> None:
    found = [word.text for word in words_from_letters(letters(TITLE[1], spacing, blanks=blanks))]
    assert found == TITLE[1].split()


def test_columns_of_single_letters_stay_apart() -> None:
    row = [Word(character, 50 + 60 * place, 57 + 60 * place, 700, 12) for place, character in enumerate("ABCDE")]
    assert [word.text for word in words_from_letters(row)] == list("ABCDE")


@pytest.mark.parametrize("marks", ["\u0302\u0301", "\u0301\u0302", "ˆ´"])
def test_marks_painted_last_join_their_letters(marks: str) -> None:
    plain = [Word(letter, 50 + 7 * place, 57 + 7 * place, 700, 12) for place, letter in enumerate("TET KE")]
    painted = [Word(mark, left, left + 4, base, 12) for left, base in ((58.5, 700), (86.5, 703)) for mark in marks]
    assert [word.text for word in words_from_letters(with_marks([*plain, *painted]))] == ["TẾT", "KẾ"]


def without_mapping(data: bytes) -> bytes:
    """The same pages in fonts that don't say which letters their signs are."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(made)
    return made.getvalue()


def test_letters_without_a_mapping_are_recognised(tmp_path: Path) -> None:
    found = read(without_mapping(converted(PLAN, "pdf")), ".pdf", Converter(tmp_path))
    assert "Văn phòng Sở đôn đốc, kiểm tra việc thực hiện Kế hoạch này" in found.text
    (note,) = (note for note in found.notes if note.code == "VB015")
    assert note.message.startswith("Lớp chữ có sẵn trong tệp không đọc được")


def test_letters_that_nobody_can_read_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.source.recognition.can_recognise", lambda: False)
    found = read(without_mapping(converted(PLAN, "pdf")), ".pdf", Converter())
    assert (found.text, [note.code for note in found.notes]) == ("", ["VB012"])


def test_what_is_legible() -> None:
    text = pypdfium2.PdfDocument(converted(PLAN, "pdf"))[0].get_textpage().get_text_bounded()
    assert is_legible(text, recognised=False)
    assert is_legible(text, recognised=True)
    assert not is_legible(text.replace("ộ", "\x01").replace("ự", "\ufffd").replace("ạ", "\x02"), recognised=False)
    assert not is_legible("CQNG HOA XA HQI CHU NGHIA VIET NAM Dqc lap Tu do Hanh phuc " * 5, recognised=True)
    assert is_legible("C«ng v¨n cña Bé Néi vô göi c¸c tØnh, thµnh phè " * 3, recognised=False)
    assert is_legible("Hà Nội", recognised=True)
