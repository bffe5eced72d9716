"""Short forms that a document defines in brackets: "Quy chế dân chủ (QCDC)", "công chức, viên chức (CC, VC)"."""

import re

from build_tools.base.text import fold, squeeze
from build_tools.model.document import Abbreviation, Provision
from build_tools.model.span import Span

_DEFINED = re.compile(r"\((?P<short>[A-ZĐ][A-ZĐa-z&]{1,12}(?:\s*,\s*[A-ZĐ][A-ZĐ&]{1,12})*)\)")
_WORD = re.compile(r"[^\W\d_]+")


def find_abbreviations(text: str, provisions: tuple[Provision, ...]) -> tuple[Abbreviation, ...]:
    """Return the definitions; the long form is the run of words whose initials are the letters of the short form.

    A bracket without such words before it defines nothing.
    """
    found = []
    for provision in provisions:
        for match in _DEFINED.finditer(text, provision.span.start, provision.span.end):
            if start := _long_form(text, provision.span.start, match.start(), match["short"]):
                place = Span(start, match.end())
                long = squeeze(text[start : match.start()])
                found.append(Abbreviation(squeeze(match["short"]), long, place, provision.eid))
    return tuple(found)


def _long_form(text: str, floor: int, end: int, short: str) -> int | None:
    """Return the offset of the words whose initials, without "và", are the letters of the short form."""
    letters = [letter for letter in fold(short) if letter.isalpha()]
    words = list(_WORD.finditer(text, max(floor, end - 160), end))
    for word in reversed(words):
        initial = fold(word[0])[0]
        if letters and initial == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif fold(word[0]) != "va":
            return None
    return None
