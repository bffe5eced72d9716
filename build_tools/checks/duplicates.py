"""Files that hold nearly the same words: found by samples of their runs of words, then compared in full."""

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.text import fold, folded_text
from build_tools.checks.common import readable
from build_tools.model.corpus import Corpus
from build_tools.model.findings import finding

_ALIKE = 0.8
# Samples of two files that are as alike as that may be this much less alike.
_SAMPLES_ALIKE = 0.6
_RUN = 5
_ONE_IN = 8


def sample_of(text: str) -> bytes:
    """Return the checksums of those runs of five words whose first word is one in eight by its own checksum, sorted.

    What two texts share is in both samples or in none, so that the samples are about as alike as the texts.
    """
    words = folded_text(text).split()
    chosen = set(filter(_is_chosen, set(words)))
    starts = (start for start, word in enumerate(words) if word in chosen)
    return array("I", sorted({_checksum(words, start) for start in starts})).tobytes()


@lru_cache(maxsize=1 << 14)
def _is_chosen(word: str) -> bool:
    return zlib.crc32(word.encode()) % _ONE_IN == 0


def near_duplicates(corpus: Corpus, alike: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """VB108: a file holds nearly the words of an earlier one: more than four fifths of their runs of five words.

    `alike` are the files that may be so, as `alike_in` tells them. One of those that a file is like is named: of
    letters that differ in a date alone there may be hundreds.
    """
    found = list(readable(corpus))
    places = {document.source.path: place for place, document in enumerate(found)}
    pairs = [(places[one], places[other]) for one, other in alike if one in places and other in places]
    told: set[int] = set()
    for later, earlier in sorted((max(pair), min(pair)) for pair in pairs):
        if later not in told and _shared(found[later].source.text, found[earlier].source.text) > _ALIKE:
            told.add(later)
            other = found[earlier].source.path
            message = f"Gần như cùng nội dung với {other}. Hãy bỏ bớt một tệp nếu là một văn bản."
            yield finding(found[later].source, None, Severity.WARNING, "VB108", message)


def _checksum(words: Sequence[str], start: int) -> int:
    return zlib.crc32(" ".join(words[start : start + _RUN]).encode())


def _shared(one: str, other: str) -> float:
    """The share of the runs of both texts that stands in each."""
    runs = []
    for text in (one, other):
        words = fold(text).split()
        runs.append({_checksum(words, start) for start in range(max(len(words) - _RUN + 1, 1))})
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def alike_in(samples: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return the files whose samples are nearly the same, by twos; `samples` are those of all files, by path."""
    paths = list(samples)
    found = _alike([frozenset(array("I", sample)) for sample in samples.values()])
    return [(paths[one], paths[other]) for one, other in found]


def _alike(sets: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are nearly the same, each once, looking at those that share one of their rarest members.

    Two sets that share more than the share t of their union have one in common among the first (1 - t) of each, in any
    one order (prefix filtering, Chaudhuri et al., ICDE 2006); rare ones first keeps the candidates few. What no other
    set has can't be shared; it only makes the rest of the prefix shorter.
    """
    once: set[int] = set()
    again: set[int] = set()
    for members in sets:
        again |= once & members
        once |= members
    shared = [members & again for members in sets]
    lengths = [
        int((1 - _SAMPLES_ALIKE) * len(members)) + 1 - (len(members) - len(common))
        for members, common in zip(sets, shared, strict=True)
    ]
    likely = [place for place, length in enumerate(lengths) if length > 0]
    counts = Counter(member for place in likely for member in shared[place])
    holders: dict[int, list[int]] = defaultdict(list)
    for place in likely:
        members = sets[place]
        prefix = sorted(shared[place], key=lambda member: (counts[member], member))[: lengths[place]]
        for other in sorted({other for member in prefix for other in holders[member]}):
            both = len(members & sets[other])
            if both > _SAMPLES_ALIKE * (len(members) + len(sets[other]) - both):
                yield place, other
        for member in prefix:
            holders[member].append(place)
