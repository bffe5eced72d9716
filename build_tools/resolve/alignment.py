"""Which sentence of one text is which of another: equal ones first, then those most alike, each at most once.

A sentence is given as two texts: by the first it is equal to another, by the second it is like another.

The time is linear in the number of sentences: a sentence is held only against those that share its rarest words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from build_tools.resolve.graph import best_pairs
from build_tools.resolve.likeness import likeness

# Of 100, what two sentences share that may be one, reworded.
_ALIKE = 62
# A sentence is looked up by so many of its rarest words, none of them in more sentences than so many.
_WORDS, _MOST_SENTENCES = 12, 60
# So many of those that share most words are held against it.
_CANDIDATES = 6


Sentence = tuple[str, str]


def aligned(left: Sequence[Sentence], right: Sequence[Sentence]) -> dict[int, int]:
    """Return the place in `right` by the place in `left` of all sentences that are in both, equal or much alike."""
    pairs = _equal([whole for whole, _ in left], [whole for whole, _ in right])
    taken = set(pairs.values())
    rest = [place for place in range(len(left)) if place not in pairs]
    others = [place for place in range(len(right)) if place not in taken]
    scored = [
        (rest[one], others[other], score)
        for one, other in _candidates([left[place][1] for place in rest], [right[place][1] for place in others])
        if (score := likeness(left[rest[one]][1], right[others[other]][1])) >= _ALIKE
    ]
    return pairs | best_pairs(scored)


def _equal(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Equal sentences in their order: the second of two equal ones is the second there."""
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(len(right) - 1, -1, -1):
        places[right[place]].append(place)
    return {place: places[words].pop() for place, words in enumerate(left) if places.get(words)}


def _candidates(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    standing: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(right):
        for word in set(sentence.split()):
            standing[word].append(place)
    for place, sentence in enumerate(left):
        words = sorted(
            (word for word in set(sentence.split()) if word in standing), key=lambda w: (len(standing[w]), w)
        )
        shared = Counter(
            other for word in words[:_WORDS] if len(standing[word]) <= _MOST_SENTENCES for other in standing[word]
        )
        best = sorted(shared, key=lambda other: (-shared[other], abs(other - place), other))
        yield from ((place, other) for other in best[:_CANDIDATES])
