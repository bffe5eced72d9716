"""The timeline: documents, cited instruments and deadlines by year and month, with a picture and plain lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from build_tools.base.changing import changing, grouped_by
from build_tools.base.values import Value
from build_tools.model.corpus import WorkId
from build_tools.model.document import Document
from build_tools.model.page import Page
from build_tools.render.addresses import TIMELINE
from build_tools.render.days import day_parts
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, join, link
from build_tools.render.page_task import Due, PageTask, Plan, part_page_tasks
from build_tools.render.pages.agenda import entry_of
from build_tools.render.paging import PageLink
from build_tools.render.pictures.month_picture import anchor, month_picture
from build_tools.render.wording import short_name, subject_of, vietnamese_date

_PATH = f"{TIMELINE}/index.md"
_KINDS = ("Văn bản có toàn văn", "Văn bản được viện dẫn", "Thời hạn")
_DEADLINE = 2
_MOST = 300
_COLUMN, _BAR, _UNIT, _BASE = 64, 14, 12, 190


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the timeline: `kind` indexes `_KINDS`."""

    date: str
    kind: int
    words: Md


class Dated(Value, frozen=True):
    """The input from which a `Happening` is made: a work or a deadline, and its date."""

    date: str
    kind: int
    work: WorkId
    due: Due | None = None


def timeline_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the timeline; if it is long, also a page for each year, and for each month of a long year."""
    memo, months = plan.memo, _months_of(plan)
    split = sum(map(len, months.values())) > _MOST
    by_year = dict(reversed(plan.joined("timeline", ((month[:4], rows) for month, rows in months.items())).items()))
    undated = tuple(work.id for work in plan.corpus.works if not work.date and not work.id.year)
    counts = tuple(count for rows in months.values() for count in memo(_counted, rows))
    whole = () if split else tuple(by_year.items())
    totals = {year: len(rows) for year, rows in by_year.items()}
    yield PageTask(_PATH, _timeline_page, (whole, totals, counts, undated), listed=True)
    names = tuple(by_year)
    for year, rows in by_year.items() if split else ():
        path = f"{TIMELINE}/{year}.md"
        if len(rows) <= _MOST:
            yield PageTask(path, _year_page, (path, year, names, rows), listed=True)
            continue
        own = {month: same for month, same in months.items() if month[:4] == year}
        listed = tuple((month, len(same)) for month, same in own.items())
        yield PageTask(path, _long_year_page, (path, year, names, listed), listed=True)
        for month, same in own.items():
            yield from memo.made_of(("timeline pages", month), (same,), partial(_of_month, month, same))


def _of_month(month: str, rows: Sequence[Dated]) -> tuple[PageTask, ...]:
    found = day_parts(f"{TIMELINE}/{_file(month)}", rows, attrgetter("date"))
    return tuple(part_page_tasks(found, f"Dòng thời gian: {_words(month)}", _month_page))


def _months_of(plan: Plan) -> dict[str, Sequence[Dated]]:
    """Return by month, quarter or year, in order, what happened in it: by date, works before deadlines."""
    memo = plan.memo
    works = [dated for work in plan.corpus.works if (dated := memo(_dated_work, work.id, work.date, work.document))]
    issued = grouped_by(memo, "issued", changing(memo, "dated works", works), lambda row: (row.date[:7],))
    return {
        month: memo.made_of(
            ("timeline month", month),
            (own := issued.get(month, ()), due := plan.months.get(month, ())),
            partial(_in_order, own, due),
        )
        for month in sorted({*issued, *plan.months})
    }


def _dated_work(work: WorkId, date: str | None, document: Document | None) -> Dated | None:
    return Dated(date or work.year, 0 if document else 1, work) if date or work.year else None


def _in_order(works: Iterable[Dated], dues: Iterable[Due]) -> tuple[Dated, ...]:
    rows = (Dated(due.deadline.date or "", _DEADLINE, due.duty.work, due) for due in dues)
    return tuple(sorted((*works, *rows), key=attrgetter("date", "kind")))


def _counted(rows: Iterable[Dated]) -> tuple[tuple[tuple[str, int], int], ...]:
    """Return how many of each kind there are in a month, with the month."""
    return tuple(sorted(Counter((row.date[:7], row.kind) for row in rows).items()))


def _timeline_page(
    site: Site,
    whole: Sequence[tuple[str, Sequence[Dated]]],
    totals: Mapping[str, int],
    counts: Sequence[tuple[tuple[str, int], int]],
    undated: Sequence[WorkId],
) -> Iterator[Page]:
    split = bool(totals) and not whole
    by_month = [(month, kind == _DEADLINE, count) for (month, kind), count in counts]
    yield page(
        _PATH,
        "timeline",
        years=[(year, _months(site, _PATH, rows)) for year, rows in whole] or [(year, ()) for year in totals],
        split=split,
        alone=False,
        counts=totals,
        kinds=_KINDS,
        picture=_picture(counts),
        months=month_picture(by_month, split=split),
        undated=[link(short_name(site.works[work]), site.url(_PATH, work)) for work in undated],
        day=vietnamese_date,
    )


def _year_page(site: Site, path: str, year: str, years: Sequence[str], rows: Sequence[Dated]) -> Iterator[Page]:
    yield page(
        path,
        "year",
        title=f"Dòng thời gian: năm {year}",
        year=year,
        alone=True,
        years=years,
        rows_by_month=_months(site, path, rows),
        kinds=_KINDS,
        day=vietnamese_date,
    )


def _file(month: str) -> str:
    """Return the name of the page of a month, or of events dated by the year alone."""
    return month.lower() if "-" in month else f"{month}-khong-ghi-thang"


def _words(month: str) -> str:
    return vietnamese_date(month) if "-" in month else f"{vietnamese_date(month)}, không ghi tháng"


def _long_year_page(
    _: Site, path: str, year: str, years: Sequence[str], months: Sequence[tuple[str, int]]
) -> Iterator[Page]:
    listed = [(_words(month), anchor(month), f"{_file(month)}.md", count) for month, count in months]
    yield page(path, "long_year", title=f"Dòng thời gian: năm {year}", year=year, years=years, months=listed)


def _month_page(site: Site, path: str, title: str, rows: Sequence[Dated], pages: Sequence[PageLink]) -> Iterator[Page]:
    shown, year = [_happening(site, path, row) for row in rows], rows[0].date[:4]
    yield page(
        path, "timeline_month", title=title, year=year, rows=shown, pages=pages, kinds=_KINDS, day=vietnamese_date
    )


def _months(site: Site, path: str, rows: Sequence[Dated]) -> list[tuple[str, str, list[Happening]]]:
    return [
        (vietnamese_date(month), anchor(month), [_happening(site, path, row) for row in same])
        for month, same in reversed(grouped(rows, lambda h: h.date[:7]).items())
    ]


def _happening(site: Site, path: str, dated: Dated) -> Happening:
    if dated.due:
        entry = entry_of(site, path, dated.due)
        task = entry.task
        words = Md(f"{entry.when} – {task.bearers}: “{task.quote}” ({task.work}, {task.clause})")
        return Happening(dated.date, dated.kind, words)
    work = site.works[dated.work]
    name = link(short_name(work), site.url(path, work.id))
    about = join((name, subject_of(work)), ": ") if subject_of(work) and work.code else name
    return Happening(dated.date, dated.kind, about)


def _picture(by_month: Sequence[tuple[tuple[str, int], int]]) -> Md:
    """Return bars by year for the three kinds; years without events are left out."""
    counts: Counter[tuple[str, int]] = Counter()
    for (month, kind), count in by_month:
        counts[month[:4], kind] += count
    years = sorted({year for year, _ in counts})
    if not years:
        return Md("")
    tallest = max(counts.values())
    unit = min(_UNIT, 150 / tallest)
    width = len(years) * _COLUMN + 20
    label = f"Số văn bản và thời hạn theo năm, từ {years[0]} đến {years[-1]}"
    parts = [
        f'<svg viewBox="0 0 {width} {_BASE + 30}" width="{width}" role="img" class="bieu-do" aria-label="{label}">'
    ]
    for column, year in enumerate(years):
        left = 10 + column * _COLUMN
        for kind in range(3):
            if count := counts[year, kind]:
                x, height = left + 6 + kind * (_BAR + 3), count * unit
                parts.append(
                    f'<rect class="cot-{kind}" x="{x}" y="{_BASE - height:g}" width="{_BAR}" height="{height:g}">'
                    f"<title>{year}: {_KINDS[kind]}: {count}</title></rect>"
                    f'<text x="{x + _BAR / 2:g}" y="{_BASE - height - 4:g}" class="so">{count}</text>'
                )
        parts.append(f'<text x="{left + _COLUMN / 2 - 3:g}" y="{_BASE + 18}">{year}</text>')
    parts.append(f'<path d="M8 {_BASE}H{width - 8}"/></svg>')
    return Md('<div class="so-do-khung">\n' + "\n".join(parts) + "\n</div>")
