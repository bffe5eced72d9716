"""The files of the index: what they hold, how they change, that nothing in a text becomes script."""

import json
import random

from build_tools.model.page import Page
from build_tools.search import Action, Entry, Fact, Lexicon, Passage, Task, facts_file, index_pages, text_file
from build_tools.search.postings import inverted, number, shards, terms

LEXICON = Lexicon({"Nghị định": ["NĐ"]}, {"QCDC": ["Quy chế dân chủ"]}, {"sổ đỏ": "giấy chứng nhận"})


def entry(name: str, text: str = "Căn cứ Nghị định") -> Entry:
    return Entry(f"van-ban/{name}.html", "Nghị định", f"{name}/NĐ-CP", passages=(Passage("dieu_1", "Điều 1", text),))


def files(entries: list[Entry]) -> dict[str, str]:
    pages: list[Page] = list(index_pages(entries, LEXICON))
    return {page.path: page.content for page in pages if isinstance(page.content, str)}


def test_numbers_in_base_64() -> None:
    assert [number(value) for value in (0, 31, 32, 33, 1024)] == ["A", "f", "gB", "hB", "ggB"]


def test_a_page_counts_words_and_pairs_across_passages() -> None:
    counts, found = terms(["Quy chế dân chủ,", "dân chủ"])
    assert len(found) == 6
    assert counts["dan chu"] == 2
    assert counts["chu dan"] == 1
    assert "che" in counts


def test_every_term_is_in_the_shard_that_its_first_term_says() -> None:
    pages = [terms([f"chu {place % 7} dan {place % 31} che {place}"])[0] for place in range(2000)]
    cut = list(shards(inverted(pages)))
    assert len(cut) > 3
    assert [shard.first for shard in cut] == sorted(shard.first for shard in cut)
    found: list[str] = []
    for shard in cut:
        start = ""
        for line in shard.lines.split("\n"):
            term = line.partition("=")[0]
            start = start if term.startswith(" ") else term.split(" ")[0]
            found.append(start + term if term.startswith(" ") else term)
            assert found[-1] >= shard.first
    assert found == sorted({term for page in pages for term in page})


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = [entry(str(place), f"văn bản {place}") for place in range(60)]
    mixed = entries[:]
    random.Random(5).shuffle(mixed)  # noqa: S311
    assert files(entries) == files(mixed)


def test_what_is_added_changes_one_segment_and_the_directory() -> None:
    entries = [entry(str(place), f"việc {place % 50} của năm {place % 9}") for place in range(5000)]
    before, after = files(entries), files([*entries, entry("6001", "việc 3 của năm 5")])
    changed = {path for path in after if after[path] != before.get(path)}
    segments = {path.split("/")[1][1:].split(".")[0].split("-")[0] for path in changed if "/van/" not in path}
    assert "tim-kiem/muc-luc.js" in changed
    assert len(segments - {"uc"}) == 1
    assert len([path for path in after if path.startswith("tim-kiem/h")]) == 4 + 1  # and one for what is no work
    assert len(changed) < len([path for path in after if "/van/" not in path]) / 2


def test_a_text_stays_text() -> None:
    hostile = entry("1", '</script><script>alert(1)</script> \u2028 " \\ \n\t`${x}`')
    for name, content in files([hostile]).items():
        function, _, rest = content.partition("(")
        assert function.startswith("svb."), name
        assert "\u2028" not in content
        json.loads(f"[{rest.rpartition(')')[0]}]")


def test_a_task_that_is_a_whole_clause_is_written_once() -> None:
    clauses = [
        Passage("dieu_1", "Điều 1", "Sở Nội vụ báo cáo"),
        Passage("dieu_2", "Điều 2", "Giao Sở Y tế kiểm tra. Hết."),
    ]
    tasks = [
        Task("dieu_1", "Sở Nội vụ báo cáo", "Sở Nội vụ"),
        Task("dieu_2", "Giao Sở Y tế kiểm tra", "Sở Y tế", dates=("2026-06-30",)),
    ]
    content = str(text_file("van-ban/1.html", clauses, tasks).content)
    _, _, told = json.loads(f"[{content.partition('(')[2].rpartition(')')[0]}]")
    assert told[0] == ["dieu_1", "", "Sở Nội vụ", "", "", []]
    assert told[1] == ["dieu_2", "Giao Sở Y tế kiểm tra", "Sở Y tế", "", "", ["2026-06-30"]]
    assert str(text_file("van-ban/1.html", clauses).content).count("[") == 1 + len(clauses)


def test_facts_have_a_stamp_that_tasks_change_too() -> None:
    facts = [
        Fact("Trần Văn A"),
        Fact(actions=(Action("repeals", "Bị bãi bỏ toàn bộ", "van-ban/2.html", "", "dieu_2"),)),
    ]
    page, stamp = facts_file(0, facts, b"")
    assert facts_file(0, facts, b"")[1] == stamp
    assert facts_file(0, facts, b"x")[1] != stamp
    _, _, table = json.loads(f"[{str(page.content).partition('(')[2].rpartition(')')[0]}]")
    assert table["signers"] == ["Trần Văn A"]
    assert table["signed"] == [1, 0]
    assert table["actions"] == {"1": [["repeals", "Bị bãi bỏ toàn bộ", "van-ban/2.html", "", "dieu_2", 0]]}
