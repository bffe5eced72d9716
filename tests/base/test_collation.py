"""The order of Vietnamese dictionaries."""

from build_tools.base.text import collation


def test_letters_with_marks_stand_behind_those_without_and_tones_decide_last() -> None:
    ordered = [
        "An Giang",
        "Ăn",
        "Ân",
        "ba",
        "Cà Mau",
        "Cao Bằng",
        "Chưa rõ",
        "Dân",
        "Đà Nẵng",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
    ]
    assert sorted(sorted(ordered), key=collation) == ordered


def test_a_word_alone_stands_before_it_with_others_and_signs_do_not_count() -> None:
    assert sorted(["Sở Y tế", "Sở", "Sở - Ban"], key=collation) == ["Sở", "Sở - Ban", "Sở Y tế"]
    assert collation("Hội đồng") == collation("HỘI ĐỒNG")
