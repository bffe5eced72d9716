"""Units: one for each name and place, their organ, what became of them, and names a letter apart."""

import pytest

from build_tools.base.memo import Memo
from build_tools.model.corpus import Corpus, Unit
from build_tools.render.pages.plans import render
from build_tools.resolve.duties import duties_by_unit, receivers
from build_tools.resolve.likeness import alike, known_name, same_tasks, task_words
from build_tools.resolve.units import NameContext, unit_named
from tests.texts import VOCABULARY, corpus_of


def letter(place: str, year: int, *tasks: str) -> str:
    items = "\n\n".join(f"{number}. {task}" for number, task in enumerate(tasks, 1))
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}\n\nSố: 12/UBND-NC\n\n{place}, ngày 05 tháng 3 năm {year}\n\n"
        f"Kính gửi: Sở Nội vụ.\n\nỦy ban nhân dân tỉnh yêu cầu:\n\n{items}\n"
    )


def unit(corpus: Corpus, name: str) -> Unit:
    return next(unit for unit in corpus.units if unit.full_name == name)


def test_a_unit_of_a_merged_province_names_its_successor() -> None:
    texts = {
        "a.txt": letter("Bình Định", 2024, "Sở Nội vụ báo cáo trước ngày 30/6/2024."),
        "b.txt": letter("Gia Lai", 2026, "Sở Nội vụ báo cáo trước ngày 30/6/2026."),
    }
    corpus = corpus_of(texts)
    former = unit(corpus, "Sở Nội vụ tỉnh Bình Định")
    assert former.successor is not None
    assert (former.successor.name, former.successor.since) == ("Sở Nội vụ tỉnh Gia Lai", "2025-07-01")
    assert former.successor.unit == unit(corpus, "Sở Nội vụ tỉnh Gia Lai").id
    assert unit(corpus, "Sở Nội vụ tỉnh Gia Lai").successor is None
    pages = {page.path: str(page.content) for page in render(corpus, VOCABULARY)}
    assert "Từ 01/07/2025 thuộc [Sở Nội vụ tỉnh Gia Lai]" in pages["don-vi/binh-dinh/so-noi-vu.md"]
    assert "[Sở Nội vụ tỉnh Bình Định](../binh-dinh/so-noi-vu.md)" in pages["don-vi/gia-lai/so-noi-vu.md"]
    gia_lai = pages["don-vi/index.md"].partition("## Gia Lai")[2]
    assert "Sở Nội vụ tỉnh Bình Định" in gia_lai


@pytest.mark.parametrize(
    ("place", "name", "successor"),
    [
        ("Lào Cai", "Sở Kế hoạch và Đầu tư", "Sở Tài chính tỉnh Lào Cai"),
        ("Yên Bái", "Sở Kế hoạch và Đầu tư", "Sở Tài chính tỉnh Lào Cai"),
        ("Quảng Nam", "Tỉnh ủy", "Thành ủy Đà Nẵng"),
        ("Lào Cai", "Sở Nội vụ", None),
        ("Yên Bái", "Ủy ban nhân dân huyện Lục Yên", ""),
        ("Yên Bái", "Ủy ban nhân dân huyện Không Có", None),
    ],
)
def test_what_became_of_an_organ(place: str, name: str, successor: str | None) -> None:
    corpus = corpus_of({"a.txt": letter(place, 2024, f"{name} báo cáo trước ngày 30/6/2024.")})
    found = next(unit for unit in corpus.units if unit.name.startswith(name)).successor
    assert (found.name if found else None) == successor


def test_a_unit_is_listed_under_its_organ() -> None:
    text = (
        "Số: 12/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các phòng, đơn vị thuộc Sở.\n\n"
        "1. Văn phòng Sở báo cáo Sở Nội vụ trước ngày 30/6/2024.\n\n2. Sở Nội vụ tổng hợp, gửi Ủy ban nhân dân tỉnh.\n"
    )
    corpus = corpus_of({"a.txt": text})
    organ = unit(corpus, "Sở Nội vụ tỉnh Lào Cai")
    office = next(unit for unit in corpus.units if unit.name == "Văn phòng Sở")
    assert office.parent == organ.id
    assert organ.parent is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("to-thuc-ca-nhan", "to-chuc-ca-nhan", True),
        ("so-khoa-hoc-va-cong-ngeh", "so-khoa-hoc-va-cong-nghe", True),
        ("uy-bannhan-dan", "uy-ban-nhan-dan", True),
        ("so-noi-vu", "so-ngoai-vu", False),
        ("so-giao-duc-va-dao-tao", "bo-giao-duc-va-dao-tao", False),
        ("uy-ban-nhan-dan-cap-xa", "uy-ban-nhan-dan-cap-tinh", False),
        ("phong-kiem-soat", "phong-kiem-toan", False),
        ("chi-cuc-thue-khu-vuc-11", "chi-cuc-thue-khu-vuc-12", False),
        ("so-noi-vu", "so-noi-vu", False),
    ],
)
def test_names_that_may_be_one_misspelt(one: str, other: str, expected: bool) -> None:
    assert bool(list(alike([one, other]))) is expected


def test_a_misspelt_organ_is_the_known_one_and_is_reported() -> None:
    assert known_name("so-khoa-hoc-va-cong-ngheee", VOCABULARY) == "so-khoa-hoc-va-cong-ngheee"
    texts = {
        "a.txt": letter("Lào Cai", 2024, "Sở Khoa học và Công ngệ báo cáo trước ngày 30/6/2024."),
        "b.txt": letter("Lào Cai", 2024, "Sở Khoa học và Công nghệ báo cáo trước ngày 30/9/2024.").replace(
            "12/", "13/"
        ),
    }
    documents = {work.id: work.document for work in corpus_of(texts).works if work.document}
    units, _ = duties_by_unit(documents, VOCABULARY, Memo(), doubtful=True)
    named = [unit for unit in units if unit.id.name == "so-khoa-hoc-va-cong-nghe"]
    assert len(named) == 1
    assert len(named[0].aliases) == 2


def test_the_same_task_is_known_whatever_its_date() -> None:
    task = "Sở Nội vụ tổng hợp kết quả thực hiện, báo cáo UBND tỉnh trước ngày 10/6/2024"
    other = "Sở Nội vụ tham mưu ban hành kế hoạch kiểm tra trước ngày 10/6/2024"
    others = [task_words(words) for words in (other, task.replace("10/6/2024", "15/6/2024"))]
    assert same_tasks(task_words(task), others) == [1]


def test_groups_have_the_members_of_their_kind_and_place() -> None:
    tasks = (
        "Ủy ban nhân dân các huyện, thành phố báo cáo trước ngày 30/6/2024.",
        "Chủ tịch UBND các xã, phường báo cáo trước ngày 30/6/2024.",
        "Các sở, ban, ngành thuộc tỉnh báo cáo trước ngày 30/6/2024.",
        "UBND huyện Bảo Thắng, UBND thành phố Lào Cai, UBND xã Y Tý, Sở Tài chính gửi kế hoạch.",
        "Bộ Nội vụ hướng dẫn thực hiện.",
        "Ủy ban nhân dân tỉnh tổng hợp, báo cáo.",
    )
    corpus = corpus_of({"a.txt": letter("Lào Cai", 2024, *tasks), "b.txt": letter("Tây Ninh", 2024, tasks[0])})
    members = {unit.full_name: [member.name for member in unit.members] for unit in corpus.units if unit.is_group}
    assert members == {
        "Ủy ban nhân dân các huyện, thành phố thuộc tỉnh Lào Cai": [
            "uy-ban-nhan-dan-huyen-bao-thang",
            "uy-ban-nhan-dan-thanh-pho-lao-cai",
        ],
        "Chủ tịch Ủy ban nhân dân các xã, phường thuộc tỉnh Lào Cai": ["uy-ban-nhan-dan-xa-y-ty"],
        "Các sở, ban, ngành thuộc tỉnh Lào Cai": ["so-tai-chinh"],
        "Ủy ban nhân dân các huyện, thành phố thuộc tỉnh Tây Ninh": [],
    }


def test_a_ministry_belongs_to_no_province_and_a_city_is_not_its_province() -> None:
    task = "Bộ Nội vụ, UBND thành phố Lào Cai, UBND tỉnh và Bộ Chỉ huy Quân sự tỉnh báo cáo trước ngày 30/6/2024."
    units = {unit.full_name: unit.id.place for unit in corpus_of({"a.txt": letter("Lào Cai", 2024, task)}).units}
    assert units == {
        "Bộ Nội vụ": "",
        "Ủy ban nhân dân thành phố Lào Cai": "lao-cai",
        "Ủy ban nhân dân tỉnh Lào Cai": "lao-cai",
        "Bộ Chỉ huy Quân sự tỉnh Lào Cai": "lao-cai",
    }


def test_the_number_of_a_footnote_is_no_part_of_a_name() -> None:
    corpus = corpus_of({"a.txt": letter("Lào Cai", 2024, "Sở Nội vụ18 báo cáo trước ngày 30/6/2024.")})
    assert [unit.full_name for unit in corpus.units] == ["Sở Nội vụ tỉnh Lào Cai"]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Giám đốc Sở Tài chính", "Sở Tài chính tỉnh Lào Cai"),
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai"),
        ("Ủy ban nhân dân Tỉnh", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"),
        ("Trưởng ban Ban Quản lý khu kinh tế", "Ban Quản lý khu kinh tế tỉnh Lào Cai"),
        ("Giám đốc Cổng Thông tin điện tử tỉnh", "Cổng Thông tin điện tử tỉnh Lào Cai"),
        ("Chủ tịch Ủy ban nhân dân xã Y Tý", "Chủ tịch Ủy ban nhân dân xã Y Tý tỉnh Lào Cai"),
    ],
)
def test_the_head_of_a_body_stands_for_it(name: str, full: str) -> None:
    corpus = corpus_of({"a.txt": letter("Lào Cai", 2024, f"{name} chịu trách nhiệm báo cáo trước ngày 30/6/2024.")})
    assert [unit.full_name for unit in corpus.units] == [full]
    assert [duty.name for duty in corpus.duties] == [name], "the page keeps the words of the document"


def test_a_note_in_brackets_is_no_part_of_a_bearer() -> None:
    body = "Văn phòng UBND tỉnh (Trung tâm Tin học) báo cáo trước ngày 30/6/2024."
    corpus = corpus_of({"a.txt": letter("Lào Cai", 2024, body)})
    assert [duty.name for duty in corpus.duties] == ["Văn phòng UBND tỉnh"]


def test_an_office_belongs_to_the_organ_that_its_name_ends_in() -> None:
    text = (
        "Số: 12/SNV-VP\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các phòng, đơn vị thuộc Sở.\n\n"
        "1. Văn phòng UBND tỉnh theo dõi trước ngày 30/6/2024.\n\n2. Văn phòng Sở tổng hợp báo cáo.\n"
    )
    corpus = corpus_of({"a.txt": text, "b.txt": letter("Lào Cai", 2024, "Văn phòng Ủy ban nhân dân tỉnh báo cáo.")})
    assert [unit.full_name for unit in corpus.units if unit.id.organ] == [
        "Văn phòng Sở Nội vụ tỉnh Lào Cai",
        "Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
    ]


@pytest.mark.parametrize("first", ["a", "c"])
def test_a_unit_has_the_same_name_whichever_file_comes_first(first: str) -> None:
    texts = {
        f"{first}.txt": "Số: 7/UBND-NC\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nGiao Sở Nội vụ báo cáo.\n",
        "b.txt": "Số: 8/UBND-NC\n\nLào Cai, ngày 06 tháng 3 năm 2024\n\nGiao Sở Nội vụ tỉnh Lào Cai báo cáo.\n",
    }
    names = [unit.name for unit in corpus_of(texts).units if unit.id.name == "so-noi-vu"]
    assert names == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("UBND tỉnh và Cục Thi hành án dân sự", ("UBND tỉnh", "Cục Thi hành án dân sự")),
        ("Bộ Y tế, Giám đốc Sở Y tế", ("Bộ Y tế", "Giám đốc Sở Y tế")),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("thông qua Sở Tài chính", ("Sở Tài chính",)),
        ("UBND tỉnh (qua Sở Nội vụ)", ("UBND tỉnh", "Sở Nội vụ")),
    ],
)
def test_who_gets_a_report(words: str, names: tuple[str, ...]) -> None:
    assert receivers(words) == names


def test_what_a_body_grants_is_no_part_of_its_name() -> None:
    setting = NameContext("Chính phủ", None, "", ())
    assert unit_named("Bộ Y tế cấp giấy phép", setting, VOCABULARY).full_name == "Bộ Y tế"
    group = unit_named("các cơ quan, đơn vị thuộc Bộ Y tế", setting, VOCABULARY)
    assert (group.full_name, group.id.organ) == ("Các cơ quan, đơn vị thuộc Bộ Y tế", "")
