"""Documents → Corpus: works, units, references, relations and duties, decided from all documents together.

Only this package decides what a citation points to.
"""

from collections.abc import Sequence

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.memo import Memo
from build_tools.base.values import replace
from build_tools.model.corpus import Corpus, Reference, Term, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.resolve.duties import build_duties
from build_tools.resolve.graph import build_edges
from build_tools.resolve.identity import Identities, Mentions, identify, mentions_in
from build_tools.resolve.implementations import build_implementations
from build_tools.resolve.registry import build_works
from build_tools.resolve.replies import build_replies
from build_tools.resolve.series import build_series
from build_tools.vocabulary import Vocabulary


def resolve(documents: Sequence[Document], vocabulary: Vocabulary, memo: Memo | None = None) -> Corpus:
    """Return the corpus of the documents. Pure; the result does not depend on their order.

    With the `memo` of a round before, what has the same documents and vocabulary is taken from it.
    """
    memo = memo or Memo()
    ordered = sorted(documents, key=lambda document: document.source.path)
    said = [memo(mentions_in, document, vocabulary) for document in ordered]
    identified = identify(said, vocabulary, memo)
    twins = _set_twins_apart(identified, ordered)
    held = {identities[0][0]: document for (_, identities), document in zip(identified, ordered, strict=True)}
    cited = {row[1][0][0]: memo(_references, *row) for row in identified}
    references = tuple(reference for of_document in cited.values() for reference in of_document)
    by_id = dict(sorted(held.items()))
    units, duties = build_duties(by_id, vocabulary, memo)
    edges = build_edges(by_id, cited, memo)
    works = build_works(identified, vocabulary, memo)
    return Corpus(
        works=works,
        references=references,
        edges=edges,
        units=units,
        duties=duties,
        terms=tuple(Term(work, term) for work, document in held.items() for term in document.abbreviations),
        implementations=build_implementations(by_id, edges, units, duties, vocabulary, memo),
        series=build_series(works, memo),
        replies=build_replies(held, edges, units, duties, vocabulary, memo),
        diagnostics=twins,
    )


def _references(mentions: Mentions, identities: Identities) -> tuple[Reference, ...]:
    """Return the citations of a document with the works that they may point to."""
    source = identities[0][0]
    return tuple(
        Reference(source, mention.citation, meant)
        for mention, meant in zip(mentions, identities, strict=True)
        if mention.citation
    )


def _set_twins_apart(
    identified: list[tuple[Mentions, Identities]], ordered: Sequence[Document]
) -> tuple[Diagnostic, ...]:
    """Give each further document with the identity of an earlier one an identity of its own; report it.

    Changes `identified` in place. Citations keep pointing to the first.
    """
    first: dict[WorkId, Document] = {}
    findings = []
    for index, document in enumerate(ordered):
        mentions, ((work,), *others) = identified[index]
        if work in first:
            other = first[work].source.path
            message = f"Cùng số, cơ quan và năm với {other}. Hãy bỏ bớt một tệp, hoặc khai báo cho rõ."
            findings.append(finding(document.source, document.record.code_span, Severity.WARNING, "VB007", message))
            identified[index] = mentions, ((replace(work, scope=document.source.path),), *others)
        else:
            first[work] = document
    return tuple(findings)
