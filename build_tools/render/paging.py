"""Long lists over several pages: the address of each, the rows on it, the links to the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_tools.render.paths import relative

Item = TypeVar("Item")
# A section of a page shows so many; a longer one has pages of its own, each of so many.
SHOWN = 50
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; `pages` are number, link and whether it is this one, of all its pages in reading order."""

    path: str
    number: int
    items: Sequence[Item]
    pages: Sequence[tuple[int, str, bool]]

    def titled(self, title: str) -> str:
        """Return the title of the page."""
        return f"{title} (trang {self.number})" if self.pages and not self.pages[0][2] else title


def base_of(path: str, name: str) -> str:
    """Return the base of a list that belongs to the page at `path`, below its address."""
    return f"{path.removesuffix('.md')}/{name}"


def parts(base: str, items: Sequence[Item], between: str = "/", *, newest_first: bool = False) -> Iterator[Part[Item]]:
    """Yield the pages of a list in reading order, the first at base.md; one at least.

    The others are base/trang-N.md: with "-" between they stand in one folder, so that links in the items are right on
    each. Where items come at the front (`newest_first`) pages are numbered from the last one, the oldest, and only the
    first is not full: what is added changes that one and no other.
    """
    count = -(-len(items) // PER_PAGE) or 1
    first = len(items) - PER_PAGE * (count - 1) if newest_first else PER_PAGE
    starts = [0, *range(first, len(items), PER_PAGE)]
    numbers = range(count, 0, -1) if newest_first else range(1, count + 1)
    paths = [f"{base}.md", *(f"{base}{between}trang-{number}.md" for number in numbers[1:])]
    for number, path, start, end in zip(numbers, paths, starts, [*starts[1:], len(items)], strict=True):
        links = [(other, relative(path, place), other == number) for other, place in zip(numbers, paths, strict=True)]
        yield Part(path, number, items[start:end], links if count > 1 else ())
