"""Who has a page: names of bodies and of groups; whoever is named by kind alone has none, and a group has one."""

import pytest

from build_tools.model.corpus import NO_UNIT, Unit, UnitId
from build_tools.render.page_task import plan_of
from build_tools.resolve.groups import group_kind, group_name
from build_tools.resolve.units import has_page
from tests.resolve.test_units import letter
from tests.texts import VOCABULARY, corpus_of


def unit(name: str, place: str | None = "Lào Cai") -> Unit:
    return Unit(
        UnitId("ten", "", "lao-cai" if place else ""), name, name, place, group_kind(name, VOCABULARY) is not None
    )


@pytest.mark.parametrize(
    "name",
    [
        "Cơ quan", "Các cơ quan, đơn vị", "Đơn vị", "Cá nhân", "Người nộp thuế", "Tổ chức, cá nhân có liên quan",
        "Chủ đầu tư", "Các cơ sở giáo dục", "CƠ SỞ GIÁO DỤC", "Hộ kinh doanh", "Các doanh nghiệp công nghệ số",
        "Cơ quan Nhà nước", "Các cơ quan liên quan của thành phố Huế", "Thủ trưởng các cơ quan, đơn vị có liên quan",
        "Cấp ủy, chính quyền các cấp", "Các bên", "Tỉnh", "Bộ", "Trưởng ban", "BÍ THƯ", "Theo địa bàn", "Bản", "Khoa",
    ],
)  # fmt: skip
def test_a_name_by_kind_has_no_page(name: str) -> None:
    assert not has_page(unit(name), VOCABULARY)


@pytest.mark.parametrize(
    "name",
    [
        "Sở Văn hóa, Thể thao và Du lịch", "Các sở, ban, ngành", "Thủ trưởng cơ quan thuộc Chính phủ", "Chính phủ",
        "Các cơ quan, đơn vị thuộc Ủy ban nhân dân tỉnh", "Thủ trưởng các ban, ngành cấp tỉnh", "Các tỉnh, thành phố",
        "Chủ tịch Ủy ban nhân dân tỉnh", "Bộ Nội vụ", "Hội Nông dân", "Thuế thành phố Huế", "Các bộ, ngành, địa phương",
        "Ban Dân tộc tỉnh", "Tổng Liên đoàn Lao động Việt Nam", "Uỷ ban nhân dân xã Y Tý",
    ],
)  # fmt: skip
def test_a_body_and_a_group_of_bodies_have_one(name: str) -> None:
    assert has_page(unit(name), VOCABULARY)


def test_any_committee_is_no_unit_where_the_document_is_of_no_province() -> None:
    assert not has_page(unit("Ủy ban nhân dân tỉnh", None), VOCABULARY)
    assert has_page(unit("Văn phòng Chính phủ", None), VOCABULARY)


@pytest.mark.parametrize(
    ("common", "names"),
    [
        (
            "Các sở, ban, ngành",
            (
                "Các Sở, ban, ngành", "Các sở, ban, ngành tỉnh", "Thủ trưởng các sở, ngành", "Các sở ban ngành",
                "Các sở, ban, ngành và địa phương", "Các sở, ban, ngành, đoàn thể thuộc tỉnh Lào Cai",
                "Các sở, ban, ngành và các đơn vị có liên quan",
            ),
        ),
        ("Các sở", ("Giám đốc các sở", "Các Sở liên quan", "Lãnh đạo các sở")),
        ("Các bộ, ngành", ("Các bộ, ngành, địa phương", "Các Bộ, ban, ngành khác có liên quan")),
        (
            "uy ban nhan dan cac xa phuong",
            (
                "Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân các phường, xã, đặc khu tỉnh Lào Cai",
                "Ủy ban nhân dân cấp xã",
            ),
        ),
        (
            "chu tich uy ban nhan dan cac tinh thanh pho",
            ("Chủ tịch Ủy ban nhân dân cấp tỉnh", "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"),
        ),
    ],
)  # fmt: skip
def test_variants_of_a_group_are_one(common: str, names: tuple[str, ...]) -> None:
    for name in names:
        kind = group_kind(name, VOCABULARY)
        assert kind, name
        assert group_name(name, "tỉnh Lào Cai", kind, VOCABULARY)[1] == common, name


def test_a_group_under_two_names_has_one_page_with_both_tasks() -> None:
    tasks = (
        "Các Sở, ban, ngành báo cáo trước ngày 30/6/2024.",
        "Các sở, ban, ngành tỉnh và các đơn vị liên quan gửi kế hoạch trước ngày 15/7/2024.",
        "Ủy ban nhân dân xã, phường rà soát trước ngày 30/7/2024.",
        "Ủy ban nhân dân cấp xã, Ủy ban nhân dân phường Sa Pa báo cáo trước ngày 15/8/2024.",
    )
    corpus = corpus_of({"a.txt": letter("Lào Cai", 2024, *tasks)})
    groups = {unit.full_name: unit for unit in corpus.units if unit.is_group}
    assert list(groups) == [
        "Các sở, ban, ngành thuộc tỉnh Lào Cai",
        "Ủy ban nhân dân các xã, phường thuộc tỉnh Lào Cai",
    ]
    assert [sum(duty.unit == unit.id for duty in corpus.duties) for unit in groups.values()] == [2, 2]
    assert groups["Ủy ban nhân dân các xã, phường thuộc tỉnh Lào Cai"].members


def test_a_task_of_nobody_with_a_page_is_still_a_task() -> None:
    tasks = ("Chủ đầu tư có trách nhiệm báo cáo trước ngày 30/6/2024.", "Sở Nội vụ tổng hợp trước ngày 15/7/2024.")
    plan = plan_of(corpus_of({"a.txt": letter("Lào Cai", 2024, *tasks)}), VOCABULARY)
    assert [unit.name for unit in plan.corpus.units] == ["Sở Nội vụ"]
    assert [(duty.unit == NO_UNIT, duty.name) for duty in plan.tasks] == [(True, "Chủ đầu tư"), (False, "Sở Nội vụ")]
    assert [due.deadline.date for due in plan.agenda] == ["2024-06-30", "2024-07-15"]
