"""Citations and deadlines of a scan that rest on words of which recognition is not sure: they carry a doubt.

A doubt that is there already says more, and stays, but for that of a citation without issuer.
"""

from collections.abc import Sequence

from build_tools.base.values import replace
from build_tools.model.citation import NO_ISSUER, Citation
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span


def with_blurred_citations(text: str, citations: Sequence[Citation], unsure: Sequence[Span]) -> tuple[Citation, ...]:
    """Return the citations, with a doubt where their type, number or date are `unsure`."""
    return tuple(
        replace(cited, doubt=doubt)
        if cited.doubt in (None, NO_ISSUER) and (doubt := _doubt(text, [cited.span], unsure))
        else cited
        for cited in citations
    )


def with_blurred_deadlines(
    text: str, obligations: Sequence[Obligation], unsure: Sequence[Span]
) -> tuple[Obligation, ...]:
    """Return the tasks, with a doubt where a deadline is `unsure`."""
    return tuple(
        replace(task, doubt=doubt)
        if task.doubt is None and (doubt := _doubt(text, [deadline.span for deadline in task.deadlines], unsure))
        else task
        for task in obligations
    )


def _doubt(text: str, spans: Sequence[Span], unsure: Sequence[Span]) -> str | None:
    words = [word.of(text) for word in unsure if any(word.overlaps(span) for span in spans)]
    return f"máy đọc không rõ “{' '.join(words)}”" if words else None
