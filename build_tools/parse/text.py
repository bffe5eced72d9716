"""A text with its views for searching: as written, folded, and lowered with tones."""

import re

from build_tools.base.text import folded_text, lowered_text
from build_tools.base.values import Value
from build_tools.vocabulary import Vocabulary

_STRAY_SIGNS = "ˆ¬‡†‹›⁄¡¿£©®¥~¢ˇ¨"
_MOST_STRAY, _LOOKED_AT = 2, 20_000
# The raised number of a note is no part of the word before it; that of a measure is (m², 10⁶).
_NOTE_MARK = re.compile(r"(?<![mM])(?<!\b10)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]+")


class Text(Value, frozen=True):
    """A canonical text and the vocabulary that it is read with.

    All views have the same length: a span found in one is valid in each. `folded` has no diacritics, `lowered` keeps
    them (tones tell "sở" from "số"). `blurred` says that stray signs show a text recognised from a picture, in which
    tones are often wrong. In these three a raised note mark ("NĐ-CP¹") is a blank; `written` has it.
    """

    source: str
    folded: str
    lowered: str
    vocabulary: Vocabulary
    written: str
    blurred: bool = False

    @classmethod
    def of(cls, source: str, vocabulary: Vocabulary) -> "Text":
        """Return the text with its views."""
        blurred = sum(source.count(sign, 0, _LOOKED_AT) for sign in _STRAY_SIGNS) > _MOST_STRAY
        plain = _NOTE_MARK.sub(lambda match: " " * len(match[0]), source)
        return cls(plain, folded_text(plain), lowered_text(plain), vocabulary, source, blurred)
