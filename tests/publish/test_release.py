"""A site goes onto a web server's folder in one step, however often it is asked for and whenever it is cut off."""

import shutil
from pathlib import Path

import pytest

from build_tools.publish import release as releases
from build_tools.publish.release import CURRENT, KEPT, NoSiteError, release
from tests.conftest import content


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "van-ban").mkdir(parents=True)
    (site / "index.html").write_text("một", encoding="utf-8")
    (site / "van-ban" / "1.html").write_text("hai", encoding="utf-8")
    return site


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "may-chu"


def published(target: Path) -> list[str]:
    return sorted(path.name for path in target.iterdir() if not path.name.startswith("."))


def test_twice_is_once(site: Path, target: Path) -> None:
    assert release(site, target).copied
    again = release(site, target)
    assert not again.copied
    assert published(target) == sorted([again.folder.name, CURRENT])
    assert content(target / CURRENT) == content(site)
    assert not list((target / CURRENT).glob("*/index.html"))


def test_a_copy_that_was_cut_off_is_never_served(site: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(site, target)
    before = content(target / CURRENT)
    (site / "index.html").write_text("ba", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copy2", full)
        with pytest.raises(OSError, match="No space"):
            release(site, target)
    assert content(target / CURRENT) == before
    with monkeypatch.context() as patched:  # all is copied, but not as it was
        patched.setattr(shutil, "copy2", lambda _, to: Path(to).write_text("khác"))
        with pytest.raises(NoSiteError, match="không giống"):
            release(site, target)
    assert content(target / CURRENT) == before
    assert release(site, target).copied
    assert content(target / CURRENT) == content(site)
    assert not list(target.glob(".dang-chep-*"))


def test_the_last_five_are_kept(site: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(KEPT + 2):
        monkeypatch.setattr(releases, "_RELEASE", f"ban-{number}-")
        (site / "index.html").write_text(f"lần {number}", encoding="utf-8")
        release(site, target)
    monkeypatch.setattr(releases, "_RELEASE", "ban-")
    (site / "index.html").write_text("cuối", encoding="utf-8")
    done = release(site, target)
    assert done.removed == 3
    kept = published(target)
    assert len(kept) == KEPT + 1
    assert content(target / CURRENT) == content(site)


def test_one_that_somebody_damaged_is_copied_again(site: Path, target: Path) -> None:
    first = release(site, target)
    (first.folder / "van-ban" / "1.html").unlink()
    assert release(site, target).copied
    assert content(target / CURRENT) == content(site)


def test_without_a_site_nothing_is_served(tmp_path: Path, target: Path) -> None:
    with pytest.raises(NoSiteError, match="so-van-ban build"):
        release(tmp_path / "site", target)
    assert not target.exists()
