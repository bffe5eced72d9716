"""CSV and Data Package, catalogue and settings: what they describe is what is there."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pyld import jsonld

from build_tools.render.files.table_file import plain_cell
from build_tools.render.open_data.catalogue import QUERIES, DataFile, data_package
from build_tools.render.open_data.tables import TABLES
from build_tools.render.page_task import Plan, plan_of
from build_tools.render.pages import open_data
from tests.render.open_data.registers import NAMES, Register, register
from tests.texts import HEAD, VOCABULARY, corpus_of

# The rules of a tabular Data Package (specs.frictionlessdata.io, version 1) for what ours has.
_NAME = {"type": "string", "pattern": "^[a-z0-9._-]+$"}
_FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {"name": {"type": "string"}, "type": {"enum": ["string", "integer", "date"]}},
}
_KEY = {
    "type": "object",
    "required": ["fields", "reference"],
    "properties": {
        "fields": {"type": "string"},
        "reference": {"type": "object", "required": ["resource", "fields"], "additionalProperties": {"type": "string"}},
    },
}
_RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "schema", "encoding"],
    "properties": {
        "name": _NAME,
        "profile": {"const": "tabular-data-resource"},
        "path": {"type": "string", "pattern": r"^(?!/|\.\.|.*://)"},
        "schema": {
            "type": "object",
            "required": ["fields"],
            "properties": {
                "fields": {"type": "array", "minItems": 1, "items": _FIELD},
                "foreignKeys": {"type": "array", "items": _KEY},
            },
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["name", "profile", "resources"],
    "properties": {
        "name": _NAME,
        "profile": {"const": "tabular-data-package"},
        "resources": {"type": "array", "minItems": 1, "items": _RESOURCE},
    },
}


def rows_of(found: Register, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.files[f"du-lieu/{path}"].decode("utf-8-sig"), newline="")))


def package(found: Register) -> Any:
    told = json.loads(found.files["du-lieu/datapackage.json"])
    Draft202012Validator(PACKAGE).validate(told)
    return told


@pytest.mark.parametrize("name", NAMES)
def test_each_table_is_as_the_package_describes_it(name: str) -> None:
    found = register(name)
    resources = {each["name"]: each for each in package(found)["resources"]}
    assert set(resources) == {table.file for table in TABLES}
    tables = {each["name"]: rows_of(found, each["path"]) for each in resources.values()}
    for each in resources.values():
        fields = each["schema"]["fields"]
        head = found.files[f"du-lieu/{each['path']}"].decode("utf-8-sig").partition("\r\n")[0]
        assert head == ",".join(field["name"] for field in fields)
        for row in tables[each["name"]]:
            assert None not in row
            assert None not in row.values()
            assert all(row[f["name"]] == "" or row[f["name"]].isdigit() for f in fields if f["type"] == "integer")
            assert all(len(row[f["name"]]) in (0, 10) for f in fields if f["type"] == "date")
        if key := each["schema"].get("primaryKey"):
            keys = [row[key] for row in tables[each["name"]]]
            assert all(keys)
            assert len(keys) == len(set(keys))
        for link in each["schema"].get("foreignKeys", ()):
            target = tables[link["reference"]["resource"] or each["name"]]
            known = {row[link["reference"]["fields"]] for row in target}
            assert {row[link["fields"]] for row in tables[each["name"]]} - {""} <= known


def test_the_tables_hold_what_the_corpus_does() -> None:
    found = register("sample")
    corpus = found.plan.corpus
    counts = {
        "van-ban": len(corpus.works),
        "vien-dan": len(corpus.references),
        "quan-he": len(corpus.edges),
        "nhiem-vu": len(found.plan.tasks),
        "thoi-han": len(found.plan.agenda)
        + sum(len(d.obligation.deadlines) for d in found.plan.tasks if d.obligation.doubt),
        "don-vi": len(corpus.units),
        "can-kiem-tra": len(corpus.diagnostics),
    }
    assert all(counts.values())
    assert {name: len(rows_of(found, f"{name}.csv")) for name in counts} == counts
    page = found.files["du-lieu/index.md"].decode()
    assert all(f"Có {count} dòng." in page for count in counts.values())
    newest = max(work.date for work in corpus.works if work.held and work.date and len(work.date) == 10)
    assert f"đến ngày **{newest[8:]}/{newest[5:7]}/{newest[:4]}**" in page


def test_no_cell_is_a_formula() -> None:
    cells = [
        cell for table in TABLES for row in rows_of(register("hostile"), f"{table.file}.csv") for cell in row.values()
    ]
    assert any(cell.startswith("'=cmd") or "=cmd" in cell for cell in cells)
    assert [cell for cell in cells if cell != plain_cell(cell)] == []


def planned(most: int, monkeypatch: pytest.MonkeyPatch, plain: int = open_data.PLAIN) -> Plan:
    monkeypatch.setattr(open_data, "MOST", most)
    monkeypatch.setattr(open_data, "PLAIN", plain)
    texts = {
        f"{year}/{number}.txt": HEAD.replace("12/SNV", f"{number}/SNV").replace("2024", str(year))
        + "Căn cứ Nghị định số 43/2014/NĐ-CP ngày 15/5/2014 của Chính phủ;\n\n"
        + "1. Văn phòng Sở báo cáo trước ngày 30/11.\n\n2. Thanh tra Sở kiểm tra trước ngày 15/12.\n"
        for year in (2023, 2024)
        for number in range(1, 4)
    }
    return plan_of(corpus_of(texts), VOCABULARY)


def test_a_long_table_is_parted_by_years_and_loses_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(7, monkeypatch)
    files = {page.path: page.content for task in open_data.open_data_page_tasks(plan) for page in task.run(plan.site)}  # type: ignore[union-attr]
    names = sorted(path for path in files if path.startswith("du-lieu/nhiem-vu"))
    assert names == ["du-lieu/nhiem-vu-2023.csv", "du-lieu/nhiem-vu-2024.csv"]
    lines = [line for name in names for line in bytes(files[name]).decode("utf-8-sig").splitlines()[1:]]  # type: ignore[arg-type]
    assert len(lines) == len(set(lines)) == 12
    told = json.loads(str(files["du-lieu/datapackage.json"]))
    Draft202012Validator(PACKAGE).validate(told)
    deadlines = next(each for each in told["resources"] if each["name"].startswith("thoi-han"))
    assert "foreignKeys" not in deadlines["schema"]  # its tasks are in several files
    assert all(f"[nhiem-vu-{year}.csv](nhiem-vu-{year}.csv)" in str(files["du-lieu/index.md"]) for year in (2023, 2024))


@pytest.mark.parametrize(("most", "names"), [(100, [""]), (7, ["-2023", "-2024"])])
def test_a_table_of_many_rows_is_packed(most: int, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone in an archive; package, catalogue and page say so, a short table stays plain."""
    plan = planned(most, monkeypatch, plain=7)
    files = {page.path: page.content for task in open_data.open_data_page_tasks(plan) for page in task.run(plan.site)}  # type: ignore[union-attr]
    tasks = {f"du-lieu/nhiem-vu{name}.csv.zip" for name in names}
    assert {path for path in files if "nhiem-vu" in path} == tasks
    assert "du-lieu/van-ban.csv" in files
    lines = []
    for path in tasks:
        with zipfile.ZipFile(io.BytesIO(files[path])) as archive:  # type: ignore[arg-type]
            (name,) = archive.namelist()
            assert f"du-lieu/{name}.zip" == path
            lines += archive.read(name).decode("utf-8-sig").splitlines()[1:]
    assert len(set(lines)) == 12
    told = json.loads(str(files["du-lieu/datapackage.json"]))["resources"]
    assert {(each["name"], each["path"]) for each in told if "compression" in each} == {
        (path.removeprefix("du-lieu/").removesuffix(".csv.zip"), path.removeprefix("du-lieu/"))
        for path in files
        if path.endswith(".csv.zip")
    }
    described = json.loads(str(files["du-lieu/catalog.jsonld"]))["dcat:dataset"]["dcat:distribution"]
    formats = {each["dcat:downloadURL"]["@id"]: "dcat:compressFormat" in each for each in described}
    assert formats == {name: name.endswith(".csv.zip") for name in formats}
    assert all(f"]({path.removeprefix('du-lieu/')})" in str(files["du-lieu/index.md"]) for path in tasks)
    assert "readr" in str(files["du-lieu/index.md"])
    assert "readr" not in register("sample").files["du-lieu/index.md"].decode()


def test_a_year_of_too_many_is_parted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(4, monkeypatch)
    keys = [task.key for task in open_data.open_data_page_tasks(plan)]
    assert [key for key in keys if "nhiem-vu-2024" in key] == [
        "du-lieu/nhiem-vu-2024-1.csv",
        "du-lieu/nhiem-vu-2024-2.csv",
    ]
    assert len(keys) == len(set(keys))


def test_the_catalogue_names_every_file_that_is_there() -> None:
    found = register("sample")
    told = json.loads(found.files["du-lieu/catalog.jsonld"])
    assert jsonld.expand(told, {"base": "http://so.example.vn/du-lieu/catalog.jsonld"})
    named = {each["dcat:downloadURL"]["@id"] for each in told["dcat:dataset"]["dcat:distribution"]}
    there = {path.removeprefix("du-lieu/") for path in found.files if path.startswith("du-lieu/")}
    assert named <= there
    described = {"index.md", "catalog.jsonld", "datapackage.json", "van-ban.schema.json"}
    assert there - named == described


def test_the_settings_for_datasette_are_yaml() -> None:
    told = yaml.safe_load(register("sample").packed()["metadata.yaml"])["databases"]["so-van-ban"]
    assert {name: each["sql"] for name, each in told["queries"].items()} == {each.name: each.sql for each in QUERIES}
    assert {name: set(each["columns"]) for name, each in told["tables"].items()} == {
        table.name: set(table.names) for table in TABLES
    }


def test_a_package_has_no_version_where_no_day_is_known() -> None:
    files = [DataFile(f"du-lieu/{table.file}.csv", "text/csv", table.title, table.name) for table in TABLES]
    assert "version" not in json.loads(data_package(files, ""))
