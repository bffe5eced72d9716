"""A task as the pages show it: the exact sentence, its clause, who, with whom, to whom, by when."""

from dataclasses import dataclass

from build_tools.corpus import UnitId, WorkId
from build_tools.model import Obligation
from build_tools.render.annotate import quote
from build_tools.render.markdown import Md, attribute, escape, join, link
from build_tools.render.names import NO_BEARER, NO_DEADLINE, clause, deadline_words, short_name
from build_tools.render.site import Site
from build_tools.resolve.units import setting_of, unit_named


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a list of tasks."""

    quote: Md
    work: Md
    clause: Md
    bearers: Md
    coordinate: Md
    report_to: str
    deadlines: Md
    reported: bool


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
        coordinate=join(obligation.coordinate),
        report_to=obligation.report_to or "",
        deadlines=deadlines(obligation, text),
        reported=obligation.reported,
    )


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
    document = site.works[work].document
    if document is None:
        return Md("")
    setting = setting_of(document, site.vocabulary)
    parts = []
    for name in obligation.bearers:
        unit: UnitId = unit_named(name, setting, site.vocabulary).id
        lead = " (chủ trì)" if name in obligation.lead else ""
        parts.append(f"{link(name, site.unit_url(path, unit))}{lead}")
    return Md("; ".join(parts))
