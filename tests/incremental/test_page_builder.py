"""Pages that are kept: after any series of changes they are what a clean build gives, and few are made."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import build as stages
from build_tools.base.fork import LostError
from build_tools.incremental.page_builder import INLINE, PageBuilder
from build_tools.model.corpus import WorkId
from build_tools.model.page import Page
from build_tools.publish import page_files
from build_tools.render.lookups import TrackedLookup
from build_tools.render.page_task import PageTask, plan_of
from tests.conftest import content
from tests.texts import VOCABULARY, corpus_of
from tests.tools.bench.collection import documents

NUMBER = 30


def make(root: Path, inline: int = INLINE) -> page_files.Written:
    reading = stages.read(root, lambda *_: None)
    assert reading.corpus is not None
    return stages.write(root, reading.corpus, reading.vocabulary, lambda *_: None, inline=inline)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("so")
    for path, text in list(documents(NUMBER + 20))[:NUMBER]:
        file = root / "source_docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    make(root)
    return root


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_series_of_changes_gives_what_a_clean_build_gives(register: Path, tmp_path: Path, few: int) -> None:
    root = tmp_path / "so"
    shutil.copytree(register, root)
    sources = root / "source_docs"
    more = list(documents(NUMBER + 20))[NUMBER:]
    chance = random.Random(few)  # noqa: S311  the same series each time
    for step in range(4):
        held = sorted(file for file in sources.rglob("*.txt"))
        for _ in range(chance.randint(1, 2)):
            path, text = more.pop()
            (sources / path).parent.mkdir(parents=True, exist_ok=True)
            (sources / path).write_text(text, encoding="utf-8")
        if step % 2:
            chance.choice(held).unlink()
            edited = chance.choice([file for file in held if file.is_file()])
            edited.write_text(edited.read_text(encoding="utf-8").replace("báo cáo", "tổng hợp"), encoding="utf-8")
            edited.with_suffix(".yml").write_text("dia_phuong: Lào Cai\nly_do: thử\n", encoding="utf-8")
        make(root, few)  # with 0 other processes make all pages
    clean = tmp_path / "sach"
    shutil.copytree(sources, clean / "source_docs")
    make(clean)
    assert content(root / "docs") == content(clean / "docs")


def test_nothing_is_made_where_nothing_changed(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.incremental.page_builder.run_page_task", None)  # it would be called for any page
    assert make(register).changed == 0


def test_one_document_more_makes_few_pages(register: Path, tmp_path: Path) -> None:
    root = tmp_path / "so"
    shutil.copytree(register, root)
    path, text = list(documents(NUMBER + 20))[NUMBER]
    (root / "source_docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "source_docs" / path).write_text(text, encoding="utf-8")
    written = make(root)
    assert 0 < written.changed < (written.changed + written.same) / 4


def test_a_file_that_somebody_changed_or_removed_is_made_again(register: Path, tmp_path: Path) -> None:
    root = tmp_path / "so"
    shutil.copytree(register, root)
    make(root)
    before = content(root / "docs")
    (root / "docs" / "lich" / "index.md").write_text("khác")
    (root / "docs" / "danh-muc" / "loai.md").unlink()
    (root / "docs" / "van-ban" / "la.md").write_text("thừa")
    make(root)
    assert content(root / "docs") == before


@pytest.mark.parametrize("harm", [b"", b"{}", b"0" * 5000])
def test_a_damaged_record_costs_time_and_nothing_else(register: Path, tmp_path: Path, harm: bytes) -> None:
    root = tmp_path / "so"
    shutil.copytree(register, root)
    (root / stages.PAGES).write_bytes(harm)
    assert make(root).changed == 0
    assert content(root / "docs") == content(register / "docs")


def test_a_page_can_not_walk_through_a_look_up() -> None:
    watched = TrackedLookup("works", {"a": 1, "d": 4})
    assert (watched.get("a"), watched.get("b"), "c" in watched, watched["d"], watched["d"]) == (1, None, False, 4, 4)
    assert set(watched.requested()) == {("works", "a"), ("works", "b"), ("works", "c"), ("works", "d")}
    for walk in (list, len, dict, bool, watched.__class__.items, watched.__class__.keys, watched.__class__.values):
        with pytest.raises(TypeError, match="a page looks keys up"):
            walk(watched)


def test_a_process_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.base.executors.count", lambda: 2)

    def broken(*_: object) -> Iterator[Page]:
        raise SystemExit(3)
        yield Page("a.md", "")

    plan = plan_of(corpus_of({"a.txt": "Số: 5/SNV-VP\n\nYêu cầu báo cáo.\n"}), VOCABULARY)
    maker = PageBuilder(plan, tmp_path, tmp_path, tmp_path / "kept", {}, lambda *_: None, inline=0)
    with pytest.raises(LostError):
        maker([PageTask(f"{place}.md", broken, (WorkId("a"),)) for place in range(40)])


def test_two_recipes_for_one_file_are_refused(tmp_path: Path) -> None:
    def same(*_: object) -> Iterator[Page]:
        yield Page("a.md", "")

    plan = plan_of(corpus_of({"a.txt": "Số: 5/SNV-VP\n\nYêu cầu báo cáo.\n"}), VOCABULARY)
    maker = PageBuilder(plan, tmp_path, tmp_path, tmp_path / "kept", {}, lambda *_: None)
    maker([PageTask("a.md", same), PageTask("a", same)])
    with pytest.raises(RuntimeError, match=r"a\.md is made by a\.md and by a"):
        maker.finish()
