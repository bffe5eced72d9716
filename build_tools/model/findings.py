"""Diagnostics about a source, and the titles of their codes (docs/phat-trien/chan-doan.md)."""

from build_tools.base.diagnostics import Diagnostic, Location, Severity, line_of
from build_tools.base.text import squeeze
from build_tools.model.source import Source
from build_tools.model.span import Span

# The heading of each code on the quality page; docs/phat-trien/chan-doan.md explains every one.
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
    "VB021": "Có phần trong tệp không đọc được",
    "VB022": "Nội dung tệp không đúng với đuôi của tên",
    "VB023": "Lời văn lấy qua LibreOffice",
    "VB024": "Bảng tính có phần ẩn",
    "VB025": "Một văn bản gồm nhiều tệp",
    "VB101": "Văn bản để trống số",
    "VB102": "Văn bản không có ngày ban hành",
    "VB103": "Ký hiệu có thể gõ nhầm",
    "VB104": "Văn bản không ghi tên người ký",
    "VB105": "Chưa rõ cơ quan ban hành",
    "VB106": "Văn bản không có nội dung nhận ra được",
    "VB107": "Ký hiệu không có trong danh mục",
    "VB108": "Hai tệp gần như cùng nội dung",
    "VB109": "Ký tự ẩn hoặc đảo chiều chữ",
    "VB110": "Điều đã xác nhận nay máy đọc khác",
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
    "VB308": "Ngày trong nhiệm vụ không đọc được là thời hạn",
    "VB309": "Câu có đơn vị và thời hạn không đọc được là nhiệm vụ",
    "VB310": "Danh sách việc không nêu ai thực hiện",
}
# Reported in the terminal but shown on no page: where something is hidden, and what the last build published.
FOR_KEEPERS = ("VB018", "VB019", "VB020")


def finding(
    source: Source, span: Span | None, severity: Severity, code: str, message: str, eid: str | None = None
) -> Diagnostic:
    """Return the diagnostic about this span of a source; `None` means the source as a whole."""
    location = Location(source.path, line_of(source.text, span.start) if span else 1)
    return Diagnostic(location, severity, code, message, squeeze(span.of(source.text)) if span else "", eid)
