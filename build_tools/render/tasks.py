"""A task as the pages show it: the exact sentence, its clause, who, with whom, to whom, by when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.corpus import Duty, WorkId
from build_tools.model import Deadline, Obligation
from build_tools.render.annotate import quote
from build_tools.render.markdown import Md, attribute, escape, join, link
from build_tools.render.names import (
    BY_KEEPER,
    BY_MACHINE,
    NO_BEARER,
    NO_DEADLINE,
    clause,
    deadline_words,
    short_name,
    sort_date,
)
from build_tools.render.site import Site


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a list of tasks."""

    quote: Md
    work: Md
    clause: Md
    bearers: Md
    coordinate: Md
    report_to: Md
    deadlines: Md
    notes: Md


def task_of(site: Site, path: str, work: WorkId, obligation: Obligation) -> Task:
    """Return the task as the page at `path` shows it."""
    document = site.document(work)
    text = document.source.text
    links = _links(site, path, work, obligation)
    label = clause(document.label(obligation.eid))
    return Task(
        quote=quote(text, obligation.span),
        work=link(short_name(site.works[work]), site.url(path, work)),
        clause=link(label, site.url(path, work, obligation.eid)),
        bearers=_parties(obligation, links) or Md(f"*{NO_BEARER}*"),
        coordinate=_linked(obligation.coordinate, links),
        report_to=_linked([obligation.report_to] if obligation.report_to else [], links),
        deadlines=deadlines(obligation, text),
        notes=join(_notes(obligation, recognised=document.source.recognised), " · "),
    )


def by_date(duties: Iterable[Duty]) -> list[Duty]:
    """Return the duties by their first date, those without one last."""
    return sorted(duties, key=lambda duty: sort_date(duty.obligation))


def _notes(obligation: Obligation, *, recognised: bool) -> Iterator[str]:
    if recognised:
        yield BY_MACHINE
    if obligation.reported:
        yield "theo tin đưa"
    if obligation.keeper:
        yield f"{BY_KEEPER}: {obligation.keeper}"


def deadlines(obligation: Obligation, text: str) -> Md:
    """Return the deadlines, each date in a `time` element from which the browser reckons what is left."""
    if not obligation.deadlines:
        return Md(NO_DEADLINE)
    return Md("; ".join(when(deadline, text) for deadline in obligation.deadlines))


def when(deadline: Deadline, text: str) -> Md:
    """Return a deadline in words, in a `time` element where the day is known."""
    words = escape(deadline_words(deadline, text))
    full = deadline.date is not None and deadline.date.count("-") == 2
    return Md(f'<time datetime="{attribute(deadline.date or "")}">{words}</time>') if full else words


def _parties(obligation: Obligation, links: Mapping[str, Md]) -> Md:
    return Md(
        "; ".join(
            f"{links.get(name, escape(name))}{' (chủ trì)' if name in obligation.lead else ''}"
            for name in obligation.bearers
        )
    )


def _linked(names: Sequence[str], links: Mapping[str, Md]) -> Md:
    """The names, each a link to its unit where it has a page; one with others in brackets stays as the text has it."""
    return join((links.get(name, escape(name)) for name in names), "; ")


def _links(site: Site, path: str, work: WorkId, obligation: Obligation) -> dict[str, Md]:
    """The names of the units that the task names, as links."""
    duties = site.parties.get((work, obligation.span.start), ())
    return {duty.name: link(duty.name, site.unit_url(path, duty.unit)) for duty in duties}
