"""The sample register: what a reader of its documents finds in them is found by the machine too."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools import build as stages
from build_tools.base.diagnostics import Severity
from build_tools.base.text import slug
from build_tools.model.citation import Relation
from build_tools.model.corpus import Corpus, Work
from build_tools.model.document import Document
from build_tools.model.obligation import Recurrence
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "so-mau"
ALL = sorted(file for file in FOLDER.rglob("*") if file.is_file())
# A scan has its transcript beside it, which is no document of its own.
FILES = [file for file in ALL if file.suffix != ".txt" or not file.with_suffix(".pdf").exists()]
PLANS = ("12-kh-ubnd", "15-kh-ubnd", "14-kh-ubnd")
# From the ministries down to the departments, and back up in reports.
CHAIN = (
    ("12-kh-ubnd", Relation.IMPLEMENTS, "91-ct-ttg"),
    ("12-kh-ubnd", Relation.IMPLEMENTS, "9415-bnv-cqdp"),
    ("15-kh-ubnd", Relation.IMPLEMENTS, "91-ct-ttg"),
    ("14-kh-ubnd", Relation.IMPLEMENTS, "91-ct-ttg"),
    ("14-kh-ubnd", Relation.IMPLEMENTS, "9820-bnv-cqdp"),
    ("09-kh-snv", Relation.IMPLEMENTS, "12-kh-ubnd"),
    ("11-kh-snv", Relation.IMPLEMENTS, "15-kh-ubnd"),
    ("10-kh-snv", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("21-kh-sgddt", Relation.BASED_ON, "12-kh-ubnd"),
    ("25-kh-sgddt", Relation.BASED_ON, "14-kh-ubnd"),
    ("1180-qd-ubnd", Relation.BASED_ON, "12-kh-ubnd"),
    ("410-bc-snv", Relation.IMPLEMENTS, "12-kh-ubnd"),
    ("655-bc-snv", Relation.IMPLEMENTS, "15-kh-ubnd"),
    ("655-bc-snv", Relation.IMPLEMENTS, "05-ct-ubnd"),
    ("4520-ubnd-nc", Relation.IMPLEMENTS, "9820-bnv-cqdp"),
    ("4520-ubnd-nc", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("2110-sgddt-tccb", Relation.IMPLEMENTS, "4520-ubnd-nc"),
    ("320-gm-ubnd", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("1203-ubnd-nc", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("18-kh-ubnd", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("22-kh-ubnd", Relation.BASED_ON, "14-kh-ubnd"),
    ("70-bc-ubnd", Relation.IMPLEMENTS, "14-kh-ubnd"),
    ("70-bc-ubnd", Relation.IMPLEMENTS, "4520-ubnd-nc"),
    ("70-bc-ubnd", Relation.CITES, "18-kh-ubnd"),
    ("07-kh-thptnt", Relation.IMPLEMENTS, "25-kh-sgddt"),
)
# What no longer stands as it was issued.
ENDED = (
    ("46-2025-qd-ubnd", Relation.REPEALS, "22-2023-qd-ubnd"),
    ("1890-qd-ubnd", Relation.REPEALS, "1180-qd-ubnd"),
    ("18-2025-qd-ubnd", Relation.AMENDS, "35-2023-qd-ubnd"),
)


@pytest.fixture(scope="module")
def sample() -> Corpus:
    reading = stages.read_documents(FOLDER, lambda *_: None)
    assert reading.corpus is not None, reading.diagnostics
    assert [found for found in reading.diagnostics if found.severity is Severity.ERROR] == []
    return reading.corpus


def document_of(sample: Corpus, code: str) -> Document:
    (document,) = (work.document for work in sample.works if work.document and work.id.code == code)
    return document


def held(sample: Corpus) -> dict[str, Work]:
    return {work.document.source.path: work for work in sample.works if work.document}


def quotes(document: Document) -> list[str]:
    return [document.source.text[task.span.start : task.span.end] for task in document.obligations]


def test_every_file_is_a_document(sample: Corpus) -> None:
    assert len(FILES) >= 30
    assert sorted(held(sample)) == [file.relative_to(FOLDER).as_posix() for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_record_is_the_one_that_the_name_of_the_file_tells(sample: Corpus, file: Path) -> None:
    path = file.relative_to(FOLDER).as_posix()
    document = held(sample)[path].document
    assert document is not None
    record = document.record
    assert record.code is not None
    assert record.issued_date is not None
    assert record.subject is not None
    assert record.signer is not None
    # A consolidated text bears the type of what it consolidates.
    types = {slug(record.type_name), "van-ban-hop-nhat"} if "VBHN" in str(record.code) else {slug(record.type_name)}
    names = {f"{record.issued_date}-{type_}-{held(sample)[path].id.code}" for type_ in types}
    assert any(file.stem == name or file.stem.startswith(f"{name}-") for name in names)
    assert path.startswith(f"{record.issued_date.year}/")


def test_the_issuer_is_read(sample: Corpus) -> None:
    organs = {work.id.code: work.document.record.organ for work in held(sample).values() if work.document}
    assert [code for code, organ in organs.items() if organ is None] == []
    named = {code: organ.value for code, organ in organs.items() if organ}
    assert named["91-ct-ttg"] == "Thủ tướng Chính phủ"
    assert named["9820-bnv-cqdp"] == "Bộ Nội vụ"
    assert named["25-kh-sgddt"].startswith("Sở Giáo dục và Đào tạo")
    assert named["24-nq-hdnd"] == "Hội đồng nhân dân tỉnh An Thịnh"
    assert named["210-tb-vpubnd"] == "Văn phòng Ủy ban nhân dân tỉnh An Thịnh"
    assert named["07-kh-thptnt"] == "Trường THPT Nguyễn Trãi An Thịnh"
    assert named["18-kh-ubnd"] == "Ủy ban nhân dân xã Hòa Lộc"
    assert named["22-kh-ubnd"] == "Ủy ban nhân dân phường Đông Thịnh"


def test_a_province_that_no_table_has_is_trusted_where_a_head_names_it(sample: Corpus) -> None:
    """What is cited of it, from a commune too, is the document that the register holds, and no other."""
    assert [work.id for work in sample.works if not work.held and work.id.scope] == []
    ours = {work.id.code for work in sample.works if work.held}
    assert [work.id.code for work in sample.works if not work.held and work.id.code in ours] == []


def test_the_plans_of_three_years_are_a_series(sample: Corpus) -> None:
    records = [document_of(sample, code).record for code in PLANS]
    assert [record.issued_date.year for record in records if record.issued_date] == [2024, 2025, 2026]
    assert len({record.organ.value for record in records if record.organ}) == 1
    subjects = {re.sub(r"\d{4}", "", record.subject.value) for record in records if record.subject}
    assert len(subjects) == 1


def test_of_one_year_and_the_next_most_tasks_are_the_same_and_some_are_not(sample: Corpus) -> None:
    years = [{re.sub(r"\d+", "", quote) for quote in quotes(document_of(sample, code))} for code in PLANS]
    for before, after in pairwise(years):
        assert len(before & after) >= 8
        assert before - after
        assert after - before
    with_model = [any("mô hình điểm" in quote for quote in year) for year in years]
    with_portal = [any("Cổng dịch vụ công" in quote for quote in year) for year in years]
    assert (with_model, with_portal) == ([True, True, False], [False, False, True])


@pytest.mark.parametrize(("subject", "relation", "target"), CHAIN + ENDED)
def test_the_chain(sample: Corpus, subject: str, relation: Relation, target: str) -> None:
    ends = {work.id for work in sample.works if work.held}
    edges = {
        (edge.subject.code, edge.relation, edge.target.code)
        for edge in sample.edges
        if edge.subject in ends and edge.target in ends
    }
    assert (subject, relation, target) in edges


def test_tasks_have_who_and_when(sample: Corpus) -> None:
    tasks = [task for work in held(sample).values() if work.document for task in work.document.obligations]
    assert sum(bool(task.bearers) for task in tasks) >= 150
    assert sum(bool(task.lead) for task in tasks) >= 20
    limits = [limit for task in tasks for limit in task.deadlines]
    dates = [limit.date for limit in limits if limit.date]
    assert sum("2026-11-01" <= date < "2027-04" for date in dates if len(date) == len("2026-11-01")) >= 30
    assert {"2026-12", "2026-Q4", "2027-Q1", "2026"} <= set(dates)
    rules = {limit.rule for limit in limits}
    assert {"FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"} <= rules
    recurring = {limit.recurrence for limit in limits}
    assert {Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.YEARLY} <= recurring


def test_the_scan_is_read_from_its_transcript(sample: Corpus) -> None:
    document = document_of(sample, "1203-ubnd-nc")
    assert document.source.path.endswith(".pdf")
    assert len(document.obligations) == 2


def test_texts_and_names_are_as_a_clerk_keeps_them() -> None:
    for file in ALL:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.(?:txt|docx|pdf)", file.name), file
        if file.suffix == ".txt":
            text = file.read_bytes().decode("utf-8")
            assert text == unicodedata.normalize("NFC", text), file
            assert "\r" not in text, file
