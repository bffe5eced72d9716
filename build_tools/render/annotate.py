"""The full text of a document as Markdown: every character as signed, every clause anchored, every citation a link.

Taking the links and the marks away gives the text back (tests/test_invariants.py).
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from build_tools.base.text import alternatives, squeeze
from build_tools.model.document import Document, Provision, ProvisionKind
from build_tools.model.source import Row
from build_tools.model.span import Span
from build_tools.render.addresses import in_html
from build_tools.render.markdown import Md, attribute, attribute_in_markdown, escape

# A text file writes bold as **words**; the marks stay visible, but faint, since nobody signed them.
_BOLD = re.compile(r"\*\*(?=\S)(?P<words>[^*]{1,600}?)(?<=\S)\*\*")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_STARS = re.compile(r"\*\*")
_LINES_MATTER = (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS)
_CLASSES = {
    ProvisionKind.PREFACE: "mo-dau",
    ProvisionKind.CONCLUSIONS: "ket",
    ProvisionKind.CITATION: "can-cu",
    ProvisionKind.PART: "tieu-de",
    ProvisionKind.CHAPTER: "tieu-de",
    ProvisionKind.SECTION: "tieu-de",
    ProvisionKind.ARTICLE: "dieu",
}
# A wide table scrolls by itself; with the keyboard too, for which it takes the focus.
_TABLE = '<table class="bang" tabindex="0" markdown="block">'
QUOTE_LIMIT = 600
# Markdown takes the square of a paragraph's length: half a minute for 100 kB of brackets. A longer one is HTML.
_LONGEST = 5_000


def full_text(document: Document, links: Mapping[Span, str], meanings: Mapping[str, str] | None = None) -> Md:
    """Return the whole text, one paragraph per provision; `links` gives the address for the place of each citation.

    `meanings` says what a short form stands for: the first in each provision that is no part of a link tells it.
    """
    look = _Look(document.source.text, links, meanings or {})
    rows = {row.span: row for row in document.source.rows}
    parts = []
    for table, provisions in itertools.groupby(document.provisions, lambda provision: _table(rows, provision)):
        drawn = [
            _row(row, provision, look) if (row := rows.get(provision.span)) else _paragraph(provision, look)
            for provision in provisions
        ]
        parts.append("\n\n".join(drawn) if table is None else "\n".join([_TABLE, *drawn, "</table>"]))
    return Md("\n\n".join(parts))


class _Places:
    """Places of a text, found by where they stand: a document may have thousands."""

    def __init__(self, places: Sequence[Span]) -> None:
        self._places = sorted(places)
        self._starts = [place.start for place in self._places]
        self._longest = max((place.end - place.start for place in places), default=0)

    def near(self, span: Span) -> list[Span]:
        """Return those that overlap the span."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [place for place in self._places[first:last] if place.overlaps(span)]


def _table(rows: Mapping[Span, Row], provision: Provision) -> int | None:
    """The number of the table that the provision is a row of."""
    row = rows.get(provision.span)
    return row.table if row else None


@lru_cache(maxsize=64)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&/-])(?:{alternatives(shorts)})(?![\w&/-])")


@dataclass(frozen=True, slots=True)
class _Way:
    """How words are written: in Markdown or in HTML."""

    escape: Callable[[str], str]
    attribute: Callable[[str], str]
    link: Callable[[str, str], str]


_MARKDOWN = _Way(escape, attribute_in_markdown, lambda words, url: f"[{words}]({url})")
_HTML = _Way(attribute, attribute, lambda words, url: f'<a href="{in_html(url)}">{words}</a>')


class _Look:
    """What is made of places of a text: links, bold words, short forms that tell their meaning, marks of bold."""

    def __init__(self, text: str, links: Mapping[Span, str], meanings: Mapping[str, str]) -> None:
        bold = [Span(*match.span("words")) for match in _BOLD.finditer(text)]
        self._text, self._links, self._meanings = text, links, meanings
        self._linked, self._bold = _Places(list(links)), _Places([place for place in bold if place not in links])
        self._shorts = _pattern(tuple(meanings)) if meanings else None

    def told(self, span: Span) -> dict[Span, str]:
        """The first of each short form in the span with its meaning, where nothing else is made of the place."""
        first: dict[str, Span] = {}
        for match in self._shorts.finditer(self._text, span.start, span.end) if self._shorts else ():
            place = Span(*match.span())
            if not self._linked.near(place) and not self._bold.near(place):
                first.setdefault(squeeze(match[0]), place)
        return {place: self._meanings[short] for short, place in first.items() if short in self._meanings}

    def words(self, span: Span, told: Mapping[Span, str]) -> tuple[str, bool]:
        """The characters of the span as Markdown; as HTML, and True, where they are very many."""
        words = self._written(span, told, _MARKDOWN)
        return (words, False) if len(words) <= _LONGEST else (self._written(span, told, _HTML), True)

    def _written(self, span: Span, told: Mapping[Span, str], way: _Way) -> str:
        stars = [Span(*match.span()) for match in _STARS.finditer(self._text, span.start, span.end)]
        marks = _Places(stars)
        edges = {span.start, span.end}
        for place in (*self._linked.near(span), *self._bold.near(span), *stars, *told):
            edges |= {edge for edge in (place.start, place.end) if span.start <= edge <= span.end}
        pieces = (self._piece(Span(*pair), told, marks, way) for pair in itertools.pairwise(sorted(edges)))
        return _BLANK_LINES.sub("\n", "".join(pieces))  # one would end the paragraph, in the middle of a link

    def _piece(self, span: Span, told: Mapping[Span, str], marks: _Places, way: _Way) -> str:
        words = way.escape(span.of(self._text))
        if marks.near(span):
            return f'<span class="dau-dam">{words}</span>'
        if meaning := told.get(span):
            return f'<abbr title="{way.attribute(meaning)}">{words}</abbr>'
        if linked := self._linked.near(span):
            words = way.link(words, self._links[linked[0]])
        return f"<strong>{words}</strong>" if self._bold.near(span) else words


def _paragraph(provision: Provision, look: _Look) -> str:
    words, is_html = look.words(provision.span, look.told(provision.span))
    if provision.kind in _LINES_MATTER:
        words = words.replace("\n", "<br>\n")
    names = [name for name in (_CLASSES.get(provision.kind), f"cap-{provision.depth}") if name]
    if is_html:
        return f'<p id="{provision.eid}" class="{" ".join(names)}">{words}</p>'
    return f"{words}\n{{: #{provision.eid} {' '.join(f'.{name}' for name in names)} }}"


def _row(row: Row, provision: Provision, look: _Look) -> str:
    """A row of a table as HTML, its cells as Markdown; an empty cell must not ask to be read as that."""
    cells, told = [], look.told(provision.span)
    for cell in row.cells:
        wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        written, is_html = look.words(cell.span, told)
        words = written.replace("\n", "<br>")
        way = "" if is_html or not words else ' markdown="span"'
        cells.append(f"<td{wide}{way}>{words}</td>")
    return "\n".join([f'<tr id="{provision.eid}" markdown="block">', *cells, "</tr>"])


def plain(words: str) -> str:
    """Return the words on one line without the text file's bold marks."""
    return squeeze(words.replace("**", ""))


def quote(text: str, sentence: Span, place: Span | None = None) -> Md:
    """Return the sentence on one line with the cited words marked; a very long one is cut around them, with "…"."""
    start, end = sentence.start, sentence.end
    if end - start > QUOTE_LIMIT:
        middle = place or Span(start, start)
        start = max(start, middle.start - QUOTE_LIMIT // 2)
        end = min(end, max(middle.end, start) + QUOTE_LIMIT // 2)
        start = _word_edge(text, start, sentence.start)
        end = _word_edge(text, end, sentence.end)
    left = "… " if start > sentence.start else ""
    right = " …" if end < sentence.end else ""
    if place is None or not Span(start, end).holds(place):
        return Md(f"{left}{_flat(text[start:end])}{right}")
    before, middle_words, after = text[start : place.start], place.of(text), text[place.end : end]
    return Md(f"{left}{_flat(before)}<mark>{_flat(middle_words)}</mark>{_flat(after)}{right}")


def _word_edge(text: str, offset: int, limit: int) -> int:
    """Move a cut to the next blank, unless it stands at the sentence's own edge."""
    if offset == limit:
        return offset
    blank = re.compile(r"\s").search(text, offset)
    return blank.start() if blank else offset


def _flat(words: str) -> Md:
    """The words on one line without the text file's bold marks; a blank at either end stays one blank."""
    words = words.replace("**", "")
    left = " " if words[:1].isspace() else ""
    right = " " if words[-1:].isspace() and words.strip() else ""
    return escape(f"{left}{squeeze(words)}{right}")
