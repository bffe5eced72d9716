"""Every address of the site: who owns which folder, and one page per work and unit at an address one can guess.

`van-ban/120-kl-tw` is the work while one work bears that code; when a second one appears the same address
becomes the list of both, each under it (`van-ban/481-ubnd-nc/quang-tri-2022`).
"""

import hashlib
import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote

from build_tools.base.text import slug
from build_tools.model.corpus import Corpus, UnitId, WorkId
from build_tools.search import FOLDER

WORKS = "van-ban"
ORIGINALS = "van-ban/tep-goc"
_ACTIVE = (".html", ".htm", ".md")
LISTS = "danh-muc"
TIMELINE = "dong-thoi-gian"
UNITS = "don-vi"
CALENDAR = "lich"
GLOSSARY = "tu-viet-tat"
QUALITY = "chat-luong"
FEEDS = "nguon-tin"
SEARCH = FOLDER
HOME = "index.md"
GLOSSARY_PAGE = f"{GLOSSARY}/index.md"
SIDECAR_HELP = "huong-dan/them-van-ban.md"
CALENDAR_HELP = "huong-dan/lich.md"
# The generated part of docs/: whatever else stands in these folders is removed.
OWNED = (WORKS, LISTS, TIMELINE, UNITS, CALENDAR, GLOSSARY, QUALITY, FEEDS, SEARCH)

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

    `moved` are addresses that documents had before, as keepers state them, where nothing else stands now.
    """

    works: Mapping[WorkId, str]
    units: Mapping[UnitId, str]
    shared: Mapping[str, tuple[WorkId, ...]]
    moved: Mapping[str, tuple[WorkId, ...]]


def addresses(corpus: Corpus) -> Addresses:
    """Return the address of every page; stable, and the same for the same corpus whatever the order of files.

    A name or a truncated number under which a work is also cited has an address too: the list of what it may mean.
    """
    claims: dict[str, list[WorkId]] = defaultdict(list)
    for work in corpus.works:
        for alias in work.aliases:
            claims[f"{WORKS}/{alias}"].append(work.id)
    works, shared = _spread((work.id for work in corpus.works), lambda work: f"{WORKS}/{work.code}", _qualifier, claims)
    units, _ = _spread((unit.id for unit in corpus.units), _unit_base, lambda unit: slug(unit.scope), {})
    return Addresses(works, units, shared, _moved(corpus, {*works.values(), *shared}))


def _moved(corpus: Corpus, taken: Collection[str]) -> dict[str, tuple[WorkId, ...]]:
    """The works that were at each of these addresses, by page, but for pages that are taken."""
    former: dict[str, tuple[WorkId, ...]] = {}
    for work in corpus.works:
        for old in work.document.source.statement.former if work.document else ():
            path = f"{old}.md"
            if path not in taken:
                former[path] = (*former.get(path, ()), work.id)
    return dict(sorted(former.items()))


def is_generated(path: str) -> bool:
    """Return whether a file of docs/ is one that the build writes."""
    return path == HOME or path.startswith(tuple(f"{folder}/" for folder in OWNED))


def _qualifier(work: WorkId) -> str:
    place = work.place or ("chua-ro-tinh" if work.scope else "trung-uong")
    return "-".join(part for part in (place, work.year or "khong-ro-nam") if part)


def _unit_base(unit: UnitId) -> str:
    place = unit.place or ("chua-ro-tinh" if unit.scope else "trung-uong")
    organ = unit.organ.removesuffix(unit.place).strip("-").removesuffix("-tinh").removesuffix("-thanh-pho")
    name = unit.name if not organ or unit.name.endswith(organ) else f"{unit.name.removesuffix('-so')}-{organ}"
    return f"{UNITS}/{place}/{name}"


def _file_name(path: str) -> str:
    """A path that every file system takes: its last part is cut where it is long, and never the name of a list."""
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
    """Return a page for each key, below the base where several share it, and the shared bases with their keys.

    `claims` are keys that are also looked for at a base; a base that is only claimed is a list.
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


def _below(start: str, group: Sequence[Key], qualifier: Callable[[Key], str]) -> dict[Key, str]:
    """Return a page below the shared address for each key; a serial number keeps equal qualifiers apart."""
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
    """Return the link from one page to another or to a clause of it, as it stands in Markdown."""
    path = _relative_path(page.rpartition("/")[0], target) if target != page else ""
    return f"{path}#{anchor}" if anchor else path or posixpath.basename(page)


@lru_cache(maxsize=1 << 15)
def _relative_path(folder: str, target: str) -> str:
    """The way from a page in a folder to another page as it stands in a link."""
    here, there = folder.split("/") if folder else [], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return quote("/".join([".."] * (len(here) - common) + there[common:]))


def relative_html(page: str, target: str, anchor: str | None = None) -> str:
    """Return the same link for raw HTML, which MkDocs does not rewrite."""
    return in_html(relative(page, target, anchor))


def in_html(link: str) -> str:
    """Return a link as it stands in raw HTML, from how it stands in Markdown."""
    return link.replace(".md", ".html")


def html_address(page: str) -> str:
    """Return where a page of docs/ stands in the site, seen from its root."""
    return quote(page.removesuffix(".md") + ".html")


def original(path: str) -> str:
    """Return where the original file of a source is published.

    A saved web page would run its scripts among our pages, and MkDocs takes Markdown for a page of the site: such a
    file is given an ending that makes it plain text to a browser; its content stays.
    """
    return f"{ORIGINALS}/{path}{'.txt' if path.lower().endswith(_ACTIVE) else ''}"
