"""A work as one JSON record: its row, who signed and got it, its citations, relations and tasks."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from build_tools.model.corpus import Unit, Work
from build_tools.model.document import Document, Stated
from build_tools.render.files.table_file import ROLES
from build_tools.render.lookups import Site, grouped
from build_tools.render.open_data.rows import (
    Cell,
    assignment_rows,
    citation_rows,
    deadline_rows,
    edge_rows,
    key_of,
    named,
    original_of,
    task_rows,
    unit_row,
    work_row,
)
from build_tools.render.open_data.tables import (
    ANCHOR,
    CITATION,
    DEADLINE,
    EDGE,
    TASK,
    UNIT,
    WORK,
    Column,
    Table,
)
from build_tools.render.status import change_words

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
# What a record has beside the columns of the table of works: of a held work, and of every work.
_TEXTS = {
    "tham_quyen_ky": "Thẩm quyền ký, ví dụ KT. Giám đốc",
    "sha256": "SHA-256 của tệp gốc; không có nếu tệp không đăng",
}
_LISTS = {"kinh_gui": "Nơi gửi (Kính gửi)", "noi_nhan": "Nơi nhận"}
# Relations of one work to another that differ in nothing but the clause are one.
_ALIKE = [name for name in EDGE.names if name not in ("van_ban", "dieu_khoan", ANCHOR.name)]
_NOT_OF_LIMIT = ("nhiem_vu", "thu_tu")
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
_CHANGE = Table(
    "thay_doi",
    "Thay đổi",
    "Văn bản khác đã làm gì với văn bản này.",
    (
        Column("cach", "Bị bãi bỏ, thay thế, ngưng hiệu lực; được sửa đổi, đính chính"),
        Column("boi", "Mã của văn bản làm việc ấy"),
        Column("noi_neu", "Mã của văn bản nêu ra điều ấy"),
        Column("neo", "Neo của điều khoản trong trang của văn bản nêu ra"),
    ),
)


def work_record(site: Site, work: Work) -> dict[str, Any]:
    """Return all that the register knows of a work, but for the text; what others say of it is in their records.

    What is not known is left out.
    """
    record: dict[str, Any] = dict(named(WORK.names, work_row(site, work)))
    if work.document:
        record |= {name: value for name, value in _signed(work.document) if value}
    changes = site.changes.get(work.id, ())
    record["thay_doi"] = [
        {
            "cach": change_words(change),
            "boi": key_of(site.work_pages[change.by]),
            "noi_neu": key_of(site.work_pages[change.witness]),
            "neo": change.eid,
        }
        for change in changes
    ]
    record["quan_he"] = list(_edges(record["ma"], [named(EDGE.names, row) for row in edge_rows(site, work)]))
    if work.document:
        record["vien_dan"] = [named(CITATION.names, row, ("van_ban",)) for row in citation_rows(site, work)]
        record["nhiem_vu"] = list(_tasks(site, work))
    return record


def unit_record(site: Site, unit: Unit) -> Mapping[str, Any]:
    """Return a unit with the groups that it is in."""
    groups = [key_of(site.unit_pages[group]) for group in site.groups.get(unit.id, ())]
    return {**named(UNIT.names, unit_row(site, unit.id)), "goi_la": list(unit.aliases), "nhom": groups}


def as_line(record: Mapping[str, Any]) -> str:
    """Return a record as JSON on a line of its own, also for a reader that takes other characters for line ends."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS) + "\n"


def _signed(document: Document) -> Iterator[tuple[str, Any]]:
    record = document.record
    yield "tham_quyen_ky", _value(record.signing_authority)
    yield "sha256", document.source.sha256 if original_of(document) else None
    yield "kinh_gui", [stated.value for stated in record.addressees]
    yield "noi_nhan", [stated.value for stated in record.copies_to]


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _edges(mine: str, edges: Sequence[dict[str, Cell]]) -> Iterator[dict[str, Any]]:
    """Yield each relation once, with the anchors of all clauses that state it.

    Who states it is left out where the work itself does.
    """
    for each, found in grouped(edges, lambda edge: tuple((name, edge.get(name)) for name in _ALIKE)).items():
        told = {name: cell for name, cell in each if cell is not None and (name, cell) != ("noi_neu", mine)}
        yield told | {ANCHOR.name: [edge[ANCHOR.name] for edge in found]}


def _tasks(site: Site, work: Work) -> Iterator[dict[str, Any]]:
    """Yield the tasks with their time limits, in order, and the units that they name, by role."""
    limits = grouped(deadline_rows(site, work), itemgetter(0))
    parties = grouped(assignment_rows(site, work), itemgetter(0))
    for row in task_rows(site, work):
        units = grouped(parties.get(row[0], ()), itemgetter(2))
        yield {
            **named(TASK.names, row, ("van_ban",)),
            "thoi_han": [_limit(named(DEADLINE.names, limit, _NOT_OF_LIMIT)) for limit in limits.get(row[0], ())],
            "don_vi": {role: [unit for _, unit, _ in found] for role, found in units.items()},
        }


def _limit(limit: dict[str, Cell]) -> dict[str, Cell]:
    """Leave out the last day where it is the day."""
    return {name: cell for name, cell in limit.items() if name != "ngay_cuoi" or cell != limit.get("ngay")}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a record."""
    tasks = _object(TASK.columns, ("van_ban",))
    limits = _array(DEADLINE, _NOT_OF_LIMIT)
    limits["items"]["properties"]["ngay_cuoi"]["description"] += "; vắng nếu chính là ngày ghi ở ngay"
    tasks["properties"]["thoi_han"] = limits
    tasks["properties"]["don_vi"] = {
        "description": "Mã của các đơn vị có trang trong sổ, theo vai trò",
        "type": "object",
        "propertyNames": {"enum": list(ROLES.values())},
        "additionalProperties": _texts("Mã của các đơn vị"),
    }
    relations = _array(EDGE, ("van_ban", "dieu_khoan"))
    relations["items"]["properties"][ANCHOR.name] = _texts("Neo của các điều khoản nêu ra quan hệ")
    relations["items"]["required"] += ["dich", ANCHOR.name]
    tasks["required"] += ["neo", "viec", "thoi_han", "don_vi"]
    whole = _object(WORK.columns)
    whole["properties"] |= {
        **{name: {"description": words, "type": "string"} for name, words in _TEXTS.items()},
        **{name: _texts(words) for name, words in _LISTS.items()},
        "thay_doi": _array(_CHANGE),
        "quan_he": relations,
        "vien_dan": _array(CITATION, ("van_ban",)),
        "nhiem_vu": {"description": TASK.words, "type": "array", "items": tasks},
    }
    whole["required"] = ["ma", "ten", "tinh_trang", "co_toan_van", "trang", "thay_doi", "quan_he"]
    return {
        "$schema": SCHEMA,
        "title": "Một văn bản trong sổ",
        "description": "Tệp .json cạnh trang của mỗi văn bản, và mỗi dòng của van-ban.jsonl. Điều chưa biết thì vắng.",
        **whole,
        "if": {"properties": {"co_toan_van": {"const": 1}}},
        "then": {"required": ["vien_dan", "nhiem_vu"]},
    }


def _texts(words: str) -> dict[str, Any]:
    return {"description": words, "type": "array", "items": {"type": "string"}}


def _array(table: Table, without: Iterable[str] = ()) -> dict[str, Any]:
    return {"description": table.words, "type": "array", "items": _object(table.columns, without)}


def _object(columns: Iterable[Column], without: Iterable[str] = ()) -> dict[str, Any]:
    left_out = tuple(without)
    shown = [column for column in columns if column.name not in left_out]
    return {
        "type": "object",
        "properties": {column.name: _property(column) for column in shown},
        "required": [shown[0].name],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    kind = "integer" if column.kind == "integer" else "string"
    shape = {"format": "date"} if column.kind == "date" else {}
    return {"description": column.words, "type": kind, **shape}
