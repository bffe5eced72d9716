"""The works of a collection, each put together from all its mentions, every stated variant kept.

A held document speaks first for itself; of what others say, the most frequent value is shown and the rest are
variants that the page lists.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from build_tools.corpus import Variant, Work, WorkId
from build_tools.model import Citation, Document
from build_tools.resolve.identity import Mention
from build_tools.resolve.localities import place_in
from build_tools.text import spelling, squeeze
from build_tools.vocabulary import Vocabulary


def build_works(
    mentions: Sequence[Mention], identified: dict[int, tuple[WorkId, ...]], vocabulary: Vocabulary
) -> tuple[Work, ...]:
    """Return one work per identity, in the order of the identities."""
    named: dict[WorkId, list[Mention]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for identity in identified[index]:
            named[identity].append(mention)
    return tuple(_work(identity, named[identity], vocabulary) for identity in sorted(named))


def _work(identity: WorkId, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Work:
    held = min((m.document for m in mentions if m.citation is None), key=lambda d: d.source.path, default=None)
    citations = [m.citation for m in mentions if m.citation]
    place = next((m.locality.place for m in mentions if m.locality.place), None)
    if held:
        return _held(identity, held, citations, place)
    return Work(
        id=identity,
        type_name=_most(c.type_name for c in citations) or "Văn bản",
        code=next((c.code for c in citations if c.code), None),
        title=_most(c.title for c in citations),
        organ=_issuer(citations, place, vocabulary),
        place=place,
        date=_most(c.date for c in citations),
        subject=_longest(c.subject for c in citations),
        variants=_variants(citations),
    )


def _held(identity: WorkId, document: Document, citations: Sequence[Citation], place: str | None) -> Work:
    record = document.record
    return Work(
        id=identity,
        type_name=record.type_name,
        code=record.code,
        title=None,
        organ=record.organ.value if record.organ else None,
        place=place,
        date=record.issued_date.isoformat() if record.issued_date else None,
        subject=record.subject.value if record.subject else None,
        document=document,
        variants=_variants(citations),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """Return the value stated most often; of several, the longest, then the first in order."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), [-ord(c) for c in value]), default=None)


def _longest(values: Iterable[str | None]) -> str | None:
    return max((value for value in values if value), key=lambda value: (len(value), value), default=None)


def _issuer(citations: Sequence[Citation], place: str | None, vocabulary: Vocabulary) -> str | None:
    """Return the issuer as written most often, with its province where only the context tells it."""
    organ = _most(squeeze(spelling(c.organ)) for c in citations if c.organ)
    if organ and place and not place_in(organ, vocabulary):
        return vocabulary.with_place(organ, place)
    return organ


def _variants(citations: Sequence[Citation]) -> tuple[Variant, ...]:
    counts = Counter((_wording(c), c.date, spelling(c.organ) if c.organ else None) for c in citations)
    return tuple(Variant(*stated, count) for stated, count in sorted(counts.items(), key=lambda row: _order(row[0])))


def _wording(citation: Citation) -> str:
    words = citation.code.text if citation.code else ""
    return squeeze(f"{citation.title or citation.type_name} {words}")


def _order(stated: tuple[str, str | None, str | None]) -> tuple[str, str, str]:
    wording, date, organ = stated
    return wording, date or "", organ or ""
