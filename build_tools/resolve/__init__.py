"""Documents → Corpus: works, units, references, relations and duties, decided from all documents together.

Only this package decides what a citation points to.
"""

from collections.abc import Sequence

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.values import replace
from build_tools.model.corpus import Corpus, Reference, Term, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.resolve.duties import build_duties
from build_tools.resolve.graph import build_edges
from build_tools.resolve.identity import cited_mentions, identify, own_mention
from build_tools.resolve.implementations import build_implementations
from build_tools.resolve.registry import build_works
from build_tools.resolve.replies import build_replies
from build_tools.resolve.series import build_series
from build_tools.vocabulary import Vocabulary


def resolve(documents: Sequence[Document], vocabulary: Vocabulary) -> Corpus:
    """Return the corpus of the documents. Pure; the result does not depend on their order."""
    ordered = sorted(documents, key=lambda document: document.source.path)
    own = [own_mention(document, vocabulary) for document in ordered]
    cited = [mention for document in ordered for mention in cited_mentions(document, vocabulary)]
    mentions = [*own, *cited]
    mentions, identified = identify(mentions, vocabulary)
    twins = _set_twins_apart(identified, ordered)
    held = {identified[index][0]: document for index, document in enumerate(ordered)}
    identity = {document.source.path: work for work, document in held.items()}
    references = tuple(
        Reference(identity[mention.document.source.path], mention.citation, identified[len(own) + index])
        for index, mention in enumerate(cited)
        if mention.citation
    )
    units, duties = build_duties(held, vocabulary)
    edges = build_edges(references, held)
    works = build_works(mentions, identified, vocabulary)
    return Corpus(
        works=works,
        references=references,
        edges=edges,
        units=units,
        duties=duties,
        terms=tuple(Term(work, term) for work, document in held.items() for term in document.abbreviations),
        implementations=build_implementations(held, edges, units, duties, vocabulary),
        series=build_series(works),
        replies=build_replies(held, edges, units, duties, vocabulary),
        diagnostics=twins,
    )


def _set_twins_apart(identified: list[tuple[WorkId, ...]], ordered: Sequence[Document]) -> tuple[Diagnostic, ...]:
    """Give each further document with the identity of an earlier one an identity of its own; report it.

    Changes `identified` in place. Citations keep pointing to the first.
    """
    first: dict[WorkId, Document] = {}
    findings = []
    for index, document in enumerate(ordered):
        (work,) = identified[index]
        if work in first:
            other = first[work].source.path
            message = f"Cùng số, cơ quan và năm với {other}. Hãy bỏ bớt một tệp, hoặc khai báo cho rõ."
            findings.append(finding(document.source, document.record.code_span, Severity.WARNING, "VB007", message))
            identified[index] = (replace(work, scope=document.source.path),)
        else:
            first[work] = document
    return tuple(findings)
