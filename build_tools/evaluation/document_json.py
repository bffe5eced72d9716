"""A document as a JSON record: the output of `extract` and the format of the gold records in tests/gold.

Offsets are in characters of the text in the file; dates are ISO; an empty list is [], a value not stated is null.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.base.text import offsets_in, without_layout
from build_tools.model.citation import Citation
from build_tools.model.document import Document, Record, Stated
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span


@dataclass(frozen=True, slots=True)
class _Places:
    """Maps offsets in the canonical text to offsets in the text of the file."""

    original: str
    offsets: Sequence[int] | None

    def of(self, span: Span) -> tuple[int, int]:
        if self.offsets is None:
            return span.start, span.end
        return self.offsets[span.start], self.offsets[span.end]

    def record(self, span: Span) -> dict[str, Any]:
        start, end = self.of(span)
        return {"start": start, "end": end, "quote": self.quote(span)}

    def quote(self, span: Span) -> str:
        start, end = self.of(span)
        return self.original[start:end]


def to_json(document: Document, data: bytes = b"") -> str:
    """Return the record as indented JSON that ends with a line break; `data` as for `to_record`."""
    return json.dumps(to_record(document, data), ensure_ascii=False, indent=1) + "\n"


def to_record(document: Document, data: bytes = b"") -> dict[str, Any]:
    """Return metadata, citations and obligations.

    `data` is the content of the file: for plain text, offsets count its characters; otherwise those of the canonical
    text.
    """
    original = data.decode("utf-8", errors="replace")
    if without_layout(original) != document.source.text:
        original = document.source.text
    places = _Places(original, offsets_in(original))
    return {
        "doc": document.source.path,
        "metadata": _metadata(document.record),
        "citations": [_citation(places, citation) for citation in document.citations],
        "obligations": [_obligation(places, obligation) for obligation in document.obligations],
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


def _citation(places: _Places, citation: Citation) -> dict[str, Any]:
    return {
        **places.record(citation.span),
        "type_name": citation.type_name or None,
        "code": citation.code.text if citation.code and citation.code.number else None,
        "title": citation.title,
        "date": citation.date,
        "organ": citation.organ,
        "relation": str(citation.relation),
        "provisions": list(citation.provisions),
        "doubt": citation.doubt,
    }


def _deadline(places: _Places, deadline: Deadline) -> dict[str, Any]:
    return {
        "quote": places.quote(deadline.span),
        "date": deadline.date,
        "recurrence": str(deadline.recurrence) if deadline.recurrence else None,
        "relation": deadline.relation,
        "inferred": deadline.inferred is not None,
    }


def _obligation(places: _Places, obligation: Obligation) -> dict[str, Any]:
    return {
        **places.record(obligation.span),
        "bearers": list(obligation.bearers),
        "lead": list(obligation.lead),
        "coordinate": list(obligation.coordinate),
        "deadlines": [_deadline(places, deadline) for deadline in obligation.deadlines],
        "report_to": obligation.report_to,
        "reported": obligation.reported,
        "doubt": obligation.doubt,
    }
