"""Documents that return: which are a series, and what has become of each task since the one before."""

import pytest

from build_tools.model.corpus import Corpus, Work
from build_tools.model.statement import StatedDeadline, StatedObligation, Statement
from build_tools.resolve.alignment import aligned
from build_tools.resolve.task_changes import Aspect, ChangeKind, TaskChange, later, task_changes
from tests.texts import VOCABULARY, corpus_of, corpus_of_sources, source_of

HEAD = """UBND TỈNH LÀO CAI
SỞ NỘI VỤ

Số: {number}/KH-SNV

Lào Cai, ngày 10 tháng 01 năm {year}

KẾ HOẠCH
{subject}

"""


def plan(year: int, tasks: str, subject: str = "Cải cách hành chính năm {year}", number: int = 5) -> str:
    return HEAD.format(number=number, year=year, subject=subject.format(year=year)) + tasks


def corpus_with(*plans: str) -> Corpus:
    return corpus_of({f"{place}.txt": text for place, text in enumerate(plans)})


def changes(before: str, after: str) -> list[TaskChange]:
    corpus = corpus_with(plan(2025, before), plan(2026, after))
    (series,) = corpus.series
    works: dict[object, Work] = {work.id: work for work in corpus.works}
    first, then = series.works
    return list(task_changes(works[first], works[then], VOCABULARY))


TASK = "1. Phòng Nội vụ tổ chức tập huấn cho công chức cấp xã trước ngày 31/3/{year}.\n"


def test_a_series_has_one_issuer_type_and_subject_but_for_the_year() -> None:
    task = "1. Phòng Nội vụ báo cáo trước ngày 31/3/2026.\n"
    same = [plan(year, task, number=year % 10) for year in (2026, 2024, 2025)]
    other = plan(2026, task, subject="Cải cách tư pháp năm {year}", number=77)
    corpus = corpus_with(*same, other)
    assert [[work.year for work in series.works] for series in corpus.series] == [["2024", "2025", "2026"]]
    assert corpus.series[0].name == "ke-hoach-cai-cach-hanh-chinh-nam-so-noi-vu-tinh-lao-cai"


def test_two_documents_of_one_year_and_short_subjects_are_no_series() -> None:
    task = "1. Phòng Nội vụ báo cáo trước ngày 31/3/2026.\n"
    assert corpus_with(plan(2026, task), plan(2026, task, number=6)).series == ()
    assert corpus_with(plan(2025, task, "Báo cáo"), plan(2026, task, "Báo cáo")).series == ()


def test_a_day_that_only_moves_with_the_year_is_no_change() -> None:
    assert [change.kind for change in changes(TASK.format(year=2025), TASK.format(year=2026))] == [ChangeKind.KEPT]


def test_a_deadline_that_a_keeper_states_makes_no_other_task() -> None:
    quote = "1. Phòng Nội vụ tổ chức tập huấn"
    row = StatedObligation(quote, "lùi hạn", deadlines=(StatedDeadline("2025-04-15"),))
    before = source_of(plan(2025, TASK.format(year=2025)), statement=Statement(obligations=(row,)))
    corpus = corpus_of_sources(before, source_of(plan(2026, TASK.format(year=2026)), "2026.txt"))
    works = {work.id: work for work in corpus.works}
    first, then = corpus.series[0].works
    (change,) = task_changes(works[first], works[then], VOCABULARY)
    assert change.kind is ChangeKind.CHANGED
    assert Aspect.DEADLINES in change.aspects


@pytest.mark.parametrize(
    ("after", "aspects"),
    [
        (TASK.replace("31/3", "15/4"), (Aspect.DEADLINES,)),
        (TASK.replace("Phòng Nội vụ", "Văn phòng Sở"), (Aspect.PARTIES,)),
        (TASK.replace("cấp xã", "cấp tỉnh"), (Aspect.WORDS,)),
        (
            TASK.replace("31/3", "15/4").replace("Phòng Nội vụ", "Văn phòng Sở").replace("cấp xã", "cấp tỉnh"),
            (Aspect.PARTIES, Aspect.DEADLINES, Aspect.WORDS),
        ),
    ],
)
def test_what_has_changed_is_told_apart(after: str, aspects: tuple[Aspect, ...]) -> None:
    (change,) = changes(TASK.format(year=2025), after.format(year=2026))
    assert (change.kind, change.aspects) == (ChangeKind.CHANGED, aspects)


def test_what_is_new_and_what_is_dropped() -> None:
    extra = "2. Thanh tra Sở kiểm tra việc công khai thủ tục tại trụ sở trước ngày 30/9/{year}.\n"
    gone = "2. Văn phòng Sở mua sắm thiết bị phục vụ số hóa hồ sơ trước ngày 30/6/{year}.\n"
    found = changes((TASK + gone).format(year=2025), (TASK + extra).format(year=2026))
    assert [change.kind for change in found] == [ChangeKind.KEPT, ChangeKind.ADDED, ChangeKind.DROPPED]


@pytest.mark.parametrize(
    ("date", "years", "then"),
    [
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2025-12", 1, "2026-12"),
        ("2025-Q4", 2, "2027-Q4"),
        ("2025", 1, "2026"),
    ],
)
def test_a_date_years_later(date: str, years: int, then: str) -> None:
    assert later(date, years) == then


def test_each_sentence_goes_with_the_one_most_like_it_and_no_two_with_the_same() -> None:
    left = ["mở lớp tập huấn cho công chức xã", "kiểm tra công vụ tại các huyện", "báo cáo"]
    right = ["báo cáo", "mở hai lớp tập huấn cho công chức xã", "mở ba lớp tập huấn cho công chức tỉnh", "mua xe"]
    assert aligned([(each, each) for each in left], [(each, each) for each in right]) == {0: 1, 2: 0}


def test_the_time_is_that_of_the_number_of_sentences() -> None:
    """Thousands of sentences that share their words are held against a few each, not against all."""
    left = [(f"so noi vu bao cao thang {number}",) * 2 for number in range(3_000)]
    right = [(f"so noi vu bao cao ket qua thang {number}",) * 2 for number in range(3_000)]
    assert len(aligned(left, right)) == 3_000
