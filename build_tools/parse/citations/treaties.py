"""Treaties and agreements (điều ước, thỏa thuận quốc tế) by their names, with the day on which they were signed.

"Hiệp định Thương mại hàng hóa … đã ký chính thức tại Ku-a-la Lăm-pơ, Ma-lai-xi-a ngày 24/8/2006". Types by Luật Điều
ước quốc tế 108/2016/QH13, Điều 2, and Luật Thỏa thuận quốc tế 70/2020/QH14, Điều 2.
"""

import re
from collections.abc import Iterator

from build_tools.base.text import squeeze
from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of
from build_tools.parse.text import Text

# "Hiệp định CPTPP": a short form stands for the name.
_SHORT = re.compile(r"(?:Hiệp\s+định|Hiệp\s+ước|Công\s+ước)\s+[A-ZĐ]{3,12}(?:\s+\d{4})?")
# A name goes on in capitals or in the words that join its parts, up to a sign or to what is said of the treaty.
_TREATY = re.compile(
    r"(?<!\w)(?P<type>Hiệp\s+định|Hiệp\s+ước|Công\s+ước|Nghị\s+định\s+thư|Bản\s+ghi\s+nhớ|Thư\s+phê\s+chuẩn)\s+"
    r"(?=[A-ZĐÀ-Ỹ]|về\s(?!việc)|của\s+Ủy\s+ban|giữa\s|khung\s)(?:[^;,.()\n]|\n(?!\s*[-+\d\n])|\([A-ZĐ]{2,12}\))+"
)
_NAME_ENDS = re.compile(
    r"(?:(?<!tự)\s+do|\s+(?:trong\s+khuôn\s+khổ|(?:đã\s+|được\s+)*ký|về\s+việc|quy\s+định|có\s+hiệu\s+lực|được|là|mà|để"
    r"|đối\s+với|thì|và\s+các\s+văn\s+(?:bản|kiện)|ngày\s+\d|năm\s+\d|này|đính\s+kèm|hoặc|đã|tại\s+(?:Điều|Chương|Phụ)|theo|kèm))"
    r"(?!\w)"
)
_SIGNED = re.compile(r"\s+(?:đã\s+|được\s+)*ký\s[^;()]{0,160}")
_DATE = re.compile(rf"ngay\s+{DATE}", re.VERBOSE)


class Treaty(Value, frozen=True):
    """A treaty named in a text: `span` runs to the day of its signature where that is stated; `date` is ISO."""

    span: Span
    type_name: str
    title: str
    date: str | None


def find_treaties(text: Text, span: Span) -> Iterator[Treaty]:
    """Yield the treaties that the span names, from left to right."""
    at = span.start
    while match := _TREATY.search(text.source, at, span.end):
        ends = _NAME_ENDS.search(text.source, match.end("type"), match.end())
        end = ends.start() if ends else match.start() + len(match[0].rstrip())
        title = squeeze(text.source[match.start() : end])
        signed = _SIGNED.match(text.source, end, span.end)
        stop = signed.end() if signed else min(end + 40, span.end)
        dates = [found for found in _DATE.finditer(text.folded, end, stop) if signed or found.start() - end < 3]
        last = dates[-1] if dates else None
        day = date_of(last) if last else None
        place = Span(match.start(), last.end() if last else end)
        at = place.end
        if len(title.split()) > len(match["type"].split()) + 1 or _SHORT.fullmatch(title):
            yield Treaty(place, squeeze(match["type"]), title, day.isoformat() if day else None)
