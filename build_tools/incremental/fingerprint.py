"""The program as a checksum: a cache is valid only for the program that wrote it."""

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from build_tools.source import programs

# What of our program decides what a document says: modules and folders of this package.
_DECIDES = (
    "base",
    "checks",
    "incremental/document_cache.py",
    "incremental/parse_documents.py",
    "model",
    "parse",
    "source",
    "vocabulary",
)


@cache
def fingerprint() -> bytes:
    """Return a checksum of what decides how a document is parsed: our code, Python, libraries, converters."""
    digest = hashlib.sha256(repr((sys.version, programs())).encode())
    for name in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(f"{name}\n".encode())
    for part in _DECIDES:
        digest.update(_content(part))
    return digest.digest()


@cache
def fingerprint_of_pages() -> bytes:
    """Return a checksum of what decides how pages are rendered: all of our code."""
    return hashlib.sha256(fingerprint() + _content("")).digest()


def _content(part: str) -> bytes:
    """The files of a module, of a folder, or of all of our program."""
    ours = Path(__file__).parents[1]
    files = sorted((ours / part).rglob("*")) if (ours / part).is_dir() else [ours / part]
    return b"".join(
        file.relative_to(ours).as_posix().encode() + b"\0" + file.read_bytes()
        for file in files
        if file.suffix in (".py", ".j2", ".yml", ".rules")
    )
