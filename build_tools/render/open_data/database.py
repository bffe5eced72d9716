"""The tables as one SQLite database: foreign keys, full-text search without tones, views for people.

The same rows give the same bytes with the same version of SQLite, which writes its own number into the file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from build_tools.render.open_data.rows import Cell, Row
from build_tools.render.open_data.tables import TABLES, Column, Table

# The version that the file depends on.
SQLITE = sqlite3.sqlite_version
# What is searched, by table. SQLite's tokenizer takes tones off but leaves đ, so the index is over a view that has the
# words with d in its place and, in `nguyen_van`, as they are: they are found however typed, and no text stands twice.
SEARCHED = {
    "van_ban": ("ten", "trich_yeu", "co_quan"),
    "nhiem_vu": ("viec", "thuc_hien"),
    "don_vi": ("ten",),
}
# Keys as names, for people.
VIEWS = {
    "viec_theo_don_vi": """
SELECT don_vi.ten AS don_vi, giao_viec.vai_tro, nhiem_vu.viec, thoi_han.cach_ghi AS thoi_han,
  thoi_han.ngay_cuoi, van_ban.ten AS van_ban, nhiem_vu.dieu_khoan, nhiem_vu.chua_chac, van_ban.trang, nhiem_vu.neo
FROM giao_viec JOIN don_vi ON don_vi.id = giao_viec.don_vi JOIN nhiem_vu ON nhiem_vu.id = giao_viec.nhiem_vu
JOIN van_ban ON van_ban.id = nhiem_vu.van_ban LEFT JOIN thoi_han ON thoi_han.nhiem_vu = nhiem_vu.id""",
    "quan_he_bang_ten": """
SELECT mot.ten AS van_ban, mot.ngay_ban_hanh, quan_he.quan_he, hai.ten AS van_ban_kia, quan_he.dieu_khoan_dan,
  neu.ten AS noi_neu, quan_he.dieu_khoan, neu.trang, quan_he.neo
FROM quan_he JOIN van_ban AS mot ON mot.id = quan_he.van_ban JOIN van_ban AS hai ON hai.id = quan_he.dich
JOIN van_ban AS neu ON neu.id = quan_he.noi_neu""",
    "can_kiem_tra_theo_loai": """
SELECT ma_loi, ten, muc_do, count(*) AS so_luong FROM can_kiem_tra GROUP BY ma_loi, ten, muc_do
ORDER BY so_luong DESC, ma_loi""",
}


def database(rows: Mapping[str, Iterable[Row]]) -> bytes:
    """Return the database of these rows by table; `TABLES` gives tables and columns their order.

    Integers identify rows inside the file alone; `ma` does in every build.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA foreign_keys = ON;")
        places: dict[str, dict[Cell, int]] = {}
        with connection:
            for table in TABLES:
                connection.execute(_created(table))
                places[table.name] = _filled(connection, table, rows[table.name], places)
                for column in table.columns:
                    if column.to:
                        connection.execute(_indexed(table, column))
            for name in SEARCHED:
                for statement in _searched(name):
                    connection.execute(statement)
            for name, words in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {words}")
        return connection.serialize()
    finally:
        connection.close()


def _created(table: Table) -> str:
    columns = ["id INTEGER PRIMARY KEY", *(_column(column) for column in table.columns)]
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _column(column: Column) -> str:
    if column.to:
        return f"{column.name} INTEGER REFERENCES {column.to}(id) DEFERRABLE INITIALLY DEFERRED"
    kind = "INTEGER" if column.kind == "integer" else "TEXT"
    return f"{column.name} {kind}{' NOT NULL UNIQUE' if column.name == 'ma' else ''}"


def _indexed(table: Table, column: Column) -> str:
    return f"CREATE INDEX {table.name}_{column.name} ON {table.name}({column.name})"


def _filled(
    connection: sqlite3.Connection, table: Table, rows: Iterable[Row], places: Mapping[str, Mapping[Cell, int]]
) -> dict[Cell, int]:
    """Insert the rows in order; return the place of each by its `ma`."""
    given = list(rows)
    mine = {row[0]: place for place, row in enumerate(given, 1)} if table.has_key else {}
    known = {**places, table.name: mine}
    count = len(table.columns) + 1
    # Names of tables are ours.
    insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * count)})"  # noqa: S608
    connection.executemany(insert, _numbered(table, given, known))
    return mine


def _numbered(
    table: Table, rows: Iterable[Row], places: Mapping[str, Mapping[Cell, int]]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows with their number, numbers in place of keys."""
    links = [(index, places[column.to]) for index, column in enumerate(table.columns) if column.to]
    for number, row in enumerate(rows, 1):
        cells = [number, *row]
        for index, known in links:
            cells[index + 1] = known[row[index]] if row[index] is not None else None
        yield tuple(cells)


def _searched(name: str) -> Iterator[str]:
    columns = ", ".join((*SEARCHED[name], "nguyen_van"))
    folded = ", ".join(f"replace(replace({column}, 'đ', 'd'), 'Đ', 'D') AS {column}" for column in SEARCHED[name])
    written = " || ' ' || ".join(f"coalesce({column}, '')" for column in SEARCHED[name])
    options = f"content='{name}_tim', content_rowid='id', tokenize='unicode61 remove_diacritics 2'"
    yield f"CREATE VIEW {name}_tim AS SELECT id, {folded}, {written} AS nguyen_van FROM {name}"  # noqa: S608
    yield f"CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, {options})"
    yield f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')"  # noqa: S608
