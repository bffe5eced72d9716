"""The life of an instrument: what has become of it since its issue, its texts in the register, which to read when.

Days are those that the documents state. Shown only where there is more to tell than the issue.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.base.iso_dates import is_day
from build_tools.base.javascript import call
from build_tools.model.citation import Relation
from build_tools.model.corpus import Work, WorkId
from build_tools.model.page import Page
from build_tools.parse.dates.in_force import in_force_from
from build_tools.render.addresses import WORKS, relative_html
from build_tools.render.comparison import comparison
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, attribute_in_markdown, join, link, shown
from build_tools.render.page_task import PageTask, Plan
from build_tools.render.status import CLAUSE_ACTS, EFFECTS, by_whom, told
from build_tools.render.wording import clause, is_news, short_name, vietnamese_date
from build_tools.resolve.amended_clauses import AmendedClause
from build_tools.resolve.changes import Change
from build_tools.resolve.versions import Reading, Version, VersionKind, readings_of

# Fetched by page.js where a page says how far it reaches: else a new document would make all those pages anew.
NEWEST = f"{WORKS}/tinh-den.js"
_KINDS = {
    VersionKind.DRAFT: "dự thảo (chưa ghi số, ngày)",
    VersionKind.ORIGINAL: "bản ban hành",
    VersionKind.CONSOLIDATED: "văn bản hợp nhất",
}
_MOST_EVENTS, _MOST_CLAUSES = 40, 12
# A date so many years after the next newest one is mistyped.
_GAP = 5


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, in words and with links."""

    day: str
    date: str
    words: Md


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A text of the instrument: its name, what it is, its date, and the links that compare it with the others."""

    name: Md
    kind: str
    date: str
    comparisons: Md


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """From which day on which text is to be read, or why none can be named."""

    since: str
    text: Md


@dataclass(frozen=True, slots=True)
class Life:
    """What a page shows: `missing` are the amending documents of which the register has no text.

    Of very many events the newest, `more` is the number of those left out.
    """

    events: Sequence[Event]
    more: int
    missing: Md
    versions: Sequence[VersionRow]
    readings: Sequence[ReadingRow]
    unread: str


def newest_page_task(plan: Plan) -> Iterator[PageTask]:
    """Plan the script that says up to which day the register has documents."""
    yield PageTask(NEWEST, _newest, (newest_day(plan.corpus.works),))


def newest_day(works: Sequence[Work]) -> str:
    """Return the ISO date of the newest held document, "" if none has a day.

    A day years after all others is left out: it is mistyped.
    """
    days = sorted({work.date for work in works if work.held and is_day(work.date)})
    while len(days) > 1 and int(days[-1][:4]) - int(days[-2][:4]) > _GAP:
        days.pop()
    return days[-1] if days else ""


def _newest(_: Site, day: str) -> Iterator[Page]:
    yield Page(NEWEST, call("tinhDen", vietnamese_date(day)))


def life_of(site: Site, work: Work, path: str) -> Life | None:
    """Return the life of the instrument; `None` where the register knows of nothing but its issue."""
    changes = () if is_news(work) else site.changes.get(work.id, ())
    versions = site.versions.get(work.id, ())
    events = sorted(_events(site, work, path, changes), key=lambda event: event.day)
    if not events and not versions:
        return None
    issue = [_event(work, Md("Ban hành"))]
    missing = [change.by for change in changes if not site.works[change.by].held]
    principal = next((each.work for each in versions if each.kind is VersionKind.ORIGINAL), work.id)
    readings = _readings(site, site.works[principal], versions)
    return Life(
        events=[*issue, *events[-_MOST_EVENTS:]] if events else (),
        more=max(len(events) - _MOST_EVENTS, 0),
        missing=join((link(short_name(site.works[each]), site.url(path, each)) for each in missing), "; "),
        versions=[_version(site, path, each, versions) for each in versions],
        readings=[_reading(site, path, each) for each in readings],
        unread=_unread(site, site.works[principal], versions, readings),
    )


def amendment_marks(site: Site, work: WorkId, path: str) -> Mapping[str, str]:
    """Return, by the anchor of each amended clause of a held instrument, attributes: by what, and where it stands.

    Of several the newest. They are attributes, since the text shows what was signed and nothing else.
    """
    marks = {}
    for each in site.amended.get(work, ()):  # the oldest first
        address = relative_html(path, site.work_pages[each.by], each.at)
        words = f"{CLAUSE_ACTS[each.relation]} bởi {short_name(site.works[each.by])}"
        marks[each.eid] = f' data-sua="{attribute_in_markdown(address)}" data-sua-boi="{attribute_in_markdown(words)}"'
    return marks


def _events(site: Site, work: Work, path: str, changes: Sequence[Change]) -> Iterator[Event]:
    amended = site.amended.get(work.id, ())
    for change in changes:
        by = site.works[change.by]
        words = told(site, change, path, _clauses(work, [each for each in amended if each.by == change.by]))
        since = _since(site, change.by)
        later = f", có hiệu lực từ {vietnamese_date(since)}" if since and since != by.date else ""
        witness = "" if change.witness == change.by else f", {by_whom(site, change, path)}"
        yield _event(by, Md(f"{words}{later}{witness}"))
    seen = set()
    for edge in site.into.get(work.id, ()):
        if edge.relation is Relation.CONSOLIDATES and edge.subject not in seen:
            seen.add(edge.subject)
            other = site.works[edge.subject]
            name = link(short_name(other), site.url(path, edge.subject))
            yield _event(other, Md(f"Được hợp nhất tại {name}"))
    by_register = {code.text for change in changes if (code := site.works[change.by].code)}
    for fact in work.facts:
        if fact.since and fact.status in EFFECTS and fact.by not in by_register:
            words = shown(f"{EFFECTS[fact.status]}: {fact.words} (nguồn: {fact.source})")
            yield Event(fact.since.isoformat(), f"{fact.since:%d/%m/%Y}", words)


def _event(work: Work, words: Md) -> Event:
    day = work.date or work.year or ""
    return Event(day, vietnamese_date(day) or "chưa rõ ngày", words)


def _clauses(work: Work, amended: Sequence[AmendedClause]) -> Md | None:
    """Return links to the clauses of the instrument's own page, `None` for none."""
    if not work.document or not amended:
        return None
    eids = list(dict.fromkeys(each.eid for each in amended))
    labels = [link(clause(work.document.label(eid)), f"#{eid}") for eid in eids[:_MOST_CLAUSES]]
    rest = [shown(f"và {len(eids) - _MOST_CLAUSES} chỗ khác")] if len(eids) > _MOST_CLAUSES else []
    return join((*labels, *rest), "; ")


def _since(site: Site, identity: WorkId) -> str | None:
    """Return the day from which an instrument is in force: as it says itself, else its day of issue."""
    work = site.works[identity]
    stated = in_force_from(work.document.source.text, work.date) if work.document else None
    return stated or work.date


def _version(site: Site, path: str, version: Version, versions: Sequence[Version]) -> VersionRow:
    work = site.works[version.work]
    others = [each.work for each in versions if each != version and site.works[each.work].held]
    compared = [comparison(site, path, each, work.id, short_name(site.works[each])) for each in others if work.held]
    kind = _KINDS[version.kind] + ("" if work.held else " (sổ chưa có toàn văn)")
    name = link(short_name(work), site.url(path, work.id))
    return VersionRow(name, kind, vietnamese_date(work.date), join(compared, " · "))


def _readings(site: Site, issued: Work, versions: Sequence[Version]) -> Sequence[Reading]:
    changes = site.changes.get(issued.id, ())
    return readings_of(issued, versions, changes, lambda each: _since(site, each)) if versions else ()


def _reading(site: Site, path: str, reading: Reading) -> ReadingRow:
    cause = f" ({short_name(site.works[reading.cause.by])})" if reading.cause else ""
    if reading.ended:
        return ReadingRow(vietnamese_date(reading.since), shown(f"hết hiệu lực{cause}"))
    if reading.version is None:
        why = f"sổ chưa có văn bản hợp nhất{cause}" if reading.cause else "sổ chưa có toàn văn bản ban hành"
        return ReadingRow(vietnamese_date(reading.since), shown(why))
    name = link(short_name(site.works[reading.version]), site.url(path, reading.version))
    return ReadingRow(vietnamese_date(reading.since), name)


def _unread(site: Site, issued: Work, versions: Sequence[Version], readings: Sequence[Reading]) -> str:
    """Return why no text can be named for each day, "" where one can or the text has not changed."""
    changes = site.changes.get(issued.id, ())
    altered = [change for change in changes if not change.is_whole and change.relation is not Relation.SUSPENDS]
    if readings or not altered:
        return ""
    if any(version.kind is VersionKind.CONSOLIDATED for version in versions):
        return "Chưa xếp được lời văn theo thời điểm: có văn bản sửa đổi mà sổ chưa rõ ngày."
    return "Sổ chưa có văn bản hợp nhất: lời văn sau khi sửa đổi phải đọc cùng các văn bản sửa đổi."
