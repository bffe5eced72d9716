"""What a keeper has confirmed, held against what is read now: neither hides the other.

A confirmation is bound to quote and value: it settles the fact of its kind at the quote if that still has the value.
"""

import re
from collections.abc import Sequence

from build_tools.base.text import place_of, squeeze
from build_tools.base.values import Value, replace
from build_tools.model.document import Document, Judged, Settled
from build_tools.model.span import Span
from build_tools.model.statement import Confirmation
from build_tools.parse.facts import Fact, facts_of

# A quote need not hold a whole paragraph to name its place.
_QUOTE = 100


class Review(Value, frozen=True):
    """A fact with the confirmation about it; one of them may be missing.

    Without a confirmation nobody has judged the fact; without a fact nothing is read any more at the quote.
    """

    fact: Fact | None
    confirmation: Confirmation | None = None

    @property
    def settled(self) -> bool:
        """Whether a keeper has confirmed or stated what is read now."""
        if self.confirmation is None:
            return self.fact is not None and self.fact.keeper
        return self.confirmation.value == (self.fact.value if self.fact else None)

    @property
    def changed(self) -> bool:
        """Whether something else was confirmed than is read now."""
        return self.confirmation is not None and not self.settled


def reviews_of(document: Document) -> tuple[Review, ...]:
    """Return each fact of the document with the confirmation about it, then confirmations of what is not read now."""
    return review(document.source.text, facts_of(document), document.source.statement.confirmations)


def review(text: str, facts: Sequence[Fact], confirmations: Sequence[Confirmation]) -> tuple[Review, ...]:
    """Return the reviews of these facts; a confirmation goes to the fact with its value before any other there."""
    found: dict[int, Confirmation] = {}
    left = []
    for confirmation in confirmations:
        places = _places(text, facts, confirmation)
        if confirmation.dropped:  # what a keeper states there instead does not contradict it
            places = [i for i in places if not facts[i].keeper]
        same = (i for i in places if facts[i].value == confirmation.value)
        if (at := next(same, None)) is not None:
            found[at] = confirmation
        else:
            left.append((confirmation, places))
    orphans = []
    for confirmation, places in left:
        if (at := next((i for i in places if i not in found), None)) is not None:
            found[at] = confirmation
        else:
            orphans.append(Review(None, confirmation))
    return (*(Review(fact, found.get(i)) for i, fact in enumerate(facts)), *orphans)


def _places(text: str, facts: Sequence[Fact], confirmation: Confirmation) -> list[int]:
    """Return the facts of the kind at the quote, those that begin there first; the record has one of each kind."""
    alike = [i for i, fact in enumerate(facts) if fact.kind == confirmation.kind]
    if confirmation.kind not in ("vien_dan", "quan_he", "nhiem_vu", "thoi_han"):
        return alike
    at = place_of(text, confirmation.quote or "", confirmation.nth)
    place = Span(*at) if at else None
    there = [(i, span) for i in alike if place and (span := facts[i].span) and span.overlaps(place)]
    if confirmation.kind == "thoi_han" and not there:  # a deadline that a keeper states stands at its task
        return [i for i in alike if facts[i].keeper and facts[i].value == confirmation.value]
    return [i for i, span in sorted(there, key=lambda pair: (place is None or pair[1].start != place.start, pair[0]))]


def quote_of(text: str, span: Span) -> tuple[str, int]:
    """Return the words that name the place of a span, and which of their occurrences is meant, as `place_of` counts.

    Raises ValueError for a span without words, and for one within a repetition of its own words.
    """
    words = squeeze(span.of(text))
    if len(words) > _QUOTE:
        words = words[:_QUOTE].rpartition(" ")[0] or words[:_QUOTE]
    start = span.start + len(span.of(text)) - len(span.of(text).lstrip())
    pattern = r"\s+".join(map(re.escape, words.split()))
    starts = [match.start() for match in re.finditer(pattern, text)] if pattern else []
    return words, starts.index(start) + 1


def with_reviews(document: Document) -> Document:
    """Return the document with what is settled; what a keeper has confirmed is in doubt no more."""
    reviews = reviews_of(document)
    done = [(review.fact, review.confirmation) for review in reviews if review.settled and review.fact]
    certain = {fact.span for fact, stated in done if stated and fact.kind == "nhiem_vu"}
    seen = {fact.span for fact, stated in done if stated and fact.kind == "vien_dan"}
    tasks = (replace(task, doubt=None) if task.span in certain else task for task in document.obligations)
    citations = (replace(cited, doubt=None) if cited.span in seen else cited for cited in document.citations)
    return replace(
        document,
        obligations=tuple(tasks) if certain else document.obligations,
        citations=tuple(citations) if seen else document.citations,
        facts=sum(review.fact is not None for review in reviews),
        settled=tuple(
            Settled(fact.kind, fact.span, stated.day, stated.by) if stated else Settled(fact.kind, fact.span)
            for fact, stated in done
        ),
    )


def judged(alone: Document, confirmations: Sequence[Confirmation]) -> tuple[Judged, ...]:
    """Return how a document that was read without its sidecar stands to what a keeper has confirmed."""
    reviews = review(alone.source.text, facts_of(alone), confirmations)
    return tuple(
        Judged(
            kind=stated.kind,
            there=not stated.dropped,
            found=found.fact is not None,
            right=found.fact is not None and found.settled,
            doubtful=bool(found.fact and found.fact.doubt),
        )
        for found in reviews
        if (stated := found.confirmation)
    )
