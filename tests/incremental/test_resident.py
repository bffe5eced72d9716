"""What `serve` keeps and leaves for later: a page follows its document at once, the rest ends as in a clean build."""

import random
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import build as stages
from build_tools.base.memo import Memo
from build_tools.cli.main import main
from build_tools.incremental.input_digest import unfinished
from build_tools.incremental.resident import Resident
from build_tools.publish.mkdocs_process import MkDocsProcess
from build_tools.render.addresses import DATA
from build_tools.render.lookups import LOOKUPS
from build_tools.render.page_task import plan_of
from build_tools.render.pages.plans import PLANS
from build_tools.search import FOLDER
from tests.conftest import SAMPLE, content, long
from tests.tools.bench.collection import documents, write

LETTER = (
    "Số: {}/SNV-VP\n\nQuảng Trị, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các phòng thuộc Sở.\n\n"
    "1. Văn phòng Sở báo cáo kết quả thực hiện Kết luận số 120-KL/TW trước ngày {}/6/2024.\n"
)


def build(root: Path, resident: Resident | None = None, *, hurried: bool = False) -> stages.Built:
    return stages.build(root, lambda *_: None, resident=resident, hurried=hurried)


@pytest.fixture
def register(small_project: Path, tmp_path: Path) -> Path:
    root = tmp_path / "so"
    shutil.copytree(small_project, root)
    return root


def served(root: Path) -> Resident:
    """What `serve` has after a first build, which has something to do."""
    resident = Resident(root, root / stages.DOCUMENTS)
    (root / "source_docs" / "dau.txt").write_text(LETTER.format(60, 1), encoding="utf-8")
    build(root, resident)
    return resident


def late(root: Path) -> dict[str, bytes]:
    """The files that may come later: the index of the search and the open data."""
    index = (file for file in content(root / "site").items() if not file[0].startswith(f"{FOLDER}/v"))
    return {path: data for path, data in index if path.startswith((f"{FOLDER}/", f"{DATA}/"))}


def left(built: stages.Built) -> int:
    assert built.written is not None
    return built.written.left


CLEAN: dict[tuple[tuple[str, bytes], ...], dict[str, bytes]] = {}


def clean(root: Path, place: Path) -> dict[str, bytes]:
    """The site of a build from nothing of the same documents; all else is the same in each `register`."""
    documents = tuple(sorted(content(root / stages.DOCUMENTS).items()))
    if documents not in CLEAN:
        shutil.copytree(root, place, ignore=shutil.ignore_patterns("site", ".build", "van-ban", "don-vi", FOLDER, DATA))
        build(place)
        CLEAN[documents] = content(place / "site")
    return CLEAN[documents]


def test_a_page_comes_at_once_and_the_search_with_the_next_build(register: Path, tmp_path: Path) -> None:
    resident = served(register)
    before = late(register)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    built = build(register, resident, hurried=True)
    resident.close()
    assert left(built) > 0
    assert (register / "site" / "van-ban" / "77-snv-vp.html").is_file()
    assert late(register) == before
    after = build(register)  # of the same documents: it must not take the last build for a whole one
    assert left(after) == 0
    assert late(register) != before
    assert content(register / "site") == clean(register, tmp_path / "sach")


def test_the_documents_of_the_last_whole_build_are_no_reason_to_stop(register: Path) -> None:
    resident = served(register)
    whole = content(register / "site")
    file = register / "source_docs" / "dau.txt"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("báo cáo", "tổng hợp"), encoding="utf-8")
    assert left(build(register, resident, hurried=True)) > 0
    file.write_text(before, encoding="utf-8")
    resident.close()
    build(register)
    assert content(register / "site") == whole


@pytest.mark.parametrize("gone", [f"{DATA}/so-van-ban.zip", f"{FOLDER}/h0.js"])
def test_nothing_is_left_for_later_where_a_part_is_missing(register: Path, gone: str) -> None:
    resident = served(register)
    resident.close()  # nothing is left of what the last build knew of the files
    (register / "docs" / gone).unlink()
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    build(register, resident, hurried=True)
    resident.close()
    found = late(register)
    build(register)
    assert late(register) == found
    assert gone in found


@pytest.mark.parametrize(
    "gone", ["docs/lich/index.md", "site", *long(f"docs/{DATA}/so-van-ban.zip", "site/lich/index.html")]
)
def test_what_somebody_removes_meanwhile_comes_back_once_nothing_is_hurried(
    register: Path, tmp_path: Path, gone: str
) -> None:
    resident = served(register)
    if gone == "site":
        shutil.rmtree(register / gone)
    else:
        (register / gone).unlink()
    for day in (3, 4):
        (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, day), encoding="utf-8")
        build(register, resident, hurried=True)
        assert (register / "site" / "don-vi" / "index.html").is_file()
    build(register, resident)
    resident.close()
    assert content(register / "site") == clean(register, tmp_path / "sach")


def test_a_file_to_which_a_page_leads_now_is_there_with_the_page(register: Path, tmp_path: Path) -> None:
    """A unit without a deadline has no calendar; its first deadline brings it, though calendars may come later."""
    resident = served(register)
    file, folder = register / "source_docs" / "moi.txt", register / "site" / "don-vi"
    text = LETTER.format(77, 3).replace("Văn phòng Sở", "Sở Y tế")
    file.write_text(text.replace(" trước ngày 3/6/2024", ""), encoding="utf-8")
    build(register, resident)
    (page,) = folder.rglob("so-y-te.html")
    assert page.with_suffix(".csv").is_file()
    assert not page.with_suffix(".ics").exists()
    file.write_text(text, encoding="utf-8")
    assert left(build(register, resident, hurried=True)) > 0
    assert b"so-y-te.ics" in page.read_bytes()
    assert b"20240603" in page.with_suffix(".ics").read_bytes()
    table = page.with_suffix(".csv").read_bytes()
    file.write_text(text.replace("3/6/2024", "4/6/2024"), encoding="utf-8")
    build(register, resident, hurried=True)
    assert b"2024-06-04" in page.read_bytes()
    assert page.with_suffix(".csv").read_bytes() == table
    build(register, resident)
    resident.close()
    assert content(register / "site") == clean(register, tmp_path / "sach")


@pytest.mark.parametrize("withdrawn", ["removed", "khong_cong_bo: true", "che_so: true"])
def test_what_is_withdrawn_leaves_the_search_at_once(register: Path, withdrawn: str) -> None:
    resident = served(register)
    file = register / "source_docs" / "dau.txt"
    if withdrawn == "removed":
        file.unlink()
    else:
        file.with_suffix(".yml").write_text(f"{withdrawn}\n", encoding="utf-8")
    assert left(build(register, resident, hurried=True)) == 0
    resident.close()
    if "che_so" not in withdrawn:
        assert not any(b"60/SNV-VP" in data for data in late(register).values())


def test_a_site_of_which_something_is_left_is_not_published(register: Path, tmp_path: Path) -> None:
    resident = served(register)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    assert left(build(register, resident, hurried=True)) > 0
    resident.close()
    assert unfinished(register)
    command = ["publish", "--project", str(register), str(tmp_path / "may-chu")]
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, (tmp_path / "may-chu").exists()) == (1, False)
    assert "chưa dựng xong" in refused.output
    build(register)
    assert CliRunner().invoke(main, command).exit_code == 0


def test_a_series_of_changes_ends_as_a_clean_build(register: Path, tmp_path: Path) -> None:
    resident, chance = Resident(register, register / stages.DOCUMENTS), random.Random(29)  # noqa: S311
    sources = register / "source_docs"
    build(register, resident)
    for step in range(5):
        held = sorted(sources.glob("moi-*.txt"))
        if step == 3:
            chance.choice(held).unlink()
        (sources / f"moi-{chance.randrange(3)}.txt").write_text(LETTER.format(70 + step, step + 1), encoding="utf-8")
        build(register, resident, hurried=step != 2)
    build(register, resident)
    resident.close()
    assert not list((register / ".build").glob("site-*"))
    assert content(register / "site") == clean(register, tmp_path / "sach")


def test_the_prepared_site_is_taken_if_nothing_else_has_happened(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def counted(root: Path, target: Path) -> MkDocsProcess:
        started.append(target)
        return MkDocsProcess(root, target)

    monkeypatch.setattr("build_tools.publish.site_builder.MkDocsProcess", counted)
    resident = Resident(register, register / stages.DOCUMENTS)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    build(register, resident)
    assert len(started) == 1  # for this build and for the next
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(78, 3), encoding="utf-8")
    build(register, resident)
    assert len(started) == 1
    guide = register / "docs" / "huong-dan" / "index.md"
    guide.write_text(guide.read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8")
    build(register, resident)
    assert len(started) == 2  # the one that waits knew another guide
    resident.close()


@pytest.mark.parametrize("harm", ["links", "page", "other build"])
def test_what_happens_between_two_builds_is_seen(register: Path, tmp_path: Path, harm: str) -> None:
    resident = Resident(register, register / stages.DOCUMENTS)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    build(register, resident)
    if harm == "links":
        for links in (register / ".build").glob("site-links-*"):
            shutil.rmtree(links, ignore_errors=True)
    elif harm == "page":
        (register / "docs" / "lich" / "index.md").write_text("khác", encoding="utf-8")
    else:
        (register / "source_docs" / "khac.txt").write_text(LETTER.format(79, 9), encoding="utf-8")
        build(register)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(78, 4), encoding="utf-8")
    build(register, resident)
    resident.close()
    assert content(register / "site") == clean(register, tmp_path / "sach")


@pytest.mark.parametrize("interrupted", [True, False])
def test_a_build_that_ends_behind_the_exchange_leaves_a_whole_site(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, interrupted: bool
) -> None:
    """The former site is half brought level: by a build that somebody ends, or on a disk that takes no more links."""
    resident = served(register)

    def broken(old: Path, *_: object) -> bool:
        shutil.rmtree(old / "van-ban")
        if interrupted:
            raise KeyboardInterrupt
        return False

    monkeypatch.setattr("build_tools.publish.site_builder.made_level", broken)
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(77, 3), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt) if interrupted else nullcontext():
        build(register, resident, hurried=True)
    monkeypatch.undo()
    (register / "source_docs" / "moi.txt").write_text(LETTER.format(78, 4), encoding="utf-8")
    build(register, resident, hurried=True)
    build(register, resident)
    resident.close()
    assert content(register / "site") == clean(register, tmp_path / "sach")
    assert not list((register / ".build").glob("site-*"))


def test_documents_kept_in_memory_are_those_of_the_files(register: Path) -> None:
    resident = Resident(register, register / stages.DOCUMENTS)
    file = register / "source_docs" / "moi.txt"
    for number in (77, 78, 77):
        file.write_text(LETTER.format(number, 3), encoding="utf-8")
        kept = stages.read(register, lambda *_: None, resident=resident)
        assert kept == stages.read(register, lambda *_: None)
    file.unlink()
    kept = stages.read(register, lambda *_: None, resident=resident)
    assert kept == stages.read(register, lambda *_: None)


def planned(reading: stages.LoadedCorpus, memo: Memo | None = None) -> dict[str, object]:
    """All look-ups and page tasks of what was read."""
    assert reading.corpus is not None
    plan = plan_of(reading.corpus, reading.vocabulary, "", memo)
    lookups: dict[str, object] = {name: dict(getattr(plan.site, name)) for name in LOOKUPS}
    tasks = (task for planned_by in PLANS for task in planned_by(plan))
    return lookups | {task.key: (task.make, task.inputs, task.listed, task.later) for task in tasks}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_planned_of_a_series_of_changes_is_what_a_clean_build_plans(tmp_path: Path, seed: int) -> None:
    """Documents that amend, answer and continue each other: words, numbers and dates change, files come and go."""
    chance, sources, away = random.Random(seed), tmp_path / "source_docs", tmp_path / "away"  # noqa: S311
    shutil.copytree(SAMPLE, sources)
    away.mkdir()
    resident = Resident(tmp_path, tmp_path / stages.DOCUMENTS)
    for step in range(8):
        texts = sorted(file for file in sources.rglob("*.txt"))
        for file in chance.sample(texts, chance.randrange(3)):
            text = file.read_text(encoding="utf-8")
            old, new = chance.choice(
                (("1", "2"), ("Sở", "Phòng"), ("2025", "2026"), ("bãi bỏ", "sửa đổi"), (".", ".. "))
            )
            file.write_text(text.replace(old, new, chance.randrange(1, 9)), encoding="utf-8")
        if step % 2:
            gone = chance.choice(texts)
            gone.rename(away / gone.name)
        elif held := sorted(away.iterdir()):
            back = chance.choice(held)
            back.rename(sources / chance.choice((back.name, f"khac-{back.name}")))
        kept = stages.read(tmp_path, lambda *_: None, resident=resident, hurried=bool(chance.randrange(2)))
        found = stages.read(tmp_path, lambda *_: None)
        assert (kept.corpus, kept.diagnostics) == (found.corpus, found.diagnostics)
        if chance.randrange(4):  # else nothing is planned, as where a file can't be used
            assert planned(kept, resident.memo) == planned(found)


NAMES = "ten_goi:\n  - {dieu: đơn vị, viet: Thanh tra Sở, la: Văn phòng Sở, ly_do: thử, ngay_soat: 2024-01-02}\n"


@pytest.mark.parametrize("seed", [1, *long(2, 3, 4, 5)])
def test_what_is_kept_of_a_series_of_changes_is_what_a_clean_build_finds(tmp_path: Path, seed: int) -> None:
    """Documents come, change, go and get other names; units do; each time all is as if nothing had been kept."""
    chance, given = random.Random(seed), list(documents(45))  # noqa: S311
    sources = tmp_path / "source_docs"
    write(given[:25], sources)
    more = iter(given[25:])
    resident = Resident(tmp_path, tmp_path / stages.DOCUMENTS)
    pages = tmp_path / "docs"
    for step in range(6):
        held = sorted(sources.rglob("*.txt"))
        for file in chance.sample(held, 3):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("báo cáo", "tổng hợp", 1) + f"\nThêm {step}.\n", encoding="utf-8")
        gone, moved, stated = chance.sample(held, 3)
        hurried = step % 2 == 1
        if not hurried:  # what is withdrawn is not left for later
            gone.unlink()
            moved.rename(moved.with_name(f"khac-{moved.name}"))
        if stated.is_file():
            stated.with_suffix(".yml").write_text("dia_phuong: Lào Cai\nly_do: thử\n", encoding="utf-8")
        write([next(more) for _ in range(3)], sources)
        if step == 3:
            (sources / "so-dang-ky").mkdir()
            (sources / "so-dang-ky" / "ten.yml").write_text(NAMES, encoding="utf-8")
        kept = stages.read(tmp_path, lambda *_: None, resident=resident, hurried=hurried)
        found = stages.read(tmp_path, lambda *_: None)
        assert (kept.corpus, kept.diagnostics) == (found.corpus, found.diagnostics)
        assert planned(kept, resident.memo) == planned(found)
        assert kept.corpus is not None
        assert not hurried or resident.may_hurry(kept.corpus)
        stages.write(tmp_path, kept.corpus, kept.vocabulary, lambda *_: None, hurried=hurried, resident=resident)
        resident.remember(kept.corpus)
    kept = stages.read(tmp_path, lambda *_: None, resident=resident)
    assert kept.corpus is not None
    stages.write(tmp_path, kept.corpus, kept.vocabulary, lambda *_: None, resident=resident)
    clean = tmp_path / "sach"
    shutil.copytree(sources, clean / "source_docs")
    found = stages.read(clean, lambda *_: None)
    assert found.corpus is not None
    stages.write(clean, found.corpus, found.vocabulary, lambda *_: None)
    assert content(pages) == content(clean / "docs")
