"""A keeper's word on citations and tasks outranks the text, and only where the keeper speaks."""

from build_tools.model.citation import Relation
from build_tools.model.document import Document
from build_tools.model.obligation import Recurrence
from build_tools.model.statement import StatedCitation, StatedDeadline, StatedObligation, Statement
from build_tools.resolve import resolve
from tests.texts import HEAD, VOCABULARY, document_of

BODY = """Thực hiện Công văn số 481/UBND-NC ngày 10/02/2022 và khoản 2 Điều 5 Nghị định 54, Sở yêu cầu các phòng:

1. Báo cáo kết quả
thực hiện về Văn phòng Sở trước ngày 30/11/2024.

2. Tuyên truyền Chương trình 135 đến cán bộ, công chức.
"""


def stated(citations: tuple[StatedCitation, ...] = (), obligations: tuple[StatedObligation, ...] = ()) -> Document:
    return document_of(HEAD + BODY, statement=Statement(citations=citations, obligations=obligations))


def codes(document: Document) -> list[str | None]:
    return [citation.code.text if citation.code else None for citation in document.citations]


def test_a_citation_points_where_the_keeper_says() -> None:
    word = StatedCitation("Nghị định 54", "bản chính", target="54/2017/NĐ-CP", date="2017-05-08", organ="Chính phủ")
    document = stated((word,))
    assert codes(document) == ["481/UBND-NC", "54/2017/NĐ-CP"]
    assert [citation.keeper for citation in document.citations] == [None, "bản chính"]
    target = resolve([document], VOCABULARY).references[1].target
    assert target is not None
    assert (target.code, target.year) == ("54-2017-nd-cp", "2017")


def test_a_citation_that_was_overlooked_is_added_in_its_place() -> None:
    document = stated((StatedCitation("Chương trình 135", "tên thường gọi", target="135/1998/QĐ-TTg"),))
    assert codes(document) == ["481/UBND-NC", "54", "135/1998/QĐ-TTg"]
    added = document.citations[2]
    assert (added.type_name, added.span.of(document.source.text)) == ("Chương trình", "Chương trình 135")
    assert document.provision(added.eid).span.holds(added.span)


def test_a_relation_is_what_the_keeper_says() -> None:
    document = stated((StatedCitation("Nghị định 54", "Điều 8 bãi bỏ", relation="repeals"),))
    assert [citation.relation for citation in document.citations] == [Relation.IMPLEMENTS, Relation.REPEALS]
    assert document.citations[1].in_part, "khoản 2 Điều 5, not the whole decree"


def test_what_is_no_citation_goes() -> None:
    assert codes(stated((StatedCitation("Nghị định 54", "gõ nhầm", dropped=True),))) == ["481/UBND-NC"]


def test_a_task_belongs_to_whom_the_keeper_says_and_falls_due_then() -> None:
    deadlines = (StatedDeadline("2024-12-15", relation="before"), StatedDeadline(recurrence="yearly"))
    word = StatedObligation(
        "Báo cáo kết quả thực hiện", "ý kiến ngày 01/4", bearers=("Văn phòng Sở",), deadlines=deadlines
    )
    report, publish = stated(obligations=(word,)).obligations
    assert report.bearers == ("Văn phòng Sở",)
    assert [(d.date, d.relation, d.recurrence, d.by_keeper) for d in report.deadlines] == [
        ("2024-12-15", "before", None, True),
        (None, "by", Recurrence.YEARLY, True),
    ]
    assert report.report_to == "Văn phòng Sở"
    assert (report.keeper, publish.keeper) == ("ý kiến ngày 01/4", None)
    assert publish == stated().obligations[1]


def test_what_is_no_task_goes_and_what_was_overlooked_comes() -> None:
    words = (
        StatedObligation("Tuyên truyền Chương trình 135", "không áp dụng", dropped=True),
        StatedObligation("Thực hiện Công văn số 481/UBND-NC", "việc chung", bearers=("Các phòng thuộc Sở",)),
    )
    added, report = stated(obligations=words).obligations
    assert added.bearers == ("Các phòng thuộc Sở",)
    assert report.report_to == "Văn phòng Sở"
