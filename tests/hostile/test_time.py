"""Documents that are far larger than any office writes are built in a time that grows with their length alone.

Quadratic time would be hours for each of them. The bound is generous: a slow machine keeps it.
"""

import os
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools import build as stages
from build_tools.base.diagnostics import Severity
from build_tools.base.text import canonical
from tests.conftest import copy_project
from tests.render.test_markdown import squash

HEAD = "SỞ NỘI VỤ TỈNH LÀO CAI\n\nSố: {0}/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nV/v {1}\n\nKính gửi: {2}.\n\n"
TASK = "Văn phòng Sở báo cáo lần {0} trước ngày 30/11/2024."
# Processor time, of all processes, for texts of full length.
SECONDS = 240
# `make test` takes texts of a tenth of the length: where time is quadratic, some minutes for each.
SHARE, LONG_SHARE = 0.1, 1


def bodies(share: float) -> dict[str, str]:
    """The texts by what is monstrous about them, as long as `share` says."""

    def of(number: int) -> int:
        return int(number * share)

    return {
        "ten megabytes in one line": "Văn phòng Sở báo cáo kết quả thực hiện theo quy định. " * of(10_000_000 // 73),
        "a hundred thousand citations": " ".join(f"Nghị định số {n % 40 + 1}/2015/NĐ-CP," for n in range(of(100_000))),
        "numbering ten thousand deep": "\n\n".join(
            f"{'1.' * (n % 300 + 1)} {TASK.format(n)}" for n in range(of(10_000))
        ),
        "one number of ten thousand parts": "1." * of(10_000) + " Việc.",
        "brackets": "[(*_`" * of(40_000),
        "entities": "&#x<a " * of(40_000),
        "bold": "**đậm** nhạt " * of(20_000),
        "short forms": "\n\n".join(
            f"Thủ tục hành chính {n} (TT{chr(65 + n % 26)}{chr(65 + n // 26 % 26)})." for n in range(of(3_000))
        ),
        "tasks": "\n\n".join(f"{n}. {TASK.format(n)}" for n in range(1, of(5_000))),
        "parties": "1. " + "; ".join(f"Phòng [Số] {n}" for n in range(of(3_000))) + " báo cáo trước ngày 30/11/2024.",
        "blank lines": "\n" * of(500_000) + "Hết.",
        "a word": "a" * of(2_000_000),
        "combining marks": "e" + "\u0323" * of(200_000),
    }


def spent() -> float:
    """The processor time of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def test_monsters_are_built_and_shown_whole(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    share = LONG_SHARE if pytestconfig.getoption("--long") else SHARE
    root = copy_project(tmp_path)
    shutil.rmtree(root / "source_docs")
    (root / "source_docs").mkdir()
    texts = {
        str(place): HEAD.format(place, "rà soát", "Văn phòng Sở") + body
        for place, body in enumerate(bodies(share).values(), 1)
    }
    receivers = "; ".join(f"Phòng [{n}]" for n in range(int(20_000 * share)))
    texts["50"] = HEAD.format(50, "[*_a] " * int(40_000 * share), receivers) + "1. Việc."
    for name, text in texts.items():
        (root / "source_docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    start = spent()
    built = stages.build(root, lambda *_: None)
    assert spent() - start < SECONDS * share
    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    for name, text in texts.items():
        page = root / "site" / "van-ban" / f"{int(name):02}-snv-vp.html"
        shown = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first(".toan-van")
        assert shown is not None
        assert squash(shown.text()) == squash(canonical(text)), name
