"""The foot of a directive (phần kết): recipients, authority, position and name of the signer.

Nghị định 30/2020/NĐ-CP, Phụ lục I. The two columns of the foot come one after the other, side by side with blanks
between, or as cells of a table; names and positions may continue on the next line.
"""

import re
from collections.abc import Sequence

from build_tools.base.text import CAPITALS, squeeze
from build_tools.base.values import Value
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.metadata.signatures import Signature, begins_signature, find_signature, first_signature_line
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

# Over folded text: recognition reads "Noi nhận".
_COPIES = re.compile(r"(?:^|\n|\|)[ \t*_]*noi\s+nhan[ \t*_]*(?::|(?=[\n|]|[ \t]{3}|$))[ \t*_]*")
_CELL = re.compile(r"[^\s|][^\n|]*?(?=[ \t]{4,}|[ \t]*(?:\n|\||\s/\s|$))")
# "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Nguyễn Văn A" in one cell: authority and position, then the name.
_SIGNED = re.compile(
    rf"(?P<capitals>[{CAPITALS}/.,]{{2,}}(?:\s+[{CAPITALS}/.,&-]+)*)\s+(?=[{CAPITALS}][a-zà-ỹđ]+\s+[{CAPITALS}])"
)
_BULLET = re.compile(r"[-–•+](?!\w*\d)[ \t]*|[-–•+](?=\s|$)")
_LONGEST_FOOT = 12_000
_EDGES = " \t.;,:|*_/"


class Conclusions(Value, frozen=True):
    """The foot of the document, from `start` to `end`."""

    start: int
    end: int
    copies_to: tuple[Stated, ...] = ()
    signature: Signature | None = None


def find_conclusions(text: Text) -> Conclusions | None:
    """Return the foot; `None` if the document has neither recipients nor a signature block."""
    copies = _COPIES.search(text.folded)
    cells = _cells(text.source, copies.end() if copies else first_signature_line(text), text.vocabulary)
    first = next((i for i, cell in enumerate(cells) if begins_signature(cell.value, text.vocabulary)), None)
    if not copies and first is None:
        return None
    signature, used = find_signature(text, cells[first:]) if first is not None else (None, ())
    start = _line_start(text.source, copies.start() if copies else cells[first or 0].span.start)  # type: ignore[union-attr]
    end = max((cell.span.end for cell in used if cell.span), default=0)
    recipients = _recipients(text.source, cells, used, end) if copies else ()
    end = max([end, *(item.span.end for item in recipients if item.span), copies.end() if copies else 0])
    return Conclusions(start, end, recipients, signature)


def _cells(text: str, start: int, vocabulary: Vocabulary) -> list[Stated]:
    """Return the cells of the lines of the foot: cells of a table, or words separated by wide blanks."""
    found = []
    for match in _CELL.finditer(text, start, start + _LONGEST_FOOT):
        value = match[0].strip(" \t*_/")
        if value:
            left = match.start() + len(match[0]) - len(match[0].lstrip(" \t*_/"))
            whole = Span(left, left + len(value))
            signed = _SIGNED.match(text, whole.start, whole.end)
            cut = signed.end() if signed and begins_signature(signed["capitals"], vocabulary) else left
            parts = [Span(left, signed.end("capitals")), Span(cut, whole.end)] if signed and cut > left else [whole]
            found += [Stated(part.of(text), part) for part in parts]
    return found


def _line_start(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\n|*_":
        offset += 1
    return text.rfind("\n", 0, offset) + 1


def _recipients(text: str, cells: Sequence[Stated], used: Sequence[Stated], end: int) -> tuple[Stated, ...]:
    """Return the recipients, each from its bullet to ";" or the next bullet, without cells of the signature."""
    signed = {cell.span for cell in used}
    items: list[list[Span]] = []
    closed = True
    for cell in cells:
        if cell.span is None or cell.span in signed:
            continue
        if end and cell.span.start > end:
            break
        bullet = _BULLET.match(cell.value)
        if closed and not bullet and items and not end:
            break
        if bullet or closed:
            items.append([])
        items[-1].append(Span(cell.span.start + (bullet.end() if bullet else 0), cell.span.end))
        closed = cell.value.endswith((";", "."))
    return tuple(item for spans in items if (item := _item(text, spans)))


def _item(text: str, spans: Sequence[Span]) -> Stated | None:
    value = squeeze(" ".join(span.of(text) for span in spans)).strip(_EDGES)
    return Stated(value, Span(spans[0].start, spans[-1].end)) if value else None
