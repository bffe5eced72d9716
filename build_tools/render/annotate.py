"""The full text of a document as Markdown: every character as signed, every clause anchored, every citation a link.

Taking the links and the marks away gives the text back (tests/test_invariants.py).
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from build_tools.model import Document, Provision, ProvisionKind, Span
from build_tools.render.markdown import Md, attribute_in_markdown, escape
from build_tools.text import alternatives, squeeze

# A text file writes bold as **words**; the marks stay visible, but faint, since nobody signed them.
_BOLD = re.compile(r"\*\*(?=\S)(?P<words>[^*]{1,600}?)(?<=\S)\*\*")
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
QUOTE_LIMIT = 600


def full_text(document: Document, links: Mapping[Span, str], meanings: Mapping[str, str] | None = None) -> Md:
    """Return the whole text, one paragraph per provision; `links` gives the address for the place of each citation.

    `meanings` says what a short form stands for: the first in each provision that is no part of a link tells it.
    """
    text = document.source.text
    bold = [Span(*match.span("words")) for match in _BOLD.finditer(text)]
    shorts = _pattern(tuple(meanings)) if meanings else None
    paragraphs = []
    for provision in document.provisions:
        told = _told(text, provision.span, shorts, meanings or {}, [*links, *bold])
        paragraphs.append(_paragraph(text, provision, links, bold, told))
    return Md("\n\n".join(paragraphs))


@lru_cache(maxsize=64)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&/-])(?:{alternatives(shorts)})(?![\w&/-])")


def _told(
    text: str, span: Span, shorts: re.Pattern[str] | None, meanings: Mapping[str, str], taken: Sequence[Span]
) -> dict[Span, str]:
    """The first of each short form in the span with its meaning, where nothing else is made of the place."""
    first: dict[str, Span] = {}
    for match in shorts.finditer(text, span.start, span.end) if shorts else ():
        place = Span(*match.span())
        if not any(other.start < place.end and place.start < other.end for other in taken):
            first.setdefault(squeeze(match[0]), place)
    return {place: meanings[short] for short, place in first.items() if short in meanings}


def _paragraph(
    text: str, provision: Provision, links: Mapping[Span, str], bold: Sequence[Span], told: Mapping[Span, str]
) -> str:
    span = provision.span
    stars = [Span(*match.span()) for match in _STARS.finditer(text, span.start, span.end)]
    inside = [place for place in [*links, *bold, *stars, *told] if place.start < span.end and span.start < place.end]
    edges = {span.start, span.end}
    edges |= {edge for place in inside for edge in (place.start, place.end) if span.holds(Span(edge, edge))}
    cuts = sorted(edges)
    pieces = [_piece(text, Span(*pair), links, bold, stars, told) for pair in itertools.pairwise(cuts)]
    words = "".join(pieces)
    if provision.kind in _LINES_MATTER:
        words = words.replace("\n", "<br>\n")
    classes = " ".join(f".{name}" for name in (_CLASSES.get(provision.kind), f"cap-{provision.depth}") if name)
    return f"{words}\n{{: #{provision.eid} {classes} }}"


def _piece(
    text: str,
    span: Span,
    links: Mapping[Span, str],
    bold: Sequence[Span],
    stars: Sequence[Span],
    told: Mapping[Span, str],
) -> str:
    words = escape(span.of(text))
    if any(star.holds(span) for star in stars):
        return f'<span class="dau-dam">{words}</span>'
    if meaning := told.get(span):
        return f'<abbr title="{attribute_in_markdown(meaning)}">{words}</abbr>'
    if url := next((url for place, url in links.items() if place.holds(span)), None):
        words = Md(f"[{words}]({url})")
    return f"<strong>{words}</strong>" if any(place.holds(span) for place in bold) else words


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
