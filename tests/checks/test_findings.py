"""Findings about tasks, deadlines and units: each is made where it should be, and not where it should not."""

import itertools
import random
from array import array

import pytest

from build_tools.base.diagnostics import Diagnostic
from build_tools.checks import run_checks
from build_tools.checks.duplicates import Alike, alike_in
from tests.texts import HEAD, VOCABULARY, corpus_of


def found(code: str, *texts: str) -> list[Diagnostic]:
    corpus = corpus_of({f"{number}.txt": text for number, text in enumerate(texts)})
    return [finding for finding in run_checks(corpus, VOCABULARY) if finding.code == code]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("thứ Hai, ngày 16/8/2025", "Ngày này là thứ Bảy, văn bản ghi thứ Hai."),
        ("thứ 2 ngày 16 tháng 8 năm 2025", "Ngày này là thứ Bảy, văn bản ghi thứ Hai."),
        ("ngày 16/8/2025 (Chủ nhật)", "Ngày này là thứ Bảy, văn bản ghi Chủ nhật."),
        ("thứ Bảy, ngày 16/8/2025", None),
        ("ngày 17/8/2025 (chủ nhật)", None),
        ("16/8/2025 (thứ 7)", None),
    ],
)
def test_a_weekday_that_does_not_match_its_date(words: str, message: str | None) -> None:
    findings = found("VB304", f"{HEAD}1. Văn phòng Sở gửi báo cáo trước 16 giờ, {words}.\n")
    assert [finding.message.partition(" Một")[0] for finding in findings] == ([message] if message else [])
    assert all(finding.location.line == 7 for finding in findings)


def test_characters_that_turn_or_hide_words_are_told() -> None:
    text = f"{HEAD}1. Văn phòng Sở nộp \u202e0202 măn 20 yàgn cớưrt\u202c, \u202ex.\n"
    (finding,) = found("VB109", text)
    assert (finding.location.line, "U+202E" in finding.message) == (7, True)
    assert found("VB109", f"{HEAD}1. Ủy\u200b ban nhân\u00ad dân xã.\n") == []


def test_the_number_of_a_meeting_is_no_weekday() -> None:
    text = f"{HEAD}1. Văn phòng Sở báo cáo kỳ họp thứ 7, ngày 20/5/2024; lần thứ hai ngày 21/5/2024.\n"
    assert found("VB304", text) == []


def test_a_bearer_that_no_kind_of_unit_fits() -> None:
    known = f"{HEAD}1. Văn phòng Sở, Thanh tra Sở và các phòng chuyên môn báo cáo trước ngày 30/6/2024.\n"
    assert found("VB305", known) == []
    strange = f"{HEAD}1. Các đội Xung kích Xanh báo cáo kết quả trước ngày 30/6/2024.\n"
    assert [finding.message[:12] for finding in found("VB305", strange)] == ["“Các đội Xun"]


TASK = "Văn phòng Sở tổng hợp kết quả thực hiện Quy chế dân chủ, báo cáo Giám đốc Sở trước ngày {}."


def test_two_documents_with_different_deadlines_for_one_task() -> None:
    first = f"{HEAD}1. {TASK.format('10/6/2024')}\n"
    second = f"{HEAD}1. {TASK.format('15/6/2024')}\n".replace("12/SNV", "45/SNV").replace("05 tháng 3", "20 tháng 4")
    findings = found("VB306", first, second)
    assert [(finding.location.path, finding.location.line) for finding in findings] == [("1.txt", 7)]
    assert "12/SNV-VP giao nhiệm vụ này với thời hạn 10/06/2024, văn bản này ghi 15/06/2024" in findings[0].message
    assert found("VB306", first, second.replace("15/6/2024", "10/6/2024")) == []
    assert found("VB306", first, second.replace("15/6/2024", "15/6/2025")) == [], "the task of another year"
    newer = [f"{HEAD}1. Lưu.\n".replace("12/SNV", f"{n}/SNV").replace("năm 2024", "năm 2026") for n in range(50, 60)]
    assert found("VB306", first, second, *newer) == [], "past when the newest documents came"
    assert found("VB306", first, second, *newer[1:]), "one mistyped year makes nothing past"
    assert found("VB306", f"{first}\n2. {TASK.format('15/6/2024')}\n") == [], "within one document it is two reports"


def test_a_name_a_letter_away_from_another() -> None:
    text = f"{HEAD}1. Phòng Hành chính báo cáo trước ngày 10/6/2024.\n\n2. Phòng Hành chihn gửi kế hoạch năm 2024.\n"
    assert [finding.location.line for finding in found("VB307", text)] == [9]
    misspelt = f"{HEAD}1. Sở Khoa học và Công ngệ báo cáo trước ngày 10/6/2024.\n"
    assert ["được đọc là" in finding.message for finding in found("VB307", misspelt)] == [True]
    two = f"{HEAD}1. Phòng Nghiệp vụ 1 báo cáo trước ngày 10/6/2024.\n\n2. Phòng Nghiệp vụ 2 gửi kế hoạch năm 2024.\n"
    assert found("VB307", two) == []


def test_the_samples_that_are_compared_are_all_that_are_nearly_the_same() -> None:
    chance = random.Random(3)  # noqa: S311  the same sets each time
    before: Alike | None = None
    for _ in range(300):
        base = frozenset(chance.choices(range(40), k=chance.randint(1, 20)))
        files = {
            f"{place}.txt": base ^ frozenset(chance.choices(range(60), k=chance.randint(0, 9)))
            for place in range(chance.randint(2, 12))
        }
        samples = {path: array("I", sorted(members)).tobytes() for path, members in files.items()}
        near = {
            (min(pair), max(pair))
            for pair in itertools.combinations(files, 2)
            if len(files[pair[0]] & files[pair[1]]) > 0.6 * len(files[pair[0]] | files[pair[1]])
        }
        assert alike_in(samples) == near
        # From what was found of other samples it is the same: some files are new, others gone, most have changed.
        if before:
            kept = {
                **samples,
                **{path: before.samples[path] for path in files if path in before.samples and chance.random() < 0.5},
            }
            assert alike_in(kept, before) == alike_in(kept)
        before = Alike(samples, alike_in(samples))


def test_a_day_in_a_task_that_is_no_limit_is_told_once() -> None:
    task = "Văn phòng Sở phục vụ hội nghị ngày 20/5/2024."
    (finding,) = found("VB308", f"{HEAD}1. {task}\n\n2. {task.replace('20/5', '21/5')}\n")
    assert (finding.quote, "2 chỗ" in finding.message) == ("20/5/2024", True)
    assert found("VB308", f"{HEAD}1. Văn phòng Sở gửi báo cáo trước ngày 20/5/2024.\n") == []
    past = "1. Văn phòng Sở rà soát việc đã giao tại cuộc họp ngày 20/2/2024.\n"
    assert found("VB308", HEAD + past) == [], "the letter is of 05/3/2024"
    cited = "1. Văn phòng Sở thực hiện Quyết định số 89/QĐ-UBND ngày 20/5/2024 của UBND tỉnh.\n"
    assert found("VB308", HEAD + cited) == []


def test_a_sentence_with_unit_and_limit_that_is_no_task_is_told() -> None:
    letter = "Số: 12/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\n"
    lost = "Kết quả tổng hợp của Văn phòng Sở có trên mạng nội bộ trước ngày 20/5/2024.\n"
    (finding,) = found("VB309", letter + lost)
    assert finding.quote == lost.strip()
    assert found("VB309", f"{letter}Văn phòng Sở gửi báo cáo trước ngày 20/5/2024.\n") == []
    assert found("VB309", f"{letter}Dữ liệu có trên mạng nội bộ trước ngày 20/5/2024.\n") == [], "names no unit"
    effect = "Quyết định của Sở Nội vụ ban hành trước ngày 20/5/2024 tiếp tục có hiệu lực.\n"
    assert found("VB309", letter + effect) == []


def test_a_list_laid_on_nobody_is_told_once() -> None:
    plan = "KẾ HOẠCH\nThực hiện quy chế dân chủ năm 2024\n\nI. NHIỆM VỤ\n\n"
    items = "1. Rà soát, sửa đổi quy chế trước ngày 20/5/2024.\n\n2. Tổ chức tuyên truyền trước ngày 30/6/2024.\n"
    text = f"Số: 12/KH-SNV\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\n{plan}{items}"
    (finding,) = found("VB310", text)
    assert finding.quote.startswith("Rà soát")
    assert found("VB301", text) == []


_DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: {0}/{1}/QĐ-UBND
Lào Cai, ngày 05 tháng 3 năm {1}

QUYẾT ĐỊNH
{2}

ỦY BAN NHÂN DÂN TỈNH LÀO CAI

{3}

QUYẾT ĐỊNH:
Điều 1. {4}
"""


@pytest.mark.parametrize(("year", "severity"), [(2026, "WARNING"), (2024, "NOTE")])
def test_a_basis_that_the_register_itself_has_ended_is_told(year: int, severity: str) -> None:
    repealed = "Quyết định số 12/2023/QĐ-UBND ngày 05 tháng 3 năm 2023 của Ủy ban nhân dân tỉnh Lào Cai"
    old = _DECISION.format(12, 2023, "Ban hành Quy chế tiếp công dân", "", "Ban hành Quy chế tiếp công dân.")
    ends = _DECISION.format(40, 2025, "Bãi bỏ Quyết định số 12/2023/QĐ-UBND", "", f"Bãi bỏ toàn bộ {repealed}.")
    rests = _DECISION.format(7, year, "Ban hành Nội quy", f"Căn cứ {repealed};", "Ban hành Nội quy.")
    (finding,) = [each for each in found("VB210", old, ends, rests) if each.location.path == "2.txt"]
    assert "bãi bỏ toàn bộ bởi 40/2025/QĐ-UBND" in finding.message
    assert finding.severity.name == severity
    assert found("VB210", old, rests) == []


@pytest.mark.parametrize(
    ("symbol", "told"),
    [
        ("12/2021/UBTVQH15", False),
        ("12/2021/QH15", False),
        ("12/SNV-VP", False),
        ("12/XYZK15", True),
        ("12/XYZK-ABZ", True),
    ],
)
def test_a_symbol_that_no_list_has_is_told_whatever_term_it_ends_in(symbol: str, told: bool) -> None:
    assert bool(found("VB107", HEAD.replace("12/SNV-VP", symbol) + "1. Văn phòng Sở gửi báo cáo.\n")) == told
