"""Masking of personal numbers, before the text is parsed: a masked number is nowhere in the output.

The personal identification number has twelve digits, the first three a province (Nghị định 137/2015/NĐ-CP, điều 13,
later Nghị định 70/2024/NĐ-CP); telephone numbers are those of Thông tư 22/2014/TT-BTTTT with its changes of 2018 (ten
digits for mobiles, ten or eleven for others); an account number is one that follows the word for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model.source import Struck
from build_tools.source.reading import Reading

MASK = "•"
_GAP = r"[ .\u00a0-]?"
_PERSONAL = re.compile(rf"(?<![\d/.,-])0\d\d(?:{_GAP}\d){{9}}(?![\d/]|[.,-]\d)")
_PHONE = re.compile(
    rf"(?<![\d/.,-])(?:\(?(?:\+|00)84\)?{_GAP}|\(?0)[2-9](?:[ .()\u00a0-]{{0,2}}\d){{8,9}}(?![\d/]|[.,-]\d)"
)
_ACCOUNT = re.compile(
    rf"(?:tài\s+khoản|\bS?TK\b|account)[^\d\n]{{0,60}}?(?P<number>\d(?:{_GAP}\d){{5,18}})(?![\d/])", re.IGNORECASE
)
_KINDS = ((_PERSONAL, "số định danh cá nhân"), (_ACCOUNT, "số tài khoản"), (_PHONE, "số điện thoại"))


@dataclass(frozen=True, slots=True)
class Number:
    """A personal number: its offsets in the text, and its kind in Vietnamese."""

    start: int
    end: int
    kind: str


def without_numbers(reading: Reading) -> tuple[Reading, Sequence[Number]]:
    """Return the reading with a dot for each digit of such numbers, and the numbers that were masked.

    The length of the text does not change, so that spans stay valid.
    """
    text, found = _masked(reading.text)
    aside = tuple(_masked(words)[0] for words in reading.aside)
    struck = tuple(Struck(place.offset, _masked(place.words)[0]) for place in reading.struck)
    return replace(reading, text=text, aside=aside, struck=struck), found


def _masked(text: str) -> tuple[str, Sequence[Number]]:
    """Return the masked text, and the numbers in order; a number masked as one kind is not matched as another."""
    found: list[Number] = []
    for pattern, kind in _KINDS:
        spans = [match.span(pattern.groupindex.get("number", 0)) for match in pattern.finditer(text)]
        found += [Number(*span, kind) for span in spans]
        text = "".join(_pieces(text, spans))
    return text, sorted(found, key=lambda number: number.start)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    last = 0
    for start, end in spans:
        yield text[last:start]
        yield re.sub(r"\d", MASK, text[start:end])
        last = end
    yield text[last:]
