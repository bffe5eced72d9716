"""Writing and publishing: only what differs, aside and then in one step, the old site whole when MkDocs refuses."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Queue

import pytest

from build_tools import build as stages
from build_tools.model.page import Page
from build_tools.publish.mkdocs_process import PublishError, environment
from build_tools.publish.page_files import write_pages
from build_tools.publish.site_builder import NextSite, Published, alone
from tests.conftest import ROOT, content


def publish(root: Path) -> Published:
    with NextSite(root) as site:
        return site.publish()


def times(folder: Path) -> dict[str, int]:
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_only_what_differs_is_written_and_orphans_go(tmp_path: Path) -> None:
    (tmp_path / "tay.md").write_text("viết bằng tay")
    pages = [Page("a/1.md", "một"), Page("a/b/2.md", b"hai")]
    assert write_pages(tmp_path, pages, ["a"], tmp_path).changed == 2
    before = times(tmp_path)
    again = write_pages(tmp_path, pages, ["a"], tmp_path)
    assert (again.changed, again.same, again.removed) == (0, 2, 0)
    assert times(tmp_path) == before
    assert write_pages(tmp_path, pages[:1], ["a"], tmp_path).removed == 1
    assert sorted(times(tmp_path)) == ["a/1.md", "tay.md"]
    assert not (tmp_path / "a" / "b").exists()


def test_a_second_build_changes_no_file(project: Path) -> None:
    before = {folder: times(project / folder) for folder in ("docs", "site", ".build")}
    built = stages.build(project, lambda *_: None)
    assert built.written is None
    assert built.published is not None
    assert not built.published.rebuilt
    assert built.diagnostics == stages.read(project, lambda *_: None).diagnostics
    assert {folder: times(project / folder) for folder in ("docs", "site", ".build")} == before


def test_two_builds_in_two_places_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("site", ".build", "van-ban", "don-vi"))
    stages.build(other, lambda *_: None)
    assert content(other / "site") == content(project / "site")


def test_a_refused_page_leaves_the_old_site_whole(small_project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root)
    before = content(root / "site")
    (root / "docs" / "huong-dan" / "hong.md").write_text("[không có](khong-co.md)\n")
    with pytest.raises(PublishError, match=r"khong-co\.md"):
        publish(root)
    assert content(root / "site") == before
    (root / "docs" / "huong-dan" / "hong.md").unlink()
    assert not publish(root).rebuilt


def test_a_damaged_site_is_built_again(small_project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root)
    (root / "site" / "index.html").unlink()
    assert publish(root).rebuilt
    assert content(root / "site") == content(small_project / "site")


def test_a_page_that_did_not_change_keeps_its_time(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    before = times(root / "site")
    guide = root / "docs" / "huong-dan" / "index.md"
    guide.write_text(guide.read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8")
    publish(root)
    after = times(root / "site")
    assert after["van-ban/120-kl-tw.html"] == before["van-ban/120-kl-tw.html"]
    assert after["huong-dan/index.html"] != before["huong-dan/index.html"]


def test_two_builds_at_once_give_one_whole_site(small_project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root, ignore=shutil.ignore_patterns("site", ".build", "van-ban"))
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
    builds = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    assert content(root / "site") == content(small_project / "site")
    assert not list((root / ".build").glob("site-*"))


def test_a_build_that_waits_for_another_says_so_and_finds_it_done(project: Path) -> None:
    told: Queue[str] = Queue()
    built: Queue[stages.Built] = Queue()
    with alone(project):
        other = threading.Thread(
            target=lambda: built.put(stages.build(project, lambda stage, *_: told.put(stage))), daemon=True
        )
        other.start()
        assert told.get(timeout=20) == "Chờ lần dựng khác xong"
        assert built.empty()
    other.join(timeout=60)
    assert built.get_nowait().written is None


def test_a_build_killed_midway_is_repaired_by_the_next(small_project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root, ignore=shutil.ignore_patterns("site", ".build"))
    command = [sys.executable, "-m", "build_tools", "build", "--project", str(root)]
    for seconds in (0.4, 0.9):
        build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        build.kill()
        build.wait()
    stages.build(root, lambda *_: None)
    assert content(root / "site") == content(small_project / "site")


LETTER = (
    "Số: {0}/UBND-NC\n\nLào Cai, ngày {0:02} tháng 3 năm 2023\n\nKính gửi: Sở Nội vụ.\n\nTheo {1}, báo cáo trước {2}.\n"
)
CITED = (
    "Công văn số 481/UBND-NC ngày 14/02/2022",
    "Nghị định số 59/2023/NĐ-CP",
    "Công văn số 3/UBND-NC ngày 03/3/2023",
)


def test_what_is_renewed_bit_by_bit_is_what_a_clean_build_gives(small_project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root)
    chance = random.Random(11)  # noqa: S311  the same series each time
    documents = root / "source_docs"
    held: list[Path] = []
    for step in range(1, 9):
        before = (root / "site" / "index.html").stat().st_ino
        if held and step % 3 == 0:
            held.pop(chance.randrange(len(held))).unlink()
        else:
            file = chance.choice(held) if held and step % 4 == 0 else documents / f"thu-{step}.txt"
            words = LETTER.format(step, chance.choice(CITED), f"ngày {chance.randint(10, 28)}/12/2023")
            file.write_text(words, encoding="utf-8")
            held = sorted({*held, file})
        published = stages.build(root, lambda *_: None).published
        assert published is not None
        assert published.rebuilt
        assert (root / "site" / "index.html").stat().st_ino != before
    clean = tmp_path / "moi"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".build"))
    stages.build(clean, lambda *_: None)
    assert content(root / "site") == content(clean / "site")
    assert not list((root / ".build").glob("site-*"))


def test_many_processes_give_what_mkdocs_gives_alone(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=project, env=environment(), check=True, capture_output=True)
    assert content(tmp_path / "site") == content(project / "site")


def test_a_link_to_an_anchor_that_is_not_there_is_refused(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    (root / "docs" / "huong-dan" / "hong.md").write_text("[không có](../van-ban/120-kl-tw.md#khong-co)\n")
    with pytest.raises(PublishError, match="khong-co"):
        publish(root)


@pytest.mark.parametrize("change", [("Quảng Trị", ""), ("thực hiện", "hiện thực"), ("Sở", "Sở Sở")])
def test_a_page_that_does_not_show_its_document_whole_is_refused(
    project: Path, tmp_path: Path, change: tuple[str, str]
) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    page = root / "docs" / "van-ban" / "96-skhcn-vp.md"
    head, opening, text = page.read_text(encoding="utf-8").partition('<div class="toan-van"')
    assert opening
    page.write_text(head + opening + text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(PublishError, match=r"van-ban/96-skhcn-vp\.md: trang không hiện đúng từng chữ"):
        publish(root)
    assert content(root / "site") == content(project / "site")


def test_a_page_that_is_refused_while_others_are_kept_leaves_the_old_site_whole(
    small_project: Path, tmp_path: Path
) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(small_project, root)
    before, stamps = content(root / "site"), times(root / "site")
    (root / "docs" / "van-ban" / "hong.md").write_text("[không có](khong-co.md)\n")
    with pytest.raises(PublishError, match=r"khong-co\.md"):
        publish(root)
    assert (content(root / "site"), times(root / "site")) == (before, stamps)


def test_a_file_among_the_pages_whose_name_is_no_text_goes_like_any_other(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    odd = root / "docs" / "van-ban" / os.fsdecode(b"\xff.md")
    odd.write_text("thừa")
    (root / "source_docs" / "2023").mkdir(exist_ok=True)
    (root / "source_docs" / "2023" / "thu.txt").write_text(LETTER.format(7, CITED[0], "ngày 20/12/2023"))
    before = set((root / "docs").rglob("*.*"))
    built = stages.build(root, lambda *_: None)
    assert built.written is not None
    gone = {file.name for file in before - set((root / "docs").rglob("*.*"))}
    # Two works now share an address: the page there lists both, and the data beside it stands below, as they do.
    assert gone == {odd.name, "481-ubnd-nc.json", "481-ubnd-nc.jsonld"}
    assert built.written.removed == len(gone)


def test_one_page_is_renewed_without_the_others_being_made(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    inodes = {file: file.stat().st_ino for file in (root / "site" / "van-ban").rglob("*.html")}
    page = root / "docs" / "van-ban" / "120-kl-tw.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    assert publish(root).rebuilt
    renewed = [file.name for file, inode in inodes.items() if file.stat().st_ino != inode]
    assert renewed == ["120-kl-tw.html"]
    assert "Thêm." in (root / "site" / "van-ban" / "120-kl-tw.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("touched", ["source_docs/2022/moi.txt", "docs/huong-dan/lich.md", "docs/van-ban/120-kl-tw.md"])
def test_a_change_anywhere_is_seen(project: Path, tmp_path: Path, touched: str) -> None:
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    file = root / touched
    before = file.read_text(encoding="utf-8") if file.exists() else "Số: 1/SNV-VP\n\nYêu cầu báo cáo.\n"
    file.write_text(f"{before}\nThêm.\n", encoding="utf-8")
    built = stages.build(root, lambda *_: None)
    assert built.written is not None
    assert built.published is not None
    if "van-ban" in touched:  # a page of ours is written as it must be
        assert content(root / "site") == content(project / "site")
    else:
        assert built.published.rebuilt
