"""The entries of the glossary: short forms that documents define, and those in common use."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from build_tools.base.text import collation, fold, slug
from build_tools.model.corpus import Term
from build_tools.render.addresses import GLOSSARY_PAGE
from build_tools.render.lookups import Site, grouped
from build_tools.render.markdown import Md, join, link
from build_tools.render.paging import Part, parts
from build_tools.render.wording import short_name

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form, its long form, links to its definitions, and the anchor and page of its entry in the glossary."""

    short: str
    long: str
    where: Md
    anchor: str
    path: str


def short_forms(site: Site, defined: Sequence[Term]) -> list[ShortForm]:
    """Return the short forms that documents define, then the others in common use; the latter have no links."""
    terms = grouped(defined, lambda term: (term.abbreviation.short, fold(term.abbreviation.long)))
    found = [
        (short, same[0].abbreviation.long, _places(site, same))
        for (short, _), same in sorted(terms.items(), key=lambda item: (collation(item[0][0]), item[0]))
    ]
    known = {short for short, _, _ in found}
    common = [(row.short, row.long, Md("")) for row in site.vocabulary.abbreviations if row.short not in known]
    rows: list[ShortForm] = []
    taken: Counter[str] = Counter()
    placed = [(part.path, row) for part in glossary_parts(found) for row in part.items]
    others = [(GLOSSARY_PAGE, row) for row in sorted(common, key=lambda row: collation(row[0]))]
    for path, (short, long, where) in [*placed, *others]:
        name = f"tat-{slug(short)}"
        taken[name] += 1
        rows.append(ShortForm(short, long, where, name if taken[name] == 1 else f"{name}-{taken[name]}", path))
    return rows


def glossary_parts(rows: Sequence[Item]) -> Iterator[Part[Item]]:
    """Yield the pages of the glossary, all in one folder, so that relative links in the rows are right on each."""
    return parts(GLOSSARY_PAGE.removesuffix(".md"), rows, between="-")


def _places(site: Site, terms: Sequence[Term]) -> Md:
    places = [(t, site.url(GLOSSARY_PAGE, t.work, t.abbreviation.eid)) for t in terms]
    return join((link(short_name(site.works[term.work]), url) for term, url in places), "; ")
