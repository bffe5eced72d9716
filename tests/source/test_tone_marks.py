"""Tone marks that recognition lost are put right; names, numbers and words that stand right stay as they are."""

from importlib.resources import files

import pytest

from build_tools.base.text import lowered
from build_tools.source.tone_marks import righted


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("báo cáo sô lượng viên chức", "báo cáo số lượng viên chức"),
        ("Giám đốc Sở Y tê yêu cầu", "Giám đốc Sở Y tế yêu cầu"),
        ("sửa đôi, bô sung một sô điêu", "sửa đổi, bổ sung một số điều"),
        ("CHỦ TỊCH ỦY BAN NHÂN DẦN", "CHỦ TỊCH ỦY BAN NHÂN DÂN"),
        ("sửa đổi, bỗổ sung", "sửa đổi, bổ sung"),
        ("Bộ Y tẾ, Bộ Tài chính", "Bộ Y tế, Bộ Tài chính"),
    ],
)
def test_what_a_faint_scan_loses_is_put_right(read: str, meant: str) -> None:
    assert " ".join(righted(read.split())) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ông Ngô Chinh Sơn, bà Tô Thị Hiên",  # names
        "bảo vệ sức khoẻ, số hoá hồ sơ của Uỷ ban nhân dân",  # tones placed the other way
        "Quyết định số 12/QĐ-TTg, Sô20/SYT-NVY, tê@sô.vn",  # symbols and addresses
        "UBND, KTTH, TTg và NĐ-CP",
        "sô tê tô",  # nothing beside them tells
        "",
    ],
)
def test_what_may_be_right_stays(text: str) -> None:
    assert righted(text.split()) == text.split()


def test_every_word_keeps_its_place_and_its_punctuation() -> None:
    assert righted(["(sô", "lượng:", "04", "—", "sô", "lượng)./."]) == ["(số", "lượng:", "04", "—", "số", "lượng)./."]


def test_the_table_is_as_its_head_says() -> None:
    """Sorted rows of syllables as `lowered` writes them, each follower a row of its own or too long for one."""
    text = files("build_tools.vocabulary").joinpath("syllable_pairs.txt").read_text(encoding="utf-8")
    rows = [row.split(" ") for row in text.splitlines() if not row.startswith("#")]
    known = [row[0] for row in rows]
    assert known == sorted(set(known))
    assert all(lowered(syllable) == syllable for syllable in known)
    assert {follower for row in rows for follower in row[2::2] if len(follower) < 8} <= set(known)
    assert all(int(count) >= 10 for row in rows for count in row[3::2])
