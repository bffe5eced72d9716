"""Findings about numbers and dates that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.iso_dates import is_day
from build_tools.base.text import fold
from build_tools.checks.common import about, day, held, name_of
from build_tools.model.corpus import Corpus, Work
from build_tools.vocabulary import Vocabulary


def dates_against_numbers(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB204: of two documents of one issuer, type and year, the one with the higher number has the earlier date."""
    series: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in corpus.works:
        if work.code and work.code.number and not work.code.year and is_day(work.date):
            key = (work.id.place, work.id.scope, work.date[:4], work.type_name, fold(work.code.notation))
            series[key].append(work)
    odd = {
        higher.id: (lower, higher)
        for works in series.values()
        for lower, higher in pairwise(sorted(works, key=_number))
        if (higher.date or "") < (lower.date or "")
    }
    documents = held(corpus)
    for reference in corpus.references:
        if reference.target in odd and reference.citation.date:
            lower, higher = odd[reference.target]
            message = (
                f"{name_of(higher)} ghi ngày {day(higher.date)}, trước {name_of(lower)} ({day(lower.date)}) "
                "tuy số lớn hơn. Hãy kiểm tra lại hai ngày này."
            )
            yield about(documents[reference.source], reference.citation, Severity.WARNING, "VB204", message)


def _number(work: Work) -> int:
    digits = "".join(character for character in work.id.code.split("-")[0] if character.isdigit())
    return int(digits or 0)
