"""The quality page: every diagnostic by code, and the missing documents, most cited first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.values import Value
from build_tools.evaluation.confirmed import confirmed_tallies
from build_tools.model.corpus import WorkId
from build_tools.model.findings import TITLES
from build_tools.model.page import Page
from build_tools.render.addresses import LISTS, QUALITY, SIDECAR_HELP, relative
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, link, shown
from build_tools.render.page_task import PageTask, Plan, part_page_tasks
from build_tools.render.pages.lists import rows
from build_tools.render.paging import SHOWN, PageLink, parts
from build_tools.render.settled import progress_words
from build_tools.render.wording import short_name

_PATH = f"{QUALITY}/index.md"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A diagnostic: its location as a link, its message, the quotation, and the sidecar in which to correct it."""

    where: Md
    message: str
    quote: str
    severity: str
    sidecar: str


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one code: the first rows, the number of all, and the link to all if there are more, else ""."""

    code: str
    rows: Sequence[FindingRow]
    count: int
    rest: str


class Found(Value, frozen=True):
    """The input from which a `Section` is made: a code, its first findings, and the number of all."""

    code: str
    first: tuple[Diagnostic, ...]
    count: int


def quality_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the quality page, and the pages of codes with many findings."""
    corpus, cited = plan.corpus, plan.site.cited
    by_code = grouped(corpus.diagnostics, lambda finding: finding.code)
    gravest = sorted(by_code.items(), key=lambda group: (-max(finding.severity for finding in group[1]), group[0]))
    severities = Counter(finding.severity for finding in corpus.diagnostics)
    counts = tuple((severity.word, severities[severity]) for severity in sorted(Severity, reverse=True))
    wanted = sorted(
        (work for work in corpus.works if not work.held and cited.get(work.id)),
        key=lambda work: (-cited[work.id], work.id),
    )
    first = tuple(Found(code, tuple(found[:SHOWN]), len(found)) for code, found in gravest)
    listed = tuple(work.id for work in wanted[:SHOWN])
    progress = progress_words(work.document for work in corpus.works if work.document)
    tallies = confirmed_tallies(work.document for work in corpus.works if work.document)
    accuracy = tuple((name, tally.found, tally.hit, tally.gold) for name, tally in tallies.items())
    yield PageTask(_PATH, _quality_page, (first, counts, listed, len(wanted), progress, accuracy), listed=True)
    for code, found in gravest:
        if len(found) > SHOWN:
            yield from part_page_tasks(parts(_base(code), found), TITLES[code], _code_page)


def _quality_page(
    site: Site,
    found: Sequence[Found],
    counts: Sequence[tuple[str, int]],
    wanted: Sequence[WorkId],
    missing: int,
    progress: str,
    accuracy: Sequence[tuple[str, int, int, int]],
) -> Iterator[Page]:
    sections = [
        Section(
            code=group.code,
            rows=[_row(site, _PATH, finding) for finding in group.first],
            count=group.count,
            rest=relative(_PATH, f"{_base(group.code)}.md") if group.count > SHOWN else "",
        )
        for group in found
    ]
    yield page(
        _PATH,
        "quality",
        sections=sections,
        counts=counts,
        titles=TITLES,
        help=relative(_PATH, SIDECAR_HELP),
        wanted=rows(site, _PATH, wanted),
        missing=missing,
        progress=progress,
        accuracy=accuracy,
        all_wanted=relative(_PATH, f"{LISTS}/chua-co-toan-van.md"),
    )


def _code_page(
    site: Site, path: str, title: str, found: Sequence[Diagnostic], pages: Sequence[PageLink]
) -> Iterator[Page]:
    yield page(path, "findings", title=title, rows=[_row(site, path, finding) for finding in found], pages=pages)


def _base(code: str) -> str:
    return f"{QUALITY}/{code.lower()}"


def _row(site: Site, path: str, finding: Diagnostic) -> FindingRow:
    held = site.by_path.get(finding.location.path)
    work = site.works[held] if held else None
    where = link(short_name(work), site.url(path, work.id, finding.eid)) if work else shown(finding.location.path)
    quote = finding.quote if len(finding.quote) <= 160 else finding.quote[:160] + "…"
    sidecar = f"{finding.location.path.rpartition('.')[0]}.yml" if work else ""
    return FindingRow(
        Md(f"{where} (dòng {finding.location.line})"), finding.message, quote, finding.severity.word, sidecar
    )
