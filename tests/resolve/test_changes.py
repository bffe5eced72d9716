"""What the documents of a register do to each other's effect."""

import pytest

from build_tools.resolve.changes import changes_of
from tests.texts import corpus_of

OLD = "Quyết định số 12/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân tỉnh Lào Cai"


def decision(number: int, day: str, text: str) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {number}/2020/QĐ-UBND\n\nLào Cai, ngày {day}\n\nQUYẾT ĐỊNH\n"
        f"Về công tác lưu trữ\n\nĐiều 1. Hiệu lực\n\n1. {text}\n"
    )


def told(*texts: tuple[str, str]) -> list[tuple[str, str, bool, tuple[str, ...]]]:
    """What is done to the old decision: by whom, what, in part, which clauses."""
    corpus = corpus_of({f"{n}.txt": decision(n, day, text) for n, (day, text) in enumerate(texts, 1)})
    changes = changes_of(corpus.edges, corpus.works)
    (old,) = (work.id for work in corpus.works if work.code and work.code.text == "12/2015/QĐ-UBND")
    return [(c.by.code, str(c.relation), c.in_part, c.provisions) for c in changes.get(old, ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Bãi bỏ {OLD}.", ("repeals", False, ())),
        (f"Bãi bỏ khoản 2 Điều 5 {OLD}.", ("repeals", True, ("khoản 2 Điều 5",))),
        (f"Bãi bỏ một số điều của {OLD}.", ("repeals", True, ())),
        (f"Sửa đổi, bổ sung một số điều của {OLD}.", ("amends", False, ())),
        (f"Ngưng hiệu lực thi hành {OLD} đến hết ngày 31/12/2020.", ("suspends", False, ())),
        (f"Tạm ngưng hiệu lực khoản 2 Điều 5 {OLD}.", ("suspends", True, ("khoản 2 Điều 5",))),
        (f"Đối với {OLD}, ngưng hiệu lực thi hành từ ngày 01/5/2020.", ("suspends", False, ())),
        (f"Đính chính lỗi kỹ thuật tại Phụ lục I {OLD}.", ("corrects", False, ())),
    ],
)
def test_a_held_document_tells_what_it_does(text: str, expected: tuple[str, bool, tuple[str, ...]]) -> None:
    assert told(("05 tháng 3 năm 2020", text)) == [("01-2020-qd-ubnd", *expected)]


def test_the_gravest_change_stands_first() -> None:
    found = told(
        ("05 tháng 4 năm 2020", f"Sửa đổi, bổ sung một số điều của {OLD}."),
        ("05 tháng 3 năm 2020", f"Bãi bỏ Điều 5 {OLD}."),
        ("05 tháng 6 năm 2020", f"Quyết định này thay thế {OLD}."),
    )
    assert [(by[:2], in_part) for by, _, in_part, _ in found] == [("03", False), ("02", True), ("01", False)]


def test_what_is_older_changes_nothing() -> None:
    assert told(("05 tháng 3 năm 2014", f"Bãi bỏ {OLD}.")) == []


def test_who_only_tells_of_a_repeal_repeals_nothing_but_an_amendment_counts() -> None:
    by = "Quyết định số 13/2018/QĐ-UBND ngày 01/02/2018 của Ủy ban nhân dân tỉnh Lào Cai"
    assert told(("05 tháng 3 năm 2020", f"Thực hiện theo {OLD} được thay thế bởi {by}.")) == []
    (found,) = told(("05 tháng 3 năm 2020", f"Thực hiện theo {OLD} được sửa đổi, bổ sung bởi {by}."))
    assert found[:2] == ("13-2018-qd-ubnd", "amends")
