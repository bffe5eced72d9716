"""The quality page: every diagnostic with its place, and the documents wanted, most cited first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.diagnostics import TITLES, Diagnostic, Severity
from build_tools.model import Page
from build_tools.render.lists import rows
from build_tools.render.markdown import Md, escape, link
from build_tools.render.names import short_name
from build_tools.render.paging import SHOWN, parts
from build_tools.render.paths import LISTS, QUALITY, SIDECAR_HELP, relative
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


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one code: the first of them, how many there are, and where all are where these are more."""

    code: str
    rows: Sequence[Row]
    count: int
    rest: str


def quality_pages(site: Site) -> Iterator[Page]:
    """Yield the quality page, and the pages of a code that has many findings."""
    by_code = grouped(site.corpus.diagnostics, lambda finding: finding.code)
    gravest = sorted(by_code.items(), key=lambda group: (-max(finding.severity for finding in group[1]), group[0]))
    sections = [
        Section(
            code=code,
            rows=[_row(site, _PATH, finding) for finding in found[:SHOWN]],
            count=len(found),
            rest=relative(_PATH, f"{_base(code)}.md") if len(found) > SHOWN else "",
        )
        for code, found in gravest
    ]
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
        wanted=rows(site, _PATH, wanted[:SHOWN]),
        missing=len(wanted),
        all_wanted=relative(_PATH, f"{LISTS}/chua-co-toan-van.md"),
    )
    for code, found in gravest:
        for part in parts(_base(code), found) if len(found) > SHOWN else ():
            listed = [_row(site, part.path, finding) for finding in part.items]
            yield page(part.path, "findings", title=part.titled(TITLES[code]), rows=listed, pages=part.pages)


def _base(code: str) -> str:
    return f"{QUALITY}/{code.lower()}"


def _row(site: Site, path: str, finding: Diagnostic) -> Row:
    work = site.by_path.get(finding.location.path)
    where = link(short_name(work), site.url(path, work.id, finding.eid)) if work else escape(finding.location.path)
    quote = finding.quote if len(finding.quote) <= 160 else finding.quote[:160] + "…"
    sidecar = f"{finding.location.path.rpartition('.')[0]}.yml" if work else ""
    return Row(Md(f"{where} (dòng {finding.location.line})"), finding.message, quote, finding.severity.word, sidecar)
