"""Scans: recognised where a program is there for it, shown with their file where not, transcribed by a keeper."""

import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from build_tools.source import read_sources
from tests.conftest import long
from tests.source.office import PLAN, converted
from tests.texts import corpus_of_sources, rendered


@cache
def scan(dots: int) -> bytes:
    """The pages of the plan as pictures, grey and a little askew."""
    pages = [
        page.render(scale=dots / 72).to_pil().convert("L").rotate(0.4, fillcolor=255)
        for page in pypdfium2.PdfDocument(converted(PLAN, "pdf"))
    ]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=60)
    return made.getvalue()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_a_scan_is_recognised_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "goc").mkdir()
    (tmp_path / "goc" / "a.pdf").write_bytes(converted(PLAN, "pdf"))
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "a.pdf").write_bytes(scan(150))
    (text,), _ = read_sources(tmp_path / "goc")
    (picture,), found = read_sources(tmp_path / "anh", tmp_path / "cache")
    there, here = words(text.text), words(picture.text)
    assert (there & here).total() >= 0.95 * there.total()
    assert picture.recognised
    assert [finding.code for finding in found] == ["VB015"]
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert "Chữ do máy nhận dạng" in rendered(corpus_of_sources(picture))


@pytest.mark.parametrize(
    ("angle", "name"),
    [(90, "a.png"), (180, "a.pdf"), *long((90, "a.pdf"), (180, "a.png"), (270, "a.png"), (270, "a.pdf"))],
)
def test_a_page_that_lies_on_its_side_is_read(angle: int, name: str, tmp_path: Path) -> None:
    page = (
        pypdfium2.PdfDocument(converted(PLAN, "pdf"))[0]
        .render(scale=2.5)
        .to_pil()
        .convert("L")
        .rotate(angle, expand=True)
    )
    page.save(tmp_path / name, resolution=180)
    (source,) = read_sources(tmp_path)[0]
    assert "Số: 15/KH-SNV" in source.text
    assert "Thực hiện Nghị định số 59/2023/NĐ-CP" in source.text


def test_a_scan_that_nobody_reads_has_a_page_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cong-van-5.pdf").write_bytes(scan(150))
    monkeypatch.setenv("PATH", "")
    (source,), (found,) = read_sources(tmp_path)
    assert (source.text, found.code) == ("", "VB012")
    assert "make ocr" in found.message
    page = rendered(corpus_of_sources(source))
    assert "Bản quét chưa có chữ" in page
    assert "cong-van-5.pdf" in page
    assert source.sha256 in page


def test_a_transcript_beside_a_scan_is_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cong-van-5.pdf").write_bytes(scan(150))
    (tmp_path / "cong-van-5.txt").write_text("Số: 5/UBND-NC\n\nYêu cầu báo cáo.\n", encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    (source,), found = read_sources(tmp_path)
    assert [finding.code for finding in found] == ["VB017"]
    assert (source.path, source.text) == ("cong-van-5.pdf", "Số: 5/UBND-NC\n\nYêu cầu báo cáo.\n")


def test_two_scans_that_nobody_reads_are_two_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(scan(150))
    (tmp_path / "b.pdf").write_bytes(scan(100))
    monkeypatch.setenv("PATH", "")
    sources, _ = read_sources(tmp_path)
    corpus = corpus_of_sources(*sources)
    assert len(corpus.works) == 2
    assert corpus.diagnostics == ()
