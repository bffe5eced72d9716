"""Old encodings and wrong letters: put right where that is clearly better Vietnamese, and said."""

import unicodedata

import pytest

from build_tools.source.letters import apply, from_bytes, from_tcvn, from_vni, repairs, share_of_syllables, shown_in
from build_tools.source.plain_text import read_plain_text
from tests.conftest import COLLECTION

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((COLLECTION).rglob("*.txt"))]
SENTENCE = "Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện nghiêm Quy chế dân chủ ở cơ sở, báo cáo trước ngày 15."
TCVN = "ñy ban nh©n d©n tØnh yªu cÇu c¸c ®¬n vÞ thùc hiÖn nghiªm Quy chÕ d©n chñ ë c¬ së, b¸o c¸o tr­íc ngµy 15."
VNI = (
    "uûy ban nhaân daân tænh yeâu caàu caùc ñôn vò thöïc hieän nghieâm Quy cheá daân chuû ôû cô sôû, "
    "baùo caùo tröôùc ngaøy 15."
)
MARKS = "\u0300\u0301\u0303\u0309\u0323"


def in_windows_1258(text: str) -> bytes:
    """There a tone is a character of its own behind its letter."""
    apart = [unicodedata.normalize("NFD", letter) for letter in text]
    letters = ["".join(sorted(letter, key=lambda mark: mark in MARKS)) for letter in apart]
    return "".join(
        unicodedata.normalize("NFC", "".join(c for c in letter if c not in MARKS))
        + "".join(c for c in letter if c in MARKS)
        for letter in letters
    ).encode("cp1258")


def repaired(text: str) -> str:
    return apply(text, repairs(text))


def test_encodings_of_fonts() -> None:
    assert from_tcvn(TCVN) == SENTENCE.replace("Ủ", "ủ")
    assert from_vni(VNI) == SENTENCE.replace("Ủ", "ủ")


@pytest.mark.parametrize(
    ("name", "text"),
    [("TCVN3 (ABC)", TCVN), ("VNI", VNI), ("UTF-8", SENTENCE.encode().decode("latin-1"))],
)
def test_a_scrambled_text_is_put_right(name: str, text: str) -> None:
    assert [found for found, _ in repairs(text)] == [name]
    assert repaired(text).lower() == SENTENCE.lower()


def test_capitals_of_an_abc_font() -> None:
    assert from_tcvn("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert shown_in(".VnTimeH", "céng hßa") == ("CỘNG HÒA", "TCVN3 (ABC)")
    assert shown_in(".VnTime", "cộng hòa") == ("cộng hòa", None)  # Unicode, whatever the font is called


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("TCVN3 (ABC)", TCVN.encode("latin-1")),
        ("VNI", VNI.encode("latin-1")),
        (
            "VISCII",
            b"\x9cy ban nh\xe2n d\xe2n t\xefnh y\xeau c\xa5u c\xe1c \xf0\xbdn v\xb8 th\xf1c hi\xaen nghi\xeam Q",
        ),
        ("Windows-1258", in_windows_1258(SENTENCE)),
        ("UTF-16", b"\xff\xfe" + SENTENCE.encode("utf-16-le")),
    ],
)
def test_files_in_old_encodings(name: str, data: bytes) -> None:
    reading = read_plain_text(data)
    assert reading.text.lower().startswith("ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện")
    (note,) = reading.notes
    assert note.code == "VB013"
    assert name in note.message


def test_letters_that_a_pdf_or_a_keyboard_gives_wrongly() -> None:
    assert repaired("CỘNG HÕA … THƢƠNG, ngƣời, ÐÃ") == "CỘNG HÒA … THƯƠNG, người, ĐÃ"
    assert repaired("theo Nghị định số 40/2026/NĐ-СР ngày 02 tháng 02 năm 2026 của Chính phủ quy định chi tiết") == (
        "theo Nghị định số 40/2026/NĐ-CP ngày 02 tháng 02 năm 2026 của Chính phủ quy định chi tiết"
    )
    russian = "Постановление Правительства: văn bản tiếng Nga"
    assert repaired(russian) == russian


@pytest.mark.parametrize("text", TEXTS, ids=len)
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert repairs(text) == ()
    assert share_of_syllables(text) > 0.9


def test_bytes_that_are_no_text() -> None:
    assert from_bytes(bytes(range(128, 256)) * 9) is None


def test_no_repair_changes_what_it_has_changed() -> None:
    for text in (TCVN, VNI, SENTENCE.encode().decode("latin-1")):
        once = repaired(text)
        assert repaired(once) == once


def test_a_loose_tone_is_said() -> None:
    (note,) = read_plain_text(unicodedata.normalize("NFD", SENTENCE).encode()).notes
    assert note.code == "VB013"
