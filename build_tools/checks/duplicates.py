"""Near duplicates: candidates by sampled shingles (runs of five words), then compared in full."""

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from build_tools.base.diagnostics import Diagnostic, Severity
from build_tools.base.text import fold, folded_text
from build_tools.checks.common import readable
from build_tools.model.corpus import Corpus
from build_tools.model.findings import finding

_ALIKE = 0.8
# Similarity of two samples from which on the files are compared in full: samples vary around the true value.
_SAMPLES_ALIKE = 0.6
_RUN = 5
_ONE_IN = 8


# Up to so many changed files are compared with all others one by one.
_FEW, _BYTES = 20, array("I").itemsize


# Two paths, in their order.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Alike:
    """The pairs of files that are alike, and the samples that show it."""

    samples: Mapping[str, bytes]
    pairs: frozenset[Pair]


def sample_of(text: str) -> bytes:
    """Return the sorted checksums of a sample of the text's shingles, those whose first word hashes to 0 modulo 8.

    A shingle of two texts is in both samples or in neither, so the similarity of the samples estimates that of the
    texts.
    """
    words = folded_text(text).split()
    chosen = set(filter(_is_chosen, set(words)))
    starts = (start for start, word in enumerate(words) if word in chosen)
    return array("I", sorted({_checksum(words, start) for start in starts})).tobytes()


@lru_cache(maxsize=1 << 14)
def _is_chosen(word: str) -> bool:
    return zlib.crc32(word.encode()) % _ONE_IN == 0


def near_duplicates(corpus: Corpus, alike: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """VB108: a file shares more than four fifths of its shingles with an earlier one.

    `alike` are the candidate pairs from `alike_in`. Only one similar file is named: of letters that differ in a date
    alone there may be hundreds.
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
    """Return the Jaccard similarity of the shingles of two texts."""
    runs = []
    for text in (one, other):
        words = fold(text).split()
        runs.append({_checksum(words, start) for start in range(max(len(words) - _RUN + 1, 1))})
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def alike_in(samples: Mapping[str, bytes], before: Alike | None = None) -> frozenset[Pair]:
    """Return the pairs of paths whose samples are similar; `samples` has the sample of every file by path.

    `before` is what was found of other samples: where few differ, only these are compared with all.
    """
    changed = [path for path, sample in samples.items() if before is None or before.samples.get(path) != sample]
    if before is None or len(changed) > _FEW:
        paths = list(samples)
        found = _alike([frozenset(array("I", sample)) for sample in samples.values()])
        return frozenset(_pair(paths[one], paths[other]) for one, other in found)
    new = set(changed)
    same = {pair for pair in before.pairs if new.isdisjoint(pair) and samples.keys() >= {*pair}}
    return frozenset(same.union(*(_pairs_of(path, samples) for path in changed)))


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _pairs_of(path: str, samples: Mapping[str, bytes]) -> Iterator[Pair]:
    """Yield the pairs of one file."""
    mine = frozenset(array("I", samples[path]))
    for other, sample in samples.items():
        if other != path:
            both = len(mine.intersection(array("I", sample)))
            if both > _SAMPLES_ALIKE * (len(mine) + len(sample) // _BYTES - both):
                yield _pair(path, other)


def _alike(sets: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Yield each pair of similar sets once, by prefix filtering (Chaudhuri et al., ICDE 2006).

    Sets with a Jaccard similarity above t have a member in common among the first (1 - t) of each, in any one order.
    Rare members come first, which keeps the candidates few; members that only one set has shorten the prefix.
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
