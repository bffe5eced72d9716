"""A digest of all inputs of the last build, with its findings: a build with the same inputs reads nothing."""

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
    """The digest of the inputs of a build, and its findings."""

    inputs: str
    findings: tuple[Diagnostic, ...]


_LAST_BUILD = decoder(_LastBuild)


def input_digest(root: Path) -> str:
    """Return a digest of everything that a build of this project depends on.

    That is source_docs, the hand-written guides, mkdocs.yml, and the program with its libraries.
    """
    digest = hashlib.sha256(fingerprint_of_pages() + _content(f"{root}/mkdocs.yml"))
    for folder in (root / "source_docs", root / "docs" / "huong-dan"):
        for path in files_below(folder):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + _content(f"{folder}/{path}"))
    return digest.hexdigest()


def _content(file: str) -> bytes:
    """Return the checksum of a file; b"?" if it can't be opened, which reading the documents reports."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 – a path of strings: there are tens of thousands
            return hashlib.sha256(opened.read()).digest()
    except OSError:
        return b"?"


def last_findings(root: Path, inputs: str) -> tuple[Diagnostic, ...] | None:
    """Return the findings of the last build if it had the same inputs; else `None`."""
    last = checked_file.read(root / _RECORD, fingerprint_of_pages(), _LAST_BUILD)
    return last.findings if last and last.inputs == inputs else None


def former_findings(root: Path) -> tuple[Diagnostic, ...]:
    """Return the findings of the last build, whatever has changed since."""
    last = checked_file.read(root / _RECORD, fingerprint_of_pages(), _LAST_BUILD)
    return last.findings if last else ()


def unfinished(root: Path) -> bool:
    """Return whether the last build has left something for the next one, which keeps no inputs."""
    last = checked_file.read(root / _RECORD, fingerprint_of_pages(), _LAST_BUILD)
    return last is not None and not last.inputs


def keep_findings(root: Path, inputs: str, findings: Sequence[Diagnostic]) -> None:
    """Store the digest of the inputs ("" if something is left for the next build) and the findings of this build."""
    with suppress(UnicodeError):  # the name of a file is not valid Unicode: the next build reads everything again
        checked_file.write(root / _RECORD, fingerprint_of_pages(), _LastBuild(inputs, tuple(findings)))
