"""What the last build was given and what it found, so that one that is given the same need not read anything again."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from build_tools.base.diagnostics import Diagnostic, Location, Severity
from build_tools.base.files import files_below
from build_tools.incremental.fingerprint import fingerprint_of_pages

_RECORD = ".build/findings.json"


def given(root: Path) -> str:
    """Return everything that a build of this project depends on, in a word.

    The documents and what stands beside them, the hand-written guides, the settings, and our own program with its
    libraries.
    """
    digest = hashlib.sha256(fingerprint_of_pages() + _content(f"{root}/mkdocs.yml"))
    for folder in (root / "source_docs", root / "docs" / "huong-dan"):
        for path in files_below(folder):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + _content(f"{folder}/{path}"))
    return digest.hexdigest()


def _content(file: str) -> bytes:
    """What the file holds, in a word; one that does not open is for the reading to report."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 – a path of strings: there are tens of thousands
            return hashlib.sha256(opened.read()).digest()
    except OSError:
        return b"?"


def found(root: Path, what: str) -> tuple[Diagnostic, ...] | None:
    """Return what the last build found, where it was given the same; else `None`."""
    try:
        record = json.loads((root / _RECORD).read_text(encoding="utf-8"))
        if record["given"] != what:
            return None
        return tuple(
            Diagnostic(Location(path, line), Severity(severity), *rest)
            for path, line, severity, *rest in record["found"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(root: Path, what: str, diagnostics: Sequence[Diagnostic]) -> None:
    """Note what this build was given and found."""
    rows = [(d.location.path, d.location.line, int(d.severity), d.code, d.message, d.quote, d.eid) for d in diagnostics]
    record = json.dumps({"given": what, "found": rows}, ensure_ascii=False)
    (root / _RECORD).write_text(record, encoding="utf-8")
