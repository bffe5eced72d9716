"""Who must do it: the names before a task's predicate, whom to work with, and to whom the result goes."""

import re
from dataclasses import dataclass
from functools import cache

from build_tools.model import Span
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Vocabulary

_REPORT_TO = r"(?:(?:bao\s+cao|gui)\s(?:[^.;]{0,160}?\s)?ve|bao\s+cao\s+gui|gui(?:\s+ve)?|bao\s+cao)\s+"
_NAME_END = re.compile(
    r"\s(?:truoc|de|theo|dung|cham nhat|trong|ket qua|tinh hinh|xem xet|va\s+\w+\s+(?:de|ket)|bang|dinh ky|tong hop"
    r"|qua\s)|[,;.:(]|$"
)
_BRACKET = re.compile(r"\s*\([^()]{2,120}\)")
_COORDINATE = re.compile(r"phoi\s+hop(?:\s+chat\s+che)?(?:,\s+tao\s+dieu\s+kien\s+de)?\s+(?:voi\s+)?")
# Words that begin a new name also in small letters; "các sở, ban, ngành" stays one.
_HEADS = re.compile(r"(?:cac|lanh\s+dao|thu\s+truong|chu\s+tich|giam\s+doc|nguoi\s+dung\s+dau|doan\s+the)\s")
_JOINT = re.compile(r",\s+|\s+va\s+|;\s+")


@dataclass(frozen=True, slots=True)
class Bearers:
    """The parties of a task as its text names them; `end` is where the predicate begins."""

    names: tuple[str, ...]
    end: int
    lead: bool


@cache
def _begins(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How the name of a party begins, over folded text."""
    words = {fold(word) for word in vocabulary.cues.bearers} | set(vocabulary.organ_by_name)
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    others = "|".join(re.escape(fold(phrase)) for phrase in vocabulary.cues.not_bearers)
    return re.compile(rf"(?!(?:{others})(?!\w))(?:{alternatives})(?!\w)")


@cache
def _predicate(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)).replace(r"\ ", r"\s+") for word in vocabulary.cues.predicates)
    return re.compile(rf"(?<!,)\s+(?:{words})(?!\w)|\s*:\s|\s*\((?=goi\s+tat)")


def bearers_at(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> Bearers | None:
    """Return the parties named at the start of the span, up to the predicate; `None` where it begins otherwise."""
    if not _begins(vocabulary).match(folded, span.start, span.end):
        return None
    first = span.start + (len("ban chi dao") if folded.startswith("ban chi dao", span.start) else 0)
    match = _predicate(vocabulary).search(folded, first, min(span.end, span.start + 400))
    if not match or re.search(r"[.;](?=\s)", text[span.start : match.start()]):
        return None
    names = split_names(text, folded, Span(span.start, match.start()), vocabulary)
    lead = folded[match.start() :].lstrip().startswith("chu tri")
    return Bearers(names, match.end(), lead)


def split_names(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Split a list of parties where a new name begins ("các phòng, đơn vị thuộc Sở" is one)."""
    cuts = [span.start]
    ends = []
    for match in _JOINT.finditer(folded, span.start, span.end):
        if _begins(vocabulary).match(folded, match.end(), span.end) and (
            text[match.end()].isupper() or _HEADS.match(folded, match.end())
        ):
            ends.append(match.start())
            cuts.append(match.end())
    ends.append(span.end)
    return tuple(squeeze(text[start:end].strip(" ,;:")) for start, end in zip(cuts, ends, strict=True))


def coordinates(text: str, folded: str, span: Span, bearers: Bearers | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return whom the task says to work with; a party that itself only joins in counts as coordinating."""
    match = _COORDINATE.search(folded, span.start, span.end)
    if not match:
        return ()
    if not _begins(vocabulary).match(folded, match.end()) and not text[match.end() : match.end() + 1].isupper():
        joins = bearers is not None and match.start() - bearers.end <= 0
        return bearers.names if bearers and joins else ()
    stop = _predicate(vocabulary).search(folded, match.end(), span.end)
    end = stop.start() if stop else span.end
    tail = re.compile(r"[;.]|\s(?:tham gia|dam bao|bao dam|cung cap|de|xay|giai)\s").search(folded, match.end(), end)
    return split_names(text, folded, Span(match.end(), tail.start() if tail else end), vocabulary)


@cache
def _receiver(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_REPORT_TO}(?P<name>{_begins(vocabulary).pattern})")


def report_to(text: str, folded: str, span: Span, vocabulary: Vocabulary) -> str | None:
    """Return to whom a report or a result goes, with the channel in brackets ("UBND tỉnh (qua Sở Nội vụ)")."""
    match = _receiver(vocabulary).search(folded, span.start, span.end)
    if not match:
        return None
    start = match.start("name")
    stop = _NAME_END.search(folded, match.end("name"), span.end)
    end = stop.start() if stop else span.end
    if bracket := _BRACKET.match(text, end):
        end = bracket.end()
    return squeeze(text[start:end])
