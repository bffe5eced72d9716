"""Interns equal field values across documents to save memory: half of it was repeated names and numbers."""

from collections.abc import Iterable

from build_tools.base.values import Value, intern_field
from build_tools.model.document import Document

# Fields whose values recur in many documents.
_OF_CITATIONS = ("type_name", "code", "title", "date", "organ", "subject", "eid", "provisions")
_OF_TASKS = ("eid", "bearers", "lead", "coordinate", "report_to")
_OF_DEADLINES = ("relation", "date", "rule", "until")


class Interner:
    """Replaces field values of a document by equal objects of earlier documents."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, document: Document) -> None:
        """Intern the fields of a document, in place: nothing else may hold it yet."""
        self._share(document.citations, _OF_CITATIONS)
        self._share(document.obligations, _OF_TASKS)
        for task in document.obligations:
            self._share(task.deadlines, _OF_DEADLINES)

    def _share(self, values: Iterable[Value], names: tuple[str, ...]) -> None:
        intern = self._known.setdefault
        for value in values:
            for name in names:
                item = getattr(value, name)
                if item:
                    intern_field(value, name, intern(item, item))
