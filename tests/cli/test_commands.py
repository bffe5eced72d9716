"""The command line as a stranger uses it: help, exit status, nothing half-written when a file is bad."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COLLECTION, ROOT, clone_project, copy_project


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build_tools", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def tree(root: Path) -> list[Path]:
    """All that lies below the folder, but what a build keeps for the next one."""
    return sorted(path for path in root.rglob("*") if ".build" not in path.relative_to(root).parts)


@pytest.mark.parametrize("command", ["", "build", "serve", "check", "extract"])
def test_help_is_vietnamese_and_names_the_next_step(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert "Cách dùng:" in done.stdout


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = run("--help").stdout.partition("Các lệnh:")[2]
    names = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
    assert names
    for name in names:
        assert f"so-van-ban {name}" in readme


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "2022/2022-02-15-cong-van-96-skhcn-vp-so-khcn-quang-tri.yml",
            b"loai: a\nla: b\n",
            "quang-tri.yml:2: lỗi VB003",
        ),
        (
            "2022/2022-02-15-cong-van-96-skhcn-vp-so-khcn-quang-tri.yml",
            b"loai: a\nla: \xff\n",
            "quang-tri.yml:2: lỗi VB002",
        ),
    ],
)
def test_a_bad_sidecar_stops_the_build_before_anything_is_written(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    root = copy_project(tmp_path)
    (root / "source_docs" / name).write_bytes(data)
    before = tree(root)
    done = run("build", cwd=root)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(root) == before


def test_check_prints_findings_with_file_and_line_and_writes_nothing(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    before = tree(root)
    done = run("check", cwd=root)
    assert done.returncode == 0
    assert "so-khcn-tay-ninh.txt:3: cảnh báo VB101" in done.stdout
    assert tree(root) == before
    assert run("check", "--strict", cwd=root).returncode == 1


def test_extract_prints_a_record_and_writes_one_per_file(tmp_path: Path) -> None:
    files = sorted((COLLECTION).rglob("*.txt"))
    record = json.loads(run("extract", str(files[1])).stdout)
    assert record["metadata"]["code"] == "96/SKHCN-VP"
    assert run("extract", "--output", str(tmp_path), *map(str, files)).returncode == 0
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(file.stem for file in files)


def test_lines_in_lines_out() -> None:
    lines = [{"id": "a", "text": "Căn cứ Luật Tố cáo;"}, {"id": 2, "text": "Không viện dẫn gì."}]
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "extract", "--jsonl"],
        cwd=ROOT, input=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["a", 2]
    assert [list(record) for record in records] == [["id", "metadata", "citations", "obligations"]] * 2
    assert [len(record["citations"]) for record in records] == [1, 0]


def test_evaluate_measures_against_the_annotated_documents(tmp_path: Path) -> None:
    (tmp_path / "txt").mkdir()
    (tmp_path / "json").mkdir()
    for gold in (ROOT / "tests" / "gold").glob("*.json"):
        (source,) = (COLLECTION).rglob(f"{gold.stem}.txt")
        (tmp_path / "txt" / source.name).write_bytes(source.read_bytes())
        (tmp_path / "json" / gold.name).write_bytes(gold.read_bytes())
    lines = run("evaluate", "--misses", str(tmp_path)).stdout.splitlines()
    figures = {line.split()[0]: line.split()[6] for line in lines if "  gold " in line}
    assert set(figures.values()) == {"1.000"}
    assert lines[-1] == ""  # no miss


def test_compare_tells_what_a_change_moves(tmp_path: Path) -> None:
    root = clone_project(tmp_path / "ban-sao")
    source = root / "source_docs" / "2022" / "2022-02-15-cong-van-96-skhcn-vp-so-khcn-quang-tri.txt"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Công văn số 481/UBND-NC", "Công văn số 482/UBND-NC", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "compare"], cwd=root, capture_output=True, text=True, check=True
    )
    moved = [line for line in done.stdout.splitlines() if "viện dẫn" in line]
    assert [line[0] for line in moved] == ["-", "+"]
    assert "481/UBND-NC" in moved[0]
    assert "482/UBND-NC" in moved[1]


def test_a_folder_without_documents_is_told() -> None:
    done = run("build", "--project", str(ROOT / "tests" / "cases"))
    assert done.returncode == 1
    assert "source_docs" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ROOT / "tests" / "cases" / ".build").exists()
