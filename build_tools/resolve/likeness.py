"""Fuzzy matching: misspelt names of known organs are corrected; other similar names only give a finding.

The only module that imports rapidfuzz. Names are compared folded ("so-noi-vu"), so accents make no difference.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from build_tools.base.text import fold
from build_tools.resolve.localities import bare_name
from build_tools.vocabulary import Vocabulary

# Similarity (0 to 100) from which on two sentences state the same task.
_SAME_TASK = 92
_SHORTEST = 3


def known_name(name: str, vocabulary: Vocabulary) -> str:
    """Return the folded name of the known organ that `name` (folded) misspells; else `name`."""
    known = known_names(vocabulary)
    if name in known:
        return name
    found = [row for key in _keys(name) for row in _known_keys(vocabulary).get(key, ()) if _one_letter(name, row)]
    return found[0] if len(set(found)) == 1 else name


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of folded names that may be spellings of one name.

    They differ in one word of at least three letters, by one letter or two transposed ones, or in blanks only. Names
    that differ in a figure or in the level ("cấp xã", "cấp tỉnh") are different names.
    """
    pairs = {
        tuple(sorted(pair))
        for group in _by_key(names).values()
        for pair in combinations(group, 2)
        if _one_letter(*pair)
    }
    yield from ((one, other) for one, other in sorted(pairs))


def task_words(task: str) -> str:
    """Return the folded words of a sentence, sorted, without figures and dates."""
    return " ".join(sorted(re.sub(r"\d+(?:[-/.]\d+)+|\d+", "", fold(task)).split()))


def same_tasks(words: str, others: Sequence[str]) -> list[int]:
    """Return the indexes of the sentences in `others` that state the same task; all are given as `task_words`."""
    found = process.extract(words, others, scorer=fuzz.ratio, score_cutoff=_SAME_TASK, limit=None)
    return [place for _, _, place in found]


def likeness(one: str, other: str) -> float:
    """Return how much alike two texts are, letter by letter: of 100."""
    return fuzz.ratio(one, other)


def _keys(name: str) -> Iterator[Hashable]:
    """Yield the keys of a name: similar names share all words but one, or all letters without blanks."""
    yield name.replace("-", "")
    words = name.split("-")
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST:
            yield (*words[:place], "", *words[place + 1 :])


def _by_key(names: Iterable[str]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        for key in _keys(name):
            groups[key].append(name)
    return groups


def _one_letter(one: str, other: str) -> bool:
    """Return whether two names with a common key differ by a letter or a blank, and not by a figure."""
    if one == other or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    apart = [pair for pair in zip(one.split("-"), other.split("-"), strict=False) if pair[0] != pair[1]]
    return len(apart) != 1 or DamerauLevenshtein.distance(*apart[0]) == 1


@cache
def known_names(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the folded names of the organs that the vocabulary knows, without province."""
    names = {name for row in vocabulary.units.successors for name in (row.name, row.into)}
    return frozenset(bare_name(name, None, vocabulary) for name in names | vocabulary.organ_names)


@cache
def _known_keys(vocabulary: Vocabulary) -> dict[Hashable, list[str]]:
    return _by_key(known_names(vocabulary))
