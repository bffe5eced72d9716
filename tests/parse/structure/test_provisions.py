from build_tools.model.document import ProvisionKind
from tests.texts import HEAD, document_of


def test_an_annex_has_an_outline_of_its_own() -> None:
    foot = "Nơi nhận:\n- Như trên.\n\nGIÁM ĐỐC\n\nTrần Văn A\n\n"
    text = f"{HEAD}1. Báo cáo kết quả.\n\n{foot}PHỤ LỤC I\n1. Theo Nghị định số 04/2015/NĐ-CP.\n"
    document = document_of(text)
    (citation,) = document.citations
    assert citation.eid == "att_1__para_1"
    assert document.provision("att_1__para_1").label == "phụ lục 1, mục 1"
    assert document.provision("para_1").label == "mục 1"


def test_the_outline_of_a_decree() -> None:
    text = (
        "Điều 5. Trách nhiệm\n1. Sở Nội vụ:\na) Chủ trì;\nd) Kiểm tra;\nđ) Báo cáo.\n"
        "2. Các sở phối hợp.\nĐiều 6. Thi hành\n"
    )
    provisions = [p for p in document_of(HEAD + text).provisions if p.kind is not ProvisionKind.PREFACE]
    assert [(p.eid, p.label) for p in provisions] == [
        ("art_5", "Điều 5"),
        ("art_5__para_1", "Điều 5, khoản 1"),
        ("art_5__para_1__point_a", "Điều 5, khoản 1, điểm a"),
        ("art_5__para_1__point_d", "Điều 5, khoản 1, điểm d"),
        ("art_5__para_1__point_đ", "Điều 5, khoản 1, điểm đ"),
        ("art_5__para_2", "Điều 5, khoản 2"),
        ("art_6", "Điều 6"),
    ]


def test_the_outline_of_a_plan() -> None:
    text = "I. NỘI DUNG\n1. Tuyên truyền\n- Một\n+ Một một\n- Hai\n1.1. Nhỏ hơn\nII. TỔ CHỨC\n- Ba\n"
    provisions = [p for p in document_of(HEAD + text).provisions if p.kind is not ProvisionKind.PREFACE]
    assert [(p.eid, p.depth, p.label) for p in provisions][1:6] == [
        ("sec_I__para_1", 1, "mục I.1"),
        ("sec_I__para_1__indent_1", 2, "mục I.1, gạch đầu dòng thứ 1"),
        ("sec_I__para_1__indent_1__subindent_1", 3, "mục I.1, gạch đầu dòng thứ 1, dấu cộng thứ 1"),
        ("sec_I__para_1__indent_2", 2, "mục I.1, gạch đầu dòng thứ 2"),
        ("sec_I__para_1__para_1-1", 2, "mục I.1.1"),
    ]


def test_two_provisions_never_share_an_anchor() -> None:
    text = "1. Một\n2. Hai\n1. Lại một\n- a\n- b\n1. Lại nữa\n"
    eids = [p.eid for p in document_of(HEAD + text).provisions]
    assert len(eids) == len(set(eids))


def test_an_anchor_has_no_brackets() -> None:
    provisions = document_of(f"{HEAD}1. Hồ sơ gồm:\n(1) Tờ trình;\n(2) Dự thảo.\n").provisions
    assert [p.eid for p in provisions][-2:] == ["para_1__point_1", "para_1__point_2"]
