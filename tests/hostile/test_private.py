"""What must not be in the site is nowhere in it: documents that are not published, numbers of persons."""

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest

from build_tools import build as stages
from build_tools.base.diagnostics import InputError, Severity
from build_tools.source.private_data import MASK, without_numbers
from build_tools.source.reading import Reading

LETTER = """SỞ NỘI VỤ TỈNH LÀO CAI

Số: 417/SNV-VP

Lào Cai, ngày 05 tháng 3 năm 2024

V/v giải quyết đơn của bà Bạch Thị Tuyết

Kính gửi: Phòng Đặc cách.

Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;

1. Phòng Đặc cách chi trả cho bà Bạch Thị Tuyết, số định danh 010195001234, tài khoản số 1903 4567 890123 tại ngân hàng,
điện thoại 0912.345.678 trước ngày 30/11/2024.
"""
SECRETS = ("Bạch Thị Tuyết", "Đặc cách", "417/SNV", "417-snv", "bach-thi", "thu-kin", "dac-cach", "bach thi tuyet")
NUMBERS = ("010195001234", "1903 4567 890123", "19034567890123", "0912.345.678", "0912345678")


def traces(folder: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where the words stand in names or contents of the files, packed ones too."""
    found = []
    for file in (file for file in folder.rglob("*") if file.is_file()):
        data = file.read_bytes()
        data = gzip.decompress(data) if file.suffix == ".gz" else data
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                data = b"\n".join(map(archive.read, archive.namelist()))
        text = file.relative_to(folder).as_posix() + "\n" + data.decode("utf-8", "replace")
        found += [(file.relative_to(folder).as_posix(), word) for word in words if word.casefold() in text.casefold()]
    return found


@pytest.fixture(scope="module")
def published(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in whose site the letter has been published before."""
    root = tmp_path_factory.mktemp("da-dang") / "du-an"
    shutil.copytree(project, root)
    (root / "source_docs" / "thu-kin.txt").write_text(LETTER, encoding="utf-8")
    stages.build(root, lambda *_: None)
    for folder in (root / "site", root / "docs"):
        found = traces(folder, (*SECRETS, *NUMBERS))
        assert {word for _, word in found} >= {SECRETS[0], NUMBERS[0], NUMBERS[3]}
        assert {"du-lieu/so-van-ban.zip", "du-lieu/van-ban.jsonl.gz"} <= {path for path, _ in found}
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    """The same for a test alone."""
    return Path(shutil.copytree(published, tmp_path / "du-an"))


def test_a_document_that_is_not_published_leaves_no_trace(root: Path) -> None:
    (root / "source_docs" / "thu-kin.yml").write_text(
        "khong_cong_bo: true\nly_do: có bí mật đời tư\n", encoding="utf-8"
    )
    built = stages.build(root, lambda *_: None)
    for folder in (root / "site", root / "docs"):
        assert traces(folder, (*SECRETS, *NUMBERS, "bí mật đời tư")) == []
    told = [finding for finding in built.diagnostics if finding.location.path == "thu-kin.txt"]
    assert [finding.code for finding in told] == ["VB019"]


def test_nor_does_the_only_document(root: Path) -> None:
    for file in sorted((root / "source_docs").glob("*/*")):
        file.unlink()
    (root / "source_docs" / "thu-kin.yml").write_text("khong_cong_bo: true\n", encoding="utf-8")
    assert stages.build(root, lambda *_: None).published
    for folder in (root / "site", root / "docs"):
        assert traces(folder, SECRETS) == []


def test_nor_does_one_that_cannot_be_read(root: Path) -> None:
    (root / "source_docs" / "thu-kin.txt").unlink()
    (root / "source_docs" / "thu-kin.pdf").write_bytes(b"%PDF-1.4 Bach Thi Tuyet")
    (root / "source_docs" / "thu-kin.yml").write_text("khong_cong_bo: true\n", encoding="utf-8")
    stages.build(root, lambda *_: None)
    for folder in (root / "site", root / "docs"):
        assert traces(folder, SECRETS) == []


def switch(root: Path, value: str) -> None:
    """Set the option of the register."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "\nextra:\n" in text
    settings.write_text(text.replace("\nextra:\n", f"\nextra:\n  che_so: {value}\n"), encoding="utf-8")


@pytest.mark.parametrize("how", ["of the register", "of the document"])
def test_numbers_of_persons_are_nowhere(root: Path, how: str) -> None:
    if how == "of the document":
        (root / "source_docs" / "thu-kin.yml").write_text("che_so: true\n", encoding="utf-8")
    else:
        settings = root / "mkdocs.yml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("extra:\n", "extra:\n  che_so: true\n"), "utf-8"
        )
    built = stages.build(root, lambda *_: None)
    for folder in (root / "site", root / "docs"):
        assert traces(folder, NUMBERS) == []
        assert not list(folder.rglob("thu-kin.txt"))
    page = (root / "site" / "van-ban" / "417-snv-vp.html").read_text(encoding="utf-8")
    assert MASK * 12 in page
    assert "Không đăng tệp gốc" in page
    assert "SHA-256" not in page
    assert traces(root / "site", ("Đã che một số",)) == []
    told = [finding for finding in built.diagnostics if finding.code == "VB018"]
    assert [(finding.severity, finding.location.line) for finding in told] == [
        (Severity.NOTE, 13),
        (Severity.NOTE, 13),
        (Severity.NOTE, 14),
    ]
    others = list((root / "site" / "van-ban" / "tep-goc").rglob("*.txt"))
    assert len(others) == (0 if how == "of the register" else 5)


@pytest.mark.parametrize("value", ["có", "1", "[true]"])
def test_a_setting_that_is_neither_on_nor_off_stops_the_build(root: Path, value: str) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("extra:\n", f"extra:\n  che_so: {value}\n"), "utf-8"
    )
    with pytest.raises(InputError, match=r"mkdocs.yml:\d+: .*che_so.*true hoặc false"):
        stages.build(root, lambda *_: None)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("CCCD 010195001234.", "CCCD ••••••••••••."),
        ("CCCD: 0101 9500 1234, cấp", "CCCD: •••• •••• ••••, cấp"),
        ("ĐT: 0912345678; (0214) 3840 123", "ĐT: ••••••••••; (••••) •••• •••"),
        ("+84 912 345 678, 0084912345678", "+•• ••• ••• •••, •••••••••••••"),
        ("STK 0451000123456 VCB", "STK ••••••••••••• VCB"),
        ("số tài khoản: 3713.0.1054589.00000 tại Kho bạc", "số tài khoản: ••••.•.•••••••.••••• tại Kho bạc"),
        ("Số: 120-KL/TW ngày 07/01/2016", None),
        ("04/2015/NĐ-CP; 1.234.567.890 đồng; 0,123456789", None),
        ("ngày 09/01/2015; 000.000.000; mã 123456789012", None),
        ("TK (tài khoản) nêu trên; năm 2024", None),
    ],
)
def test_which_numbers_are_masked(words: str, shown: str | None) -> None:
    reading, found = without_numbers(Reading(words))
    assert reading.text == (shown or words)
    assert bool(found) == bool(shown)
