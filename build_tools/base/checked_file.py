"""Files of values that are kept between builds, each under a seal: it is whole, and the same program made it."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools.base.files import write_whole

Kind = TypeVar("Kind")
_LENGTH = 32


def read(file: Path, program: bytes, decode: Callable[[bytes], Kind]) -> Kind | None:
    """Return what the file keeps; `None` where there is none, it is not whole or another program made it."""
    try:
        data = file.read_bytes()
        seal, payload = data[:_LENGTH], data[_LENGTH:]
        return decode(payload) if seal == _seal(program, payload) else None
    except (OSError, ValueError):
        return None


def write(file: Path, program: bytes, payload: bytes) -> None:
    """Keep the bytes in the file, whole or not at all, also while another build writes it."""
    write_whole(file, _seal(program, payload) + payload)


def _seal(program: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(program + payload).digest()
