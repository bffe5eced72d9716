"""The words with which staff ask for a document: how a type is shortened, what an abbreviation means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.search.folding import folded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What may be typed for something else.

    `types`: each type's name with the short forms of it; `abbreviations`: short forms with what they stand for;
    `everyday`: words of staff with the official ones, which are asked for too and weigh less.
    """

    types: Mapping[str, Sequence[str]]
    abbreviations: Mapping[str, Sequence[str]]
    everyday: Mapping[str, str]

    def as_json(self) -> Mapping[str, object]:
        """Return all, folded and in a stable order; short forms that fold alike share their meanings."""
        meanings: dict[str, set[str]] = {}
        for short, long in self.abbreviations.items():
            meanings.setdefault(folded(short), set()).update(folded(words) for words in long)
        return {
            "types": {folded(name): [folded(short) for short in shorts] for name, shorts in sorted(self.types.items())},
            "abbreviations": {short: sorted(long) for short, long in sorted(meanings.items())},
            "everyday": {folded(said): folded(means) for said, means in sorted(self.everyday.items())},
        }
