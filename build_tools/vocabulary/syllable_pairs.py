"""Which syllables stand side by side in official texts, and how often: what a misread tone mark is judged by.

The table (syllable_pairs.txt) begins with its format and source; syllables are as `lowered` writes them.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from build_tools.base.text import fold

# How many times a syllable must have been seen before the pairs that it was not seen in tell something.
_PRIOR = 20.0
_NEVER = 0.05


@dataclass(frozen=True)
class SyllablePairs:
    """Counts of syllables, of what follows each, and the syllables that differ in their marks alone."""

    alone: Mapping[str, int]
    following: Mapping[str, Mapping[str, int]]
    alike: Mapping[str, tuple[str, ...]]
    total: int

    def likelihood(self, before: str | None, syllable: str) -> float:
        """Return the logarithm of the chance of a syllable behind another, or behind anything."""
        share = (self.alone.get(syllable, 0) + _NEVER) / self.total
        if before is None:
            return math.log(share)
        count = self.following.get(before, {}).get(syllable, 0)
        return math.log((count + _PRIOR * share) / (self.alone.get(before, 0) + _PRIOR))


@cache
def syllable_pairs() -> SyllablePairs:
    """Return the table; it takes some 20 ms and a few megabytes, once."""
    alone: dict[str, int] = {}
    following: dict[str, dict[str, int]] = {}
    alike = defaultdict[str, list[str]](list)
    for row in files(__package__).joinpath("syllable_pairs.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            syllable, count, *pairs = row.split(" ")
            alone[syllable] = int(count)
            following[syllable] = dict(zip(pairs[::2], map(int, pairs[1::2]), strict=True))
            alike[fold(syllable)].append(syllable)
    return SyllablePairs(alone, following, {key: tuple(found) for key, found in alike.items()}, sum(alone.values()))
