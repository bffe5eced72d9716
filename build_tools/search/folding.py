"""Normal form of words for the search: without tones, diacritics, case and punctuation.

docs/assets/search/fold.js does the same in the browser; both are tested with the vectors of tests/cases/folding.json.

1. Canonical decomposition (NFD); combining marks (U+0300-U+036F) and zero-width characters are removed.
2. đ and Đ, also ð and Ð typed in their place, become d; letters become small.
3. Everything but a-z and 0-9 separates words.
"""

import unicodedata
from collections.abc import Sequence
from itertools import chain

from build_tools.base.text import CharacterTable

_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _fold_character(character: str) -> str:
    kept = ""
    for part in unicodedata.normalize("NFD", character):
        if "\u0300" <= part <= "\u036f" or part in _NO_WIDTH:
            continue
        small = "d" if part in "đĐðÐ" else part.lower()
        kept += small if small.isascii() and small.isalnum() else " "
    return kept


_TABLE = CharacterTable(_fold_character)
# Limits of the cache: number of pieces, and their length in characters (syllables and numbers with punctuation).
_MANY, _LONG = 1 << 16, 20


class _Pieces(dict[str, Sequence[str]]):
    """A cache of folded words by the piece of text between two blanks: syllables recur thousands of times."""

    def __missing__(self, piece: str) -> Sequence[str]:
        found = piece.translate(_TABLE).split()
        if len(self) < _MANY and len(piece) <= _LONG:
            self[piece] = found
        return found


_PIECES = _Pieces()


def words(text: str) -> Sequence[str]:
    """Return the folded words of the text, in order."""
    return list(chain.from_iterable(map(_PIECES.__getitem__, text.split())))


def folded(text: str) -> str:
    """Return the folded words joined by single blanks ("Nghị định 04/2015/NĐ-CP" → "nghi dinh 04 2015 nd cp")."""
    return " ".join(words(text))
