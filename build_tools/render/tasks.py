"""A task as the pages show it: sentence, clause, bearers, partners, recipient of the report, deadlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.model.corpus import Duty, WorkId
from build_tools.model.document import Document
from build_tools.model.obligation import Deadline, Obligation
from build_tools.render.annotate import quote
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, attribute, join, link, shown
from build_tools.render.reportable import reportable
from build_tools.render.settled import settled_mark, settled_words
from build_tools.render.wording import (
    BY_KEEPER,
    BY_MACHINE,
    NO_BEARER,
    NO_DEADLINE,
    clause,
    deadline_words,
    short_name,
    sort_date,
)

# So many reports on one task are named.
_REPLIES = 3


@dataclass(frozen=True)
class Task:
    """One row of a list of tasks on the page at `path`; what templates show is computed on access."""

    site: Site
    path: str
    identity: WorkId
    obligation: Obligation

    @cached_property
    def _document(self) -> Document:
        return self.site.document(self.identity)

    @cached_property
    def _links(self) -> dict[str, Md]:
        """The links to the units that the task names, by name."""
        duties = self.site.parties.get(self.identity, {}).get(self.obligation.span.start, ())
        return {duty.name: link(duty.name, self.site.unit_url(self.path, duty.unit)) for duty in duties}

    @property
    def _at_home(self) -> bool:
        """Whether the page is that of its document."""
        return self.path == self.site.work_pages[self.identity]

    @property
    def quote(self) -> Md:
        """The exact sentence."""
        return quote(self._document.source.text, self.obligation.span)

    @property
    def work(self) -> Md:
        """The document that lays the task, as a link."""
        return link(short_name(self.site.works[self.identity]), self.site.url(self.path, self.identity))

    @property
    def clause(self) -> Md:
        """Its clause, as a link."""
        eid = self.obligation.eid
        return link(clause(self._document.label(eid)), self.site.url(self.path, self.identity, eid))

    @property
    def bearers(self) -> Md:
        """Who must do it, with a note on who leads."""
        names = (
            Md(f"{self._links.get(name) or shown(name)}{' (chủ trì)' if name in self.obligation.lead else ''}")
            for name in self.obligation.bearers
        )
        words = join(names, "; ") or Md(f"*{NO_BEARER}*")
        return reportable(words, "nhiem_vu", self.obligation.span.start) if self._at_home else words

    @property
    def coordinate(self) -> Md:
        """Who coordinates."""
        return self._linked(self.obligation.coordinate)

    @property
    def report_to(self) -> Md:
        """Who receives the report."""
        return self._linked([self.obligation.report_to] if self.obligation.report_to else [])

    @property
    def deadlines(self) -> Md:
        """The deadlines, each day in a `time` element, from which the browser computes the time left."""
        if not self.obligation.deadlines:
            return Md(NO_DEADLINE)
        text = self._document.source.text
        return join((self._deadline(deadline, text) for deadline in self.obligation.deadlines), "; ")

    def _deadline(self, deadline: Deadline, text: str) -> Md:
        words = Md(f"{when(deadline, text)}{settled_mark(self._document, 'thoi_han', deadline.span)}")
        return reportable(words, "thoi_han", deadline.span.start) if self._at_home else words

    @property
    def replies(self) -> Md:
        """The reports of the register that may tell of it, the newest first."""
        start = self.obligation.span.start
        found = [reply.report for reply in self.site.replies.get(self.identity, ()) if start in reply.tasks]
        newest = sorted((self.site.works[each] for each in found), key=lambda work: work.date or "", reverse=True)
        links = [link(short_name(work), self.site.url(self.path, work.id)) for work in newest[:_REPLIES]]
        more = [shown(f"và {len(newest) - _REPLIES} báo cáo khác")] if len(newest) > _REPLIES else []
        return join((*links, *more), "; ")

    @property
    def notes(self) -> Md:
        """What is uncertain about the task, and where it comes from: OCR, news, a keeper."""
        notes = (
            f"chưa chắc: {self.obligation.doubt}" if self.obligation.doubt else "",
            BY_MACHINE if self._document.source.recognised else "",
            "theo tin đưa" if self.obligation.reported else "",
            f"{BY_KEEPER}: {self.obligation.keeper}" if self.obligation.keeper else "",
            settled_words(self._document, "nhiem_vu", self.obligation.span),
        )
        return join(filter(None, notes), " · ")

    def _linked(self, names: Sequence[str]) -> Md:
        """Return the names, each as a link if its unit has a page, else as the text has it."""
        return join((self._links.get(name) or shown(name) for name in names), "; ")


def by_date(duties: Iterable[Duty]) -> list[Duty]:
    """Return the duties by their first date, those without one last."""
    return sorted(duties, key=lambda duty: sort_date(duty.obligation))


def when(deadline: Deadline, text: str) -> Md:
    """Return a deadline in words, in a `time` element where the day is known."""
    words = shown(deadline_words(deadline, text))
    full = deadline.date is not None and deadline.date.count("-") == 2
    return Md(f'<time datetime="{attribute(deadline.date or "")}">{words}</time>') if full else words
