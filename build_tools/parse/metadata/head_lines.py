"""The names of organs in a head: the superior's and the issuer's, each in capitals on lines of its own.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2: above, the organ directly superior; below it, the one that issues.
"""

import re

from build_tools.base.text import alternatives
from build_tools.model.span import Span
from build_tools.parse.text import Text

# Kinds of organs in capitals in a head, below a ministry or a committee or alone.
UNIT = re.compile(
    r"(?:SỞ|TỔNG CỤC|TỔNG LIÊN ĐOÀN|[ỦU][ỶY] BAN|BỘ|ĐOÀN|CỤC|VỤ|VIỆN|TRUNG TÂM|THANH TRA|BAN QUẢN LÝ|KHO BẠC|TRƯỜNG"
    r"|HỌC VIỆN|BỆNH VIỆN|VĂN PHÒNG|CHI CỤC|PHÒNG|CHI NHÁNH|TRẠM|HẠT|ĐỘI|TỔNG CÔNG TY|CÔNG TY|TẬP ĐOÀN|NGÂN HÀNG"
    r"|LIÊN ĐOÀN|CÔNG ĐOÀN|HỘI|ĐẢNG [ỦU][ỶY]|CHI BỘ|BAN|BÁO|ĐÀI|QUỸ|TÒA ÁN|TOÀ ÁN|CÔNG AN|THUẾ|HẢI QUAN|KIỂM TOÁN"
    r"|KHOA|NHÀ XUẤT BẢN|TỔ|BCH|BTV)(?=\s)"
)
_SUPERIOR = re.compile(
    r"(?:UBND|HĐND|UBMTTQ|BỘ|ĐOÀN|CHÍNH PHỦ|QUỐC HỘI|ĐẢNG BỘ|(?:TỈNH|THÀNH|HUYỆN|QUẬN) [ỦU][ỶY])(?=\s|$)"
)
_COLUMN = re.compile(r"[^|\t\n]+?(?=\s*(?:[|\t\n]|$)|[ ]{3})")
_STOP = re.compile(r"\W*(?:SỐ\s*[:.…\d]|V/V|KÍNH G[ỬỞ]I)", re.IGNORECASE)
# Words of the right column of a head, in texts with both columns in one line.
MOTTO = re.compile(
    r"(?:cong\s+hoa\s+xa\s+hoi(?:\s+chu\s+nghia(?:\s+viet\s+nam)?)?|dang\s+cong\s+san|doc\s+lap[-–—.\s]{0,5}tu\s+do)"
    r"[^\n]*"
)
# A name that ends so goes on in the next line ("LIÊN HIỆP CÁC ⏎ HỘI KHOA HỌC").
_GOES_ON = re.compile(rf"\s(?:{alternatives(('VÀ', 'CÁC', 'CỦA', 'KHU', 'TRỰC THUỘC'))})$")
_EDGES = " *_-\n"
_FAR = 3


def without_motto(text: Text, head: Span, words: str) -> str:
    """Return the head in one of the text's views, `words`, with blanks for the motto; offsets stay."""
    shown = words[head.start : head.end]
    for motto in MOTTO.finditer(text.folded, head.start, head.end):
        left, right = motto.start() - head.start, motto.end() - head.start
        shown = shown[:left] + " " * (right - left) + shown[right:]
    return shown


def organ_lines(text: Text, head: Span) -> list[Span]:
    """Return the names in the head in their order, each over its lines; those below the number do not count."""
    names: list[Span] = []
    for cell in _COLUMN.finditer(without_motto(text, head, text.source)):
        words = cell[0].strip(_EDGES)
        if _STOP.match(words):
            break
        if not words.isupper():
            continue
        start = head.start + cell.start() + cell[0].index(words)
        begins = UNIT.match(f"{words} ") or _SUPERIOR.match(words)
        before = names[-1] if names and text.source.count("\n", names[-1].end, start) <= _FAR else None
        if before and (not begins or _GOES_ON.search(before.of(text.source))):
            names[-1] = Span(before.start, start + len(words))
        elif begins:
            names.append(Span(start, start + len(words)))
    return names
