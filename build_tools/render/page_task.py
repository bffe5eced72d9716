"""How each page is made: a page task for every few files that are made together, from what it is given and looks up."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from build_tools.base.values import Value
from build_tools.model.corpus import Corpus, Duty, running_since
from build_tools.model.obligation import Deadline
from build_tools.model.page import Page
from build_tools.render.addresses import Addresses, addresses
from build_tools.render.lookups import Site, site_of
from build_tools.render.paging import Part
from build_tools.render.wording import NEVER
from build_tools.vocabulary import Vocabulary

_is_own = attrgetter("is_own")


class SearchNote(Value, frozen=True):
    """What a page task hands to page tasks that come after it, encoded."""

    data: bytes


@dataclass(frozen=True, slots=True)
class PageTask:
    """`make(site, *inputs)` yields the files; the same page task has the same `key` in every build.

    `inputs` are values that can be encoded. A page task depends on nothing but these and what it looks up in the site.
    `listed` says that the search finds its pages by their headings: the note is then that of `headings_of`. `weight` is
    how much longer than those of other page tasks its bytes take: what takes long is made first.
    """

    key: str
    make: Callable[..., Iterator[Page | SearchNote]]
    inputs: tuple[Any, ...] = ()
    listed: bool = False
    weight: int = 1

    def made(self, site: Site) -> Iterator[Page | SearchNote]:
        """Make the files."""
        return self.make(site, *self.inputs)


def part_page_tasks(
    found: Iterable[Part[Any]], title: str, make: Callable[..., Iterator[Page | SearchNote]]
) -> Iterator[PageTask]:
    """A page task for each page of a long list: `make` is given path, title, what stands on the page, and its links."""
    for part in found:
        given = (part.path, part.titled(title), tuple(part.items), part.pages)
        yield PageTask(part.path, make, given, listed=True)


class Due(Value, frozen=True):
    """A deadline of a task."""

    deadline: Deadline
    duty: Duty


@dataclass(frozen=True)
class Plan:
    """What the plans walk through to write page tasks: the corpus, its addresses, its look-ups."""

    corpus: Corpus
    addresses: Addresses
    site: Site

    @cached_property
    def tasks(self) -> tuple[Duty, ...]:
        """Each task once, by the first who bears it; by work and place in the text."""
        named = (self.site.parties.get(work.id, {}) for work in self.corpus.works)
        first = (next(filter(_is_own, parties[start]), None) for parties in named for start in sorted(parties))
        return tuple(filter(None, first))

    @cached_property
    def since(self) -> str:
        """The month from which on calendars of many deadlines keep them."""
        return running_since(self.corpus.works)

    @cached_property
    def agenda(self) -> tuple[Due, ...]:
        """Every deadline of every task, by date, then as the tasks; those without a date last."""
        rows = (Due(deadline, duty) for duty in self.tasks for deadline in duty.obligation.deadlines)
        return tuple(sorted(rows, key=lambda due: due.deadline.date or NEVER))


def plan_of(corpus: Corpus, vocabulary: Vocabulary, base: str = "") -> Plan:
    """Return what page tasks are planned from; `base` is where the site is served, if that is known."""
    places = addresses(corpus)
    return Plan(corpus, places, site_of(corpus, vocabulary, places, base))
