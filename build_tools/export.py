"""A document as one JSON record: what `extract` prints, and what the gold records of tests/gold hold.

Offsets count characters of the canonical text; dates are ISO; an absent list is [], what the text does not say null.
"""

import json
from typing import Any

from build_tools.model import Citation, Deadline, Document, Obligation, Record, Stated


def to_json(document: Document) -> str:
    """Return the record as indented JSON that ends with a line break."""
    return json.dumps(to_record(document), ensure_ascii=False, indent=1) + "\n"


def to_record(document: Document) -> dict[str, Any]:
    """Return metadata, citations and obligations of the document."""
    text = document.source.text
    return {
        "doc": document.source.path,
        "metadata": _metadata(document.record),
        "citations": [_citation(text, citation) for citation in document.citations],
        "obligations": [_obligation(text, obligation) for obligation in document.obligations],
    }


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _metadata(record: Record) -> dict[str, Any]:
    return {
        "type_name": record.type_name,
        "code": record.code.text if record.code and record.code.number else None,
        "code_notation": record.code.notation if record.code else None,
        "issued_date": record.issued_date.isoformat() if record.issued_date else None,
        "place": _value(record.place),
        "organ": _value(record.organ),
        "subject": _value(record.subject),
        "signer": _value(record.signer),
        "signer_position": _value(record.signer_position),
        "signing_authority": _value(record.signing_authority),
        "addressees": [item.value for item in record.addressees],
        "copies_to": [item.value for item in record.copies_to],
    }


def _citation(text: str, citation: Citation) -> dict[str, Any]:
    return {
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.span.of(text),
        "type_name": citation.type_name or None,
        "code": citation.code.text if citation.code else None,
        "title": citation.title,
        "date": citation.date,
        "organ": citation.organ,
        "relation": str(citation.relation),
        "provisions": list(citation.provisions),
    }


def _deadline(text: str, deadline: Deadline) -> dict[str, Any]:
    return {
        "quote": deadline.span.of(text),
        "date": deadline.date,
        "recurrence": str(deadline.recurrence) if deadline.recurrence else None,
        "relation": deadline.relation,
        "inferred": deadline.inferred,
    }


def _obligation(text: str, obligation: Obligation) -> dict[str, Any]:
    return {
        "start": obligation.span.start,
        "end": obligation.span.end,
        "quote": obligation.span.of(text),
        "bearers": list(obligation.bearers),
        "lead": list(obligation.lead),
        "coordinate": list(obligation.coordinate),
        "deadlines": [_deadline(text, deadline) for deadline in obligation.deadlines],
        "report_to": obligation.report_to,
        "reported": obligation.reported,
    }
