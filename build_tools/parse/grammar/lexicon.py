"""The lexicon as a lookup table: at each word the longest matching entry counts."""

from functools import cache

from build_tools.base.text import fold, lowered
from build_tools.base.values import Value
from build_tools.parse.grammar.tags import KINDS, NAMES
from build_tools.parse.grammar.tokens import TOKEN
from build_tools.vocabulary import Vocabulary


class Entry(Value, frozen=True):
    """The tags of a lexicon entry: in small letters, with a capital, and with a capital that begins a sentence.

    `words` are its words as the lexicon spells them, in small letters with one blank between.
    """

    small: str
    capital: str
    first: str
    words: str = ""


class Lexicon(Value, frozen=True):
    """Entries by their words joined by blanks, and the lengths of entries by first word.

    `folded` are entries of several words without tones, where these are unambiguous: for recognised scans.
    """

    entries: dict[str, Entry]
    lengths: dict[str, tuple[int, ...]]
    folded: dict[str, Entry]
    folded_lengths: dict[str, tuple[int, ...]]


@cache
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a vocabulary: its rows, then places and central organs; the first row counts."""
    rows = [(row.kind, word) for row in vocabulary.lexicon for word in row.words]
    rows += [("place", row.name.removeprefix("Thành phố ")) for row in vocabulary.places]
    central = [row for row in vocabulary.organs if row.level == "central"]
    rows += [("central", name) for row in central for name in (row.name, *row.aliases)]
    entries: dict[str, Entry] = {}
    lengths: dict[str, set[int]] = {}
    for kind, words in rows:
        small, capital = KINDS[kind]
        tokens = TOKEN.findall(lowered(words))
        key = " ".join(tokens)
        entries.setdefault(key, Entry(small, capital, capital if kind in NAMES else small, key))
        lengths.setdefault(tokens[0], set()).add(len(tokens))
    folded, folded_lengths = _folded(entries)
    return Lexicon(entries, _longest_first(lengths), folded, _longest_first(folded_lengths))


def _folded(entries: dict[str, Entry]) -> tuple[dict[str, Entry], dict[str, set[int]]]:
    found: dict[str, Entry] = {}
    doubtful: set[str] = set()
    lengths: dict[str, set[int]] = {}
    for words, entry in entries.items():
        plain = fold(words)
        if " " in plain:
            other = found.setdefault(plain, entry)
            if (other.small, other.capital) != (entry.small, entry.capital):
                doubtful.add(plain)
            first = plain.split(" ")[0]
            lengths.setdefault(first, set()).add(plain.count(" ") + 1)
    return {words: entry for words, entry in found.items() if words not in doubtful}, lengths


def _longest_first(lengths: dict[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
