"""Findings about tasks and their deadlines."""

from collections.abc import Iterator

from build_tools.checks.common import day, documents
from build_tools.corpus import Corpus
from build_tools.diagnostics import Diagnostic, Severity, finding
from build_tools.vocabulary import Vocabulary


def no_bearer(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB301: a task that names nobody, in a document without addressees."""
    for document in documents(corpus):
        for task in document.obligations:
            if not task.bearers:
                message = "Nhiệm vụ không nêu đơn vị thực hiện."
                yield finding(document.source, task.span, Severity.NOTE, "VB301", message, task.eid)


def year_not_stated(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB302: a deadline gives day and month only; the year is the plan's own, or stays open."""
    for document in documents(corpus):
        for task in document.obligations:
            for deadline in task.deadlines:
                if deadline.inferred:
                    message = f"Thời hạn không ghi năm; lấy năm ghi trong trích yếu: {day(deadline.date)}."
                    yield finding(document.source, deadline.span, Severity.NOTE, "VB302", message, task.eid)


def overdue_at_issue(corpus: Corpus, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB303: the deadline lies before the day the document was issued."""
    for document in documents(corpus):
        issued = document.record.issued_date
        for task in document.obligations:
            for deadline in task.deadlines:
                if issued and deadline.date and len(deadline.date) == 10 and deadline.date < issued.isoformat():
                    message = f"Thời hạn {day(deadline.date)} trước ngày ban hành {issued:%d/%m/%Y}. Hãy kiểm tra lại."
                    yield finding(document.source, deadline.span, Severity.WARNING, "VB303", message, task.eid)
