"""Long lists over several pages: the address of each, the rows on it, the links to the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_tools.render.paths import relative

Item = TypeVar("Item")
# A section of a page shows so many; a longer one has pages of its own, each of so many.
SHOWN = 100
PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; `pages` are number, link and whether it is this one, of all its pages."""

    path: str
    number: int
    items: Sequence[Item]
    pages: Sequence[tuple[int, str, bool]]

    def titled(self, title: str) -> str:
        """Return the title of the page."""
        return title if self.number == 1 else f"{title} (trang {self.number})"


def parts(base: str, items: Sequence[Item], between: str = "/") -> Iterator[Part[Item]]:
    """Yield the pages of a list: base.md, base/trang-2.md and so on; one at least.

    With "-" between they stand in one folder, so that links in the items are right on each.
    """
    starts = range(0, max(len(items), 1), PER_PAGE)
    paths = [f"{base}{f'{between}trang-{number}' if number > 1 else ''}.md" for number in range(1, len(starts) + 1)]
    for number, (path, start) in enumerate(zip(paths, starts, strict=True), 1):
        links = [(place, relative(path, other), place == number) for place, other in enumerate(paths, 1)]
        yield Part(path, number, items[start : start + PER_PAGE], links if len(paths) > 1 else ())
