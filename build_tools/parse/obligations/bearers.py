"""The parties of a task: bearers, coordinating units, and receivers of the report."""

import re
from collections.abc import Sequence
from functools import cache

from build_tools.base.text import alternatives, lowered, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.span import Span
from build_tools.parse.grammar.clauses import Clause, clause_in, list_at, may_begin, parties_only, told_at
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# The doubt about a task that is laid on nobody.
NOBODY = "không rõ ai thực hiện"
# All patterns are over lowered text: tones tell "giao" from "giáo" and "sở" from "số".
_LEADS = re.compile(
    r"[\s,]*(?:(?:tiếp\s+tục|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|khẩn\s+trương|chủ\s+động|phải|trực\s+tiếp|làm"
    r"|có\s+nhiệm\s+vụ|kịp\s+thời|đồng\s+thời|là\s+đơn\s+vị|là\s+cơ\s+quan)\s+)*chủ\s+trì(?!\w)"
)
OWES = ("phải", "có trách nhiệm", "chịu trách nhiệm", "chủ trì")
_OWES = re.compile(
    r"[\s,]*(?:(?:tiếp\s+tục|khẩn\s+trương)\s+)?(?P<word>phải|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|chủ\s+trì)(?!\w)"
)
_COORDINATE = re.compile(
    r"(?:phối\s+hợp(?:\s+(?:chặt\s+chẽ|thường\s+xuyên|đồng\s+bộ))?(?:,\s+(?:tạo\s+điều\s+kiện\s+để|hướng\s+dẫn|hỗ\s+trợ))?\s+"
    r"(?:cùng\s+|với\s+)?)"
)
_REPORT_TO = re.compile(
    r"(?<!\w)(?:(?:báo\s+cáo|g[ửở]i)\s(?:[^.;]{0,160}?\s)?về|báo\s+cáo\s+g[ửở]i|g[ửở]i(?:\s+về)?|báo\s+cáo|trình|"
    r"phản\s+ánh[^.;]{0,60}?\svề)\s+"
)
# What belongs to the name before it.
_OF_NAME = re.compile(r"(?:tại|thuộc|ở|của|trên|trực thuộc|cấp)\s")
_BRACKET = re.compile(r"\s*\([^()]{2,120}\)")


class Bearers(Value, frozen=True):
    """The bearers of a task as named in the text; the predicate begins at `end`.

    `lead` says that they lead it, `ordered` that an order names them; `parties` are the spans of the names; `guessed`
    says that a name has a word that is in no lexicon, so that its end is uncertain; `unsure` that the word behind the
    names need not be what they do.
    """

    names: tuple[str, ...]
    end: int
    order: str = ""
    lead: bool = False
    predicate: str = ""
    ordered: bool = False
    parties: tuple[Span, ...] = ()
    guessed: bool = False
    unsure: bool = False

    def crosses(self, offset: int) -> bool:
        """Return whether the offset is inside one of the names."""
        return any(span.start < offset < span.end for span in self.parties)


@cache
def orders(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of the ordering verbs ("yêu cầu", "giao")."""
    words = {word for row in vocabulary.lexicon if row.kind in ("order", "direct") for word in row.words}
    return re.compile(rf"(?<!\w)(?P<order>{alternatives(lowered(word) for word in words)})\s+")


def order_at(text: Text, start: int, end: int) -> int | None:
    """Return the end of the order that begins at the offset ("yêu cầu", "giao cho"); `None` if none does."""
    match = orders(text.vocabulary).match(text.lowered, start, end)
    return match.end() if match else None


def _bearers(text: Text, clause: Clause | None) -> Bearers | None:
    if clause is None:
        return None
    lead = _LEADS.match(text.lowered, clause.span.end) is not None
    owes = _OWES.match(text.lowered, clause.span.end)
    predicate = squeeze(owes["word"]) if owes else ""
    return Bearers(
        clause.names,
        clause.span.end,
        clause.order,
        lead,
        predicate,
        bool(clause.order),
        clause.parties,
        clause.guessed,
        clause.unsure,
    )


def bearers_at(text: Text, span: Span, *, ordered: bool = False) -> Bearers | None:
    """Return the parties that the span begins with, where it says what they do; `None` where it tells what they did.

    Behind an order (`ordered`) it need not say what they do.
    """
    if not may_begin(text, span.start):
        return None
    named = _bearers(text, list_at(text, span) if ordered else told_at(text, span))
    return replace(named, ordered=True) if named and ordered else named


def clause_bearers(text: Text, span: Span) -> Bearers | None:
    """Return the bearers in the first clause of the span that names any."""
    return _bearers(text, clause_in(text, span))


def leads_at(text: Text, offset: int) -> bool:
    """Return whether the words there say to lead ("chủ trì, phối hợp với …")."""
    return _LEADS.match(text.lowered, offset) is not None


def begins_with_party(text: Text, span: Span) -> bool:
    """Return whether the span begins with the name of a party ("Thường trực Tỉnh ủy (để báo cáo);")."""
    return list_at(text, span) is not None


def parties_of(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties if the span contains nothing else; else none."""
    if span.end - span.start > 700:
        return ()
    clause = parties_only(text, span)
    return clause.names if clause else ()


def is_whole(text: Text, span: Span) -> bool:
    """Return whether the span is names of parties that certainly end with it."""
    clause = parties_only(text, span)
    return clause is not None and not clause.guessed


def listed_names(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties of a cell or line that names nothing else, those too whose names no rule knows."""
    names: list[str] = []
    at = span.start
    while at < span.end:
        clause = list_at(text, Span(at, span.end))
        if clause:
            names += clause.names
            at = clause.span.end
        else:
            stop = re.compile(r"[;,\n]|$").search(text.source, at, span.end)
            end = stop.start() if stop else span.end
            name = squeeze(text.source[at:end]).strip(" -+.;,:")
            if names and _OF_NAME.match(name):
                names[-1] += f" {name}"  # "cơ quan Thuế tại tỉnh Đồng Tháp"
            elif names and name[:1].islower() and text.source[:at].rstrip().endswith(","):
                names[-1] += f", {name}"  # "Phó Chủ tịch, phụ trách lĩnh vực …"
            elif name:
                names.append(name)
            at = end
        at += len(text.source[at : span.end]) - len(re.sub(r"^(?:[\s;,.+\-]|và\s)+", "", text.source[at : span.end]))
    return tuple(dict.fromkeys(names))


def coordinates(text: Text, span: Span, bearers: Bearers | None) -> tuple[str, ...]:
    """Return whom the task says to work with; a party that itself only joins in counts as coordinating."""
    found: list[str] = []
    for match in _COORDINATE.finditer(text.lowered, span.start, span.end):
        clause = list_at(text, Span(match.end(), span.end))
        if clause:
            return clause.names
        if not found and bearers and match.start() <= bearers.end + 1:
            found += bearers.names
    return tuple(found)


def report_to(text: Text, span: Span) -> str | None:
    """Return to whom a report or a result goes, with the channel in brackets ("UBND tỉnh (qua Sở Nội vụ)")."""
    for match in _REPORT_TO.finditer(text.lowered, span.start, span.end):
        if clause := list_at(text, Span(match.end(), span.end)):
            bracket = _BRACKET.match(text.source, clause.span.end, span.end)
            return squeeze(text.source[clause.span.start : bracket.end() if bracket else clause.span.end])
    return None


def is_one_of(name: str, others: Sequence[str]) -> bool:
    """Return whether the name is one of the others, or how such a body calls itself ("Sở" of "Sở Nội vụ")."""
    return any(lowered(other).startswith(lowered(name)) for other in others)
