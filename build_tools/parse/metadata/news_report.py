"""News pages: a portal reports on a directive and orders nothing itself.

Told by the day on which it was posted, or by how it speaks of the directive ("… vừa ký Công điện số …"), where the head
of a directive is missing: no motto, no number of its own, no addressees.
"""

import re
from functools import cache

from build_tools.base.text import alternatives, fold, squeeze
from build_tools.model.document import Genre, Record, Stated
from build_tools.model.span import Span
from build_tools.parse.dates.full_dates import DATE, date_of
from build_tools.parse.structure.blocks import Block
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

TYPE_NAME = "Tin bài"
_HEAD, _HEAD_AND_MORE, _LONGEST_HEADLINE = 600, 1_200, 200
_POSTED = re.compile(
    r"""(?:(?:thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat)\s*[-,]\s*(?:ngay\s+)?
          | (?:ngay\s+dang|dang\s+(?:ngay|luc)|cap\s+nhat(?:\s+(?:ngay|luc))?)\s*:?\s*(?:\d{1,2}[:h]\d\d\s*,?\s*)?
          | ^\s*(?=\d{1,2}/\d{1,2}/\d{4},?\s*[-|]?\s*\d{1,2}:\d\d))(?=\d)""",
    re.VERBOSE | re.MULTILINE,
)
_DATE = re.compile(DATE, re.VERBOSE)
# A portal that gives the directive itself: "Thực hiện …, Ủy ban nhân dân phường thông báo:".
_SPEAKS = re.compile(
    r"\n[ \t]*(?:thực\s+hiện|căn\s+cứ|theo|để|nhằm)\s[^\n]{20,600}\s(?:thông\s+báo|yêu\s+cầu|đề\s+nghị)"
    r"[^\n]{0,120}:\s*\n"
)
_HEAD_OF_DIRECTIVE = re.compile(
    r"cong\s+hoa\s+xa\s+hoi|dang\s+cong\s+san\s+viet\s+nam\s*\n|(?:^|\n)[\s*]*(?:kinh\s+g[uo]i|so\s*:?\s*\d*\s*[-/])"
)


def find_report(text: Text, blocks: tuple[Block, ...]) -> Record | None:
    """Return the record of a news page; `None` for a directive."""
    folded = fold(text.source[:_HEAD])
    posted = next((date for match in _POSTED.finditer(folded) if (date := _DATE.match(folded, match.end()))), None)
    if not blocks or _HEAD_OF_DIRECTIVE.search(text.folded, 0, _HEAD_AND_MORE):
        return None
    tells = _telling(text.vocabulary).search(text.lowered[:_HEAD]) is not None
    if not tells and not (posted and not _SPEAKS.search(text.lowered, 0, _HEAD_AND_MORE)):
        return None
    return Record(
        genre=Genre.NEWS,
        type_name=TYPE_NAME,
        code=None,
        code_span=None,
        issued_date=date_of(posted) if posted else None,
        date_span=Span(*posted.span()) if posted else None,
        place=None,
        organ=None,
        subject=_headline(text, blocks, posted),
        signer=None,
        signer_position=None,
        signing_authority=None,
        addressees=(),
        copies_to=(),
    )


@cache
def _telling(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The words of "… vừa ký Công điện số …", "Ngày 28-1, UBND tỉnh ban hành Công văn số …", "Công văn nêu rõ"."""
    types = alternatives(row.name.lower() for row in vocabulary.types if not row.cited_only)
    return re.compile(
        rf"(?:(?:vừa|mới|cũng\s+đã|đã)\s+(?:có|ký|ban\s+hành)\s+(?:{types})\s"
        rf"|^\W{{0,3}}(?:trước\s+đó,\s+)?ngày\s+\d[^.]{{0,90}}\s(?:ban\s+hành|ký|có)\s+(?:{types})(?:\s+số)?\s"
        rf"|(?:{types})\s+(?:nêu\s+rõ|nhấn\s+mạnh|yêu\s+cầu)|\A\W*theo\s+đó,\s)",
        re.MULTILINE,
    )


def _headline(text: Text, blocks: tuple[Block, ...], posted: re.Match[str] | None) -> Stated | None:
    """Return the first block that is neither the day of posting nor a sentence."""
    for block in blocks[:2]:
        words = squeeze(block.span.of(text.source))
        if posted and block.span.start <= posted.start() < block.span.end and len(words) < len(posted[0]) + 20:
            continue
        is_headline = len(words) < _LONGEST_HEADLINE and not words.endswith((".", ";", ":"))
        if posted or is_headline:
            return Stated(words, block.span)
        return None
    return None
