"""Addressees (Kính gửi): in one line or several, with or without bullets, separated by semicolons."""

import re
from collections.abc import Iterator

from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.metadata.preface import HEAD_LENGTH, stated
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text

# A telegram names who sends it: "THỦ TƯỚNG CHÍNH PHỦ điện:" (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.6).
_ADDRESS = re.compile(
    r"(?:^|\n|\|)[ \t*]*(?:(?:Kính\s+g[ửở]i|KÍNH\s+G[ỬỞ]I)[ \t*]*:?"
    r"|[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ ,]{5,60}\s(?:điện|ĐIỆN)\s*:)[ \t|*]*"
)
_BULLET = re.compile(r"[\s|*]*[-–•+][ \t]*")
# The beginning of the body: a reason, a numbered item, or the ordering sentence.
_BODY = re.compile(
    r"[\s|*#]*(?:(?:Căn cứ|Xét|Theo|Thực hiện|Triển khai|Để|Nhằm|Trong thời gian|Ngày|Hôm nay|Sau khi|Qua|Tiếp theo"
    r"|Phúc đáp|Trả lời)(?!\w)|\d+[.)/]|[IVX]+\.)"
)
_SENTENCE = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|nhận được|có ý kiến|thông báo|ban hành|báo cáo)(?!\w)")
# Lines of the right column of the head, if recognition put it below the left one.
_MOTTO = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*-|ĐẢNG CỘNG SẢN")
_LONGEST = 260


def find_addressees(text: Text, blocks: tuple[Block, ...]) -> tuple[Span | None, tuple[Stated, ...]]:
    """Return the span of the whole "Kính gửi", and each addressee.

    The list continues as long as an item has a bullet or the previous item ends with ";" or ",".
    """
    match = _ADDRESS.search(text.source, 0, HEAD_LENGTH)
    first = next((i for i, block in enumerate(blocks) if match and block.span.end >= match.end()), None)
    if match is None or first is None:
        return None, ()
    end = max(match.end(), blocks[first].span.end)
    items = list(_split(text.source, Span(match.end(), end)))
    for block in blocks[first + 1 :]:
        words = block.span.of(text.source)
        bullet = _BULLET.match(words)
        goes_on = not items or text.source[:end].rstrip(" \t\n*").endswith((";", ","))
        if not bullet and not (goes_on and _is_item(words)):
            break
        items += _split(text.source, block.span)
        end = block.span.end
    return Span(blocks[first].span.start, end), tuple(items)


def _is_item(words: str) -> bool:
    other = _MOTTO.search(words) or _BODY.match(words) or _SENTENCE.search(words)
    return len(words) <= _LONGEST and not other


def _split(source: str, span: Span) -> Iterator[Stated]:
    """Yield the addressees in the span, separated by semicolons, without bullets and closing punctuation."""
    start = span.start
    for part in span.of(source).split(";"):
        bullet = _BULLET.match(part)
        if item := stated(source, start + (bullet.end() if bullet else 0), start + len(part)):
            yield item
        start += len(part) + 1
