"""Which clauses of an instrument are cited, and by which documents: the table on its page, the counts in its text."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.base.text import fold, slug
from build_tools.model.corpus import Work, WorkId
from build_tools.render.lookups import Site
from build_tools.render.markdown import Md, join, link, shown
from build_tools.render.wording import clause, short_name

# "điểm a khoản 2 Điều 5": the parts of a clause from the smallest to the largest, as a citation has them.
_PART = re.compile(r"(?:điểm|khoản|điều|mục|chương|phần|phụ lục)\s+[\w.]+", re.IGNORECASE)
_MOST_DOCUMENTS = 8


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of an instrument, and the documents that cite it; `anchor` is that of the row."""

    clause: Md
    anchor: str
    count: int
    documents: Md


def cited_clauses(site: Site, work: Work, path: str) -> Sequence[ClauseRow]:
    """Return the clauses that documents of the register cite, in the order of their numbers."""
    found = _citing(site, work.id)
    eids = _eids(work)
    rows = []
    for label in sorted(found, key=_number):
        newest = sorted(found[label], key=lambda each: (site.works[each].date or "", each), reverse=True)
        links = [link(short_name(site.works[each]), site.url(path, each)) for each in newest[:_MOST_DOCUMENTS]]
        more = [shown(f"và {len(newest) - _MOST_DOCUMENTS} văn bản khác")] if len(newest) > _MOST_DOCUMENTS else []
        eid = eids.get(label)
        name = link(clause(label), f"#{eid}") if eid else shown(clause(label))
        rows.append(ClauseRow(name, _anchor(label), len(newest), join((*links, *more), "; ")))
    return rows


def counts_by_clause(site: Site, work: Work) -> Mapping[str, tuple[int, str]]:
    """Return how many documents cite each clause of a held document, and the anchor of its row, by its own anchor."""
    eids = _eids(work)
    found = _citing(site, work.id) if eids else {}
    return {eids[label]: (len(citing), _anchor(label)) for label, citing in found.items() if label in eids}


def _citing(site: Site, work: WorkId) -> Mapping[str, set[WorkId]]:
    """The documents that cite each clause, by its label as pages write it ("Điều 5, khoản 2")."""
    found: dict[str, set[WorkId]] = defaultdict(set)
    for edge in site.into.get(work, ()):
        for words in edge.provisions:
            found[_label(words)].add(edge.witness)
    return found


def _label(words: str) -> str:
    parts = _PART.findall(words)
    return ", ".join(part if number else clause(part) for number, part in enumerate(reversed(parts))) or clause(words)


def _eids(work: Work) -> Mapping[str, str]:
    return {clause(each.label): each.eid for each in work.document.provisions} if work.document else {}


def _number(label: str) -> list[tuple[int, str]]:
    """Numbers as numbers: Điều 9 stands before Điều 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", fold(label))]


def _anchor(label: str) -> str:
    return f"dan-{slug(label)}"
