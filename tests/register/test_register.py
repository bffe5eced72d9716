"""An office's own register: the program installed from its wheel, a register begun, filled, built, upgraded."""

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.register import delivery, packaged
from tests.conftest import COLLECTION, ROOT
from tests.source.office import plan, saved

TEXTS = sorted(COLLECTION.rglob("*.txt"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed from its wheel into an environment of its own, without the checkout."""
    folder = tmp_path_factory.mktemp("chuong-trinh")
    source = folder / "nguon"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "site", ".build", "tests", "__pycache__", ".*_cache", "*.egg-info", "van-ban", "don-vi"
    )
    shutil.copytree(ROOT, source, ignore=ignored)
    options = ("-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder), str(source))
    build = [sys.executable, "-m", "pip", "wheel", *options]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "moi-truong"
    venv.create(environment)
    (libraries,) = environment.glob("lib/*/site-packages")
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (libraries / "libraries.pth").write_text(f"{ours}\n", encoding="utf-8")  # the locked libraries, not our checkout
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    return environment / "bin" / "so-van-ban"


def run(program: Path, *arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_register_in_four_commands(program: Path, tmp_path: Path, browser: Browser) -> None:
    """Install it (above), init, add, build: the browser shows the register with the package's theme and scripts."""
    word = tmp_path / "ke-hoach.docx"
    word.write_bytes(saved(plan()))
    run(program, "init", "so", "--ten", "Sổ của Sở Nội vụ", "--tinh", "Lào Cai", "--don-vi", "Sở Nội vụ", cwd=tmp_path)
    root = tmp_path / "so"
    run(program, "add", "--yes", *TEXTS[:2], word, cwd=root)
    said = run(program, "build", cwd=root)
    assert "“so-van-ban serve”" in said
    assert "không có gì thay đổi" in run(program, "build", cwd=root)
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((root / "site" / "index.html").as_uri())
    assert "Sổ của Sở Nội vụ" in page.title()
    assert page.locator(".bao-loi").count() == 1  # the theme of the package
    page.goto((root / "site" / "tim-kiem.html").as_uri() + "?q=120+kl+tw")
    page.wait_for_selector("#ket-qua a")
    assert errors == []
    page.close()
    assert not list((root / "site").rglob("phat-trien"))


def test_init_asks_nothing_twice_and_overwrites_nothing(program: Path, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: khác\n", encoding="utf-8")
    done = subprocess.run([program, "init", "."], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "đã có mkdocs.yml" in done.stderr
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: khác\n"


def test_upgrade_follows_the_program_and_keeps_what_the_office_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery.deliver(tmp_path, delivery.Answers("Sổ A", unit="Sở A"))
    settings, recipe = tmp_path / "mkdocs.yml", tmp_path / ".gitlab-ci.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# site_url", "site_url"), encoding="utf-8")
    assert list(delivery.upgrade(tmp_path)) == []
    later = delivery.delivered
    monkeypatch.setattr(
        delivery, "delivered", lambda answers: {path: f"{text}# mới\n" for path, text in later(answers).items()}
    )
    changes = {change.path: change for change in delivery.upgrade(tmp_path)}
    assert changes[".gitlab-ci.yml"].kept is False
    assert recipe.read_text(encoding="utf-8").endswith("# mới\n")
    assert changes["mkdocs.yml"].kept is True
    assert "+# mới" in changes["mkdocs.yml"].diff
    assert "# mới" not in settings.read_text(encoding="utf-8")
    assert json.loads((tmp_path / delivery.RECORD).read_text(encoding="utf-8"))["answers"]["unit"] == "Sở A"


def test_the_settings_of_a_register_are_those_of_the_program() -> None:
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    theirs = delivery.delivered(delivery.Answers("Sổ A", unit="Sở A", address="http://a.example.vn/"))[
        "mkdocs.yml"
    ].split("\n")
    own = ("site_name:", "site_description:", "site_url:", "# site_url:", "  custom_dir:")
    assert [line for line in ours if not line.startswith(own)] == [line for line in theirs if not line.startswith(own)]
    assert 'site_url: "http://a.example.vn/"' in theirs
    assert not any("custom_dir" in line for line in theirs)


def test_the_pages_of_the_package_are_brought_and_left_alone_afterwards(tmp_path: Path) -> None:
    packaged.bring_pages(tmp_path)
    first = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    assert {file.relative_to(tmp_path).as_posix() for file in first} == set(packaged.pages())
    (tmp_path / "assets" / "page.js").write_text("//", encoding="utf-8")
    packaged.bring_pages(tmp_path)
    assert (tmp_path / "assets" / "page.js").read_text(encoding="utf-8") != "//"
    again = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    assert [file.name for file in first if first[file] != again[file]] == ["page.js"]
