"""What the pages say of facts that a keeper has confirmed at the desk."""

from collections.abc import Iterable

from build_tools.model.document import Document, Settled
from build_tools.model.span import Span
from build_tools.render.markdown import Md, attribute


def settled_words(document: Document, kind: str, span: Span | None = None) -> str:
    """Return when and by whom a fact was confirmed ("đã soát ngày 26/11/2026, bởi …"); "" where nobody has.

    Without a span the fact is of the record.
    """
    found = (row for row in document.settled if row.kind == kind and (span is None or row.span == span))
    return _words(next(found, None))


def settled_mark(document: Document, kind: str, span: Span | None = None) -> Md:
    """Return a tick that says the same when it is pointed at; "" where nobody has confirmed the fact."""
    words = settled_words(document, kind, span)
    return Md(f' <abbr class="da-soat" title="{attribute(words)}">✓</abbr>' if words else "")


def progress_words(documents: Iterable[Document]) -> str:
    """Return how many facts of the documents are settled ("đã soát 12/17 điều"), and who was last; "" for none."""
    several = list(documents)
    rows = [row for document in several for row in document.settled]
    facts = sum(document.facts for document in several)
    dated = [row for row in rows if row.day]
    if not dated:
        return ""
    last = max(dated, key=lambda row: (row.day, row.by or ""))
    return f"đã soát {len(rows)}/{facts} điều, gần nhất {_words(last).removeprefix('đã soát ')}"


def _words(row: Settled | None) -> str:
    if row is None or row.day is None:
        return ""
    return f"đã soát ngày {row.day:%d/%m/%Y}{f', bởi {row.by}' if row.by else ''}"
