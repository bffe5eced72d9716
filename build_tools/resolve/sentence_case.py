"""Sentence case for subjects that the source prints in capitals."""

import re
from functools import cache

from build_tools.base.text import alternatives, is_shouted, squeeze
from build_tools.vocabulary import Vocabulary

# Proper names that are in no table of the vocabulary.
_NAMES = (
    "Việt Nam",
    "Hồ Chí Minh",
    "Đảng",
    "Nhà nước",
    "Covid",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Phó Thủ tướng",
)
# The commonest family names, behind a position: the name of a person follows.
_FAMILIES = (
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
    "lý", "đinh", "mai", "tô", "đoàn", "lương", "trịnh", "đào", "hà", "cao", "chu", "tạ", "thái", "lâm", "tống",
)  # fmt: skip
_PERSON = re.compile(
    r"(?:Thủ tướng Chính phủ|chủ tịch(?: nước| quốc hội)?|bộ trưởng|thống đốc|bí thư|giám đốc|đồng chí|ông|bà)\s+"
    rf"(?P<name>(?:{'|'.join(_FAMILIES)})(?:\s+(?!(?:tại|về|với|trong|ngày|làm|và|cùng|tới|đến|dự|thăm|ở)\s)[^\W\d_]+){{1,3}})(?!\w)"
)
# Stays in capitals: codes and Roman numerals.
_KEPT = re.compile(r"[^\s]*[\d/][^\s]*|(?=[IVX])(?:X{0,3}(?:IX|IV|V?I{0,3}))(?![^\W\d_])")
# "PHẠM VI", "XI MĂNG": what looks like a numeral is a syllable but behind a word for what is numbered.
_SYLLABLES = ("VI", "XI")
_NUMBERED = re.compile(
    r"(?:THỨ|KHÓA|KHOÁ|QUÝ|HẠNG|CHƯƠNG|PHẦN|MỤC|PHỤ LỤC|LOẠI|CẤP|NHÓM|KHU VỰC|VÙNG|ĐẠI HỘI|THẾ KỶ|KỲ|TẬP|ĐỢT|BIỂU)"
    r"[\s:]+$"
)
_WORD = re.compile(r"\S+")


def sentence_case(words: str, vocabulary: Vocabulary) -> str:
    """Return words that are all in capitals in sentence case; other words unchanged.

    Names of organs, provinces and laws get their capitals from the vocabulary; codes, Roman numerals and short forms of
    the vocabulary keep theirs. Names that the vocabulary does not have become small.
    """
    if not is_shouted(words):
        return words
    lowered = _WORD.sub(lambda word: _lowered(word, vocabulary), words)
    named = _names(vocabulary).sub(lambda match: _by_lower(vocabulary)[squeeze(match[0])], lowered)
    typed = _types(vocabulary).sub(lambda match: match[0][:1].upper() + match[0][1:], named)
    person = _PERSON.sub(lambda match: match[0].replace(match["name"], match["name"].title()), typed)
    return person[:1].upper() + person[1:]


def _lowered(word: re.Match[str], vocabulary: Vocabulary) -> str:
    bare = word[0].strip(".,;:()“”\"'")
    syllable = bare in _SYLLABLES and not _NUMBERED.search(word.string, 0, word.start())
    kept = not syllable and (_KEPT.fullmatch(bare) or bare in _shorts(vocabulary))
    return word[0] if kept else word[0].lower()


@cache
def _shorts(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(row.short for row in vocabulary.abbreviations)


@cache
def _by_lower(vocabulary: Vocabulary) -> dict[str, str]:
    names = (row.name for rows in (vocabulary.law_names, vocabulary.organs, vocabulary.places) for row in rows)
    return {name.lower(): name for name in (*names, *_NAMES)}


@cache
def _types(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A type before a number ("bãi bỏ Quyết định số 15/2025/QĐ-UBND")."""
    types = alternatives(row.name.lower() for row in vocabulary.types)
    return re.compile(rf"(?<!\w)(?:{types})(?=\s+số\s+\d)")


@cache
def _names(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_by_lower(vocabulary))})(?!\w)")
