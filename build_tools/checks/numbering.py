"""Findings about numbers and dates that contradict each other."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from build_tools.base.changing import grouped_by
from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.iso_dates import is_day
from build_tools.base.memo import Memo
from build_tools.base.text import fold
from build_tools.checks.common import about, day, held, name_of
from build_tools.model.corpus import Corpus, Reference, Work, WorkId
from build_tools.model.document import Document
from build_tools.resolve.by_key import changing_works, references_to
from build_tools.vocabulary import Vocabulary


def dates_against_numbers(corpus: Corpus, _: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB204: of two documents of one issuer, type and year, the one with the higher number has the earlier date."""
    documents, cited = held(corpus), references_to(memo, corpus.references)
    for works in grouped_by(memo, "numbered works", changing_works(memo, corpus.works), _series).values():
        for lower, higher in memo(_odd, works):
            stated = cited.get(higher.id, ())
            found = partial(_against_number, lower, higher, stated, documents)
            yield from memo.made_of(("against number", higher.id), (lower, higher, stated), found)


def _against_number(
    lower: Work, higher: Work, references: Iterable[Reference], documents: Mapping[WorkId, Document]
) -> tuple[Diagnostic, ...]:
    """Return a finding at each citation that states the date of the work with the higher number."""
    message = (
        f"{name_of(higher)} ghi ngày {day(higher.date)}, trước {name_of(lower)} ({day(lower.date)}) "
        "tuy số lớn hơn. Hãy kiểm tra lại hai ngày này."
    )
    return tuple(
        about(documents[reference.source], reference.citation, Severity.WARNING, "VB204", message)
        for reference in references
        if reference.citation.date
    )


def _series(work: Work) -> tuple[tuple[str, ...], ...]:
    """Return what the works of a series of numbers share; nothing for a work in none."""
    if not work.code or not work.code.number or work.code.year or not is_day(work.date):
        return ()
    return ((work.id.place, work.id.scope, work.date[:4], work.type_name, fold(work.code.notation)),)


def _odd(works: Iterable[Work]) -> tuple[tuple[Work, Work], ...]:
    """Return those works of a series that are dated before the one with the next lower number, behind that."""
    pairs = pairwise(sorted(works, key=_number))
    return tuple((lower, higher) for lower, higher in pairs if (higher.date or "") < (lower.date or ""))


def _number(work: Work) -> int:
    digits = "".join(character for character in work.id.code.split("-")[0] if character.isdigit())
    return int(digits or 0)
