"""The dependencies of pages, kept between builds: digests of the inputs of each page task and of its lookups."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.values import Value, decoder, encode
from build_tools.model.corpus import UnitId, WorkId
from build_tools.render.lookups import Site

# The decoders of keys by the name of the lookup; WorkId for all others.
_KEYS: dict[str, Callable[[bytes], object]] = {
    **dict.fromkeys(("units", "unit_pages", "duties", "groups", "children", "former"), decoder(UnitId)),
    **dict.fromkeys(("written", "findings", "by_path"), decoder(str)),
}
_WORK = decoder(WorkId)
DIGEST_SIZE = 12


class TaskRecord(Value, frozen=True):
    """A page task as last run: a digest of its inputs, its files (path, size in bytes, time of change), its note.

    `looked_up` are the indexes, in `PageDependencies.table`, of its lookups, as an array of C unsigned ints.
    """

    key: str
    inputs: bytes
    looked_up: bytes
    files: tuple[tuple[str, int, int], ...]
    note: bytes


class PageDependencies(Value, frozen=True):
    """All page tasks as last run; `table` are all encoded lookups, `answers` the digests of their results."""

    table: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    records: tuple[TaskRecord, ...] = ()


class Renumbered(dict[int, int]):
    """The new number of each lookup by its number in the last build's table, computed on request."""

    def __init__(self, table: Sequence[bytes], number: Callable[[bytes], int]) -> None:
        super().__init__()
        self._table, self._number = table, number

    def __missing__(self, last: int) -> int:
        self[last] = self._number(self._table[last])
        return self[last]


_DEPENDENCIES = decoder(PageDependencies)


def digest_of(data: bytes) -> bytes:
    """Return a digest of DIGEST_SIZE bytes."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def encode_lookup(name: str, key: object) -> bytes:
    """Return a lookup as bytes: its name and the requested key."""
    return name.encode() + b"\0" + encode(key)


def answers_of(site: Site) -> Callable[[bytes], bytes]:
    """Return the function from an encoded lookup to a digest of its result in this site."""

    @cache
    def functions(name: bytes) -> tuple[Callable[[object], object], Callable[[bytes], object]]:
        return getattr(site, name.decode()).get, _KEYS.get(name.decode(), _WORK)

    def answer(lookup: bytes) -> bytes:
        name, _, key = lookup.partition(b"\0")
        get, decode_key = functions(name)
        return digest_of(encode(get(decode_key(key))))

    return answer


def read(kept: Path, program: bytes) -> PageDependencies:
    """Return the record of the last build; an empty one if it is damaged or of another program."""
    return checked_file.read(kept, program, _DEPENDENCIES) or PageDependencies()


def write(kept: Path, program: bytes, dependencies: PageDependencies) -> None:
    """Write the record of this build, atomically."""
    checked_file.write(kept, program, dependencies)


def refuse_two_makers(records: Iterable[TaskRecord]) -> None:
    """Raise RuntimeError if two page tasks have written the same file."""
    owners: dict[str, str] = {}
    for record in records:
        for path, _, _ in record.files:
            if (other := owners.setdefault(path, record.key)) != record.key:
                raise RuntimeError(f"{path} is made by {other} and by {record.key}")
