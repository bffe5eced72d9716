"""Findings about numbers and dates that do not go together."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from build_tools.checks.common import about, day, held
from build_tools.corpus import Corpus, Work
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.text import fold
from build_tools.vocabulary import Vocabulary


def dates_against_numbers(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB204: of one issuer and year, the higher number bears the earlier date."""
    series: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in corpus.works:
        if work.code and work.code.number and work.date and len(work.date) == 10:
            key = (work.id.place, work.id.scope, work.date[:4], fold(work.code.notation))
            series[key].append(work)
    for works in series.values():
        ordered = sorted(
            works, key=lambda work: int("".join(c for c in work.id.code.split("-")[0] if c.isdigit()) or 0)
        )
        for lower, higher in pairwise(ordered):
            if (higher.date or "") < (lower.date or ""):
                yield from _order_finding(corpus, lower, higher)


def _order_finding(corpus: Corpus, lower: Work, higher: Work) -> Iterator[Diagnostic]:
    documents = held(corpus)
    for reference in corpus.references:
        if reference.target == higher.id and higher.code and lower.code and reference.citation.date:
            message = (
                f"{higher.code.text} ghi ngày {day(higher.date)}, trước {lower.code.text} ({day(lower.date)}) "
                "tuy số lớn hơn. Hãy kiểm tra lại hai ngày này."
            )
            yield about(documents[reference.source], reference.citation, Severity.WARNING, "VB204", message)
