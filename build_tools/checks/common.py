"""Helpers of the checks: iterating over the corpus, and diagnostics about citations."""

from collections.abc import Iterator, Sequence

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.text import squeeze
from build_tools.model.citation import Citation
from build_tools.model.corpus import Corpus, Reference, Work, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.model.span import Span

# The citations of a document, each with the work that it was resolved to, if it is exactly one.
Cited = Sequence[tuple[Reference, Work | None]]


def readable(corpus: Corpus) -> Iterator[Document]:
    """Yield the held documents that have text; scans without recognised text are left out."""
    return (work.document for work in corpus.works if work.document and work.document.source.has_text)


def held(corpus: Corpus) -> dict[WorkId, Document]:
    """Return the held documents by work."""
    return {work.id: work.document for work in corpus.works if work.document}


def citation_words(citation: Citation, document: Document) -> str:
    """Return the citation as the document writes it, on one line."""
    return squeeze(citation.span.of(document.source.text))


def about(document: Document, citation: Citation, severity: Severity, code: str, message: str) -> Diagnostic:
    """Return the diagnostic about a citation."""
    return finding(document.source, citation.span, severity, code, message, citation.eid)


def several(message: str, count: int) -> str:
    """Return the message of a finding with the number of its places in the document, if there is more than one."""
    return f"{message} Văn bản có {count} chỗ như vậy." if count > 1 else message


def name_of(work: Work) -> str:
    """Return the number of a work, or its title where it has none."""
    return work.code.text if work.code else work.title or work.type_name


def day(iso: str | None) -> str:
    """Return an ISO date in Vietnamese notation."""
    return "/".join(reversed((iso or "").split("-")))


def targets(cited: Cited) -> Iterator[tuple[Reference, Work]]:
    """Yield the citations that were resolved to exactly one work, each with that work."""
    return ((reference, work) for reference, work in cited if work)


def clause_of(document: Document, span: Span | None) -> str | None:
    """Return the anchor of the provision that contains the span, for a link to it."""
    return next((p.eid for p in document.provisions if span and p.span.holds(span)), None)
