"""From which day an instrument says that it is in force ("Quyết định này có hiệu lực thi hành từ ngày …")."""

import re

from build_tools.base.text import fold
from build_tools.parse.dates.full_dates import DATE, date_of

_IN_FORCE = re.compile(
    rf"""(?<!\w) nay \s+ (?:bat \s+ dau \s+)? co \s+ hieu \s+ luc (?:\s+ thi \s+ hanh)? (?:\s+ ke)? (?:\s+ tu)? \s+ ngay
         \s+ (?: (?P<signed> ky | ban \s+ hanh )(?!\w) | {DATE} )""",
    re.VERBOSE,
)


def in_force_from(text: str, issued: str | None) -> str | None:
    """Return the ISO day from which the instrument with this text is in force, as it says itself.

    "từ ngày ký" is the day of issue. `None` where it says nothing, or no day of the calendar. What it quotes of another
    instrument counts for nothing.
    """
    for match in _IN_FORCE.finditer(fold(text)):
        if text.rfind("“", 0, match.start()) > text.rfind("”", 0, match.start()):
            continue
        if match["signed"]:
            return issued
        day = date_of(match)
        return day.isoformat() if day else None
    return None
