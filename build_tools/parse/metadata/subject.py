"""The subject under the name of a type (trích yếu): one or several lines, in capitals or not, up to the next part.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the subject stands under the type; then a rule, who decides (in capitals), căn cứ.
"""

import re

from build_tools.base.text import is_shouted, squeeze
from build_tools.model.document import Stated
from build_tools.model.span import Span

# Beginnings of the part that follows the subject.
_NEXT_PART = re.compile(
    r"""[#\s*]*(?: (?:căn\s+cứ|kính\s+gửi|số\s*:)(?!\w) | (?:điều|chương|phần|mục)\s+[\dIVX]+
      | [IVX]{1,4}\s*[.\-/)](?!V\s) | [A-Z\d]{1,2}\s*[.)/]\s | [-–•+]\s | \((?:kèm|ban\s+hành) )""",
    re.VERBOSE | re.IGNORECASE,
)
_BODY = re.compile(r"[#\s*]*(?:Xét|Theo|Thực hiện|Để|Nhằm|Trong thời gian|Ngày|Hôm nay|Sau khi|Qua)(?!\w)")
# The line in capitals below the subject that names the deciding organ.
_ISSUER_LINE = re.compile(
    r"[#*\s]*(?:PHÓ\s+)?(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ|THỦ TƯỚNG"
    r"|TỔNG GIÁM ĐỐC|(?:TỔNG )?CỤC TRƯỞNG|QUỐC HỘI|[ỦU][YỶ] BAN THƯỜNG VỤ|BAN THƯỜNG VỤ|VIỆN TRƯỞNG|CHÁNH ÁN"
    r"|THỐNG ĐỐC|HIỆU TRƯỞNG|CHỦ NHIỆM|TRƯỞNG BAN|CHÁNH VĂN PHÒNG)(?!\w)"
)
# Words that show that a line goes on with the subject ("… CỦA ĐẠI BIỂU ⏎ QUỐC HỘI TẠI TỔ VÀ HỘI TRƯỜNG; …").
_NO_ISSUER = re.compile(r"[;,]|\s(?:TẠI|VỀ|ĐỐI VỚI|THEO)\s")
# Line endings after which the subject continues in any case.
_GOES_ON = re.compile(
    r"""(?: , | ; | (?<!\w)(?: và|của|do|cho|tại|thuộc|với|từ|đến|bởi|giữa|hoặc|các|ủy|uỷ|về|ngày|tháng|năm
      | (?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|luật|chỉ\s+thị)(?:\s+số)? ) ) \s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = re.compile(r"(?:V/v|Về\s+việc)[:.]?\s+", re.IGNORECASE)
_RULE = re.compile(r"[\s\-_*=–—.]*")
_LINE = re.compile(r"[^\n]*\n?")
_EDGES = " \t\n.;,:|*_"
_LONGEST, _BLANKS = 1_200, 4


def subject_below(text: str, start: int) -> Stated | None:
    """Return the subject after the type name, from `start`, without its leading "về việc"."""
    first = end = None
    blanks = 0
    for match in _LINE.finditer(text, start, min(len(text), start + _LONGEST)):
        line = match[0]
        if not match[0]:
            break
        if _RULE.fullmatch(line):
            blanks += 1
            if first is not None and (line.strip() or blanks > 1):
                break
            if blanks > _BLANKS:
                break
            continue
        before = text[first:end] if first is not None and end is not None else ""
        if before and not _belongs(before, line, blanks):
            break
        if not before and _NEXT_PART.match(line):
            break
        first = match.start() if first is None else first
        end, blanks = match.start() + len(line.rstrip()), 0
    return _stated(text, first, end) if first is not None and end is not None else None


def _belongs(before: str, line: str, blanks: int) -> bool:
    """Return whether a line continues the subject begun in the lines before it."""
    goes_on = line.lstrip()[:1].islower()
    if _GOES_ON.search(before) and (goes_on or not blanks):
        return True
    shouted = is_shouted(before)
    if shouted != is_shouted(line) or _NEXT_PART.match(line):
        return False
    issuer = _ISSUER_LINE.match(line) and not _NO_ISSUER.search(line)
    return not issuer if shouted else (goes_on or not blanks) and not _BODY.match(line)


def _stated(text: str, start: int, end: int) -> Stated | None:
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_EDGES))
    if lead := _LEAD.match(raw, left):
        left = lead.end()
    value = squeeze(raw[left:].rstrip(_EDGES).replace("**", ""))
    return Stated(value, Span(start + left, start + len(raw.rstrip(_EDGES)))) if value else None
