"""Findings about what a keeper has confirmed."""

from collections.abc import Iterator

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.checks.common import clause_of
from build_tools.model.document import Document
from build_tools.model.findings import finding
from build_tools.model.statement import FACT_KINDS, Confirmation
from build_tools.parse.reviews import reviews_of
from build_tools.vocabulary import Vocabulary


def reads_otherwise(document: Document, _: Vocabulary) -> Iterator[Diagnostic]:
    """VB110: something else was confirmed than is read now."""
    if not document.source.statement.confirmations:
        return
    for review in reviews_of(document):
        if review.confirmation and review.changed:
            span = review.fact.span if review.fact else None
            now = f"“{review.fact.value}”" if review.fact else "không thấy điều ấy ở chỗ đã xác nhận"
            message = f"{_confirmed(review.confirmation)}, nay máy đọc {now}. Hãy xem lại ở bàn soát: giữ điều nào."
            yield finding(document.source, span, Severity.WARNING, "VB110", message, clause_of(document, span))


def _confirmed(stated: Confirmation) -> str:
    what = "không có" if stated.dropped else f"“{stated.value}”"
    by = f", bởi {stated.by}" if stated.by else ""
    place = f" ở “{stated.quote}”" if stated.quote else ""
    return f"Đã xác nhận {FACT_KINDS[stated.kind]} {what}{place} (ngày {stated.day:%d/%m/%Y}{by})"
