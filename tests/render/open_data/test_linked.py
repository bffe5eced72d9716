"""JSON-LD: read by another library, every relation of the register in it, in the terms of schema.org and ELI."""

import json
from typing import Any

import pytest
from pyld import jsonld

from build_tools.model.corpus import Corpus, Work
from build_tools.render.lookups import site_of
from build_tools.render.open_data.linked import linked_data
from tests.render.open_data.registers import NAMES, Register, register
from tests.texts import HEAD, VOCABULARY, corpus_of

BASE = "http://so.example.vn/van-ban/x.jsonld"
SCHEMA, ELI = "https://schema.org/", "http://data.europa.eu/eli/ontology#"


def expanded(told: object, base: str = BASE) -> dict[str, Any]:
    """What the library makes of it; the context is inside, nothing is loaded."""
    (node,) = jsonld.expand(told, {"base": base, "documentLoader": lambda *_: pytest.fail("nothing is loaded")})
    return dict(node)


def read(found: Register, work: Work) -> dict[str, Any]:
    page = found.site.work_pages[work.id]
    return expanded(
        json.loads(found.beside(work, ".jsonld")), f"http://so.example.vn/{page.removesuffix('.md')}.jsonld"
    )


def address(found: Register, work: Work) -> str:
    return f"http://so.example.vn/{found.site.work_pages[work.id].removesuffix('.md')}.html"


@pytest.mark.parametrize("name", NAMES)
def test_every_relation_is_there_in_both_vocabularies(name: str) -> None:
    found = register(name)
    works = {work.id: work for work in found.works}
    for work in found.works:
        node = read(found, work)
        assert node["@id"] == address(found, work)
        told = {
            (vocabulary, item["@id"])
            for term, items in node.items()
            for vocabulary in (SCHEMA, ELI)
            if term.startswith(vocabulary)
            for item in items
            if "@id" in item
        }
        for edge in found.site.out_of.get(work.id, ()):
            target = address(found, works[edge.target])
            assert {(SCHEMA, target), (ELI, target)} <= told


def test_a_law_that_is_replaced_tells_by_what() -> None:
    text = (
        HEAD + "Điều 1. Quyết định này thay thế Quyết định số 18/2019/QĐ-UBND ngày 05/4/2019 của UBND tỉnh Lào Cai.\n"
    )
    corpus = corpus_of({"2024/thu.txt": text.replace("12/SNV-VP", "12/2024/QĐ-UBND")})
    new, old = (next(work for work in corpus.works if work.held is held) for held in (True, False))
    node = in_register(corpus, old)
    (by,) = node["@reverse"][f"{SCHEMA}legislationRepeals"]
    assert by["@id"].endswith("/van-ban/12-2024-qd-ubnd.html")
    assert node[f"{SCHEMA}legislationLegalForce"] == [{"@id": f"{SCHEMA}NotInForce"}]
    (repealed,) = in_register(corpus, new)[f"{ELI}repeals"]
    assert repealed["@id"] == node["@id"]


def in_register(corpus: Corpus, work: Work, base: str = "http://so.example.vn/") -> dict[str, Any]:
    return expanded(linked_data(site_of(corpus, VOCABULARY, base=base), work))


def test_what_it_says_of_an_instrument() -> None:
    (work,) = corpus_of({"2024/thu.txt": HEAD + "1. Văn phòng Sở báo cáo.\n"}).works
    node = in_register(corpus_of({"2024/thu.txt": HEAD + "1. Văn phòng Sở báo cáo.\n"}), work)
    assert node["@type"] == [f"{SCHEMA}Legislation", f"{ELI}LegalResource"]
    assert node[f"{SCHEMA}legislationIdentifier"] == [{"@value": "12/SNV-VP"}]
    assert node[f"{ELI}date_document"] == [{"@value": "2024-03-05", "@type": "http://www.w3.org/2001/XMLSchema#date"}]
    urls = [each[f"{SCHEMA}contentUrl"][0]["@id"] for each in node[f"{SCHEMA}encoding"]]
    assert urls == [
        "http://so.example.vn/van-ban/12-snv-vp.html",
        "http://so.example.vn/van-ban/12-snv-vp.akn.xml",
        "http://so.example.vn/van-ban/tep-goc/2024/thu.txt",
    ]
    assert f"{SCHEMA}legislationLegalForce" not in node  # nobody has told
