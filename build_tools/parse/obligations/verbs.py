"""Words that say to do something, at the head of an item or sentence or behind a time limit."""

import re
from functools import cache

from build_tools.base.text import alternatives, lowered
from build_tools.model.span import Span
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# "Trước ngày 4/4 báo cáo …", "Đến năm 2015, hoàn thành …": until when, then what.
_UNTIL_WHEN = re.compile(
    r"(?:trước|đến|chậm\s+nhất|muộn\s+nhất|trong|từ|hết|định\s+kỳ|hằng|hàng|sau|khi|vào)\s[^,.;:]{0,100}?(?:,\s|\s)"
)
_MORE = re.compile(r"[^\s,.;:]*(?:,\s|\s)")
_FARTHEST_VERB, _FARTHEST_COMMA = 110, 160
LABEL = re.compile(r"[^.;:]{2,160}:\s+")
_COMMA = re.compile(r",\s+")


def acts_at(text: Text, span: Span) -> bool:
    """Return whether the span begins with what is to be done ("Báo cáo …"), or says until when and then what."""
    verb = verbs(text.vocabulary)
    if verb.match(text.lowered, span.start, span.end):
        return True
    limit = _UNTIL_WHEN.match(text.lowered, span.start, span.end)
    while limit:
        if verb.match(text.lowered, limit.end(), span.end):
            return True
        limit = _MORE.match(text.lowered, limit.end(), min(span.end, span.start + _FARTHEST_VERB))
    return False


def acts_in(text: Text, span: Span) -> bool:
    """Return whether the span says what is to be done at its head, behind its label or behind a comma near its head."""
    label = LABEL.match(text.source, span.start, span.end)
    commas = _COMMA.finditer(text.source, span.start, min(span.end, span.start + _FARTHEST_COMMA))
    starts = (span.start, *([label.end()] if label else []), *(comma.end() for comma in commas))
    return any(acts_at(text, Span(start, span.end)) for start in starts)


@cache
def verbs(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How an item begins that says to do something."""
    return re.compile(rf"(?:{alternatives(lowered(word) for word in vocabulary.cues.verbs)})(?!\w)")
