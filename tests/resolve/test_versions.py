"""The texts of one instrument that a register holds, and which is to be read from which day."""

from build_tools.base.memo import Memo
from build_tools.model.corpus import Corpus, WorkId
from build_tools.resolve.changes import changes_of
from build_tools.resolve.versions import VersionKind, readings_of, versions_of
from tests.texts import corpus_of

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {}\n\nLào Cai, ngày {}\n\n{}\nVề công tác lưu trữ\n\n"
FIRST = "Quyết định số 12/2015/QĐ-UBND ngày 01 tháng 02 năm 2015 của Ủy ban nhân dân tỉnh Lào Cai"
SECOND = "Quyết định số 7/2020/QĐ-UBND ngày 05 tháng 3 năm 2020 của Ủy ban nhân dân tỉnh Lào Cai"
ORIGINAL = HEAD.format("12/2015/QĐ-UBND", "01 tháng 02 năm 2015", "QUYẾT ĐỊNH") + "Điều 1. Lưu trữ\n\nLưu hồ sơ.\n"
AMENDING = HEAD.format("7/2020/QĐ-UBND", "05 tháng 3 năm 2020", "QUYẾT ĐỊNH") + (
    f"Điều 1. Sửa đổi Điều 1 {FIRST} như sau: “Điều 1. Nộp hồ sơ.”\n"
)
CONSOLIDATED = HEAD.format("3/VBHN-UBND", "20 tháng 3 năm 2020", "QUYẾT ĐỊNH") + (
    f"{FIRST} về công tác lưu trữ, được sửa đổi, bổ sung bởi:\n\n{SECOND}.\n\nĐiều 1. Nộp hồ sơ.\n"
)
LATER = HEAD.format("9/2022/QĐ-UBND", "10 tháng 4 năm 2022", "QUYẾT ĐỊNH") + (
    f"Điều 1. Sửa đổi Điều 1 {FIRST} như sau: “Điều 1. Hủy hồ sơ.”\n"
)
REPEAL = HEAD.format("1/2023/QĐ-UBND", "03 tháng 5 năm 2023", "QUYẾT ĐỊNH") + f"Điều 1. Bãi bỏ {FIRST}.\n"
DRAFT = HEAD.format("    /2015/QĐ-UBND", "    tháng 01 năm 2015", "QUYẾT ĐỊNH") + "Điều 1. Lưu trữ\n\nGiữ hồ sơ.\n"


def versions(*texts: str) -> dict[str, list[tuple[str, VersionKind]]]:
    """The texts of each instrument, by code."""
    corpus = register(*texts)
    found = versions_of(corpus.works, corpus.edges, Memo())
    return {work.code: [(each.work.code, each.kind) for each in found[work]] for work in found}


def readings(*texts: str) -> list[tuple[str, str, bool]]:
    """From which day which text of the first decision is to be read; "" for none."""
    corpus = register(*texts)
    (first,) = (work for work in corpus.works if work.id.code == "12-2015-qd-ubnd")
    dates: dict[WorkId, str | None] = {work.id: work.date for work in corpus.works}
    changes = changes_of(corpus.edges, corpus.works).get(first.id, ())
    found = readings_of(
        first, versions_of(corpus.works, corpus.edges, Memo()).get(first.id, ()), changes, dates.__getitem__
    )
    return [(each.since, each.version.code if each.version else "", each.ended) for each in found]


def register(*texts: str) -> Corpus:
    return corpus_of({f"{number}.txt": text for number, text in enumerate(texts)})


def test_the_consolidated_text_stands_with_the_instrument_not_with_what_amends_it() -> None:
    both = [("12-2015-qd-ubnd", VersionKind.ORIGINAL), ("03-vbhn-ubnd", VersionKind.CONSOLIDATED)]
    assert versions(ORIGINAL, AMENDING, CONSOLIDATED) == {"12-2015-qd-ubnd": both, "03-vbhn-ubnd": both}


def test_the_draft_stands_with_what_came_of_it() -> None:
    found = versions(ORIGINAL, DRAFT)
    kinds = [kind for _, kind in found["12-2015-qd-ubnd"]]
    assert kinds == [VersionKind.DRAFT, VersionKind.ORIGINAL]
    assert len(found) == 2


def test_a_draft_that_may_have_become_either_of_two_stands_with_neither() -> None:
    assert versions(ORIGINAL, ORIGINAL.replace("12/2015", "13/2015"), DRAFT) == {}


def test_one_text_alone_is_no_list() -> None:
    assert versions(ORIGINAL, AMENDING) == {}


def test_which_text_is_to_be_read_from_when() -> None:
    assert readings(ORIGINAL, AMENDING, CONSOLIDATED, LATER, REPEAL) == [
        ("2015-02-01", "12-2015-qd-ubnd", False),
        ("2020-03-05", "03-vbhn-ubnd", False),
        ("2022-04-10", "", False),
        ("2023-05-03", "", True),
    ]


def test_without_the_original_the_first_text_is_unknown() -> None:
    assert readings(AMENDING, CONSOLIDATED)[:2] == [("2015-02-01", "", False), ("2020-03-05", "03-vbhn-ubnd", False)]


def test_what_has_not_changed_needs_no_table() -> None:
    assert readings(ORIGINAL) == []
