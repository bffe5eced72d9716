"""A name that was confirmed once is understood in every document, and a wrong file of names stops the build."""

from pathlib import Path

import pytest

from build_tools.build import read_documents
from build_tools.model.corpus import Corpus
from tests.texts import HEAD

NAMES = """# của sổ này
ten_goi:
- {dieu: đơn vị, viet: Vp. Sở, la: Văn phòng Sở, ly_do: cách viết cũ, ngay_soat: 2026-11-26}
- {dieu: chữ viết tắt, viet: TCCB, la: Tổ chức cán bộ, ly_do: quen dùng, ngay_soat: 2026-11-26, boi: Văn}
"""


def corpus(root: Path, names: str) -> tuple[Corpus | None, list[str]]:
    for number, unit in ((12, "Văn phòng Sở"), (13, "Phòng TCCB"), (14, "Phòng Tổ chức cán bộ")):
        text = HEAD.replace("12/", f"{number}/") + f"1. {unit} báo cáo kết quả trước ngày 30/11/2024.\n"
        (root / f"{number}.txt").write_text(text, encoding="utf-8")
    (root / "so-dang-ky").mkdir()
    (root / "so-dang-ky" / "ten-goi.yml").write_text(names, encoding="utf-8")
    found = read_documents(root, lambda *_: None)
    return found.corpus, [str(diagnostic) for diagnostic in found.diagnostics]


def test_a_confirmed_name_serves_all_documents(tmp_path: Path) -> None:
    found, told = corpus(tmp_path, NAMES)
    assert found
    assert not any("VB004" in line or "so-dang-ky" in line for line in told)
    assert [unit.name for unit in found.units if "ổ chức" in unit.name or "TCCB" in unit.name] == [
        "Phòng Tổ chức cán bộ"
    ]
    assert found.works[0].document
    assert "TCCB" in "".join(work.document.source.text for work in found.works if work.document), "no text is changed"


def test_without_it_there_are_two(tmp_path: Path) -> None:
    found, _ = corpus(tmp_path, "ten_goi: []\n")
    assert found
    assert len([unit for unit in found.units if "ổ chức" in unit.name or "TCCB" in unit.name]) == 2


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("ten_goi:\n- {dieu: người, viet: a, la: b, ly_do: c, ngay_soat: 2026-11-26}\n", "ten-goi.yml:2: lỗi VB003"),
        ("ten_goi:\n- {dieu: đơn vị, viet: a, la: b, ngay_soat: 2026-11-26}\n", "Thiếu trường “ly_do”"),
        ("ten: x\n", "ten_goi"),
    ],
)
def test_a_wrong_file_of_names_stops_the_build(tmp_path: Path, names: str, words: str) -> None:
    found, told = corpus(tmp_path, names)
    assert found is None
    assert any(words in line for line in told)
