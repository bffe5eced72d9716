"""The formats of the collection: one reader each, chosen by the content of the file, then by the suffix of its name."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from build_tools.base.diagnostics import Severity
from build_tools.source.archive import DAMAGED
from build_tools.source.assembly import read_package
from build_tools.source.conversion import Converter
from build_tools.source.enclosed import Nested
from build_tools.source.kinds import suffix_by_content
from build_tools.source.mail_archive import read_mail_archive
from build_tools.source.open_document import read_open_document
from build_tools.source.pdf import picture_pages, read_pdf, reading_of
from build_tools.source.plain_text import read_plain_text
from build_tools.source.reading import Reading, RefusedError, Remark
from build_tools.source.spreadsheet import read_spreadsheet
from build_tools.source.web_page import read_web_page

Reader = Callable[[bytes, Converter], Reading]

_NO_OCR = (
    "Bản quét chưa có chữ nên chưa tra cứu được. Hãy cài bộ nhận dạng chữ (“make ocr”) rồi dựng lại, hoặc chép nội "
    "dung vào một tệp .txt cùng tên đặt cạnh tệp này."
)
_BY_OFFICE = (
    "Tệp không đúng chuẩn, lời văn lấy qua LibreOffice và có thể thiếu. Hãy đối chiếu với tệp gốc, hoặc mở ra rồi lưu "
    "lại."
)
# Formats that LibreOffice may still read where our reader fails.
_RESCUED = (".docx", ".odt")
# Files that stand in others, which may stand in others again.
_DEEPEST = 3


def _read_pdf(data: bytes, converter: Converter) -> Reading:
    return _said(read_pdf(data, converter.recogniser.pages))


def _read_picture(data: bytes, converter: Converter) -> Reading:
    pages = picture_pages(converter.recogniser.picture(data))
    return _said(reading_of(pages) if pages else Reading("", pictures=True))


def _said(reading: Reading) -> Reading:
    """Return the reading of a scan; one without any text says what to do."""
    if reading.text or not reading.pictures:
        return reading
    return replace(reading, notes=(Remark(Severity.WARNING, "VB012", _NO_OCR),))


# python-docx and openpyxl are imported with the first file that needs them: without, a command starts a quarter sooner.
def _read_word(data: bytes, converter: Converter, depth: int = 0) -> Reading:
    from build_tools.source.word import read_word

    return read_word(data, _nested(converter, depth))


def _read_workbook(data: bytes, _: Converter) -> Reading:
    from build_tools.source.workbook import read_workbook

    return read_workbook(data)


def _read_open_document(data: bytes, converter: Converter) -> Reading:
    return read_open_document(data, _nested(converter, 0))


def _nested(converter: Converter, depth: int) -> Nested | None:
    """Return the reader of files inside a file so deep in others; none for the innermost that is opened."""

    def nested(inner: bytes, suffix: str) -> Reading:
        kind = suffix_by_content(inner, suffix)
        return _read_word(inner, converter, depth + 1) if kind == ".docx" else read(inner, suffix, converter)

    return nested if depth < _DEEPEST else None


def _through_office(suffix: str) -> Reader:
    return lambda data, converter: _read_word(converter.modern(data, suffix), converter)


# Each raises RefusedError if the file can't be read.
READERS: Mapping[str, Reader] = {
    ".txt": lambda data, _: read_plain_text(data),
    ".md": lambda data, _: read_plain_text(data),
    ".docx": _read_word,
    ".dotx": _read_word,
    ".odt": _read_open_document,
    ".pdf": _read_pdf,
    ".html": lambda data, _: read_web_page(data),
    ".htm": lambda data, _: read_web_page(data),
    ".mht": lambda data, _: read_mail_archive(data),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), _read_picture),
    ".doc": _through_office(".doc"),
    ".dot": _through_office(".doc"),
    ".rtf": _through_office(".rtf"),
    ".xml": _through_office(".xml"),
    ".xlsx": _read_workbook,
    ".zip": lambda data, converter: read_package(data, lambda part, suffix: _member(part, suffix, converter)),
    ".ods": lambda data, _: read_spreadsheet(data),
    ".xls": lambda data, converter: _read_workbook(converter.modern(data, ".xls", "xlsx"), converter),
}
_REFUSED = {
    ".docm": "Tệp Word có macro bị từ chối vì có thể mang mã độc. Hãy lưu lại thành .docx.",
    ".xlsm": "Tệp Excel có macro bị từ chối vì có thể mang mã độc. Hãy lưu lại thành .xlsx.",
}
# Endings of one format.
_SAME = ({".html", ".htm"}, {".docx", ".dotx"}, {".doc", ".dot"}, {".txt", ".md"}, {".jpg", ".jpeg"}, {".tif", ".tiff"})


def _member(data: bytes, suffix: str, converter: Converter) -> Reading:
    """Return a file of a .zip; one that is a .zip itself is not opened."""
    if suffix_by_content(data, suffix) == ".zip":
        raise RefusedError("VB010", "Tệp nén nằm trong tệp nén không được mở. Hãy giải nén ra trước.")
    return read(data, suffix, converter)


def read(data: bytes, suffix: str, converter: Converter) -> Reading:
    """Return the file's text. Raises RefusedError: VB001, VB002, VB010, VB011, VB014, VB005 for an unknown format."""
    suffix = suffix.lower()
    kind = suffix_by_content(data, suffix)
    reader = READERS.get(kind)
    if reader is None or suffix in _REFUSED:
        known = ", ".join(sorted(READERS))
        message = f"Chưa đọc được định dạng “{kind or 'không đuôi'}” (đọc được: {known})."
        raise RefusedError("VB005", _REFUSED.get(suffix, message))
    reading = _attempt(reader, data, kind, converter)
    if not reading.text.strip() and not reading.pictures:
        raise RefusedError("VB001", "Tệp không có chữ nào. Hãy chép lại nội dung hoặc xóa tệp.")
    if kind == suffix or any({kind, suffix} <= same for same in _SAME):
        return reading
    message = f"Tên tệp có đuôi {suffix or 'trống'} nhưng nội dung là {kind}; đã đọc theo nội dung. Nên đổi lại đuôi."
    return replace(reading, notes=(*reading.notes, Remark(Severity.NOTE, "VB022", message)))


def _attempt(reader: Reader, data: bytes, kind: str, converter: Converter) -> Reading:
    """Return what the reader makes of the file; where it fails, what LibreOffice makes of it, and say so."""
    try:
        return reader(data, converter)
    except RefusedError:  # unsafe, locked, or no whole archive, of which LibreOffice would make any text
        raise
    except Exception:  # noqa: S110  a damaged file may fail in any way
        pass
    if kind not in _RESCUED:
        raise RefusedError("VB011", DAMAGED)
    try:
        reading = _read_word(converter.modern(data, kind), converter)
    except Exception:
        raise RefusedError("VB011", DAMAGED) from None
    return replace(reading, notes=(*reading.notes, Remark(Severity.WARNING, "VB023", _BY_OFFICE)))
