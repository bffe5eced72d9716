"""Akoma Ntoso: valid by the schema of OASIS, and the text of the document again, for every document of the tests."""

import pytest
from lxml import etree

from build_tools.base.text import squeeze
from build_tools.model.codes import parse_code
from build_tools.model.corpus import Corpus
from build_tools.model.source import Source
from build_tools.parse.obligations.norms import is_normative
from build_tools.render.lookups import site_of
from build_tools.render.open_data.akn_head import iri
from build_tools.render.open_data.akoma_ntoso import NAMESPACE, akoma_ntoso
from tests.conftest import ROOT
from tests.render.open_data.registers import NAMES, register
from tests.texts import HEAD, VOCABULARY, corpus_of, corpus_of_sources, source_of

SCHEMAS = ROOT / "tests" / "render" / "open_data" / "schemas"
AKN = f"{{{NAMESPACE}}}"
OURS = "{tag:so-van-ban,2022:du-lieu}"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "akomantoso30.xsd"))


def held_in(corpus: Corpus) -> etree._Element:
    """The file of the only held document."""
    work = next(work for work in corpus.works if work.held)
    return etree.fromstring(akoma_ntoso(site_of(corpus, VOCABULARY), work).encode())


def text_of(tree: etree._Element) -> str:
    return "".join(tree.itertext())


@pytest.mark.parametrize("name", NAMES)
def test_every_held_text_is_valid_and_read_back_the_same(name: str, schema: etree.XMLSchema) -> None:
    count = 0
    for work in register(name).works:
        if work.document and work.document.source.has_text:
            tree = etree.fromstring(register(name).beside(work, ".akn.xml"))
            assert schema.validate(tree), (work.document.source.path, schema.error_log)
            assert text_of(tree) == work.document.source.text
            count += 1
    assert count >= 3


@pytest.mark.parametrize("name", NAMES)
def test_its_ids_are_the_anchors_of_the_page(name: str) -> None:
    for work in register(name).works:
        if work.document and work.document.source.has_text:
            tree = etree.fromstring(register(name).beside(work, ".akn.xml"))
            ids = {element.get("eId") for element in tree.iter()}
            assert {provision.eid for provision in work.document.provisions} <= ids


def test_a_work_that_is_only_cited_has_no_text() -> None:
    for work in register("sample").works:
        path = register("sample").site.work_pages[work.id].removesuffix(".md") + ".akn.xml"
        assert (path in register("sample").files) == bool(work.document and work.document.source.has_text)


@pytest.mark.parametrize(
    "text",
    [
        "\u3000 \u00a0Kính gửi: Sở\u00a0\n\u2003\n1. Báo cáo.\u00a0",
        HEAD + "1.\u00a0Báo cáo\u2028 trước ngày 30/11/2024.\u00a0\n\n\u00a0\n2. Nộp.",
        "x",
        "\u00a0",
        "Căn cứ Luật Thủ đô số 39/2024/QH15;\n",
        "1.\n\n2.\n\n3.",
        "Điều 1.\n\na) Một\n\nb) Hai <b>&amp; ]]>\n\nĐiều 2. Ba",
    ],
)
def test_odd_blanks_and_empty_clauses_are_valid_too(text: str, schema: etree.XMLSchema) -> None:
    tree = held_in(corpus_of({"2024/thu.txt": text}))
    assert schema.validate(tree), schema.error_log
    assert text_of(tree) == source_of(text).text


def test_what_xml_cannot_hold_is_shown_as_such(schema: etree.XMLSchema) -> None:
    tree = held_in(corpus_of_sources(Source.of("thu.txt", HEAD + "1. Chữ \ufffe lạ \ud800.", "0")))
    assert schema.validate(tree)
    assert "1. Chữ \ufffd lạ \ufffd." in text_of(tree)


def test_what_is_marked(schema: etree.XMLSchema) -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n\n"
        + HEAD
        + "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n\n"
        "1. Văn phòng Sở báo cáo trước ngày 30/11/2024.\n"
    )
    tree = held_in(corpus_of({"2024/thu.txt": text}))
    assert schema.validate(tree), schema.error_log
    assert tree.findtext(f".//{AKN}docNumber") == "12/SNV-VP"
    assert [each.get("date") for each in tree.iter(f"{AKN}docDate")] == ["2024-03-05"]
    (reference,) = tree.iter(f"{AKN}ref")
    assert reference.text == "Nghị định số 59/2023/NĐ-CP ngày 14/8/2023"
    assert reference.get("href") == "/akn/vn/act/nghi-dinh/chinh-phu/2023-08-14/59-2023-nd-cp"
    assert [each.get("date") for each in tree.iter(f"{AKN}date")] == ["2024-11-30"]
    (task,) = tree.iter(f"{OURS}nhiem-vu")
    assert (task.get("neo"), task.get("han")) == ("para_1", "2024-11-30")
    names = {f"#{each.get('eId')}": each.get("showAs") for each in tree.iter(f"{AKN}TLCOrganization")}
    assert names[task.get("don-vi")] == "Văn phòng Sở"
    marked = [(squeeze(text_of(each)), each.get("refersTo")) for each in tree.iter(f"{AKN}organization")]
    assert ("Văn phòng Sở", task.get("don-vi")) in marked


def test_clauses_stand_inside_each_other() -> None:
    tree = held_in(
        corpus_of({"2024/thu.txt": HEAD + "1. Các phòng:\n\na) rà soát;\n\nb) báo cáo.\n\n2. Văn phòng Sở nộp."})
    )
    assert [each.get("eId") for each in tree.iter(f"{AKN}paragraph")] == ["para_1", "para_2"]
    inside = tree.findall(f".//{AKN}paragraph[@eId='para_1']/{AKN}point")
    assert [(each.get("eId"), each.findtext(f"{AKN}num")) for each in inside] == [
        ("para_1__point_a", "a)"),
        ("para_1__point_b", "b)"),
    ]


def test_normative_texts_are_acts_directives_are_docs() -> None:
    known = {work.code.text: work for work in register("sample").works if work.code}
    assert is_normative("Quyết định", parse_code("35/2023/QĐ-UBND"))
    assert not is_normative("Quyết định", parse_code("1180/QĐ-UBND"))
    assert iri(known["1180/QĐ-UBND"]).startswith("/akn/vn-an-thinh/doc/quyet-dinh/")
    for code, element in (("35/2023/QĐ-UBND", "act"), ("1180/QĐ-UBND", "doc")):
        tree = etree.fromstring(register("sample").beside(known[code], ".akn.xml"))
        assert [child.tag for child in tree] == [AKN + element]


def test_rows_of_a_table_are_rows() -> None:
    tables = [
        etree.fromstring(data).findall(f".//{AKN}table")
        for path, data in register("sample").files.items()
        if path.endswith(".akn.xml")
    ]
    rows = [len(table) for found in tables for table in found]
    assert rows
    assert max(rows) > 1


def test_who_leads_a_task_stands_once_by_reference() -> None:
    tree = held_in(corpus_of({"2024/thu.txt": HEAD + "1. Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở báo cáo.\n"}))
    (task,) = tree.iter(f"{OURS}nhiem-vu")
    names = {f"#{each.get('eId')}": each.get("showAs") for each in tree.iter(f"{AKN}TLCOrganization")}
    assert names[task.get("chu-tri")] == "Văn phòng Sở"
    assert task.get("don-vi") is None
    assert task.get("phoi-hop") == "Thanh tra Sở"
