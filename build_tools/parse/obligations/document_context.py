"""The context of a document that all steps of finding tasks share."""

import re

from build_tools.base.text import fold
from build_tools.base.values import Value
from build_tools.model.document import Genre, Record
from build_tools.parse.dates.deadlines import plan_year_of
from build_tools.parse.text import Text

# "Công ty A (Địa chỉ: …)": the address is no part of the name.
_NOTE = re.compile(r"\s*\((?:[Đđ]ịa chỉ|sau đây|để)[^()]*\)")


class DocumentContext(Value, frozen=True):
    """The text, the year the document plans for, and whom it names in its head.

    `issuer` are the names under which it speaks of its own organ; `reported` says that it is a news page.
    """

    text: Text
    plan_year: int | None
    reported: bool
    issuer: tuple[str, ...]
    addressees: tuple[str, ...]

    @classmethod
    def of(cls, text: Text, record: Record) -> "DocumentContext":
        """Return the context that the record gives."""
        return cls(
            text=text,
            plan_year=plan_year_of(fold(record.subject.value)) if record.subject else None,
            reported=record.genre is Genre.NEWS,
            issuer=(record.organ.value, text.vocabulary.expand(record.organ.value)) if record.organ else (),
            addressees=tuple(_NOTE.sub("", item.value) for item in record.addressees),
        )
