"""The files of the search: a directory, and for each segment of the pages its rows, its shards and its texts.

A page belongs to a segment by the checksum of its address: what is added changes the files of one segment and the
directory, nothing else, until the number of segments doubles. Every file is a classic script that calls one function of
`svb`, so that a page opened from a folder loads it like one from a server.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence

from build_tools.model import Page
from build_tools.search.entries import Entry
from build_tools.search.postings import Shard, number, shards, terms
from build_tools.search.rows import rows, unit_rows
from build_tools.search.words import Lexicon

FOLDER = "tim-kiem"
_SEGMENT = 2048


def index_pages(entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Page]:
    """Yield every file of the index; the same entries give the same bytes in whatever order they come."""
    count = 1
    while count * _SEGMENT < len(entries):
        count *= 2
    segments: list[list[Entry]] = [[] for _ in range(count)]
    for entry in sorted(entries, key=lambda entry: entry.address):
        segments[zlib.crc32(entry.address.encode()) % count].append(entry)
    known: set[str] = set()
    directory = []
    for place, segment in enumerate(segments):
        counts = [terms(_texts(entry)) for entry in segment]
        known.update(word for count, _ in counts for word in count if word.isalpha() and len(word) > 2)
        cut = list(shards(count for count, _ in counts))
        table = rows(segment, [length for _, length in counts])
        stamp = _stamp(table, cut)
        yield _script(f"h{place}", "rows", place, stamp, table)
        yield _script(f"d{place}", "units", place, stamp, unit_rows(segment))
        for part, shard in enumerate(cut):
            yield _script(f"m{place}-{part}", "shard", place, stamp, part, shard.lines)
        for entry in segment:
            if entry.held:
                yield _text(entry)
        directory.append(
            {"stamp": stamp, "count": len(segment), "cited": _cited(segment), "first": [s.first for s in cut]}
        )
    yield _script("tu", "words", " ".join(sorted(known)))
    yield _script("muc-luc", "directory", {"segments": directory, **lexicon.as_json()})


def _texts(entry: Entry) -> Iterator[str]:
    yield f"{entry.type_name} {entry.number} {entry.title} {entry.subject}"
    yield from (passage.text for passage in entry.passages)


def _cited(segment: Sequence[Entry]) -> str:
    """A digit for each page: the binary logarithm of how many rely on it, rounded up."""
    return "".join(number(min(entry.cited.bit_length(), 31)) for entry in segment)


def _stamp(table: Mapping[str, object], cut: Sequence[Shard]) -> str:
    digest = hashlib.sha256(json.dumps(table, ensure_ascii=False).encode())
    for shard in cut:
        digest.update(shard.lines.encode())
    return digest.hexdigest()[:10]


def _text(entry: Entry) -> Page:
    name = entry.address.removesuffix(".html")
    return _script(f"van/{name}", "text", name, [[p.anchor, p.label, p.text] for p in entry.passages])


def _script(name: str, function: str, *values: object) -> Page:
    written = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    # Line separators were no part of a JavaScript string before 2019.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Page(f"{FOLDER}/{name}.js", f"svb.{function}({written})\n")
