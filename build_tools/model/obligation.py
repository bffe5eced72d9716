"""A task laid on someone, and its time limits."""

from enum import StrEnum

from build_tools.base.values import Value
from build_tools.model.span import Span


class Recurrence(StrEnum):
    """How often a duty recurs (định kỳ)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    OTHER = "other"


class YearFrom(StrEnum):
    """Where the year of a day comes from that the text gives without one."""

    SUBJECT = "trích yếu"
    ISSUE = "ngày ban hành"


class Deadline(Value, frozen=True):
    """A time limit (thời hạn): `date` is ISO, "2025-12", "2025-Q4" or "2025"; `None` where the text gives no date.

    `relation` is one of before, by, on, from, within. `inferred` tells where a year comes from that is not stated;
    `by_keeper` that a keeper states it, not the text. `rule` is the RFC 5545 rule of a duty that recurs on a day that
    the text gives, `until` (ISO) the last day on which it does, if the document is a plan for one year.
    """

    span: Span
    relation: str
    date: str | None = None
    recurrence: Recurrence | None = None
    inferred: YearFrom | None = None
    by_keeper: bool = False
    rule: str | None = None
    until: str | None = None


class Obligation(Value, frozen=True):
    """A task laid on someone (nhiệm vụ); `bearers` as named in the text.

    `reported` means that a news page reports it of a directive. `keeper` is the keeper's reason for stating or
    correcting it; `doubt` says what is uncertain about it.
    """

    span: Span
    eid: str
    bearers: tuple[str, ...]
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    report_to: str | None = None
    reported: bool = False
    keeper: str | None = None
    doubt: str | None = None
