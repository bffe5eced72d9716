"""Which files are one document, by their names: the annexes of NAME.docx beside it, its signed PDF, its sidecar.

`96-SKHCN-VP.phu-luc-1.xlsx`, `96-SKHCN-VP (Phụ lục 1).xlsx`, `96-SKHCN-VP_PL1.xlsx` and `96-SKHCN-VP.signed.pdf`
belong to `96-SKHCN-VP.docx`.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from build_tools.base.text import fold

# What a text is best read from: a file that holds letters, then one that holds the page, then pictures of it.
_BEST = (
    ".docx",
    ".dotx",
    ".odt",
    ".doc",
    ".dot",
    ".rtf",
    ".xml",
    ".html",
    ".htm",
    ".mht",
    ".pdf",
    ".xlsx",
    ".ods",
    ".xls",
)
_ANNEX = re.compile(r"[\s._(-]+(?:annex|phu[\s_-]?luc|pl(?=[\s._-]?\d|$)|bieu|mau|kem|dinh[\s_-]?kem|danh[\s_-]?sach)")


# What signing programs and people put behind the name of a signed PDF: "15.signed_20250510_124909", "15 (đã ký)".
_SIGNED = re.compile(r"(?:(?:[\s._-]+|[\s._-]*[(\[])(?:signed|da[\s._-]?ky(?:[\s._-]?so)?)[)\]]?(?:[\s._-]*\d+)*)+$")
_OF_SIGNED = (".pdf", ".yml", ".yaml", ".txt")


@lru_cache(maxsize=1 << 16)
def stem(name: str) -> str:
    """Return a name without its ending and without what says that it is signed.

    In NFC: macOS, for one, copies names decomposed.
    """
    bare = unicodedata.normalize("NFC", name.rpartition(".")[0] or name)
    signed = _SIGNED.search(fold(bare)) if ending(name) in _OF_SIGNED else None
    return bare[: signed.start()] if signed and signed.start() else bare


def same_name(name: str, other: str) -> bool:
    """Return whether two names differ in capitals or in how marks are stored alone."""
    return unicodedata.normalize("NFC", name).lower() == unicodedata.normalize("NFC", other).lower()


def ending(name: str) -> str:
    """Return the ending of a name in small letters, with its dot."""
    head, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and head else ""


def by_preference(name: str) -> tuple[int, str]:
    """Return a key that sorts the files of one document: the one to read first."""
    kind = ending(name)
    return (_BEST.index(kind) if kind in _BEST else len(_BEST), name)


def main_stem(name: str, stems: Collection[str]) -> str | None:
    """Return the stem of the document to which a file of this name is an annex, `None` if to none."""
    own = stem(name)
    match = next(_ANNEX.finditer(fold(own)), None)
    return own[: match.start()] if match and own[: match.start()] in stems else None


def main_member(names: Sequence[str]) -> str:
    """Return the member of an archive that is the document itself: not an annex, of the best kind."""
    return min(names, key=lambda name: (_ANNEX.search(f" {fold(stem(name))}") is not None, *by_preference(name)))
