"""Dates as in ISO 8601: a day (2022-02-18), or what a text leaves open of it: a month (2022-02), a year (2022)."""

from typing import TypeGuard

DAY = len("2022-02-18")


def is_day(date: str | None) -> TypeGuard[str]:
    """Return whether an ISO date is given to the day."""
    return date is not None and len(date) == DAY
