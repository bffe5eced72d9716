"""The lists of works: all works, held or only cited; and works by type, by issuer, by year and by status."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.base.text import collation, slug
from build_tools.base.values import Value
from build_tools.model.corpus import Work, WorkId
from build_tools.model.page import Page
from build_tools.render.addresses import LISTS, WORKS, relative
from build_tools.render.jinja import page
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, link
from build_tools.render.page_task import PageTask, Plan, part_page_tasks
from build_tools.render.paging import SHOWN, PageLink, parts
from build_tools.render.status import status_words
from build_tools.render.wording import short_name, subject_of, vietnamese_date
from build_tools.resolve.changes import Change


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work in a list."""

    link: Md
    subject: str
    organ: str
    date: str
    held: bool
    cited: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a list: its first rows, the number of all, and the link to all if there are more, else ""."""

    title: str
    anchor: str
    rows: Sequence[WorkRow]
    count: int
    rest: str


# A list of more than `_MOST` works shows `_FEW` of each section; one of more than `_SECTIONS` only names its sections.
_MOST, _FEW, _SECTIONS = 500, 5, 100
# The most issuers that the form offers, those of most works first; the list has all.
_CHOICE = 300


class Named(Value, frozen=True):
    """The input from which a `Section` is made: title, anchor, first works, number of all, link to all."""

    title: str
    anchor: str
    first: tuple[WorkId, ...]
    count: int
    rest: str


def list_page_tasks(plan: Plan) -> Iterator[PageTask]:
    """Plan the register of works, the four lists, and the pages of every section that is long."""
    memo, changes = plan.memo, plan.site.changes
    shown = tuple(memo(_shown, work, changes.get(work.id, ())) for work in plan.site.works.values())
    parts = memo.same("listed works", shown), memo.same("cited", plan.site.cited)
    yield from memo.made_of("lists", parts, lambda: tuple(_lists(plan)))


def _shown(work: Work, changes: Sequence[Change]) -> tuple[object, ...]:
    """Return all of a work on which its places in the lists depend."""
    return work.id, work.held, work.type_name, work.organ, work.date, status_words(work, changes)


def _lists(plan: Plan) -> Iterator[PageTask]:
    yield from _register(plan)
    kinds: tuple[tuple[str, str, Callable[[Work], str]], ...] = (
        ("loai", "Văn bản theo loại", lambda work: work.type_name),
        ("co-quan", "Văn bản theo cơ quan ban hành", lambda work: work.organ or "Chưa rõ cơ quan ban hành"),
        ("nam", "Văn bản theo năm ban hành", lambda work: work.year or "Chưa rõ năm"),
        (
            "tinh-trang",
            "Văn bản theo tình trạng hiệu lực",
            lambda work: status_words(work, plan.site.changes.get(work.id, ())),
        ),
    )
    newest = sorted(plan.corpus.works, key=_newest_first)
    for name, title, key in kinds:
        path = f"{LISTS}/{name}.md"
        groups = sorted(grouped(newest, key).items(), key=_by_words)
        named = _anchored(groups[::-1] if name == "nam" else groups)
        most = SHOWN if len(newest) <= _MOST else _FEW
        if len(named) > _SECTIONS:
            most = 0
            yield from _names(name, title, named)
        else:
            sections = tuple(_named(path, f"{LISTS}/{name}/{a}", words, works, most) for a, words, works in named)
            yield PageTask(path, _list_page, (path, title, sections), listed=True)
        for anchor, words, works in named:
            if len(works) > most:
                yield from _long(f"{LISTS}/{name}/{anchor}", f"{title}: {words}", works, newest_first=True)


def _names(name: str, title: str, named: Sequence[tuple[str, str, list[Work]]]) -> Iterator[PageTask]:
    """Plan the pages that only name the sections of a list, each with its number of works and a page of its own."""
    sections = [Named(words, a, (), len(works), f"{LISTS}/{name}/{a}.md") for a, words, works in named]
    yield from part_page_tasks(parts(f"{LISTS}/{name}", sections, between="-"), title, _names_page)


def _names_page(_: Site, path: str, title: str, sections: Sequence[Named], pages: Sequence[PageLink]) -> Iterator[Page]:
    links = [(section, link(section.title, relative(path, section.rest))) for section in sections]
    yield page(path, "names", title=title, sections=links, pages=pages)


def _list_page(site: Site, path: str, title: str, sections: Sequence[Named]) -> Iterator[Page]:
    yield page(path, "list", title=title, sections=[_section(site, path, section) for section in sections])


def _register(plan: Plan) -> Iterator[PageTask]:
    path, works, cites = f"{WORKS}/index.md", plan.corpus.works, plan.site.cited
    held = sorted((work for work in works if work.held), key=_newest_first)
    cited = sorted((work for work in works if not work.held), key=lambda work: (-cites.get(work.id, 0), work.id))
    both = (
        (f"{LISTS}/co-toan-van", "Văn bản có toàn văn", held),
        (f"{LISTS}/chua-co-toan-van", "Văn bản được viện dẫn, chưa có toàn văn", cited),
    )
    types = tuple(sorted({work.type_name for work in works}, key=collation))
    issued = Counter(work.organ for work in works if work.organ)
    organs = tuple(sorted((organ for organ, _ in issued.most_common(_CHOICE)), key=collation))
    years = tuple(sorted({work.year for work in works if work.year}, reverse=True))
    sections = tuple(_named(path, base, title, members, SHOWN) for base, title, members in both)
    yield PageTask(path, _register_page, (path, sections, types, organs, years), listed=True)
    for base, title, members in both:
        if len(members) > SHOWN:
            yield from _long(base, title, members, newest_first=members is held)


def _register_page(
    site: Site,
    path: str,
    sections: Sequence[Named],
    types: Sequence[str],
    organs: Sequence[str],
    years: Sequence[str],
) -> Iterator[Page]:
    held, cited = (_section(site, path, section) for section in sections)
    yield page(path, "works", held=held, cited=cited, types=types, organs=organs, years=years)


def _anchored(groups: Sequence[tuple[str, list[Work]]]) -> list[tuple[str, str, list[Work]]]:
    """Return each group with a unique anchor, also if the slugs of two names are equal."""
    taken: Counter[str] = Counter()
    named = []
    for words, works in groups:
        anchor = slug(words)
        taken[anchor] += 1
        named.append((anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}", words, works))
    return named


def _named(path: str, base: str, title: str, works: Sequence[Work], most: int) -> Named:
    rest = relative(path, f"{base}.md") if len(works) > most else ""
    return Named(title, base.rpartition("/")[2], _ids(works[:most]), len(works), rest)


def _section(site: Site, path: str, named: Named) -> Section:
    return Section(named.title, named.anchor, rows(site, path, named.first), named.count, named.rest)


def _long(base: str, title: str, works: Sequence[Work], *, newest_first: bool) -> Iterator[PageTask]:
    """Plan the pages of a long section."""
    yield from part_page_tasks(parts(base, _ids(works), newest_first=newest_first), title, _long_page)


def _long_page(site: Site, path: str, title: str, works: Sequence[WorkId], pages: Sequence[PageLink]) -> Iterator[Page]:
    yield page(path, "paged", title=title, rows=rows(site, path, works), pages=pages)


def _ids(works: Sequence[Work]) -> tuple[WorkId, ...]:
    return tuple(work.id for work in works)


def _by_words(group: tuple[str, list[Work]]) -> tuple[str, str]:
    return collation(group[0])


def _newest_first(work: Work) -> tuple[int, str]:
    return -int((work.date or f"{work.year or '0000'}-00-00").replace("-", "")), work.id.code


def rows(site: Site, path: str, works: Sequence[WorkId]) -> list[WorkRow]:
    """Return the works as rows of a list on the page at `path`."""
    return [
        WorkRow(
            link=link(short_name(work), site.url(path, work.id)),
            subject=subject_of(work) if work.code else "",
            organ=work.organ or "",
            date=vietnamese_date(work.date) or (work.year or ""),
            held=work.held,
            cited=site.cited.get(work.id, 0),
        )
        for work in map(site.works.__getitem__, works)
    ]
