"""The type of an instrument as its symbol tells it."""

from build_tools.base.text import fold
from build_tools.model.codes import Code
from build_tools.vocabulary import Vocabulary


def type_in_symbol(code: Code, vocabulary: Vocabulary) -> str | None:
    """Return the type that the first letters of the symbol name ("QĐ-UBND": Quyết định); `None` for a công văn's."""
    named = [row.name for row in vocabulary.types if code.parts and code.parts[0] in map(fold, row.abbreviations)]
    if len(named) > 1:  # TT: a thông tư has a year in its number, a thông tri of the Party has none
        named = [name for name in named if (name == "Thông tư") == (code.year is not None)]
    return named[0] if named else None
