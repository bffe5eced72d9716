"""What each page was made from, kept between builds: digests of the inputs of its task and of what it looked up."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.values import Value, decoder, encode
from build_tools.model.corpus import UnitId, WorkId
from build_tools.render.lookups import Site

# How the keys of a look-up are read back; those of works and units apart, by the name of the look-up.
_KEYS: dict[str, Callable[[bytes], object]] = {
    **dict.fromkeys(("units", "unit_pages", "duties", "groups", "children", "former"), decoder(UnitId)),
    **dict.fromkeys(("written", "findings", "by_path"), decoder(str)),
}
_WORK = decoder(WorkId)
DIGEST_SIZE = 12


class TaskRecord(Value, frozen=True):
    """A page task as last made: a digest of its inputs, places in the table of what it looked up, its files."""

    key: str
    inputs: bytes
    looked_up: bytes
    files: tuple[tuple[str, int, int], ...]
    note: bytes


class PageDependencies(Value, frozen=True):
    """All page tasks as last made; `table` are all look-ups, `answers` the digests of what they answered."""

    table: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    records: tuple[TaskRecord, ...] = ()


_DEPENDENCIES = decoder(PageDependencies)


def digest_of(data: bytes) -> bytes:
    """Return a checksum of DIGEST_SIZE bytes."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def look_up_of(name: str, key: object) -> bytes:
    """A look-up as bytes: its name and the key that was asked for."""
    return name.encode() + b"\0" + encode(key)


def answers_of(site: Site) -> Callable[[bytes], bytes]:
    """Return a function from a look-up to the digest of its present answer."""

    @cache
    def way(name: bytes) -> tuple[Callable[[object], object], Callable[[bytes], object]]:
        return getattr(site, name.decode()).get, _KEYS.get(name.decode(), _WORK)

    def answer(look_up: bytes) -> bytes:
        name, _, key = look_up.partition(b"\0")
        get, read_key = way(name)
        return digest_of(encode(get(read_key(key))))

    return answer


def read(kept: Path, program: bytes) -> PageDependencies:
    """Return the dependencies of the last build; empty ones where the file is damaged or of another program."""
    return checked_file.read(kept, program, _DEPENDENCIES) or PageDependencies()


def write(kept: Path, program: bytes, manifest: PageDependencies) -> None:
    """Write the dependencies of this build, atomically."""
    checked_file.write(kept, program, manifest)
