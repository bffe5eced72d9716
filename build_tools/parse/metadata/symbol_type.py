"""The type of an instrument as its symbol tells it."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from build_tools.base.text import fold
from build_tools.model.codes import Code
from build_tools.vocabulary import Vocabulary


def type_in_symbol(code: Code, vocabulary: Vocabulary) -> str | None:
    """Return the type that the first letters of the symbol name ("QĐ-UBND": Quyết định); `None` for a công văn's."""
    parts = code.parts
    named = _by_letters(vocabulary).get(parts[0], ()) if parts else ()
    if len(named) > 1:  # TT: a thông tư has a year in its number, a thông tri of the Party has none
        named = tuple(name for name in named if (name == "Thông tư") == (code.year is not None))
    return named[0] if named else None


@cache
def _by_letters(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """The types by the folded letters that stand for them, in the order of the vocabulary."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in vocabulary.types:
        for letters in map(fold, row.abbreviations):
            found[letters].append(row.name)
    return {letters: tuple(names) for letters, names in found.items()}
