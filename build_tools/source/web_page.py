"""Saved web pages (.html): the document or the article without what the portal puts around it.

A directive is the smallest part of the page that holds its national title and its end; a page without these is a news
page, of which the smallest part is taken that holds most of its running text.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_tools.source.archive import DAMAGED
from build_tools.source.letters import from_bytes
from build_tools.source.numbering import FORMATS
from build_tools.source.reading import Reading, RefusedError, TableRow, compose, lines_of, only_places

_DROPPED = (
    "script, style, noscript, template, iframe, object, nav, header, footer, aside, button, select, input, [hidden]"
)
_BLOCKS = frozenset(
    """address article blockquote body center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 hr li main
    ol p pre section table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905  fifty quotation marks fewer
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BEGIN = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_END = re.compile(r"Nơi\s+nhận|\./\.|thông\s+qua\s+ngày|(?:KT|TM|TL|TUQ)\.\s")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINED = re.compile(r"border[^:;]*:\s*(?!0|none|medium\s+none)[^;]*(?:solid|double|\dp[xt])", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f\u00a0]+")
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_TEXT = 0.6
_SENTENCE = 80


def read_web_page(data: bytes) -> Reading:
    """Return the text of a saved page. Raises RefusedError (VB011) where it has none or nests without end."""
    tree = LexborHTMLParser(_decoded(data))
    if tree.body is None:
        raise RefusedError("VB011", DAMAGED)
    for node in tree.css(_DROPPED):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    try:
        main = _main(tree.body)
        title = tree.css_first("title")
        pieces = list(_Reader().pieces(main))
        if title and main is not tree.body and not _BEGIN.search(main.text()):
            pieces.insert(0, _squeezed(title.text()))
        return compose(pieces)
    except RecursionError:
        raise RefusedError("VB011", DAMAGED) from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4_000])
    for name in ("utf-8", declared[1].decode("ascii") if declared else "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    old = from_bytes(data)
    return old[0] if old else data.decode("utf-8", "replace")


def _main(body: LexborNode) -> LexborNode:
    """The part of the page that is the document."""
    whole = body.text()
    directive = _BEGIN.search(whole) is not None and _END.search(whole) is not None
    needed = _MOST_TEXT * _running_text(body)
    node = body
    while True:
        for child in node.iter():
            if _holds(child) if directive else needed and _running_text(child) >= needed:
                node = child
                break
        else:
            return node


def _holds(node: LexborNode) -> bool:
    words = node.text()
    begin = _BEGIN.search(words)
    return begin is not None and _END.search(words, begin.end()) is not None


def _running_text(node: LexborNode) -> int:
    """How many characters of sentences, links left out, the element holds."""
    return sum(len(words) for words in node.text(separator="\n").split("\n") if len(words.strip()) >= _SENTENCE)


def _squeezed(words: str) -> str:
    return _WHITE.sub(" ", words).strip()


class _Reader:
    """One pass over the elements; the numbers of tables count on."""

    def __init__(self) -> None:
        self._tables = 0

    def pieces(self, node: LexborNode) -> Iterator[str | TableRow]:
        """Yield the paragraphs and rows in order: what stands between two block elements is a paragraph."""
        line = ""
        items = 0
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "br":
                line += "\n"
            elif tag == "table":
                yield from _paragraph(line)
                line = ""
                yield from self._table(child)
            elif tag in _BLOCKS or (tag != "-text" and _holds_block(child)):
                yield from _paragraph(line)
                line = ""
                mark = _list_mark(node, items) if tag == "li" else ""
                items += tag == "li"
                yield from self._marked(child, mark)
            else:
                line += _inline(child)
        yield from _paragraph(line)

    def _marked(self, node: LexborNode, mark: str) -> Iterator[str | TableRow]:
        """The pieces of a block, the mark before the first paragraph."""
        for piece in self.pieces(node):
            yield f"{mark} {piece}" if mark and isinstance(piece, str) else piece
            mark = ""

    def _table(self, table: LexborNode) -> Iterator[str | TableRow]:
        nodes = ([cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(table))
        rows = [[(lines_of(self.pieces(cell)), _width(cell)) for cell in row] for row in nodes]
        lined = (table.attributes.get("border") or "0") not in ("0", "") or any(
            _LINED.search(node.attributes.get("style") or "") for node in [table, *table.css("td")]
        )
        if only_places([[lines for lines, _ in row] for row in rows], lined=lined):
            for row in rows:
                yield from ("\n".join(lines) for lines, _ in row)
            return
        self._tables += 1
        for row in rows:
            cells = tuple(("\n".join(lines).replace("\t", " "), width) for lines, width in row)
            if any(words for words, _ in cells):
                yield TableRow(self._tables, cells)


def _paragraph(line: str) -> Iterator[str]:
    words = "\n".join(part for part in map(_squeezed, line.split("\n")) if part)
    if words:
        yield words


def _inline(node: LexborNode) -> str:
    """The words of an inline element; a line break of the source is a blank, <br> a line break."""
    if node.tag == "-text":
        return _WHITE.sub(" ", node.text_content or "")
    words = ""
    for child in node.iter(include_text=True):
        words += "\n" if child.tag == "br" else _inline(child)
    return words


def _holds_block(node: LexborNode) -> bool:
    return any(child.tag in _BLOCKS or _holds_block(child) for child in node.iter())


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _width(cell: LexborNode) -> int:
    width = cell.attributes.get("colspan") or "1"
    return max(1, min(int(width), 63)) if width.isdigit() else 1


def _list_mark(parent: LexborNode, place: int) -> str:
    """The number or bullet that a browser puts before the list item at this place, counted from 0."""
    if parent.tag != "ol":
        return "-"
    start = parent.attributes.get("start") or "1"
    number = place + (int(start) if start.isdigit() else 1)
    kind = _LIST_FORMATS.get(parent.attributes.get("type") or "1", "decimal")
    return f"{FORMATS[kind](number)}{')' if kind == 'lowerLetter' else '.'}"
