"""Office files put together from any bytes: their frames are whole, so that the bytes reach what lies behind them."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import TypeVar

import docx

from tests.conftest import COLLECTION, ROOT

Item = TypeVar("Item")
SEEDS = [file.read_bytes() for file in sorted((COLLECTION).rglob("*.txt"))]
MARKS = ("\n", "\n\n", "1.", "a)", "-", "Điều 1.")
PIECES = (*sorted({piece for seed in SEEDS for piece in seed.decode().split(" ")}), *MARKS)
VALUES = ("", "0", "1", "2", "3", "-1", "99999999999", "x", "L1", "P1", "true", "none", "i", "a", "bullet", "%1.")
_NAME = re.compile(r'"((?:w|office|style|text|table|draw|svg|fo|xlink|loext):[A-Za-z-]+)"')
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN_SPACES = {
    **{name: f"{_OPEN}{name}:1.0" for name in ("office", "style", "text", "table")},
    "draw": f"{_OPEN}drawing:1.0",
    "svg": f"{_OPEN}svg-compatible:1.0",
    "fo": f"{_OPEN}xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


class Choices:
    """Bytes as a series of choices; when they are used up, the first of all that there is to choose."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def more(self) -> bool:
        """Return whether there are bytes left."""
        return self._at < len(self._data)

    def number(self, limit: int) -> int:
        """Return a number below the limit, of one byte or two."""
        size = 1 if limit <= 256 else 2
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big") % limit

    def of(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.number(len(items))]


def words(data: bytes) -> str:
    """Return words that a parser looks for, and letters, in any order."""
    choices, found = Choices(data), []
    while choices.more():
        found.append(choices.of(PIECES) if choices.number(8) else chr(choices.number(0xD800)))
    return " ".join(found)


def open_document(data: bytes) -> bytes:
    """Return an OpenDocument text of elements and attributes that its reader knows, in any order and depth."""
    choices, names = Choices(data), _names("open_document.py")
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _OPEN_SPACES.items())
    styles = _tree(choices, names, "{}", choices.number(40))
    body = _tree(choices, names, "<text:p>{}</text:p>")
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def spreadsheet(data: bytes) -> bytes:
    """Return an OpenDocument spreadsheet, likewise."""
    choices, names = Choices(data), _names("open_document.py", "spreadsheet.py")
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _OPEN_SPACES.items())
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{_tree(choices, names, cell, 60)}</table:table-row>" for _ in range(choices.number(40))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def word(data: bytes) -> bytes:
    """Return a Word document, its lists and styles, likewise."""
    choices, names = Choices(data), _names("word.py", "word_lists.py", "word_styles.py")
    lists, styles = (_tree(choices, names, "{}", choices.number(40)) for _ in range(2))
    body = _tree(choices, names, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>")
    parts = {"numbering": lists, "styles": styles, "document": f"<w:body>{body}</w:body>"}
    files = dict(_word_frame())
    for name, inside in parts.items():
        root = f'<?xml version="1.0"?><w:{name} xmlns:w="{_WORD}">{inside}</w:{name}>'
        files[f"word/{name}.xml"] = root.encode()
    return packed(files)


@cache
def _word_frame() -> Mapping[str, bytes]:
    """The parts of an empty document as Word needs them."""
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf(data: bytes) -> bytes:
    """Return a PDF with words, lines and stamps at any place of its pages; its font has all letters of the pieces."""
    choices = Choices(data)
    letters = sorted({letter for piece in PIECES for letter in piece if letter.isprintable()})[:255]
    codes = {letter: code for code, letter in enumerate(letters, 1)}
    unicode = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    ranges = f"1 begincodespacerange <01> <ff> endcodespacerange {len(codes)} beginbfchar\n{unicode}endbfchar"
    pages, objects = choices.number(4) + 1, [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + 3 * page} 0 R" for page in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>")
    objects.append(_stream("", f"begincmap {ranges} endcmap"))
    fonts = "/Resources << /Font << /F 3 0 R >> >>"
    for page in range(pages):
        first = 5 + 3 * page
        turn = choices.of((0, 0, 0, 90, 180, 270))
        stamp = f"<< /Type /Annot /Subtype /Stamp /Rect [50 700 300 740] /AP << /N {first + 2} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turn} {fonts} /Contents {first + 1} 0 R "
            f"/Annots [{stamp}] >>".encode()
        )
        objects.append(_stream("", _drawn(choices, codes, 300)))
        objects.append(_stream(f"/Type /XObject /Subtype /Form /BBox [0 0 250 40] {fonts}", _drawn(choices, codes, 4)))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{out.rindex(b'xref')}\n%%EOF\n".encode()
    return bytes(out)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _drawn(choices: Choices, codes: Mapping[str, int], most: int) -> str:
    """Words in lines or anywhere, and the rules of tables, as a page draws them."""
    drawn, x, y = [], 70, 780
    for _ in range(most):
        if not choices.more():
            break
        kind = choices.number(8)
        if kind == 0:
            x, y = choices.number(600), choices.number(850)
        elif kind == 1:
            x, y = 70, y - choices.number(40)
        elif kind == 2:
            drawn.append(f"{x} {y} {choices.number(400)} {choices.number(3)} re f")
        elif kind == 3:
            drawn.append(f"{x} {y} m {x + choices.number(2) * choices.number(400)} {y - choices.number(200)} l S")
        else:
            piece = choices.of(PIECES)
            shown = bytes(codes.get(letter, 0x20) for letter in piece).hex()
            drawn.append(f"BT /F {choices.of((12, 12, 12, 14, 8, 0, -3))} Tf {x} {y} Td <{shown}> Tj ET")
            x += 7 * len(piece)
    return "\n".join(drawn)


def _stream(head: str, content: str) -> bytes:
    data = content.encode()
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _names(*modules: str) -> Sequence[str]:
    """The names of elements and attributes that a reader asks for."""
    texts = [(ROOT / "build_tools" / "source" / module).read_text(encoding="utf-8") for module in modules]
    return sorted({name for text in texts for name in _NAME.findall(text)})


def _tree(choices: Choices, names: Sequence[str], paragraph: str, most: int = 1 << 16) -> str:
    """Elements with attributes, words and whole paragraphs, each closed in its turn."""
    out: list[str] = []
    inside: list[str] = []
    for _ in range(most):
        if not choices.more():
            break
        kind = choices.number(6)
        if kind == 0:
            name = choices.of(names)
            values = {choices.of(names): choices.of(VALUES) for _ in range(choices.number(4))}
            said = "".join(f' {key}="{value}"' for key, value in values.items())
            out.append(f"<{name}{said}>")
            inside.append(name)
        elif kind == 1 and inside:
            out.append(f"</{inside.pop()}>")
        elif kind > 2:
            out.append(paragraph.format(escape(choices.of(PIECES))))
        else:
            out.append(escape(choices.of(PIECES)))
    return "".join([*out, *(f"</{name}>" for name in reversed(inside))])
