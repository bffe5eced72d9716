"""A mention of another instrument, and how one instrument stands to another."""

from enum import StrEnum

from build_tools.base.values import Value
from build_tools.model.codes import Code
from build_tools.model.span import Span


class Relation(StrEnum):
    """How one work stands to another; wording and direction are in vocabulary/relations.yml."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    GUIDES = "guides"
    AMENDS = "amends"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    CORRECTS = "corrects"
    CONSOLIDATES = "consolidates"
    ISSUES = "issues"
    REPORTS_ON = "reports_on"
    CITES = "cites"


# The doubt about a citation whose sentence names no issuer.
NO_ISSUER = "không thấy cơ quan ban hành"


class Citation(Value, frozen=True):
    """A mention of an instrument (viện dẫn), not resolved.

    `span` runs from the type name to the last of code and date. `date` is ISO, or a year alone. `organ` is the issuer
    as written, `subject` what the instrument is about, as written. `keeper` is the keeper's reason for stating or
    correcting what it points to. `in_part` says of a repeal or a suspension that it hits a part of the instrument,
    `replaced` that something else takes its place. `doubt` says what is uncertain about it.
    """

    span: Span
    type_name: str
    code: Code | None
    title: str | None
    date: str | None
    organ: str | None
    subject: str | None
    relation: Relation
    eid: str
    sentence: Span
    provisions: tuple[str, ...] = ()
    keeper: str | None = None
    in_part: bool = False
    replaced: bool = False
    doubt: str | None = None

    @property
    def year(self) -> int | None:
        """The year of issue: from the number, else from the stated date."""
        if self.code and self.code.year:
            return self.code.year
        return int(self.date[:4]) if self.date else None


class Claim(Value, frozen=True):
    """A relation that a document states between two others; `subject` and `target` are spans of its citations."""

    subject: Span
    relation: Relation
    target: Span
