"""Vietnamese text: one canonical form for display, one folded form for matching.

`canonical` fixes the coordinates: every span in the build indexes its result.
`fold` keeps them: it never changes the length, so a span found in folded text is valid in the text that a reader sees.
"""

import re
import unicodedata
from functools import lru_cache

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WHITE = re.compile(r"\s+")

# Old and new tone placement on oa, oe, uy: one word, two spellings ("Tỉnh uỷ", "Tỉnh ủy").
_OLD_TONE = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW_TONE = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_TONE = dict(zip(_NEW_TONE, _OLD_TONE, strict=True))
_OPEN_SYLLABLE = re.compile(rf"(?<![qQ])(?:{'|'.join(_NEW_TONE)})(?!\w)")


def canonical(text: str) -> str:
    r"""Return the text as composed characters (NFC) with "\\n" as its only line break.

    A byte order mark goes; a control character becomes its visible picture (U+0000 → ␀), so that nothing is lost
    and nothing is hidden. Idempotent.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).translate(_CONTROL_PICTURES)


def offsets_in(text: str) -> list[int] | None:
    """Return where each character of `canonical(text)` stands in the text, and its length at the end.

    `None` where the two are the same and every offset is its own.
    """
    target = canonical(text)
    if target == text:
        return None
    offsets: list[int] = []
    start = 1 if text.startswith("\ufeff") else 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[start:end] == "\r" == text[end - 1]):
            if text[end - 1] == "\r" and text[end] != "\n":
                break
            end += 1
        offsets += [start] * len(canonical(text[start:end].replace("\ufeff", "\u200b")))
        start = end
    offsets.append(len(text))
    return offsets if len(offsets) == len(target) + 1 else [min(at, len(text)) for at in range(len(target) + 1)]


def _fold_character(character: str) -> str:
    if character in "đĐðÐ":
        return "d"
    if character in _DASHES:
        return "-"
    if character in _SPACES:
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


class _FoldTable(dict[int, str]):
    """Filled as characters are met, so that folding costs one `str.translate`."""

    def __missing__(self, key: int) -> str:
        self[key] = _fold_character(chr(key))
        return self[key]


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Return the text in lower case without diacritics; every dash is "-", đ is d.

    `len(fold(text)) == len(text)` for every text.
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=2)
def folded_text(text: str) -> str:
    """Return `fold` of a whole document; the last ones are kept, since every finder asks for it."""
    return fold(text)


def squeeze(text: str) -> str:
    """Return the text on one line: every run of white space is one blank, none at the ends."""
    return _WHITE.sub(" ", text).strip()


def spelling(text: str) -> str:
    """Return one spelling for the two placements of the tone ("khoá" → "khóa"); "quý" and "khoản" stay."""
    return _OPEN_SYLLABLE.sub(lambda match: _TONE[match[0]], text)


def slug(text: str) -> str:
    """Return the text as an address: a-z, 0-9 and single dashes ("04/2015/NĐ-CP" → "04-2015-nd-cp")."""
    return _NOT_WORD.sub("-", fold(unicodedata.normalize("NFC", text))).strip("-")
