"""What deserves a second look: one generator per kind of finding, listed in CHECKS; its docstring begins with its code.

A check never says that a document is wrong: it says what to look at, quotes the words and says what to do.
"""

from collections.abc import Callable, Iterator

from build_tools.checks.documents import (
    blank_number,
    near_duplicates,
    no_body,
    no_date,
    no_organ,
    no_signer,
    odd_symbol,
    unknown_symbol,
)
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
    incomplete_number,
    missing_term,
    stale_basis,
    undated_first_mention,
    unknown_province,
)
from build_tools.checks.units import nearly_the_same, unknown_unit
from build_tools.corpus import Corpus
from build_tools.diagnostics import Diagnostic
from build_tools.vocabulary import Vocabulary

Check = Callable[[Corpus, Vocabulary], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    blank_number,
    no_date,
    odd_symbol,
    no_signer,
    no_organ,
    no_body,
    unknown_symbol,
    near_duplicates,
    undated_first_mention,
    ambiguous_targets,
    missing_term,
    stale_basis,
    dates_against_numbers,
    conflicting_dates,
    conflicting_issuers,
    conflicting_types,
    cites_the_future,
    basis_in_circles,
    unknown_province,
    incomplete_number,
    no_bearer,
    year_not_stated,
    overdue_at_issue,
    wrong_weekday,
    unknown_unit,
    conflicting_deadlines,
    nearly_the_same,
)


def run_checks(corpus: Corpus, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return what all checks find, in the order of place and code."""
    found = {finding for check in CHECKS for finding in check(corpus, vocabulary)}
    return tuple(sorted(found, key=lambda finding: (finding.location, finding.code, finding.message, finding.quote)))
