"""The foot of a directive (phần kết): recipients, authority, position and name of the signer."""

import re
from dataclasses import dataclass

from build_tools.model import Span, Stated
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Vocabulary

_COPIES = re.compile(r"(?:^|\n|\|)[ \t*_]*Nơi nhận[ \t*_]*:?[ \t*_]*")
_AUTHORITY = re.compile(
    r"(?:^|\n|\|)[ \t*_]*(?P<code>T/M|K/T|T/L|TUQ|KT|TM|TL|Q)\b[./]?[ \t]*(?P<body>[^\n*|]+(?:\n[^\n*|]*[A-ZÀ-Ỹ])?)"
)
_ITEM = re.compile(r"[-–•+][ \t]*(?P<item>[^;\n]+(?:\n(?![ \t]*[-–•+\n])[^;\n]+)*)")
_LINE = re.compile(r"[^\n|]+")
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]*){1,5}")
_EDGES = " \t.;,:|*_/"


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What stands under the body; `start` is where it begins."""

    start: int
    copies_to: tuple[Stated, ...] = ()
    authority: Stated | None = None
    position: Stated | None = None
    signer: Stated | None = None


def find_conclusions(text: str, vocabulary: Vocabulary) -> Conclusions | None:
    """Return the foot of the document; `None` where it has neither recipients nor a signature block."""
    copies = _COPIES.search(text)
    lines = [_trim(text, *match.span()) for match in _LINE.finditer(text, copies.end() if copies else len(text) // 3)]
    signed = next((i for i, line in enumerate(lines) if _is_signature(line, vocabulary)), None)
    if not copies and signed is None:
        return None
    end = lines[signed].span.start if signed is not None else len(text)  # type: ignore[union-attr]
    start = _line_start(text, copies.start() if copies else end)
    recipients = _recipients(text, copies.end(), end) if copies else ()
    if signed is None:
        return Conclusions(start, recipients)
    return Conclusions(start, recipients, *_signature(lines[signed : signed + 12], vocabulary))


def _line_start(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\n|*_":
        offset += 1
    return text.rfind("\n", 0, offset) + 1


def _trim(text: str, start: int, end: int) -> Stated:
    """Return the line without bold marks and white space at its ends."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(" \t*_/"))
    return Stated(raw.strip(" \t*_/"), Span(start + left, start + len(raw.rstrip(" \t*_/"))))


def _is_signature(line: Stated, vocabulary: Vocabulary) -> bool:
    signs_for_another = _AUTHORITY.match(line.value) is not None and line.value.isupper()
    return signs_for_another or _position(line.value, vocabulary) is not None


def _position(line: str, vocabulary: Vocabulary) -> str | None:
    """Return the position that a line in capitals names, as an office writes it in running text."""
    if not line.isupper():
        return None
    known = {fold(row.name): row.name for row in vocabulary.positions}
    return known.get(fold(squeeze(line)))


def _written(line: str, vocabulary: Vocabulary) -> str:
    return _position(line, vocabulary) or (line.capitalize() if line.isupper() else line)


def _signature(lines: list[Stated], vocabulary: Vocabulary) -> tuple[Stated | None, Stated | None, Stated | None]:
    """Return authority ("KT. Giám đốc"), position and name from the lines of a signature block."""
    authority: list[Stated] = []
    position: Stated | None = None
    for line in lines:
        match = _AUTHORITY.match(line.value)
        if match and line.value.isupper():
            code = match["code"] if "/" in match["code"] else f"{match['code']}."
            authority.append(Stated(f"{code} {_written(squeeze(match['body']), vocabulary)}", line.span))
        elif line.value.isupper() and not position:
            position = Stated(_written(squeeze(line.value), vocabulary), line.span)
        elif _NAME.fullmatch(squeeze(line.value)):
            return _joined(authority), position, Stated(squeeze(line.value), line.span)
    return _joined(authority), position, None


def _joined(lines: list[Stated]) -> Stated | None:
    if not lines:
        return None
    first, last = lines[0].span, lines[-1].span
    span = Span(first.start, last.end) if first and last else None
    return Stated(", ".join(line.value for line in lines), span)


def _recipients(text: str, start: int, end: int) -> tuple[Stated, ...]:
    found = []
    for match in _ITEM.finditer(text, start, end):
        left, right = match.span("item")
        value = squeeze(text[left:right].strip(_EDGES))
        if value:
            found.append(Stated(value, Span(left, right)))
    return tuple(found)
