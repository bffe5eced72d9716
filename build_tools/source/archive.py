"""Safe unpacking of Word and OpenDocument files, which are zip archives of XML.

Limits in bytes and files: an office document of hundreds of pages with pictures unpacks to some tens of megabytes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from build_tools.source.reading import RefusedError

_MOST_BYTES = 200_000_000
_MOST_FILES = 5_000
_MOST_XML = 60_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of storages and streams are UTF-16 in an OLE file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA_PROJECT_CUR"))
_MACRO_FILE = re.compile(r"(?:^|/)vbaProject\.bin$|^Basic/", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_ENCODING = re.compile(r"^<\?xml[^>]*\?>")
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
# A document type declaration is what external and expanding entities need; office programs never write one.
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
DAMAGED = "Tệp hỏng, không mở được. Hãy mở bằng chương trình đã tạo ra nó, lưu lại rồi chép lại vào đây."
LOCKED = "Tệp có mật khẩu. Hãy mở bằng mật khẩu, lưu một bản không có mật khẩu rồi thay vào đây."
_MACRO_REASON = "Tệp chứa macro, có thể mang mã độc nên bị từ chối. Hãy lưu lại dưới dạng .docx không có macro."


def parts(data: bytes) -> dict[str, bytes]:
    """Return the XML files of the archive by name. Raises RefusedError (VB010 unsafe, VB011 damaged or locked)."""
    if data.startswith(_OLE):
        raise RefusedError("VB011", LOCKED if _ENCRYPTED in data else DAMAGED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check(members)
            found = dict(_xml(archive, members))
    except _BROKEN:
        raise RefusedError("VB011", DAMAGED) from None
    if any(_DECLARED.search(part) or b"\x00" in part[:400] for part in found.values()):
        raise RefusedError("VB010", "Tệp khai báo thực thể XML, điều văn bản thường không có, nên bị từ chối.")
    return found


def _xml(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield the XML files, in UTF-8; one that is damaged is left out, since the text may stand in others."""
    for item in members:
        if _XML.search(item.filename):
            with suppress(zipfile.BadZipFile, zlib.error, EOFError):
                yield item.filename, _utf_8(archive.read(item))


def _utf_8(part: bytes) -> bytes:
    """Return an XML file in UTF-8, which is what all but a few are."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _ENCODING.sub("", part.decode("utf-16", "replace"), count=1).encode()
    return part


def member(data: bytes, name: str) -> bytes | None:
    """Return a file of an archive that `parts` has checked, by its name in small letters; `None` if it is damaged."""
    with suppress(*_BROKEN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for item in archive.infolist():
            if item.filename.replace("\\", "/").lstrip("/").lower() == name:
                return archive.read(item)
    return None


def _check(members: list[zipfile.ZipInfo]) -> None:
    xml = sum(member.file_size for member in members if _XML.search(member.filename))
    if len(members) > _MOST_FILES or xml > _MOST_XML or sum(member.file_size for member in members) > _MOST_BYTES:
        message = "Tệp nở ra quá lớn khi giải nén nên bị từ chối. Hãy chia thành các tệp nhỏ hơn."
        raise RefusedError("VB010", message)
    if any(_MACRO_FILE.search(member.filename) for member in members):
        raise RefusedError("VB010", _MACRO_REASON)


def refuse_macros(data: bytes) -> None:
    """Raise RefusedError for an old Word file (.doc) with macros (VB010), with a password or no .doc at all (VB011)."""
    if not data.startswith(_OLE):
        raise RefusedError("VB011", DAMAGED)
    if _ENCRYPTED in data:
        raise RefusedError("VB011", LOCKED)
    if any(name in data for name in _MACROS):
        raise RefusedError("VB010", _MACRO_REASON)
