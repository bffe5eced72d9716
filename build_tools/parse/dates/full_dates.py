"""Dates in the forms offices write: "ngày 05 tháng 12 năm 2025", "ngày 10/02/2022", "27-01-2022", "9.1.2015"."""

import re
from datetime import date

from build_tools.model.span import Span

# Over folded text. A hard line break counts as a blank.
DATE = r"""
    (?: (?P<day>\d{1,2}) \s{0,3} (?: [/.\-] \s? | thang \s{0,3} ) (?P<month>\d{1,2})
        \s{0,3} (?: [/.\-] \s? | nam \s{0,3} ) (?P<year>(?:19|20)\d\d) (?!\d) )
"""
# A date left blank in a draft or mistyped: "ngày … tháng … năm 2016", "ngày 17 ngày 8 năm 2005", "ngày 6/0/2006".
_UNREADABLE = r"""
    (?: [\d.…_]{0,8} \s{0,3} (?: [/.\-] | thang | ngay | nam ) \s{0,3} [\d.…_]{0,8} \s{0,3} (?: [/.\-] | nam | thang )
        \s{0,3} \d{2,4} (?!\d) )
"""
# "(A11)" behind the symbol of an older text is its drafting office.
_AFTER = re.compile(
    rf"""(?:\s?\(\s?[a-z]\d{{1,2}}\s?\))? \s{{0,3}} ,? \s{{0,3}} (?:ngay|ky\s+ngay|de\s+ngay)
         (?: \s{{1,3}} {DATE} | \s{{0,3}} {_UNREADABLE} )""",
    re.VERBOSE,
)
# How a law's own date is given: "được Quốc hội … thông qua ngày 10/11/2022".
_PASSED = re.compile(
    r"\s{1,3}(?:da\s)?(?:duoc\s(?:quoc\s+hoi|uy\s+ban\s+thuong\s+vu\s+quoc\s+hoi)\s[^,;.]{0,80}?)?"
    r"(?:thong\s+qua|cong\s+bo)(?=\s{1,3}ngay\s)"
)
_YEAR_AFTER = re.compile(r"\s{1,3}(?:nam\s{1,3})?(?P<year>(?:19|20)\d\d)(?![\d/])")


def real_date(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return the date, `None` where the calendar has no such day (31 tháng 02)."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_of(match: re.Match[str]) -> date | None:
    """Return the date that a match of `DATE` states, `None` where the calendar has no such day."""
    return real_date(match["year"], match["month"], match["day"])


def date_after(folded: str, offset: int) -> tuple[Span, str | None] | None:
    """Return place and ISO form of the date that follows the offset ("… ngày 10/02/2022").

    A date that is not in the calendar, blank or mistyped has a place but no value.
    """
    match = _AFTER.match(folded, offset)
    if not match:
        return None
    found = date_of(match) if match["day"] else None
    return Span(*match.span()), found.isoformat() if found else None


def passed_after(folded: str, offset: int) -> tuple[Span, str | None] | None:
    """Return place and ISO form of the date in "được Quốc hội thông qua ngày 10/11/2022" right after the offset.

    The place is empty: these words are no part of the citation.
    """
    passed = _PASSED.match(folded, offset)
    date = date_after(folded, passed.end()) if passed else None
    return (Span(offset, offset), date[1]) if date else None


def year_after(folded: str, offset: int) -> tuple[Span, str] | None:
    """Return place and year of "năm 2024" or "2024" right after the offset, as laws are cited."""
    match = _YEAR_AFTER.match(folded, offset)
    return (Span(*match.span()), match["year"]) if match else None
