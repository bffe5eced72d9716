"""What a file is by its content: people give a file any ending, and programs save one format under that of another."""

import io
import re
import zipfile
from contextlib import suppress

from build_tools.source.letters import share_of_syllables

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0"))
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OPEN_DOCUMENT = {b"opendocument.text": ".odt", b"opendocument.spreadsheet": ".ods"}
_PICTURES = ((b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"II*\0", ".tif"), (b"MM\0*", ".tif"))
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_WHOLE_PAGE = re.compile(rb"\s*(?:<!doctype\s+html[^>]*>\s*)?<html\b", re.I)
_OFFICE_XML = re.compile(
    rb"<(?:\w+:)?(?:wordDocument|package|document)\b[^>]*(?:office/word|xmlPackage|opendocument)", re.S
)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version:", re.I)
_LOOKED_AT = 4_000
# A text may begin with anything that is no file of another program.
_TEXTS = (".txt", ".md")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Files of other programs; one whose words are Vietnamese is a text that was given such a name.
_OFFICE = (".doc", ".docx", ".dot", ".dotx", ".odt", ".ods", ".rtf", ".xls", ".xlsx", ".pdf")
_SYLLABLES = 0.8


def suffix_by_content(data: bytes, suffix: str) -> str:
    """Return the ending that fits the content, in small letters; the given one where the content does not tell."""
    suffix = suffix.lower()
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in data[:1024] and suffix not in _TEXTS:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _archive(data) or suffix
    if data.startswith(_OLE):
        return _ole(data, suffix)
    for signature, ending in _PICTURES:
        if data.startswith(signature):
            return ending
    if start.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if suffix in _TEXTS:
        return ".html" if _WHOLE_PAGE.match(start) else suffix
    if _OFFICE_XML.search(_plain(start)):
        return ".xml"
    if _MAIL.match(start):
        return ".mht"
    if _WEB_PAGE.match(_plain(start)):
        return ".html"
    return ".txt" if suffix in _OFFICE and share_of_syllables(_decoded(start)) >= _SYLLABLES else suffix


def _ole(data: bytes, suffix: str) -> str:
    """An OLE file is an old office file, or a newer one with a password."""
    if _WORD_STREAM in data:
        return ".doc"
    return ".xls" if any(name in data for name in _WORKBOOKS) else suffix


def _plain(start: bytes) -> bytes:
    """The first bytes of a file in UTF-16 as ASCII, others as they are."""
    return _decoded(start).encode("ascii", "replace") if start.startswith(_WIDE) else start


def _decoded(start: bytes) -> str:
    return start.decode("utf-16" if start.startswith(_WIDE) else "utf-8", "replace")


def _archive(data: bytes) -> str | None:
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
        if any(name.startswith("word/") for name in names):
            return ".docx"
        if any(name.startswith("xl/") for name in names):
            return ".xlsx"
        if any(name.startswith("ppt/") for name in names):
            return ".pptx"
        if "content.xml" in names:
            kind = archive.read("mimetype").strip() if "mimetype" in names else b""
            return next((ending for word, ending in _OPEN_DOCUMENT.items() if word in kind), ".odt")
        return None if "[content_types].xml" in names else ".zip"
    return None
