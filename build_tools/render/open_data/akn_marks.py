"""What is marked in the text of an Akoma Ntoso file: number, date, title, issuer, references, deadlines, bearers."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from build_tools.base.iso_dates import is_day
from build_tools.base.xml import attribute, content
from build_tools.model.corpus import Reference, Work
from build_tools.model.document import Document
from build_tools.model.span import Span
from build_tools.render.lookups import Site
from build_tools.render.open_data.akn_head import ISSUER, iri

# A span with the name of its element and the attributes, written.
Mark = tuple[Span, str, str]


class Marks:
    """The marks of a text, none of which overlap: of two that do, the first given stays."""

    def __init__(self, text: str, marks: Iterator[Mark]) -> None:
        self._text = text
        self._starts: list[int] = []
        self._marks: list[Mark] = []
        for mark in marks:
            place = bisect_left(self._starts, mark[0].start)
            around = self._marks[max(place - 1, 0) : place + 1]
            if mark[0].start < mark[0].end and not any(mark[0].overlaps(other) for other, _, _ in around):
                self._starts.insert(place, mark[0].start)
                self._marks.insert(place, mark)

    def written(self, start: int, end: int) -> str:
        """Return this part of the text as content; a mark that goes beyond it is left out."""
        parts = []
        for span, name, attributes in self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if span.end <= end:
                inner = content(span.of(self._text))
                parts += [content(self._text[start : span.start]), f"<{name}{attributes}>{inner}</{name}>"]
                start = span.end
        return "".join([*parts, content(self._text[start:end])])


def marks_of(site: Site, work: Work, document: Document, organisations: Mapping[str, str]) -> Marks:
    """Return the marks of a document; `organisations` are the eIds of those who bear its tasks, by name."""
    return Marks(
        document.source.text,
        _marks(document, site, site.references.get(work.id, ()), organisations),
    )


def _marks(
    document: Document, site: Site, references: Sequence[Reference], organisations: Mapping[str, str]
) -> Iterator[Mark]:
    """Yield what is marked, the most certain first."""
    record = document.record
    if record.code_span:
        yield record.code_span, "docNumber", ""
    if record.date_span and record.issued_date:
        yield record.date_span, "docDate", f' date="{record.issued_date.isoformat()}"'
    if record.organ and record.organ.span:
        yield record.organ.span, "organization", f' eId="org_0" refersTo="#{ISSUER}"'
    if record.subject and record.subject.span:
        yield record.subject.span, "docTitle", ""
    for number, reference in enumerate(references, 1):
        if reference.target:
            href = attribute(iri(site.works[reference.target]))
            yield reference.citation.span, "ref", f' eId="ref_{number}" href="{href}"'
    dates = [limit for task in document.obligations for limit in task.deadlines if is_day(limit.date)]
    yield from ((limit.span, "date", f' date="{limit.date}"') for limit in dates)
    yield from _bearers(document, organisations)


def _bearers(document: Document, organisations: Mapping[str, str]) -> Iterator[Mark]:
    """Yield the first mention of each bearer in its task."""
    text, number = document.source.text, 0
    for task in document.obligations:
        for name in task.bearers:
            start = text.find(name, task.span.start, task.span.end)
            if start >= 0 and name in organisations:
                number += 1
                attributes = f' eId="org_{number}" refersTo="#{organisations[name]}"'
                yield Span(start, start + len(name)), "organization", attributes
