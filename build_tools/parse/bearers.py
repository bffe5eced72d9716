"""Who must do it: the names before a task's predicate, whom to work with, and to whom the result goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from build_tools.model import Span
from build_tools.text import alternatives, lowered, squeeze
from build_tools.vocabulary import Vocabulary

# All patterns are over lowered text: tones tell "giao" from "giáo" and "sở" from "số".
_REPORT_TO = r"(?:(?:báo\s+cáo|gửi)\s(?:[^.;]{0,160}?\s)?về|báo\s+cáo\s+gửi|gửi(?:\s+về)?|báo\s+cáo)\s+"
_NAME_END = re.compile(
    r"\s(?:trước|để|theo|đúng|chậm\s+nhất|trong|kết\s+quả|tình\s+hình|xem\s+xét|và\s+\w+\s+(?:để|kết)|bằng|định\s+kỳ"
    r"|tổng\s+hợp|qua\s)|[,;.:(]|$"
)
_BRACKET = re.compile(r"\s*\([^()]{2,120}\)")
_COORDINATE = re.compile(r"phối\s+hợp(?:\s+chặt\s+chẽ)?(?:,\s+tạo\s+điều\s+kiện\s+để)?\s+(?:với\s+)?")
# Words that begin a new name also in small letters; "các sở, ban, ngành" stays one.
_HEADS = re.compile(r"(?:các|lãnh\s+đạo|thủ\s+trưởng|chủ\s+tịch|giám\s+đốc|người\s+đứng\s+đầu|đoàn\s+thể)\s")
_JOINT = re.compile(r",\s+|\s+và\s+|;\s+")
_HELP_ENDS = re.compile(r"[;.]|\s(?:tham\s+gia|đảm\s+bảo|bảo\s+đảm|cung\s+cấp|để|xây|giải)\s")
_OTHER_SENTENCE = re.compile(r"[.;](?=\s)")


@dataclass(frozen=True, slots=True)
class Bearers:
    """The parties of a task as its text names them; `end` is where the predicate begins."""

    names: tuple[str, ...]
    end: int
    lead: bool


def _lowered(words: Iterable[str]) -> str:
    """The words as a pattern over lowered text."""
    return alternatives(lowered(word) for word in words)


@cache
def _begins(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How the name of a party begins."""
    words = {*vocabulary.cues.bearers, *_organ_names(vocabulary)}
    others = _lowered(vocabulary.cues.not_bearers)
    return re.compile(rf"(?!(?:{others})(?!\w))(?:{_lowered(words)})(?!\w)")


def _organ_names(vocabulary: Vocabulary) -> set[str]:
    return {name for row in vocabulary.organs for name in (row.name, *row.aliases)}


@cache
def _organs(vocabulary: Vocabulary) -> re.Pattern[str]:
    """An organ of the vocabulary by its whole name, with its province."""
    places = {name for row in vocabulary.places for name in (row.name, row.full_name)}
    names = _lowered(_organ_names(vocabulary))
    return re.compile(rf"(?:{names})(?!\w)(?:\s+(?:{_lowered(places)})(?!\w))?")


@cache
def _predicate(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = _lowered(vocabulary.cues.predicates)
    return re.compile(rf"(?<!,)\s+(?P<word>{words})(?!\w)|\s*:\s|\s*\((?=gọi\s+tắt)")


def bearers_at(text: str, lower: str, span: Span, vocabulary: Vocabulary) -> Bearers | None:
    """Return the parties named at the start of the span, up to the predicate; `None` where it begins otherwise."""
    if not _begins(vocabulary).match(lower, span.start, span.end):
        return None
    first = span.start + (len("ban chỉ đạo") if lower.startswith("ban chỉ đạo", span.start) else 0)
    limit = min(span.end, span.start + 400)
    match = _verb(text, lower, first, limit, vocabulary)
    end = match.start() if match else limit
    if not match or _OTHER_SENTENCE.search(text, span.start, end):
        return _known_bearer(text, lower, span, vocabulary)
    named = _known_bearer(text, lower, span, vocabulary)
    names = split_names(text, lower, Span(span.start, end), vocabulary)
    if (
        named
        and len(names) == 1
        and len(names[0]) > len(named.names[0])
        and text[named.end + 1 : named.end + 2].islower()
    ):
        return named  # a predicate that no list knows stands right behind the organ's name
    return Bearers(names, match.end(), lower.startswith("chủ trì", match.start("word") if match["word"] else end))


def _verb(text: str, lower: str, start: int, limit: int, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Return the first predicate written as one: "Phòng Tổ chức" names, "phòng tổ chức" does."""
    for match in _predicate(vocabulary).finditer(lower, start, limit):
        if not match["word"] or text[match.start("word")].islower():
            return match
    return None


def _known_bearer(text: str, lower: str, span: Span, vocabulary: Vocabulary) -> Bearers | None:
    """Return the organ of the vocabulary whose name the span begins with, whatever verb follows."""
    match = _organs(vocabulary).match(lower, span.start, span.end)
    if not match or not text[match.start()].isupper():
        return None
    return Bearers((squeeze(text[match.start() : match.end()]),), match.end(), lead=False)


def split_names(text: str, lower: str, span: Span, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Split a list of parties where a new name begins ("các phòng, đơn vị thuộc Sở" is one)."""
    cuts = [span.start]
    ends = []
    for match in _JOINT.finditer(lower, span.start, span.end):
        if _begins(vocabulary).match(lower, match.end(), span.end) and (
            text[match.end()].isupper() or _HEADS.match(lower, match.end())
        ):
            ends.append(match.start())
            cuts.append(match.end())
    ends.append(span.end)
    return tuple(squeeze(text[start:end].strip(" ,;:")) for start, end in zip(cuts, ends, strict=True))


def coordinates(text: str, lower: str, span: Span, bearers: Bearers | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return whom the task says to work with; a party that itself only joins in counts as coordinating."""
    match = _COORDINATE.search(lower, span.start, span.end)
    if not match:
        return ()
    if not _begins(vocabulary).match(lower, match.end()) and not text[match.end() : match.end() + 1].isupper():
        joins = bearers is not None and match.start() <= bearers.end
        return bearers.names if bearers and joins else ()
    limit = min(span.end, match.end() + 400)
    stop = _verb(text, lower, match.end(), limit, vocabulary)
    end = stop.start() if stop else limit
    tail = _HELP_ENDS.search(lower, match.end(), end)
    return split_names(text, lower, Span(match.end(), tail.start() if tail else end), vocabulary)


@cache
def _receiver(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_REPORT_TO}(?P<name>{_begins(vocabulary).pattern})")


def report_to(text: str, lower: str, span: Span, vocabulary: Vocabulary) -> str | None:
    """Return to whom a report or a result goes, with the channel in brackets ("UBND tỉnh (qua Sở Nội vụ)")."""
    match = _receiver(vocabulary).search(lower, span.start, span.end)
    if not match:
        return None
    start = match.start("name")
    stop = _NAME_END.search(lower, match.end("name"), span.end)
    end = stop.start() if stop else span.end
    if bracket := _BRACKET.match(text, end):
        end = bracket.end()
    return squeeze(text[start:end])
