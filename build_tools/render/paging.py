"""Long lists over several pages: the address of each, the rows on it, the links to the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_tools.base.values import Value
from build_tools.render.addresses import relative

Item = TypeVar("Item")
# A section of a page shows so many; a longer one has pages of its own, each of so many.
SHOWN = 50
PER_PAGE = 100
# So many pages of a list all lead to each other; of more each leads to some, so that a page that is added does not
# change the others. The first leads to so many round numbers at most.
_ALL, _ROUND = 10, 40


class PageLink(Value, frozen=True):
    """A link to another page of the list, or to itself (`here`); `skips`: between it and the next some have no link."""

    label: str
    url: str
    here: bool
    skips: bool


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; `name` tells it from the first, which has none.

    `pages` are those that it leads to, in reading order: the first of all is among them.
    """

    path: str
    name: str
    items: Sequence[Item]
    pages: tuple[PageLink, ...]

    def titled(self, title: str) -> str:
        """Return the title of the page."""
        return f"{title} ({self.name})" if self.name else title


def base_of(path: str, name: str) -> str:
    """Return the base of a list that belongs to the page at `path`, below its address."""
    return f"{path.removesuffix('.md')}/{name}"


def parts(
    base: str, items: Sequence[Item], between: str = "/", *, newest_first: bool = False, most: int = PER_PAGE
) -> Iterator[Part[Item]]:
    """Yield the pages of a list in reading order, `most` items on each, the first at base.md; one at least.

    The others are base/trang-N.md: with "-" between they stand in one folder, so that links in the items are right on
    each. Where items come at the front (`newest_first`) pages are numbered from the last one, the oldest, and only the
    first is not full: what is added changes that one and no other.
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
    """The pages that this one leads to: its neighbours, round numbers before it, page 1, the first in reading order.

    None of them depends on how many there are, but for the last few. The first, which changes with every page that is
    added, leads to the last and to round numbers all over the list.
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
