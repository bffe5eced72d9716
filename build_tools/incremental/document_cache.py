"""A cache of parsed documents, kept between builds.

An entry is used only if the document, its sidecar, its transcript and the program are unchanged. A cache file can't run
code: it is decoded into these types or not at all.
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
from build_tools.source import Stamp

_SHARDS = 256


class ParsedEntry(Value, frozen=True):
    """A parsed document (`None`: it can't be used or is not published), its own findings, and a sample of its words."""

    document: Document | None
    findings: tuple[Diagnostic, ...]
    sample: bytes = b""


class _Cached(Value, frozen=True):
    """An entry with the path of its document and the key of its bundle."""

    path: str
    key: bytes
    entry: ParsedEntry


_SHARD = decoder(tuple[_Cached, ...])


class DocumentCache:
    """The cached entries, in 256 files of a folder by a checksum of the path; without a folder nothing is cached."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._cached: dict[str, _Cached] = {}
        self._dirty: set[int] = set()
        self._used: set[str] = set()
        self._intern = Interner()
        # The stamps of the files of entries, and those of files that are being read.
        self._stamps: dict[str, Stamp] = {}
        self._met: dict[str, Stamp] = {}
        for file in sorted(folder.glob("*.msgpack")) if folder else ():
            for cached in checked_file.read(file, fingerprint(), _SHARD) or ():
                self._add(cached)

    def find(self, bundle: Bundle, key: bytes) -> ParsedEntry | None:
        """Return the entry of a bundle with this key; `None` if it is not cached."""
        self._used.add(bundle.path)
        cached = self._cached.get(bundle.path)
        if cached is None or cached.key != key:
            return None
        self._note(bundle.path)
        return cached.entry

    def _note(self, path: str) -> None:
        """The entry is that of the files as they were met."""
        if path in self._met:
            self._stamps[path] = self._met[path]

    def is_known(self, path: str, stamp: Stamp, *, trusting: bool) -> bool:
        """Return whether the entry of this path is that of files with this stamp; never unless `trusting` stamps.

        The stamp is noted for the next time.
        """
        self._met[path] = stamp
        return trusting and self._stamps.get(path) == stamp and path in self._cached

    def last(self, path: str) -> ParsedEntry:
        """Return the entry of a path that `is_known`."""
        self._used.add(path)
        return self._cached[path].entry

    def put(self, path: str, key: bytes, entry: ParsedEntry) -> None:
        """Cache the entry of the bundle with this path and key."""
        self._add(_Cached(path, key, entry))
        self._dirty.add(_shard_of(path))
        self._note(path)

    def _add(self, cached: _Cached) -> None:
        if cached.entry.document:
            self._intern(cached.entry.document)
        self._cached[cached.path] = cached

    def save(self) -> None:
        """Write the changed files atomically; entries that were not requested in this build are dropped."""
        if self._folder is None:
            return
        dropped = self._cached.keys() - self._used
        self._dirty |= {_shard_of(path) for path in dropped}
        shards: dict[int, list[_Cached]] = defaultdict(list)
        for path in sorted(self._cached.keys() - dropped):
            shards[_shard_of(path)].append(self._cached[path])
        for shard in sorted(self._dirty):
            checked_file.write(self._folder / f"{shard:02x}.msgpack", fingerprint(), tuple(shards[shard]))
        for path in dropped:
            del self._cached[path]
            self._stamps.pop(path, None)
        self._dirty.clear()
        self._used.clear()


def _shard_of(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % _SHARDS
