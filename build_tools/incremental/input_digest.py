"""The inputs of the last build as one digest, and what it found: a build with the same inputs reads nothing."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from build_tools.base import checked_file
from build_tools.base.diagnostics import Diagnostic
from build_tools.base.files import files_below
from build_tools.base.values import Value, decoder
from build_tools.incremental.fingerprint import fingerprint_of_pages

_RECORD = ".build/last-build.msgpack"


class _LastBuild(Value, frozen=True):
    """The digest of the inputs of a build, and what it found."""

    inputs: str
    findings: tuple[Diagnostic, ...]


_LAST_BUILD = decoder(_LastBuild)


def input_digest(root: Path) -> str:
    """Return a digest of everything that a build of this project depends on.

    The documents and what stands beside them, the hand-written guides, the settings, and our own program with its
    libraries.
    """
    digest = hashlib.sha256(fingerprint_of_pages() + _content(f"{root}/mkdocs.yml"))
    for folder in (root / "source_docs", root / "docs" / "huong-dan"):
        for path in files_below(folder):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + _content(f"{folder}/{path}"))
    return digest.hexdigest()


def _content(file: str) -> bytes:
    """The checksum of a file; one that can't be opened is reported when it is read."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 – a path of strings: there are tens of thousands
            return hashlib.sha256(opened.read()).digest()
    except OSError:
        return b"?"


def last_findings(root: Path, inputs: str) -> tuple[Diagnostic, ...] | None:
    """Return what the last build found, where it had the same inputs; else `None`."""
    last = checked_file.read(root / _RECORD, fingerprint_of_pages(), _LAST_BUILD)
    return last.findings if last and last.inputs == inputs else None


def keep_findings(root: Path, inputs: str, findings: Sequence[Diagnostic]) -> None:
    """Keep what this build had as inputs and found."""
    with suppress(UnicodeError):  # the name of a file is no text: the next build looks again
        checked_file.write(root / _RECORD, fingerprint_of_pages(), _LastBuild(inputs, tuple(findings)))
