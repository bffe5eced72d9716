"""Saved web pages (.html): the document or the article without the portal's navigation and menus.

A directive is the smallest element that holds its national title and its end; a page without these is a news page, of
which the smallest element is taken that holds most of the running text.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_tools.source.archive import DAMAGED
from build_tools.source.letters import from_bytes
from build_tools.source.marked import raised, struck, unmarked
from build_tools.source.numbering import FORMATS, MOST
from build_tools.source.reading import Reading, RefusedError, RowText, compose, lines_of, whole_number
from build_tools.source.tables import CellText, Tables

_DROPPED = (
    "script, style, noscript, template, iframe, object, nav, header, footer, aside, button, select, input, [hidden]"
)
_BLOCKS = frozenset(
    """address article blockquote body caption center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 hr
    legend li main ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_TAG = re.compile(
    rb"<(/?)(?!(?:br|img|input|meta|link|hr|p|li|t[dhr]|tbody|thead|tfoot|option|d[td]|col|source|wbr|area|base|embed|param)\b)"
    rb"[a-z][\w:-]*",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BEGIN = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
# A directive ends at the first of these that its page has, in this order.
_ENDS = tuple(
    re.compile(end) for end in (r"Nơi\s+nhận", r"(?:KT|TM|TL|TUQ)\.\s+[A-ZĐÀ-Ỹ]{2}", r"thông\s+qua\s+ngày", r"\./\.")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = frozenset(("s", "strike", "del"))
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LINES = ("border", "border-top", "border-right", "border-bottom", "border-left")
_DRAWN = re.compile(r"solid|double|[1-9]\d*(?:\.\d+)?p[xt]")
_WHITE = re.compile(r"[ \t\r\n\f\u00a0]+")
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_DEPTH = 200
_MOST_TEXT = 0.6
_SENTENCE = 80
# A page with less running text, in characters, is taken whole.
_SHORT = 600
_DEEPEST = 2_000


def read_web_page(data: bytes) -> Reading:
    """Return the text of a saved page. Raises RefusedError (VB011) if it has no body or nests too deeply."""
    if _depth(data) > _DEEPEST:  # the parser's time is quadratic in the depth
        raise RefusedError("VB011", DAMAGED)
    tree = LexborHTMLParser(_decoded(data))
    if tree.body is None:
        raise RefusedError("VB011", DAMAGED)
    for node in tree.css(_DROPPED):
        node.decompose()
    for node in tree.css("body [style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    main, is_directive = _main(tree.body)
    title = tree.css_first("title")
    pieces = list(_Reader().pieces(main))
    if title and not is_directive:
        pieces.insert(0, _squeezed(title.text()))
    return compose(pieces)


def _depth(data: bytes) -> int:
    """Return an upper bound of how deep elements nest, but for those that need no end tag."""
    depth = deepest = 0
    for tag in _TAG.finditer(data):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4_000])
    for name in ("utf-8", declared[1].decode("ascii") if declared else "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    old = from_bytes(data)
    return old[0] if old else data.decode("utf-8", "replace")


def _main(body: LexborNode) -> tuple[LexborNode, bool]:
    """Return the element that holds the document, and whether it is a directive."""
    whole = body.text()
    begin = _BEGIN.search(whole)
    end = next((end for end in _ENDS if begin and end.search(whole, begin.end())), None)
    needed = _MOST_TEXT * _running_text(body)
    node = body
    for _ in range(_MOST_DEPTH):
        for child in node.iter():
            if _holds(child, end) if end else needed > _SHORT and _running_text(child) >= needed:
                node = child
                break
        else:
            return node, end is not None
    raise RefusedError("VB011", DAMAGED)


def _holds(node: LexborNode, end: re.Pattern[str]) -> bool:
    words = node.text()
    begin = _BEGIN.search(words)
    return begin is not None and end.search(words, begin.end()) is not None


def _running_text(node: LexborNode) -> int:
    """Count the characters in lines as long as a sentence, which links and menus are not."""
    return sum(len(words) for words in node.text(separator="\n").split("\n") if len(words.strip()) >= _SENTENCE)


def _squeezed(words: str) -> str:
    return _WHITE.sub(" ", words).strip()


class _Reader:
    """One pass over the elements, with running numbers of tables."""

    def __init__(self) -> None:
        self._tables = Tables()

    def pieces(self, node: LexborNode) -> Iterator[str | RowText]:
        """Yield the paragraphs and rows in order; text between two block elements is a paragraph."""
        line = ""
        items = 0
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "br":
                line += "\n"
            elif tag == "pre":
                yield from (*_paragraph(line), *_paragraph(child.text()))
                line = ""
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

    def _marked(self, node: LexborNode, mark: str) -> Iterator[str | RowText]:
        """Yield the pieces of a block, with the mark before the first paragraph."""
        for piece in self.pieces(node):
            yield f"{mark} {piece}" if mark and isinstance(piece, str) else piece
            mark = ""

    def _table(self, table: LexborNode) -> Iterator[str | RowText]:
        for caption in (node for node in table.iter() if node.tag == "caption"):
            yield from self.pieces(caption)
        grid = list(_grid(table))
        rows = [
            [CellText(lines_of(self.pieces(cell)) if cell else [], width, covered=cell is None) for cell, width in row]
            for row in grid
        ]
        lined = (table.attributes.get("border") or "0") not in ("0", "") or any(
            _has_lines(node.attributes.get("style") or "") for node in [table, *table.css("td")]
        )
        yield from self._tables.pieces(rows, lined=lined)


def _paragraph(line: str) -> Iterator[str]:
    words = "\n".join(part for part in map(_squeezed, line.split("\n")) if part)
    if words:
        yield words


def _inline(node: LexborNode) -> str:
    """Return the text of an inline element; <br> is a line break, a line break in the file a blank."""
    if node.tag == "-text":
        return unmarked(_WHITE.sub(" ", node.text_content or ""))
    words = ""
    for child in node.iter(include_text=True):
        words += "\n" if child.tag == "br" else _inline(child)
    style = node.attributes.get("style") or ""
    if node.tag == "sup" or _RAISED.search(style):
        words = raised(words)
    return struck(words) if node.tag in _STRUCK or _LINE_THROUGH.search(style) else words


def _holds_block(node: LexborNode) -> bool:
    return any(child.tag in _BLOCKS or _holds_block(child) for child in node.iter())


def _has_lines(style: str) -> bool:
    """Return whether a style gives its element a border."""
    declared = (part.partition(":") for part in style.lower().split(";"))
    return any(name.strip() in _LINES and "none" not in value and _DRAWN.search(value) for name, _, value in declared)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _grid(table: LexborNode) -> Iterator[list[tuple[LexborNode | None, int]]]:
    """Yield the cells of each row with their widths; `None` where a cell of a row above spans this one."""
    above: dict[int, tuple[int, int]] = {}  # by column: how many more rows the cell spans, and its width
    for row in _rows(table):
        cells: list[tuple[LexborNode | None, int]] = []
        below: dict[int, tuple[int, int]] = {}
        column = 0
        for cell in (*(node for node in row.iter() if node.tag in ("td", "th")), None):
            while column in above:
                rows, width = above[column]
                if rows > 1:
                    below[column] = rows - 1, width
                cells.append((None, width))
                column += width
            if cell is not None:
                width = max(1, whole_number(cell.attributes.get("colspan"), 1, most=63))
                rows = whole_number(cell.attributes.get("rowspan"), 1, most=1_000)
                if rows > 1:
                    below[column] = rows - 1, width
                cells.append((cell, width))
                column += width
        above = below
        yield cells


def _list_mark(parent: LexborNode, place: int) -> str:
    """Return the number or bullet that a browser shows before the list item with this index, from 0."""
    if parent.tag != "ol":
        return "-"
    count = min(place + whole_number(parent.attributes.get("start"), 1, most=MOST), MOST)
    kind = _LIST_FORMATS.get(parent.attributes.get("type") or "1", "decimal")
    return f"{FORMATS[kind](count)}{')' if kind == 'lowerLetter' else '.'}"
