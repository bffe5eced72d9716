"""One document in several files: the text of the one that is read, then that of its annexes, each under its name."""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from build_tools.base.diagnostics import Severity
from build_tools.source.archive import DAMAGED, LOCKED
from build_tools.source.belonging import ending, main_member, stem
from build_tools.source.enclosed import left_out
from build_tools.source.reading import Reading, RefusedError, Remark, RowText, compose
from build_tools.source.tables import Tables

Read = Callable[[bytes, str], Reading]

_MOST_MEMBERS, _MOST_BYTES = 60, 200_000_000

# What Windows leaves in folders.
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


def read_together(main: tuple[str, bytes], others: Sequence[tuple[str, bytes]], read: Read) -> Reading:
    """Return the text of a document with its annexes; `others` are name and bytes of the files that belong to it.

    Those of the same name are other forms of the document. A PDF with its own letters is what was issued: it is read in
    place of a draft; a scan is not, since its letters are guesses. A note says which was read, and why.
    """
    name, data = main
    forms = [other for other in others if stem(other[0]) == stem(name)]
    annexes = [other for other in others if stem(other[0]) != stem(name)]
    reading, remarks = read(data, ending(name)), []
    for other, content in forms:
        issued = _issued(other, content, read) if ending(name) != ".pdf" else None
        if issued:
            reading, name, other = issued, other, name
        why = "bản PDF có chữ là bản phát hành" if issued else "đọc từ tệp soạn thảo chính xác hơn"
        remarks.append(_told(f"Lời văn lấy từ {name} ({why}); {other} là bản khác của cùng văn bản."))
    if not annexes:
        return replace(reading, notes=(*reading.notes, *remarks))
    tables = Tables()
    pieces: list[str | RowText] = list(tables.of(reading))
    read_from = [reading]
    for annex, content in annexes:
        try:
            found = read(content, ending(annex))
        except RefusedError:
            remarks.append(left_out(annex))
            continue
        remarks.append(_told(f"{annex} được đọc như phụ lục của văn bản này."))
        read_from.append(found)
        pieces += [f"Phụ lục kèm theo (tệp {annex.rpartition('/')[2]})", *tables.of(found)]
    whole = compose(
        pieces,
        tuple(dict.fromkeys(line for each in read_from for line in each.aside)),
        recognised=any(each.recognised for each in read_from),
        notes=[*dict.fromkeys(note for each in read_from for note in each.notes), *remarks],
    )
    return replace(whole, pictures=any(each.pictures for each in read_from))


def _issued(name: str, data: bytes, read: Read) -> Reading | None:
    """Return the reading of a PDF that has letters of its own; `None` for scans and other files."""
    if ending(name) != ".pdf":
        return None
    try:
        found = read(data, ".pdf")
    except RefusedError:
        return None
    return found if found.text and not found.recognised and not found.pictures else None


def _told(message: str) -> Remark:
    return Remark(Severity.NOTE, "VB025", message)


def read_package(data: bytes, read: Read) -> Reading:
    """Return the document in a .zip with its annexes. Raises RefusedError (VB001, VB010, VB011)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [item for item in archive.infolist() if not item.is_dir() and not _is_ignored(item.filename)]
            if len(members) > _MOST_MEMBERS or sum(item.file_size for item in members) > _MOST_BYTES:
                message = (
                    "Tệp nén có quá nhiều tệp hoặc nở ra quá lớn nên bị từ chối. Hãy chỉ giữ các tệp của một văn bản."
                )
                raise RefusedError("VB010", message)
            if any(item.flag_bits & 1 for item in members):
                raise RefusedError("VB011", LOCKED)
            files = {_named(item): archive.read(item) for item in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise RefusedError("VB011", DAMAGED) from None
    if not files:
        raise RefusedError("VB001", "Tệp nén không có tệp nào bên trong. Hãy kiểm tra lại.")
    main = main_member(list(files))
    return read_together((main, files.pop(main)), sorted(files.items()), read)


def _is_ignored(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last.lower() in _OF_SYSTEMS


def _named(item: zipfile.ZipInfo) -> str:
    """Return the name of a member; older programs store UTF-8 without saying so."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        return item.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return item.filename
