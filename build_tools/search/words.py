"""Synonyms of queries: short forms of types, abbreviations, and everyday words for official ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.search.folding import folded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Synonyms of queries.

    `types`: the name of each type with its short forms; `abbreviations`: short forms with their long forms;
    `everyday`: words of staff with the official ones, which are searched as well, with less weight; `places`: the
    provinces.
    """

    types: Mapping[str, Sequence[str]]
    abbreviations: Mapping[str, Sequence[str]]
    everyday: Mapping[str, str]
    places: Sequence[str] = ()

    def as_json(self) -> Mapping[str, object]:
        """Return all of them folded, in a stable order; short forms that fold alike share their meanings.

        `spelt` has the everyday words with marks as they are spelt.
        """
        meanings: dict[str, set[str]] = {}
        for short, long in self.abbreviations.items():
            meanings.setdefault(folded(short), set()).update(folded(words) for words in long)
        return {
            "types": {folded(name): [folded(short) for short in shorts] for name, shorts in sorted(self.types.items())},
            "abbreviations": {short: sorted(long) for short, long in sorted(meanings.items())},
            "everyday": {folded(said): folded(means) for said, means in sorted(self.everyday.items())},
            "spelt": {folded(said): said for said in sorted(self.everyday) if not said.isascii()},
            "places": {folded(name): name for name in sorted(self.places)},
        }
