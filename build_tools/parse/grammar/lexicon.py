"""The lexicon as a table to look words up in: the longest entry that begins at a word wins."""

from functools import cache

from build_tools.base.text import lowered
from build_tools.base.values import Value
from build_tools.parse.grammar.tags import KINDS, NAMES
from build_tools.parse.grammar.tokens import TOKEN
from build_tools.vocabulary import Vocabulary


class Entry(Value, frozen=True):
    """The tags of a lexicon entry: in small letters, with a capital, and with a capital that begins a sentence."""

    small: str
    capital: str
    first: str


class Lexicon(Value, frozen=True):
    """Entries by their words with one blank between, and how many words those that begin with a word may have."""

    entries: dict[str, Entry]
    lengths: dict[str, tuple[int, ...]]


@cache
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a vocabulary: its rows, then places and central organs by name; the first row wins."""
    rows = [(row.kind, word) for row in vocabulary.lexicon for word in row.words]
    rows += [("place", row.name.removeprefix("Thành phố ")) for row in vocabulary.places]
    central = [row for row in vocabulary.organs if row.level == "central"]
    rows += [("central", name) for row in central for name in (row.name, *row.aliases)]
    entries: dict[str, Entry] = {}
    lengths: dict[str, set[int]] = {}
    for kind, words in rows:
        small, capital = KINDS[kind]
        tokens = TOKEN.findall(lowered(words))
        entries.setdefault(" ".join(tokens), Entry(small, capital, capital if kind in NAMES else small))
        lengths.setdefault(tokens[0], set()).add(len(tokens))
    return Lexicon(entries, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})
