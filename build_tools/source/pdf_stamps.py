"""What signing programs stamp on a page: a number or day belongs to the text, who signed when and where does not."""

import re
from collections.abc import Iterator, Sequence

from build_tools.source.pdf_page import Word, lines_of

_SIGNED = re.compile(
    r"\b(?:Người ký|Ký bởi|Được ký bởi|Digitally signed|Signature Not Verified|Ký số|Thời gian ký)"
    r"|\b(?:Cơ quan|Email)\s?:"
    r"|\S@\S+\.\w|\b\d\d:\d\d:\d\d\b",
    re.IGNORECASE,
)
# More stamped words than this are a page of their own.
_MOST = 600


def signatures(words: Sequence[Word]) -> list[list[Word]]:
    """Return the stamped words that tell of a digital signature, block by block."""
    stamped = [word for word in words if word.stamped]
    if len(stamped) > _MOST:
        return []
    return [block for block in _blocks(stamped) if _SIGNED.search(text_of(block))]


def text_of(block: Sequence[Word]) -> str:
    """Return the lines of a block, on one line."""
    return " ".join(line.text for line in lines_of(block))


def _blocks(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words in groups of neighbours: beside each other, or in lines below each other."""
    rest = list(words)
    while rest:
        block = [rest.pop(0)]
        for word in block:  # grows as neighbours are found
            apart: list[Word] = []
            for other in rest:
                (block if _are_near(word, other) else apart).append(other)
            rest = apart
        yield block


def _are_near(word: Word, other: Word) -> bool:
    size = max(word.height, other.height)
    gap = max(other.left - word.right, word.left - other.right)
    return gap < size and abs(word.base - other.base) < 2 * size
