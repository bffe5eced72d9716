"""Lines of a plain text that a page has and the text has not: numbers and running heads inside a sentence.

A copy of a PDF or of a scan has them where a page ended ("… của Bộ trưởng Bộ Tài ⏎ CÔNG BÁO/Số 290/Ngày 29-05-2026 ⏎
104 ⏎ chính …"). Only what breaks a sentence is told: elsewhere such a line is a paragraph of its own and does no harm.
"""

import re
from collections.abc import Sequence

# The running head of the gazette, as Công báo has printed it since 2006.
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO/Số [^\n]{1,60}/Ngày \d{1,2}-\d{1,2}-\d{4}(?:\s+\d{1,4})?")
_NUMBER = re.compile(r"(?:[-–—]\s?)?(\d{1,3})(?:\s?[-–—])?")
_ENDS = re.compile(r"[.;:!?…/”\"]$")
_BEGINS = re.compile(r"(?:Điều|Chương|Mục|Phần|Phụ lục|Biểu|Mẫu|Người ký|Ký bởi)\s|\w[.)]")
# Characters of a line that goes on to the edge.
_FULL = 50
# Characters of a page, at the least and at the most.
_LEAST, _MOST = 600, 6_000


def page_heads(lines: Sequence[str]) -> frozenset[int]:
    """Return the indexes of the lines between two halves of a sentence that are heads, page numbers or empty.

    A number alone is that of a page if all lower ones stand alone above it and so many pages may have the length of
    what stands before. The lines have no blanks at their ends.
    """
    found: set[int] = set()
    numbers = {1}
    length = 0
    index = 0
    while index < len(lines):
        if not _is_head(lines[index]):
            length += len(lines[index]) + 1
            index += 1
            continue
        start = end = index
        while start and not lines[start - 1]:
            start -= 1
        while end < len(lines) and (not lines[end] or _is_head(lines[end])):
            end += 1
        run = range(start, end)
        stated = [int(match[1]) for line in lines[start:end] if (match := _NUMBER.fullmatch(line))]
        if start and end < len(lines):
            gazette = any(_GAZETTE.fullmatch(line) for line in lines[start:end])
            page = gazette or (len(stated) == 1 and _may_be(stated[0], numbers, length))
            if page and _goes_on(lines[start - 1], lines[end], sure=gazette):
                found.update(run)
        numbers.update(stated)
        index = end
    return frozenset(found)


def _is_head(line: str) -> bool:
    return bool(_NUMBER.fullmatch(line) or _GAZETTE.fullmatch(line))


def _may_be(number: int, before: set[int], length: int) -> bool:
    """Return whether a line may be the number of the page that begins behind so many characters."""
    pages = number - 1
    return pages > 0 and before.issuperset(range(1, number)) and _LEAST * pages <= length <= _MOST * pages


def _goes_on(line: str, following: str, *, sure: bool) -> bool:
    """Return whether a sentence that breaks off goes on; with a capital only if a page is `sure` to end there."""
    if _ENDS.search(line) or not following[:1].isalpha() or _BEGINS.match(following):
        return False
    named = sure and len(line) >= _FULL and not line.isupper() and not following.isupper()
    return following[:1].islower() or named
