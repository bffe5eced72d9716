"""What the page of a document shows beside its facts: what the desk knows from all documents, the build and readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.base.diagnostics import Diagnostic
from build_tools.desk.documents import Documents, Held
from build_tools.desk.last_year import Offer, offers_for
from build_tools.desk.reports import Report
from build_tools.model.span import Span

# What a document is looked up by; where it is not read, a keeper can state it.
_EXPECTED = ("loai", "so_ky_hieu", "ngay_ban_hanh", "co_quan", "dia_phuong", "trich_yeu", "nguoi_ky")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands in the queue: its number, how many there are, its neighbours' identifiers or ""."""

    number: int
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Its place, findings of the build, readers' reports, offers of last year's document.

    `issuers` are those that other mentions tell, by the span of the citation; `missing` are the kinds of facts of the
    record that nobody has read or stated yet.
    """

    place: Place
    warnings: Sequence[Diagnostic]
    reports: Sequence[Report]
    offers: Sequence[Offer]
    issuers: Mapping[Span, str]
    missing: Sequence[str]


def beside(documents: Documents, held: Held, place: Place, reports: Sequence[Report]) -> Beside:
    """Return what stands beside the facts of a document."""
    document = held.document
    read = {review.fact.kind for review in held.reviews if review.fact}
    if documents.issuers.places(document):
        read.add("dia_phuong")
    warnings = tuple(documents.warnings(document.source.path))
    missing = tuple(kind for kind in _EXPECTED if kind not in read)
    return Beside(place, warnings, reports, last_year(documents, held), documents.issuers.known(document), missing)


def last_year(documents: Documents, held: Held) -> tuple[Offer, ...]:
    """Return what last year's document offers."""
    return offers_for(held, documents.all(), documents.vocabulary)
