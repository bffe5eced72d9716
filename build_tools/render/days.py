"""A month that has much over several pages: by ten days, five, three, two or one, so that a page shows whole days.

What is added changes the page of its day. Numbered pages of a hundred would move all that comes after it in the month.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from build_tools.render.paging import PageLink, Part, parts
from build_tools.render.paths import relative
from build_tools.render.site import grouped
from build_tools.values import replace

Item = TypeVar("Item")
# The days on which the pages of a month begin: as few as hold what there is, none more than so much.
_STARTS = ((1, 11, 21), *(tuple(range(1, 32 - days, days)) for days in (5, 3, 2)), tuple(range(1, 32)))
_MOST = 150
_UNDATED = 0
_ISO = len("2024-12-05")


def day_parts(base: str, rows: Sequence[Item], date_of: Callable[[Item], str]) -> Iterator[Part[Item]]:
    """Yield the pages of what a month has, in order; the rows come by date, those that tell no day of it first.

    The first is at base.md, as where there is one page alone, the others at base-ngay-11.md. A day that has too much
    for a page has several, as `parts` gives them.
    """
    days = [int(date_of(row)[8:]) if len(date_of(row)) == _ISO else _UNDATED for row in rows]
    if len(rows) <= _MOST or not any(days):
        yield from parts(base, rows, between="-", most=_MOST)
        return
    dated = list(zip(days, rows, strict=True))
    several = ((starts, _by_start(dated, starts)) for starts in _STARTS)
    fitting = ((starts, found) for starts, found in several if max(map(len, found.values())) <= _MOST)
    starts, found = next(fitting, (_STARTS[-1], _by_start(dated, _STARTS[-1])))
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


def _by_start(dated: Sequence[tuple[int, Item]], starts: Sequence[int]) -> dict[int, list[Item]]:
    """The rows by the day on which their page begins."""
    found = grouped(dated, lambda row: row[0] and starts[bisect_right(starts, row[0]) - 1])
    return {start: [row for _, row in same] for start, same in found.items()}


def _words(start: int, starts: Sequence[int]) -> str:
    """The days of a page that begins on this one."""
    if start == _UNDATED:
        return "không ghi ngày"
    following = starts.index(start) + 1
    if following == len(starts):
        return f"từ ngày {start}" if starts is not _STARTS[-1] else f"ngày {start}"
    end = starts[following] - 1
    return f"ngày {start}–{end}" if end > start else f"ngày {start}"
