"""Files kept between builds, each with a checksum over its content and the key of what it depends on.

What a file depends on is its `key`: the fingerprint of our program where another program would write something else,
a fixed word where the content outlives the program.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools.base.files import write_whole
from build_tools.base.values import Value, encode

Kind = TypeVar("Kind")
_LENGTH = 32


def read(file: Path, key: bytes, decode: Callable[[bytes], Kind]) -> Kind | None:
    """Return what the file keeps; `None` where there is none, it is not whole or depends on something else."""
    try:
        data = file.read_bytes()
        checksum, payload = data[:_LENGTH], data[_LENGTH:]
        return decode(payload) if checksum == _checksum(key, payload) else None
    except (OSError, ValueError):
        return None


def write(file: Path, key: bytes, value: Value | tuple[Value, ...]) -> None:
    """Keep the value in the file, whole or not at all, also while another build writes it."""
    payload = encode(value)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _checksum(key, payload) + payload)


def _checksum(key: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(key + payload).digest()
