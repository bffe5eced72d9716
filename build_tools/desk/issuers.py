"""Who issued an instrument that a citation names without its issuer: by its symbol, or as another mention of it says.

The site knows it from all documents together (resolve/registry); a citation is no doubt there then, nor is it here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.base.text import fold, squeeze
from build_tools.model.citation import NO_ISSUER, Citation
from build_tools.model.codes import Code
from build_tools.model.document import Document
from build_tools.model.span import Span
from build_tools.resolve.localities import place_in
from build_tools.resolve.symbols import issuer_of
from build_tools.vocabulary import Vocabulary

# Number and symbol, and the day of issue: many bodies use the same number.
_Key = tuple[str, str]


class Issuers:
    """What all documents say of issuers. Each counts with what it says now: `replace` tells what has changed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._said: dict[_Key, Counter[str]] = {}

    def replace(self, before: Document | None, after: Document | None) -> None:
        """Forget what a document said before; note what it says now."""
        for document, count in ((before, -1), (after, 1)):
            for key, organ in _said(document) if document else ():
                self._said.setdefault(key, Counter())[organ] += count

    def of(self, citation: Citation) -> str | None:
        """Return the issuer of what is cited; `None` if neither its symbol nor any document tells."""
        organ = issuer_of(citation.code, citation.type_name, citation.year, self._vocabulary)
        if organ and self._is_central(organ):
            return organ
        counts = self._said.get(_key(citation.code, citation.date), Counter()) if citation.code else Counter()
        return max(
            (name for name, count in counts.items() if count > 0), key=lambda name: (counts[name], name), default=None
        )

    def known(self, document: Document) -> Mapping[Span, str]:
        """Return the issuers of the citations whose only doubt is that their sentence names none."""
        doubtful = (citation for citation in document.citations if citation.doubt == NO_ISSUER)
        return {citation.span: organ for citation in doubtful if (organ := self.of(citation))}

    def places(self, document: Document) -> bool:
        """Return whether the issuer of a document tells its province, or has none."""
        organ = document.record.organ
        return bool(organ and (self._is_central(organ.value) or place_in(organ.value, self._vocabulary)))

    def _is_central(self, organ: str) -> bool:
        row = self._vocabulary.organ_by_name.get(fold(organ))
        return row is not None and row.level == "central"


def _said(document: Document) -> Iterator[tuple[_Key, str]]:
    record = document.record
    if record.code and record.code.number and record.issued_date and record.organ:
        yield _key(record.code, record.issued_date.isoformat()), record.organ.value
    for citation in document.citations:
        if citation.code and citation.date and citation.organ and not citation.doubt:
            yield _key(citation.code, citation.date), squeeze(citation.organ)


def _key(code: Code, day: str | None) -> _Key:
    return fold(code.text), day or ""
