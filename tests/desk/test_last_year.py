"""What was decided of last year's plan is offered for this year's, and applied by nobody but the keeper."""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.desk.answers import Desk
from build_tools.model.source import identity_of
from tests.conftest import content
from tests.desk.desks import decision, get, open_desk, post

HEAD = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
SỞ NỘI VỤ
Số: {number}/KH-SNV
Lào Cai, ngày 05 tháng 3 năm {year}

KẾ HOẠCH
Cải cách hành chính năm {year}

"""
TASKS = """1. Văn phòng Sở tổng hợp báo cáo cải cách hành chính gửi Ủy ban nhân dân tỉnh trước ngày 30/11/{year}.

2. Phòng Kiểm zxy rà soát danh mục thủ tục hành chính và đề nghị sửa đổi{more}.

3. Thanh tra Sở kiểm tra việc thực hiện kỷ luật, kỷ cương hành chính tại các đơn vị thuộc Sở.
"""
OLD, NEW = "2023/ke-hoach.txt", "2024/ke-hoach.txt"
SIDECAR = """nhiem_vu:
- cau: 2. Phòng Kiểm zxy rà soát
  ly_do: Phòng Kiểm soát thủ tục, theo Quyết định 5
  don_vi: [Phòng Kiểm soát thủ tục hành chính]
- cau: 1. Văn phòng Sở tổng hợp
  ly_do: Ủy ban nhân dân tỉnh lùi hạn
  thoi_han: [{ngay: 15/12/2023}]
"""


def text(year: int, more: str = "") -> str:
    return (HEAD + TASKS).format(number=year - 2000, year=year, more=more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, year, more in ((OLD, 2023, ""), (NEW, 2024, " cho phù hợp")):
        file = tmp_path / "source_docs" / path
        file.parent.mkdir(parents=True)
        file.write_text(text(year, more), encoding="utf-8")
    return tmp_path


def with_sidecar(root: Path, sidecar: str) -> Desk:
    (root / "source_docs" / "2023" / "ke-hoach.yml").write_text(sidecar, encoding="utf-8")
    desk = open_desk(root)
    desk.documents.refresh()
    return desk


def offered(desk: Desk, path: str = NEW) -> dict[str, str]:
    """What is offered, by the number of the fact that it stands beside."""
    page = get(desk, f"van-ban/{identity_of(path)}").body.decode()
    rows = re.findall(r'<li class="[^"]*" tabindex="-1" data-so="(\d*)"(.*?)</li>', page, re.DOTALL)
    return {number: found[1].strip() for number, row in rows if (found := re.search(r'nam-truoc">([^<]*)', row))}


def take(desk: Desk, number: str) -> dict[str, Any]:
    status, found = post(desk, "nam-truoc", decision(desk, NEW, number))
    assert status == HTTPStatus.OK, found
    return found


def written(desk: Desk) -> Any:
    return yaml.safe_load((desk.documents.root / "source_docs" / "2024" / "ke-hoach.yml").read_text(encoding="utf-8"))


def test_last_years_corrections_are_offered_and_nothing_is_applied(root: Path) -> None:
    desk = with_sidecar(root, SIDECAR)
    before = content(root / "source_docs")
    assert list(offered(desk).values()) == [
        "Như năm trước? Kế hoạch 23/KH-SNV ngày 05/03/2023 đã soát: “chậm nhất 15/12/2024”.",
        "Như năm trước? Kế hoạch 23/KH-SNV ngày 05/03/2023 đã soát: “Phòng Kiểm soát thủ tục hành chính”.",
    ]
    assert content(root / "source_docs") == before
    assert offered(desk, OLD) == {}, "next year's plan says nothing about this one"


def test_one_key_takes_it_over_with_a_reason_that_names_the_source(root: Path) -> None:
    desk = with_sidecar(root, SIDECAR)
    while numbers := list(offered(desk)):
        take(desk, numbers[0])
    rows = {row["cau"].split()[0]: row for row in written(desk)["nhiem_vu"]}
    source = "như Kế hoạch 23/KH-SNV ngày 05/03/2023"
    assert rows["Văn"]["thoi_han"] == [{"ngay": "2024-12-15"}]
    assert rows["Văn"]["ly_do"] == f"{source}: Ủy ban nhân dân tỉnh lùi hạn"
    assert rows["Phòng"]["don_vi"] == ["Phòng Kiểm soát thủ tục hành chính"]
    assert rows["Phòng"]["ly_do"] == f"{source}: Phòng Kiểm soát thủ tục, theo Quyết định 5"
    assert len(written(desk)["da_soat"]) == 2
    assert post(desk, "hoan-tac", {})[0] == HTTPStatus.OK
    assert len(offered(desk)) == 1


def test_what_was_confirmed_as_read_is_confirmed_again(root: Path) -> None:
    confirmed = (
        "da_soat:\n- {dieu: nhiem_vu, ngay_soat: 2023-04-01, cau: 3. Thanh tra Sở kiểm tra, doc: Thanh tra Sở}\n"
    )
    desk = with_sidecar(root, confirmed)
    ((number, words),) = offered(desk).items()
    assert words.endswith("đã soát: “Thanh tra Sở”.")
    take(desk, number)
    (row,) = written(desk)["da_soat"]
    assert row["boi"] == "Văn, như Kế hoạch 23/KH-SNV ngày 05/03/2023"
    assert "nhiem_vu" not in written(desk)


def test_what_was_dropped_is_offered_to_be_dropped(root: Path) -> None:
    dropped = "nhiem_vu:\n- {cau: 3. Thanh tra Sở kiểm tra việc thực hiện, ly_do: việc thường xuyên, bo: true}\n"
    desk = with_sidecar(root, dropped)
    ((number, words),) = offered(desk).items()
    assert words.endswith("đã soát: “không phải nhiệm vụ”.")
    take(desk, number)
    (row,) = written(desk)["nhiem_vu"]
    assert (row["bo"], row["ly_do"]) == (True, "như Kế hoạch 23/KH-SNV ngày 05/03/2023: việc thường xuyên")


def test_what_a_keeper_has_settled_already_is_offered_no_more(root: Path) -> None:
    desk = with_sidecar(root, SIDECAR)
    for number in offered(desk):
        assert post(desk, "quyet-dinh", decision(desk, NEW, number))[0] == HTTPStatus.OK
    assert offered(desk) == {}
    status, found = post(desk, "nam-truoc", decision(desk, NEW, "0"))
    assert (status, "Năm trước không có" in found["message"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Cải cách hành chính", "Chuyển đổi số"),
        ("SỞ NỘI VỤ\nSố: 23/KH-SNV", "SỞ TÀI CHÍNH\nSố: 23/KH-STC"),
        ("năm 2023", "năm 2025"),
    ],
)
def test_another_series_and_a_later_year_offer_nothing(root: Path, was: str, now: str) -> None:
    file = root / "source_docs" / OLD
    file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    assert offered(with_sidecar(root, SIDECAR)) == {}
