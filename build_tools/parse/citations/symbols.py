"""The issuer told by its symbol: the body of the same sentence whose initials stand in the number of the instrument.

"Cục Đăng kiểm Việt Nam đã có Văn bản số 6686/ĐKVN-VAQ": symbols are made of the initials of the body that issues
(Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3).
"""

import re

from build_tools.base.text import fold, squeeze
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
    if not _abbreviates(symbols, text.folded[before.start : before.end]):  # no words there have these initials
        return None
    last = max((party.span for party in chunks_in(text, before).parties.values()), default=None)
    return last if last and _abbreviates(symbols, text.folded[last.start : last.end]) else None


def is_of_another(text: Text, organ: Span, code: Code) -> bool:
    """Return whether the symbol of the code is that of a known body other than this one.

    "ý kiến của Thủ tướng Chính phủ tại Công văn số 12/VPCP-KTTH": who gives the opinion does not issue the letter.
    """
    known = text.vocabulary.organ_by_symbol
    parts = text.vocabulary.organ_parts(code)
    bodies = [known[part] for part in parts if part in known]
    words = squeeze(text.folded[organ.start : organ.end])
    if not bodies or _abbreviates({part.upper() for part in parts}, words):
        return False
    return not any(fold(name) in words for body in bodies for name in (body.name, *body.aliases))


def _abbreviates(symbols: set[str], name: str) -> bool:
    """Return whether a symbol is the initials of a name, or the first of these, with or without the first words."""
    initials = "".join(word[0] for word in _PIECE.findall(name) if word not in _SMALL).upper()
    return any(symbol in initials for symbol in symbols)
