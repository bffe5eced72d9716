"""Long lists on several pages: the address of each page, its items, and its links to the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_tools.base.values import Value
from build_tools.render.addresses import relative

Item = TypeVar("Item")
# The most items in a section of a page; a longer one has pages of its own, with so many items each.
SHOWN = 50
PER_PAGE = 100
# Up to so many pages of a list link to all others. Of more, each links to a few, so that a new page does not change the
# others; only the first links to round numbers, at most so many.
_ALL, _ROUND = 10, 40


class PageLink(Value, frozen=True):
    """A link to a page of the list; `here` means the current page, `skips` that pages before the next are left out."""

    label: str
    url: str
    here: bool
    skips: bool


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; `name` is "" for the first page.

    `pages` are its links to other pages, in reading order, always including the first page.
    """

    path: str
    name: str
    items: Sequence[Item]
    pages: tuple[PageLink, ...]

    def titled(self, title: str) -> str:
        """Return the title of the page."""
        return f"{title} ({self.name})" if self.name else title


def base_of(path: str, name: str) -> str:
    """Return the base (see `parts`) of a list below the page at `path`."""
    return f"{path.removesuffix('.md')}/{name}"


def parts(
    base: str, items: Sequence[Item], between: str = "/", *, newest_first: bool = False, most: int = PER_PAGE
) -> Iterator[Part[Item]]:
    """Yield the pages of a list in reading order, `most` items on each; an empty list has one page.

    The first is base.md, the others base/trang-N.md, or base-trang-N.md with `between` "-": then all are in one folder,
    so that relative links in the items are right on each. With `newest_first` pages are numbered from the last, the
    oldest, and only the first is not full: a new item changes that page alone.
    """
    count = -(-len(items) // most) or 1
    first = len(items) - most * (count - 1) if newest_first else most
    starts = [0, *range(first, len(items), most)]
    numbers = range(count, 0, -1) if newest_first else range(1, count + 1)
    paths = [f"{base}.md", *(f"{base}{between}trang-{number}.md" for number in numbers[1:])]
    labels = ["mới nhất" if newest_first else "1", *map(str, numbers[1:])]
    for place, (path, start, end) in enumerate(zip(paths, starts, [*starts[1:], len(items)], strict=True)):
        near = sorted(numbers.index(other) for other in _near(numbers[place], numbers))
        links = (
            PageLink(labels[other], relative(path, paths[other]), here=other == place, skips=after - other > 1)
            for other, after in zip(near, [*near[1:], 0], strict=True)
        )
        name = f"trang {numbers[place]}" if place else ""
        yield Part(path, name, items[start:end], tuple(links) if count > 1 else ())


def _near(number: int, numbers: range) -> set[int]:
    """Return the pages to link to: neighbours, the next lower round numbers, page 1, and the first in reading order.

    So a new page changes only its neighbours and the first page, which changes anyway, and which links to the last page
    and to round numbers all over the list.
    """
    if len(numbers) <= _ALL:
        return set(numbers)
    near = {1, numbers[0], *range(number - 2, number + 3), *((number - 1) // step * step for step in (10, 100, 1_000))}
    if number == numbers[0]:
        step = 10
        while len(numbers) // step > _ROUND:
            step *= 10
        near |= {numbers[-1], *range(step, len(numbers), step)}
    return near.intersection(numbers)
