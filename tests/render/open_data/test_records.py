"""The record of a work: by its published schema, with every relation and task, nothing of what is masked."""

import gzip
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.model.corpus import Work
from build_tools.model.statement import Statement
from build_tools.render.open_data.rows import key_of
from tests.render.open_data.registers import NAMES, Register, register
from tests.texts import HEAD, corpus_of_sources, pages_below, source_of

SCHEMA = "du-lieu/van-ban.schema.json"


def record(found: Register, work: Work) -> Any:
    return json.loads(found.beside(work, ".json"))


@pytest.mark.parametrize("name", NAMES)
def test_each_record_is_as_the_published_schema_says(name: str) -> None:
    found = register(name)
    schema = json.loads(found.files[SCHEMA])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for work in found.works:
        validator.validate(record(found, work))


def test_the_schema_refuses_what_it_does_not_name() -> None:
    found = register("sample")
    validator = Draft202012Validator(json.loads(found.files[SCHEMA]))
    good = next(record(found, work) for work in found.works if work.held)
    for bad in ({**good, "la": 1}, {**good, "nam": "2025"}, {key: good[key] for key in good if key != "nhiem_vu"}):
        assert list(validator.iter_errors(bad)), bad.keys() ^ good.keys()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_corpus_is_left_out(name: str) -> None:
    found = register(name)
    corpus = found.plan.corpus
    records = [record(found, work) for work in found.works]
    assert sum(len(edge["neo"]) for each in records for edge in each["quan_he"]) == len(corpus.edges)
    assert sum(len(each.get("vien_dan", ())) for each in records) == len(corpus.references)
    tasks = [task for each in records for task in each.get("nhiem_vu", ())]
    assert len(tasks) == len(found.plan.tasks)
    assert sum(len(task["thoi_han"]) for task in tasks) == sum(len(d.obligation.deadlines) for d in found.plan.tasks)
    keys = {each["ma"] for each in records}
    assert len(keys) == len(records)
    assert {edge["dich"] for each in records for edge in each["quan_he"]} <= keys


def test_a_relation_stands_once_with_all_clauses_that_state_it() -> None:
    cited = "Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ"
    text = HEAD + f"Căn cứ {cited};\n\n1. Thực hiện {cited}.\n\n2. Các phòng báo cáo theo {cited}.\n"
    pages = pages_below(corpus_of_sources(source_of(text, "2024/thu.txt", Statement())), "van-ban/")
    told = json.loads(pages["van-ban/12-snv-vp.json"])
    assert [(edge["quan_he"], edge["dich"], edge["neo"]) for edge in told["quan_he"]] == [
        ("căn cứ", "59-2023-nd-cp", ["cit_1"]),
        ("dẫn chiếu", "59-2023-nd-cp", ["para_1", "para_2"]),
    ]
    assert all("noi_neu" not in edge for edge in told["quan_he"])


def test_a_day_stands_once_a_month_has_its_last_day_beside_it() -> None:
    text = HEAD + "1. Văn phòng Sở báo cáo trước ngày 30/11/2024.\n\n2. Thanh tra Sở nộp trong tháng 12/2024.\n"
    pages = pages_below(corpus_of_sources(source_of(text, "2024/thu.txt", Statement())), "van-ban/")
    tasks = json.loads(pages["van-ban/12-snv-vp.json"])["nhiem_vu"]
    limits = [(limit["ngay"], limit.get("ngay_cuoi")) for task in tasks for limit in task["thoi_han"]]
    assert limits == [("2024-11-30", None), ("2024-12", "2024-12-31")]
    assert [list(task["don_vi"]) for task in tasks] == [["thực hiện"], ["thực hiện"]]


def test_the_lines_are_the_records() -> None:
    found = register("sample")
    lines = gzip.decompress(found.files["du-lieu/van-ban.jsonl.gz"]).decode().splitlines()
    assert sorted(map(json.loads, lines), key=lambda each: each["ma"]) == sorted(
        (record(found, work) for work in found.works), key=lambda each: each["ma"]
    )
    units = gzip.decompress(found.files["du-lieu/don-vi.jsonl.gz"]).decode().splitlines()
    pages = found.plan.addresses.units.values()
    assert sorted(json.loads(line)["ma"] for line in units) == sorted(map(key_of, pages))


def test_a_masked_document_names_no_file_and_no_checksum() -> None:
    text = HEAD + "1. Văn phòng Sở báo cáo trước ngày 30/11/2024.\n"
    source = source_of(text, "2024/thu.txt", Statement())
    masked = type(source)(path=source.path, packed=source.packed, sha256=source.sha256, masked=True)
    for given, shown in ((source, True), (masked, False)):
        pages = pages_below(corpus_of_sources(given), "van-ban/")
        told = json.loads(pages["van-ban/12-snv-vp.json"])
        assert ("tep_goc" in told, "sha256" in told) == (shown, shown)
        assert ("tep-goc" in pages["van-ban/12-snv-vp.jsonld"]) is shown


def test_the_page_leads_to_its_data() -> None:
    found = register("sample")
    for work in found.works:
        path = found.site.work_pages[work.id]
        name = path.removesuffix(".md").rpartition("/")[2]
        page = found.files[path].decode()
        assert f'du_lieu: "{name}.jsonld"' in page
        assert f"[JSON]({name}.json) · [JSON-LD]({name}.jsonld)" in page
        assert (f" · [Akoma Ntoso]({name}.akn.xml)" in page) == bool(work.document and work.document.source.has_text)


@pytest.mark.parametrize("name", NAMES)
def test_what_cites_a_work_of_an_unknown_province_is_no_part_of_its_data(name: str) -> None:
    """The identity of such a work holds the path of the citing document."""
    found = register(name)
    for work in found.works:
        if work.id.scope:
            assert work.id.scope not in (found.beside(work, ".json") + found.beside(work, ".jsonld")).decode()


def test_a_record_is_one_line_for_every_reader_of_lines() -> None:
    found = register("hostile")
    lines = gzip.decompress(found.files["du-lieu/van-ban.jsonl.gz"]).decode()
    assert len(lines.splitlines()) == lines.count("\n") == len(found.works)
