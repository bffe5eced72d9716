from tests.texts import HEAD, document_of


def test_an_abbreviation_is_the_words_before_its_bracket() -> None:
    terms = document_of(
        f"{HEAD}Thực hiện cải cách thủ tục hành chính (TTHC) của công chức, viên chức (CC, VC) (Xem)."
    ).abbreviations
    assert [(term.short, term.long) for term in terms] == [
        ("TTHC", "thủ tục hành chính"),
        ("CC, VC", "công chức, viên chức"),
    ]


def test_only_and_is_left_out_of_the_initials() -> None:
    terms = document_of(f"{HEAD}Công tác phòng cháy và chữa cháy (PCCC), phòng khi cháy (PC).").abbreviations
    assert [(term.short, term.long) for term in terms] == [("PCCC", "phòng cháy và chữa cháy")]
