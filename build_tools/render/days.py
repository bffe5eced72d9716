"""Pages of a long month: by ten days, five, three, two or one, so that each page shows whole days.

A new row changes only the page of its day; on numbered pages of equal length it would move all rows after it.
"""

import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from build_tools.base.iso_dates import is_day
from build_tools.base.values import replace
from build_tools.render.addresses import relative
from build_tools.render.paging import PageLink, Part, parts

Item = TypeVar("Item")
# The days on which the pages of a month begin, fewest pages first; a page has at most `_MOST` rows.
_STARTS = ((1, 11, 21), *(tuple(range(1, 32 - days, days)) for days in (5, 3, 2)), tuple(range(1, 32)))
_MOST = 150
_UNDATED = 0


def day_parts(base: str, rows: Sequence[Item], date_of: Callable[[Item], str]) -> Iterator[Part[Item]]:
    """Yield the pages of a month in order; `rows` are sorted by date, those without a day first.

    The first, or only, page is at base.md, the others at base-ngay-11.md. A day with too many rows for a page has
    several, as `parts` makes them.
    """
    dates = map(date_of, rows)
    days = [int(date[8:]) if is_day(date) else _UNDATED for date in dates]
    if len(rows) <= _MOST or not any(days):
        yield from parts(base, rows, between="-", most=_MOST)
        return
    several = ((starts, _by_start(days, starts)) for starts in _STARTS)
    fitting = ((starts, cut) for starts, cut in several if max(end - first for first, end in cut.values()) <= _MOST)
    starts, cut = next(fitting, (_STARTS[-1], _by_start(days, _STARTS[-1])))
    found = {start: rows[first:end] for start, (first, end) in cut.items()}
    names = {start: _words(start, starts) for start in found}
    bases = {start: f"{base}-ngay-{start:02}" if place else base for place, start in enumerate(found)}
    for own, same in found.items():
        for part in parts(bases[own], same, between="-", most=_MOST):
            links: list[PageLink] = []
            for start, name in names.items():
                url = relative(part.path, f"{bases[start]}.md")
                links.append(PageLink(name, url, here=start == own and not part.name, skips=False))
                if start == own:
                    links += [replace(link, label=f"trang {link.label}") for link in part.pages[1:]]
            yield Part(part.path, ", ".join(filter(None, (names[own], part.name))), part.items, tuple(links))


def _by_start(days: Sequence[int], starts: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return, by the first day of each page that has rows, the range of its rows in the sorted days."""
    edges = [0, *(bisect_left(days, start) for start in starts), len(days)]
    cut = zip((_UNDATED, *starts), itertools.pairwise(edges), strict=True)
    return {start: (first, end) for start, (first, end) in cut if first < end}


def _words(start: int, starts: Sequence[int]) -> str:
    """Return the label of the page that begins on this day."""
    if start == _UNDATED:
        return "không ghi ngày"
    following = starts.index(start) + 1
    if following == len(starts):
        return f"từ ngày {start}" if starts is not _STARTS[-1] else f"ngày {start}"
    end = starts[following] - 1
    return f"ngày {start}–{end}" if end > start else f"ngày {start}"
