"""Units in time: provinces that became cities, communes and districts of before 01/7/2025, and what became of each."""

import pytest

from build_tools.base.text import slug
from build_tools.model.corpus import Corpus, Successor, Unit
from build_tools.resolve.units import NameContext, unit_named
from build_tools.vocabulary.communes import Communes
from tests.conftest import ROOT
from tests.texts import VOCABULARY, corpus_of

DAYS = {
    "2024": "05 tháng 3 năm 2024",
    "2025": "05 tháng 3 năm 2025",
    "July 2025": "01 tháng 7 năm 2025",
    "August 2025": "05 tháng 8 năm 2025",
    "May 2026": "05 tháng 5 năm 2026",
    "October 2026": "05 tháng 10 năm 2026",
}


def letter(place: str, day: str, *names: str, head: str = "") -> str:
    tasks = "\n\n".join(f"{number}. {name} báo cáo trước ngày 30/12." for number, name in enumerate(names, 1))
    above = (head or f"ỦY BAN NHÂN DÂN⏎TỈNH {place.upper()}").replace("⏎", "\n")
    return (
        f"{above}\n\nSố: 12/UBND-NC\n\n{place}, ngày {DAYS[day]}\n\nKính gửi: Sở Nội vụ.\n\n"
        f"Ủy ban nhân dân yêu cầu:\n\n{tasks}\n"
    )


def units(*texts: str) -> dict[str, Unit]:
    return {unit.full_name: unit for unit in corpus(*texts).units}


def corpus(*texts: str) -> Corpus:
    return corpus_of({f"{number}.txt": text for number, text in enumerate(texts)})


def successor(place: str, day: str, name: str, head: str = "") -> Successor | None:
    (unit,) = corpus(letter(place, day, name, head=head)).units
    return unit.successor


def test_the_kind_of_a_province_is_that_of_the_day() -> None:
    """Đồng Nai is a city since 30/4/2026: a unit there is the same with another name."""
    before = letter("Đồng Nai", "2024", "Sở Nội vụ", "Tỉnh ủy")
    after = letter("Đồng Nai", "May 2026", "Sở Tài chính", "Thành ủy", head="ỦY BAN NHÂN DÂN⏎THÀNH PHỐ ĐỒNG NAI")
    assert {name: unit.successor and unit.successor.name for name, unit in units(before).items()} == {
        "Sở Nội vụ tỉnh Đồng Nai": "Sở Nội vụ thành phố Đồng Nai",
        "Tỉnh ủy Đồng Nai": "Thành ủy Đồng Nai",
    }
    assert {name: unit.successor for name, unit in units(after).items()} == {
        "Sở Tài chính thành phố Đồng Nai": None,
        "Thành ủy Đồng Nai": None,
    }
    both = units(before, after)
    assert sorted(both) == ["Sở Nội vụ tỉnh Đồng Nai", "Sở Tài chính thành phố Đồng Nai", "Thành ủy Đồng Nai"]
    assert both["Thành ủy Đồng Nai"].successor == Successor(
        "Thành ủy Đồng Nai", "2026-04-30", "Nghị quyết 30/2026/QH16", None, renamed=True
    )


@pytest.mark.parametrize("place", ["Đồng Nai", "Bình Định"])
def test_a_hospital_does_not_become_that_of_another_province(place: str) -> None:
    assert successor(place, "2024", f"Bệnh viện Đa khoa tỉnh {place}") is None
    assert successor(place, "2024", f"Viện kiểm sát nhân dân tỉnh {place}") is not None


def test_a_province_that_was_merged_leads_to_the_kind_of_that_day() -> None:
    found = successor("Bình Phước", "2024", "Sở Nội vụ")
    assert found is not None
    assert found.name == "Sở Nội vụ tỉnh Đồng Nai"


def test_a_city_in_a_province_is_not_the_city_that_the_province_became() -> None:
    before = letter("Bắc Ninh", "2024", "UBND thành phố Bắc Ninh", "UBND tỉnh")
    after = letter("Bắc Ninh", "October 2026", "UBND thành phố Bắc Ninh", head="ỦY BAN NHÂN DÂN⏎THÀNH PHỐ BẮC NINH")
    found = {unit.id.name: unit for unit in corpus(before, after).units}
    assert sorted(found) == ["uy-ban-nhan-dan", "uy-ban-nhan-dan-thanh-pho-bac-ninh"]
    district, city = found["uy-ban-nhan-dan-thanh-pho-bac-ninh"].successor, found["uy-ban-nhan-dan"].successor
    assert district is not None
    assert city is not None
    assert (district.name, district.since, city.since) == ("", "2025-07-01", "2026-09-20")


@pytest.mark.parametrize(
    ("place", "day", "name", "expected"),
    [
        ("Lào Cai", "2025", "UBND phường Bắc Cường", "Ủy ban nhân dân phường Cam Đường tỉnh Lào Cai"),
        ("Lào Cai", "2025", "Công an xã A Mú Sung", "Công an xã A Mú Sung tỉnh Lào Cai"),
        ("Bình Định", "2025", "UBND phường Quang Trung", "Ủy ban nhân dân phường Quy Nhơn Nam tỉnh Gia Lai"),
        ("Lào Cai", "2024", "UBND xã Thanh Bình huyện Mường Khương", "Ủy ban nhân dân xã Mường Khương tỉnh Lào Cai"),
        ("Gia Lai", "August 2025", "UBND xã Nhơn Hạnh", "Ủy ban nhân dân phường An Nhơn Bắc tỉnh Gia Lai"),
        ("Gia Lai", "August 2025", "UBND phường Ngô Mây", None),  # one in each of the provinces that are one now
        ("Gia Lai", "2025", "UBND xã Nhơn Hạnh", None),  # of Bình Định then
        ("Lào Cai", "2024", "UBND huyện Bát Xát", ""),
        ("Lào Cai", "2025", "UBND xã Thanh Bình", None),  # in two districts that went apart
        ("Lào Cai", "2024", "UBND phường Bắc Cường", None),  # of this name there may have been another before
        ("Gia Lai", "2025", "UBND xã An Nghĩa", None),  # in Bình Định, and divided
        ("Bình Định", "2025", "UBND xã An Nghĩa", None),  # divided
        ("Lào Cai", "2025", "UBND xã Nậm Xé", None),  # goes on as it was
        ("Lào Cai", "2025", "Trường Tiểu học xã A Mú Sung", None),  # no body of the commune
        ("Lào Cai", "2025", "UBND xã Không Có", None),
        ("Thừa Thiên Huế", "2024", "UBND xã Phú Hồ huyện Phú Vang", None),  # the table has what was in 2025
    ],
)
def test_what_became_of_a_commune_or_district(place: str, day: str, name: str, expected: str | None) -> None:
    found = successor(place, day, name)
    assert (found.name if found else None) == expected


def test_a_document_of_a_district_names_its_own_communes() -> None:
    head = "UBND TỈNH LÀO CAI⏎ỦY BAN NHÂN DÂN⏎HUYỆN {}"
    assert successor("Lào Cai", "2024", "UBND xã Thanh Bình") is None
    found = successor("Lào Cai", "2024", "Ủy ban nhân dân xã Thanh Bình", head.format("MƯỜNG KHƯƠNG"))
    other = successor("Lào Cai", "2024", "Ủy ban nhân dân xã Thanh Bình", head.format("SA PA"))
    assert found is not None
    assert found.name == "Ủy ban nhân dân xã Mường Khương tỉnh Lào Cai"
    assert found.source == "Nghị quyết 1673/NQ-UBTVQH15"
    assert other is None


def test_documents_that_mean_different_communes_by_one_name_leave_it_open() -> None:
    head = "UBND TỈNH LÀO CAI⏎ỦY BAN NHÂN DÂN⏎HUYỆN MƯỜNG KHƯƠNG"
    one = letter("Lào Cai", "2024", "Ủy ban nhân dân xã Thanh Bình", head=head)
    other = letter("Lào Cai", "2025", "Ủy ban nhân dân xã Thanh Bình")
    assert [unit.successor for unit in corpus(one, other).units] == [None]


@pytest.mark.parametrize("day", ["July 2025", "May 2026"])
def test_a_commune_of_today_is_not_the_one_that_had_its_name(day: str) -> None:
    old, new = corpus(letter("Lào Cai", "2025", "UBND xã A Mú Sung"), letter("Lào Cai", day, "UBND xã A Mú Sung")).units
    assert (old.id.since, new.id.since) == ("", "2025-07-01")
    assert old.successor is not None
    assert old.successor.unit == new.id
    assert new.successor is None


def test_a_commune_that_goes_on_as_it_was_is_one_unit() -> None:
    found = corpus(letter("Lào Cai", "2025", "UBND xã Nậm Xé"), letter("Lào Cai", "May 2026", "UBND xã Nậm Xé")).units
    assert len(found) == 1


@pytest.mark.parametrize(
    ("name", "since"),
    [("UBND xã A Mú Sung", "2025-07-01"), ("UBND xã A Mú Sung cũ", ""), ("UBND xã A Mú Sung huyện Bát Xát", "")],
)
def test_a_name_said_to_be_the_former_one_is_that(name: str, since: str) -> None:
    setting = NameContext("Ủy ban nhân dân tỉnh Lào Cai", "Lào Cai", "", (), "2025-07-01")
    assert unit_named(name, setting, VOCABULARY).id.since == since


@pytest.mark.parametrize("aside", [" (cũ)", " (trước sắp xếp)"])
def test_a_task_may_say_that_it_means_the_former_commune(aside: str) -> None:
    (found,) = corpus(letter("Lào Cai", "August 2025", f"UBND xã A Mú Sung{aside}")).units
    assert found.id.since == ""
    assert found.name == "Ủy ban nhân dân xã A Mú Sung"
    assert found.successor is not None


def test_a_commune_that_became_a_phuong_later_has_both_steps() -> None:
    found = units(
        letter("Đồng Nai", "2025", "UBND thị trấn Long Thành"),
        letter("Đồng Nai", "August 2025", "UBND xã Long Thành"),
        letter("Đồng Nai", "May 2026", "UBND phường Long Thành", head="ỦY BAN NHÂN DÂN⏎THÀNH PHỐ ĐỒNG NAI"),
    )
    town, commune, ward = (
        found[f"Ủy ban nhân dân {name} Đồng Nai"]
        for name in ("thị trấn Long Thành tỉnh", "xã Long Thành tỉnh", "phường Long Thành thành phố")
    )
    assert town.successor is not None
    assert town.successor.name == "Ủy ban nhân dân xã Long Thành tỉnh Đồng Nai"
    assert (town.successor.unit, town.successor.since, town.successor.renamed) == (commune.id, "2025-07-01", False)
    assert commune.successor == Successor(
        ward.full_name, "2026-04-30", "Nghị quyết 237/NQ-UBTVQH16", ward.id, renamed=True
    )
    assert ward.successor is None


def test_the_task_of_a_group_is_not_that_of_a_unit_of_another_time() -> None:
    old = letter("Lào Cai", "2025", "UBND xã A Mú Sung", "Chủ tịch UBND các xã, phường")
    new = letter("Lào Cai", "May 2026", "UBND xã A Mú Sung", "Chủ tịch UBND các xã, phường")
    found = corpus(old, new)
    years = {work.id: str(work.date)[:4] for work in found.works}
    through = {(duty.unit.since, years[duty.work]) for duty in found.duties if duty.via}
    assert through == {("", "2025"), ("2025-07-01", "2026")}


def test_a_unit_with_another_name_keeps_the_tasks_of_its_groups() -> None:
    head = "ỦY BAN NHÂN DÂN⏎THÀNH PHỐ ĐỒNG NAI"
    found = corpus(
        letter("Đồng Nai", "2024", "Sở Nội vụ"), letter("Đồng Nai", "May 2026", "Các sở, ban, ngành", head=head)
    )
    assert [duty.unit.name for duty in found.duties if duty.via] == ["so-noi-vu"]


def test_an_office_of_an_organ_is_one_whatever_its_province_is_called() -> None:
    head = "Số: 12/SNV-VP\n\nĐồng Nai, ngày {}\n\nKính gửi: Các phòng, đơn vị thuộc Sở.\n\n1. Văn phòng Sở báo cáo.\n"
    found = corpus(*(head.format(DAYS[day]) for day in ("2024", "May 2026"))).units
    assert [(unit.name, unit.full_name) for unit in found] == [
        ("Văn phòng Sở", "Văn phòng Sở Nội vụ thành phố Đồng Nai")
    ]


def test_the_table_of_communes_is_whole() -> None:
    """34 provinces with a resolution each, 3,321 communes, 22 of which became phường in 2026."""
    lines = (ROOT / "build_tools/vocabulary/communes.txt").read_text(encoding="utf-8").splitlines()
    heads = [line.removeprefix("= ").split(" | ") for line in lines if line.startswith("= ")]
    rows = [line for line in lines if not line.startswith(("#", "="))]
    known = {slug(row.name): row for row in VOCABULARY.places}
    assert {head[0] for head in heads} == {place for place, row in known.items() if row.into is None}
    assert all(place in known for head in heads for place in head[2].split())
    assert len({head[1] for head in heads}) == 34
    assert (len(rows), sum(" > " in row for row in rows)) == (3321, 22)


def test_the_table_of_communes_is_not_read_before_it_is_asked() -> None:
    table = Communes()
    assert not table._read
    assert table.is_new("lao-cai", "phuongcamduong")
    assert list(table._read) == ["lao-cai"]
