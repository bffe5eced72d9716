"""The formats of the collection: one reader each, chosen by the suffix of the file's name."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from build_tools.base.diagnostics import Severity
from build_tools.source.archive import DAMAGED
from build_tools.source.conversion import Converter
from build_tools.source.open_document import read_open_document
from build_tools.source.pdf import read_pdf
from build_tools.source.plain_text import read_plain_text
from build_tools.source.reading import Reading, RefusedError, Remark
from build_tools.source.web_page import read_web_page
from build_tools.source.word import read_word

Reader = Callable[[bytes, Converter], Reading]

_NO_OCR = (
    "Bản quét chưa có chữ nên chưa tra cứu được. Hãy cài bộ nhận dạng chữ (“make ocr”) rồi dựng lại, hoặc chép nội "
    "dung vào một tệp .txt cùng tên đặt cạnh tệp này."
)
_BY_MACHINE = (
    "Chữ do máy nhận dạng từ ảnh quét, có thể sai. Hãy đối chiếu với tệp gốc; muốn sửa thì đặt cạnh tệp này một tệp "
    ".txt cùng tên chép đúng nội dung."
)


def _read_pdf(data: bytes, converter: Converter) -> Reading:
    reading = read_pdf(data)
    if reading.pictures and (found := converter.searchable(data)):
        reading = read_pdf(found)
    if not reading.text and reading.pictures:
        return replace(reading, notes=(Remark(Severity.WARNING, "VB012", _NO_OCR),))
    if reading.recognised:
        return replace(reading, notes=(*reading.notes, Remark(Severity.WARNING, "VB015", _BY_MACHINE)))
    return reading


# Each raises RefusedError if the file can't be read.
READERS: Mapping[str, Reader] = {
    ".txt": lambda data, _: read_plain_text(data),
    ".md": lambda data, _: read_plain_text(data),
    ".docx": lambda data, _: read_word(data),
    ".odt": lambda data, _: read_open_document(data),
    ".pdf": _read_pdf,
    ".html": lambda data, _: read_web_page(data),
    ".htm": lambda data, _: read_web_page(data),
    ".doc": lambda data, converter: read_word(converter.modern_word(data)),
}
_REFUSED = {
    ".docm": "Tệp Word có macro bị từ chối vì có thể mang mã độc. Hãy lưu lại thành .docx.",
    ".rtf": "Chưa đọc được .rtf. Hãy mở bằng Word hoặc LibreOffice và lưu lại thành .docx.",
}


def read(data: bytes, suffix: str, converter: Converter) -> Reading:
    """Return the file's text. Raises RefusedError: VB001, VB002, VB010, VB011, VB014, VB005 for an unknown format."""
    reader = READERS.get(suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        message = f"Chưa đọc được định dạng “{suffix or 'không đuôi'}” (đọc được: {known})."
        raise RefusedError("VB005", _REFUSED.get(suffix.lower(), message))
    try:
        reading = reader(data, converter)
    except RefusedError:
        raise
    except Exception:
        raise RefusedError("VB011", DAMAGED) from None
    if not reading.text.strip() and not reading.pictures:
        raise RefusedError("VB001", "Tệp không có chữ nào. Hãy chép lại nội dung hoặc xóa tệp.")
    return reading
