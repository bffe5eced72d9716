"""A text as blocks: its paragraphs, regardless of line breaks inside them.

A block ends at a blank line, before a numbered or bulleted line, or where a line is not the wrapped rest of the one
above. Blocks cover all characters but white space, in order.
"""

import re
import sys
from collections.abc import Sequence

from build_tools.base.values import Value
from build_tools.model.document import ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.grammar.clauses import may_begin, parties_only
from build_tools.parse.text import Text

K = ProvisionKind

# Over folded text; the first alternative that matches a line names its kind.
_MARKERS = (
    (K.PART, "part", r"phan\s+(?:thu\s+)?(?:[ivx]+|\d+|nhat|hai|ba|tu|nam|sau)\b[.:]?(?=\s|$|\*)"),
    (K.CHAPTER, "chapter", r"chuong\s+(?:[ivxl]+|\d+)\b[.:]?(?=\s|$|\*)"),
    (K.SECTION, "section", r"muc\s+(?:\d+|[ivx]+)\b[.:]?(?=\s|$|\*)"),
    (K.ARTICLE, "article", r"dieu\s+\d+[a-z]?\s*[.:](?=\s|\*|$)"),
    (K.SECTION, "roman", r"[ivx]{1,6}\s?[./)\-](?=\s|\*)"),
    (K.PARAGRAPH, "deep", r"\d{1,3}(?:\.\d{1,3}){1,4}\.?(?=\s|\*)"),
    (K.PARAGRAPH, "paragraph", r"\d{1,3}\s?[.)/\-](?=\s|\*)"),
    (K.POINT, "point", r"(?:[a-z]\)|\([a-z]\)|\(\d{1,2}\))(?=\s|\*)"),
    (K.POINT, "letter", r"[a-z][./](?=\s)"),
    (K.INDENT, "indent", r"[-•●▪❖✓✔➢➤■◆♦►▶·\uf076\uf0a7\uf0b7\uf0d8\uf0fc](?=\s|\*|\w)|(?:\*|o)(?=[ \t]+\S)"),
    (K.SUBINDENT, "subindent", r"[+](?=\s|\*|\w)"),
)
_MARKER = re.compile(r"\**(?:" + "|".join(f"(?P<{name}>{pattern})" for _, name, pattern in _MARKERS) + ")")
# What a number, a bullet, "phần", "chương", "mục" or "điều" begins with; points are told by their bracket.
_MARKING = frozenset("0123456789-•●▪❖✓✔➢➤■◆♦►▶·\uf076\uf0a7\uf0b7\uf0d8\uf0fc+*(oivxpcmd")
_CLOSING = frozenset(")./")
_KINDS = {name: kind for kind, name, _ in _MARKERS}
_BASIS = re.compile(r"\**can\s+cu\s")
_CONTINUES = re.compile(r"can\s+cu\s|so\s?:")
_OPENINGS = re.compile(r"\**(?:can\s+cu\s|noi\s+nhan|kinh\s+g[uo]i|so\s?:|v/v\s|xet\s+de\s+nghi|theo\s+de\s+nghi)")
# With a capital these begin a sentence of their own, as behind a subject without a full stop.
_SENTENCES = re.compile(r"\**(?:thuc\s+hien|trien\s+khai|thi\s+hanh|tiep\s+theo|phuc\s+dap|nham|de)\s")
# What these and "căn cứ" begin with.
_OPENING = frozenset("*cnksvxtpd")
# What ends a "V/v" in a head without blank lines: the other lines of the head, a rule, the place and date.
_HEAD_LINE = re.compile(
    r"\**(?:can\s+cu\s|noi\s+nhan|kinh\s+g[uo]i|so\s?:|cong\s+hoa\s+xa\s+hoi|doc\s+lap|dang\s+cong\s+san|[-_*]{3,}|"
    r"[^\n]{2,40},\s+ngay\s)"
)
_SUBJECT = re.compile(r"\**v/v[\s:.]")
# What ends a "Kính gửi": a bracket behind the last addressee, or how the body of a letter begins.
_ADDRESS = re.compile(r"\**kinh\s+g[uo]i")
_LETTER = re.compile(
    r"(?:theo|xet|qua|ngay\s\d|hom\s+nay|vua\s+qua|hien\s+nay|sau\s+khi|trong\s+thoi\s+gian|nhan\s+duoc)(?!\w)"
)
_ENDS = re.compile(r"[.;:!?…”\"]\**\s*$")
# Words after which a paragraph can't end; tones tell "số" from "Sở" and "từ" from "Đầu tư".
_HANGING = re.compile(
    r"(?:,|(?<!\w)(?:số|ngày|tháng|của|và|tại|theo|luật|nghị|nghị\s+định|quyết|thông\s+tư|các|về|việc|văn\s+phòng"
    r"|của\s+(?:phó\s+)?(?:giám\s+đốc|chủ\s+tịch|bộ\s+trưởng|thống\s+đốc|cục\s+trưởng|trưởng\s+phòng)))\s*$"
)
# In a wrapped text a name goes on behind what begins it ("… gửi Sở⏎Giáo dục và Đào tạo", "… Thủ tướng⏎Chính phủ").
_NAME_BEGUN = re.compile(
    r"(?<!\w)(?<!các )(?<!những )(?<!, )(?:sở|bộ|cục|vụ|chi\s+cục|tổng\s+cục|phòng|ban|ủy|uỷ|ủy\s+ban|thủ|thủ\s+tướng"
    r"|bí\s+thư|tỉnh|thành\s+phố|huyện|xã|phường|thị\s+xã|quận|hội\s+đồng|công\s+ty|trường|trung\s+tâm|bệnh\s+viện"
    r"|đồng\s+chí|giám\s+đốc|chủ\s+tịch|hiệp\s+hội|đại\s+biểu)$"
)
# A number broken by the line: "12-⏎CTr/BCĐ", "09/2026/NĐ-⏎CP", as narrow columns have it.
_UNFINISHED = re.compile(r"(?:(?<!\w)\d{1,5}[a-z]?\s?|/\s?[A-ZĐƯ][A-Za-zĐđƯ]{0,7}(?:-[A-ZĐƯ]{1,12}){0,2}\s?)[/\-–&]$")
_REST_OF_NUMBER = re.compile(r"[A-ZĐƯ][A-Za-zĐđƯ]*(?:[/\-–&]|\d|\W|$)")
# "Căn cứ Quyết định⏎3578/QĐ-BKHCN"
_CODE = re.compile(r"\d{1,5}[A-Za-z]?/[\dA-ZĐ]")
_TYPE = re.compile(r"(?<!\w)(?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|kế\s+hoạch|công\s+văn)\s*$")
# "(chức năng 8. 9.⏎1.16 )/Báo cáo": what a bracket closes behind is no number of a paragraph.
_BROKEN = re.compile(r"\s*[)/\]]")
# "… khoản 1 Điều⏎13) và Điều 16": the number belongs to the word above.
_REFERS = re.compile(r"(?<!\w)(?:điều|khoản|điểm|mục|chương|phụ\s+lục|số|từ|đến)\s*$")
# "2. Sở⏎Khoa học và Công nghệ", "VI.⏎KINH PHÍ": a number alone, or with a kind alone, is no heading.
_KIND_ALONE = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)/]|[ivx]+\.|[a-zđ]\)|-)\s*(?:giao\s+)?(?:sở|bộ|cục|phòng|ban|chi\s+cục|ủy\s+ban|uỷ\s+ban"
    r"|chủ\s+tịch|giám\s+đốc|thủ\s+trưởng(?:\s+các)?)?\W*"
)
_BULLETS = (K.INDENT, K.SUBINDENT)
_WIDE = 40
_SEPARATOR = re.compile(r"[\W_]+$")


class Block(Value, frozen=True):
    """A paragraph with its kind; an unnumbered one is an alinea. `number` is its number or bullet as it stands."""

    span: Span
    kind: ProvisionKind
    marker: Span | None = None
    number: str = ""


def _marked(text: Text, line: Span) -> tuple[ProvisionKind, Span] | None:
    """Return the kind of a numbered or bulleted line and the place of its number."""
    if text.folded[line.start] not in _MARKING and text.folded[line.start + 1 : line.start + 2] not in _CLOSING:
        return None
    match = _MARKER.match(text.folded, line.start, line.end)
    name = match.lastgroup if match else None
    if not match or not name or _BROKEN.match(text.source, match.end(), line.end):
        return None
    place = Span(*match.span(name))
    if name == "letter" and not text.source[place.start].islower():
        return None  # "A. Nguyễn" is a name
    if name == "roman" and text.source[place.start].islower():  # "i)" is a point, "I." a section
        return (K.POINT, place) if place.end - place.start == 2 else None
    return _KINDS[name], place


def _lines(text: str, start: int, end: int) -> list[Span | None]:
    r"""The lines without the white space at their ends; `None` for a blank one. Split on "\n" alone."""
    lines: list[Span | None] = []
    for raw in text[start:end].split("\n"):
        ahead = raw.lstrip()
        left = start + len(raw) - len(ahead)
        words = len(ahead.rstrip())
        lines.append(Span(left, left + words) if words else None)
        start += len(raw) + 1
    return lines


def _opens(text: Text, line: Span) -> bool:
    """Return whether the line begins a paragraph; "căn cứ" and "số:" in small letters continue a sentence."""
    if text.folded[line.start] not in _OPENING:
        return False
    if text.source[line.start].islower() and _CONTINUES.match(text.folded, line.start):
        return False
    if _OPENINGS.match(text.folded, line.start):
        return True
    return text.source[line.start].isupper() and _SENTENCES.match(text.folded, line.start) is not None


def _wraps(text: Text, above: Span, line: Span, narrow: int) -> bool:
    """Return whether the line continues the one above (a hard line break inside a paragraph).

    A line that begins with a capital is one only below a line of at least `narrow` characters.
    """
    first = text.source[line.start]
    if _opens(text, line) or (not first.isalnum() and _SEPARATOR.fullmatch(text.source, line.start, line.end)):
        return False
    if first.islower() or first in ",;.)":
        return True
    if _HANGING.search(text.lowered, above.start, above.end) or _KIND_ALONE.fullmatch(
        text.lowered, above.start, above.end
    ):
        return True
    if _CODE.match(text.source, line.start, line.end) and _TYPE.search(text.lowered, above.start, above.end):
        return True
    broken = _UNFINISHED.search(text.source, max(above.start, above.end - 40), above.end)
    if broken and _REST_OF_NUMBER.match(text.source, line.start, line.end):
        return True
    if _ENDS.search(text.source, above.start, above.end) or text.source[above.start : above.end].isupper():
        return False
    if narrow < sys.maxsize and _NAME_BEGUN.search(text.lowered, max(above.start, above.end - 30), above.end):
        return True
    return above.end - above.start >= narrow


def _goes_on(text: Text, above: Span, line: Span) -> bool:
    """Return whether a sentence goes on after a blank line, as where a page ends in the middle of it."""
    if not text.source[line.start].islower() or _marked(text, line) or _opens(text, line):
        return False
    wide = above.end - above.start >= _WIDE
    return (
        wide
        and not _ENDS.search(text.source, above.start, above.end)
        and not text.source[above.start : above.end].isupper()
    )


def _joins(text: Text, group: list[Span], line: Span, narrow: int) -> bool:
    """Return whether the line belongs to the paragraph above; a "V/v" is one up to the next part of the head."""
    marked = _marked(text, line)
    if marked:
        bullet = marked[0] in _BULLETS
        if bullet or not _REFERS.search(text.lowered, group[-1].start, group[-1].end):
            return False
    if _SUBJECT.match(text.folded, group[0].start):
        return not _HEAD_LINE.match(text.folded, line.start)
    if _ADDRESS.match(text.folded, group[0].start) and text.source[line.start].isupper():
        ended = text.source[group[-1].end - 1] == ")" or _LETTER.match(text.folded, line.start)
        return not ended and _wraps(text, group[-1], line, narrow)
    return _is_open(text, group) or _wraps(text, group[-1], line, narrow) or _lists_on(text, group, line)


def _lists_on(text: Text, group: list[Span], line: Span) -> bool:
    """Return whether the line goes on with the parties at the end of a numbered paragraph ("2. Sở Nội vụ;⏎UBND …")."""
    if text.source[group[-1].end - 1] != ";" or not (marked := _marked(text, group[0])) or marked[0] in _BULLETS:
        return False
    start = max(text.source.rfind(". ", marked[1].end, group[-1].end) + 2, marked[1].end)
    words = text.source[start : group[-1].end - 1]
    named = Span(start + len(words) - len(words.lstrip()), group[-1].end - 1)
    return may_begin(text, line.start) and parties_only(text, named) is not None


def _is_open(text: Text, group: list[Span]) -> bool:
    """Return whether a numbered heading in bold is not closed yet ("**II. MỤC ⏎ ĐÍCH, YÊU CẦU**")."""
    opened = text.source.startswith("**", group[0].start) and text.source.count("**", group[0].start, group[-1].end) % 2
    return bool(opened) and _marked(text, group[0]) is not None


def _narrow(text: str, lines: list[Span | None]) -> int:
    """Return how long a line of this text is at least when it was wrapped; shorter lines ended by themselves.

    What tells is how many lines begin in the middle of a sentence.
    """
    filled = [line for line in lines if line]
    wrapped = sum(text[line.start].islower() for line in filled)
    if wrapped * 5 >= len(filled):
        return 20
    return 40 if wrapped * 20 >= len(filled) else sys.maxsize


def find_blocks(text: Text, rows: Sequence[Span] = ()) -> tuple[Block, ...]:
    """Return the blocks of the text; each row of a table is one, whatever it begins with."""
    if not rows:
        return _blocks(text, 0, len(text.source))
    blocks: list[Block] = []
    start = 0
    for row in rows:
        blocks += _blocks(text, start, row.start)
        blocks.append(Block(row, K.ROW))
        start = row.end
    return (*blocks, *_blocks(text, start, len(text.source)))


def _blocks(text: Text, start: int, end: int) -> tuple[Block, ...]:
    lines = _lines(text.written, start, end)  # a note mark at an edge belongs to its paragraph
    groups: list[list[Span]] = []
    fresh = True
    narrow = _narrow(text.source, lines)
    for line in lines:
        if line is None:
            fresh = True
        elif not fresh and _joins(text, groups[-1], line, narrow):
            groups[-1].append(line)
        elif groups and fresh and _goes_on(text, groups[-1][-1], line):
            groups[-1].append(line)
            fresh = False
        else:
            groups.append([line])
            fresh = False
    return tuple(_block(text, Span(group[0].start, group[-1].end)) for group in groups)


def _block(text: Text, span: Span) -> Block:
    if _BASIS.match(text.folded, span.start) and not text.source[span.start].islower():
        return Block(span, K.CITATION)
    found = _marked(text, span)
    if found is None:
        return Block(span, K.ALINEA)
    kind, marker = found
    number = text.source[marker.start : marker.end]
    return Block(span, kind, marker, number)
