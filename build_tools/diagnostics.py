"""What is wrong with a document or a file, as values.

One list feeds the terminal, the quality page and the exit status.
"""

from enum import IntEnum

from build_tools.model import Source, Span
from build_tools.text import squeeze
from build_tools.values import Value


class Severity(IntEnum):
    """`ERROR` stops the build before anything is written; the others are shown and the site is built."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that the reader sees."""
        return {Severity.NOTE: "ghi chú", Severity.WARNING: "cảnh báo", Severity.ERROR: "lỗi"}[self]


class Location(Value, frozen=True, order=True):
    """A file below source_docs (or the vocabulary) and its line, counted from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Diagnostic(Value, frozen=True, order=True):
    """One finding: where, how grave, its code (docs/phat-trien/chan-doan.md) and what to do about it.

    `quote` is the text it is about, on one line; `eid` the clause that holds it.
    """

    location: Location
    severity: Severity
    code: str
    message: str
    quote: str = ""
    eid: str | None = None

    def __str__(self) -> str:
        return f"{self.location}: {self.severity.word} {self.code}: {self.message}"


class InputError(Exception):
    """A file that can't be used at all; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def line_of(text: str, offset: int) -> int:
    """Return the number of the line, counted from 1, that holds the character at `offset`."""
    return text.count("\n", 0, offset) + 1


def finding(
    source: Source, span: Span | None, severity: Severity, code: str, message: str, eid: str | None = None
) -> Diagnostic:
    """Return the diagnostic about this place of a source; no span means the source as a whole."""
    location = Location(source.path, line_of(source.text, span.start) if span else 1)
    return Diagnostic(location, severity, code, message, squeeze(span.of(source.text)) if span else "", eid)


# What each code is about, as the quality page heads it; docs/phat-trien/chan-doan.md explains every one.
TITLES = {
    "VB001": "Tệp rỗng",
    "VB002": "Không rõ bảng mã của tệp",
    "VB003": "Tệp YAML có chỗ sai",
    "VB004": "Tệp khai báo không có văn bản đi kèm",
    "VB005": "Định dạng chưa đọc được",
    "VB006": "Tệp không mở được",
    "VB007": "Văn bản trùng danh tính",
    "VB008": "Không có thư mục văn bản",
    "VB009": "Không có văn bản nào",
    "VB010": "Tệp bị từ chối vì không an toàn",
    "VB011": "Tệp hỏng hoặc có mật khẩu",
    "VB012": "Bản quét chưa có chữ",
    "VB013": "Chữ đã được chuyển về Unicode",
    "VB014": "Tệp cần chương trình khác để đọc",
    "VB015": "Chữ do máy nhận dạng",
    "VB016": "Không có văn bản ấy trong sổ",
    "VB017": "Lời văn lấy từ bản chép",
    "VB018": "Đã che số riêng của một người",
    "VB019": "Văn bản không công bố",
    "VB020": "Địa chỉ cũ của trang không còn",
    "VB101": "Văn bản để trống số",
    "VB102": "Văn bản không có ngày ban hành",
    "VB103": "Ký hiệu có thể gõ nhầm",
    "VB104": "Văn bản không ghi tên người ký",
    "VB105": "Chưa rõ cơ quan ban hành",
    "VB106": "Văn bản không có nội dung nhận ra được",
    "VB107": "Ký hiệu không có trong danh mục",
    "VB108": "Hai tệp gần như cùng nội dung",
    "VB109": "Ký tự ẩn hoặc đảo chiều chữ",
    "VB201": "Viện dẫn lần đầu không ghi ngày",
    "VB202": "Viện dẫn khớp với nhiều văn bản",
    "VB203": "Ký hiệu thiếu khóa Quốc hội",
    "VB204": "Ngày không theo thứ tự của số",
    "VB205": "Một văn bản được ghi nhiều ngày khác nhau",
    "VB206": "Một văn bản được gọi bằng nhiều loại khác nhau",
    "VB207": "Văn bản được viện dẫn ban hành sau văn bản viện dẫn",
    "VB208": "Các văn bản căn cứ vòng quanh nhau",
    "VB209": "Cơ quan ban hành không rõ tỉnh",
    "VB210": "Viện dẫn văn bản đã hết hiệu lực hoặc chưa xác định",
    "VB211": "Một văn bản được ghi nhiều cơ quan ban hành",
    "VB212": "Viện dẫn thiếu số hoặc ký hiệu",
    "VB301": "Nhiệm vụ chưa rõ đơn vị thực hiện",
    "VB302": "Thời hạn thiếu năm",
    "VB303": "Thời hạn trước ngày ban hành",
    "VB304": "Thứ trong tuần không khớp với ngày",
    "VB305": "Đơn vị không có trong danh mục",
    "VB306": "Hai văn bản giao một việc với thời hạn khác nhau",
    "VB307": "Tên đơn vị gần giống nhau",
}
# What keepers are told and no page shows: that something is hidden and where, and what the last build left.
FOR_KEEPERS = ("VB018", "VB019", "VB020")
