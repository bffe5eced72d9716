"""The timeline: documents, cited instruments and deadlines by year and month, with a picture and plain lists."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.model import Page
from build_tools.render.agenda import agenda
from build_tools.render.markdown import Md, join, link
from build_tools.render.month_picture import anchor, month_picture
from build_tools.render.names import short_name, subject_of, vietnamese_date
from build_tools.render.paths import TIMELINE
from build_tools.render.site import Site, grouped
from build_tools.render.templates import page

_PATH = f"{TIMELINE}/index.md"
_KINDS = ("Văn bản có toàn văn", "Văn bản được viện dẫn", "Thời hạn")
_DEADLINE = 2
_MOST = 300
_COLUMN, _BAR, _UNIT, _BASE = 64, 14, 12, 190


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a date: `kind` indexes the three kinds of the picture."""

    date: str
    kind: int
    words: Md


def timeline_pages(site: Site) -> Iterator[Page]:
    """Yield the timeline; where it is long, each year has a page of its own."""
    happenings = sorted(_happenings(site), key=lambda h: (h.date, h.kind, h.words))
    split = len(happenings) > _MOST
    by_year = grouped(happenings, lambda h: h.date[:4])
    years = [(year, _months(rows)) for year, rows in by_year.items()]
    undated = [
        link(short_name(work), site.url(_PATH, work.id))
        for work in site.corpus.works
        if not work.date and not work.id.year
    ]
    yield page(
        _PATH,
        "timeline",
        years=years,
        split=split,
        alone=False,
        counts={year: len(rows) for year, rows in by_year.items()},
        kinds=_KINDS,
        picture=_picture(happenings),
        months=month_picture(((h.date, h.kind == _DEADLINE) for h in happenings), split=split),
        undated=undated,
        day=vietnamese_date,
    )
    for year, months in years if split else ():
        title = f"Dòng thời gian: năm {year}"
        yield page(
            f"{TIMELINE}/{year}.md",
            "year",
            title=title,
            year=year,
            alone=True,
            years=list(by_year),
            rows_by_month=months,
            kinds=_KINDS,
            day=vietnamese_date,
        )


def _months(rows: Sequence[Happening]) -> list[tuple[str, str, list[Happening]]]:
    return [(vietnamese_date(m), anchor(m), same) for m, same in grouped(rows, lambda h: h.date[:7]).items()]


def _happenings(site: Site) -> Iterator[Happening]:
    for work in site.corpus.works:
        if work.date or work.id.year:
            name = link(short_name(work), site.url(_PATH, work.id))
            about = join((name, subject_of(work)), ": ") if subject_of(work) and work.code else name
            yield Happening(work.date or work.id.year, 0 if work.held else 1, about)
    for entry in agenda(site, _PATH):
        if entry.date:
            task = entry.task
            words = Md(f"{entry.when} – {task.bearers}: “{task.quote}” ({task.work}, {task.clause})")
            yield Happening(entry.date, _DEADLINE, words)


def _picture(happenings: Sequence[Happening]) -> Md:
    """Bars by year for the three kinds; years without anything between two that have something are left out."""
    counts = Counter((h.date[:4], h.kind) for h in happenings)
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
