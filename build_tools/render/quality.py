"""The quality page: every diagnostic with its place, and the documents wanted, most cited first."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.diagnostics import TITLES, Diagnostic, Severity
from build_tools.model import Page
from build_tools.render.lists import rows
from build_tools.render.markdown import Md, escape, link
from build_tools.render.names import short_name
from build_tools.render.paths import QUALITY, SIDECAR_HELP, relative
from build_tools.render.site import Site, grouped
from build_tools.render.templates import page

_PATH = f"{QUALITY}/index.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A diagnostic: where, its message, the words it is about."""

    where: Md
    message: str
    quote: str
    severity: str
    sidecar: str


def quality_pages(site: Site) -> Iterator[Page]:
    """Yield the quality page."""
    by_code = grouped(site.corpus.diagnostics, lambda finding: finding.code)
    gravest = sorted(by_code.items(), key=lambda group: (-max(finding.severity for finding in group[1]), group[0]))
    sections = [(code, [_row(site, finding) for finding in found]) for code, found in gravest]
    counts = [
        (severity.word, sum(finding.severity is severity for finding in site.corpus.diagnostics))
        for severity in sorted(Severity, reverse=True)
    ]
    wanted = sorted(
        (work for work in site.corpus.works if not work.held and site.cited.get(work.id)),
        key=lambda work: (-site.cited[work.id], work.id),
    )
    yield page(
        _PATH,
        "quality",
        sections=sections,
        counts=counts,
        titles=TITLES,
        help=relative(_PATH, SIDECAR_HELP),
        wanted=rows(site, _PATH, wanted),
    )


def _row(site: Site, finding: Diagnostic) -> Row:
    work = site.by_path.get(finding.location.path)
    where = link(short_name(work), site.url(_PATH, work.id, finding.eid)) if work else escape(finding.location.path)
    quote = finding.quote if len(finding.quote) <= 160 else finding.quote[:160] + "…"
    sidecar = f"{finding.location.path.rpartition('.')[0]}.yml" if work else ""
    return Row(Md(f"{where} (dòng {finding.location.line})"), finding.message, quote, finding.severity.word, sidecar)
