"""Type and issuer of an instrument by the symbol of its number, for citations that do not state them.

"308/BC-BXD" is a report (báo cáo) of Bộ Xây dựng; "30/2020/NĐCP" is "30/2020/NĐ-CP" misspelt.
"""

import re
from functools import lru_cache

from build_tools.base.text import fold
from build_tools.model.codes import Code
from build_tools.vocabulary import Vocabulary

_ASSEMBLY = re.compile(r"(?P<organ>ubtvqh|qh)\d*")
# "22/2023/OH15", as recognition reads QH15.
_MISREAD = re.compile(r"^[o0]h(?=\d{1,2}$)")
# Before the Constitution of 1992 other bodies issued nghị định and pháp lệnh (Hội đồng Bộ trưởng, Hội đồng Nhà nước …).
_CONSTITUTION = 1992
# The head of an office as its issuer: a minister for the ministry, the governor for the bank.
_HEAD = re.compile(
    r"^(?:Bộ trưởng(?:, Chủ nhiệm)?|Thứ trưởng|Thống đốc|Tổng Thanh tra|Chánh án|Viện trưởng)\s+(?=[A-ZĐ])"
)
_OFFICE = {"Chính phủ": "Thanh tra Chính phủ"}


def office_of(organ: str) -> str:
    """Return the office of a head ("Bộ trưởng Bộ Tài chính" → "Bộ Tài chính"); other names unchanged."""
    bare = _HEAD.sub("", organ)
    if bare == organ or "trưởng " in bare:  # not a head, or several joint signers
        return organ
    return _OFFICE.get(bare, bare)


@lru_cache(maxsize=1 << 16)
def issuer_of(code: Code | None, type_name: str, year: int | None, vocabulary: Vocabulary) -> str | None:
    """Return the issuer that symbol or type determine; a provincial department without the name of the province.

    `None` if several bodies use the symbol, or if the instrument is a joint one.
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
    """Return the type that a symbol names ("308/BC-BXD": Báo cáo); a symbol that begins with an organ is a công văn."""
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
    """Return the code in its usual spelling: "30/2020/NĐCP" → "30/2020/NĐ-CP", "BNN&PTNT" → "BNNPTNT"."""
    spelt = "-".join(_spelt(code, vocabulary))
    return Code(code.text, code.number, code.year, spelt)


def _spelt(code: Code, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the folded parts of the symbol; a type and an organ written as one word are separated."""
    plain = code.notation.replace("&", "")
    parts = Code(code.text, code.number, code.year, plain).parts
    if code.year and len(parts) == 1:
        parts = (_MISREAD.sub("qh", parts[0]),)
    if not parts or parts[0] in vocabulary.organ_by_symbol or parts[0] in vocabulary.type_by_abbreviation:
        return parts
    first = parts[0]
    for end in range(len(first) - 1, 1, -1):
        kind, organ = first[:end], first[end:]
        if kind in vocabulary.type_by_abbreviation and organ in vocabulary.organ_by_symbol:
            return kind, organ, *parts[1:]
    return parts
