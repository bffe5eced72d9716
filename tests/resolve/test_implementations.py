"""Who has implemented a directive: whom it concerns, and the documents that rest on it."""

from tests.texts import corpus_of, pages_below

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 25/KH-UBND
Lào Cai, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện Quy chế dân chủ ở cơ sở năm 2026

1. Sở Nội vụ xây dựng kế hoạch triển khai trước ngày 15/02/2026.
2. Sở Tài chính bố trí kinh phí.
3. Văn phòng Ủy ban nhân dân tỉnh theo dõi.

Nơi nhận:
- Lưu: VT.
CHỦ TỊCH

Trần Văn A
"""
OWN = """SỞ NỘI VỤ
TỈNH LÀO CAI
Số: 12/KH-SNV
Lào Cai, ngày 30 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện Quy chế dân chủ ở cơ sở năm 2026 của Sở Nội vụ

Thực hiện Kế hoạch số 25/KH-UBND ngày 10/01/2026 của Ủy ban nhân dân tỉnh Lào Cai, Sở Nội vụ ban hành kế hoạch như sau:
1. Các phòng thuộc Sở báo cáo trước ngày 01/3/2026.

Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC

Lê Thị B
"""


def test_who_has_a_document_and_who_has_none() -> None:
    corpus = corpus_of({"2026/tinh.txt": PLAN, "2026/so.txt": OWN})
    (found,) = [each for each in corpus.implementations if each.work.code == "25-kh-ubnd"]
    assert found.asked is not None
    assert found.asked.span.of(PLAN).startswith("Sở Nội vụ xây dựng kế hoạch")
    rows = {row.name: [work.code for work in row.documents] for row in found.implementers}
    assert rows["Sở Nội vụ tỉnh Lào Cai"] == ["12-kh-snv"]
    assert rows["Sở Tài chính tỉnh Lào Cai"] == []
    assert not any("Các phòng" in name for name in rows)


def test_a_document_of_the_register_alone_is_no_directive_that_others_must_take_up() -> None:
    corpus = corpus_of({"2026/so.txt": OWN})
    assert corpus.implementations == ()


def test_the_page_says_how_many_and_how_soon() -> None:
    corpus = corpus_of({"2026/tinh.txt": PLAN, "2026/so.txt": OWN})
    page = pages_below(corpus, "van-ban/25-kh-ubnd")["van-ban/25-kh-ubnd.md"]
    assert "## Ai đã triển khai" in page
    assert "[Kế hoạch 12/KH-SNV](12-kh-snv.md) | 30/01/2026 | 20 ngày |" in page
    assert "trong sổ chưa có" in page
    listed = pages_below(corpus, "danh-muc/trien-khai")["danh-muc/trien-khai.md"]
    assert "van-ban/25-kh-ubnd.md#trien-khai" in listed
    unit = pages_below(corpus, "don-vi/lao-cai/so-tai-chinh")["don-vi/lao-cai/so-tai-chinh.md"]
    assert "chưa thấy văn bản của đơn vị: [Kế hoạch 25/KH-UBND]" in unit
