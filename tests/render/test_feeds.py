"""The feeds: valid Atom, newest first, links that lead to a clause, nothing from a text becomes markup."""

from xml.etree import ElementTree

import pytest

from build_tools.model.corpus import Corpus
from tests.texts import HEAD, corpus_of, pages_below

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = HEAD + "Yêu cầu Văn phòng Sở báo cáo <b>]]>&amp; “gấp” trước ngày 30/11/2024.\n"


def feeds(corpus: Corpus) -> dict[str, ElementTree.Element]:
    pages = {path: text for path, text in pages_below(corpus, "").items() if path.endswith(".xml")}
    ours = {path: text for path, text in pages.items() if not path.endswith(".akn.xml")}
    return {path: ElementTree.fromstring(text) for path, text in ours.items()}  # noqa: S314


def test_every_feed_is_atom_and_newest_first(corpus: Corpus) -> None:
    found = feeds(corpus)
    assert {"nguon-tin/van-ban.xml", "nguon-tin/thoi-han.xml"} < set(found)
    for feed in found.values():
        for name in ("title", "id", "updated", f"author/{ATOM}name"):
            assert feed.findtext(f"{ATOM}{name}")
        days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
        assert days == sorted(days, key=str, reverse=True)
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))


def test_a_deadline_leads_to_its_clause(corpus: Corpus) -> None:
    feed = feeds(corpus)["nguon-tin/thoi-han.xml"]
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert "../van-ban/96-skhcn-vp.html#al_2" in links


@pytest.mark.parametrize("path", ["nguon-tin/thoi-han.xml"])
def test_a_text_stays_text(path: str) -> None:
    feed = feeds(corpus_of({"2024/thu.txt": HOSTILE}))[path]
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert "báo cáo <b>]]>&amp; “gấp” trước ngày 30/11/2024" in summary
