"""A cache of parsed documents, keyed by content.

It can't run code (it is decoded into our values or not at all) and is used only where the bytes of the document, of
what stands beside it and of our own program are those it was made from.
"""

import zlib
from collections import defaultdict
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.diagnostics import Diagnostic
from build_tools.base.values import Value, decoder
from build_tools.incremental.fingerprint import fingerprint
from build_tools.incremental.interning import Interner
from build_tools.model.document import Document
from build_tools.model.source import Bundle

_SHARDS = 256


class ParsedEntry(Value, frozen=True):
    """What one document says, `None` where it is not used; what was found of it alone, and a sample of its words."""

    document: Document | None
    findings: tuple[Diagnostic, ...]
    sample: bytes = b""


class _Kept(Value, frozen=True):
    path: str
    key: bytes
    entry: ParsedEntry


_SHARD = decoder(tuple[_Kept, ...])


class DocumentCache:
    """Entries in 256 files of a folder, by the checksum of a document's path; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[str, _Kept] = {}
        self._dirty: set[int] = set()
        self._used: set[str] = set()
        self._intern = Interner()
        for file in sorted(folder.glob("*.msgpack")) if folder else ():
            for kept in checked_file.read(file, fingerprint(), _SHARD) or ():
                self._keep(kept)

    def find(self, bundle: Bundle, key: bytes) -> ParsedEntry | None:
        """Return the entry of the same bytes, if there is one."""
        self._used.add(bundle.path)
        kept = self._kept.get(bundle.path)
        return kept.entry if kept and kept.key == key else None

    def put(self, path: str, key: bytes, entry: ParsedEntry) -> None:
        """Add the entry of these bytes."""
        self._keep(_Kept(path, key, entry))
        self._dirty.add(_place(path))

    def _keep(self, kept: _Kept) -> None:
        if kept.entry.document:
            self._intern(kept.entry.document)
        self._kept[kept.path] = kept

    def save(self) -> None:
        """Write the files that differ, atomically; drop entries that this build did not ask for."""
        if self._folder is None:
            return
        gone = self._kept.keys() - self._used
        self._dirty |= {_place(path) for path in gone}
        shards: dict[int, list[_Kept]] = defaultdict(list)
        for path in sorted(self._kept.keys() - gone):
            shards[_place(path)].append(self._kept[path])
        for place in sorted(self._dirty):
            checked_file.write(self._folder / f"{place:02x}.msgpack", fingerprint(), tuple(shards[place]))
        self._dirty.clear()


def _place(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % _SHARDS
