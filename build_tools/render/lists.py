"""The lists of works: all that are held, and everything by type, by issuer, by year and by status."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus import Work
from build_tools.model import Page
from build_tools.render.markdown import Md, link
from build_tools.render.names import short_name, subject_of, vietnamese_date
from build_tools.render.paths import LISTS, WORKS
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


def list_pages(site: Site) -> Iterator[Page]:
    """Yield the register of works and the four lists."""
    path = f"{WORKS}/index.md"
    held = sorted((work for work in site.corpus.works if work.held), key=_newest_first)
    cited = sorted(
        (work for work in site.corpus.works if not work.held), key=lambda work: (-site.cited.get(work.id, 0), work.id)
    )
    works = site.corpus.works
    yield page(
        path,
        "works",
        held=rows(site, path, held),
        cited=rows(site, path, cited),
        types=sorted({work.type_name for work in works}, key=fold),
        organs=sorted({work.organ for work in works if work.organ}, key=fold),
        years=sorted({work.year for work in works if work.year}, reverse=True),
    )
    kinds: tuple[tuple[str, str, Callable[[Work], str]], ...] = (
        ("loai", "Văn bản theo loại", lambda work: work.type_name),
        ("co-quan", "Văn bản theo cơ quan ban hành", lambda work: work.organ or "Chưa rõ cơ quan ban hành"),
        ("nam", "Văn bản theo năm ban hành", lambda work: work.year or "Chưa rõ năm"),
        ("tinh-trang", "Văn bản theo tình trạng hiệu lực", status_words),
    )
    for name, title, key in kinds:
        path = f"{LISTS}/{name}.md"
        groups = grouped(sorted(site.corpus.works, key=_newest_first), key)
        sections = [
            (words, slug(words), rows(site, path, works)) for words, works in sorted(groups.items(), key=_by_words)
        ]
        yield page(path, "list", title=title, sections=sections[::-1] if name == "nam" else sections)


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
