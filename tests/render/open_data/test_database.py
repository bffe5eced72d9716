"""The database: keys that hold, words found without tones, the queries of the guide, the same bytes again."""

import sqlite3
from collections.abc import Iterator

import pytest

from build_tools.render.open_data.catalogue import QUERIES
from build_tools.render.open_data.database import SEARCHED, VIEWS
from build_tools.render.open_data.tables import DATABASE, TABLES
from build_tools.render.pages.open_data import open_data_page_tasks
from tests.render.open_data.registers import NAMES, register


def opened(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(register(name).packed()["so-van-ban.db"])
    return connection


@pytest.fixture
def sample() -> Iterator[sqlite3.Connection]:
    connection = opened("sample")
    yield connection
    connection.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole(name: str) -> None:
    connection = opened(name)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    corpus = register(name).plan.corpus
    for table, count in (("van_ban", len(corpus.works)), ("quan_he", len(corpus.edges)), ("don_vi", len(corpus.units))):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)  # noqa: S608
    for table in SEARCHED:
        connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    connection.close()


def test_its_keys_are_real(sample: sqlite3.Connection) -> None:
    for table in TABLES:
        links = {row[3]: (row[2], row[4]) for row in sample.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert links == {column.name: (column.to, "id") for column in table.columns if column.to}
    sample.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError), sample:
        sample.execute("INSERT INTO quan_he (van_ban, dich) VALUES (999999, 1)")


@pytest.mark.parametrize(
    ("table", "words", "column", "expected"),
    [
        ("van_ban", "quy che dan chu", "trich_yeu", "Quy chế dân chủ"),
        ("van_ban", "nghi dinh", "ten", "Nghị định"),
        ("van_ban", "an thinh", "co_quan", "An Thịnh"),
        ("nhiem_vu", "don doc", "viec", "đôn đốc"),
        ("don_vi", "hoi dong nhan dan", "ten", "Hội đồng nhân dân"),
        ("van_ban", "Quy chế dân chủ", "trich_yeu", "Quy chế dân chủ"),
        ("nhiem_vu", "đôn đốc", "viec", "đôn đốc"),
        ("don_vi", "hội đồng nhân dan", "ten", "Hội đồng nhân dân"),
        ("don_vi", '"hội đồng nhân dân"', "ten", "Hội đồng nhân dân"),
    ],
)
def test_words_are_found_however_they_are_typed(
    sample: sqlite3.Connection, table: str, words: str, column: str, expected: str
) -> None:
    """đ as d too, which the tokenizer of SQLite does not do."""
    query = f"SELECT {column} FROM {table} WHERE id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608
    found = [row[0] or "" for row in sample.execute(query, (words,))]
    assert any(expected.casefold() in each.casefold() for each in found), found


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_queries_of_the_guide_answer(sample: sqlite3.Connection, query: object) -> None:
    assert sample.execute(query.sql).fetchall()  # type: ignore[attr-defined]


@pytest.mark.parametrize("view", VIEWS)
def test_the_views_tell_something(sample: sqlite3.Connection, view: str) -> None:
    assert sample.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608


def test_the_same_rows_give_the_same_bytes() -> None:
    found = register("sample")
    task = next(task for task in open_data_page_tasks(found.plan) if task.key == DATABASE)
    made = {page.path: page.content for page in task.run(found.site)}  # type: ignore[union-attr]
    assert made.keys() >= {DATABASE, "du-lieu/nhiem-vu.csv"}  # tables that stand whole are made of the same rows
    assert made == {path: found.files[path] for path in made}


def test_the_page_names_the_views() -> None:
    page = register("sample").files["du-lieu/index.md"].decode()
    assert all(f"`{view}`" in page for view in VIEWS)
