"""What describes the data: a Data Package (Frictionless), a catalogue (DCAT), settings for Datasette with queries."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.base.values import Value
from build_tools.render.addresses import DATA, HOME, relative_html
from build_tools.render.open_data.database import SEARCHED
from build_tools.render.open_data.tables import INDEX, TABLES, Column, Table

TITLE = "Sổ Văn Bản: dữ liệu mở"
_WORDS = "Văn bản, viện dẫn, quan hệ, nhiệm vụ, thời hạn và đơn vị trong sổ, đọc bằng máy từ lời văn của văn bản."
CSV = "text/csv"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


class DataFile(Value, frozen=True):
    """A file of the open data: its path, its media type, and the table whose rows it has, "" for several.

    The media type of a packed table is that of the table.
    """

    path: str
    media_type: str
    title: str
    table: str = ""

    @property
    def name(self) -> str:
        """Its name in the folder of the data."""
        return self.path.removeprefix(f"{DATA}/")

    @property
    def is_table(self) -> bool:
        """Whether it is a table, packed or not."""
        return self.media_type == CSV

    @property
    def is_packed(self) -> bool:
        """Whether it is a table in an archive, alone."""
        return self.is_table and self.path.endswith(".zip")


@dataclass(frozen=True, slots=True)
class Query:
    """An example query on the database: what it answers, and its words."""

    name: str
    title: str
    sql: str


QUERIES = (
    Query(
        "tim_khong_dau",
        "Tìm văn bản, gõ không dấu",
        """select van_ban.ten, van_ban.trich_yeu, van_ban.ngay_ban_hanh, van_ban.trang
from van_ban join van_ban_fts on van_ban_fts.rowid = van_ban.id
where van_ban_fts match '"dan chu"'
order by van_ban_fts.rank""",
    ),
    Query(
        "viec_den_han",
        "Mỗi đơn vị phải làm việc gì, trước ngày nào",
        """select don_vi, vai_tro, viec, ngay_cuoi, van_ban, dieu_khoan
from viec_theo_don_vi
where ngay_cuoi is not null
order by don_vi, ngay_cuoi""",
    ),
    Query(
        "duoc_vien_dan_nhieu",
        "Văn bản được viện dẫn nhiều nhất mà sổ chưa có toàn văn",
        """select ten, co_quan, so_van_ban_vien_dan, trang
from van_ban
where co_toan_van = 0
order by so_van_ban_vien_dan desc, ten
limit 50""",
    ),
)


def data_package(files: Sequence[DataFile], newest: str) -> str:
    """Return `datapackage.json` (Data Package v1): the CSV files with their columns."""
    shown = [file for file in files if file.is_table]
    counts = {table.name: sum(file.table == table.name for file in shown) for table in TABLES}
    tables = {table.name: table for table in TABLES}
    package = {
        "profile": "tabular-data-package",
        "name": "so-van-ban",
        "title": TITLE,
        "description": _WORDS,
        **({"version": newest} if newest else {}),
        "resources": [_resource(tables[file.table], file, tables, counts) for file in shown],
    }
    return _json(package)


def _resource(table: Table, file: DataFile, tables: Mapping[str, Table], counts: Mapping[str, int]) -> dict[str, Any]:
    """Describe a file; a key is told where the rows that it names are all in one file."""
    keys = [
        {"fields": column.name, "reference": {"resource": "" if to is table else to.file, "fields": "ma"}}
        for column in table.columns
        if (to := tables.get(column.to)) and counts[to.name] == 1 and counts[table.name] == 1
    ]
    return {
        "profile": "tabular-data-resource",
        "name": file.name.partition(".")[0],
        "path": file.name,
        **({"compression": "zip"} if file.is_packed else {}),
        "title": file.title,
        "description": table.words,
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            **({"primaryKey": "ma"} if table.has_key else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    required = {"constraints": {"required": True, "unique": True}} if column.name == "ma" else {}
    return {"name": column.name, "type": column.kind, "description": column.words, **required}


def catalogue(files: Sequence[DataFile], newest: str, base: str) -> str:
    """Return `catalog.jsonld` (DCAT 3): one data set, a distribution for each file.

    Addresses are absolute where that of the site is known, else relative to the file.
    """
    modified = {"dct:modified": {"@value": newest, "@type": "xsd:date"}} if newest else {}
    return _json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@id": _address("catalog.jsonld", base),
            "@type": "dcat:Catalog",
            "dct:title": {"@value": TITLE, "@language": "vi"},
            "dcat:dataset": {
                "@id": _address("index.html", base),
                "@type": "dcat:Dataset",
                "dct:title": {"@value": TITLE, "@language": "vi"},
                "dct:description": {"@value": _WORDS, "@language": "vi"},
                "dct:language": {"@id": "http://id.loc.gov/vocabulary/iso639-1/vi"},
                **modified,
                "dcat:landingPage": {"@id": _address("index.html", base)},
                "dcat:distribution": [_distribution(file, base) for file in files],
            },
        }
    )


def _distribution(file: DataFile, base: str) -> dict[str, Any]:
    address = {"@id": _address(file.name, base)}
    packed = {"dcat:compressFormat": {"@id": f"{_MEDIA_TYPES}application/zip"}} if file.is_packed else {}
    return {
        "@id": f"{address['@id']}#tep",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": file.title, "@language": "vi"},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{file.media_type}"},
        **packed,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
    }


def _address(name: str, base: str) -> str:
    return f"{base}{DATA}/{name}" if base else name


def datasette_settings(base: str) -> str:
    """Return `metadata.yaml`, which Datasette reads: titles, meanings of columns, example queries."""
    home = base or relative_html(INDEX, HOME)
    return "\n".join(
        [
            f"title: {_quoted(TITLE)}",
            f"description: {_quoted(_WORDS)}",
            f"source_url: {_quoted(home)}",
            "databases:",
            "  so-van-ban:",
            "    tables:",
            *(line for table in TABLES for line in _table_lines(table)),
            "    queries:",
            *(line for query in QUERIES for line in _query_lines(query)),
            "",
        ]
    )


def _table_lines(table: Table) -> Iterator[str]:
    yield f"      {table.name}:"
    yield f"        title: {_quoted(table.title)}"
    yield f"        description: {_quoted(table.words)}"
    label = next((name for name in ("ten", "viec") if name in table.names), None)
    if label:
        yield f"        label_column: {label}"
    if table.name in SEARCHED:
        yield f"        fts_table: {table.name}_fts"
        yield "        fts_pk: id"
    facets = [name for name in ("loai", "nam", "co_toan_van", "quan_he", "vai_tro", "muc_do") if name in table.names]
    if facets:
        yield f"        facets: [{', '.join(facets)}]"
    yield "        columns:"
    yield from (f"          {column.name}: {_quoted(column.words)}" for column in table.columns)


def _query_lines(query: Query) -> Iterator[str]:
    yield f"      {query.name}:"
    yield f"        title: {_quoted(query.title)}"
    yield "        sql: |-"
    yield from (f"          {line}" for line in query.sql.splitlines())


def _quoted(words: str) -> str:
    """Return the words as a scalar of YAML, which takes those of JSON."""
    return json.dumps(words, ensure_ascii=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
