"""Facts on the effect of instruments (hiệu lực), each with its source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """The effect of an instrument as a source shows it; RELATED is a relation to another instrument."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    ENDED_IN_PART = "ended_in_part"
    UNSETTLED = "unsettled"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact on an instrument's effect, in words, with its source and the day on which that was consulted.

    `by` is the code of the instrument that brings it about, `since` the day from which it holds.
    """

    status: Effect
    words: str
    source: str
    as_of: date
    by: str | None = None
    since: date | None = None
