"""A task as the pages show it: the exact sentence, its clause, who, with whom, to whom, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus import WorkId
from build_tools.model import Obligation
from build_tools.render.annotate import quote
from build_tools.render.markdown import Md, attribute, escape, join, link
from build_tools.render.names import BY_KEEPER, NO_BEARER, NO_DEADLINE, clause, deadline_words, short_name
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
    document = site.works[work].document
    if document is None:
        raise ValueError("only a held document lays duties")
    text = document.source.text
    label = clause(document.provision(obligation.eid).label)
    return Task(
        quote=quote(text, obligation.span),
        work=link(short_name(site.works[work]), site.url(path, work)),
        clause=link(label, site.url(path, work, obligation.eid)),
        bearers=_parties(site, path, work, obligation) or Md(f"*{NO_BEARER}*"),
        coordinate=_linked(site, path, work, obligation, obligation.coordinate),
        report_to=_linked(site, path, work, obligation, [obligation.report_to] if obligation.report_to else []),
        deadlines=deadlines(obligation, text),
        notes=join(_notes(obligation), " · "),
    )


def _notes(obligation: Obligation) -> Iterator[str]:
    if obligation.reported:
        yield "theo tin đưa"
    if obligation.keeper:
        yield f"{BY_KEEPER}: {obligation.keeper}"


def deadlines(obligation: Obligation, text: str) -> Md:
    """Return the deadlines, each date in a `time` element from which the browser reckons what is left."""
    if not obligation.deadlines:
        return Md(NO_DEADLINE)
    words = []
    for deadline in obligation.deadlines:
        said = escape(deadline_words(deadline, text))
        full = deadline.date is not None and deadline.date.count("-") == 2
        words.append(f'<time datetime="{attribute(deadline.date or "")}">{said}</time>' if full else said)
    return Md("; ".join(words))


def _parties(site: Site, path: str, work: WorkId, obligation: Obligation) -> Md:
    links = _links(site, path, work, obligation)
    return Md(
        "; ".join(
            f"{links.get(name, escape(name))}{' (chủ trì)' if name in obligation.lead else ''}"
            for name in obligation.bearers
        )
    )


def _linked(site: Site, path: str, work: WorkId, obligation: Obligation, names: Sequence[str]) -> Md:
    """The names, each a link to its unit where it has a page; one with others in brackets stays as the text has it."""
    links = _links(site, path, work, obligation)
    return join((links.get(name, escape(name)) for name in names), "; ")


def _links(site: Site, path: str, work: WorkId, obligation: Obligation) -> dict[str, Md]:
    """The names of the units that the task names, as links."""
    duties = site.parties.get((work, obligation.span.start), ())
    return {duty.name: link(duty.name, site.unit_url(path, duty.unit)) for duty in duties}
