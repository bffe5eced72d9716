"""The glossary: short forms as the documents define them, each with its place, and those of the vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Page
from build_tools.render.markdown import Md, join, link
from build_tools.render.names import short_name
from build_tools.render.paths import GLOSSARY
from build_tools.render.site import Site, grouped
from build_tools.render.templates import page
from build_tools.text import fold

_PATH = f"{GLOSSARY}/index.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A short form, what it stands for, and who says so."""

    short: str
    long: str
    where: Md


def glossary_pages(site: Site) -> Iterator[Page]:
    """Yield the glossary page."""
    terms = grouped(site.corpus.terms, lambda term: (term.abbreviation.short, fold(term.abbreviation.long)))
    defined = []
    for (short, _), found in sorted(terms.items(), key=lambda item: (fold(item[0][0]), item[0])):
        places = [
            link(short_name(site.works[term.work]), site.url(_PATH, term.work, term.abbreviation.eid)) for term in found
        ]
        defined.append(Row(short, found[0].abbreviation.long, join(places, "; ")))
    known = {row.short for row in defined}
    common = [Row(row.short, row.long, Md("")) for row in site.vocabulary.abbreviations if row.short not in known]
    yield page(_PATH, "glossary", defined=defined, common=sorted(common, key=lambda row: fold(row.short)))
