"""One document in several files: annexes beside it, a signed PDF beside its Word file, an archive."""

import unicodedata
from pathlib import Path

import pytest

from build_tools.source import companions, read_sources
from build_tools.source.conversion import Converter
from build_tools.source.formats import read
from build_tools.source.marked import struck
from build_tools.source.reading import RefusedError, RowText, compose, paragraphs_of
from tests.source.office import PLAN, converted
from tests.source.test_scan import scan
from tests.source.test_workbook import TABLE, workbook
from tests.texts import corpus_of_sources, rendered
from tests.tools.frames import packed

ANNEXES = ["15-KH-SNV.phu-luc-1.xlsx", "15-KH-SNV - Phụ lục 2.xlsx", "15-KH-SNV_PL3.xlsx", "15-KH-SNV (phụ lục).xlsx"]


@pytest.mark.parametrize("name", ANNEXES)
def test_an_annex_beside_a_document_is_part_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "15-KH-SNV.docx").write_bytes(PLAN)
    (tmp_path / name).write_bytes(workbook())
    (source,), found = read_sources(tmp_path)
    assert source.path == "15-KH-SNV.docx"
    assert f"Phụ lục kèm theo (tệp {name})" in source.text
    assert {row.table for row in source.rows} == {1, 2}
    assert [row.span.of(source.text) for row in source.rows][-1].startswith(str(TABLE[-1][0]))
    assert [part.path for part in source.parts] == [name]
    assert [finding.code for finding in found] == ["VB025"]
    assert companions(tmp_path / "15-KH-SNV.docx") == [tmp_path / name]
    page = rendered(corpus_of_sources(source))
    assert f"[{name.replace('_', chr(92) + '_')}]" in page


def test_names_that_only_begin_alike_are_documents_of_their_own(tmp_path: Path) -> None:
    for name in ("15.docx", "15-KH-SNV.docx", "15-KH-SNV.2025.docx"):
        (tmp_path / name).write_bytes(PLAN)
    assert len(read_sources(tmp_path)[0]) == 3


@pytest.mark.parametrize("name", [".signed_20250510_124909", "(signed)", " (đã ký)", "-da-ky-so", ".signed.signed"])
def test_a_signed_file_is_a_form_of_its_document(name: str, tmp_path: Path) -> None:
    (tmp_path / "15-KH-SNV.docx").write_bytes(PLAN)
    (tmp_path / f"15-KH-SNV{name}.pdf").write_bytes(converted(PLAN, "pdf"))
    (tmp_path / f"15-KH-SNV{name}.yml").write_text("nguoi_ky: Lê Văn Bê\n", encoding="utf-8")
    (source,), _ = read_sources(tmp_path)
    assert [part.path for part in source.parts] == [f"15-KH-SNV{name}.pdf"]
    assert source.statement.signer == "Lê Văn Bê"


def test_a_name_that_tells_of_signing_is_a_name(tmp_path: Path) -> None:
    for name in ("Hướng dẫn.docx", "Hướng dẫn ký số.pdf", "signed.pdf", "designed.pdf"):
        (tmp_path / name).write_bytes(PLAN)
    assert len(read_sources(tmp_path)[0]) == 4


def test_two_files_of_one_format_are_two_documents(tmp_path: Path) -> None:
    for name in ("Kế hoạch.docx", unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.DOCX", "Kế hoạch.pdf"):
        (tmp_path / name).write_bytes(converted(PLAN, "pdf") if name.endswith("pdf") else PLAN)
    sources = read_sources(tmp_path)[0]
    assert len(sources) == 3
    assert [part.path for source in sources for part in source.parts] == ["Kế hoạch.pdf"]


@pytest.mark.parametrize(("pdf", "read_from"), [("text", "a.pdf"), ("scan", "a.docx")])
def test_which_of_two_forms_is_read_and_why(pdf: str, read_from: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(PLAN)
    (tmp_path / "a.pdf").write_bytes(converted(PLAN, "pdf") if pdf == "text" else scan(150))
    (tmp_path / "a.yml").write_text("nguoi_ky: Lê Văn Bê\n", encoding="utf-8")
    (source,), found = read_sources(tmp_path)
    assert (source.path, [part.path for part in source.parts]) == ("a.docx", ["a.pdf"])
    assert not source.recognised
    assert source.statement.signer == "Lê Văn Bê"
    (note,) = (finding for finding in found if finding.code == "VB025")
    assert note.message.startswith(f"Lời văn lấy từ {read_from} (")


def test_an_archive_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "goi.zip").write_bytes(
        packed({"15-KH-SNV.docx": PLAN, "Phụ lục kèm theo.xlsx": workbook(), "__MACOSX/._15": b"x", "Thumbs.db": b"x"})
    )
    (source,), found = read_sources(tmp_path)
    assert "Phụ lục kèm theo (tệp Phụ lục kèm theo.xlsx)" in source.text
    assert source.text.startswith("UBND TỈNH LÀO CAI")
    assert [finding.code for finding in found] == ["VB025"]


def test_struck_cells_of_an_annex_are_struck_once() -> None:
    """Rows stand beside each other: the end of one and the begin of the next are near."""
    rows = [
        RowText(1, ((struck("1"), 1), ("Rà soát", 1), (struck("30/6"), 1))),
        RowText(1, ((struck("2"), 1), ("a", 1))),
    ]
    first = compose([*rows, struck("Cả đoạn"), "Hết."])
    again = compose(paragraphs_of(first))
    assert (again.text, again.rows) == (first.text, first.rows)
    assert [(at.offset, at.words.strip()) for at in again.struck] == [
        (at.offset, at.words.strip()) for at in first.struck
    ]


def test_archives_made_to_harm_are_refused() -> None:
    for data, code in (
        (packed({}), "VB001"),
        (packed({f"{number}.txt": b"x" for number in range(100)}), "VB010"),
        (packed({"a.zip": packed({"a.txt": b"x"})}), "VB010"),
        (b"PK\x03\x04 hong", "VB011"),
    ):
        with pytest.raises(RefusedError) as refused:
            read(data, ".zip", Converter())
        assert refused.value.code == code
