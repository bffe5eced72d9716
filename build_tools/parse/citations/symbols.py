"""The issuer told by its symbol: the body of the same sentence whose initials stand in the number of the instrument.

"Cục Đăng kiểm Việt Nam đã có Văn bản số 6686/ĐKVN-VAQ": symbols are made of the initials of the body that issues
(Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3).
"""

import re

from build_tools.base.text import fold
from build_tools.model.codes import Code
from build_tools.model.span import Span
from build_tools.parse.grammar.chunks import chunks_in
from build_tools.parse.text import Text

_FAR, _SHORTEST = 120, 3
_PIECE = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(("va", "cua", "cac"))


def issuer_by_symbol(text: Text, floor: int, mention: Span, code: Code) -> Span | None:
    """Return the nearest body before the mention, or right behind it, that the symbol of the code abbreviates.

    Looks back no further than `floor`.
    """
    symbols = {fold(piece).upper() for piece in _PIECE.findall(code.notation) if len(piece) >= _SHORTEST}
    if not symbols:
        return None
    before = Span(max(floor, mention.start - _FAR), mention.start)
    last = max((party.span for party in chunks_in(text, before).parties.values()), default=None)
    return last if last and _abbreviates(symbols, text.folded[last.start : last.end]) else None


def _abbreviates(symbols: set[str], name: str) -> bool:
    """Return whether a symbol is the initials of a name, or the first of these, with or without the first words."""
    initials = "".join(word[0] for word in _PIECE.findall(name) if word not in _SMALL).upper()
    return any(initials.startswith(symbol, at) for symbol in symbols for at in range(len(initials)))
