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
_FARTHEST_VERB = 110


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


@cache
def verbs(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How an item begins that says to do something."""
    return re.compile(rf"(?:{alternatives(lowered(word) for word in vocabulary.cues.verbs)})(?!\w)")
