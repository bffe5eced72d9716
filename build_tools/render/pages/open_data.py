"""The folder of open data: tables, records, database, what describes them, and a page that explains it to readers.

A table of many rows is packed; one of very many is parted by the years of its documents too, so that a new document
changes the files of one year.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import indent

from build_tools.base.diagnostics import Diagnostic
from build_tools.base.packing import packed, zipped
from build_tools.base.values import Value
from build_tools.model.corpus import Duty, UnitId, Work, WorkId
from build_tools.model.page import Page, Records
from build_tools.render.addresses import DATA
from build_tools.render.files.table_file import csv_table
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md
from build_tools.render.open_data.catalogue import CSV, QUERIES, DataFile, catalogue, data_package, datasette_settings
from build_tools.render.open_data.database import SQLITE, database
from build_tools.render.open_data.records import as_line, schema, unit_record
from build_tools.render.open_data.rows import (
    Row,
    assignment_rows,
    citation_rows,
    deadline_rows,
    edge_rows,
    finding_row,
    finding_rows,
    member_rows,
    task_rows,
    unit_row,
    work_row,
    works_of,
)
from build_tools.render.open_data.siblings import record_of
from build_tools.render.open_data.tables import DATABASE, INDEX, PACKED, TABLES, UNIT, WORK, Table
from build_tools.render.page_task import FITTING, PageTask, Plan, pairs_grouped
from build_tools.render.pages.life import newest_day
from build_tools.render.wording import vietnamese_date

# A table of more rows, one to three megabytes, is packed: each of its files stands in an archive of its own.
PLAIN = 10_000
# A table of more rows is parted; a part of so many stays below 20 MB.
MOST = 50_000
# A megabyte of tables takes as long as some of pages.
_WEIGHT = 4
_BY_WORK: Mapping[str, Callable[[Site, Work], Iterable[Row]]] = {
    "van_ban": lambda site, work: (work_row(site, work),),
    "vien_dan": citation_rows,
    "quan_he": edge_rows,
    "nhiem_vu": task_rows,
    "thoi_han": deadline_rows,
    "giao_viec": assignment_rows,
    "can_kiem_tra": finding_rows,
}
# The table in which every work has a row; "" stands for the records.
_OF_ALL = ("van_ban", "")
_BY_UNIT: Mapping[str, Callable[[Site, UnitId], Iterable[Row]]] = {
    "don_vi": lambda site, unit: (unit_row(site, unit),),
    "thanh_vien": member_rows,
}
_TABLES = {table.name: table for table in TABLES}
_OTHERS = (
    DataFile(DATABASE, "application/zip", "Mọi bảng trong một tệp SQLite, kèm cài đặt cho Datasette"),
    DataFile(f"{DATA}/don-vi.jsonl.gz", "application/gzip", "Đơn vị"),
)


class _Part(Value, frozen=True):
    """A part of a table: the suffix of its files, its words for readers, its works."""

    suffix: str
    words: str
    works: tuple[WorkId, ...]


def open_data_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan all files of the folder."""
    addresses = plan.addresses
    works = plan.memo(_by_address, addresses.works)
    units = tuple(sorted((unit.id for unit in plan.corpus.units), key=addresses.units.__getitem__))
    loose = tuple(each for each in plan.corpus.diagnostics if each.location.path not in plan.site.by_path)
    counts = _counts(plan)
    files: list[DataFile] = []
    whole: list[tuple[str, str]] = []  # tables in one file each: made with the database, of the same rows
    for table in TABLES:
        parts = list(_parts(plan, table.name, works, counts)) if table.name in _BY_WORK else [_Part("", "", ())]
        for place, part in enumerate(parts):
            file = _file(table, part, "csv" if counts[table.name] <= PLAIN else "csv.zip", CSV)
            files.append(file)
            if not part.suffix:
                whole.append((file.path, table.name))
                continue
            more = loose if table.name == "can_kiem_tra" and place == 0 else ()
            yield PageTask(file.path, _work_table, (file.path, table.name, part.works, more), later=FITTING)
    files += (_record_file(part) for part in _parts(plan, "", works, counts))
    yield PageTask(f"{DATA}/don-vi.jsonl.gz", _unit_records, (units,), later=FITTING)
    inputs = (works, units, loose, tuple(whole), SQLITE)
    yield PageTask(DATABASE, _database, inputs, weight=_WEIGHT, later=FITTING)
    newest = newest_day(plan.corpus.works)
    told = tuple((name, count) for name, count in counts.items() if name)
    yield PageTask(INDEX, _index, ((*files, *_OTHERS), told, newest), listed=True, later=FITTING)


def record_page_tasks(plan: Plan, notes: Mapping[str, bytes]) -> Iterator[PageTask]:
    """Plan the files of records: those beside the pages, put together; `notes` tell which of them have changed."""
    pages = plan.addresses.works
    works = plan.memo(_by_address, pages)
    for part in _parts(plan, "", works, _counts(plan)):
        path = _record_file(part).path
        mine = [pages[work] for work in part.works]
        stamps = hashlib.blake2b(b"".join(notes[page] for page in mine)).digest()
        yield PageTask(path, _records, (path, tuple(map(record_of, mine)), stamps), later=FITTING)


def _record_file(part: _Part) -> DataFile:
    return _file(WORK, part, "jsonl.gz", "application/gzip")


def _counts(plan: Plan) -> dict[str, int]:
    """Return how many rows each table has; under "" how many stand for the size of the records."""
    corpus = plan.corpus
    counts = {
        "van_ban": len(corpus.works),
        "vien_dan": len(corpus.references),
        "quan_he": len(corpus.edges),
        "nhiem_vu": sum(map(len, plan.tasks_of_works.values())),
        "thoi_han": sum(plan.memo(_deadlines, tasks) for tasks in plan.tasks_of_works.values()),
        "don_vi": len(corpus.units),
        "giao_viec": sum(plan.memo(_assignments, parties) for parties in plan.site.parties.values()),
        "thanh_vien": sum(len(unit.members) for unit in corpus.units),
        "can_kiem_tra": len(corpus.diagnostics),
    }
    return counts | {"": max(counts["vien_dan"], counts["nhiem_vu"])}


def _deadlines(tasks: Iterable[Duty]) -> int:
    return sum(len(duty.obligation.deadlines) for duty in tasks)


def _assignments(parties: Mapping[int, Sequence[Duty]]) -> int:
    return sum(map(len, parties.values()))


def _by_address(pages: Mapping[WorkId, str]) -> tuple[WorkId, ...]:
    return tuple(sorted(pages, key=pages.__getitem__))


def _parts(plan: Plan, table: str, works: Sequence[WorkId], counts: Mapping[str, int]) -> Iterator[_Part]:
    """Yield the works of each file of a table: all, or those of a year, a year of too many in pieces.

    Works that are only cited have rows in few tables: a year of no others has no file there.
    """
    if counts[table] <= MOST:
        yield _Part("", "", tuple(works))
        return
    if table not in _OF_ALL:
        works = [work for work in works if plan.site.works[work].document or work in plan.site.out_of]
    share = max(1, len(works) * MOST // counts[table])
    issued = plan.memo.same("years of works", tuple(plan.site.works[work].year or "" for work in works))
    for year, some in plan.memo(_by_year, works, issued):
        for number, start in enumerate(range(0, len(some), share), 1):
            piece = f"-{number}" if len(some) > share else ""
            words = f"năm {year}" if year else "không rõ năm"
            suffix = f"-{year or 'khong-ro-nam'}{piece}"
            yield _Part(suffix, words + piece.replace("-", ", phần "), tuple(some[start : start + share]))


def _by_year(works: Iterable[WorkId], years: Iterable[str]) -> list[tuple[str, list[WorkId]]]:
    return sorted(pairs_grouped(zip(years, works, strict=True)).items())


def _file(table: Table, part: _Part, ending: str, media_type: str) -> DataFile:
    title = f"{table.title}, {part.words}" if part.words else table.title
    return DataFile(f"{DATA}/{table.file}{part.suffix}.{ending}", media_type, title, table.name)


def _work_rows(site: Site, table: str, works: Iterable[WorkId]) -> Iterator[Row]:
    make = _BY_WORK[table]
    return (row for work in works_of(site, works) for row in make(site, work))


def _unit_rows(site: Site, table: str, units: Iterable[UnitId]) -> Iterator[Row]:
    make = _BY_UNIT[table]
    return (row for unit in units for row in make(site, unit))


def _work_table(
    site: Site, path: str, table: str, works: Sequence[WorkId], loose: Sequence[Diagnostic]
) -> Iterator[Page]:
    yield _csv(path, table, (*_work_rows(site, table, works), *map(finding_row, loose)))


def _csv(path: str, table: str, rows: Iterable[Row]) -> Page:
    """Return the rows as CSV, in an archive where the path says so."""
    made = csv_table(_TABLES[table].names, rows)
    name, _, packing = path.rpartition("/")[2].rpartition(".")
    return Page(path, zipped({name: made}) if packing == "zip" else made)


def _records(_: Site, path: str, records: Sequence[str], _stamps: bytes) -> Iterator[Page]:
    yield Page(path, Records(tuple(records)))


def _unit_records(site: Site, units: Sequence[UnitId]) -> Iterator[Page]:
    lines = (as_line(unit_record(site, site.units[unit])) for unit in units)
    yield Page(f"{DATA}/{UNIT.file}.jsonl.gz", packed("".join(lines).encode()))


def _database(
    site: Site,
    works: Sequence[WorkId],
    units: Sequence[UnitId],
    loose: Sequence[Diagnostic],
    whole: Sequence[tuple[str, str]],
    _: str,
) -> Iterator[Page]:
    """Make the database, anew with another version of SQLite too, on which its bytes depend; and the tables `whole`."""
    rows: dict[str, Iterable[Row]] = {name: _work_rows(site, name, works) for name in _BY_WORK}
    rows |= {name: _unit_rows(site, name, units) for name in _BY_UNIT}
    rows["can_kiem_tra"] = itertools.chain(rows["can_kiem_tra"], map(finding_row, loose))
    for path, table in whole:
        rows[table] = tuple(rows[table])
        yield _csv(path, table, rows[table])
    contents = database(rows), datasette_settings(site.base).encode()
    yield Page(DATABASE, zipped(dict(zip(PACKED, contents, strict=True))))


def _index(site: Site, files: Sequence[DataFile], counts: Sequence[tuple[str, int]], newest: str) -> Iterator[Page]:
    yield Page(f"{DATA}/datapackage.json", data_package(files, newest))
    yield Page(f"{DATA}/catalog.jsonld", catalogue(files, newest, site.base))
    yield Page(f"{DATA}/van-ban.schema.json", json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
    by_table = grouped((file for file in files if file.table), lambda file: file.table)
    rows = dict(counts)
    yield page(
        INDEX,
        "open_data",
        newest=vietnamese_date(newest),
        tables=[
            {
                "title": table.title,
                "anchor": table.file,
                "words": table.words,
                "count": rows[table.name],
                "files": [file for file in by_table[table.name] if file.is_table],
                "columns": [(Md(f"`{column.name}`"), column.words) for column in table.columns],
            }
            for table in TABLES
        ],
        packed=any(file.is_packed for file in files),
        records=[file for file in files if file.path.endswith(".jsonl.gz")],
        queries=[(query.title, Md(indent(query.sql, " " * 4))) for query in QUERIES],
    )
