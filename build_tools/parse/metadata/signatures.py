"""The signature block: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A".

State organs write KT. TM. TL. TUQ. Q., the Party K/T T/M T/L. KT. is the signature of a deputy, whose own position
follows (Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from build_tools.base.text import fold, squeeze
from build_tools.base.values import Value
from build_tools.model.document import Stated
from build_tools.model.span import Span
from build_tools.parse.text import Text
from build_tools.vocabulary import Vocabulary

_CODES = r"T/M|K/T|T/L|TUQ|KT|TM|TL|Q"
_CODE = re.compile(rf"(?<!\w)(?P<code>{_CODES})(?:\.\s?|/\s?|\s)(?=[A-ZĐÀ-Ỹ])")
_CODE_ALONE = re.compile(rf"(?:{_CODES})\.?")
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]*(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]*){1,5}")
_NAME_PIECE = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]*(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]*){0,5}")
_MOST_CELLS = 24


class Signature(Value, frozen=True):
    """Authority ("TM. Ủy ban nhân dân, KT. Chủ tịch"), position and name; `None` if not stated."""

    authority: Stated | None = None
    position: Stated | None = None
    signer: Stated | None = None


def first_signature_line(text: Text) -> int:
    """Return the first offset after the first third of the text where a signature block may begin; else its length."""
    for match in _line_begins(text.vocabulary).finditer(text.source, len(text.source) // 3):
        before = text.source[max(0, match.start() - 200) : match.start()].rstrip(" \t*_/")
        wide = text.source[match.start() - 4 : match.start()].isspace()
        if wide or not before or before[-1] in "\n|":
            return match.start()
    return len(text.source)


@cache
def _line_begins(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a pattern of a code of authority, or of a position in capitals at the end of a line or cell."""
    positions = "|".join(re.escape(row.name.upper()) for row in vocabulary.positions)
    codes = r"(?:T/M|K/T|T/L|TUQ[./]|KT[./]|TM[./]|TL[./]|Q\.)"
    return re.compile(rf"(?<![^\s|*_/])(?:{codes}|(?:{positions})[*_,]{{0,4}}[ \t]{{0,4}}(?=$|\||\s))", re.MULTILINE)


def begins_signature(line: str, vocabulary: Vocabulary) -> bool:
    """Return whether a line in capitals begins a signature block."""
    if not line.isupper():
        return False
    return bool(_CODE.match(line) or _CODE_ALONE.fullmatch(line)) or _known(line, vocabulary) is not None


def find_signature(text: Text, cells: Sequence[Stated]) -> tuple[Signature, tuple[Stated, ...]]:
    """Return the signature that begins with the first cell, and the cells that belong to it."""
    capitals: list[Stated] = []
    name: list[Stated] = []
    for cell in cells[:_MOST_CELLS]:
        if cell.value.isupper() and len(cell.value) > 1 and not name:
            if ":" not in cell.value:  # "VPUB: CVP, PCVP" is a line of those who get copies
                capitals.append(cell)
        elif _NAME_PIECE.fullmatch(squeeze(cell.value)) and (not name or _directly_below(text.source, name[-1], cell)):
            name.append(cell)
        elif name:
            break
    authority, position = _split(capitals, text.vocabulary)
    signer = squeeze(" ".join(cell.value for cell in name))
    used = (*capitals, *name)
    return Signature(authority, position, _stated(signer, name) if _NAME.fullmatch(signer) else None), used


def _directly_below(text: str, above: Stated, cell: Stated) -> bool:
    """Return whether a single line break separates the two cells."""
    if above.span is None or cell.span is None:
        return False
    return text.count("\n", above.span.end, cell.span.start) <= 1


def _stated(value: str, cells: Sequence[Stated]) -> Stated | None:
    spans = [cell.span for cell in cells if cell.span]
    return Stated(value, Span(spans[0].start, spans[-1].end)) if value and spans else None


def _split(capitals: Sequence[Stated], vocabulary: Vocabulary) -> tuple[Stated | None, Stated | None]:
    """Return authority and position from the lines in capitals."""
    words = [word for cell in capitals for word in cell.value.split()]
    breaks = set(accumulate(len(cell.value.split()) for cell in capitals))
    line = " ".join(words)
    codes = list(_CODE.finditer(line))
    if not codes:
        return None, _stated(_written(line, vocabulary), capitals) if line else None
    parts = []
    position = ""
    for index, match in enumerate(codes):
        last = index == len(codes) - 1
        body = line[match.end() : len(line) if last else codes[index + 1].start()].strip(" ,")
        if last:
            offset = len(line[: match.end()].split()) - (not line[: match.end()].endswith(" "))
            body, position = _body_and_position(body, {b - offset for b in breaks}, vocabulary)
        code = match["code"] if "/" in match["code"] else f"{match['code']}."
        parts.append(f"{code} {_written(body, vocabulary)}")
    return _stated(", ".join(parts), capitals), _stated(_written(position, vocabulary), capitals) if position else None


def _body_and_position(words: str, breaks: set[int], vocabulary: Vocabulary) -> tuple[str, str]:
    """Split the words after the last code: the represented body or position, and the signer's own position."""
    all_words = words.split()
    best, score = len(all_words), 0.5
    for cut in range(1, len(all_words)):
        body, position = " ".join(all_words[:cut]), " ".join(all_words[cut:])
        points = 2 * (_known(body, vocabulary) is not None) + 2 * (_known(position, vocabulary) is not None)
        points += fold(position).startswith(("pho ", "thu truong", "truong "))
        points += bool(points) and cut in breaks  # a line may break inside a name ("T/M BỘ CHÍNH ⏎ TRỊ")
        if points > score:
            best, score = cut, points
    return " ".join(all_words[:best]), " ".join(all_words[best:])


@cache
def _positions(vocabulary: Vocabulary) -> dict[str, str]:
    return {fold(row.name): row.name for row in vocabulary.positions}


def _known(line: str, vocabulary: Vocabulary) -> str | None:
    return _positions(vocabulary).get(fold(squeeze(line)).strip(" ,."))


def _written(line: str, vocabulary: Vocabulary) -> str:
    """Return a position in capitals in sentence case."""
    return _known(line, vocabulary) or (line.capitalize() if line.isupper() else line)
