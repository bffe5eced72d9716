"""Which mentions speak of the same work: all mentions of all documents together decide, never one alone.

Mentions are grouped by code (or by name), then by issuer's province, then by year. One that does not state its year
joins when exactly one candidate is left, and stays ambiguous when several are. Nothing is dropped, nothing guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.corpus import WorkId
from build_tools.model import Citation, Code, Document
from build_tools.resolve.localities import Locality, citation_locality, document_locality
from build_tools.text import slug
from build_tools.vocabulary import Vocabulary

_CONGRESS = re.compile(r"(?<![a-z])(?P<term>[ivxlc]+)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a work: by a citation, or by a held document of itself (`citation` is then `None`)."""

    document: Document
    citation: Citation | None
    group: str
    locality: Locality
    year: str

    @property
    def base(self) -> tuple[str, str, str]:
        """Group, place and scope: what mentions must share before the year is looked at."""
        scope = self.document.source.path if self.locality.relative else ""
        return self.group, slug(self.locality.place or ""), scope


def code_group(code: Code) -> str:
    """Return the group of a code ("04-2015-nd-cp"): what its spellings have in common."""
    number, year, notation = code.key
    return "-".join(part for part in (number.zfill(2), str(year) if year else "", notation) if part)


def title_group(title: str) -> str:
    """Return the group of a name; a congress's resolution is known by its level and term in either order of words."""
    folded = slug(title)
    if "dai-hoi" in folded and (term := _CONGRESS.search(folded.replace("-", " "))):
        level = "dang-bo-tinh" if "dang-bo" in folded else "dang"
        return f"nghi-quyet-dai-hoi-{level}-{term['term']}"
    return folded


def own_mention(document: Document, vocabulary: Vocabulary) -> Mention:
    """Return how a held document names itself; without a number it is known by its symbol or subject and its date."""
    record = document.record
    date = record.issued_date.isoformat() if record.issued_date else ""
    if record.code and record.code.number:
        group = code_group(record.code)
        return Mention(document, None, group, document_locality(document, vocabulary), date[:4])
    symbol = f"khong-so-{slug(record.code.notation)}" if record.code else slug(record.type_name)
    subject = "" if record.code else "-".join(slug(record.subject.value if record.subject else "").split("-")[:6])
    group = "-".join(part for part in (symbol, date, subject) if part)
    locality = document_locality(document, vocabulary)
    return Mention(document, None, group, locality if record.code else Locality(), date[:4])


def cited_mentions(document: Document, vocabulary: Vocabulary) -> Iterable[Mention]:
    """Yield how a document names others."""
    own = document_locality(document, vocabulary)
    for citation in document.citations:
        group = code_group(citation.code) if citation.code else title_group(citation.title or "")
        year = str(citation.year) if citation.year else ""
        yield Mention(document, citation, group, citation_locality(citation, own, vocabulary), year)


def identify(mentions: Sequence[Mention]) -> dict[int, tuple[WorkId, ...]]:
    """Return, for the index of each mention, the works it may name: one, or several when it is ambiguous.

    A document's mention of itself names exactly one.
    """
    mentions = _with_law_numbers(mentions)
    years: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        years[mention.base] |= {mention.year} if mention.year else set()
    return {index: _candidates(mention, years[mention.base]) for index, mention in enumerate(mentions)}


def _candidates(mention: Mention, known: set[str]) -> tuple[WorkId, ...]:
    code, place, scope = mention.base
    if mention.year or mention.citation is None:
        return (WorkId(code, place, mention.year, scope),)
    issued = mention.document.record.issued_date
    possible = sorted(year for year in known if not issued or int(year) <= issued.year)
    return tuple(WorkId(code, place, year, scope) for year in possible or [""])


def _with_law_numbers(mentions: Sequence[Mention]) -> list[Mention]:
    """Give a law cited by name alone its number where exactly one number goes with that name anywhere."""
    numbered: dict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
    for mention in mentions:
        citation = mention.citation
        if citation and citation.code and citation.title:
            numbered[title_group(citation.title)][mention.group, mention.year] = mention
    joined = []
    for mention in mentions:
        citation = mention.citation
        fits = [
            other
            for other in numbered.get(mention.group, {}).values()
            if citation and not citation.code and mention.year in ("", other.year)
        ]
        if len(fits) == 1:
            mention = Mention(mention.document, citation, fits[0].group, fits[0].locality, fits[0].year)
        joined.append(mention)
    return joined
