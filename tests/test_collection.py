"""Adding and removing documents as a clerk does: on the command line, with and without a terminal."""

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.base.values import replace
from build_tools.cli.main import main
from build_tools.collection import proposals
from tests.conftest import ROOT, clone_project, copy_project
from tests.source.office import plan, saved
from tests.source.test_workbook import workbook
from tests.texts import document_of

CITED = "481/UBND-NC"
LETTER = (
    "UBND TỈNH QUẢNG TRỊ\n\nSố: 481/UBND-NC\n\nQuảng Trị, ngày 14 tháng 02 năm 2022\n\nV/v thực hiện quy chế\n\n"
    "Kính gửi: Các sở, ban, ngành.\n\nYêu cầu các sở báo cáo trước ngày 30/11/2022.\n\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVõ Văn Hưng\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    target = tmp_path / "so"
    target.mkdir()
    return copy_project(target)


def run(root: Path, *arguments: str, status: int = 0) -> str:
    """What the command prints; it ends with this status, and by no error of ours."""
    done = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == status, done.output
    return done.output


def documents(root: Path) -> set[str]:
    return {path.relative_to(root / "source_docs").as_posix() for path in (root / "source_docs").rglob("*.*")}


def test_a_document_comes_in_under_a_name_from_its_record(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "Bản mới (2).docx"
    file.write_bytes(saved(plan()))
    before = documents(root)
    said = run(root, "add", "--yes", str(file))
    assert documents(root) - before == {"2024/2024-03-12-ke-hoach-15-kh-snv.docx"}
    for words in ("15/KH-SNV", "12/03/2024", "Nghị định số 59/2023/NĐ-CP", "Văn phòng Sở", "quý II/2024"):
        assert words in " ".join(said.split())


def test_what_a_new_document_heals_is_told_and_undone_by_removing_it(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(LETTER, encoding="utf-8")
    said = run(root, "add", "--yes", str(file))
    assert f"Nay đã có toàn văn: Công văn {CITED}" in said
    said = run(root, "remove", "--yes", CITED)
    assert f"Sẽ chỉ còn là văn bản được viện dẫn: Công văn {CITED}" in said
    assert f"Không còn toàn văn: Công văn {CITED}" in said
    assert run(root, "remove", "--yes", CITED, status=1).count("VB016") == 1


def test_the_same_file_is_not_added_twice_and_a_second_copy_is_told(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(LETTER, encoding="utf-8")
    run(root, "add", "--yes", str(file))
    held = documents(root)
    assert "Sổ đã có đúng tệp này" in run(root, "add", "--yes", str(file))
    assert documents(root) == held
    file.write_text(LETTER + "\n", encoding="utf-8")
    said = run(root, "add", "--yes", str(file))
    assert "VB007" in said
    assert documents(root) - held == {"2022/2022-02-14-cong-van-481-ubnd-nc-2.txt"}


def test_a_file_that_can_not_be_read_does_not_keep_the_others_out(root: Path, tmp_path: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF hong")
    (tmp_path / "cv.txt").write_text(LETTER, encoding="utf-8")
    before = documents(root)
    said = run(root, "add", "--yes", str(tmp_path / "hong.pdf"), str(tmp_path / "cv.txt"), status=1)
    assert "VB011" in said
    assert len(documents(root) - before) == 1


def at_terminal(root: Path, answers: list[str], *arguments: str) -> str:
    """What the command prints on a terminal at which these lines are typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "build_tools", *arguments, "--project", str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        said = b""
        with contextlib.suppress(OSError):  # the terminal closes with the program
            while read := os.read(ours, 65_536):
                said += read
        process.wait(timeout=60)
    os.close(ours)
    return said.decode()


def test_a_keeper_is_asked_for_what_the_text_leaves_open(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(LETTER.replace("481/", "     /"), encoding="utf-8")
    before = documents(root)
    said = at_terminal(root, ["mười lăm", "15/UBND-NC", "theo bản chính"], "add", str(file))
    assert "không phải số, ký hiệu" in said
    added = documents(root) - before
    assert added == {"2022/2022-02-14-cong-van-15-ubnd-nc.txt", "2022/2022-02-14-cong-van-15-ubnd-nc.yml"}
    sidecar = (root / "source_docs/2022/2022-02-14-cong-van-15-ubnd-nc.yml").read_text(encoding="utf-8")
    assert sidecar == "so_ky_hieu: 15/UBND-NC\nly_do: theo bản chính\n"
    said = at_terminal(root, ["n"], "remove", "15/UBND-NC")
    assert "Không xóa gì." in said
    assert documents(root) - before == added
    at_terminal(root, ["y"], "remove", "15/UBND-NC")
    assert documents(root) == before


def test_the_report_of_a_change_as_a_comment(tmp_path: Path) -> None:
    root = clone_project(tmp_path / "ban-sao")
    (root / "source_docs" / "2022" / "moi.txt").write_text(LETTER, encoding="utf-8")
    said = run(root, "compare", "--markdown")
    assert "| Văn bản | 1 | 0 |" in said
    assert "| Thời hạn | 1 | 0 |" in said
    assert "+ văn bản, 2022/moi.txt: Công văn 481/UBND-NC" in said


def test_what_stands_beside_a_file_comes_and_goes_with_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "quet.docx").write_bytes(saved(plan()))
    (tmp_path / "quet.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "quet.yml").write_text("nguon: văn thư\n", encoding="utf-8")
    before = documents(root)
    run(root, "add", "--yes", str(tmp_path / "quet.docx"), str(tmp_path / "quet.docx"))
    stem = "2022/2022-02-14-cong-van-481-ubnd-nc"
    assert documents(root) - before == {f"{stem}.docx", f"{stem}.txt", f"{stem}.yml"}
    (root / "source_docs" / f"{stem}.pdf").write_bytes(b"%PDF")
    run(root, "remove", "--yes", str(root / "source_docs" / f"{stem}.docx"))
    assert documents(root) == before


def test_the_files_of_one_document_come_together(root: Path, tmp_path: Path) -> None:
    (tmp_path / "KH 15.docx").write_bytes(saved(plan()))
    (tmp_path / "KH 15 - Phụ lục 1.xlsx").write_bytes(workbook())
    before = documents(root)
    said = run(root, "add", "--yes", str(tmp_path / "KH 15 - Phụ lục 1.xlsx"), str(tmp_path / "KH 15.docx"))
    stem = "2024/2024-03-12-ke-hoach-15-kh-snv"
    assert documents(root) - before == {f"{stem}.docx", f"{stem}.phu-luc-1.xlsx"}
    assert "Kèm theo" in said
    run(root, "remove", "--yes", str(root / "source_docs" / f"{stem}.docx"))
    assert documents(root) == before


def test_what_the_name_of_a_file_and_its_signature_tell_is_proposed() -> None:
    letter = document_of(LETTER.replace("481/", "     /").replace("ngày 14", "ngày   "))
    letter = replace(letter, source=replace(letter.source, aside=("Thời gian ký: 14/02/2022 10:09:57 +07:00",)))
    assert letter.record.issued_month == "2022-02"
    assert proposals(letter, Path("cv_0481_ubnd_2022.pdf")) == {
        "so_ky_hieu": ("481/UBND-NC", "số trong tên tệp"),
        "ngay_ban_hanh": ("14/02/2022", "ngày ký số"),
    }
    assert "so_ky_hieu" not in proposals(letter, Path("cv_481_482.pdf"))
    other = replace(letter, source=replace(letter.source, aside=("Thời gian ký: 14/03/2022 10:09:57",)))
    assert "ngay_ban_hanh" not in proposals(other, Path("a.pdf"))


def test_the_report_from_another_folder(tmp_path: Path) -> None:
    clone_project(tmp_path / "so")
    command = [sys.executable, "-m", "build_tools", "compare", "--project", "so"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("Không thêm, không mất gì.\n", 0), done.stderr
