"""Which clauses of a held instrument a later held one amends, and in which clause of its own."""

import pytest

from build_tools.base.memo import Memo
from build_tools.resolve.amended_clauses import amended_clauses
from tests.texts import corpus_of

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {}/QĐ-UBND\n\nLào Cai, ngày {}\n\nQUYẾT ĐỊNH\nVề công tác lưu trữ\n\n"
OLD = HEAD.format("12/2015", "01 tháng 02 năm 2015") + (
    "Điều 4. Hồ sơ\n\nHồ sơ gồm các văn bản.\n\nĐiều 5. Thời hạn\n\n1. Thời hạn nộp là 10 ngày.\n\n2. Kho lưu trữ:\n\n"
    "a) Giữ hồ sơ;\n\nđ) Cho mượn hồ sơ.\n\nĐiều 6. Thi hành\n\nQuyết định này có hiệu lực từ ngày ký.\n"
)
NAME = "Quyết định số 12/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân tỉnh Lào Cai"


def amended(act: str, old: str = OLD, day: str = "05 tháng 3 năm 2020") -> list[tuple[str, str, str]]:
    """The clauses of the old decision: anchor, what is done, in which clause of the other."""
    corpus = corpus_of({"1.txt": old, "2.txt": f"{HEAD.format('7/2020', day)}{act}\n"})
    (found,) = amended_clauses(corpus.edges, corpus.works, Memo()).values() or [()]
    return [(clause.eid, str(clause.relation), clause.at) for clause in found]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (f"Điều 1. Sửa đổi khoản 1 Điều 5 {NAME} như sau: “1. Mới.”", [("art_5__para_1", "amends", "art_1")]),
        (f"Điều 1. Bãi bỏ Điều 4 {NAME}.", [("art_4", "repeals", "art_1")]),
        (f"Điều 1. Bãi bỏ điểm đ khoản 2 Điều 5 {NAME}.", [("art_5__para_2__point_đ", "repeals", "art_1")]),
        (f"Điều 1. Đính chính khoản 1 Điều 5 {NAME}.", [("art_5__para_1", "corrects", "art_1")]),
    ],
)
def test_the_clause_before_the_name(act: str, expected: list[tuple[str, str, str]]) -> None:
    assert amended(act) == expected


def test_the_parts_stand_below_the_clause_that_names_the_whole() -> None:
    act = (
        f"Điều 1. Sửa đổi, bổ sung một số điều của {NAME} như sau:\n\n"
        "1. Sửa đổi khoản 1 Điều 5 như sau:\n\n“1. Thời hạn nộp là 15 ngày, theo Điều 4.\n\n2. Bãi bỏ Điều 6.”\n\n"
        "2. Khoản 2 Điều 5 được sửa đổi như sau: “2. Kho lưu trữ mới.”\n\n"
        "3. Bổ sung Điều 4a vào sau Điều 4.\n\n"
        "4. Bãi bỏ Điều 6.\n\nĐiều 2. Thi hành\n\n1. Sửa đổi Điều 4 là việc của Sở.\n"
    )
    assert amended(act) == [
        ("art_5__para_1", "amends", "art_1__para_1"),
        ("art_5__para_2", "amends", "art_1__para_2~2"),  # the first khoản 2 is quoted
        ("art_6", "repeals", "art_1__para_4"),
    ]


def test_a_list_below_a_verb() -> None:
    act = f"Điều 1. Bãi bỏ các quy định sau đây của {NAME}:\n\na) Điều 4;\n\nb) Khoản 1, khoản 2 Điều 5.\n"
    assert [eid for eid, _, _ in amended(act)] == ["art_4", "art_5__para_1", "art_5__para_2"]


def test_a_quotation_without_an_end_names_nothing() -> None:
    act = f"Điều 1. Sửa đổi, bổ sung một số điều của {NAME} như sau:\n\n1. Sửa đổi Điều 4: “Mới.\n\n2. Bãi bỏ Điều 6.\n"
    assert [eid for eid, _, _ in amended(act)] == ["art_4"]


@pytest.mark.parametrize(
    "act",
    [
        f"Điều 1. Bãi bỏ Điều 9 {NAME}.",
        f"Điều 1. Bãi bỏ {NAME}. Việc lưu trữ thực hiện theo Điều 4 Luật Lưu trữ.",
        f"Điều 1. Thực hiện Điều 4 {NAME}.",
    ],
)
def test_what_is_not_there_or_not_named_is_not_marked(act: str) -> None:
    assert amended(act) == []


def test_what_is_older_amends_nothing() -> None:
    assert amended(f"Điều 1. Bãi bỏ Điều 4 {NAME}.", day="05 tháng 3 năm 2014") == []


def test_the_annex_that_is_named() -> None:
    annex = (
        "\nQUY ĐỊNH\nVề lưu trữ\n(Ban hành kèm theo Quyết định số 12/2015/QĐ-UBND)\n\nĐiều 4. Trong quy định\n\nCó.\n"
    )
    act = f"Điều 1. Sửa đổi Điều 4 của Quy định về lưu trữ ban hành kèm theo {NAME} như sau: “Mới.”"
    foot = "Nơi nhận:\n- Như Điều 6;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Bá Khánh\n"
    (eid,) = [eid for eid, _, _ in amended(act, f"{OLD}\n{foot}{annex}")]
    assert eid.startswith("att_")
    assert eid.endswith("art_4")
    assert amended(act.replace("Điều 4", "Điều 9"), f"{OLD}\n{foot}{annex}") == []
