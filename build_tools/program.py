"""Our own program as a checksum: what it made before is used only by the same program."""

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from build_tools.source import programs

# What of our program decides what a document says: modules and folders of this package.
_DECIDES = ("checks", "codes.py", "model.py", "parse", "readings.py", "source", "sources.py", "statements.py",
            "text.py", "values.py", "vocabulary", "yaml_records.py")  # fmt: skip


@cache
def fingerprint() -> bytes:
    """Return what besides its bytes decides what a document says: our program, the libraries, the converters."""
    digest = hashlib.sha256(repr(programs()).encode())
    for name in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(f"{name}\n".encode())
    ours = Path(__file__).parent
    for part in _DECIDES:
        for file in sorted((ours / part).rglob("*")) if (ours / part).is_dir() else [ours / part]:
            if file.suffix in (".py", ".yml"):
                digest.update(file.relative_to(ours).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.digest()


def fingerprint_of_pages() -> bytes:
    """Return what besides the corpus decides what the pages are: all of our program."""
    digest = hashlib.blake2b(fingerprint(), digest_size=16)
    ours = Path(__file__).parent
    for file in sorted(ours.rglob("*")):
        if file.suffix in (".py", ".j2", ".yml"):
            digest.update(file.relative_to(ours).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.digest()
