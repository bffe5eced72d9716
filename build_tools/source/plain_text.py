"""Text files: UTF-8 first, then UTF-16 and the old Vietnamese encodings."""

from build_tools.base.text import canonical, without_layout
from build_tools.source.letters import apply, from_bytes, repairs
from build_tools.source.reading import Reading, RefusedError, repair_notes

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_plain_text(data: bytes) -> Reading:
    """Return the text with its line breaks. Raises RefusedError (VB001 no text, VB002 unknown encoding)."""
    text, encoding = _decoded(data)
    steps = repairs(text)
    names = [*([encoding] if encoding else []), *(name for name, _ in steps)]
    notes = tuple(repair_notes(names, text))
    text = without_layout(apply(text, steps))
    if not text.strip():
        raise RefusedError("VB001", "Tệp rỗng, không có chữ nào. Hãy chép lại nội dung hoặc xóa tệp.")
    return Reading(text, notes=notes)


def decode_utf_8(data: bytes) -> str:
    """Return the text of a file that must be UTF-8. Raises RefusedError (VB002)."""
    try:
        return canonical(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "Tệp không phải UTF-8. Hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8."
        raise RefusedError("VB002", message, line) from None


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and the name of its encoding if it is not UTF-8, else ""."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace"), "UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        found = from_bytes(data)
        if found:
            return found
        line = data.count(b"\n", 0, error.start) + 1
        message = "Không nhận ra bảng mã của tệp. Hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8."
        raise RefusedError("VB002", message, line) from None
