"""Findings about the units that bear tasks."""

from collections.abc import Iterable, Iterator, Mapping

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.memo import Memo
from build_tools.checks.common import held
from build_tools.model.corpus import Corpus, Duty, Unit, UnitId, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.resolve.duties import duties_by_unit
from build_tools.resolve.groups import is_generic
from build_tools.resolve.likeness import alike, known_name
from build_tools.resolve.localities import bare_name
from build_tools.resolve.units import is_known, name_context, unit_named
from build_tools.vocabulary import Vocabulary


def unknown_unit(corpus: Corpus, vocabulary: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB305: a bearer whose name is of no kind of unit, group or organ that the vocabulary knows: it gets no page."""
    said: set[UnitId] = set()
    for document in held(corpus).values():
        for identity, name, task in memo(_unknown, document, vocabulary):
            if identity not in said:
                said.add(identity)
                message = f"“{name}” không thuộc loại đơn vị nào trong danh mục. Hãy xem tên có đúng không."
                yield finding(document.source, task.span, Severity.NOTE, "VB305", message, task.eid)


def _unknown(document: Document, vocabulary: Vocabulary) -> tuple[tuple[UnitId, str, Obligation], ...]:
    """Return the bearers in a document that the vocabulary does not know, each with its name and task."""
    setting = name_context(document, vocabulary)
    named = (
        (unit_named(name, setting, vocabulary), name, task) for task in document.obligations for name in task.bearers
    )
    return tuple(
        (unit.id, name, task)
        for unit, name, task in named
        if not is_generic(unit, vocabulary) and not is_known(unit, vocabulary)
    )


def nearly_the_same(corpus: Corpus, vocabulary: Vocabulary, memo: Memo) -> Iterator[Diagnostic]:
    """VB307: the name of a unit differs by a letter or two from a known one, or from another of the same organ."""
    documents = held(corpus)
    units_named, duties = duties_by_unit(documents, vocabulary, memo, doubtful=True)
    first = {unit: duty for unit, found in duties.items() if (duty := memo(_first_own, found))}
    counts = {unit: len(found) for unit, found in duties.items()}
    beside: dict[object, list[Unit]] = {}
    for unit in units_named:
        if unit.id not in first:
            continue
        beside.setdefault((unit.id.organ, unit.id.place, unit.id.scope, unit.is_group), []).append(unit)
        for name in memo(_misspelt, unit, vocabulary):
            message = f"“{name}” được đọc là {unit.full_name}. Có thể gõ nhầm."
            yield _about(documents, first[unit.id], "VB307", message)
    for place, units in beside.items():
        named = {unit.id.name: unit for unit in units}
        for pair in memo(_alike, memo.same(("names", place), tuple(named))):
            usual, odd = sorted((named[name] for name in pair), key=lambda unit: _rank(counts, first, unit))
            message = f"Tên “{odd.name}” gần giống “{usual.name}”; sổ coi là hai đơn vị. Hãy xem có gõ nhầm."
            yield _about(documents, first[odd.id], "VB307", message)


def _alike(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(alike(names))


def _rank(counts: Mapping[UnitId, int], first: Mapping[UnitId, Duty], unit: Unit) -> tuple[int, WorkId, Span]:
    """Return the sort key that puts the usual spelling first: named more often, else earlier."""
    return -counts[unit.id], first[unit.id].work, first[unit.id].obligation.span


def _misspelt(unit: Unit, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the spellings of the unit that were corrected to the name of a known organ."""
    written = ((alias, bare_name(alias, unit.place, vocabulary)) for alias in unit.aliases)
    own = unit.id.name
    return tuple(alias for alias, name in written if name != own and known_name(name, vocabulary) == own)


def _first_own(duties: Iterable[Duty]) -> Duty | None:
    """Return the first duty of a unit under its own name, not through a group."""
    return next((duty for duty in duties if duty.is_own), None)


def _about(documents: Mapping[WorkId, Document], duty: Duty, code: str, message: str) -> Diagnostic:
    task = duty.obligation
    return finding(documents[duty.work].source, task.span, Severity.NOTE, code, message, task.eid)
