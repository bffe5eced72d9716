"""A year's deadlines as a wall calendar: each day with a deadline marked and linked.

Twelve inline SVG pictures in a grid: four in a row on a wide screen, two on a narrow one.
"""

import calendar
from collections import Counter
from collections.abc import Callable, Iterable

from build_tools.base.iso_dates import is_day
from build_tools.render.markdown import Md
from build_tools.render.wording import vietnamese_date

RECURRING = "dinh-ky"
_CELL, _LINE = 27, 20
_WIDTH, _HEIGHT = 7 * _CELL, 8 * _LINE
_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def _here(place: str) -> str:
    return f"#{place if place == RECURRING else section(place)}"


def year_picture(year: int, dates: Iterable[str], recurring: Iterable[str], url_of: Callable[[str], str] = _here) -> Md:
    """Return the picture of the deadlines of a year; `dates` are ISO days, months ("2025-12") and quarters of it.

    `url_of` returns the link to a day, to a month or to recurring duties (RECURRING); by default to the section of the
    month, on the same page. Deadlines of a month are counted beside its name; those of quarters and years are left out.
    `recurring` are days on which a duty recurs, drawn as rings.
    """
    counts = Counter(dates)
    recurrences = Counter(recurring)
    days = sum(map(is_day, counts))
    opening = (
        f'<div class="nam" data-search-exclude role="group" aria-label="Lịch năm {year}: {days} ngày có thời hạn">'
    )
    return Md(
        "\n".join((opening, *(_month(year, month, counts, recurrences, url_of) for month in range(1, 13)), "</div>"))
    )


def section(date: str) -> str:
    """Return the anchor of the section that lists a deadline: its month, quarter or year."""
    return f"han-{date[:7].lower()}"


def _month(year: int, month: int, counts: Counter[str], recurrences: Counter[str], url_of: Callable[[str], str]) -> str:
    iso = f"{year}-{month:02}"
    vague = f" · {counts[iso]} trong tháng" if counts[iso] else ""
    title = f"Tháng {month}{vague}"
    head = f'<a href="{url_of(iso)}"><text class="thang" x="0" y="14">{title}</text></a>' if vague else ""
    parts = [head or f'<text class="thang" x="0" y="14">{title}</text>']
    parts += [_text(column, 1, name, "thu") for column, name in enumerate(_WEEKDAYS)]
    for row, week in enumerate(calendar.monthcalendar(year, month), 2):
        parts += [
            _day(column, row, f"{iso}-{day:02}", counts, recurrences, url_of) for column, day in enumerate(week) if day
        ]
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}">{"".join(parts)}</svg>'


def _day(
    column: int,
    row: int,
    date: str,
    counts: Counter[str],
    recurrences: Counter[str],
    url_of: Callable[[str], str],
) -> str:
    number = str(int(date[-2:]))
    if not counts[date] and not recurrences[date]:
        return _text(column, row, number, "cn" if column == 6 else "")
    x, y = _centre(column, row)
    words = [f"{counts[date]} thời hạn"] if counts[date] else []
    words += [f"{recurrences[date]} việc định kỳ"] if recurrences[date] else []
    label = f"{vietnamese_date(date)}: {', '.join(words)}"
    style, place = ("han", date) if counts[date] else ("lap", RECURRING)
    return (
        f'<a href="{url_of(place)}" aria-label="{label}"><title>{label}</title>'
        f'<circle class="{style}" cx="{x:g}" cy="{y - 4:g}" r="10"/>{_text(column, row, number, style)}</a>'
    )


def _text(column: int, row: int, words: str, style: str) -> str:
    x, y = _centre(column, row)
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:g}"{kind}>{words}</text>'


def _centre(column: int, row: int) -> tuple[float, float]:
    return column * _CELL + _CELL / 2, row * _LINE + 14
