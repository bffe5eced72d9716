"""The works of a collection, each with its values from all mentions of it.

A held document states its own values. Otherwise the most frequent value of the citations is shown, and the others are
kept as variants, which the page lists.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from build_tools.base.changing import changing, grouped_by
from build_tools.base.memo import Memo
from build_tools.base.text import fold, spelling, squeeze
from build_tools.base.values import replace
from build_tools.model.citation import Citation
from build_tools.model.codes import Code, parse_code
from build_tools.model.corpus import Variant, Work, WorkId
from build_tools.model.document import Document
from build_tools.resolve.identity import Identities, Mentions, WorkMention, code_group, known_identity
from build_tools.resolve.localities import place_in
from build_tools.resolve.sentence_case import sentence_case
from build_tools.resolve.symbols import issuer_of, office_of, type_of
from build_tools.vocabulary import KnownInstrument, Vocabulary


def build_works(
    identified: Sequence[tuple[Mentions, Identities]], vocabulary: Vocabulary, memo: Memo
) -> tuple[Work, ...]:
    """Return one work per identity, in the order of the identities; a document's own mention comes before citations."""
    said = [memo(_named, mentions, identities) for mentions, identities in identified]
    own = _by_work(memo, "held", [pairs[0] for pairs in said])
    cited = _by_work(memo, "cited", list(chain.from_iterable(pairs[1:] for pairs in said)))
    known = memo(_known, vocabulary)
    order = memo(_sorted, memo.same("identities", frozenset((*own, *cited))))
    works = (
        memo(_work_of, identity, known, vocabulary, own.get(identity, ()), cited.get(identity, ()))
        for identity in order
    )
    return tuple(memo.same(("work", work.id), work) for work in works)


def _sorted(works: Iterable[WorkId]) -> tuple[WorkId, ...]:
    return tuple(sorted(works))


def _named(mentions: Mentions, identities: Identities) -> tuple[tuple[WorkId, WorkMention], ...]:
    """Return the mentions of a document, first its own, each with a work that it may mean."""
    return tuple((identity, mention) for mention, meant in zip(mentions, identities, strict=True) for identity in meant)


def _by_work(
    memo: Memo, name: str, pairs: Sequence[tuple[WorkId, WorkMention]]
) -> Mapping[WorkId, Sequence[tuple[WorkId, WorkMention]]]:
    return grouped_by(memo, ("mentions", name), changing(memo, ("pairs", name), pairs), lambda pair: (pair[0],))


def _known(vocabulary: Vocabulary) -> dict[tuple[str, str], KnownInstrument]:
    return {known_identity(row): row for row in vocabulary.known}


def _work_of(
    identity: WorkId,
    known: Mapping[tuple[str, str], KnownInstrument],
    vocabulary: Vocabulary,
    *said: Iterable[tuple[WorkId, WorkMention]],
) -> Work:
    work = _work(identity, [mention for pairs in said for _, mention in pairs], vocabulary)
    work = _filled(work, known.get((work.id.code, work.year or "")))
    return work if work.held else _read_from_symbol(work, vocabulary)


def _read_from_symbol(work: Work, vocabulary: Vocabulary) -> Work:
    """Return the work with type and issuer read from its symbol, where no mention states them.

    The symbol of a normative instrument ("TT-BTC") outweighs an issuer that a list of citations shares.
    """
    kind = type_of(work.code, vocabulary) if work.code and work.type_name == "Văn bản" else None
    type_name = kind or work.type_name
    issuer = issuer_of(work.code, type_name, int(work.year) if work.year else None, vocabulary)
    central = issuer is not None and vocabulary.organ_by_name[fold(issuer)].level == "central"
    if issuer and not central:
        place = vocabulary.place_on(work.place, work.date or work.year)
        issuer = vocabulary.with_place(issuer, place) if place else None
    surer = (
        central and not work.known and work.code and work.code.year and fold(issuer or "") not in fold(work.organ or "")
    )
    return replace(work, type_name=type_name, organ=issuer if surer else work.organ or issuer)


def _filled(work: Work, row: KnownInstrument | None) -> Work:
    """Return the work with the facts of `row` about its effect, and values of `row` that no citation states."""
    if row is None:
        return work
    if work.held:
        return replace(work, facts=row.facts)
    return replace(
        work,
        facts=row.facts,
        known=True,
        code=(parse_code(row.code) if row.code else None) or work.code,
        title=row.title or work.title,
        organ=work.organ or row.organ,
        date=work.date or (row.date.isoformat() if row.date else None),
    )


def _work(identity: WorkId, mentions: Sequence[WorkMention], vocabulary: Vocabulary) -> Work:
    held = min((m.document for m in mentions if m.citation is None), key=lambda d: d.source.path, default=None)
    citations = [m.citation for m in mentions if m.citation]
    place = next((m.locality.place for m in mentions if m.locality.place), None)
    if held:
        return replace(_held(identity, held, citations, place, vocabulary), aliases=_aliases(identity, mentions))
    date = _most(c.date for c in citations)
    return Work(
        id=identity,
        type_name=_most(c.type_name for c in citations) or "Văn bản",
        code=_code(citations, identity),
        title=_most(c.title for c in citations),
        organ=_issuer(citations, vocabulary.place_on(place, date or identity.year or None), vocabulary),
        place=place,
        date=date,
        subject=_most(c.subject for c in citations),
        variants=_variants(citations),
        aliases=_aliases(identity, mentions),
    )


def _code(citations: Sequence[Citation], identity: WorkId) -> Code | None:
    """Return the code as first stated, preferring mentions that have it in full and correctly spelt."""
    codes = [citation.code for citation in citations if citation.code]
    full = [code for code in codes if code.is_complete]
    return next((code for code in full if code_group(code) == identity.code), next(iter([*full, *codes]), None))


def _aliases(identity: WorkId, mentions: Sequence[WorkMention]) -> tuple[str, ...]:
    """Return the groups other than its own under which the work is cited."""
    return tuple(sorted({mention.written for mention in mentions} - {identity.code, ""}))


def _held(
    identity: WorkId, document: Document, citations: Sequence[Citation], place: str | None, vocabulary: Vocabulary
) -> Work:
    record = document.record
    return Work(
        id=identity,
        type_name=record.type_name,
        code=record.code,
        title=None,
        organ=record.organ.value if record.organ else None,
        place=place,
        date=record.issued_date.isoformat() if record.issued_date else None,
        subject=sentence_case(record.subject.value, vocabulary) if record.subject else None,
        document=document,
        variants=_variants(citations),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """Return the most frequent value; of several, the longest, then the first in order."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), [-ord(c) for c in value]), default=None)


def _issuer(citations: Sequence[Citation], place: str | None, vocabulary: Vocabulary) -> str | None:
    """Return the issuer as written most often, with its province if only the context has it."""
    organ = _most(office_of(squeeze(spelling(c.organ))) for c in citations if c.organ)
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
