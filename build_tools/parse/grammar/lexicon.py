"""The lexicon as a lookup table: at each word the longest matching entry counts."""

from collections.abc import Sequence
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


class Table(Value, frozen=True):
    """Entries by their words joined by blanks, looked up by the longest match.

    `firsts` are the first words of all entries; `lengths` has, by the first two words, how many words the entries
    that begin so have, the longest first. Nearly all words begin no entry of several, and two lookups tell so.
    """

    entries: dict[str, Entry]
    firsts: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    def longest(self, words: Sequence[str], index: int) -> tuple[int, Entry | None]:
        """Return the longest entry that begins at the word, and how many words it has; 1 and `None` without one."""
        word = words[index]
        if index + 1 < len(words):
            for length in self.lengths.get(f"{word} {words[index + 1]}", ()):
                entry = self.entries.get(" ".join(words[index : index + length]))
                if entry is not None and index + length <= len(words):
                    return length, entry
        return 1, self.entries.get(word)


class Lexicon(Value, frozen=True):
    """The entries as they are spelt, and those of several words without tones, for recognised scans.

    Entries that are one without tones and differ in kind are not in `folded`.
    """

    spelt: Table
    folded: Table


@cache
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a vocabulary: its rows, then places and central organs; the first row counts."""
    rows = [(row.kind, word) for row in vocabulary.lexicon for word in row.words]
    rows += [("place", row.name.removeprefix("Thành phố ")) for row in vocabulary.places]
    central = [row for row in vocabulary.organs if row.level == "central"]
    rows += [("central", name) for row in central for name in (row.name, *row.aliases)]
    entries: dict[str, Entry] = {}
    for kind, words in rows:
        small, capital = KINDS[kind]
        key = " ".join(TOKEN.findall(lowered(words)))
        entries.setdefault(key, Entry(small, capital, capital if kind in NAMES else small, key))
    return Lexicon(_table(entries), _table(_folded(entries)))


def _folded(entries: dict[str, Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    doubtful: set[str] = set()
    for words, entry in entries.items():
        plain = fold(words)
        if " " in plain:
            other = found.setdefault(plain, entry)
            if (other.small, other.capital) != (entry.small, entry.capital):
                doubtful.add(plain)
    return {words: entry for words, entry in found.items() if words not in doubtful}


def _table(entries: dict[str, Entry]) -> Table:
    lengths: dict[str, set[int]] = {}
    for key in entries:
        words = key.split(" ")
        if len(words) > 1:
            lengths.setdefault(" ".join(words[:2]), set()).add(len(words))
    firsts = frozenset(key.split(" ", 1)[0] for key in entries)
    return Table(entries, firsts, {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()})
