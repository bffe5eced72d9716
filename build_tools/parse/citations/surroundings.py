"""The context of a mention: its sentence, the subject of the instrument, the clauses cited.

Each function reads a bounded number of characters, so the time is linear in the length of the document.
"""

import re
from bisect import bisect_left, bisect_right

from build_tools.base.text import fold, squeeze
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import issuer_at
from build_tools.parse.citations.mentions import Mention
from build_tools.parse.text import Text

_LONGEST_SUBJECT = 800
_CLAUSE_ENDS = re.compile(r"[;.](?=\s|$|/)|\n\s*\n")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-ZĐÀ-Ỹ“\"])")
_SUBJECT = re.compile(
    r"[\s,]*(?P<about>[“\"(]?\s*(?:ve|quy\s+dinh|ban\s+hanh|huong\s+dan|thuc\s+hien|sua\s+doi|phe\s+duyet)\s)"
)
_QUOTED = re.compile(r"(?:về\s+)?[“\"](?P<words>[^”\"]+)[”\"]")
# Ends a subject: another subject, a purpose, an emphasis.
_ASIDE = re.compile(
    r",\s+(?=[A-ZĐÀ-Ỹ]|trọng tâm|trong đó|cụ thể|đồng thời)|\s(?:nhằm|gắn với|để điều chỉnh)\s|\s\(được gửi"
)
_SERVES_ANOTHER = re.compile(r"(?:huong\s+dan|thuc\s+hien|quy\s+dinh\s+chi\s+tiet)\s")
# "điểm a khoản 2 Điều 5", "khoản 1, khoản 2 Điều 19", "điều 5, 6 và 7", "từ Điều 5 đến Điều 9", "khoản 2a Điều 5", "Phụ
# lục III", "mục A, khoản 2, Phần I"; several with "," or "và" between.
_NUMBERS = r"\d+[a-z]?(?:\s*(?:,|va)\s*\d+[a-z]?(?!\w))*"
_ONE = (
    r"tu\s+dieu\s+\d+[a-z]?\s+den\s+(?:het\s+)?dieu\s+\d+[a-z]?"
    r"|(?:diem\s+[a-z](?:\.\d+)?(?:\s*,\s*[a-z](?=[\s,]))*\s*,?\s+)?"
    r"(?:khoan\s+\d+[a-z]?(?:\s*(?:,|va)\s*(?:khoan\s+)?\d+[a-z]?(?=[\s,]))*\s*,?\s+)?"
    rf"dieu\s+{_NUMBERS}"
    r"|muc\s+\w+(?:\s*,\s*khoan\s+\d+)?\s*,\s*phan\s+\w+|(?:phu\s+luc|muc)\s+(?:[ivx]+|\d+[a-z]?)(?!\w)"
)
_PROVISION = re.compile(_ONE)
_PROVISIONS = re.compile(
    rf"(?P<list>(?:{_ONE})(?:\s*(?:,|va)\s*(?:{_ONE}))*)\s*,?\s*(?:cua\s+|tai\s+|ban\s+hanh\s+kem\s+theo\s+)?$"
)


class Sentences:
    """The sentences of a provision."""

    def __init__(self, text: str, span: Span) -> None:
        gaps = [match.span() for match in _SENTENCE_ENDS.finditer(text, span.start, span.end)]
        self._starts = [span.start, *(end for _, end in gaps)]
        self._ends = [*(start for start, _ in gaps), span.end]

    def around(self, place: Span) -> Span:
        """Return the sentence, or run of sentences, that contains the span."""
        first = bisect_right(self._starts, place.start) - 1
        last = bisect_left(self._ends, place.end)
        return Span(self._starts[max(first, 0)], self._ends[min(last, len(self._ends) - 1)])


def subject_of(text: Text, rest: Span, following: int, mention: Mention) -> str | None:
    """Return the subject of the instrument: the words up to the end of the clause or the next citation."""
    end = min(rest.end, rest.start + _LONGEST_SUBJECT)
    again = text.folded.startswith(fold(mention.type_name or "\0"), rest.start + 1)
    match = _SUBJECT.match(text.folded, rest.start, end)
    if not mention.code or not (match or again):
        return None
    start = match.start("about") if match else rest.start + 1
    quoted = _QUOTED.match(text.source, start, end)
    if quoted:
        return squeeze(quoted["words"])
    serves = _SERVES_ANOTHER.match(text.folded, start)
    ends = [m.start() for p in (_CLAUSE_ENDS, _ASIDE) if (m := p.search(text.source, start, end))]
    if not serves and following < end:
        ends.append(following)
    words = text.source[start : min(ends, default=end)]
    return squeeze(words.strip(' \n,;.:“”"/')) if len(words.split()) > 2 else None


def issuer_in_title(text: Text, mention: Mention, rest: Span) -> Span | None:
    """Return the issuer after a title that repeats the type ("Kế hoạch số … Kế hoạch thực hiện … của Sở …")."""
    if not mention.type_name or not text.folded.startswith(fold(mention.type_name), rest.start + 1):
        return None
    stop = _CLAUSE_ENDS.search(text.source, rest.start, min(rest.end, rest.start + _LONGEST_SUBJECT))
    end = stop.start() if stop else min(rest.end, rest.start + _LONGEST_SUBJECT)
    at = text.folded.rfind(" cua ", rest.start, end)
    return issuer_at(text, at + 5) if at > 0 else None


def provisions_before(text: Text, floor: int, mention: Mention) -> tuple[str, ...]:
    """Return the clauses of the cited instrument named before the mention ("điểm a khoản 2 Điều 5"), as written."""
    low = max(floor, mention.span.start - 120)
    match = _PROVISIONS.search(text.folded[low : mention.span.start])
    if not match:
        return ()
    places = _PROVISION.finditer(text.folded, low + match.start(), low + match.end("list"))
    return tuple(squeeze(text.source[place.start() : place.end()]) for place in places)
