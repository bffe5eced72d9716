"""Identity of works: which mentions mean the same instrument, decided from all mentions of all documents.

Mentions are grouped by code or name, then by the province of the issuer, then by year. A mention without year joins
the only candidate, and stays ambiguous between several. Every mention is kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from build_tools.base.memo import Memo
from build_tools.base.text import fold, slug
from build_tools.base.values import Value, replace
from build_tools.model.citation import Citation
from build_tools.model.codes import Code, parse_code
from build_tools.model.corpus import WorkId
from build_tools.model.document import Document
from build_tools.resolve.localities import NATIONAL, Locality, citation_locality, document_locality
from build_tools.resolve.symbols import respelt
from build_tools.vocabulary import KnownInstrument, Vocabulary

_TERM = re.compile(r"(?<=qh)\d+$")
_CONGRESS = re.compile(r"(?<![a-z])(?P<term>[ivxlc]+)(?![a-z])")


class WorkMention(Value, frozen=True):
    """A mention of a work: by a citation, or by a held document of itself (`citation` is then `None`).

    `written` is the group by the words of the citation alone, before a name or an incomplete number was completed;
    `alternatives` are the groups and years that a name may mean if it fits several laws.
    """

    document: Document
    citation: Citation | None
    group: str
    locality: Locality
    year: str
    written: str = ""
    alternatives: tuple[tuple[str, str], ...] = ()

    @property
    def base(self) -> tuple[str, str, str]:
        """Group, place and scope: mentions that differ in these are of different works, whatever the year."""
        scope = self.document.source.path if self.locality.relative else ""
        place = slug(f"{self.locality.place or ''} {self.locality.below}")
        return self.group, place, scope


@lru_cache(maxsize=1 << 16)
def code_group(code: Code) -> str:
    """Return the group of a code, the same for all its spellings ("04-2015-nd-cp")."""
    number, year, notation = code.key
    return "-".join(part for part in (number.zfill(2), str(year) if year else "", notation) if part)


def title_group(title: str) -> str:
    """Return the group of a name; for the resolution of a congress, level and term in whatever order they are named."""
    folded = slug(title)
    if "dai-hoi" in folded and (term := _CONGRESS.search(folded.replace("-", " "))):
        level = "dang-bo-tinh" if "dang-bo" in folded else "dang"
        return f"nghi-quyet-dai-hoi-{level}-{term['term']}"
    return folded


def written_group(citation: Citation) -> str:
    """Return the group by the words of the citation alone."""
    return code_group(citation.code) if citation.code else title_group(citation.title or "")


def known_identity(row: KnownInstrument) -> tuple[str, str]:
    """Return group and year of a known instrument; the year is "" if unknown."""
    code = parse_code(row.code) if row.code else None
    year = row.year or (code.year if code else None) or (row.date.year if row.date else None)
    return code_group(code) if code else title_group(row.title or ""), str(year or "")


def own_mention(document: Document, vocabulary: Vocabulary) -> WorkMention:
    """Return the mention of a held document of itself; without number, by symbol or subject and date."""
    record = document.record
    date = record.issued_date.isoformat() if record.issued_date else ""
    if record.code and record.code.number:
        group = code_group(record.code)
        return WorkMention(document, None, group, document_locality(document, vocabulary), date[:4])
    symbol = f"khong-so-{slug(record.code.notation)}" if record.code else slug(record.type_name)
    subject = "" if record.code else "-".join(slug(record.subject.value if record.subject else "").split("-")[:6])
    if not (record.code or date or subject):  # a scan without text: by the name of its file
        symbol = f"tep-{slug(document.source.path.rpartition('.')[0])}"
    group = "-".join(part for part in (symbol, date, subject) if part)
    locality = document_locality(document, vocabulary)
    return WorkMention(document, None, group, locality if record.code else Locality(), date[:4])


def cited_mentions(document: Document, vocabulary: Vocabulary) -> Iterable[WorkMention]:
    """Yield the mentions of other works in a document."""
    own = document_locality(document, vocabulary)
    full = _full_forms(document)
    for citation in document.citations:
        meant = _completed(citation)
        if meant.code and not meant.code.is_complete:
            forms = full[_short_form(citation)]
            if len(forms) != 1:
                words = f"{citation.type_name} so {meant.code.text or 'de trong'}"
                yield WorkMention(document, citation, slug(words), Locality(relative=True), _year(citation))
                continue
            (meant,) = forms.values()
        year = _year(citation) or _year(meant)
        yield WorkMention(document, citation, written_group(meant), citation_locality(meant, own, vocabulary), year)


def _completed(citation: Citation) -> Citation:
    """Return the citation with the symbol that its type alone has: "Nghị định 30/2020" is 30/2020/NĐ-CP."""
    code = citation.code
    if citation.type_name != "Nghị định" or code is None or code.notation or not (code.number and code.year):
        return citation
    return replace(citation, code=parse_code(f"{code.number}/{code.year}/NĐ-CP"))


def _year(citation: Citation) -> str:
    return str(citation.year) if citation.year else ""


def _full_forms(document: Document) -> defaultdict[tuple[str, str], dict[str, Citation]]:
    """Return the full citations of a document, by type and number, then by group: what short forms may stand for.

    "Nghị định 54" is the one decree with that number that the document cites in full.
    """
    full: defaultdict[tuple[str, str], dict[str, Citation]] = defaultdict(dict)
    for citation in document.citations:
        if citation.code and citation.code.is_complete:
            full[_short_form(citation)].setdefault(code_group(citation.code), citation)
    return full


def _short_form(citation: Citation) -> tuple[str, str]:
    return citation.type_name, citation.code.key[0] if citation.code else ""


def mentions_in(document: Document, vocabulary: Vocabulary) -> tuple[WorkMention, ...]:
    """Return what a document says of works: first its mention of itself."""
    return own_mention(document, vocabulary), *cited_mentions(document, vocabulary)


# The mentions of a document; the works that each of them may mean; see `WorkMention.base`.
Mentions = tuple[WorkMention, ...]
Identities = tuple[tuple[WorkId, ...], ...]
_Base = tuple[str, str, str]
# The groups and years of each law's name.
Numbers = Mapping[str, Sequence[tuple[str, str]]]


def identify(said: Sequence[Mentions], vocabulary: Vocabulary, memo: Memo) -> list[tuple[Mentions, Identities]]:
    """Return for each document its mentions with names and numbers completed, and for each the works it may mean.

    Several works mean that it is ambiguous. A document's mention of itself has exactly one.
    """
    numbers = memo.same("numbers", _numbers(said, vocabulary, memo))
    terms = memo(_terms, vocabulary)
    joined = [memo(_joined_all, mentions, numbers, terms, vocabulary) for mentions in said]
    bases = [memo(_bases, mentions) for mentions in joined]
    years: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for _, stated in bases:
        for base, year in stated:
            years[base].add(year)
    once = memo(_empty, vocabulary)  # equal identities become one object, which compares faster
    return [
        (mentions, memo(_identities, mentions, once, *(memo.same(("years", base), years[base]) for base in undated)))
        for mentions, (undated, _) in zip(joined, bases, strict=True)
    ]


def _empty(_: Vocabulary) -> dict[WorkId, WorkId]:
    return {}


def _joined_all(
    mentions: Mentions, numbers: Numbers, terms: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[WorkMention, ...]:
    return tuple(_joined(mention, numbers, terms, vocabulary) for mention in mentions)


def _bases(mentions: Mentions) -> tuple[tuple[_Base, ...], tuple[tuple[_Base, str], ...]]:
    """Return the bases of the mentions that depend on the years that others state, and the years stated with bases."""
    stated = dict.fromkeys((mention.base, mention.year) for mention in mentions if mention.year)
    return tuple(mention.base for mention in mentions if _asks(mention)), tuple(stated)


def _asks(mention: WorkMention) -> bool:
    """Return whether what a mention means depends on the years that others state."""
    return not (mention.alternatives or mention.year or mention.citation is None)


def _identities(mentions: Mentions, once: dict[WorkId, WorkId], *years: set[str]) -> Identities:
    """Return the works of each mention; `years` are those that others state, for each mention that asks."""
    known = iter(years)
    named = (_candidates(mention, *mention.base, next(known) if _asks(mention) else set()) for mention in mentions)
    return tuple(tuple(once.setdefault(work, work) for work in works) for works in named)


def _candidates(mention: WorkMention, code: str, place: str, scope: str, known: set[str]) -> tuple[WorkId, ...]:
    if mention.alternatives:
        return tuple(WorkId(group, "", year) for group, year in mention.alternatives)
    if mention.year or mention.citation is None:
        return (WorkId(code, place, mention.year, scope),)
    issued = mention.document.record.issued_date
    possible = sorted(year for year in known if not issued or int(year) <= issued.year)
    return tuple(WorkId(code, place, year, scope) for year in possible or [""])


def _numbers(said: Sequence[Mentions], vocabulary: Vocabulary, memo: Memo) -> Numbers:
    """Return the groups and years of each law's name, as stated by any document or the vocabulary."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mentions in said:
        for title, meant in memo(_laws_named, mentions, vocabulary):
            found[title].add(meant)
    for row in vocabulary.known:
        if row.title:
            found[title_group(row.title)].add(known_identity(row))
    return {title: sorted(groups) for title, groups in found.items()}


def _laws_named(mentions: Mentions, vocabulary: Vocabulary) -> tuple[tuple[str, tuple[str, str]], ...]:
    """Return the names of laws with the groups and years that they stand for in this document."""
    found = []
    for mention in mentions:
        citation = mention.citation
        if citation and citation.code and citation.title:
            whole = citation.code.is_complete and mention.group == code_group(citation.code)
            group = code_group(respelt(citation.code, vocabulary)) if whole else mention.group
            found.append((title_group(citation.title), (group, mention.year)))
        record = mention.document.record
        law = vocabulary.type_by_name.get(fold(record.type_name)) if citation is None else None
        if law and law.law and record.subject:
            title = title_group(f"{record.type_name} {record.subject.value}")
            found.append((title, (mention.group, mention.year)))
    return tuple(found)


def _terms(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the full group of each known code that ends in a term number, by the group without the term."""
    groups = [code_group(code) for row in vocabulary.known if row.code and (code := parse_code(row.code))]
    return {_TERM.sub("", group): group for group in groups if _TERM.search(group)}


def _joined(mention: WorkMention, numbers: Numbers, terms: Mapping[str, str], vocabulary: Vocabulary) -> WorkMention:
    """Return the mention with the number of a law cited by name, or the term that its number lacks, where known."""
    citation = mention.citation
    mention = replace(mention, written=mention.group)
    code = citation.code if citation else mention.document.record.code
    if code and code.is_complete and mention.group == code_group(code):
        mention = replace(mention, group=code_group(respelt(code, vocabulary)))
    if citation is None:
        return mention
    if citation.code:
        return replace(mention, group=terms.get(mention.group, mention.group))
    issued = mention.document.record.issued_date
    fits = [
        (group, year)
        for group, year in numbers.get(mention.group, ())
        if mention.year in ("", year) and not (issued and year and int(year) > issued.year)
    ]
    if len(fits) == 1:
        return replace(mention, group=fits[0][0], year=fits[0][1], locality=NATIONAL)
    return replace(mention, alternatives=tuple(fits))
