"""Where a keeper corrects a number the page moves: the keeper is told, and the old address leads to the new one."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_tools import build as stages
from build_tools.base import checked_file
from build_tools.base.diagnostics import InputError, Severity
from build_tools.base.values import decoder
from build_tools.model.statement import Statement
from build_tools.render.pages.plans import render
from build_tools.source.sidecars import read_statement
from tests.conftest import serving
from tests.texts import HEAD, VOCABULARY, corpus_of_sources, source_of

LETTER = (
    HEAD
    + "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n\nCác phòng báo cáo trước ngày 30/11/2024.\n"
)
WRONG, RIGHT = "van-ban/12-snv-vp", "van-ban/21-snv-vp"


def built(root: Path) -> list[str]:
    """Build; what is told of dead addresses."""
    done = stages.build(root, lambda *_: None)
    assert all(found.severity is Severity.WARNING for found in done.diagnostics if found.code == "VB020")
    return [f"{found.location.path}: {found.message}" for found in done.diagnostics if found.code == "VB020"]


@pytest.fixture
def root(project: Path, tmp_path: Path) -> Path:
    """A checkout in whose site a letter has been published under a number that was read wrongly."""
    root = tmp_path / "du-an"
    shutil.copytree(project, root)
    (root / "source_docs" / "thu.txt").write_text(LETTER, encoding="utf-8")
    assert built(root) == []
    assert (root / "site" / f"{WRONG}.html").is_file()
    return root


def test_an_old_address_leads_to_the_new_one(root: Path, browser: Browser) -> None:
    sidecar = root / "source_docs" / "thu.yml"
    sidecar.write_text("so_ky_hieu: 21/SNV-VP\n", encoding="utf-8")
    (told,) = built(root)
    assert told.startswith("thu.txt: ")
    assert f"{WRONG}.html" in told
    assert f"{RIGHT}.html" in told
    assert not (root / "site" / f"{WRONG}.html").exists()
    sidecar.write_text(f"so_ky_hieu: 21/SNV-VP\ndia_chi_cu: [{WRONG}]\n", encoding="utf-8")
    assert built(root) == []
    with serving(root / "site") as address:
        for scripts in (True, False):
            tab = browser.new_context(java_script_enabled=scripts).new_page()
            tab.goto(f"{address}{WRONG}.html#para_1")
            tab.wait_for_url(f"{address}{RIGHT}.html{'#para_1' if scripts else ''}")
            assert "21/SNV-VP" in tab.inner_text("h1")
            tab.context.close()
    sidecar.write_text("so_ky_hieu: 21/SNV-VP\n", encoding="utf-8")
    assert built(root) == [told], "the line is gone again"


def test_a_dead_address_is_told_until_it_answers(root: Path) -> None:
    (root / "source_docs" / "thu.yml").write_text("so_ky_hieu: 21/SNV-VP\n", encoding="utf-8")
    first = built(root)
    assert built(root) == first  # nothing was read anew
    (root / "source_docs" / "thu.txt").rename(root / "source_docs" / "thu-moi.txt")
    (root / "source_docs" / "thu.yml").rename(root / "source_docs" / "thu-moi.yml")
    (again,) = built(root)
    assert again.startswith("thu-moi.txt: ")
    assert WRONG in again
    (root / "source_docs" / "thu-moi.yml").unlink()
    (back,) = built(root)  # the page is where it was; what was published meanwhile is dead now
    assert f"{RIGHT}.html, nay ở {WRONG}.html" in back


def test_addresses_that_an_earlier_version_noted_are_read_once(root: Path) -> None:
    kept = root / ".build"
    rows = checked_file.read(kept / "published-addresses.msgpack", b"published addresses", decoder(tuple[Any, ...]))
    assert rows
    (kept / "published-addresses.msgpack").unlink()
    checked_file.write(kept / "dia-chi.msgpack", b"dia-chi", rows)
    (root / "source_docs" / "thu.yml").write_text("so_ky_hieu: 21/SNV-VP\n", encoding="utf-8")
    (told,) = built(root)
    assert f"{WRONG}.html, nay ở {RIGHT}.html" in told


def test_a_record_that_somebody_changed_is_no_record(root: Path) -> None:
    (root / ".build" / "published-addresses.msgpack").write_bytes(b"\x93\x01\x02\x03")
    (root / "source_docs" / "thu.yml").write_text("so_ky_hieu: 21/SNV-VP\n", encoding="utf-8")
    assert built(root) == []


def test_a_former_address_never_takes_the_place_of_a_page() -> None:
    """Neither of a work, held or only cited, nor of a list; an address that two documents had leads to both."""
    former = {"12": (), "13": (WRONG, "van-ban/59-2023-nd-cp", "van-ban/14-snv-vp"), "15": ("van-ban/14-snv-vp",)}
    sources = [
        source_of(LETTER.replace("12/", f"{number}/"), f"{number}.txt", Statement(former=old))
        for number, old in former.items()
    ]
    pages = {page.path: str(page.content) for page in render(corpus_of_sources(*sources), VOCABULARY)}
    assert "chuyen_den" not in pages["van-ban/12-snv-vp.md"] + pages["van-ban/59-2023-nd-cp.md"]
    both = pages["van-ban/14-snv-vp.md"]
    assert "chuyen_den" not in both
    assert "(13-snv-vp.md)" in both
    assert "(15-snv-vp.md)" in both


@pytest.mark.parametrize(
    "address",
    ["120-kl-tw", "van-ban/120-kl-tw.html", "van-ban/index", "van-ban/tep-goc/a-2022", "don-vi/so-noi-vu",
     "van-ban/../x", "van-ban/120-KL-TW", "van-ban/12-snv-vp/la-can-cu-cua"],
)  # fmt: skip
def test_what_is_no_address_of_a_document_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="VB003"):
        read_statement(f"dia_chi_cu: [{address}]", "a.yml", LETTER)
