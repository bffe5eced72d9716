"""Page tasks, each of which makes a few related files from its inputs and lookups, and the `Plan` they come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from build_tools.base.values import Value
from build_tools.model.corpus import NO_UNIT, Corpus, Duty, Role, WorkId, running_since
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.page import Page
from build_tools.render.addresses import Addresses, addresses
from build_tools.render.lookups import Site, site_of
from build_tools.render.paging import Part
from build_tools.render.wording import NEVER
from build_tools.vocabulary import Vocabulary


class SearchNote(Value, frozen=True):
    """Encoded data that a page task passes to later page tasks, most of them of the search."""

    data: bytes


@dataclass(frozen=True, slots=True)
class PageTask:
    """Makes files: `make(site, *inputs)` yields them. Its `key` identifies it in every build.

    `inputs` are values that can be encoded. The files depend on nothing but these and what `make` looks up in the site.
    `listed` means that the search finds its pages by their headings: its note is then that of `headings_of`. `weight`
    is its time per byte relative to other page tasks: long tasks start first. `later` means that its files may stay as
    they are while somebody edits: they change with every document, and no page shows what stands in them.
    """

    key: str
    make: Callable[..., Iterator[Page | SearchNote]]
    inputs: tuple[Any, ...] = ()
    listed: bool = False
    weight: int = 1
    later: bool = False

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
        """Each task once, as the duty of its first bearer that has a page, else of NO_UNIT.

        In the order of works, then of the text.
        """
        return tuple(
            self._first(work.id, task)
            for work in self.corpus.works
            if work.document
            for task in sorted(work.document.obligations, key=lambda task: task.span)
        )

    def _first(self, work: WorkId, task: Obligation) -> Duty:
        duties = self.site.parties.get(work, {}).get(task.span.start, ())
        own = (duty for duty in duties if duty.is_own and duty.obligation == task)
        return next(own, Duty(NO_UNIT, Role.BEARER, work, task, task.bearers[0] if task.bearers else ""))

    @cached_property
    def since(self) -> str:
        """The first month that calendars of many deadlines include."""
        return running_since(self.corpus.works)

    @cached_property
    def agenda(self) -> tuple[Due, ...]:
        """Every deadline of every task, by date, then in the order of tasks; those without a date last.

        A task in doubt has none: it stands with its document and in the table of tasks.
        """
        certain = (duty for duty in self.tasks if not duty.obligation.doubt)
        rows = (Due(deadline, duty) for duty in certain for deadline in duty.obligation.deadlines)
        return tuple(sorted(rows, key=lambda due: due.deadline.date or NEVER))


def plan_of(corpus: Corpus, vocabulary: Vocabulary, base: str = "") -> Plan:
    """Return the plan for a corpus; `base` is the address of the site, if that is known."""
    places = addresses(corpus)
    return Plan(corpus, places, site_of(corpus, vocabulary, places, base))
