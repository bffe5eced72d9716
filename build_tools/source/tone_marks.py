"""Tone marks that recognition has lost or changed ("sô lượng", "y tê"), put right by the words beside them.

A scan of 200 dots an inch leaves a stacked mark two dots high. A syllable gives way to one that differs in its marks
alone, and only where that one is far likelier between its neighbours: of texts in no need of it, some 5 words in
10,000 change. Numbers, symbols and addresses stay, and so does the placement of a tone ("hoá").
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from build_tools.base.text import fold, lowered
from build_tools.vocabulary.syllable_pairs import SyllablePairs, syllable_pairs

_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]|[\d_]+")
# A number, the symbol of a document, an address.
_NO_WORDS = re.compile(r"[\d@]|\w[/_]\w")
# A vowel that was read twice, with one mark and with another ("bỗổ", "KIẾỀN").
_TWICE = re.compile(r"([aeiouy])\1")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# How much likelier (as a logarithm) another syllable must be: where a tone is missing, where another mark was read, and
# what a word with a capital, which may be a name, asks in addition.
_LOST, _CHANGED, _NAME = 8.0, 10.0, 3.0
_SHORTEST = 2
# The share of words with a wrong mark from which on a text is misread: none of a typed text, 6 to 10 in 1,000 of a
# good recognition, 7 to 46 of ours before marks are put right. So many words tell.
_MISREAD, _ENOUGH = 0.02, 50


def righted(words: Sequence[str]) -> list[str]:
    """Return the words of a page, in reading order, with such syllables put right; as many words as were given."""
    table = syllable_pairs()
    found = [(number, match) for number, word in enumerate(words) for match in _PIECE.finditer(word)]
    pieces = [_word(match[0], words[number]) for number, match in found]
    chosen = _likeliest(pieces, table)
    result = list(words)
    for place in reversed(range(len(found))):
        (number, match), piece = found[place], pieces[place]
        if piece and (written := _written(piece, _known(chosen, place, piece, table), table)) != piece:
            result[number] = result[number][: match.start()] + written + result[number][match.end() :]
    return result


def is_misread(words: Sequence[str]) -> bool:
    """Return whether recognition by another program, of which these are the words, went worse than ours would."""
    changed = sum(word != better for word, better in zip(words, righted(words), strict=True))
    return len(words) >= _ENOUGH and changed >= _MISREAD * len(words)


def _word(piece: str, around: str) -> str | None:
    return piece if piece.isalpha() and not _NO_WORDS.search(around) else None


def _known(chosen: Sequence[str | None], place: int, piece: str, table: SyllablePairs) -> str:
    """Return the syllable chosen at a place if it was ever seen beside a neighbour, else the one that was read."""
    syllable = chosen[place] or ""
    before, after = (chosen[near] if 0 <= near < len(chosen) else None for near in (place - 1, place + 1))
    is_seen = syllable in table.following.get(before or "", {}) or after in table.following.get(syllable, {})
    return syllable if is_seen else lowered(piece)


def _likeliest(pieces: Sequence[str | None], table: SyllablePairs) -> list[str | None]:
    """Return the likeliest syllables for the pieces (Viterbi); `None` for what is no word and parts its neighbours."""
    scores: dict[str | None, float] = {None: 0.0}
    steps: list[dict[str | None, str | None]] = []
    for piece in pieces:
        reached: dict[str | None, float] = {}
        step: dict[str | None, str | None] = {}
        for syllable, price in _candidates(piece, table):
            ways = {before: score + _gain(before, syllable, table) for before, score in scores.items()}
            step[syllable] = max(ways, key=ways.__getitem__)
            reached[syllable] = ways[step[syllable]] - price
        scores = reached
        steps.append(step)
    last = max(scores, key=scores.__getitem__)
    chosen = []
    for step in reversed(steps):
        chosen.append(last)
        last = step[last]
    return chosen[::-1]


def _gain(before: str | None, syllable: str | None, table: SyllablePairs) -> float:
    return table.likelihood(before, syllable) if syllable else 0.0


def _candidates(piece: str | None, table: SyllablePairs) -> Iterator[tuple[str | None, float]]:
    """Yield the syllables that a piece may be, the one that was read first, with what each costs."""
    if piece is None:
        yield None, 0.0
        return
    read = lowered(piece)
    yield read, 0.0
    if len(read) < _SHORTEST:
        return
    name = _NAME if piece[0].isupper() and not piece.isupper() else 0.0
    letters = fold(read) if read in table.alone else _TWICE.sub(r"\1", fold(read))
    for other in table.alike.get(letters, ()):
        if other != read:
            is_lost = not _tone(read) and _without_tone(read) == _without_tone(other)
            yield other, (_LOST if is_lost else _CHANGED) + name


def _tone(syllable: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark in _TONES)


def _without_tone(syllable: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark not in _TONES)


def _written(piece: str, syllable: str, table: SyllablePairs) -> str:
    """Return a syllable in the capitals of the piece that was read; capitals inside a known one ("tẾ") are misread."""
    if lowered(piece) == syllable:
        is_mixed = piece[0].islower() and not piece.islower()
        return piece.lower() if is_mixed and syllable in table.alone else piece
    if piece.isupper():
        return syllable.upper()
    return syllable.capitalize() if piece[0].isupper() else syllable
