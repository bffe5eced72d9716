"""Findings about the units that bear tasks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.checks.common import held
from build_tools.model.corpus import Corpus, Duty, Unit, UnitId, WorkId
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.model.span import Span
from build_tools.resolve.duties import build_duties
from build_tools.resolve.groups import is_generic
from build_tools.resolve.likeness import alike, known_name
from build_tools.resolve.localities import bare_name
from build_tools.resolve.units import is_known, name_context, unit_named
from build_tools.vocabulary import Vocabulary


def unknown_unit(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB305: a bearer whose name is of no kind of unit, group or organ that the vocabulary knows: it gets no page."""
    said: set[UnitId] = set()
    for document in held(corpus).values():
        setting = name_context(document, vocabulary)
        for task in document.obligations:
            for name in task.bearers:
                unit = unit_named(name, setting, vocabulary)
                if unit.id in said or is_generic(unit, vocabulary) or is_known(unit, vocabulary):
                    continue
                said.add(unit.id)
                message = f"“{name}” không thuộc loại đơn vị nào trong danh mục. Hãy xem tên có đúng không."
                yield finding(document.source, task.span, Severity.NOTE, "VB305", message, task.eid)


def nearly_the_same(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """VB307: the name of a unit differs by a letter or two from a known one, or from another of the same organ."""
    documents = held(corpus)
    units_named, duties = build_duties(documents, vocabulary, doubtful=True)
    first, counts = _first_duties(duties), Counter(duty.unit for duty in duties)
    beside: dict[object, list[Unit]] = {}
    for unit in units_named:
        if unit.id not in first:
            continue
        beside.setdefault((unit.id.organ, unit.id.place, unit.id.scope, unit.is_group), []).append(unit)
        for name in _misspelt(unit, vocabulary):
            message = f"“{name}” được đọc là {unit.full_name}. Có thể gõ nhầm."
            yield _about(documents, first[unit.id], "VB307", message)
    for units in beside.values():
        named = {unit.id.name: unit for unit in units}
        for pair in alike(named):
            usual, odd = sorted((named[name] for name in pair), key=lambda unit: _rank(counts, first, unit))
            message = f"Tên “{odd.name}” gần giống “{usual.name}”; sổ coi là hai đơn vị. Hãy xem có gõ nhầm."
            yield _about(documents, first[odd.id], "VB307", message)


def _rank(counts: Counter[UnitId], first: Mapping[UnitId, Duty], unit: Unit) -> tuple[int, WorkId, Span]:
    """Return the sort key that puts the usual spelling first: named more often, else earlier."""
    return -counts[unit.id], first[unit.id].work, first[unit.id].obligation.span


def _misspelt(unit: Unit, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the spellings of the unit that were corrected to the name of a known organ."""
    for alias in unit.aliases:
        written = bare_name(alias, unit.place, vocabulary)
        if written != unit.id.name and known_name(written, vocabulary) == unit.id.name:
            yield alias


def _first_duties(duties: Iterable[Duty]) -> dict[UnitId, Duty]:
    """Return the first duty of each unit under its own name, not through a group."""
    first: dict[UnitId, Duty] = {}
    for duty in duties:
        if duty.is_own:
            first.setdefault(duty.unit, duty)
    return first


def _about(documents: Mapping[WorkId, Document], duty: Duty, code: str, message: str) -> Diagnostic:
    task = duty.obligation
    return finding(documents[duty.work].source, task.span, Severity.NOTE, code, message, task.eid)
