"""The words of a provision: without its number, without what surrounds them, and whether they say anything."""

import re

from build_tools.model.document import Provision
from build_tools.model.span import Span

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZĐÀ-Ỹ])")
_SAYS_MORE = 24  # words of an item that orders something itself, above items of its own
EDGES = " \n\t.;/"


def says_itself(words: str) -> bool:
    """Return whether an item with items of its own is more than their heading."""
    return words.endswith((".", ";")) and (bool(SENTENCE_END.search(words, 8)) or len(words.split()) > _SAYS_MORE)


def content_of(provision: Provision) -> Span:
    """Return the provision without its number or bullet."""
    return Span(provision.marker.end if provision.marker else provision.span.start, provision.span.end)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the white space and closing punctuation at its ends."""
    raw = span.of(text)
    left = len(raw) - len(raw.lstrip())
    return Span(span.start + left, span.start + len(raw.rstrip(EDGES)))
