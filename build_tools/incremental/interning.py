"""Interns equal field values across documents: half of the memory of ten thousand was copies of names and numbers."""

from collections.abc import Iterable

from build_tools.base.values import Value, intern_field
from build_tools.model.document import Document

# Fields whose values return from document to document.
_OF_CITATIONS = ("type_name", "code", "title", "date", "organ", "subject", "eid", "provisions")
_OF_TASKS = ("eid", "bearers", "lead", "coordinate", "report_to")
_OF_DEADLINES = ("relation", "date", "rule", "until")


class Interner:
    """Puts the objects of earlier documents in the place of equal ones in later documents."""

    def __init__(self) -> None:
        self._parts: dict[object, object] = {}

    def __call__(self, document: Document) -> None:
        """Intern the fields of a document that nobody else has looked at yet."""
        self._share(document.citations, _OF_CITATIONS)
        self._share(document.obligations, _OF_TASKS)
        for task in document.obligations:
            self._share(task.deadlines, _OF_DEADLINES)

    def _share(self, values: Iterable[Value], names: tuple[str, ...]) -> None:
        known = self._parts.setdefault
        for value in values:
            for name in names:
                part = getattr(value, name)
                if part:
                    intern_field(value, name, known(part, part))
