"""The feeds: valid Atom, newest first, links that lead to a clause, nothing from a text becomes markup."""

from xml.etree import ElementTree

import pytest

from build_tools.model.corpus import Corpus
from build_tools.model.page import Page
from build_tools.render.page_task import plan_of
from build_tools.render.pages.work import work_page_tasks
from tests.texts import HEAD, VOCABULARY, corpus_of, pages_below

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


DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: {}/QĐ-UBND\n\nLào Cai, ngày {}\n\nQUYẾT ĐỊNH\nVề công tác lưu trữ\n\n{}\n"
)
OLD = DECISION.format(
    "12/2015",
    "01 tháng 02 năm 2015",
    "Điều 1. Nhiệm vụ\n\n1. Giao Sở Nội vụ báo cáo trước ngày 30/11/2015.\n\n"
    "2. Giao Sở Tài chính báo cáo trước ngày 01/12/2015.\n",
)
NAME = "Quyết định số 12/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân tỉnh Lào Cai"
AMENDING = DECISION.format("7/2015", "05 tháng 3 năm 2015", f"Điều 1. Sửa đổi khoản 1 Điều 1 {NAME} như sau: “1. Mới.”")
REPEALING = DECISION.format("9/2020", "06 tháng 4 năm 2020", f"Điều 1. Bãi bỏ {NAME}.")
READER = f"{HEAD}Căn cứ {NAME};\n\nSở yêu cầu.\n"
WORK_FEED = "van-ban/12-2015-qd-ubnd.xml"


def entries(feed: ElementTree.Element) -> list[tuple[str, str]]:
    """Day and title of each entry."""
    found = [(e.findtext(f"{ATOM}updated"), e.findtext(f"{ATOM}title")) for e in feed.iter(f"{ATOM}entry")]
    return [(str(day)[:10], str(title)) for day, title in found]


def test_the_feed_of_an_instrument_tells_who_relies_on_it_and_what_changes_it() -> None:
    found = feeds(corpus_of({"1.txt": OLD, "2.txt": AMENDING, "3.txt": REPEALING, "4.txt": READER}))
    told = entries(found[WORK_FEED])
    assert [day for day, _ in told] == ["2024-03-05", "2020-04-06", "2015-03-05", "2015-03-05"]
    assert told[0][1].endswith(": căn cứ Quyết định 12/2015/QĐ-UBND")
    assert told[1][1] == "Quyết định 12/2015/QĐ-UBND: bị bãi bỏ toàn bộ bởi Quyết định 9/2020/QĐ-UBND"
    assert {title.partition(":")[0] for _, title in told[2:]} == {"Quyết định 12/2015/QĐ-UBND", "Thời hạn có thay đổi"}


def test_an_instrument_on_which_nothing_relies_has_no_feed() -> None:
    found = feeds(corpus_of({"1.txt": OLD, "4.txt": HEAD}))
    assert [path for path in found if path.startswith("van-ban/")] == []


def test_a_feed_stays_where_it_was_when_two_instruments_come_to_share_the_number() -> None:
    other = OLD.replace("LÀO CAI", "TÂY NINH").replace("Lào Cai", "Tây Ninh")
    found = feeds(corpus_of({"1.txt": OLD, "3.txt": REPEALING, "4.txt": READER, "5.txt": other}))
    assert entries(found[WORK_FEED]) == entries(found["van-ban/12-2015-qd-ubnd/lao-cai-2015.xml"]) != []


def test_the_feed_of_an_instrument_stays_small() -> None:
    readers = {f"{n}.txt": READER.replace("12/SNV-VP", f"{n}/SNV-VP") for n in range(30, 60)}
    assert len(entries(feeds(corpus_of({"1.txt": OLD, **readers}))[WORK_FEED])) == 20


def test_what_changes_a_task_makes_its_entry_newer_and_no_other() -> None:
    """A program that has read an entry looks at it again only if its day has risen."""
    path = "don-vi/lao-cai/so-noi-vu.xml"
    before, after = feeds(corpus_of({"1.txt": OLD})), feeds(corpus_of({"1.txt": OLD, "2.txt": AMENDING}))
    assert [day for day, _ in entries(before[path])] == ["2015-02-01"]
    assert sorted(day for day, _ in entries(after[path])) == ["2015-03-05", "2015-03-05"], "the change and the task"
    assert after[path].findtext(f"{ATOM}updated") == "2015-03-05T00:00:00Z"
    other = [day for day, title in entries(after["don-vi/lao-cai/so-tai-chinh.xml"]) if "Sở Tài chính" in title]
    assert other == ["2015-02-01"]


def test_the_feed_of_a_unit_tells_of_its_own_implementing_document() -> None:
    order = DECISION.format("12/2024", "01 tháng 02 năm 2024", "Điều 1. Giao Sở Nội vụ xây dựng kế hoạch thực hiện.")
    plan = (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nSỞ NỘI VỤ\n\nSố: 7/KH-SNV\n\nLào Cai, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
        "Lưu trữ năm 2024\n\nThực hiện Quyết định số 12/2024/QĐ-UBND ngày 01/02/2024 của Ủy ban nhân dân tỉnh Lào Cai, "
        "Sở Nội vụ xây dựng kế hoạch như sau:\n"
    )
    found = feeds(corpus_of({"1.txt": order, "2.txt": plan}))["don-vi/lao-cai/so-noi-vu.xml"]
    assert ("2024-03-05", "Kế hoạch 7/KH-SNV: văn bản triển khai Quyết định 12/2024/QĐ-UBND đã vào sổ") in entries(
        found
    )


def test_addresses_are_whole_where_the_site_is_known() -> None:
    plan = plan_of(corpus_of({"1.txt": OLD, "4.txt": READER}), VOCABULARY, "http://so.example.vn/")
    (task,) = (task for task in work_page_tasks(plan) if task.key == "van-ban/12-2015-qd-ubnd.md")
    (page,) = (page for page in task.run(plan.site) if isinstance(page, Page) and page.path == WORK_FEED)
    tree = ElementTree.fromstring(str(page.content))  # noqa: S314
    assert [(link.get("rel"), link.attrib["href"]) for link in tree.iter(f"{ATOM}link")] == [
        ("self", f"http://so.example.vn/{WORK_FEED}"),
        (None, "http://so.example.vn/van-ban/12-snv-vp.html#cit_1"),
    ]
