"""A held document as Akoma Ntoso 3.0: `doc` for a directive, `act` for a normative text; eIds are our anchors.

The text between `</meta>` and the end is the canonical text, character by character, but for what XML can't hold.
"""

import re
from collections.abc import Sequence

from build_tools.base.text import slug
from build_tools.base.xml import content
from build_tools.model.corpus import Work
from build_tools.model.document import Document, Provision, ProvisionKind
from build_tools.model.source import Row
from build_tools.parse.obligations.norms import is_normative
from build_tools.render.lookups import Site
from build_tools.render.open_data.akn_head import head, organisations_of
from build_tools.render.open_data.akn_marks import Marks, marks_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
K = ProvisionKind
# The element of each kind; another kind is an `hcontainer` of its name.
_ELEMENTS = {K.PART, K.CHAPTER, K.SECTION, K.ARTICLE, K.PARAGRAPH, K.POINT, K.INDENT, K.ALINEA}
_HEADED = {K.PART, K.CHAPTER, K.SECTION, K.ARTICLE}
_BLANK = re.compile(r"[ \t\n\r]*")


def akn_of(page: str) -> str:
    """Return the Akoma Ntoso file that belongs to a work's page."""
    return f"{page.removesuffix('.md')}.akn.xml"


def akoma_ntoso(site: Site, work: Work) -> str:
    """Return the file of a held work that has any text."""
    document = site.document(work.id)
    organisations = organisations_of(document)
    writer = _Writer(document, marks_of(site, work, document, organisations))
    element, body = ("act", "body") if is_normative(work.type_name, work.code) else ("doc", "mainBody")
    name = slug(work.type_name) or "van-ban"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}"><{element} name="{name}">'
        f"{head(work, document, organisations)}{writer.written(body)}</{element}></akomaNtoso>\n"
    )


class _Writer:
    """Writes the provisions of a document in their order, with the white space between them."""

    def __init__(self, document: Document, marks: Marks) -> None:
        self._text, self._marks = document.source.text, marks
        self._rows = {row.span: row for row in document.source.rows}
        self._provisions = document.provisions
        self._out: list[str] = []
        self._takes_paragraphs = False

    def written(self, body: str) -> str:
        """Return preface, preamble, body and conclusions; `body` is the name of that element."""
        self._takes_paragraphs = body == "mainBody"
        preface, preamble, conclusions = self._zones()
        count = len(self._provisions)
        self._out = [self._text[: self._start(0)]] if count else []
        self._paragraphs("preface", range(preface))
        self._paragraphs("preamble", range(preface, preamble))
        self._out.append(f"<{body}>")
        if count:
            self._nested(range(preamble, conclusions))
        else:
            self._out.append('<hcontainer name="alinea" eId="al_0"><content eId="al_0__content"><p>')
            self._out += [content(self._text), "</p></content></hcontainer>"]
        self._out.append(f"</{body}>")
        self._paragraphs("conclusions", range(conclusions, count))
        return "".join(self._out)

    def _zones(self) -> tuple[int, int, int]:
        """Return where preface, preamble and body end; the body is never empty."""
        kinds = [provision.kind for provision in self._provisions]
        count = len(kinds)
        preface = next((place for place, kind in enumerate(kinds) if kind is not K.PREFACE), count)
        preamble = next((place for place in range(preface, count) if kinds[place] is not K.CITATION), count)
        back = next((place for place in range(count, preamble, -1) if kinds[place - 1] is not K.CONCLUSIONS), preamble)
        if back > preamble:
            return preface, preamble, back
        return (preface, preamble, count) if preamble < count else (0, 0, count)

    def _start(self, place: int) -> int:
        """Return where the text of a provision starts: at that of the document where XML takes no such blanks."""
        start = self._provisions[place].span.start
        return start if place or _BLANK.fullmatch(self._text, 0, start) else 0

    def _end(self, place: int) -> int:
        """Return where its text ends: before the next provision where XML takes no such blanks between elements."""
        end, following = self._provisions[place].span.end, self._following(place)
        return end if _BLANK.fullmatch(self._text, end, following) else following

    def _following(self, place: int) -> int:
        return self._provisions[place + 1].span.start if place + 1 < len(self._provisions) else len(self._text)

    def _gap(self, place: int) -> str:
        return self._text[self._end(place) : self._following(place)]

    def _paragraphs(self, element: str, places: Sequence[int]) -> None:
        if places:
            self._out.append(f"<{element}>")
            for place in places:
                self._paragraph(place)
            self._out.append(f"</{element}>")

    def _paragraph(self, place: int) -> None:
        words = self._marks.written(self._start(place), self._end(place))
        self._out += [f'<p eId="{self._provisions[place].eid}">', words, "</p>", self._gap(place)]

    def _is_paragraph(self, provision: Provision) -> bool:
        """Whether the schema takes it as it is: in the body of a `doc`, in no clause. Elsewhere it asks for more."""
        return self._takes_paragraphs and provision.kind is K.ALINEA and not (provision.parent or provision.marker)

    def _nested(self, places: Sequence[int]) -> None:
        """Write the body: each provision inside its parent, rows of a table together."""
        opened: list[tuple[str, str]] = []
        rows_until = -1
        for place in places:
            if place < rows_until:
                continue
            provision = self._provisions[place]
            while opened and opened[-1][0] != provision.parent:
                self._out.append(f"</{opened.pop()[1]}>")
            if provision.span in self._rows:
                rows_until = self._table(place, places[-1] + 1)
                continue
            is_open = place < places[-1] and self._provisions[place + 1].parent == provision.eid
            if self._is_paragraph(provision) and not is_open:
                self._paragraph(place)
                continue
            element, start_tag = _tags(provision)
            self._out.append(start_tag)
            self._provision(place, is_open=is_open)
            if is_open:
                opened.append((provision.eid, element))
            else:
                self._out.append(f"</{element}>")
            self._out.append(self._gap(place))
        self._out += [f"</{element}>" for _, element in reversed(opened)]

    def _provision(self, place: int, *, is_open: bool) -> None:
        """Write number, heading and words of a provision."""
        provision = self._provisions[place]
        start, end = self._start(place), self._end(place)
        if provision.marker:
            self._out += ["<num>", content(self._text[start : provision.marker.end]), "</num>"]
            blank = _BLANK.match(self._text, provision.marker.end, end)
            start = blank.end() if blank else provision.marker.end
            self._out.append(self._text[provision.marker.end : start])
        words = self._marks.written(start, end)
        if is_open and not words:
            return
        if is_open and provision.kind in _HEADED:
            self._out.append(f'<heading eId="{provision.eid}__heading">{words}</heading>')
            return
        element = "intro" if is_open else "content"
        self._out.append(f'<{element} eId="{provision.eid}__{element}"><p>{words}</p></{element}>')

    def _table(self, first: int, limit: int) -> int:
        """Write the rows of one table from the first on; return the place behind them."""
        table, eid = self._rows[self._provisions[first].span].table, self._provisions[first].eid
        self._out.append(f'<hcontainer name="bang" eId="{eid}__bang"><content eId="{eid}__content">')
        self._out.append(f'<table eId="{eid}__table">')
        place = first
        while place < limit and (row := self._rows.get(self._provisions[place].span)) and row.table == table:
            self._row(place, row)
            place += 1
        self._out.append("</table></content></hcontainer>")
        return place

    def _row(self, place: int, row: Row) -> None:
        self._out.append(f'<tr eId="{self._provisions[place].eid}">')
        start, last = self._start(place), len(row.cells) - 1
        for number, cell in enumerate(row.cells):
            following = self._end(place) if number == last else row.cells[number + 1].span.start
            end = cell.span.end if _BLANK.fullmatch(self._text, cell.span.end, following) else following
            wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            words = self._marks.written(start, end)
            self._out += [f"<td{wide}><p>{words}</p></td>", self._text[end:following]]
            start = following
        self._out += ["</tr>", self._gap(place)]


def _tags(provision: Provision) -> tuple[str, str]:
    """Return the name of the element of a provision, and its start tag."""
    if provision.kind in _ELEMENTS:
        return provision.kind.value, f'<{provision.kind.value} eId="{provision.eid}">'
    return "hcontainer", f'<hcontainer name="{provision.kind.value}" eId="{provision.eid}">'
