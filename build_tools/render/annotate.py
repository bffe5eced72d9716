"""The full text of a document as Markdown: every character as signed, every clause anchored, every citation a link.

Without its links, its marks and what is crossed out it is the text again (tests/test_invariants.py).
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from build_tools.base.text import alternatives, squeeze
from build_tools.model.document import Document, Provision, ProvisionKind
from build_tools.model.source import Row
from build_tools.model.span import Span
from build_tools.render.addresses import in_html
from build_tools.render.markdown import Md, attribute, attribute_in_markdown, escape

# A text file marks bold as **words**; the asterisks stay visible, but faint, as they are not in the signed document.
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
# A wide table scrolls by itself; `tabindex` lets the keyboard scroll it too.
_TABLE = '<table class="bang" tabindex="0" markdown="block">'
QUOTE_LIMIT = 600
# Markdown's time is quadratic in a paragraph's length: half a minute for 100 kB of brackets. Longer ones are HTML.
_LONGEST = 5_000


def full_text(
    document: Document,
    links: Mapping[Span, str],
    meanings: Mapping[str, str] | None = None,
    cited: Mapping[str, tuple[int, str]] | None = None,
    amended: Mapping[str, str] | None = None,
) -> Md:
    """Return the whole text, one paragraph per provision; `links` are the addresses by the span of each citation.

    `meanings` are those of short forms: the first use of each in a provision, outside links and bold, shows it.
    `cited` are, by anchor, how many documents cite a clause and the anchor of their list; `amended` the attributes that
    say what has become of a clause (`pages.life.amendment_marks`): both for the browser.
    """
    markup = _Markup(document.source.text, links, meanings or {}, _struck(document))
    told = {eid: f' data-so-dan="{count}" data-noi-dan="{anchor}"' for eid, (count, anchor) in (cited or {}).items()}
    for eid, attributes in (amended or {}).items():
        told[eid] = f"{told.get(eid, '')}{attributes}"
    rows = {row.span: row for row in document.source.rows}
    parts = []
    for table, provisions in itertools.groupby(document.provisions, lambda provision: _table(rows, provision)):
        drawn = [
            _row(row, provision, markup)
            if (row := rows.get(provision.span))
            else _paragraph(provision, markup, told.get(provision.eid, ""))
            for provision in provisions
        ]
        parts.append("\n\n".join(drawn) if table is None else "\n".join([_TABLE, *drawn, "</table>"]))
    return Md("\n\n".join(parts))


class _SpanIndex:
    """Spans of a text, indexed by position: a document may have thousands."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def overlapping(self, span: Span) -> list[Span]:
        """Return those that overlap the span."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [other for other in self._spans[first:last] if other.overlaps(span)]


def _struck(document: Document) -> dict[int, str]:
    """Return the words struck through by offsets that are inside a provision or at its ends."""
    starts = [provision.span.start for provision in document.provisions]
    found: dict[int, str] = {}
    for place in document.source.struck if starts else ():
        span = document.provisions[max(bisect_right(starts, place.offset) - 1, 0)].span
        offset = min(max(place.offset, span.start), span.end)
        found[offset] = f"{found.get(offset, '')}{place.words}"
    return found


def _table(rows: Mapping[Span, Row], provision: Provision) -> int | None:
    """Return the number of the table in which the provision is a row; `None` if it is none."""
    row = rows.get(provision.span)
    return row.table if row else None


@lru_cache(maxsize=64)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&/-])(?:{alternatives(shorts)})(?![\w&/-])")


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How to write text, attributes and links: in Markdown or in HTML."""

    escape: Callable[[str], str]
    attribute: Callable[[str], str]
    link: Callable[[str, str], str]


_MARKDOWN = _Syntax(escape, attribute_in_markdown, lambda words, url: f"[{words}]({url})")
_HTML = _Syntax(attribute, attribute, lambda words, url: f'<a href="{in_html(url)}">{words}</a>')


class _Markup:
    """The markup of a text: links, bold words, faint asterisks, short forms with their meanings, struck words."""

    def __init__(
        self, text: str, links: Mapping[Span, str], meanings: Mapping[str, str], struck: Mapping[int, str]
    ) -> None:
        bold = [Span(*match.span("words")) for match in _BOLD.finditer(text)]
        self._text, self._links, self._meanings = text, links, meanings
        self._linked, self._bold = _SpanIndex(list(links)), _SpanIndex([span for span in bold if span not in links])
        self._shorts = _pattern(tuple(meanings)) if meanings else None
        self._struck, self._struck_at = struck, sorted(struck)

    def abbreviations(self, span: Span) -> dict[Span, str]:
        """Return the first use of each short form in the span, outside links and bold, with its meaning."""
        first: dict[str, Span] = {}
        for match in self._shorts.finditer(self._text, span.start, span.end) if self._shorts else ():
            use = Span(*match.span())
            if not self._linked.overlapping(use) and not self._bold.overlapping(use):
                first.setdefault(squeeze(match[0]), use)
        return {use: self._meanings[short] for short, use in first.items() if short in self._meanings}

    def words(self, span: Span, abbreviations: Mapping[Span, str]) -> tuple[str, bool]:
        """Return the text of the span as Markdown and False; if it is very long, as HTML and True."""
        words = self._written(span, abbreviations, _MARKDOWN)
        return (words, False) if len(words) <= _LONGEST else (self._written(span, abbreviations, _HTML), True)

    def _written(self, span: Span, abbreviations: Mapping[Span, str], syntax: _Syntax) -> str:
        stars = [Span(*match.span()) for match in _STARS.finditer(self._text, span.start, span.end)]
        marks = _SpanIndex(stars)
        edges = {span.start, span.end}
        for marked in (*self._linked.overlapping(span), *self._bold.overlapping(span), *stars, *abbreviations):
            edges |= {edge for edge in (marked.start, marked.end) if span.start <= edge <= span.end}
        first, last = bisect_left(self._struck_at, span.start), bisect_right(self._struck_at, span.end)
        edges |= {*self._struck_at[first:last]}
        pieces = [self._crossed_out(span.start, syntax)]
        for start, end in itertools.pairwise(sorted(edges)):
            pieces += [self._piece(Span(start, end), abbreviations, marks, syntax), self._crossed_out(end, syntax)]
        return _BLANK_LINES.sub("\n", "".join(pieces))  # a blank line would end the paragraph, even inside a link

    def _crossed_out(self, offset: int, syntax: _Syntax) -> str:
        words = self._struck.get(offset, "")
        broken = "<br>" if words.startswith("\n") else ""
        return f"{broken}<del>{syntax.escape(words.strip())}</del> " if words.strip() else ""

    def _piece(self, span: Span, abbreviations: Mapping[Span, str], marks: _SpanIndex, syntax: _Syntax) -> str:
        words = syntax.escape(span.of(self._text))
        if marks.overlapping(span):
            return f'<span class="dau-dam">{words}</span>'
        if meaning := abbreviations.get(span):
            return f'<abbr title="{syntax.attribute(meaning)}">{words}</abbr>'
        if linked := self._linked.overlapping(span):
            words = syntax.link(words, self._links[linked[0]])
        return f"<strong>{words}</strong>" if self._bold.overlapping(span) else words


def _paragraph(provision: Provision, markup: _Markup, told: str) -> str:
    words, is_html = markup.words(provision.span, markup.abbreviations(provision.span))
    if provision.kind in _LINES_MATTER:
        words = words.replace("\n", "<br>\n")
    names = [name for name in (_CLASSES.get(provision.kind), f"cap-{provision.depth}") if name]
    if is_html:
        return f'<p id="{provision.eid}" class="{" ".join(names)}"{told}>{words}</p>'
    return f"{words}\n{{: #{provision.eid} {' '.join(f'.{name}' for name in names)}{told} }}"


def _row(row: Row, provision: Provision, markup: _Markup) -> str:
    """Return a row of a table as HTML, its non-empty cells as Markdown."""
    cells, abbreviations = [], markup.abbreviations(provision.span)
    for cell in row.cells:
        wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        written, is_html = markup.words(cell.span, abbreviations)
        words = written.replace("\n", "<br>")
        parsed = "" if is_html or not words else ' markdown="span"'
        cells.append(f"<td{wide}{parsed}>{words}</td>")
    return "\n".join([f'<tr id="{provision.eid}" markdown="block">', *cells, "</tr>"])


def plain(words: str) -> str:
    """Return the words on one line without the asterisks that mark bold in a text file."""
    return squeeze(words.replace("**", ""))


def quote(text: str, sentence: Span, place: Span | None = None) -> Md:
    """Return the sentence on one line with the words at `place` marked; a long one is cut around them, with "…"."""
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
    """Return the offset of the next blank, at which to cut; the offset itself if it is the `limit`."""
    if offset == limit:
        return offset
    blank = re.compile(r"\s").search(text, offset)
    return blank.start() if blank else offset


def _flat(words: str) -> Md:
    """Return the words as `plain` does, escaped, but with a blank at either end kept."""
    words = words.replace("**", "")
    left = " " if words[:1].isspace() else ""
    right = " " if words[-1:].isspace() and words.strip() else ""
    return escape(f"{left}{squeeze(words)}{right}")
