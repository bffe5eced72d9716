"""Published addresses at which there is no page any more: a finding for each document (VB020).

A page moves when a keeper corrects a number. Since the result of a build depends on its inputs only, the keeper states
the former address in the sidecar (`dia_chi_cu`); the record of the last build tells that there is one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.diagnostics import Diagnostic, Location, Severity
from build_tools.base.values import Value, decoder
from build_tools.model.corpus import Corpus
from build_tools.render.addresses import Addresses, addresses

# The record is valid across versions of the program, so its key is constant.
_RECORD, _KEY = ".build/published-addresses.msgpack", b"published addresses"
# The record of versions before 0.2; read if there is no other yet.
_BEFORE, _KEY_BEFORE = ".build/dia-chi.msgpack", b"dia-chi"


class _Published(Value, frozen=True):
    """The page of a document and its former addresses, as paths below docs/."""

    path: str
    sha256: str
    page: str
    former: tuple[str, ...]


_ROWS = decoder(tuple[_Published, ...])


def dead_addresses(root: Path, corpus: Corpus) -> tuple[Diagnostic, ...]:
    """Return a finding for each file with former addresses that have no page; store the present addresses."""
    places = addresses(corpus)
    rows = tuple(_rows(corpus, places, _last(root)))
    checked_file.write(root / _RECORD, _KEY, rows)
    answering = {*places.works.values(), *places.shared, *places.moved}
    return tuple(
        _finding(row, dead) for row in rows if (dead := [page for page in row.former if page not in answering])
    )


def _last(root: Path) -> tuple[_Published, ...]:
    """Return the addresses that the last build published."""
    now = checked_file.read(root / _RECORD, _KEY, _ROWS)
    return now if now is not None else checked_file.read(root / _BEFORE, _KEY_BEFORE, _ROWS) or ()


def _rows(corpus: Corpus, places: Addresses, last: tuple[_Published, ...]) -> Iterator[_Published]:
    by_path, by_content = {row.path: row for row in last}, {row.sha256: row for row in last}
    for work in corpus.works:
        if work.document:
            source, page = work.document.source, places.works[work.id]
            before = by_path.get(source.path) or by_content.get(source.sha256)
            former = {before.page, *before.former} - {page} if before else set[str]()
            yield _Published(source.path, source.sha256, page, tuple(sorted(former)))


def _finding(row: _Published, dead: Sequence[str]) -> Diagnostic:
    old = [page.removesuffix(".md") for page in dead]
    message = (
        f"Trang của tệp này đã công bố ở {', '.join(f'{page}.html' for page in old)}, nay ở "
        f"{row.page.removesuffix('.md')}.html; địa chỉ cũ báo không tìm thấy. Nếu vẫn là văn bản ấy, ghi vào tệp khai "
        f"báo “dia_chi_cu: [{', '.join(old)}]” thì địa chỉ cũ dẫn sang trang mới."
    )
    return Diagnostic(Location(row.path), Severity.WARNING, "VB020", message)
