"""How a word is compared when somebody searches: without tones, marks, case and punctuation.

docs/assets/search/fold.js does the same in the browser; tests/cases/folding.json holds both to the same vectors.

1. Canonical decomposition (NFD); the combining marks U+0300-U+036F and what has no width vanish.
2. đ, Đ, and ð, Ð typed in their place, are d; letters are small.
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
# How many pieces are kept, and how long one is that is: syllables and numbers, with what is written at their ends.
_MANY, _LONG = 1 << 16, 20


class _Pieces(dict[str, Sequence[str]]):
    """The folded words of what stands between two blanks: the same syllables return thousands of times."""

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
    """Return the folded words with one blank between them ("Nghị định 04/2015/NĐ-CP" → "nghi dinh 04 2015 nd cp")."""
    return " ".join(words(text))
