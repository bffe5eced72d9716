"""Who must do it: the names before a task's predicate, whom to work with, and to whom the result goes."""

import re
from collections.abc import Sequence
from functools import cache

from build_tools.base.text import lowered, squeeze
from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.obligations.party_names import LIST_HEAD, lowered_words, party_begins, split_names
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# All patterns are over lowered text: tones tell "giao" from "giáo" and "sở" from "số".
_REPORT_TO = (
    r"(?:(?:báo\s+cáo|gửi)\s(?:[^.;]{0,160}?\s)?về|báo\s+cáo\s+gửi|gửi(?:\s+về)?|báo\s+cáo"
    r"|phản\s+ánh[^.;]{0,60}?\svề)\s+"
)
_NAME_END = re.compile(
    r"\s(?:trước|để|theo|đúng|chậm\s+nhất|trong|kết\s+quả|tình\s+hình|xem\s+xét|và\s+\w+\s+(?:để|kết)|bằng|định\s+kỳ"
    r"|tổng\s+hợp|qua\s)|[,;.:(]|$"
)
_BRACKET = re.compile(r"\s*\([^()]{2,120}\)")
_COORDINATE = re.compile(r"phối\s+hợp(?:\s+chặt\s+chẽ)?(?:,\s+tạo\s+điều\s+kiện\s+để)?\s+(?:với\s+)?")
_HELP_ENDS = re.compile(
    r"[;.]|\s(?:tham\s+gia|đảm\s+bảo|bảo\s+đảm|để|xây|giải|theo|nhằm|khi|đối\s+với|trong\s+(?:quá|việc|công|thực|triển))(?!\w)"
    r"|(?<=liên\squan)\s(?!đến|tới|trong|của|khác|và\s)"
)
# What is left of "Sở Y tế, đơn vị cung cấp dịch vụ …" behind the name; an empty match where there is nothing.
_BARE_TAIL = re.compile(r"(?:,\s+(?:đơn\s+vị|cơ\s+quan|doanh\s+nghiệp))?$")
# "các cơ quan và tổ chức, cá nhân có liên quan": here "tổ chức" is a noun.
_NO_VERB = (
    r"tổ\s+chức(?:,|\s+(?:và\s+|có\s+)?(?:cá\s+nhân|chính\s+trị|xã\s+hội|đảng|đoàn\s+thể|liên\s+quan|thành\s+viên))"
)
# What stands so behind a party tells of it, or is said by it; it lays no task on it.
_TELLS = (
    r"đã|đang|vừa|sẽ|quy\s+định|quyết\s+định|cơ\s+bản|nhận\s+được|trả\s+lời|yêu\s+cầu|đề\s+nghị|có\s+ý\s+kiến"
    r"|(?:xin\s+)?thông\s+báo\s+để"
    r"|(?<!nhất\s)(?<!biệt\s)là"
)
_BODIES = ("ban", "phòng", "quan", "tổ", "đồng", "phận", "vị", "tâm", "cục", "đội")
_HEADED = re.compile(r"(?:giám\s+đốc|thủ\s+trưởng|chủ\s+tịch|các\s+sở|các\s+bộ|các\s+cơ\s+quan|các\s+đơn\s+vị)\s*$")
_LONGEST = 900


class Bearers(Value, frozen=True):
    """The parties of a task as its text names them; `end` is where the predicate begins, `predicate` its first word."""

    names: tuple[str, ...]
    end: int
    predicate: str = ""

    @property
    def lead(self) -> bool:
        """Whether they are told to lead (chủ trì)."""
        return self.predicate == "chủ trì"


@cache
def orders(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The verbs that lay a task on the words behind them ("yêu cầu", "giao")."""
    return re.compile(rf"(?<!\w)(?P<order>{lowered_words(vocabulary.cues.orders)})\s+")


@cache
def _organs(vocabulary: Vocabulary) -> re.Pattern[str]:
    """An organ of the vocabulary by its whole name, with its province."""
    places = {name for row in vocabulary.places for name in (row.name, row.full_name)}
    names = lowered_words(vocabulary.organ_names)
    return re.compile(rf"(?:{names})(?!\w)(?:\s+(?:{lowered_words(places)})(?!\w))?")


@cache
def _predicate(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = lowered_words(vocabulary.cues.predicates)
    return re.compile(
        rf"(?<!,)(?<!các)\s+(?!{_NO_VERB}|xây\s+dựng,)(?:(?P<told>{_TELLS})|(?P<word>{words}))(?!\w)|\s*:\s|\s*\((?=gọi\s+tắt)"
    )


@cache
def _any_verb(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Any verb of a task; right behind "ban", "phòng" … it belongs to the name ("Ban chấp hành Công đoàn")."""
    nouns = "".join(rf"(?<!\b{noun})" for noun in _BODIES)
    return re.compile(
        rf"(?<!,){nouns}\s+(?!{_NO_VERB})(?P<word>{lowered_words(vocabulary.cues.verbs)})(?!\w)(?P<told>)"
    )


def bearers_at(text: Text, span: Span, *, ordered: bool = False) -> Bearers | None:
    """Return the parties named at the start of the span, up to the predicate.

    `None` where the span begins otherwise, and where it tells what they did or will do. Behind an order (`ordered`) a
    proper name ends at any verb in small letters.
    """
    if not party_begins(text.vocabulary).match(text.lowered, span.start, span.end):
        return None
    head = LIST_HEAD.match(text.lowered, span.start, span.end)
    first = head.end() if head else span.start + _skipped(text.lowered, span.start)
    limit = min(span.end, span.start + _LONGEST)
    match = _verb(text, first, limit, _predicate(text.vocabulary))
    if match is None and ordered and text.source[first].isupper():
        match = _verb(text, first, limit, _any_verb(text.vocabulary))
    named = _known_bearer(text, span)
    if match is None or not _is_list(text, Span(first, match.start())):
        return named
    if match["told"]:
        return None
    names = split_names(text, Span(span.start, match.start()))
    if (
        named
        and len(names) == 1
        and len(names[0]) > len(named.names[0])
        and text.source[named.end + 1 : named.end + 2].islower()
    ):
        return named  # a predicate that no list knows stands right behind the organ's name
    return Bearers(names, match.end(), squeeze(match["word"] or ""))


def _skipped(lower: str, start: int) -> int:
    """How long the words are that look like a predicate inside a name ("Ban Chỉ đạo")."""
    return len("ban chỉ đạo") if lower.startswith("ban chỉ đạo", start) else 0


def _is_list(text: Text, span: Span) -> bool:
    """Return whether no other sentence begins inside the span; behind each ";" stands a party."""
    for stop in re.finditer(r"[.;](?=\s)\s*", text.source[span.start : span.end]):
        behind = span.start + stop.end()
        if stop[0][0] == "." or not party_begins(text.vocabulary).match(text.lowered, behind, span.end):
            return False
    return True


def _verb(text: Text, start: int, limit: int, verbs: re.Pattern[str]) -> re.Match[str] | None:
    """Return the first predicate written as one: "Phòng Tổ chức" names, "phòng tổ chức" does."""
    for match in verbs.finditer(text.lowered, start, limit):
        word = match["word"] or match["told"]
        if word is None and _HEADED.search(text.lowered, start, match.start()):
            continue  # "Giám đốc các Sở: Tư pháp, Nội vụ"
        if word is None or text.source[match.end() - len(word)].islower():
            return match
    return None


def _known_bearer(text: Text, span: Span) -> Bearers | None:
    """Return the organ of the vocabulary whose name the span begins with, whatever verb follows."""
    match = _organs(text.vocabulary).match(text.lowered, span.start, span.end)
    if not match or not text.source[match.start()].isupper():
        return None
    return Bearers((squeeze(text.source[match.start() : match.end()]),), match.end())


def parties_of(text: Text, span: Span) -> tuple[str, ...]:
    """Return the parties when the span names them and nothing else; else none."""
    if not party_begins(text.vocabulary).match(text.lowered, span.start, span.end) or _verb(
        text, span.start, span.end, _predicate(text.vocabulary)
    ):
        return ()
    if not _is_list(text, span) or len(text.lowered[span.start : span.end].split()) > 60:
        return ()
    return split_names(text, span)


def coordinates(text: Text, span: Span, bearers: Bearers | None) -> tuple[str, ...]:
    """Return whom the task says to work with; a party that itself only joins in counts as coordinating."""
    match = _COORDINATE.search(text.lowered, span.start, span.end)
    if not match:
        return ()
    if (
        not party_begins(text.vocabulary).match(text.lowered, match.end())
        and not text.source[match.end() : match.end() + 1].isupper()
    ):
        joins = bearers is not None and match.start() <= bearers.end
        return bearers.names if bearers and joins else ()
    limit = min(span.end, match.end() + 400)
    patterns = [
        _predicate(text.vocabulary),
        *([_any_verb(text.vocabulary)] if text.source[match.end()].isupper() else []),
    ]
    stops = [_verb(text, match.end(), limit, pattern) for pattern in patterns]
    end = min([limit, *(stop.start() for stop in stops if stop)])
    tail = _HELP_ENDS.search(text.lowered, match.end(), end)
    cut = _BARE_TAIL.search(text.lowered, match.end(), tail.start() if tail else end)
    return split_names(text, Span(match.end(), cut.start() if cut else end))


@cache
def _receiver(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_REPORT_TO}(?P<name>{party_begins(vocabulary).pattern})")


def report_to(text: Text, span: Span) -> str | None:
    """Return to whom a report or a result goes, with the channel in brackets ("UBND tỉnh (qua Sở Nội vụ)")."""
    match = _receiver(text.vocabulary).search(text.lowered, span.start, span.end)
    if not match:
        return None
    start = match.start("name")
    stop = _NAME_END.search(text.lowered, match.end("name"), span.end)
    end = stop.start() if stop else span.end
    if bracket := _BRACKET.match(text.source, end):
        end = bracket.end()
    return squeeze(text.source[start:end])


def is_one_of(name: str, others: Sequence[str]) -> bool:
    """Return whether the name is one of the others, or how such a body calls itself ("Sở" of "Sở Nội vụ")."""
    return any(lowered(other).startswith(lowered(name)) for other in others)
