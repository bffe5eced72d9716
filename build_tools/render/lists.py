"""The lists of works: all that are held, and everything by type, by issuer, by year and by status."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus import Work
from build_tools.model import Page
from build_tools.render.markdown import Md, link
from build_tools.render.names import short_name, subject_of, vietnamese_date
from build_tools.render.paging import SHOWN, parts
from build_tools.render.paths import LISTS, WORKS, relative
from build_tools.render.site import Site, grouped
from build_tools.render.templates import page
from build_tools.render.work import EFFECTS, STATUS_UNKNOWN
from build_tools.text import fold, slug


@dataclass(frozen=True, slots=True)
class Row:
    """A work in a list."""

    link: Md
    subject: str
    organ: str
    date: str
    held: bool
    cited: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list: its first rows, how many there are, and the address of all where these are more."""

    title: str
    anchor: str
    rows: Sequence[Row]
    count: int
    rest: str


def list_pages(site: Site) -> Iterator[Page]:
    """Yield the register of works, the four lists, and the pages of every section that is long."""
    yield from _register(site)
    kinds: tuple[tuple[str, str, Callable[[Work], str]], ...] = (
        ("loai", "Văn bản theo loại", lambda work: work.type_name),
        ("co-quan", "Văn bản theo cơ quan ban hành", lambda work: work.organ or "Chưa rõ cơ quan ban hành"),
        ("nam", "Văn bản theo năm ban hành", lambda work: work.year or "Chưa rõ năm"),
        ("tinh-trang", "Văn bản theo tình trạng hiệu lực", status_words),
    )
    for name, title, key in kinds:
        path = f"{LISTS}/{name}.md"
        groups = sorted(grouped(sorted(site.corpus.works, key=_newest_first), key).items(), key=_by_words)
        named = _anchored(groups[::-1] if name == "nam" else groups)
        sections = [_section(site, path, f"{LISTS}/{name}/{a}", words, works) for a, words, works in named]
        yield page(path, "list", title=title, sections=sections)
        for anchor, words, works in named:
            yield from _long(site, f"{LISTS}/{name}/{anchor}", f"{title}: {words}", works)


def _register(site: Site) -> Iterator[Page]:
    path, works = f"{WORKS}/index.md", site.corpus.works
    held = sorted((work for work in works if work.held), key=_newest_first)
    cited = sorted((work for work in works if not work.held), key=lambda work: (-site.cited.get(work.id, 0), work.id))
    parts = (
        (f"{LISTS}/co-toan-van", "Văn bản có toàn văn", held),
        (f"{LISTS}/chua-co-toan-van", "Văn bản được viện dẫn, chưa có toàn văn", cited),
    )
    yield page(
        path,
        "works",
        held=_section(site, path, *parts[0]),
        cited=_section(site, path, *parts[1]),
        types=sorted({work.type_name for work in works}, key=fold),
        organs=sorted({work.organ for work in works if work.organ}, key=fold),
        years=sorted({work.year for work in works if work.year}, reverse=True),
    )
    for base, title, members in parts:
        yield from _long(site, base, title, members)


def _anchored(groups: Sequence[tuple[str, list[Work]]]) -> list[tuple[str, str, list[Work]]]:
    """Each group with an anchor of its own, also where two names fold alike."""
    taken: Counter[str] = Counter()
    named = []
    for words, works in groups:
        anchor = slug(words)
        taken[anchor] += 1
        named.append((anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}", words, works))
    return named


def _section(site: Site, path: str, base: str, title: str, works: Sequence[Work]) -> Section:
    rest = relative(path, f"{base}.md") if len(works) > SHOWN else ""
    return Section(title, base.rpartition("/")[2], rows(site, path, works[:SHOWN]), len(works), rest)


def _long(site: Site, base: str, title: str, works: Sequence[Work]) -> Iterator[Page]:
    """The pages of a long section, each with links to the others."""
    for part in parts(base, works) if len(works) > SHOWN else ():
        yield page(
            part.path,
            "paged",
            title=part.titled(title),
            rows=rows(site, part.path, part.items),
            pages=part.pages,
        )


def status_words(work: Work) -> str:
    """Return what is known of the work's effect in a few words; what sources say differently is not decided."""
    stated = {EFFECTS[fact.status] for fact in work.facts if fact.status in EFFECTS}
    return " / ".join(sorted(stated)) or STATUS_UNKNOWN


def _by_words(group: tuple[str, list[Work]]) -> str:
    return fold(group[0])


def _newest_first(work: Work) -> tuple[int, str]:
    return -int((work.date or f"{work.year or '0000'}-00-00").replace("-", "")), work.id.code


def rows(site: Site, path: str, works: Sequence[Work]) -> list[Row]:
    """Return the works as rows of a list on the page at `path`."""
    return [
        Row(
            link=link(short_name(work), site.url(path, work.id)),
            subject=subject_of(work) if work.code else "",
            organ=work.organ or "",
            date=vietnamese_date(work.date) or (work.year or ""),
            held=work.held,
            cited=site.cited.get(work.id, 0),
        )
        for work in works
    ]
