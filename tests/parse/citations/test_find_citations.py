from typing import Any

import pytest

from build_tools.evaluation.document_json import to_record
from build_tools.model.citation import Relation
from tests.texts import HEAD, cases, document_of


@pytest.mark.parametrize("case", cases("citations"))
def test_a_mention_is_found_as_it_stands(case: Any) -> None:
    document = document_of(f"{HEAD}{case['text']}\n\nNơi nhận:\n- Như trên.\n")
    found = to_record(document)["citations"]
    assert [
        {key: citation[key] for key in expected} for citation, expected in zip(found, case["expect"], strict=True)
    ] == (case["expect"])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Quyết định số 171/QĐ-KHCN ngày 31/12/2021 của Sở;", Relation.BASED_ON),
        ("Thực hiện Công văn số 481/UBND-NC của UBND tỉnh, Sở yêu cầu các phòng báo cáo.", Relation.IMPLEMENTS),
        ("Thực hiện sự chỉ đạo của UBND tỉnh tại Công văn số 481/UBND-NC, Sở yêu cầu các phòng.", Relation.IMPLEMENTS),
        ("Thực hiện Thông báo số 31/TB-UBND của UBND tỉnh, Sở thông báo như sau:", Relation.IMPLEMENTS),
        ("Sở yêu cầu các phòng nghiên cứu Công văn số 481/UBND-NC.", Relation.CITES),
        ("Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-SNV ngày 01/02/2020.", Relation.REPEALS),
        ("Điều 2. Quyết định số 12/QĐ-SNV ngày 01/02/2020 hết hiệu lực kể từ ngày ký.", Relation.REPEALS),
    ],
)
def test_a_relation_is_what_the_citing_document_does(text: str, relation: Relation) -> None:
    (citation,) = document_of(f"{HEAD}{text}\n").citations
    assert citation.relation is relation


def test_the_own_number_and_the_recipients_are_no_citations() -> None:
    assert document_of(f"{HEAD}Yêu cầu các phòng báo cáo.\n\nNơi nhận:\n- Như Công văn số 5/SNV-VP;\n").citations == ()


def test_a_document_states_what_holds_between_two_others() -> None:
    text = "Thông tư số 01/2016/TT-BNV ngày 13/01/2016 hướng dẫn một số nội dung của Nghị định số 04/2015/NĐ-CP"
    document = document_of(HEAD + text)
    guide, guided = document.citations
    (claim,) = document.claims
    assert (claim.subject, claim.relation, claim.target) == (guide.span, Relation.GUIDES, guided.span)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Quyết định này thay thế Quyết định số 1/QĐ-SNV và Quyết định số 2/QĐ-SNV.", [Relation.REPEALS] * 2),
        ("Quyết định số 1/QĐ-SNV và Quyết định số 2/QĐ-SNV hết hiệu lực từ ngày ký.", [Relation.REPEALS] * 2),
        (
            "Căn cứ Nghị định số 04/2015/NĐ-CP; thực hiện Công văn số 481/UBND-NC của UBND tỉnh, Sở yêu cầu:",
            [Relation.BASED_ON, Relation.IMPLEMENTS],
        ),
    ],
)
def test_what_is_done_to_a_list(text: str, relations: list[Relation]) -> None:
    document = document_of(f"{HEAD}Điều 2. {text}\n" if "Quyết định" in text else f"{HEAD}{text}\n")
    assert [citation.relation for citation in document.citations] == relations


def test_a_type_is_shared_only_inside_a_list() -> None:
    document = document_of(f"{HEAD}Nghị định số 04/2015/NĐ-CP quy định việc này. Phòng đã nhận 481/UBND-NC.\n")
    assert [citation.type_name for citation in document.citations] == ["Nghị định", ""]


def test_offsets_count_the_text_as_it_was_given() -> None:
    text = "\ufeffCăn cứ\r\nNghi\u0323 định số 04/2015/NĐ-CP;\r\nhết"
    (citation,) = to_record(document_of(text), text.encode())["citations"]
    assert text[citation["start"] : citation["end"]] == citation["quote"] == "Nghi\u0323 định số 04/2015/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Nghị định số 1/2015/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 2/2018/NĐ-CP", [(2, "amends", 1)]),
        (
            "Nghị định số 1/2015/NĐ-CP của Chính phủ (đã được sửa đổi theo khoản 2 Điều 1 Nghị định số 2/2018/NĐ-CP)",
            [(2, "amends", 1)],
        ),
        (
            "Nghị định số 1/2015/NĐ-CP được sửa đổi bởi Nghị định số 2/2018/NĐ-CP và Nghị định số 3/2020/NĐ-CP",
            [(2, "amends", 1), (3, "amends", 1)],
        ),
        (
            "Nghị định số 1/2015/NĐ-CP được sửa đổi bởi Nghị định số 2/2018/NĐ-CP theo đúng Nghị định số 3/2020/NĐ-CP",
            [(2, "amends", 1)],
        ),
        ("Nghị định số 2/2018/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 1/2015/NĐ-CP", [(2, "amends", 1)]),
        ("Nghị định số 1/2015/NĐ-CP được thay thế bởi Nghị định số 2/2018/NĐ-CP", [(2, "repeals", 1)]),
        (
            "Thông tư số 2/2018/TT-BNV thay thế Thông tư số 1/2015/TT-BNV, Thông tư số 3/2015/TT-BNV",
            [(2, "repeals", 1), (2, "repeals", 3)],
        ),
        ("Thông tư số 2/2018/TT-BNV hướng dẫn Nghị định số 1/2015/NĐ-CP", [(2, "guides", 1)]),
        ("Quy chế số 1/QC-UBND ban hành kèm theo Quyết định số 2/QĐ-UBND", [(2, "issues", 1)]),
        ("Quyết định số 2/QĐ-UBND ngày 01/3/2022 của UBND tỉnh ban hành Kế hoạch số 1/KH-UBND", [(2, "issues", 1)]),
        ("Nghị định số 1/2015/NĐ-CP và theo Nghị định số 2/2018/NĐ-CP", []),
    ],
)
def test_who_acts_on_whom(text: str, claims: list[tuple[int, str, int]]) -> None:
    document = document_of(f"{HEAD}Phòng căn cứ {text} để thực hiện.\n")
    number = {citation.span: int(citation.code.key[0]) for citation in document.citations if citation.code}
    assert [(number[c.subject], str(c.relation), number[c.target]) for c in document.claims] == claims


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("2. Thông tư này bãi bỏ Thông tư số 1/2015/TT-BNV đã được sửa đổi theo Thông tư số 2/2018/TT-BNV.", [1]),
        ("2. Thông tư số 1/2015/TT-BNV (được sửa đổi bởi Thông tư số 2/2018/TT-BNV) hết hiệu lực từ ngày ký.", [1]),
        (
            "2. Bãi bỏ Thông tư số 1/2015/TT-BNV của Bộ Nội vụ quy định về trang phục và Thông tư số 2/2018/TT-BNV "
            "của Bộ Nội vụ sửa đổi, bổ sung một số điều của Thông tư số 1/2015/TT-BNV.",
            [1, 2],
        ),
        (
            "2. Kể từ ngày 01/01/2024, Thông tư 1/2015/TT-BNV của Bộ Nội vụ quy định chi tiết việc đăng tải và "
            "Thông tư số 2/2018/TT-BNV của Bộ Nội vụ quy định về kế hoạch hết hiệu lực thi hành.",
            [1, 2],
        ),
        ("2. Bãi bỏ điểm a khoản 1, khoản 3 và khoản 4 Điều 6 Thông tư số 1/2015/TT-BNV.", [1]),
        (
            "2. Thông tư này bãi bỏ:\n\na) Khoản 2 Điều 1 Thông tư số 1/2015/TT-BNV;\n\nb) Thông tư số 2/2018/TT-BNV.",
            [1, 2],
        ),
        ("2. Thay thế cụm từ “Thông tư số 1/2015/TT-BNV” bằng cụm từ “Thông tư số 2/2018/TT-BNV” tại Điều 5.", []),
        ("2. Bãi bỏ cụm từ “mỏ và” tại Điều 1 Thông tư số 1/2015/TT-BNV.", [1]),
        ("2. Việc bãi bỏ quy định thực hiện theo Thông tư số 1/2015/TT-BNV.", []),
        ("2. Bãi bỏ Thông tư số 1/2015/TT-BNV ngày 01/3/2015; Thông tư số 2/2018/TT-BNV ngày 02/4/2018.", [1, 2]),
        ("2. Thông tư số 1/2015/TT-BNV đã hết hiệu lực; các đơn vị thực hiện theo Thông tư số 2/2018/TT-BNV.", []),
        ("2. Thông tư số 1/2015/TT-BNV bị bãi bỏ theo quy định tại khoản 1 Điều 5 Thông tư số 2/2018/TT-BNV.", []),
        ("2. Thông tư số 1/2015/TT-BNV được thay thế bởi Thông tư này.", [1]),
        (
            "2. Bãi bỏ toàn bộ các thông tư sau đây\n\na) Thông tư số 1/2015/TT-BNV ngày 01/3/2015 của Bộ Nội vụ.\n\n"
            "b) Thông tư số 2/2018/TT-BNV ngày 02/4/2018 của Bộ Nội vụ.",
            [1, 2],
        ),
        ("2. Trường hợp Thông tư số 1/2015/TT-BNV hết hiệu lực thì áp dụng văn bản mới.", []),
        ("2. Áp dụng quy định của văn bản sửa đổi, bổ sung, thay thế Thông tư số 1/2015/TT-BNV.", []),
        ("2. Giám đốc Sở đề nghị bãi bỏ Thông tư số 1/2015/TT-BNV.", []),
        ("2. Theo Tờ trình số 1/TTr-SNV ngày 02/3/2020 về việc bãi bỏ toàn bộ Quyết định số 2/2018/QĐ-UBND.", []),
        (
            "2. Bãi bỏ Quyết định số 1/2015/QĐ-UBND ngày 01/3/2015 của UBND tỉnh bãi bỏ một phần Quy chế ban hành kèm "
            "theo Quyết định số 2/2018/QĐ-UBND ngày 02/4/2018.",
            [1],
        ),
        (
            "2. Thông tư số 1/2015/TT-BNV ngày 01/3/2015 quy định chi tiết một số điều của Luật Viên chức số "
            "2/2010/QH12 hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [1],
        ),
        (
            "- Quyết định số 1/QĐ-BKHCN ngày 07/11/2025 của Bộ Khoa học và Công nghệ về việc công bố thủ tục "
            "hành chính mới ban hành và bị bãi bỏ lĩnh vực công nghệ.",
            [],
        ),
    ],
)
def test_what_the_closing_provisions_end(text: str, done: list[int]) -> None:
    document = document_of(f"{HEAD}Điều 9. Hiệu lực thi hành\n\n{text}\n")
    repealed = {int(c.code.key[0]) for c in document.citations if c.code and c.relation is Relation.REPEALS}
    assert sorted(repealed) == done


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bãi bỏ Thông tư số 1/2015/TT-BNV.", []),
        ("Bãi bỏ toàn bộ Thông tư số 1/2015/TT-BNV quy định một số nội dung về mẫu.", []),
        ("Bãi bỏ khoản 2 Điều 5 Thông tư số 1/2015/TT-BNV.", [1]),
        ("Thay thế Phụ lục III Thông tư số 1/2015/TT-BNV bằng Phụ lục ban hành kèm theo Thông tư này.", [1]),
        ("Bãi bỏ một số điều của Thông tư số 1/2015/TT-BNV và Thông tư số 2/2018/TT-BNV.", [1, 2]),
        ("Bãi bỏ một số văn bản sau đây:\n\na) Thông tư số 1/2015/TT-BNV;", []),
        ("Bãi bỏ một số quy định của các văn bản sau đây:\n\na) Thông tư số 1/2015/TT-BNV;", [1]),
        ("Bãi bỏ:\n\na) Điều 3 Thông tư số 1/2015/TT-BNV;\n\nb) Thông tư số 2/2018/TT-BNV.", [1]),
        ("Thông tư số 1/2015/TT-BNV hết hiệu lực một phần từ ngày 01/01/2024.", [1]),
        ("Thông tư số 1/2015/TT-BNV hết hiệu lực từ ngày ký, trừ Điều 5, Điều 6.", [1]),
        ("Thông tư số 1/2015/TT-BNV hết hiệu lực, trừ trường hợp quy định tại khoản 2 Điều này.", []),
        (
            "Điều 1 Thông tư số 1/2015/TT-BNV ngày 01/3/2015 (sau đây gọi là Thông tư số 1/2015/TT-BNV) hết hiệu lực.",
            [1],
        ),
    ],
)
def test_a_repeal_in_part_is_none_of_the_whole(text: str, parts: list[int]) -> None:
    document = document_of(f"{HEAD}Điều 9. Hiệu lực thi hành\n\n2. {text}\n")
    repealed = [c for c in document.citations if c.code and c.relation is Relation.REPEALS]
    assert repealed
    assert sorted({int(c.code.key[0]) for c in repealed if c.code and c.in_part}) == parts


def test_what_replaces_is_told_from_what_repeals() -> None:
    text = "Điều 9. Hiệu lực\n\n2. Quyết định này thay thế Quyết định số 1/QĐ-SNV; bãi bỏ Quyết định số 2/QĐ-SNV.\n"
    assert [citation.replaced for citation in document_of(HEAD + text).citations] == [True, False]


@pytest.mark.parametrize(("kind", "relation"), [("QUYẾT ĐỊNH", Relation.REPEALS), ("TỜ TRÌNH", Relation.CITES)])
def test_a_proposal_repeals_nothing(kind: str, relation: Relation) -> None:
    head = f"SỞ NỘI VỤ\nSố: 12/X-SNV\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\n{kind}\nVề việc lưu trữ\n\n"
    document = document_of(f"{head}Điều 2. Bãi bỏ Quyết định số 12/QĐ-SNV ngày 01/02/2020.\n")
    assert [citation.relation for citation in document.citations] == [relation]


def test_only_the_preamble_states_a_basis() -> None:
    text = (
        "Căn cứ Luật Viên chức; căn cứ Nghị định số 1/2015/NĐ-CP;\n\nLuật Nhà giáo có căn cứ ban hành như sau:\n\n"
        "“Căn cứ Luật Lao động;\n\nCăn cứ Luật Giáo dục.”\n\nĐiều 1. Phạm vi\n\n"
        "Căn cứ Nghị định số 2/2018/NĐ-CP, đơn vị lập hồ sơ.\n"
    )
    found = {c.title or (c.code and c.code.text): c.relation for c in document_of(HEAD + text).citations}
    based = [name for name, relation in found.items() if relation is Relation.BASED_ON]
    assert based == ["Luật Viên chức", "1/2015/NĐ-CP"]


@pytest.mark.parametrize(
    ("title", "relations"),
    [
        ("Sửa đổi, bổ sung một số điều của Quy định kèm theo Quyết định số 9/2022/QĐ-UBND", [Relation.AMENDS] * 2),
        ("Sửa đổi nhiệm vụ trong Chương trình thực hiện Nghị quyết số 66-NQ/TW", [Relation.CITES] * 2),
    ],
)
def test_the_title_says_what_the_document_amends(title: str, relations: list[Relation]) -> None:
    text = (
        f"Số: 12/2024/QĐ-UBND\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\n{title}\n\nCăn cứ Luật Đất đai;\n\n"
        f"Ủy ban nhân dân tỉnh ban hành Quyết định {title[0].lower()}{title[1:]}.\n\nĐiều 1. Đổi một phụ lục.\n"
    )
    cited = [citation for citation in document_of(text).citations if citation.code]
    assert [citation.relation for citation in cited] == relations
