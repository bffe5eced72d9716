"""News pages: reports of a portal on a directive, with headline and posting date. They order nothing."""

import re

from build_tools.base.text import fold, squeeze
from build_tools.model.document import Genre, Record, Stated
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text

TYPE_NAME = "Tin bài"
_HEAD = 600
_POSTED = re.compile(
    r"""(?:(?:thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat)\s*[-,]\s*(?:ngay\s+)?
          | (?:ngay\s+dang|dang\s+ngay|cap\s+nhat)\s*:?\s*(?:\d{1,2}[:h]\d\d\s*,?\s*)?)(?=\d)""",
    re.VERBOSE,
)
_DATE = re.compile(DATE, re.VERBOSE)


def find_report(text: Text, blocks: tuple[Block, ...]) -> Record | None:
    """Return the record of a news page; `None` for a directive."""
    folded = fold(text.source[:_HEAD])
    posted = next((date for match in _POSTED.finditer(folded) if (date := _DATE.match(folded, match.end()))), None)
    if not posted or not blocks:
        return None
    headline = blocks[0].span
    return Record(
        genre=Genre.NEWS,
        type_name=TYPE_NAME,
        code=None,
        code_span=None,
        issued_date=date_of(posted),
        date_span=Span(*posted.span()),
        place=None,
        organ=None,
        subject=Stated(squeeze(headline.of(text.source)), headline),
        signer=None,
        signer_position=None,
        signing_authority=None,
        addressees=(),
        copies_to=(),
    )
