"""Text files in UTF-8."""

from build_tools.diagnostics import Diagnostic, InputError, Location, Severity
from build_tools.text import canonical


def read_plain_text(data: bytes, path: str) -> str:
    """Return the canonical text. Raises InputError: VB001 for a file without text, VB002 for one not in UTF-8."""
    try:
        text = canonical(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"Tệp không phải UTF-8{_likely(data)}. Hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8."
        raise InputError(Diagnostic(Location(path, line), Severity.ERROR, "VB002", message)) from None
    if not text.strip():
        message = "Tệp rỗng, không có chữ nào. Hãy chép lại nội dung hoặc xóa tệp."
        raise InputError(Diagnostic(Location(path), Severity.ERROR, "VB001", message))
    return text


def _likely(data: bytes) -> str:
    """What the encoding probably is, for the message."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " (có lẽ là UTF-16, kiểu “Unicode” của Notepad)"
    return " (có lẽ là bảng mã cũ như Windows-1258 hoặc TCVN3)"
