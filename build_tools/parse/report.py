"""News pages: a page of a portal that reports on a directive. It has a headline and a posting date, and orders nothing."""

import re

from build_tools.model import Genre, Record, Span, Stated
from build_tools.parse.blocks import Block
from build_tools.parse.dates import DATE, date_of
from build_tools.text import fold, squeeze

TYPE_NAME = "Tin bài"
_HEAD = 600
_POSTED = re.compile(
    rf"""(?: (?:thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat) \s*[-,]\s* (?:ngay\s+)? (?P<a>{DATE})
           | (?:ngay\s+dang|dang\s+ngay|cap\s+nhat)\s*:? \s* (?:\d{{1,2}}[:h]\d\d\s*,?\s*)? (?P<b>{DATE.replace("(?P<day>", "(?P<day2>").replace("(?P<month>", "(?P<month2>").replace("(?P<year>", "(?P<year2>")}) )""",
    re.VERBOSE,
)


def find_report(text: str, blocks: tuple[Block, ...]) -> Record | None:
    """Return the record of a news page; `None` for a directive."""
    match = _POSTED.search(fold(text[:_HEAD]))
    if not match or not blocks:
        return None
    headline = blocks[0].span
    place = Span(*match.span("a" if match["a"] else "b"))
    posted = re.compile(DATE, re.VERBOSE).search(fold(place.of(text)))
    return Record(
        genre=Genre.NEWS,
        type_name=TYPE_NAME,
        code=None,
        code_span=None,
        issued_date=date_of(posted) if posted else None,
        date_span=place,
        place=None,
        organ=None,
        subject=Stated(squeeze(headline.of(text)), headline),
        signer=None,
        signer_position=None,
        signing_authority=None,
        addressees=(),
        copies_to=(),
    )
