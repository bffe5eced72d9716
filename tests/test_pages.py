"""What must be on the pages for the five documents, as a clerk would look for it."""

import re

import pytest

from build_tools.model.corpus import Corpus, Work
from build_tools.render.addresses import addresses

KINH_TAY_NINH = "van-ban/khong-so-kh-khcn-2022-02-18.md"
QUANG_TRI = "van-ban/96-skhcn-vp.md"


def section(page: str, anchor: str) -> str:
    """The part of a page under the heading with this anchor, up to the next of its level."""
    _, _, rest = page.partition(f"{{ #{anchor} }}\n")
    assert rest, anchor
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def plain(markdown: str) -> str:
    """The words without marks and escapes."""
    words = re.sub(r"</?mark>|<time[^>]*>|</time>|<span data-bao=[^>]*>|</span>", "", markdown)
    return words.replace("\\", "").replace("&amp;", "&")


def test_each_document_has_its_record_on_its_page(pages: dict[str, str]) -> None:
    page = plain(pages[QUANG_TRI])
    for row in (
        "| Loại văn bản | Công văn |",
        "| Số, ký hiệu | 96/SKHCN-VP |",
        "| Cơ quan ban hành | Sở Khoa học và Công nghệ tỉnh Quảng Trị |",
        "| Ngày ban hành | 15/02/2022 |",
        "| Người ký | Nguyễn Hữu Thắng |",
        "| Thẩm quyền ký | KT. Giám đốc |",
        "| Kính gửi | Các phòng, đơn vị thuộc Sở |",
        "| Nơi nhận | Như trên; GD, các PGD; Lưu: VT |",
    ):
        assert row in page
    body = page.split("---\n", 2)[2]
    assert body.splitlines()[:3] == [
        "# Công văn số 96/SKHCN-VP",
        "",
        "Triển khai thực hiện quy chế dân chủ ở cơ sở năm 2022",
    ]


def test_there_are_five_documents_with_full_text(pages: dict[str, str]) -> None:
    assert sum('<div class="toan-van" markdown>' in page for page in pages.values()) == 5


def test_every_citation_is_a_link_in_the_full_text(corpus: Corpus, pages: dict[str, str]) -> None:
    book = addresses(corpus)
    works = {work.id: work for work in corpus.works}
    for reference in corpus.references:
        document = works[reference.source].document
        assert document is not None
        text = section(pages[book.works[reference.source]], "toan-van")
        words = reference.citation.span.of(document.source.text)
        assert re.search(rf"\[{re.escape(words)}\]\([^)]+\.md\)", plain(text)), words


@pytest.mark.parametrize(
    ("path", "citing", "clauses"),
    [
        (
            "van-ban/120-kl-tw.md",
            3,
            ["96-skhcn-vp.md#para_1", "khong-so-kh-khcn-2022-02-18.md#sec_II__para_2__indent_1"],
        ),
        ("van-ban/124-qd-tw.md", 2, ["khong-so-kh-khcn-2022-02-18.md#sec_II__para_2__indent_1__subindent_4"]),
        ("van-ban/30-ct-tw.md", 2, ["96-skhcn-vp.md#para_1"]),
    ],
)
def test_a_cited_instrument_shows_who_cites_it_with_sentence_and_clause(
    pages: dict[str, str], path: str, citing: int, clauses: list[str]
) -> None:
    backlinks = section(pages[path], "duoc-vien-dan")
    links = re.findall(r"^\[.*?\]\(([\w/.-]+\.md)\)", backlinks, re.MULTILINE)
    assert len(set(links)) == citing
    assert len(re.findall(r"^> ", backlinks, re.MULTILINE)) == len(links)
    assert backlinks.count("<mark>") == len(links)
    for clause in clauses:
        assert clause in backlinks


def test_the_decree_shows_two_documents_and_its_circular(pages: dict[str, str]) -> None:
    backlinks = section(pages["van-ban/04-2015-nd-cp.md"], "duoc-vien-dan")
    guided = backlinks.split("### Được hướng dẫn bởi")[1].split("###")[0]
    assert "[Thông tư 01/2016/TT-BNV (Bộ Nội vụ, 13/01/2016)](01-2016-tt-bnv.md)" in guided
    assert "theo Kế hoạch …/KH-KHCN" in guided
    cited = backlinks.split("### Được dẫn chiếu tại")[1]
    assert set(re.findall(r"^\[.*?\]\(([\w/.-]+\.md)\)", cited, re.MULTILINE)) == {
        "khong-so-kh-khcn-2022-02-18.md",
        "tin-bai-2022-01-28-trien-khai-chuong-trinh-cong-tac.md",
    }


@pytest.mark.parametrize("name", ["luat-tiep-cong-dan", "luat-khieu-nai", "luat-to-cao", "10-2022-qh15"])
def test_a_law_cited_by_name_has_its_page(pages: dict[str, str], name: str) -> None:
    assert section(pages[f"van-ban/{name}.md"], "duoc-vien-dan")


def test_a_law_cited_by_name_alone_meets_its_number(pages: dict[str, str]) -> None:
    page = pages["van-ban/10-2022-qh15.md"]
    assert "# Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15" in page
    assert "| Luật Thực hiện dân chủ ở cơ sở | không ghi | không ghi | 1 |" in page
    pointer = pages["van-ban/luat-thuc-hien-dan-chu-o-co-so.md"]
    assert "[Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15 (Quốc hội, 10/11/2022)](10-2022-qh15.md)" in pointer


def test_spelling_variants_meet_on_one_page(corpus: Corpus) -> None:
    variants = {v.organ for work in corpus.works if work.id.code == "120-kl-tw" for v in work.variants}
    assert variants == {"Bộ Chính trị", "Bộ Chính trị (khóa XI)"}


def find(corpus: Corpus, code: str) -> Work:
    (work,) = [work for work in corpus.works if work.id.code == code]
    return work


def test_a_relative_issuer_takes_its_province_from_the_citing_document(corpus: Corpus) -> None:
    assert find(corpus, "481-ubnd-nc").organ == "UBND tỉnh Quảng Trị"
    assert find(corpus, "4592-ubnd-nc").organ == "Chủ tịch UBND tỉnh Bắc Giang"
    assert find(corpus, "05-ct-tu").organ == "Ban Thường vụ Tỉnh ủy Tây Ninh"
    assert find(corpus, "565-ubnd-nc").place is None


def test_an_unnamed_province_stays_unnamed_and_is_said(pages: dict[str, str]) -> None:
    assert "| Địa phương | văn bản viện dẫn không nêu tên tỉnh |" in pages["van-ban/565-ubnd-nc.md"]


@pytest.mark.parametrize("code", ["171-qd-khcn", "13-kh-bcd"])
def test_a_legal_basis_has_its_backlink(pages: dict[str, str], code: str) -> None:
    basis = section(pages[f"van-ban/{code}.md"], "duoc-vien-dan").split("### Là căn cứ của")[1]
    assert "khong-so-kh-khcn-2022-02-18.md#cit_" in basis
    assert "> Căn cứ <mark>" in basis


def test_what_a_directive_carries_out_is_implements(pages: dict[str, str]) -> None:
    assert "### Được triển khai bởi" in pages["van-ban/481-ubnd-nc.md"]
    assert "### Được đưa tin tại" in pages["van-ban/565-ubnd-nc.md"]


def test_the_office_that_collects_reports(pages: dict[str, str]) -> None:
    page = plain(pages["don-vi/quang-tri/van-phong-so-khoa-hoc-va-cong-nghe.md"])
    received = section(page, "noi-nhan")
    assert "trước ngày 30/11/2022" in received
    assert "báo cáo về Văn phòng Sở trước ngày 30/11/2022" in received
    shared = section(page, "nhom-1")
    assert "Giao cho [Các phòng, đơn vị thuộc Sở Khoa học và Công nghệ tỉnh Quảng Trị]" in shared
    assert shared.count("> ") == 7


def test_the_department_that_leads(pages: dict[str, str]) -> None:
    own = section(pages["don-vi/chua-ro-tinh/so-noi-vu.md"], "nhiem-vu")
    assert "Sở Nội vụ](so-noi-vu.md) (chủ trì)" in own
    assert "theo tin đưa" in own


@pytest.mark.parametrize("unit", ["chi-cuc-tieu-chuan-do-luong-chat-luong", "trung-tam-khoa-hoc-va-cong-nghe"])
def test_a_year_that_is_not_stated_is_marked_inferred(pages: dict[str, str], unit: str) -> None:
    page = plain(pages[f"don-vi/tay-ninh/{unit}-so-khoa-hoc-va-cong-nghe.md"])
    own = section(page, "nhiem-vu")
    assert "trước ngày 05/06/2022 (6 tháng một lần; năm suy ra từ trích yếu)" in own
    assert "trước ngày 10/11/2022 (hằng năm; năm suy ra từ trích yếu)" in own
    assert "## Nhiệm vụ chung: Các phòng, đơn vị thuộc Sở" in page


def test_what_has_no_deadline_says_so(pages: dict[str, str]) -> None:
    assert "| Chưa quy định thời hạn |" in section(pages[QUANG_TRI], "nhiem-vu")


def test_the_glossary_is_what_the_documents_define(pages: dict[str, str]) -> None:
    defined = plain(section(pages["tu-viet-tat/index.md"], "theo-van-ban"))
    for row in (
        "| QCDC | Quy chế dân chủ |",
        "| CCHC | cải cách hành chính |",
        "| CC, VC, NLĐ | công chức, viên chức, người lao động |",
        "| TTHC | thủ tục hành chính |",
        "| GDĐT | Giáo dục và Đào tạo |",
    ):
        assert row in re.sub(r"</?span[^>]*>", "", defined)


@pytest.mark.parametrize(
    ("code", "words", "count"),
    [
        ("vb101", "Số của văn bản để trống", 2),
        ("vb103", "SGDDĐT", 1),
        ("vb204", "02-NQ/TU ghi ngày 04/10/2021, trước 01-NQ/TU (04/11/2021)", 1),
        ("vb203", "34/2007/PL-UBTVQH", 1),
    ],
)
def test_the_quality_page(pages: dict[str, str], code: str, words: str, count: int) -> None:
    rows = [row for row in plain(section(pages["chat-luong/index.md"], code)).splitlines() if words in row]
    assert len(rows) == count


def test_the_timeline_holds_documents_instruments_and_deadlines(pages: dict[str, str]) -> None:
    page = plain(pages["dong-thoi-gian/index.md"])
    for words in ("## 1998 { #nam-1998 }", "15/02/2022: [Công văn 96/SKHCN-VP]", "trước ngày 30/11/2022", "<svg"):
        assert words in page


def test_the_calendar_by_month_and_what_recurs(pages: dict[str, str]) -> None:
    page = plain(pages["lich/index.md"])
    assert "## Tháng 11/2022" in page
    assert "| hằng tháng | Thực hiện tiếp công dân theo định kỳ" in section(page, "dinh-ky")


def test_a_stale_basis_is_flagged_with_its_reason(pages: dict[str, str]) -> None:
    page = plain(pages["van-ban/tin-bai-2022-01-28-trien-khai-chuong-trinh-cong-tac.md"])
    flagged = section(page, "can-kiem-tra")
    assert "Viện dẫn 34/2007/PL-UBTVQH11: điều khoản thi hành của Luật Thực hiện dân chủ ở cơ sở" in flagged
    assert "tính đến 21/11/2026. Xem 10/2022/QH15." in flagged


def test_what_is_not_settled_is_shown_as_not_settled(pages: dict[str, str]) -> None:
    decree = pages["van-ban/04-2015-nd-cp.md"]
    assert (
        '| Tình trạng hiệu lực | <span class="dai">Chưa xác định: chưa xác định được còn hiệu lực hay không' in decree
    )
    assert "Hết hiệu lực" not in decree
    ordinance = pages["van-ban/34-2007-pl-ubtvqh11.md"]
    assert '| Tình trạng hiệu lực | <span class="dai">Hết hiệu lực: ' in ordinance
    assert '|  | <span class="dai">Hết hiệu lực một phần: ' in ordinance
    assert '| Tình trạng hiệu lực | <span class="dai">Chưa xác minh</span> |' in pages[QUANG_TRI]


def test_a_name_that_fits_two_laws_leads_to_both(pages: dict[str, str]) -> None:
    shared = pages["van-ban/luat-to-cao.md"]
    assert "(luat-to-cao/trung-uong-2011.md)" in shared
    assert "(25-2018-qh14.md)" in shared
    assert "chưa rõ là văn bản nào" in shared
    assert "Có thể được viện dẫn tại" in pages["van-ban/25-2018-qh14.md"]
