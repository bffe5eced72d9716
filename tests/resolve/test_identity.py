"""Identity: link only when one candidate is left; keep apart what shares a number; heal when a document is added."""

from build_tools.model.corpus import Corpus, WorkId
from build_tools.model.statement import Statement
from build_tools.resolve import resolve
from build_tools.resolve.localities import Locality, document_locality, with_new_provinces
from tests.texts import VOCABULARY, corpus_of, document_of


def letter(place: str, body: str, date: str = "ngày 05 tháng 3 năm 2024", number: str = "12") -> str:
    return f"Số: {number}/SNV-VP\n\n{place}, {date}\n\nKính gửi: Các phòng thuộc Sở.\n\n{body}\n"


def targets(corpus: Corpus) -> list[tuple[WorkId, ...]]:
    return [reference.targets for reference in corpus.references]


def test_one_number_of_two_provinces_is_two_works() -> None:
    body = "Thực hiện Công văn số 481/UBND-NC ngày 10/02/2022 của UBND tỉnh, yêu cầu các phòng báo cáo."
    corpus = corpus_of({"a.txt": letter("Quảng Trị", body), "b.txt": letter("Tây Ninh", body)})
    assert targets(corpus) == [
        (WorkId("481-ubnd-nc", "quang-tri", "2022"),),
        (WorkId("481-ubnd-nc", "tay-ninh", "2022"),),
    ]


def test_a_mention_without_a_date_joins_the_only_candidate() -> None:
    corpus = corpus_of(
        {
            "a.txt": letter("Quảng Trị", "Theo Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị."),
            "b.txt": letter("Tây Ninh", "Theo Chỉ thị số 30-CT/TW của Bộ Chính trị."),
        }
    )
    assert set(targets(corpus)) == {(WorkId("30-ct-tw", "", "1998"),)}


def test_a_mention_that_fits_two_works_stays_ambiguous() -> None:
    corpus = corpus_of(
        {
            "a.txt": letter(
                "Quảng Trị", "Theo Chỉ thị số 30-CT/TW ngày 18/02/1998 và Chỉ thị số 30-CT/TW ngày 22/01/2019."
            ),
            "b.txt": letter("Tây Ninh", "Theo Chỉ thị số 30-CT/TW của Bộ Chính trị."),
        }
    )
    assert targets(corpus)[-1] == (WorkId("30-ct-tw", "", "1998"), WorkId("30-ct-tw", "", "2019"))


def test_a_later_work_is_no_candidate() -> None:
    corpus = corpus_of(
        {
            "a.txt": letter(
                "Quảng Trị", "Theo Chỉ thị số 30-CT/TW ngày 18/02/1998 và Chỉ thị số 30-CT/TW ngày 22/01/2025."
            ),
            "b.txt": letter("Tây Ninh", "Theo Chỉ thị số 30-CT/TW của Bộ Chính trị."),
        }
    )
    assert targets(corpus)[-1] == (WorkId("30-ct-tw", "", "1998"),)


def test_spellings_of_one_code_meet() -> None:
    body = "Theo Nghị định số 4/2015/ND-CP và Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ."
    assert set(targets(corpus_of({"a.txt": letter("Quảng Trị", body)}))) == {(WorkId("04-2015-nd-cp", "", "2015"),)}


def test_an_unknown_province_is_joined_with_nothing() -> None:
    news = "Tin\nThứ sáu - 28/01/2022\nThực hiện Công văn số 481/UBND-NC ngày 10/01/2022 của UBND tỉnh.\n"
    known = letter("Quảng Trị", "Thực hiện Công văn số 481/UBND-NC ngày 10/01/2022 của UBND tỉnh, yêu cầu báo cáo.")
    corpus = corpus_of({"tin.txt": news, "cv.txt": known})
    assert set(targets(corpus)) == {
        (WorkId("481-ubnd-nc", "", "2022", "tin.txt"),),
        (WorkId("481-ubnd-nc", "quang-tri", "2022"),),
    }


def test_a_missing_document_that_is_added_takes_the_page_of_its_citations() -> None:
    citing = letter("Lào Cai", "Theo Công văn số 15/SNV-VP ngày 01/02/2024 của Sở Nội vụ.")
    before = corpus_of({"a.txt": citing})
    (cited,) = targets(before)[0]
    added = letter("Lào Cai", "Yêu cầu các phòng báo cáo.", "ngày 01 tháng 02 năm 2024", "15")
    after = corpus_of({"a.txt": citing, "b.txt": added})
    assert targets(after)[0] == (cited,)
    assert {work.id: work.held for work in after.works}[cited]


def test_what_a_keeper_states_settles_the_province() -> None:
    news = "Tin\nThứ sáu - 28/01/2022\nThực hiện Công văn số 481/UBND-NC ngày 10/01/2022 của UBND tỉnh.\n"
    statement = Statement(organ="Sở Nội vụ", place="Quảng Trị")
    corpus = resolve([document_of(news, "tin.txt", statement)], VOCABULARY)
    assert targets(corpus) == [(WorkId("481-ubnd-nc", "quang-tri", "2022"),)]


def test_twins_are_both_kept_and_said() -> None:
    corpus = corpus_of({"a.txt": letter("Lào Cai", "Một."), "b.txt": letter("Lào Cai", "Hai.")})
    assert sum(work.held for work in corpus.works) == 2
    assert [finding.code for finding in corpus.diagnostics] == ["VB007"]


def test_the_order_of_documents_does_not_matter() -> None:
    texts = {
        "a.txt": letter("Quảng Trị", "Theo Chỉ thị số 30-CT/TW ngày 18/02/1998 và Luật Tố cáo."),
        "b.txt": letter("Tây Ninh", "Theo Chỉ thị số 30-CT/TW; Công văn số 12/SNV-VP của Sở Nội vụ Quảng Trị."),
        "c.txt": letter("Hà Nội", "Theo Luật Tố cáo số 25/2018/QH14 ngày 12/6/2018."),
    }
    documents = [document_of(text, path) for path, text in texts.items()]
    assert resolve(documents, VOCABULARY) == resolve(documents[::-1], VOCABULARY)


def test_issuers_below_the_province_are_kept_apart() -> None:
    body = (
        "Theo Quyết định số 12/QĐ-UBND ngày 01/02/2022 của UBND huyện Hải Lăng và "
        "Quyết định số 12/QĐ-UBND ngày 03/02/2022 của UBND tỉnh."
    )
    corpus = corpus_of({"a.txt": letter("Quảng Trị", body)})
    assert targets(corpus) == [
        (WorkId("12-qd-ubnd", "quang-tri-huyen-hai-lang", "2022"),),
        (WorkId("12-qd-ubnd", "quang-tri", "2022"),),
    ]


def test_a_name_that_several_laws_bore_stays_ambiguous_and_keeps_to_its_time() -> None:
    late = corpus_of({"a.txt": letter("Quảng Trị", "Theo Luật Tố cáo.")})
    assert targets(late) == [(WorkId("25-2018-qh14", "", "2018"), WorkId("luat-to-cao", "", "2011"))]
    early = corpus_of({"a.txt": letter("Quảng Trị", "Theo Luật Tố cáo.", "ngày 05 tháng 3 năm 2015")})
    assert targets(early) == [(WorkId("luat-to-cao", "", "2011"),)]


def test_a_truncated_term_meets_the_full_number() -> None:
    corpus = corpus_of(
        {"a.txt": letter("Quảng Trị", "Theo Pháp lệnh số 34/2007/PL-UBTVQH của Ủy ban Thường vụ Quốc hội.")}
    )
    (work,) = [work for work in corpus.works if not work.held]
    assert work.id == WorkId("34-2007-pl-ubtvqh11", "", "2007")
    assert work.aliases == ("34-2007-pl-ubtvqh",)
    assert {str(fact.status) for fact in work.facts} == {"ended", "ended_in_part"}


def test_a_held_law_answers_to_its_name() -> None:
    head = "QUỐC HỘI\n\nLuật số: 72/2020/QH14\n\nHà Nội, ngày 17 tháng 11 năm 2020\n\n"
    law = f"{head}LUẬT\nBẢO VỆ MÔI TRƯỜNG\n\nĐiều 1. Phạm vi\n"
    citing = letter("Quảng Trị", "Theo Luật Bảo vệ môi trường.")
    corpus = corpus_of({"a.txt": citing, "luat.txt": law})
    assert targets(corpus) == [(WorkId("72-2020-qh14", "", "2020"),)]
    assert {work.id: work.held for work in corpus.works}[WorkId("72-2020-qh14", "", "2020")]


def test_a_number_alone_is_the_instrument_that_the_document_names_in_full() -> None:
    body = "Theo Nghị định số 54/2009/NĐ-CP ngày 05/6/2009 (sau đây gọi là Nghị định 54). Xử phạt theo Nghị định 54."
    corpus = corpus_of({"a.txt": letter("Quảng Trị", body)})
    assert targets(corpus) == [(WorkId("54-2009-nd-cp", "", "2009"),)] * 3


def test_a_number_alone_is_joined_with_nothing_where_it_fits_two_or_none() -> None:
    two = "Theo Nghị định số 54/2009/NĐ-CP, Nghị định số 54/2017/NĐ-CP và Điều 5 Nghị định 54."
    none = "Theo Điều 5 Nghị định 54."
    corpus = corpus_of({"a.txt": letter("Quảng Trị", two), "b.txt": letter("Quảng Trị", none, number="13")})
    alone = [target for target in targets(corpus) if target[0].code == "nghi-dinh-so-54"]
    assert [target[0].scope for target in alone] == ["a.txt", "b.txt"]


def test_what_a_scan_misread_meets_its_spelling() -> None:
    decrees = "Nghị định số 04/2015/NĐ-CP, Nghị định O4/2015/ND-CP"
    ordinances = "Nghị quyết 55/1998/NQ-UBTVQH1O0 và 55/1998/NQ-UBTVQH10"
    body = f"Theo {decrees}, {ordinances}."
    first, second, third, fourth = targets(corpus_of({"a.txt": letter("Quảng Trị", body)}))
    assert first == second
    assert third == fourth


def test_a_commune_belongs_to_the_province_whose_plan_it_carries_out() -> None:
    plan = "Căn cứ Kế hoạch số 14/KH-UBND ngày 15/01/2026 của UBND tỉnh Lào Cai;"
    head = "UBND XÃ HÒA LỘC\n\nSố: 18/KH-UBND\n\nHòa Lộc, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\nThực hiện quy chế\n\n"
    other = f"{plan}\n\nThực hiện Kế hoạch số 15/KH-UBND ngày 15/01/2026 của UBND tỉnh Sơn La."
    assert document_locality(document_of(f"{head}{plan}"), VOCABULARY) == Locality("Lào Cai", below="xa hoa loc")
    assert document_locality(document_of(f"{head}{other}"), VOCABULARY) == Locality(relative=True, below="xa hoa loc")


def test_a_province_must_be_named_twice_by_a_head_to_be_one() -> None:
    def head(place: str) -> str:
        dated = f"{place}, ngày 12 tháng 02 năm 2026"
        return f"UBND TỈNH AN THỊNH\nSỞ NỘI VỤ\n\nSố: 5/KH-SNV\n\n{dated}\n\nKẾ HOẠCH\nKiểm tra\n"

    named = with_new_provinces([document_of(head("An Thịnh"))], VOCABULARY)
    assert [(place.name, place.full_name) for place in named.places[len(VOCABULARY.places) :]] == [
        ("An Thịnh", "tỉnh An Thịnh")
    ]
    assert with_new_provinces([document_of(head("An Thinh Hạ"))], VOCABULARY) is VOCABULARY
    assert with_new_provinces([document_of(head("Lào Cai"))], VOCABULARY) is VOCABULARY
