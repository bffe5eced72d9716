"""Page tasks, each of which makes a few related files from its inputs and lookups, and the `Plan` they come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from build_tools.base.changing import changing, grouped_by
from build_tools.base.memo import Memo
from build_tools.base.values import Value
from build_tools.model.corpus import NO_UNIT, Corpus, Duty, Role, WorkId, running_since
from build_tools.model.document import Document
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.page import Page
from build_tools.render.addresses import Addresses, addresses
from build_tools.render.lookups import Site, site_of
from build_tools.render.paging import Part
from build_tools.vocabulary import Vocabulary

Item = TypeVar("Item")


# The files of the search and of the open data fit each other.
FITTING = "search and open data"


class SearchNote(Value, frozen=True):
    """Encoded data that a page task passes to later page tasks, most of them of the search."""

    data: bytes


@dataclass(frozen=True, slots=True)
class PageTask:
    """Makes files: `make(site, *inputs)` yields them. Its `key` identifies it in every build.

    `inputs` are values that can be encoded. The files depend on nothing but these and what `make` looks up in the site.
    `listed` means that the search finds its pages by their headings: its note is then that of `headings_of`. `weight`
    is its time per byte relative to other page tasks: long tasks start first. `later` names a set of page tasks whose
    files may stay as they are while somebody edits, all or none: no page shows what stands in them, and they change
    with every document. Where pages lead to the files, the key tells which of them there are.
    """

    key: str
    make: Callable[..., Iterator[Page | SearchNote]]
    inputs: tuple[Any, ...] = ()
    listed: bool = False
    weight: int = 1
    later: str = ""

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
    """What page tasks are planned from: the corpus, its addresses, its lookups; `memo` has what the last round made."""

    corpus: Corpus
    addresses: Addresses
    site: Site
    memo: Memo

    @cached_property
    def tasks_of_works(self) -> Mapping[WorkId, tuple[Duty, ...]]:
        """Each task once, as the duty of its first bearer that has a page, else of NO_UNIT; by work, in order."""
        parties = self.site.parties
        return {
            work.id: self.memo(_tasks_of, work.id, work.document, parties.get(work.id))
            for work in self.corpus.works
            if work.document
        }

    @property
    def tasks(self) -> tuple[Duty, ...]:
        """All of them, in the order of works, then of the text."""
        return tuple(chain.from_iterable(self.tasks_of_works.values()))

    @cached_property
    def since(self) -> str:
        """The first month that calendars of many deadlines include."""
        return self.memo.same("since", running_since(self.corpus.works))

    @cached_property
    def days(self) -> dict[str, Sequence[Due]]:
        """Every deadline of every task by its ISO date, month, quarter or year, in order; "" for none.

        Each in the order of tasks. A task in doubt has none: it stands with its document and in the table of tasks.
        """
        rows = list(chain.from_iterable(self.memo(_dues_of, tasks) for tasks in self.tasks_of_works.values()))
        found = changing(self.memo, "deadlines", rows)
        return dict(sorted(grouped_by(self.memo, "days", found, lambda due: (due.deadline.date or "",)).items()))

    @cached_property
    def undated(self) -> Sequence[Due]:
        """The deadlines without a date."""
        return self.memo(tuple, self.days.get("", _NONE))

    @cached_property
    def months(self) -> Mapping[str, Sequence[Due]]:
        """The deadlines with a date by the first seven characters of it: month, quarter or year."""
        return self.joined("month", ((date[:7], rows) for date, rows in self.days.items() if date))

    @cached_property
    def years(self) -> Mapping[str, Sequence[Due]]:
        """The deadlines with a date by year."""
        return self.joined("year", ((month[:4], rows) for month, rows in self.months.items()))

    @property
    def agenda(self) -> tuple[Due, ...]:
        """Every deadline of every task, by date, then in the order of tasks; those without a date last."""
        return tuple(chain(*self.months.values(), self.undated))

    def joined(self, name: str, parts: Iterable[tuple[str, Sequence[Item]]]) -> dict[str, tuple[Item, ...]]:
        """Return the items of all parts with a key, in their order; the same object where no part has changed."""
        return {
            key: self.memo.made_of((name, key), found, partial(_chained, found))
            for key, found in pairs_grouped(parts).items()
        }


_NONE: tuple[Due, ...] = ()


def _chained(parts: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    return tuple(chain.from_iterable(parts))


def sorted_pairs(pairs: Iterable[tuple[str, Item]]) -> list[tuple[str, Item]]:
    """Return the pairs by their keys; those with the same key in their order."""
    return sorted(pairs, key=itemgetter(0))


def pairs_grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    """Return what stands with each key, in the order of the pairs."""
    found: dict[str, list[Item]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return found


def _tasks_of(work: WorkId, document: Document, parties: Mapping[int, Sequence[Duty]] | None) -> tuple[Duty, ...]:
    """Return the tasks of a document in the order of its text."""
    return tuple(_first(work, task, parties or {}) for task in sorted(document.obligations, key=attrgetter("span")))


def _first(work: WorkId, task: Obligation, parties: Mapping[int, Sequence[Duty]]) -> Duty:
    duties = parties.get(task.span.start, ())
    own = (duty for duty in duties if duty.is_own and duty.obligation == task)
    return next(own, Duty(NO_UNIT, Role.BEARER, work, task, task.bearers[0] if task.bearers else ""))


def _dues_of(tasks: Iterable[Duty]) -> tuple[Due, ...]:
    certain = (duty for duty in tasks if not duty.obligation.doubt)
    return tuple(Due(deadline, duty) for duty in certain for deadline in duty.obligation.deadlines)


def plan_of(corpus: Corpus, vocabulary: Vocabulary, base: str = "", memo: Memo | None = None) -> Plan:
    """Return the plan for a corpus; `base` is the address of the site, if that is known.

    What the `memo` of the last round has is taken from it.
    """
    memo = memo or Memo()
    places = addresses(corpus, memo)
    return Plan(corpus, places, site_of(corpus, vocabulary, places, base, memo), memo)
