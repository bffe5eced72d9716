"""Programs for which the open data is made: frictionless and Datasette find what they ask for."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasette.app import Datasette
from frictionless import Package

from build_tools.model.page import Page
from build_tools.render.open_data.catalogue import QUERIES
from build_tools.render.pages import open_data
from tests.render.open_data.registers import register


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the data."""
    folder = tmp_path_factory.mktemp("du-lieu")
    for path, data in register("sample").files.items():
        if path.startswith("du-lieu/"):
            (folder / path.removeprefix("du-lieu/")).write_bytes(data)
    return folder


def opened(name: str, folder: Path) -> Datasette:
    """As the guide says: the archive unpacked, both of its files given."""
    for file, data in register(name).packed().items():
        (folder / file).write_bytes(data)
    settings = yaml.safe_load((folder / "metadata.yaml").read_text("utf-8"))
    return Datasette(immutables=[str(folder / "so-van-ban.db")], metadata=settings)


@pytest.fixture(scope="module", params=["sample", "dong_nai"])
def datasette(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return opened(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def dong_nai(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return opened("dong_nai", tmp_path_factory.mktemp("search"))


def _answer(question: Coroutine[Any, Any, Any]) -> Any:
    """Ask from a thread of its own: where a browser test ran before, this one has a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, question).result()


def asked(datasette: Datasette, path: str, **query: str) -> Any:
    async def answer() -> Any:
        await datasette.invoke_startup()
        return await datasette.client.get(f"/so-van-ban/{path}", params={"_shape": "array", **query})

    found = _answer(answer())
    assert found.status_code == 200, found.text
    return found.json()


def test_the_package_is_valid(folder: Path) -> None:
    """Every row of every table by its types, and every key."""
    package = Package(str(folder / "datapackage.json"))
    assert len(package.resources) >= 9
    report = package.validate()
    assert report.valid, report.flatten(["taskName", "rowNumber", "message"])[:5]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # frictionless leaves archives open
def test_packed_tables_are_opened_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "PLAIN", 1)
    plan = register("sample").plan
    for task in open_data.open_data_page_tasks(plan):
        for page in task.run(plan.site):
            if isinstance(page, Page) and isinstance(page.content, (str, bytes)):
                data = page.content.encode() if isinstance(page.content, str) else page.content
                (tmp_path / page.path.removeprefix("du-lieu/")).write_bytes(data)
    package = Package(str(tmp_path / "datapackage.json"))
    assert all(resource.compression == "zip" for resource in package.resources)
    report = package.validate()
    assert report.valid, report.flatten(["taskName", "rowNumber", "message"])[:5]
    assert all(task.stats["rows"] for task in report.tasks)


def test_a_row_that_breaks_a_rule_of_the_package_is_found(folder: Path, tmp_path: Path) -> None:
    """So that the test above can fail: a task of no document, a day that is none."""
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "nhiem-vu.csv").open("a", encoding="utf-8", newline="") as table:
        table.write("x#1,khong-co,,,,,,,,,\r\n")
    with (tmp_path / "thoi-han.csv").open("a", encoding="utf-8", newline="") as table:
        table.write("x#1,1,,,,2024-13-45,,,,\r\n")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {kind for _, kind in report.flatten(["taskName", "type"])} == {"foreign-key", "type-error"}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_queries_of_the_guide_answer(datasette: Datasette, query: Any) -> None:
    assert asked(datasette, f"{query.name}.json")


@pytest.mark.parametrize(
    ("table", "words", "column", "expected"),
    [
        ("van_ban", "ke hoach dan chu", "ten", "Kế hoạch"),
        ("van_ban", "Kế hoạch dân chủ", "ten", "Kế hoạch"),
        ("van_ban", "dong nai", "co_quan", "Đồng Nai"),
        ("van_ban", "Đồng Nai", "co_quan", "Đồng Nai"),
        ("nhiem_vu", "don doc", "viec", "đôn đốc"),
        ("don_vi", "van phong so", "ten", "Văn phòng Sở"),
    ],
)
def test_its_search_finds_words_typed_without_tones(
    dong_nai: Datasette, table: str, words: str, column: str, expected: str
) -> None:
    assert asked(dong_nai, f"{table}.json", _search="khong-co-chu-nay") == []
    found = [row[column] or "" for row in asked(dong_nai, f"{table}.json", _search=words)]
    assert any(expected.casefold() in each.casefold() for each in found), found


def test_it_shows_the_meaning_of_columns_and_the_name_behind_a_key(datasette: Datasette) -> None:
    async def page(path: str) -> str:
        await datasette.invoke_startup()
        return str((await datasette.client.get(path)).text)

    shown = _answer(page("/so-van-ban/nhiem_vu"))
    assert "Đơn vị thực hiện, như văn bản gọi" in shown
    assert "/so-van-ban/van_ban/1" in shown
