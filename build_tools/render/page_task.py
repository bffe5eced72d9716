"""Page tasks, each of which makes a few related files from its inputs and lookups, and the `Plan` they come from."""

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
    """Encoded data that a page task passes to later page tasks of the search."""

    data: bytes


@dataclass(frozen=True, slots=True)
class PageTask:
    """Makes files: `make(site, *inputs)` yields them. Its `key` identifies it in every build.

    `inputs` are values that can be encoded. The files depend on nothing but these and what `make` looks up in the site.
    `listed` means that the search finds its pages by their headings: its note is then that of `headings_of`. `weight`
    is its time per byte relative to other page tasks: long tasks start first.
    """

    key: str
    make: Callable[..., Iterator[Page | SearchNote]]
    inputs: tuple[Any, ...] = ()
    listed: bool = False
    weight: int = 1

    def run(self, site: Site) -> Iterator[Page | SearchNote]:
        """Yield the files, and notes for later page tasks."""
        return self.make(site, *self.inputs)


def part_page_tasks(
    found: Iterable[Part[Any]], title: str, make: Callable[..., Iterator[Page | SearchNote]]
) -> Iterator[PageTask]:
    """Yield a page task for each page of a long list: `make` gets path, title, items and links of the page."""
    for part in found:
        yield PageTask(part.path, make, (part.path, part.titled(title), tuple(part.items), part.pages), listed=True)


class Due(Value, frozen=True):
    """A deadline with its task."""

    deadline: Deadline
    duty: Duty


@dataclass(frozen=True)
class Plan:
    """What page tasks are planned from: the corpus, its addresses, its lookups."""

    corpus: Corpus
    addresses: Addresses
    site: Site

    @cached_property
    def tasks(self) -> tuple[Duty, ...]:
        """Each task once, as the duty of its first bearer; in the order of works, then of the text."""
        by_start = (self.site.parties.get(work.id, {}) for work in self.corpus.works)
        first = (next(filter(_is_own, parties[start]), None) for parties in by_start for start in sorted(parties))
        return tuple(filter(None, first))

    @cached_property
    def since(self) -> str:
        """The first month that calendars of many deadlines include."""
        return running_since(self.corpus.works)

    @cached_property
    def agenda(self) -> tuple[Due, ...]:
        """Every deadline of every task, by date, then in the order of tasks; those without a date last."""
        rows = (Due(deadline, duty) for duty in self.tasks for deadline in duty.obligation.deadlines)
        return tuple(sorted(rows, key=lambda due: due.deadline.date or NEVER))


def plan_of(corpus: Corpus, vocabulary: Vocabulary, base: str = "") -> Plan:
    """Return the plan for a corpus; `base` is the address of the site, if that is known."""
    places = addresses(corpus)
    return Plan(corpus, places, site_of(corpus, vocabulary, places, base))
