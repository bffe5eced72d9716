"""Corpus → Diagnostics: one generator for each kind of finding; its docstring begins with the code of the finding.

A message never says that a document is wrong. It says what was seen, quotes the words and says what to do.
"""

from collections.abc import Callable, Iterable, Iterator

from build_tools.base.diagnostics import Diagnostic
from build_tools.checks.common import readable
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
from build_tools.model.corpus import Corpus
from build_tools.model.document import Document, Genre
from build_tools.vocabulary import Vocabulary

DocumentCheck = Callable[[Document, Vocabulary], Iterator[Diagnostic]]
CorpusCheck = Callable[[Corpus, Vocabulary], Iterator[Diagnostic]]

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
CORPUS_CHECKS: tuple[CorpusCheck, ...] = (
    conflicting_deadlines,
    undated_first_mention,
    ambiguous_targets,
    missing_term,
    stale_basis,
    ended_basis,
    dates_against_numbers,
    conflicting_dates,
    conflicting_issuers,
    conflicting_types,
    cites_the_future,
    basis_in_circles,
    unknown_province,
    incomplete_number,
    unknown_unit,
    nearly_the_same,
)
CHECKS = (*DIRECTIVE_CHECKS, *DOCUMENT_CHECKS, *CORPUS_CHECKS, near_duplicates)


def check_document(document: Document, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return the findings about one document by itself; none for a scan without recognised text."""
    if not document.source.has_text:
        return ()
    directive = document.record.genre is Genre.DIRECTIVE
    checks = (*DIRECTIVE_CHECKS, *DOCUMENT_CHECKS) if directive else DOCUMENT_CHECKS
    return tuple(finding for check in checks for finding in check(document, vocabulary))


def corpus_checks(alike: Iterable[tuple[str, str]]) -> tuple[CorpusCheck, ...]:
    """Return the checks of all documents together; `alike` are the pairs of files that `alike_in` returned."""
    return (*CORPUS_CHECKS, lambda corpus, _: near_duplicates(corpus, alike))


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings sorted by place and code, without duplicates."""
    return tuple(
        sorted(set(found), key=lambda finding: (finding.location, finding.code, finding.message, finding.quote))
    )


def run_checks(corpus: Corpus, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return the findings of all checks, sorted by place and code."""
    held = tuple(readable(corpus))
    alone = (finding for document in held for finding in check_document(document, vocabulary))
    samples = {document.source.path: sample_of(document.source.text) for document in held}
    together = (finding for check in corpus_checks(alike_in(samples)) for finding in check(corpus, vocabulary))
    return in_order((*alone, *together))
