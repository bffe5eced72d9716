"""What a source shows of an instrument's effect (hiệu lực)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What a source shows of an instrument's effect (hiệu lực)."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    ENDED_IN_PART = "ended_in_part"
    UNSETTLED = "unsettled"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact on an instrument's effect, in words, with its source and the day that source was looked at.

    `by` is the code of the instrument that brings it about, `since` the day from which it holds.
    """

    status: Effect
    words: str
    source: str
    as_of: date
    by: str | None = None
    since: date | None = None
