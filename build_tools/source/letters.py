"""Repair of wrongly stored letters: old font encodings, UTF-8 decoded as Windows-1252, look-alikes of other scripts.

A repair is made only if it makes the text clearly better Vietnamese, and each is named, so that the page can report it.
Tables: TCVN 5712:1993 (ABC fonts), RFC 1456 (VISCII); the VNI table is that of the VNI fonts for Windows.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

# The letters of each encoding from 0x80 on.
_TCVN = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉ"
    "ỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủý"
    "ợỮ"
)
# A letter of the VNI fonts and the mark behind it; "!" is the letter alone.
_VNI = (
    ("a", "øàùáûảõãïạêăèằéắúẳüẵëặââàầáấåẩãẫäậ"),
    ("e", "øèùéûẻõẽïẹâêàềáếåểãễäệ"),
    ("o", "øòùóûỏõõïọâôàồáốåổãỗäộ"),
    ("ô", "øờùớûởõỡïợ!ơ"),
    ("u", "øùùúûủõũïụ"),
    ("ö", "øừùứûửõữïự!ư"),
    ("y", "øỳùýûỷõỹ"),
    ("æ", "!ỉ"),
    ("ó", "!ĩ"),
    ("ò", "!ị"),
    ("î", "!ỵ"),
    ("ñ", "!đ"),
)
# Cyrillic and Greek letters that look like Latin ones.
_ALIKE = "АВСЕНІЈКМОРЅТХУасеіјорѕхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LOOKALIKES = str.maketrans(_ALIKE, "ABCEHIJKMOPSTXYaceijopsxyABEZHIKMNOPTYXo")
_FOREIGN = re.compile(f"[{_ALIKE}]")
_OWN_SCRIPT = re.compile(f"(?![{_ALIKE}])[\u0370-\u03ff\u0400-\u04ff]")
_WORD_LIKE = re.compile(r"[^\W_]+")
_CLOSED = r"(?:ch|c|m|nh|ng|n|p|t)?"
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uya|uyu|"
    r"(?:uyê|oă|uâ|uê|uơ|uy|iê|yê|uô|ươ|oa|oe|oo|ua|ă|â|a|e|ê|i|o|ô|ơ|u|ư|y)" + _CLOSED + "|"
    r"ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ui|ưa|ưi|ưu)"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 3
_LOOKED_AT = 3_000
_GOOD, _FAIR = 0.85, 0.7
# Of the words of a Vietnamese text, two in three have a mark; so many words are enough to judge.
_LEAST_TONED, _ENOUGH_TO_JUDGE = 0.4, 20
# Control characters, signs of private use and unknown ones inside a word; alone they are bullets.
_SIGN = "[\\x00-\\x08\\x0e-\\x1f\\ue000-\\uf8ff\\ufffd]"
_ODD = re.compile(rf"(?<=[^\W\d_]){_SIGN}|{_SIGN}(?=[^\W\d_])")
_MOST_ODD = 0.01
# Words in capitals where some versions of Word store Õ for Ò in a PDF, together with ƣ for ư.
_GRAVE = re.compile("(?<![^\\W\\d_])(H|PH|T|D|L|C|Đ|V|M)Õ(A|NG|N)?(?![^\\W\\d_])")

Repair = Callable[[str], str]


def share_of_syllables(text: str) -> float:
    """Return the share (0 to 1) of the words with non-ASCII letters that are spelt like Vietnamese syllables."""
    words = syllables = 0
    for piece, count in Counter(text[: _LOOKED_AT * 8].split()).items():
        if not piece.isascii():
            judged = _words_and_syllables(piece)
            words += count * judged[0]
            syllables += count * judged[1]
    return syllables / words if words >= _ENOUGH_WORDS else 0.0


@lru_cache(maxsize=1 << 14)  # Vietnamese has some seven thousand syllables
def _words_and_syllables(piece: str) -> tuple[int, int]:
    """Count the words with non-ASCII letters in a piece without blanks, and those spelt like Vietnamese syllables."""
    words = [word for word in _WORD.findall(piece) if not word.isascii()]
    return len(words), sum(map(_is_syllable, words))


def _is_syllable(word: str) -> bool:
    toneless = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word.lower())))
    return _SYLLABLE.fullmatch(toneless) is not None


def is_legible(text: str, *, recognised: bool) -> bool:
    """Return whether a PDF's letters can be read; of a text that was `recognised` before, whether that went well.

    Fonts without a mapping give control characters and letters in no order; recognition in another language leaves
    most tones out. Too few words tell nothing.
    """
    if len(_ODD.findall(text)) > _MOST_ODD * sum(map(str.isalpha, text)):
        return False
    words = [word for word in _WORD.findall(apply(text, repairs(text))) if len(word) > 1]
    toned = [word for word in words if not word.isascii()]
    if len(words) < _ENOUGH_TO_JUDGE:
        return True
    if recognised and len(toned) < _LEAST_TONED * len(words):
        return False
    good = sum(map(_is_syllable, toned))
    return len(toned) < _ENOUGH_WORDS or good >= (_GOOD if recognised else _FAIR) * len(toned)


def repairs(text: str) -> tuple[tuple[str, Repair], ...]:
    """Return the repairs that the text needs, in order, each with its name in Vietnamese.

    The text is judged as composed characters: letters whose marks are stored apart need no table.
    """
    text = unicodedata.normalize("NFC", text)
    found: list[tuple[str, Repair]] = []
    if share_of_syllables(text) < _GOOD:
        best = max(_SCRAMBLED.items(), key=lambda item: share_of_syllables(item[1](text)))
        if share_of_syllables(best[1](text)) >= _GOOD:
            found.append(best)
            text = best[1](text)
    if "ƣ" in text or "Ƣ" in text:
        found.append(("chữ ƣ", _horned))
    if "Ð" in text or "ð" in text or "Ɖ" in text:
        found.append(("chữ Ð", _barred))
    # A text that quotes Russian or Greek at length is left alone.
    if 0 < len(_FOREIGN.findall(text)) * 20 < len(text):
        found.append(("chữ cái giống chữ Latinh", _latin))
    return tuple(found)


def from_bytes(data: bytes) -> tuple[str, str] | None:
    """Return the text of bytes in an old Vietnamese encoding, and the name of the encoding; `None` if none fits."""
    candidates = [(name, repair(data.decode("latin-1"))) for name, repair in _SCRAMBLED.items() if name != "UTF-8"]
    candidates.append(("VISCII", data.decode("latin-1").translate(_upper_half(_VISCII))))
    candidates.append(("Windows-1258", unicodedata.normalize("NFC", data.decode("cp1258", "replace"))))
    name, text = max(candidates, key=lambda item: share_of_syllables(item[1]))
    return (text, name) if share_of_syllables(text) >= _GOOD else None


def _upper_half(letters: str) -> dict[int, str]:
    return {0x80 + place: letter for place, letter in enumerate(letters)}


def _as_bytes(text: str) -> str:
    """Return the text with each character of Windows-1252 replaced by the character with its byte as code point."""
    return text.translate(_CP1252)


_CP1252 = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TCVN_TABLE = _upper_half(_TCVN)


def from_tcvn(text: str) -> str:
    """Return what an ABC font (.VnTime) shows for these characters; a word in capitals stays in capitals."""
    return _by_word(text, lambda word: unicodedata.normalize("NFC", _as_bytes(word).translate(_TCVN_TABLE)))


def shown_in(font: str, text: str) -> tuple[str, str | None]:
    """Return the characters as this font shows them, and the name of its encoding if it is an old one.

    Text beyond Latin-1 is Unicode, whatever font is named: office programs show it in another font.
    """
    old = all(ord(character) < 0x300 for character in text)
    if old and font.startswith(".Vn"):
        text = from_tcvn(text)
        return text.upper() if font.endswith("H") else text, "TCVN3 (ABC)"
    return (from_vni(text), "VNI") if old and font.startswith("VNI-") else (text, None)


def _by_word(text: str, convert: Repair) -> str:
    def converted(match: re.Match[str]) -> str:
        word = convert(match[0])
        plain = [character for character in match[0] if character.isascii() and character.isalpha()]
        return word.upper() if len(word) > 1 and plain and all(map(str.isupper, plain)) else word

    return re.sub(r"\S+", converted, text)


def _vni_table() -> dict[str, str]:
    table = {}
    for base, pairs in _VNI:
        for mark, letter in zip(pairs[::2], pairs[1::2], strict=True):
            mark = "" if mark == "!" else mark
            table[base + mark] = letter
            table[base.upper() + mark] = table[base.upper() + mark.upper()] = letter.upper()
    return table


_VNI_TABLE = _vni_table()
_VNI_LETTERS = re.compile("|".join(map(re.escape, sorted(_VNI_TABLE, key=len, reverse=True))))


def from_vni(text: str) -> str:
    """Return what a VNI font shows for these characters."""
    return _VNI_LETTERS.sub(lambda match: _VNI_TABLE[match[0]], text)


def _from_mojibake(text: str) -> str:
    """Decode UTF-8 that was decoded as Windows-1252 ("CÃ´ng vÄƒn"); a run of characters that does not fit stays."""

    def decoded(match: re.Match[str]) -> str:
        try:
            return _as_bytes(match[0]).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return match[0]

    return re.sub(r"[^\x00-\x7f]+", decoded, text)


_SCRAMBLED: dict[str, Repair] = {"UTF-8": _from_mojibake, "TCVN3 (ABC)": from_tcvn, "VNI": from_vni}


def _horned(text: str) -> str:
    return _GRAVE.sub(lambda match: match[0].replace("Õ", "Ò"), text.translate({0x1A3: "ư", 0x1A2: "Ư"}))


def _barred(text: str) -> str:
    return text.translate({0xD0: "Đ", 0xF0: "đ", 0x189: "Đ"})


def _latin(text: str) -> str:
    """Replace Cyrillic and Greek look-alikes by Latin letters, but for words that are in those scripts."""

    def replaced(match: re.Match[str]) -> str:
        return match[0] if _OWN_SCRIPT.search(match[0]) else match[0].translate(_LOOKALIKES)

    return _WORD_LIKE.sub(replaced, text)


def apply(text: str, steps: Iterable[tuple[str, Repair]]) -> str:
    """Return the text after these repairs, as composed characters."""
    text = unicodedata.normalize("NFC", text)
    for _, repair in steps:
        text = repair(text)
    return text
