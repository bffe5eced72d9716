"""What a keeper decides becomes lines of the sidecar, and the document then reads so."""

from datetime import date

import pytest
import yaml

from build_tools.base.yaml_edits import EditError
from build_tools.desk.dates import iso_of
from build_tools.desk.decisions import Decision, decided, with_sidecar
from build_tools.evaluation.confirmed import confirmed_tallies
from build_tools.incremental.parse_documents import parse_bundle
from build_tools.model.document import Document
from build_tools.model.source import Bundle
from build_tools.model.span import Span
from build_tools.parse.facts import Fact
from build_tools.parse.reviews import Review, reviews_of
from tests.texts import HEAD, VOCABULARY

DAY = date(2026, 11, 26)
TEXT = f"""{HEAD}Thực hiện khoản 2 Điều 5 Nghị định 54 và Chương trình 135, Sở yêu cầu:

1. Văn phòng Sở báo cáo kết quả về Thanh tra Sở trước ngày 30/11/2024; gửi số liệu hằng quý.

2. Phòng Kiểm zxy lập danh mục hồ sơ.
"""


class Desk:
    """A document and its sidecar, judged step by step."""

    def __init__(self, sidecar: str = "", text: str = TEXT) -> None:
        self.bundle = Bundle("2024/thu.txt", text.encode())
        if sidecar:
            self.bundle = with_sidecar(self.bundle, sidecar)

    @property
    def document(self) -> Document:
        document = parse_bundle(self.bundle, VOCABULARY).document
        assert document is not None
        return document

    @property
    def sidecar(self) -> str:
        return self.bundle.sidecar[1].decode() if self.bundle.sidecar else ""

    def review(self, kind: str, words: str = "") -> Review:
        found = (r for r in reviews_of(self.document) if r.fact and r.fact.kind == kind and words in r.fact.value)
        return next(found)

    def decide(self, review: Review, action: str, **fields: str) -> None:
        decision = Decision(action, DAY, by="Văn", fields=fields)
        text = decided(self.bundle, self.document, review, decision, lambda b: parse_bundle(b, VOCABULARY))
        self.bundle = with_sidecar(self.bundle, text)

    def values(self, kind: str) -> list[str]:
        return [r.fact.value for r in reviews_of(self.document) if r.fact and r.fact.kind == kind]

    def findings(self) -> list[str]:
        return [f.message for f in parse_bundle(self.bundle, VOCABULARY).findings if f.code == "VB110"]


def test_every_fact_of_a_document_is_confirmed_one_by_one() -> None:
    desk = Desk("# của tôi\r\nnguon: công văn đến\r\n")
    while open_ := [review for review in reviews_of(desk.document) if not review.settled]:
        desk.decide(open_[0], "dung")
    assert desk.sidecar.startswith("# của tôi\r\nnguon: công văn đến\r\nda_soat:\r\n- dieu: loai\r\n")
    assert len(yaml.safe_load(desk.sidecar)["da_soat"]) == len(reviews_of(desk.document)) == 12
    assert [task.doubt for task in desk.document.obligations] == [None, None]


def test_a_citation_is_corrected_dropped_and_added() -> None:
    desk = Desk()
    desk.decide(desk.review("vien_dan", "54"), "sua", la="54/2017/NĐ-CP", ngay="8/5/2017", co_quan="Chính phủ")
    assert desk.values("vien_dan") == ["Nghị định 54/2017/NĐ-CP; 08/05/2017; Chính phủ"]
    assert yaml.safe_load(desk.sidecar) == {
        "vien_dan": [
            {
                "cau": "Nghị định 54",
                "ly_do": "đã soát ngày 26/11/2026, Văn",
                "la": "54/2017/NĐ-CP",
                "ngay": "2017-05-08",
                "co_quan": "Chính phủ",
            }
        ],
        "da_soat": [
            {
                "dieu": "vien_dan",
                "ngay_soat": DAY,
                "cau": "Nghị định 54",
                "doc": "Nghị định 54/2017/NĐ-CP; 08/05/2017; Chính phủ",
                "boi": "Văn",
            }
        ],
    }
    start = TEXT.index("Chương trình 135")
    added = Review(Fact("vien_dan", "", Span(start, start + len("Chương trình 135"))))
    desk.decide(added, "them", la="135/1998/QĐ-TTg", loai="Quyết định")
    assert desk.values("vien_dan")[1] == "Quyết định 135/1998/QĐ-TTg"
    desk.decide(desk.review("vien_dan", "135"), "bo")
    assert len(desk.values("vien_dan")) == 1
    rows = yaml.safe_load(desk.sidecar)
    assert [row.get("bo") for row in rows["vien_dan"]] == [None, True]
    assert [row.get("bo") for row in rows["da_soat"]] == [None, True]
    assert desk.findings() == []


def test_a_relation_is_corrected_and_dropped() -> None:
    desk = Desk()
    assert desk.values("quan_he") == ["thực hiện"]
    desk.decide(desk.review("quan_he"), "sua", quan_he="căn cứ")
    assert desk.values("quan_he") == ["căn cứ"]
    desk.decide(desk.review("quan_he"), "bo")
    assert desk.values("quan_he") == []
    assert desk.findings() == []


def test_the_bearers_of_a_task() -> None:
    desk = Desk()
    desk.decide(desk.review("nhiem_vu", "Kiểm"), "sua", don_vi="Phòng Kiểm tra; Thanh tra Sở", chu_tri="Phòng Kiểm tra")
    assert desk.values("nhiem_vu")[1] == "Phòng Kiểm tra; Thanh tra Sở | chủ trì: Phòng Kiểm tra"
    assert desk.document.obligations[1].doubt is None
    desk.decide(desk.review("nhiem_vu", "Kiểm"), "bo")
    assert len(desk.document.obligations) == 1
    assert desk.findings() == []


def test_one_deadline_is_corrected_and_the_others_stay() -> None:
    desk = Desk()
    assert desk.values("thoi_han") == ["trước 30/11/2024", "hằng quý"]
    desk.decide(desk.review("thoi_han", "hằng quý"), "dung")
    desk.decide(desk.review("thoi_han", "30/11"), "sua", ngay="15/12/2024", moc="chậm nhất")
    assert sorted(desk.values("thoi_han")) == ["chậm nhất 15/12/2024", "hằng quý"]
    assert [
        review.settled for review in reviews_of(desk.document) if review.fact and review.fact.kind == "thoi_han"
    ] == [
        True,
        True,
    ]
    assert not desk.review("nhiem_vu", "Văn phòng").settled, "its bearers were not judged"
    desk.decide(desk.review("thoi_han", "hằng quý"), "bo")
    assert desk.values("thoi_han") == ["chậm nhất 15/12/2024"]
    assert desk.findings() == []


def test_fields_of_the_record() -> None:
    desk = Desk()
    desk.decide(desk.review("so_ky_hieu"), "sua", so_ky_hieu="13/SNV-VP")
    desk.decide(desk.review("ngay_ban_hanh"), "sua", ngay_ban_hanh="06/03/2024")
    desk.decide(desk.review("kinh_gui"), "sua", kinh_gui="Các phòng; Thanh tra Sở")
    desk.decide(Review(Fact("nguoi_ky", "")), "them", nguoi_ky="Nguyễn Văn A")
    rows = yaml.safe_load(desk.sidecar)
    assert (rows["so_ky_hieu"], rows["ngay_ban_hanh"], rows["kinh_gui"]) == (
        "13/SNV-VP",
        date(2024, 3, 6),
        ["Các phòng", "Thanh tra Sở"],
    )
    assert [row["doc"] for row in rows["da_soat"]] == [
        "13/SNV-VP",
        "06/03/2024",
        "Các phòng; Thanh tra Sở",
        "Nguyễn Văn A",
    ]


def test_what_reads_otherwise_is_settled_either_way() -> None:
    desk = Desk()
    desk.decide(desk.review("so_ky_hieu"), "dung")
    desk.decide(desk.review("nhiem_vu", "Kiểm"), "dung")
    text = TEXT.replace("12/SNV-VP", "14/SNV-VP").replace("2. Phòng Kiểm zxy lập danh mục hồ sơ.\n", "")
    desk = Desk(desk.sidecar, text)
    assert len(desk.findings()) == 2
    for review in [review for review in reviews_of(desk.document) if review.changed]:
        desk.decide(review, "dung")
    assert desk.findings() == []
    assert [row["doc"] for row in yaml.safe_load(desk.sidecar)["da_soat"]] == ["14/SNV-VP"]


@pytest.mark.parametrize(
    ("kind", "words", "action", "fields"),
    [
        ("so_ky_hieu", "", "sua", {"so_ky_hieu": "không phải số"}),
        ("ngay_ban_hanh", "", "sua", {"ngay_ban_hanh": "31/02/2024"}),
        ("so_ky_hieu", "", "bo", {}),
        ("quan_he", "", "sua", {"quan_he": "yêu thích"}),
        ("thoi_han", "30/11", "sua", {"ngay": "hôm nào đó"}),
        ("thoi_han", "30/11", "sua", {}),
        ("thoi_han", "30/11", "sua", {"ngay": "31/02/2024"}),
        ("vien_dan", "", "sua", {"ngay": "45/2024"}),
    ],
)
def test_what_can_not_be_stated_is_refused(kind: str, words: str, action: str, fields: dict[str, str]) -> None:
    desk = Desk()
    with pytest.raises(EditError):
        desk.decide(desk.review(kind, words), action, **fields)
    assert desk.sidecar == ""


@pytest.mark.parametrize("sidecar", ["da_soat: &a []\n", "loai: [\n", "{loai: Kế hoạch}\n", "khong_ro: x\n"])
def test_a_sidecar_that_is_wrong_is_left_alone(sidecar: str) -> None:
    desk = Desk(sidecar)
    review = Desk().review("so_ky_hieu")
    document = Desk().document
    with pytest.raises(EditError):
        decided(desk.bundle, document, review, Decision("dung", DAY), lambda b: parse_bundle(b, VOCABULARY))


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("8/5/2017", "2017-05-08"),
        ("2017-05-08", "2017-05-08"),
        ("12/2025", "2025-12"),
        ("tháng 3/2025", "2025-03"),
        ("Quý IV/2025", "2025-Q4"),
        ("Q4/2025", "2025-Q4"),
        ("2025", "2025"),
        ("năm 2025", "2025"),
        (" ", None),
    ],
)
def test_days_as_people_type_them(words: str, iso: str | None) -> None:
    assert iso_of(words) == iso


def test_what_was_judged_is_the_measure_of_the_machine() -> None:
    desk = Desk()
    desk.decide(desk.review("so_ky_hieu"), "dung")
    desk.decide(desk.review("nhiem_vu", "Văn phòng"), "dung")
    desk.decide(desk.review("nhiem_vu", "Kiểm"), "sua", don_vi="Phòng Kiểm tra")
    desk.decide(desk.review("vien_dan"), "bo")
    start = TEXT.index("Chương trình 135")
    added = Review(Fact("vien_dan", "", Span(start, start + len("Chương trình 135"))))
    desk.decide(added, "them", la="135/1998/QĐ-TTg")
    tallies = confirmed_tallies([desk.document])
    assert {name: (tally.hit, tally.gold, tally.found) for name, tally in tallies.items()} == {
        "số, ký hiệu": (1, 1, 1),
        "viện dẫn": (0, 1, 1),
        "viện dẫn không ghi chưa chắc": (0, 0, 1),
        "nhiệm vụ": (1, 2, 2),
        "nhiệm vụ chưa chắc": (0, 1, 1),
        "nhiệm vụ không ghi chưa chắc": (1, 1, 1),
    }
    assert tallies["nhiệm vụ"].precision == 0.5
