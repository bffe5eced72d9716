"""A work as JSON-LD: Legislation of schema.org with the terms of ELI (data.europa.eu/eli/ontology).

Every relation of which the work is the subject is there; what another work has done to it stands in reverse. A value
that the register does not know is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from build_tools.base.iso_dates import is_day
from build_tools.model.citation import Relation
from build_tools.model.corpus import Work, WorkId
from build_tools.model.effect import Effect
from build_tools.render.addresses import html_address, original, relative, relative_html
from build_tools.render.lookups import Site, grouped
from build_tools.render.open_data.akoma_ntoso import akn_of
from build_tools.render.wording import number_of, short_name, subject_of
from build_tools.resolve.changes import Change

_ELI = "http://data.europa.eu/eli/ontology#"
_CONTEXT = {"@vocab": "https://schema.org/", "eli": _ELI, "xsd": "http://www.w3.org/2001/XMLSchema#"}
# The terms for each relation, of schema.org and of ELI. A suspension changes an instrument for a time; neither has a
# term for what issues an annex or reports on a directive: it cites it.
_TERMS: Mapping[Relation, tuple[str, ...]] = {
    Relation.BASED_ON: ("isBasedOn", "eli:based_on"),
    Relation.IMPLEMENTS: ("legislationApplies", "eli:implements", "eli:applies"),
    Relation.GUIDES: ("legislationApplies", "eli:implements", "eli:ensures_implementation_of"),
    Relation.AMENDS: ("legislationAmends", "eli:amends"),
    Relation.REPEALS: ("legislationRepeals", "eli:repeals"),
    Relation.SUSPENDS: ("legislationChanges", "eli:changes"),
    Relation.CORRECTS: ("legislationCorrects", "eli:corrects"),
    Relation.CONSOLIDATES: ("legislationConsolidates", "eli:consolidates"),
    Relation.ISSUES: ("citation", "eli:refers_to"),
    Relation.REPORTS_ON: ("citation", "eli:refers_to"),
    Relation.CITES: ("citation", "eli:cites"),
}
# What a repeal in part does: it changes the instrument, which stays.
_IN_PART = ("legislationChanges", "eli:changes")
_FORCE = {
    Effect.IN_FORCE: ("InForce", "InForce-inForce"),
    Effect.ENDED: ("NotInForce", "InForce-notInForce"),
    Effect.ENDED_IN_PART: ("PartiallyInForce", "InForce-partiallyInForce"),
}


def linked_data(site: Site, work: Work) -> dict[str, Any]:
    """Return the work as JSON-LD; addresses are absolute where that of the site is known, else relative to the file."""
    page = site.work_pages[work.id]
    record = work.document.record if work.document else None
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": _address(site, page, work.id),
        "@type": ["Legislation", "eli:LegalResource"],
        "name": short_name(work),
        "inLanguage": "vi",
    }
    if work.code and work.code.number:
        told |= {"legislationIdentifier": number_of(work.code), "eli:number": work.code.text}
        told["eli:id_local"] = number_of(work.code)
    if work.type_name:
        told |= {"legislationType": work.type_name, "eli:type_document": work.type_name}
    if work.date or work.year:
        told["legislationDate"] = work.date or work.year
    if is_day(work.date):
        told["eli:date_document"] = {"@value": work.date, "@type": "xsd:date"}
    if work.organ:
        told["legislationPassedBy"] = {"@type": "GovernmentOrganization", "name": work.organ}
        told["eli:passed_by"] = work.organ
    if record and record.signer:
        told["legislationCountersignedBy"] = {"@type": "Person", "name": record.signer.value}
        told["eli:countersigned_by"] = record.signer.value
    told |= _place(work) | _force(site, work)
    if subject := subject_of(work):
        told |= {"description": subject, "eli:title": subject}
    told |= dict(_relations(site, work, page))
    if reverse := dict(_suffered(site, work, page)):
        told["@reverse"] = reverse
    if work.document:
        told["encoding"] = list(_files(site, work, page))
    return told


def _address(site: Site, page: str, work: WorkId) -> str:
    target = site.work_pages[work]
    return site.base + html_address(target) if site.base else relative_html(page, target)


def _file_address(site: Site, page: str, file: str) -> str:
    return site.base + quote(file) if site.base else relative(page, file)


def _place(work: Work) -> dict[str, Any]:
    if not work.place:
        return {"legislationJurisdiction": "Việt Nam", "eli:jurisdiction": "Việt Nam"} if not work.id.scope else {}
    return {
        "legislationJurisdiction": work.place,
        "eli:jurisdiction": work.place,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": work.place},
        "eli:relevant_for": work.place,
    }


def _force(site: Site, work: Work) -> dict[str, Any]:
    """Return what is known of its effect; nothing where sources differ."""
    stated = {fact.status for fact in work.facts if fact.status in _FORCE}
    changes = [change for change in site.changes.get(work.id, ()) if change.relation is Relation.REPEALS]
    if any(change.is_whole for change in changes):
        stated.add(Effect.ENDED)
    elif changes:
        stated.add(Effect.ENDED_IN_PART)
    if len(stated) != 1:
        return {}
    force, eli = _FORCE[stated.pop()]
    return {"legislationLegalForce": {"@id": f"https://schema.org/{force}"}, "eli:in_force": {"@id": f"eli:{eli}"}}


def _relations(site: Site, work: Work, page: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield the works that it stands to, by term: those of schema.org and those of ELI."""
    pairs = [
        (term, edge.target)
        for edge in site.out_of.get(work.id, ())
        for term in (_IN_PART if edge.relation is Relation.REPEALS and edge.in_part else _TERMS[edge.relation])
    ]
    for term, found in grouped(pairs, lambda pair: pair[0]).items():
        yield term, _nodes(site, page, (target for _, target in found))


def _suffered(site: Site, work: Work, page: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield the works that have changed it, by what they did."""

    def term(change: Change) -> str:
        in_part = change.relation is Relation.REPEALS and change.in_part
        return (_IN_PART if in_part else _TERMS[change.relation])[0]

    for name, changes in grouped(site.changes.get(work.id, ()), term).items():
        yield name, _nodes(site, page, (change.by for change in changes))


def _nodes(site: Site, page: str, works: Iterable[WorkId]) -> list[dict[str, str]]:
    return [{"@id": _address(site, page, work)} for work in dict.fromkeys(works)]


def _files(site: Site, work: Work, page: str) -> Iterator[dict[str, Any]]:
    """Yield the files of a held work. Ours have no legal value; what that of the original is nobody has told us."""
    ours = [(_address(site, page, work.id), "text/html")]
    source = site.document(work.id).source
    if source.has_text:
        ours.append((_file_address(site, page, akn_of(page)), "application/akn+xml"))
    for address, kind in ours:
        yield _file(address) | {
            "encodingFormat": kind,
            "legislationLegalValue": {"@id": "https://schema.org/UnofficialLegalValue"},
            "eli:legal_value": {"@id": "eli:LegalValue-unofficial"},
        }
    if not source.masked:
        yield _file(_file_address(site, page, original(source.path)))


def _file(address: str) -> dict[str, Any]:
    return {"@type": ["LegislationObject", "eli:Format"], "contentUrl": {"@id": address}}
