"""Cache files that are kept between builds: a checksum of key and content, then the content as msgpack.

The `key` is what the content depends on: the fingerprint of the program where another version would write something
else, a constant where the content stays valid across versions.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools.base.files import write_whole
from build_tools.base.values import Value, encode

T = TypeVar("T")
_LENGTH = 32


def read(file: Path, key: bytes, decode: Callable[[bytes], T]) -> T | None:
    """Return the decoded content; `None` if the file is missing, damaged or was written with another key."""
    try:
        data = file.read_bytes()
        checksum, payload = data[:_LENGTH], data[_LENGTH:]
        return decode(payload) if checksum == _checksum(key, payload) else None
    except (OSError, ValueError):
        return None


def write(file: Path, key: bytes, value: Value | tuple[Value, ...]) -> None:
    """Write the value atomically, also while another build writes the same file."""
    payload = encode(value)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _checksum(key, payload) + payload)


def _checksum(key: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(key + payload).digest()
