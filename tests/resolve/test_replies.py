"""Reports that cite a directive: evidence on the tasks of who issued them, and no implementation."""

from build_tools.model.statement import StatedExemption, Statement
from build_tools.resolve import resolve
from build_tools.resolve.duties import receivers
from tests.resolve.test_implementations import OWN, PLAN
from tests.texts import VOCABULARY, corpus_of, document_of, pages_below

REPORT = """SỞ TÀI CHÍNH
TỈNH LÀO CAI
Số: 40/BC-STC
Lào Cai, ngày 20 tháng 11 năm 2026

BÁO CÁO
Kết quả thực hiện Quy chế dân chủ ở cơ sở năm 2026

Kính gửi: Ủy ban nhân dân tỉnh.

Thực hiện Kế hoạch số 25/KH-UBND ngày 10/01/2026 của Ủy ban nhân dân tỉnh Lào Cai, Sở Tài chính báo cáo như sau:
1. Kinh phí đã được bố trí đủ.

Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC

Trần Văn C
"""


def test_a_report_is_evidence_on_the_tasks_of_its_issuer_and_no_implementing_document() -> None:
    corpus = corpus_of({"tinh.txt": PLAN, "so.txt": OWN, "bao-cao.txt": REPORT})
    (reply,) = corpus.replies
    assert (reply.work.code, reply.report.code) == ("25-kh-ubnd", "40-bc-stc")
    starts = [PLAN[start:].split(".")[0] for start in reply.tasks]
    assert starts == ["Sở Tài chính bố trí kinh phí"]
    (found,) = [each for each in corpus.implementations if each.work.code == "25-kh-ubnd"]
    rows = {row.name: row.documents for row in found.implementers}
    assert rows["Sở Tài chính tỉnh Lào Cai"] == ()
    page = pages_below(corpus, "van-ban/25-kh-ubnd")["van-ban/25-kh-ubnd.md"]
    assert "sổ không biết việc đã xong hay chưa" in page
    assert "báo cáo trong sổ: [Báo cáo 40/BC-STC](40-bc-stc.md)" in page
    assert "hoàn thành" not in page.partition("## Toàn văn")[0]


def test_a_letter_that_asks_for_reports_is_none() -> None:
    asks = REPORT.replace("BÁO CÁO\nKết quả", "V/v báo cáo kết quả").replace(
        "1. Kinh phí đã được bố trí đủ.", "1. Các phòng thuộc Sở gửi báo cáo trước ngày 30/11/2026."
    )
    assert corpus_of({"tinh.txt": PLAN, "thu.txt": asks}).replies == ()


def test_what_the_issuer_itself_reports_is_no_reply() -> None:
    own = REPORT.replace("SỞ TÀI CHÍNH\nTỈNH", "ỦY BAN NHÂN DÂN\nTỈNH").replace("40/BC-STC", "40/BC-UBND")
    assert corpus_of({"tinh.txt": PLAN, "bao-cao.txt": own}).replies == ()


def test_a_unit_that_a_keeper_excuses_is_not_missing() -> None:
    statement = Statement(exemptions=(StatedExemption("Sở Tài chính", "chỉ bố trí kinh phí"),))
    documents = [document_of(PLAN, "tinh.txt", statement), document_of(OWN, "so.txt")]
    (found,) = [each for each in resolve(documents, VOCABULARY).implementations if each.work.code == "25-kh-ubnd"]
    assert {row.name: row.excused for row in found.implementers if row.excused} == {
        "Sở Tài chính tỉnh Lào Cai": "chỉ bố trí kinh phí"
    }
    before = resolve([document_of(PLAN, "tinh.txt"), documents[1]], VOCABULARY).implementations
    (other,) = [each for each in before if each.work.code == "25-kh-ubnd"]
    assert found.missing == other.missing - 1


def test_the_chain_tells_each_step_down() -> None:
    third = OWN.replace("SỞ NỘI VỤ\nTỈNH LÀO CAI", "UBND TỈNH LÀO CAI\nSỞ Y TẾ").replace("12/KH-SNV", "7/KH-SYT")
    third = third.replace(
        "Kế hoạch số 25/KH-UBND ngày 10/01/2026 của Ủy ban nhân dân tỉnh Lào Cai", "Kế hoạch số 12/KH-SNV"
    )
    page = pages_below(corpus_of({"a.txt": PLAN, "b.txt": OWN, "c.txt": third}), "van-ban/25-kh-ubnd")
    words = page["van-ban/25-kh-ubnd.md"].partition("## Chuỗi triển khai")[2].partition("## ")[0]
    assert "Bước 1: **1 trên" in words
    assert "Bước 2, qua 1 văn bản giao việc tiếp: **1 trên 1**" in words
    assert words.count("<a href=") == 2, "a link to each document but the page's own"


def test_the_office_of_two_bodies_is_one_receiver() -> None:
    office = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
    assert receivers(office) == (office,)
    assert receivers("Hội đồng nhân dân và Ủy ban nhân dân xã") == ("Hội đồng nhân dân", "Ủy ban nhân dân xã")
