"""Addresses of documents that were published and answer no more: keepers are told, and can let them answer (VB020).

Where a keeper corrects a number, the page moves. What a build gives depends on its inputs alone, so the old address is
stated beside the document (`dia_chi_cu`); that there is one is known from the last build.
"""

from collections.abc import Iterator
from pathlib import Path

from build_tools import sealed
from build_tools.corpus import Corpus
from build_tools.diagnostics import Diagnostic, Location, Severity
from build_tools.render.paths import addresses
from build_tools.values import Value, decoder, encode

# What was published outlives the program that published it: the seal is not that of a program.
_RECORD, _SEAL = ".build/dia-chi.msgpack", b"dia-chi"


class _Published(Value, frozen=True):
    """Where the page of a file is, and where it was when nothing answers there now: paths below docs/."""

    path: str
    sha256: str
    page: str
    dead: tuple[str, ...]


_ROWS = decoder(tuple[_Published, ...])


def dead_addresses(root: Path, corpus: Corpus) -> tuple[Diagnostic, ...]:
    """Return a finding for each file whose old address is dead; keep where all are published now."""
    rows = tuple(_rows(corpus, sealed.read(root / _RECORD, _SEAL, _ROWS) or ()))
    sealed.write(root / _RECORD, _SEAL, encode(rows))
    return tuple(_finding(row, page) for row in rows for page in row.dead)


def _rows(corpus: Corpus, last: tuple[_Published, ...]) -> Iterator[_Published]:
    places = addresses(corpus)
    answering = {*places.works.values(), *places.shared, *places.moved}
    by_path, by_content = {row.path: row for row in last}, {row.sha256: row for row in last}
    for work in corpus.works:
        if work.document:
            source, page = work.document.source, places.works[work.id]
            before = by_path.get(source.path) or by_content.get(source.sha256)
            old = {before.page, *before.dead} if before else set[str]()
            yield _Published(source.path, source.sha256, page, tuple(sorted(old - answering)))


def _finding(row: _Published, page: str) -> Diagnostic:
    old, new = page.removesuffix(".md"), row.page.removesuffix(".md")
    message = (
        f"Trang của tệp này đã công bố ở {old}.html, nay ở {new}.html; địa chỉ cũ báo không tìm thấy. Nếu vẫn là văn "
        f"bản ấy, ghi vào tệp khai báo “dia_chi_cu: [{old}]” thì địa chỉ cũ dẫn sang trang mới."
    )
    return Diagnostic(Location(row.path), Severity.NOTE, "VB020", message)
