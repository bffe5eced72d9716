"""Vietnamese text: one canonical form for display, one folded form for matching.

`canonical` fixes the coordinates: every span in the build indexes its result.
`fold` keeps them: it never changes the length, so a span found in folded text is valid in the text that a reader sees.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from build_tools.base.page_heads import page_heads

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
# What a reader of scans sees for "/".
_SLASHES = "\u2044\u2215"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, _CONTROL_PICTURES)))}]")
# The capital letters of Vietnamese, for a class of a pattern: "À-Ỹ" would take in the small ones too.
CAPITALS = "A-ZĂÂĐÊÔƠƯÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"
_MARGIN = " \t\ufeff" + _SPACES
_BLANKS = {ord(blank): " " for blank in _SPACES}
_JUSTIFIED = re.compile(r"(?:(?<=[^\W\d_])|(?<=[,;)])) {2}(?=[a-zà-ỹđ\d(])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")

# Old and new tone placement on oa, oe, uy: one word, two spellings ("Tỉnh uỷ", "Tỉnh ủy").
_OLD_TONE = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW_TONE = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_TONE = dict(zip(_NEW_TONE, _OLD_TONE, strict=True))
_OPEN_SYLLABLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)(?<![qQ]..)")
_ODD = re.compile(f"[ð{_DASHES}{_SLASHES}{_SPACES}]")


def canonical(text: str) -> str:
    r"""Return the text as composed characters (NFC) with "\\n" as its only line break.

    A byte order mark goes, a form feed breaks a line; another control character becomes its visible picture
    (U+0000 → ␀), so that nothing is lost and nothing is hidden. Idempotent.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = unicodedata.normalize("NFC", text)
    return text.translate(_CONTROL_PICTURES) if _CONTROL.search(text) else text


def without_layout(text: str) -> str:
    """Return the canonical form of a plain text without what only lays it out.

    Blanks at both ends of a line go ("pdftotext -layout" indents each line). Inside it each is an ordinary one, and two
    in a sentence are one, as justified lines have them; other wide ones part columns. Heads and numbers of pages inside
    a sentence go (`page_heads`). Idempotent.
    """
    lines = [_inside(line) for line in canonical(text).split("\n")]
    heads = page_heads(lines)
    return "\n".join(_JUSTIFIED.sub(" ", line) for index, line in enumerate(lines) if index not in heads)


def _inside(line: str) -> str:
    """Return the line with ordinary blanks, without those at its ends."""
    return line.translate(_BLANKS).strip(_MARGIN)


def offsets_in(text: str) -> list[int] | None:
    """Return the offset in `text` of each character of `without_layout(text)`, and the length of `text` at the end.

    `None` if every offset stays.
    """
    target = canonical(text)
    offsets = list(range(len(text) + 1)) if target == text else _canonical_offsets(text)
    kept: list[int] = []
    start = 0
    lines = target.split("\n")
    inside = [_inside(line) for line in lines]
    heads = page_heads(inside)
    for number, (line, words) in enumerate(zip(lines, inside, strict=True)):
        at = start + len(line) - len(line.lstrip(_MARGIN))
        start += len(line) + 1
        if number not in heads:
            gone = {match.end() - 1 for match in _JUSTIFIED.finditer(words)}
            kept += [offsets[at + index] for index in range(len(words)) if index not in gone]
            kept.append(offsets[start - 1])
    return None if len(kept) == len(text) + 1 and kept == list(range(len(kept))) else kept


def _canonical_offsets(text: str) -> list[int]:
    """Return the offset in `text` of each character of `canonical(text)`, and the length of `text` at the end."""
    offsets: list[int] = []
    start = len(text) - len(text.lstrip("\ufeff"))
    while start < len(text):
        end = start + 1
        while end < len(text) and _composes(text[start:end], text[end]):
            end += 1
        offsets += [start] * len(canonical(text[start:end].replace("\ufeff", "\u200b")))
        start = end
    return [*offsets, len(text)]


def _composes(cluster: str, following: str) -> bool:
    """Return whether the canonical form combines a cluster with the character behind it."""
    if following.isascii():
        return cluster == "\r" and following == "\n"
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", following)
    return unicodedata.combining(following) > 0 or unicodedata.normalize("NFC", cluster + following) != apart


def _lower_character(character: str) -> str:
    if character in "ðÐ":
        return "đ"
    if character in _DASHES:
        return "-"
    if character in _SLASHES:
        return "/"
    if character in _SPACES:
        return " "
    low = character.lower()
    return low if len(low) == 1 else character


def _fold_character(character: str) -> str:
    low = _lower_character(character)
    if low == "đ":
        return "d"
    base = unicodedata.normalize("NFD", low)[0].lower()
    return base if len(base) == 1 else character


class CharacterTable(dict[int, str]):
    """A table for `str.translate`, filled with `change` of each character that is met."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, key: int) -> str:
        self[key] = self._change(chr(key))
        return self[key]


_FOLD, _LOWER = CharacterTable(_fold_character), CharacterTable(_lower_character)


def fold(text: str) -> str:
    """Return the text in lower case without diacritics; every dash is "-", đ is d.

    `len(fold(text)) == len(text)` for every text.
    """
    return text.translate(_FOLD)


def lowered(text: str) -> str:
    """Return the text in lower case with its tones, in the old placement: "Sở" is not "số", "khoá" is "khóa".

    `len(lowered(text)) == len(text)` for every text.
    """
    low = text.lower()
    if len(low) != len(text):  # "İ" is two characters in small letters
        return spelling(text.translate(_LOWER))
    return spelling(_ODD.sub(lambda match: _LOWER[ord(match[0])], low))


@lru_cache(maxsize=2)
def lowered_text(text: str) -> str:
    """Return `lowered` of a whole document, cached like `folded_text`."""
    return lowered(text)


@lru_cache(maxsize=2)
def folded_text(text: str) -> str:
    """Return `fold` of a whole document; the last ones are cached, since every finder needs it."""
    return fold(text)


def squeeze(text: str) -> str:
    """Return the text on one line: every run of white space is one blank, none at the ends."""
    return " ".join(text.split())


def place_of(text: str, words: str, nth: int = 1) -> tuple[int, int] | None:
    """Return start and end of the nth occurrence of the words, whatever white space is between them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    return found[nth - 1] if 0 < nth <= len(found) else None


def spelling(text: str) -> str:
    """Return the text with tones in the old placement ("khoá" → "khóa"); "quý" and "khoản" stay."""
    return _OPEN_SYLLABLE.sub(lambda match: _TONE[match[0]], text)


def alternatives(names: Iterable[str]) -> str:
    """Return a regular expression for any of the names, the longest first; a blank matches any white space."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1 << 16)  # names and symbols recur in every document
def slug(text: str) -> str:
    """Return the text as an address: a-z, 0-9 and single dashes ("04/2015/NĐ-CP" → "04-2015-nd-cp")."""
    return _NOT_WORD.sub("-", fold(unicodedata.normalize("NFC", text))).strip("-")


_LETTERS = {letter: chr(0x61 + place) for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


@lru_cache(maxsize=1 << 16)  # names are put in order again and again
def collation(text: str) -> tuple[str, str]:
    """Return a sort key in the order of Vietnamese dictionaries: ă and â behind a, đ behind d, then by the tones.

    Capitals count as small letters; what is neither letter nor digit only parts words.
    """
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text.lower()):
        marks = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), "0")
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_LETTERS.get(letter, letter if letter.isalnum() else " "))
        tones.append(tone)
    return " ".join("".join(letters).split()), "".join(tones)


def is_shouted(words: str) -> bool:
    """Return whether the words are in capitals; a code in them ("NĐ-CP", "TTg") may have small letters."""
    letters = [letter for letter in words if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
