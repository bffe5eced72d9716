"""A text with its views for searching: as written, folded, and lowered with tones."""

import re

from build_tools.base.text import folded_text, lowered_text
from build_tools.base.values import Value
from build_tools.vocabulary import Vocabulary

# The doubt about each citation and task of a text that is blurred.
BLURRED = "chữ do máy đọc từ ảnh"
_STRAY_SIGNS = "ˆ¬‡†‹›⁄¡¿£©®¥~¢ˇ¨"
_MOST_STRAY, _LOOKED_AT = 2, 20_000
# The raised number of a note is no part of the word before it; that of a measure is (m², 10⁶). Few texts have any: the
# set alone is looked for ten times as fast.
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]")
_NOTE_MARK = re.compile(rf"(?<![mM])(?<!\b10){_RAISED.pattern}+")
# Parts of a head that a copy has put on one line: a line begins before these, and behind the last two.
_PARTS = re.compile(
    r"(?<=\S)[ ](?=[ ]?(?:CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-|[Ss]ố\s?:\s?[\d/]|V/[vV]\s"
    r"|K(?:ính|ÍNH) g[ửở]i|[-_]{6,}))"
    r"|(?<=[-_]{6})[ ](?=[ ]?\S)|(?<=[ ]năm[ ]\d{4})[ ](?=[ ]?[A-ZĐÀ-Ỹ])"
)
_DATED = re.compile(
    r"(?:^|(?<=\S)[ ])[A-ZĐÀ-Ỹ]\w+(?:[ ][A-ZĐÀ-Ỹ]\w+){0,2},[ ]ngày[ ]\d{1,2}[ ]tháng[ ]\d", re.MULTILINE
)
_LONG, _HEAD, _FEWEST = 60, 2_000, 2
# The first sentence behind the addressees on their line.
_ADDRESSED = re.compile(
    r"^(K(?:ính|ÍNH) g[ửở]i[^.\n]{5,200}?[\w)][.;]?)[ ](?=(?:Thực hiện|Triển khai|Căn cứ|Theo|Để|Nhằm|Phúc đáp|Trả lời"
    r"|Tiếp theo|Sau khi|Trong thời gian|Vừa qua|Hiện nay|Ngày \d)\s)",
    re.MULTILINE,
)
# "KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn A", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn A".
_SIGNED = re.compile(
    r"^((?:T/M|K/T|T/L|TUQ|KT|TM|TL|Q)[./]?[ ]?[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ, ]+?)[ ]"
    r"((?:PHÓ|THỨ|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH|[A-ZĐÀ-Ỹ]+ TRƯỞNG)[A-ZĐÀ-Ỹ, ]*?)[ ]"
    r"(?=[ ]*[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?:[ ][A-ZĐÀ-Ỹ][a-zà-ỹ]+){1,4}$)",
    re.MULTILINE,
)


def _in_lines(source: str) -> str:
    """Return the text with line breaks for the blanks between parts of head and signature that stand on one line."""
    head = source[:_HEAD]
    together = sum(len(_PARTS.findall(line)) for line in head.splitlines() if len(line) > _LONG) >= _FEWEST
    if together:
        head = _DATED.sub(lambda match: match[0].replace(" ", "\n", 1) if match[0][0] == " " else match[0], head)
        head = _PARTS.sub("\n", head)
    whole = _ADDRESSED.sub(r"\1\n", head) + source[_HEAD:]
    return _SIGNED.sub(r"\1\n\2\n", whole) if together else whole


class Text(Value, frozen=True):
    """A canonical text and the vocabulary that it is read with.

    All views have the same length: a span found in one is valid in each. `folded` has no diacritics, `lowered` keeps
    them (tones tell "sở" from "số"). `blurred` says that stray signs show a text recognised from a picture, in which
    tones are often wrong. In these three a raised note mark ("NĐ-CP¹") is a blank; `written` has it. Where parts of the
    head stand on one line, all views have line breaks between them.
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
        source = _in_lines(source)
        plain = _NOTE_MARK.sub(lambda match: " " * len(match[0]), source) if _RAISED.search(source) else source
        return cls(plain, folded_text(plain), lowered_text(plain), vocabulary, source, blurred)
