"""What a number's symbol says by itself: who issued the instrument and of which type it is, where no text states it.

"308/BC-BXD" is a report (báo cáo) of Bộ Xây dựng; "30/2020/NĐCP" is "30/2020/NĐ-CP" misspelt.
"""

import re
from functools import lru_cache

from build_tools.base.text import fold
from build_tools.model.codes import Code
from build_tools.vocabulary import Vocabulary

_ASSEMBLY = re.compile(r"(?P<organ>ubtvqh|qh)\d*")
# Before it other bodies issued nghị định and pháp lệnh: Hội đồng Chính phủ, Hội đồng Bộ trưởng, Hội đồng Nhà nước.
_CONSTITUTION = 1992
# A minister signs for the ministry, a governor for the bank: in lists they are one issuer.
_HEAD = re.compile(
    r"^(?:Bộ trưởng(?:, Chủ nhiệm)?|Thứ trưởng|Thống đốc|Tổng Thanh tra|Chánh án|Viện trưởng)\s+(?=[A-ZĐ])"
)
_OFFICE = {"Chính phủ": "Thanh tra Chính phủ"}


def office_of(organ: str) -> str:
    """Return the office for which one head signs ("Bộ trưởng Bộ Tài chính" → "Bộ Tài chính"); any other name itself."""
    bare = _HEAD.sub("", organ)
    if bare == organ or "trưởng " in bare:  # no head, or several who sign together
        return organ
    return _OFFICE.get(bare, bare)


@lru_cache(maxsize=1 << 16)
def issuer_of(code: Code | None, type_name: str, year: int | None, vocabulary: Vocabulary) -> str | None:
    """Return the central issuer that symbol or type leave no doubt of, a department of a province without its name.

    `None` where several bodies use the symbol, or it is of a joint instrument.
    """
    parts = _spelt(code, vocabulary) if code else ()
    kind = vocabulary.type_by_name.get(fold(type_name))
    old = year is not None and year < _CONSTITUTION
    if assembly := next((found for part in parts if (found := _ASSEMBLY.fullmatch(part))), None):
        return vocabulary.organ_by_symbol[assembly["organ"]].name
    if kind and kind.issuer and not (old and kind.issuer != "Quốc hội") and (len(parts) < 2 or kind.law):
        return kind.issuer
    if not parts or "ttlt" in parts or "nqlt" in parts:
        return None
    typed = parts[0] in vocabulary.type_by_abbreviation
    symbol = "".join(parts[1:2]) if typed else parts[0]
    organ = vocabulary.organ_by_symbol.get(symbol)
    if organ is None or (symbol == "cp" and old):
        return None
    certain = (organ.level == "central" and symbol != "tw") or organ.name.startswith("Sở ")
    return organ.name if certain else None


@lru_cache(maxsize=1 << 16)
def type_of(code: Code, vocabulary: Vocabulary) -> str | None:
    """Return the type that a symbol names ("308/BC-BXD": Báo cáo); one that begins with an organ's is a công văn's."""
    parts = _spelt(code, vocabulary)
    kind = vocabulary.type_by_abbreviation.get(parts[0]) if parts else None
    if kind and parts[0] == "tt":  # Thông tri of the Party, Thông tư of a ministry
        party = code.year is None and parts[-1] in ("tw", "tu")
        return "Thông tri" if party else "Thông tư"
    if kind and (len(parts) > 1 or parts[0] not in vocabulary.organ_by_symbol):
        doubtful = parts[0] in vocabulary.organ_by_symbol and parts[1] not in vocabulary.organ_by_symbol
        return None if doubtful else kind.name
    if code.year is None and len(parts) > 1 and parts[0] in vocabulary.organ_by_symbol:
        return "Công văn"
    return None


@lru_cache(maxsize=1 << 16)
def respelt(code: Code, vocabulary: Vocabulary) -> Code:
    """Return the code as it should be spelt: "30/2020/NĐCP" is "30/2020/NĐ-CP", "BNN&PTNT" is "BNNPTNT"."""
    spelt = "-".join(_spelt(code, vocabulary))
    return Code(code.text, code.number, code.year, spelt)


def _spelt(code: Code, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The folded parts of the symbol, a type and an organ that are run together set apart."""
    plain = code.notation.replace("&", "")
    parts = Code(code.text, code.number, code.year, plain).parts
    if not parts or parts[0] in vocabulary.organ_by_symbol or parts[0] in vocabulary.type_by_abbreviation:
        return parts
    first = parts[0]
    for end in range(len(first) - 1, 1, -1):
        kind, organ = first[:end], first[end:]
        if kind in vocabulary.type_by_abbreviation and organ in vocabulary.organ_by_symbol:
            return kind, organ, *parts[1:]
    return parts
