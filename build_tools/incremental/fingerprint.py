"""Digests of the program itself: a cache is used only by the program that wrote it."""

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from build_tools.source import programs

# The modules and folders of this package on which the result of parsing a document depends.
_PARSING = (
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
    """Return a digest of what parsing depends on besides the document: this package, Python, libraries, converters."""
    digest = hashlib.sha256(repr((sys.version, programs())).encode())
    for name in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(f"{name}\n".encode())
    for part in _PARSING:
        digest.update(_content(part))
    return digest.digest()


@cache
def fingerprint_of_pages() -> bytes:
    """Return a digest of what pages depend on besides the corpus: the same, with all of this package."""
    return hashlib.sha256(fingerprint() + _content("")).digest()


def _content(part: str) -> bytes:
    """Return names and contents of the files of a module or a folder of this package; of all of it for ""."""
    package = Path(__file__).parents[1]
    files = sorted((package / part).rglob("*")) if (package / part).is_dir() else [package / part]
    return b"".join(
        file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes()
        for file in files
        if file.suffix in (".py", ".j2", ".yml", ".rules", ".txt")
    )
