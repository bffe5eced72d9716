"""Corpus → Diagnostics: one generator for each kind of finding; its docstring begins with the code of the finding.

A message never says that a document is wrong. It says what was seen, quotes the words and says what to do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from build_tools.base.diagnostics import Diagnostic
from build_tools.base.memo import Memo
from build_tools.checks.common import Cited, held, readable
from build_tools.checks.confirmations import reads_otherwise
from build_tools.checks.documents import (
    blank_number,
    hidden_characters,
    no_body,
    no_date,
    no_organ,
    no_signer,
    odd_symbol,
    unknown_symbol,
)
from build_tools.checks.duplicates import alike_in, near_duplicates, sample_of
from build_tools.checks.duties import (
    conflicting_deadlines,
    no_bearer,
    overdue_at_issue,
    wrong_weekday,
    year_not_stated,
)
from build_tools.checks.numbering import dates_against_numbers
from build_tools.checks.references import (
    ambiguous_targets,
    basis_in_circles,
    cites_the_future,
    conflicting_dates,
    conflicting_issuers,
    conflicting_types,
    ended_basis,
    incomplete_number,
    missing_term,
    stale_basis,
    undated_first_mention,
    unknown_province,
)
from build_tools.checks.silence import dates_without_limit, lists_of_nobody, sentences_without_task
from build_tools.checks.units import nearly_the_same, unknown_unit
from build_tools.model.corpus import Corpus, Reference, Work
from build_tools.model.document import Document, Genre
from build_tools.resolve.by_key import changing_works, references_of, references_to
from build_tools.vocabulary import Vocabulary

DocumentCheck = Callable[[Document, Vocabulary], Iterator[Diagnostic]]
CitationCheck = Callable[[Document, Cited], Iterator[Diagnostic]]
CorpusCheck = Callable[[Corpus, Vocabulary, Memo], Iterator[Diagnostic]]

# For directives only: a news page has neither number nor signature.
DIRECTIVE_CHECKS: tuple[DocumentCheck, ...] = (blank_number, odd_symbol, no_signer, unknown_symbol)
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    no_date,
    no_organ,
    no_body,
    no_bearer,
    year_not_stated,
    overdue_at_issue,
    wrong_weekday,
    dates_without_limit,
    sentences_without_task,
    lists_of_nobody,
    hidden_characters,
    reads_otherwise,
)
# Of the citations in one document: what they say of the works that they point to.
CITATION_CHECKS: tuple[CitationCheck, ...] = (
    undated_first_mention,
    ambiguous_targets,
    missing_term,
    stale_basis,
    conflicting_dates,
    conflicting_types,
    cites_the_future,
    incomplete_number,
)
CORPUS_CHECKS: tuple[CorpusCheck, ...] = (
    conflicting_deadlines,
    ended_basis,
    dates_against_numbers,
    conflicting_issuers,
    basis_in_circles,
    unknown_province,
    unknown_unit,
    nearly_the_same,
)
CHECKS = (*DIRECTIVE_CHECKS, *DOCUMENT_CHECKS, *CITATION_CHECKS, *CORPUS_CHECKS, near_duplicates)


def check_document(document: Document, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return the findings about one document by itself; none for a scan without recognised text."""
    if not document.source.has_text:
        return ()
    directive = document.record.genre is Genre.DIRECTIVE
    checks = (*DIRECTIVE_CHECKS, *DOCUMENT_CHECKS) if directive else DOCUMENT_CHECKS
    return tuple(finding for check in checks for finding in check(document, vocabulary))


def check_citations(corpus: Corpus, memo: Memo) -> Iterator[Diagnostic]:
    """Yield the findings about citations.

    Those of a document are taken from the `memo` where neither its citations nor the works that it cites have changed.
    """
    works = {work.id: work for work in corpus.works}
    of, to = references_of(memo, corpus.references), references_to(memo, corpus.references)
    changed = (work.id for work in changing_works(memo, corpus.works).differing)
    affected = {reference.source for work in changed for reference in to.get(work, ())}
    former = memo.former("citations") or {}
    found = {}
    for work, document in held(corpus).items():
        references = of.get(work, ())
        kept = former.get(work)
        if not kept or kept[0] is not document or kept[1] is not references or work in affected:
            pointed = (works[reference.target] if reference.target else None for reference in references)
            kept = document, references, _of_citations(document, references, pointed)
        found[work] = kept
        yield from kept[2]
    memo.keep("citations", found)


def _of_citations(
    document: Document, references: Sequence[Reference], works: Iterable[Work | None]
) -> tuple[Diagnostic, ...]:
    cited = tuple(zip(references, works, strict=True))
    return tuple(finding for check in CITATION_CHECKS for finding in check(document, cited))


def corpus_checks(alike: Iterable[tuple[str, str]]) -> tuple[CorpusCheck, ...]:
    """Return the checks of all documents together, but for those of citations.

    `alike` are the pairs of files that `alike_in` returned.
    """
    return (*CORPUS_CHECKS, lambda corpus, *_: near_duplicates(corpus, alike))


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings sorted by place and code, without duplicates."""
    return tuple(
        sorted(set(found), key=lambda finding: (finding.location, finding.code, finding.message, finding.quote))
    )


def run_checks(corpus: Corpus, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return the findings of all checks, sorted by place and code."""
    held, memo = tuple(readable(corpus)), Memo()
    alone = (finding for document in held for finding in check_document(document, vocabulary))
    samples = {document.source.path: sample_of(document.source.text) for document in held}
    together = (finding for check in corpus_checks(alike_in(samples)) for finding in check(corpus, vocabulary, memo))
    return in_order((*alone, *check_citations(corpus, memo), *together))
