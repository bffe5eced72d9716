"""The grammar of numbers and symbols (số, ký hiệu) of State and Party, well formed or not.

State, Nghị định 30/2020/NĐ-CP: 96/SKHCN-VP, 4017/QĐ-UBND, 04/2015/NĐ-CP, 10/2022/QH15. Party: 120-KL/TW, 13-KH/BCĐ.
Before 1996: 235-HĐBT, 41/CP, 150 CP. Blanks and line breaks inside are allowed for; they are not part of the code.
"""

import re
from collections.abc import Iterator

from build_tools.base.text import slug
from build_tools.base.values import Value
from build_tools.model.span import Span


class Code(Value, frozen=True):
    """A number and symbol (số, ký hiệu) as stated, blanks removed: "04/2015/NĐ-CP", "120-KL/TW".

    `number` is `None` where it is left blank ("/KH-KHCN"); `notation` is "" where a citation gives the number alone
    ("Nghị định 54"): neither is enough to identify an instrument.
    """

    text: str
    number: str | None
    year: int | None
    notation: str

    @property
    def key(self) -> tuple[str, int | None, str]:
        """Equal for two spellings of one code: "4/2015/ND-CP" and "04/2015/NĐ-CP", "31/QĐ-TW" and "31-QĐ/TW"."""
        return (self.number or "").lstrip("0"), self.year, slug(self.notation)

    @property
    def is_complete(self) -> bool:
        """Whether both number and symbol are stated."""
        return bool(self.number and self.notation)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded parts of the symbol: ("kl", "tw")."""
        return tuple(part for part in slug(self.notation).split("-") if part)


# For use inside a character class; the hyphen is escaped, else it would make a range.
_DASH = r"\-\u2010-\u2015\u2212_"
# Cyrillic letters that look like Latin ones, as some files have them ("TT-BТС").
_LOOKALIKES = {
    "А": "A",
    "В": "B",
    "Е": "E",
    "К": "K",
    "М": "M",
    "Н": "H",
    "О": "O",
    "Р": "P",
    "С": "C",
    "Т": "T",
    "Х": "X",
}
_CAPITAL = f"A-ZĐÐƯ{''.join(_LOOKALIKES)}"
_END = r"(?:(?!\w)|(?=ngày))"
# One part of a symbol: "UBND", "TTg", "QĐi", "UBTVQH15", "QH 12"; never the first letter of a word with accents.
_PART = rf"(?:(?:UBTV)?QH\s\d{{1,2}}(?![\d/.,])|[{_CAPITAL}][{_CAPITAL}a-zđ0-9]{{0,14}}{_END})"
_LOOSE_PART = rf"[{_CAPITAL}]{{2}}[{_CAPITAL}a-z0-9]{{0,12}}{_END}"
# "/", and what a reader of scans sees in its place.
_SLASH = r"[/\u2044\u2215]"
_JOINED = (
    rf"(?:[{_DASH}&.]{_PART}|\.\d{{1,3}}(?=[{_DASH}]|(?!\w))|/20\d\d(?!\d)|/[{_CAPITAL}]{{2,8}}{_END}"
    rf"|\s{{0,3}}[{_DASH}&]\s{{0,3}}{_LOOSE_PART})"
)
_SYMBOL = rf"{_PART}{_JOINED}{{0,9}}"
# Since 2025 the Government numbers resolutions under one of the Party's: "66.19/2026/NQ-CP".
# OCR takes 0 for O: "O4/2015/NĐ-CP", "15/2O15/NĐ-CP".
_NUMBER = (
    r"(?P<number>(?:O(?=\d{1,3}\s?/)|\d)(?:(?<![\w./].)|(?<=[sS][ốỐ].))[\dO]{0,5}(?:\.\d{1,3}(?=/20\d\d/NQ))?"
    r"(?:\s?[a-z](?=\s?/|\s[A-Z]{2})|[A-Z](?=\s?[/\-]))?)"
)
_YEAR = r"(?P<year>(?:19|2[0O])[\dO]{2})"

_CODE = re.compile(
    rf"""
    {_NUMBER}
    (?:
        \s{{0,3}} {_SLASH} \s{{0,3}}
        (?: {_YEAR} (?: \s{{0,3}} [/\u2044{_DASH}] \s{{0,3}} | (?=(?:TTLT|TT|NĐ|QĐ|NQ)-) ) )? (?P<state>{_SYMBOL})
      | / \d{{2,3}} / (?P<mistyped>{_PART}[{_DASH}]{_PART}|QH\d{{1,2}}(?!\d))
      | \s{{0,3}} [{_DASH}] \s{{0,3}} (?P<party>[{_CAPITAL}][A-Za-zĐđÐ]{{1,4}} \s{{0,3}} / \s{{0,3}} {_SYMBOL})
      | [{_DASH}] (?P<old>[{_CAPITAL}]{{2,6}}) (?![\w/{_DASH}])
      | \s? (?P<spaced>(?:CP|TTg|HĐBT|HĐCP)(?![/{_DASH}])|[{_CAPITAL}]{{2,6}}(?:[/{_DASH}][{_CAPITAL}]{{2,6}})+) (?!\w)
    )
    """,
    re.VERBOSE,
)
# The number is left blank in drafts: "Số: /KH-KHCN", "Số:          /SCT-CN", "Số ...-KH/TU".
_BLANK = re.compile(rf"[\s.…_]*/\s{{0,3}}(?P<state>{_SYMBOL})|[\s.…_]*[{_DASH}]\s{{0,3}}(?P<party>{_PART}/{_SYMBOL})")
_UNFILLED = re.compile(
    rf"[sS][ốỐ](?P<code>[\s.…_]{{0,20}}/\s{{0,3}}(?:{_YEAR}\s{{0,3}}/\s{{0,3}})?(?P<state>{_SYMBOL})"
    rf"|[\s.…_]{{0,20}}[{_DASH}]\s{{0,3}}(?P<party>{_PART}/{_SYMBOL}))"
)
_LETTERS = str.maketrans({**_LOOKALIKES, "Ð": "Đ", "\u2044": "/", "\u2215": "/"})
_BLANKS = re.compile(r"\s+")
_DASHES = re.compile(f"[{_DASH}]")
# "UBTVQH1O0" is a term of two digits: where O and 0 would make three, OCR has read one 0 twice.
_TERM = re.compile(r"(?<=QH)[\dO]{1,3}$")
# The number of a note glued to a symbol, where a file has lost its raising: "42/2024/QH15¹", "105/2025/NĐ-CP²".
_NOTE = re.compile(
    r"(?:(?<=QH1\d)|(?<=/TW)|(?<=/BCĐ)|(?<=/TU)|(?<=-CP)|(?<=-TTg)|(?<=-UBND)|(?<=-HĐND)"
    r"|(?<=TT-B[A-ZĐ]{2})|(?<=TT-B[A-ZĐ]{3})|(?<=TT-B[A-ZĐ]{4}))\d{1,2}$"
)


def _clean(text: str) -> str:
    return _DASHES.sub("-", _BLANKS.sub("", text)).translate(_LETTERS)


def _digits(text: str) -> str:
    """Return the digits of a number: a capital O from OCR is 0."""
    return text.replace("O", "0")


def _notation(text: str) -> str:
    return _TERM.sub(lambda term: _digits(term[0]) if len(term[0]) < 3 else term[0].replace("O", ""), _clean(text))


def _code(match: re.Match[str]) -> tuple[Span, Code]:
    """Return the place of the code and the code, without the number of a footnote that sticks to it."""
    note = _NOTE.search(_clean(match[0]))
    text = match[0][: -len(note[0])] if note else match[0]
    symbol = next(match[name] for name in ("state", "mistyped", "party", "old", "spaced") if match[name])
    code = Code(
        _clean(text),
        _digits(_BLANKS.sub("", match["number"])),
        int(_digits(match["year"])) if match["year"] else None,
        _notation(symbol[: len(symbol) - len(match[0]) + len(text)]),
    )
    return Span(match.start(), match.start() + len(text)), code


def find_codes(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, Code]]:
    """Yield every code with its span, from left to right."""
    for match in _CODE.finditer(text, start, len(text) if end is None else end):
        yield _code(match)


def find_unfilled(text: str, start: int, end: int) -> Iterator[tuple[Span, Code]]:
    """Yield the codes behind "số" whose number is still blank ("Nghị định số …/2024/NĐ-CP"), as drafts cite them."""
    for match in _UNFILLED.finditer(text, start, end):
        year = int(_digits(match["year"])) if match["year"] else None
        yield (
            Span(*match.span("code")),
            Code(_clean(match["code"]).lstrip(".…_"), None, year, _notation(match["state"] or match["party"])),
        )


def code_at(text: str, offset: int) -> tuple[Span, Code] | None:
    """Return the code that begins at the offset, its number filled in or left blank; `None` where there is none."""
    if match := _CODE.match(text, offset):
        return _code(match)
    if match := _BLANK.match(text, offset):
        notation = match["state"] or match["party"]
        start = match.start("state") if match["state"] else match.start("party")
        return Span(start, match.end()), Code(_clean(match[0]).lstrip("._…"), None, None, _clean(notation))
    return None


def parse_code(text: str) -> Code | None:
    """Return the code that the whole text is; `None` if it is not one."""
    found = code_at(text.strip(), 0)
    return found[1] if found and found[0].end == len(text.strip()) else None
