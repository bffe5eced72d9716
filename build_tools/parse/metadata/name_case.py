"""Names of organs printed in capitals, as running text writes them.

Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III: a capital for the first syllable of the kind and of each field, for every
syllable of a place or a person; short forms stay as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from build_tools.base.text import squeeze
from build_tools.parse.metadata.head_lines import UNIT
from build_tools.vocabulary import Vocabulary

LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu)"
_LEVEL_NAME = re.compile(rf"(?<!\w)(?P<level>{LEVEL})(?P<name>(?:\s(?!{LEVEL}\s)\w+){{1,4}})$", re.IGNORECASE)
_WORD = re.compile(r"[^\s\-–,&]+|[-–,&]")
_SHORT = re.compile(r"[^AEIOUYÀ-ỸĂÂÊÔƠƯ]+|.*\d.*")
# Behind these the words that no list has are a proper name.
_BEFORE_PROPER = ("TRƯỜNG", "CÔNG TY", "TỔNG CÔNG TY", "TẬP ĐOÀN", "NGÂN HÀNG", "HỌC VIỆN", "BỆNH VIỆN", "NHÀ XUẤT BẢN")
_NAMES = ("Việt Nam", "Hồ Chí Minh", "Trung ương", "Tổ quốc", "Nhà nước", "miền Bắc", "miền Trung", "miền Nam")
_SMALL = ("và", "của", "các", "số", "thuộc")
_JOINS = ("-", "–", "&", ",", "và", "VÀ")
_LONGEST = 8


def name_case(words: str, vocabulary: Vocabulary) -> str:
    """Return the name of an organ that is all in capitals with capitals only where a name has them."""
    kind = UNIT.match(f"{words} ")
    level = _LEVEL_NAME.search(words, kind.end() if kind else 0)
    tail = f"{level['level'].lower()}{level['name'].title()}" if level else ""
    tokens = _WORD.findall(words[kind.end() if kind else 0 : level.start() if level else None])
    proper = kind is not None and kind[0] in _BEFORE_PROPER
    cased = [kind[0].capitalize()] if kind else []
    at = 0
    while at < len(tokens):
        size, phrase = _phrase_at(tokens, at, _phrases(vocabulary), proper=proper)
        begins = at == 0 or tokens[at - 1] in _JOINS
        cased += _with_capitals(phrase.split(), tokens[at : at + size], begins=begins)
        at += size
    return squeeze(" ".join([*cased, tail])).replace(" ,", ",")


def _phrase_at(tokens: Sequence[str], at: int, phrases: Mapping[str, str], *, proper: bool) -> tuple[int, str]:
    """Return how many tokens the longest known phrase there has, and how it is written; else of one word."""
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        known = phrases.get(" ".join(tokens[at : at + size]).lower())
        if known is not None:
            return size, known
    return 1, tokens[at].capitalize() if proper else tokens[at].lower()


def _with_capitals(words: list[str], tokens: Sequence[str], *, begins: bool) -> Iterator[str]:
    """Yield the words of a phrase; short forms stay as printed, the first of a field has a capital."""
    for index, (word, token) in enumerate(zip(words, tokens, strict=True)):
        first = begins if index == 0 else tokens[index - 1] in _JOINS
        yield token if _SHORT.fullmatch(token) else word[:1].upper() + word[1:] if first else word


@cache
def _phrases(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Phrases in small letters, with the capitals that they have in a name."""
    small = {word: word for row in vocabulary.lexicon if row.kind == "noun" for word in row.words}
    fields = [word for row in vocabulary.lexicon if row.kind == "field" for word in row.words]
    first = {word: word[:1].upper() + word[1:] for word in fields}
    named = {name.lower(): name for name in (*_NAMES, *(row.long for row in vocabulary.abbreviations))}
    organs = {name.lower(): name for name in vocabulary.organ_names if " " in name and not name.isupper()}
    places = {name.lower(): name for row in vocabulary.places for name in (row.name, row.full_name)}
    known = small | first | named | organs | places | {word: word for word in _SMALL}
    return {" ".join(_WORD.findall(name)): " ".join(_WORD.findall(cased)) for name, cased in known.items()}
