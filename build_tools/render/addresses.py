"""Every address of the site: the generated folders, and one page per work and unit at an address one can guess.

`van-ban/120-kl-tw` is a work as long as no other has that code; once two works share it, the address becomes the list
of both, each below it (`van-ban/481-ubnd-nc/quang-tri-2022`).
"""

import hashlib
import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote

from build_tools.base.memo import Memo
from build_tools.base.text import slug
from build_tools.model.corpus import Corpus, Series, UnitId, WorkId
from build_tools.search import FOLDER

WORKS = "van-ban"
ORIGINALS = "van-ban/tep-goc"
_ACTIVE = (".html", ".htm", ".mht", ".xml", ".md")
LISTS = "danh-muc"
TIMELINE = "dong-thoi-gian"
UNITS = "don-vi"
CALENDAR = "lich"
DUE = "viec"
SERIES = "so-voi-nam-truoc"
GLOSSARY = "tu-viet-tat"
QUALITY = "chat-luong"
FEEDS = "nguon-tin"
DATA = "du-lieu"
SEARCH = FOLDER
HOME = "index.md"
GLOSSARY_PAGE = f"{GLOSSARY}/index.md"
SIDECAR_HELP = "huong-dan/them-van-ban.md"
CALENDAR_HELP = "huong-dan/lich.md"
# The generated folders of docs/: other files in them are deleted.
OWNED = (WORKS, LISTS, TIMELINE, UNITS, CALENDAR, DUE, SERIES, GLOSSARY, QUALITY, FEEDS, DATA, SEARCH)

_LONGEST = 100
# Names that are taken, and those that Windows gives to no file.
_RESERVED = (
    "index",
    "tep-goc",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)),
)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page of each work and unit below docs/, and the lists at addresses that several works share.

    `moved` are the former addresses of documents, as keepers state them, that no other page has now.
    """

    works: Mapping[WorkId, str]
    units: Mapping[UnitId, str]
    shared: Mapping[str, tuple[WorkId, ...]]
    moved: Mapping[str, tuple[WorkId, ...]]


def addresses(corpus: Corpus, memo: Memo | None = None) -> Addresses:
    """Return the address of every page, which does not depend on the order of files.

    A name or a truncated number by which works are also cited has an address too: the list of the works it may mean.
    """
    memo = memo or Memo()
    named = memo.same("named works", tuple((work.id, work.aliases) for work in corpus.works))
    works, shared = memo(_work_pages, named)
    units = memo(_unit_pages, memo.same("named units", tuple(unit.id for unit in corpus.units)))
    return Addresses(works, units, shared, _moved(corpus, works, shared))


def _work_pages(
    named: Sequence[tuple[WorkId, Sequence[str]]],
) -> tuple[dict[WorkId, str], dict[str, tuple[WorkId, ...]]]:
    """Return the page of each work, given with its aliases, and the addresses that several works share."""
    claims: dict[str, list[WorkId]] = defaultdict(list)
    for work, aliases in named:
        for alias in aliases:
            claims[f"{WORKS}/{alias}"].append(work)
    return _spread((work for work, _ in named), lambda work: f"{WORKS}/{work.code}", _qualifier, claims)


def _unit_pages(units: Sequence[UnitId]) -> dict[UnitId, str]:
    return _spread(units, _unit_base, lambda unit: slug(unit.scope), {})[0]


def _moved(corpus: Corpus, works: Mapping[WorkId, str], shared: Collection[str]) -> dict[str, tuple[WorkId, ...]]:
    """Return the works by former address, but for addresses that a page has."""
    stated = [(work.id, work.document.source.statement.former) for work in corpus.works if work.document]
    stated = [(work, paths) for work, paths in stated if paths]
    taken = {*works.values(), *shared} if stated else set()
    former: dict[str, tuple[WorkId, ...]] = {}
    for work, paths in stated:
        for old in paths:
            path = f"{old}.md"
            if path not in taken:
                former[path] = (*former.get(path, ()), work)
    return dict(sorted(former.items()))


def is_generated(path: str) -> bool:
    """Return whether the build writes this file of docs/."""
    return path == HOME or path.startswith(tuple(f"{folder}/" for folder in OWNED))


def _qualifier(work: WorkId) -> str:
    place = work.place or ("chua-ro-tinh" if work.scope else "trung-uong")
    return "-".join(part for part in (place, work.year or "khong-ro-nam") if part)


def _unit_base(unit: UnitId) -> str:
    place = unit.place or ("chua-ro-tinh" if unit.scope else "trung-uong")
    organ = unit.organ.removesuffix(unit.place).strip("-").removesuffix("-tinh").removesuffix("-thanh-pho")
    name = unit.name if not organ or unit.name.endswith(organ) else f"{unit.name.removesuffix('-so')}-{organ}"
    return f"{UNITS}/{place}/{name}{f'-tu-{unit.since[:4]}' if unit.since else ''}"


def _file_name(path: str) -> str:
    """Return a path that every file system accepts: a long last part is cut, a reserved one gets a suffix."""
    folder, _, name = path.rpartition("/")
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST].rstrip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{folder}/{name or 'khong-ten'}{'-vb' if name in _RESERVED else ''}"


def _spread(
    keys: Iterable[Key],
    base: Callable[[Key], str],
    qualifier: Callable[[Key], str],
    claims: Mapping[str, Sequence[Key]],
) -> tuple[dict[Key, str], dict[str, tuple[Key, ...]]]:
    """Return a page for each key, below its base if several keys share that, and the shared bases with their keys.

    `claims` are further keys by the base at which readers also look for them; a base with only claims is a list.
    """
    groups: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        groups[_file_name(base(key))].append(key)
    claimed = {_file_name(start): list(group) for start, group in claims.items()}
    pages: dict[Key, str] = {}
    shared: dict[str, tuple[Key, ...]] = {}
    for start in sorted({*groups, *claimed}):
        group = groups.get(start, [])
        others = [key for key in claimed.get(start, []) if key not in group]
        if len(group) == 1 and not others:
            pages[group[0]] = f"{start}.md"
            continue
        shared[f"{start}.md"] = (*group, *others)
        pages |= _below(start, group, qualifier)
    return pages, shared


def series_page(series: Series) -> str:
    """Return the page of a series of documents."""
    return f"{_file_name(f'{SERIES}/{series.name}')}.md"


def step_page(series: Series, work: WorkId) -> str:
    """Return the page that holds a document of a series against the one before it."""
    return f"{series_page(series).removesuffix('.md')}/{work.year}-{work.code}.md"


def _below(start: str, group: Sequence[Key], qualifier: Callable[[Key], str]) -> dict[Key, str]:
    """Return a page below the shared address for each key; a serial number makes equal qualifiers unique."""
    pages: dict[Key, str] = {}
    taken: set[str] = set()
    for key in group:
        name = unique = f"{start}/{qualifier(key)}"
        serial = 2
        while unique in taken:
            unique, serial = f"{name}-{serial}", serial + 1
        taken.add(unique)
        pages[key] = f"{unique}.md"
    return pages


def relative(page: str, target: str, anchor: str | None = None) -> str:
    """Return the relative link from one page to another, or to an anchor in it, for Markdown."""
    path = _relative_path(page.rpartition("/")[0], target) if target != page else ""
    return f"{path}#{anchor}" if anchor else path or posixpath.basename(page)


@lru_cache(maxsize=1 << 15)
def _relative_path(folder: str, target: str) -> str:
    """Return the relative link from a page in this folder to another page."""
    here, there = folder.split("/") if folder else [], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return quote("/".join([".."] * (len(here) - common) + there[common:]))


def relative_html(page: str, target: str, anchor: str | None = None) -> str:
    """Return the link as `relative` does, but for raw HTML, which MkDocs does not rewrite."""
    return in_html(relative(page, target, anchor))


def in_html(link: str) -> str:
    """Return a link for raw HTML, given the link for Markdown."""
    return link.replace(".md", ".html")


def html_address(page: str) -> str:
    """Return the address in the site, relative to its root, of a page of docs/."""
    return quote(page.removesuffix(".md") + ".html")


def original(path: str) -> str:
    """Return the path below docs/ at which the original file of a source is published.

    A saved web page would run its scripts on the site, and MkDocs takes Markdown for a page: such a file gets the
    suffix .txt, which makes it plain text for a browser; its content is unchanged.
    """
    return f"{ORIGINALS}/{path}{'.txt' if path.lower().endswith(_ACTIVE) else ''}"
