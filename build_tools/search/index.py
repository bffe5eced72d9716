"""The index files: one directory, and for each segment of the pages its rows, its shards of postings and its texts.

A hash of the beginning of its address assigns a page to a segment: a new page changes the files of one segment and the
directory only, until the number of segments doubles. Every file is a classic script that calls one function of `svb`,
so it also loads into a page opened from a folder (file://).
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from build_tools.base.javascript import call
from build_tools.base.values import Value
from build_tools.model.page import Page
from build_tools.search.entries import Entry, Passage, Task, UnitTask
from build_tools.search.facts import Fact, facts_table
from build_tools.search.postings import Shard, inverted, number, parts, shards, terms
from build_tools.search.rows import rows, unit_rows
from build_tools.search.words import Lexicon

FOLDER = "tim-kiem"
_SEGMENT = 2048
_FORMAT = 2  # store.js accepts no other: registers searched together may come from different versions of the program


class SegmentRow(Value, frozen=True):
    """The entry of a segment in the directory, the words that occur in its pages, and the stamp of its `facts`."""

    stamp: str
    count: int
    first: tuple[str, ...]
    words: tuple[str, ...]
    facts: str = ""


def segment_count(pages: int) -> int:
    """Return the number of segments for so many pages: a power of two."""
    count = 1
    while count * _SEGMENT < pages:
        count *= 2
    return count


def segment_of(address: str, count: int) -> int:
    """Return the segment of a page; pages with the same number and symbol share one.

    So the browser finds that number in another register by loading a single segment (store.js, `called`).
    """
    common = address.removesuffix(".html").split("/")[:2]
    return zlib.crc32("/".join(common).encode()) % count


def segment_pages(place: int, entries: Sequence[Entry]) -> tuple[list[Page], SegmentRow]:
    """Return the files of a segment and its entry in the directory; `entries` are sorted by address."""
    lengths: list[list[int]] = []

    def counted() -> Iterator[Counter[str]]:
        """Yield the terms part by part: all at once would take hundreds of megabytes."""
        for entry in entries:
            lengths.append([])
            found: Sequence[str] = ()
            for part in parts(_texts(entry)):
                count, found = terms(part, found)
                lengths[-1].append(len(found))
                yield count

    index = inverted(counted())
    words = sorted(term for term in index if term.isalpha())
    cut = list(shards(index))
    table = rows(entries, lengths)
    stamp = _stamp(table, cut)
    pages = [
        _script(f"h{place}", "rows", place, stamp, table),
        _script(f"d{place}", "units", place, stamp, unit_rows(entries)),
        *(_script(f"m{place}-{part}", "shard", place, stamp, part, shard.lines) for part, shard in enumerate(cut)),
    ]
    return pages, SegmentRow(stamp, len(entries), tuple(shard.first for shard in cut), tuple(words))


def facts_file(place: int, facts: Sequence[Fact], tasks: bytes) -> tuple[Page, str]:
    """Return the file of what is known of a segment's works, in the order of its rows, and its stamp.

    `tasks` are all tasks of these works, encoded: what a browser has kept of them is known by the stamp.
    """
    table = facts_table(facts)
    stamp = hashlib.sha256(json.dumps(table, ensure_ascii=False).encode() + tasks).hexdigest()[:10]
    return _script(f"s{place}", "facts", place, stamp, table), stamp


def directory_pages(segments: Sequence[tuple[SegmentRow, Sequence[int]]], lexicon: Lexicon) -> Iterator[Page]:
    """Yield the files that a browser loads first: the segments with citation counts of their pages, and all words."""
    listed = [
        {"stamp": row.stamp, "count": row.count, "cited": _cited(cited), "first": row.first, "facts": row.facts}
        for row, cited in segments
    ]
    yield _script("tu", "words", " ".join(sorted({word for row, _ in segments for word in row.words})))
    yield _script("muc-luc", "directory", {"format": _FORMAT, "segments": listed, **lexicon.as_json()})


def text_file(address: str, passages: Sequence[Passage], tasks: Sequence[Task] = ()) -> Page:
    """Return the file with the passages and the tasks of the page at this address."""
    name = address.removesuffix(".html")
    clauses = {passage.anchor: passage.text for passage in passages}
    told = [
        # A task that is a whole clause leaves its words out.
        [task.anchor, "" if task.text == clauses.get(task.anchor) else task.text, *_answers(task)]
        for task in tasks
    ]
    return _script(
        f"van/{name}", "text", name, [[p.anchor, p.label, p.text] for p in passages], *([told] if told else [])
    )


def unit_tasks_file(address: str, count: int, tasks: Sequence[UnitTask]) -> Page:
    """Return the file that holds tasks of the unit whose page is at this address; `count` is how many it has in all."""
    name = address.removesuffix(".html")
    told = [[task.work, task.name, task.role, task.task.anchor, task.task.text, *_answers(task.task)] for task in tasks]
    return _script(f"viec/{name}", "tasks", name, count, told)


def _answers(task: Task) -> tuple[str, str, str, Sequence[str]]:
    return task.bearers, task.coordinate, task.deadline, task.dates


def index_pages(entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Page]:
    """Yield every file of the index; its bytes do not depend on the order of the entries."""
    ordered = sorted(entries, key=lambda entry: entry.address)
    count = segment_count(sum(entry.is_work for entry in ordered))
    segments: list[list[Entry]] = [[] for _ in range(count + 1)]
    for entry in ordered:  # pages that are not of works change with every document: they have a segment of their own
        segments[segment_of(entry.address, count) if entry.is_work else count].append(entry)
    told = []
    for place, segment in enumerate(segments):
        pages, row = segment_pages(place, segment)
        yield from pages
        yield from (text_file(entry.address, entry.passages) for entry in segment if entry.held)
        told.append((row, [entry.cited for entry in segment]))
    yield from directory_pages(told, lexicon)


def _texts(entry: Entry) -> Iterator[str]:
    yield f"{entry.type_name} {entry.number} {entry.title} {entry.subject}"
    yield from (passage.text for passage in entry.passages)


def _cited(counts: Sequence[int]) -> str:
    """Return one digit per page: the binary logarithm of its number of citing pages, rounded up."""
    return "".join(number(min(count.bit_length(), 31)) for count in counts)


def _stamp(table: Mapping[str, object], cut: Sequence[Shard]) -> str:
    digest = hashlib.sha256(json.dumps(table, ensure_ascii=False).encode())
    for shard in cut:
        digest.update(shard.lines.encode())
    return digest.hexdigest()[:10]


def _script(name: str, function: str, *values: object) -> Page:
    return Page(f"{FOLDER}/{name}.js", call(function, *values))
