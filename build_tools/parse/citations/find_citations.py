"""Citations (viện dẫn): every mention of another instrument, with issuer, subject, relation, clause and sentence."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from build_tools.base.text import fold, squeeze
from build_tools.base.values import replace
from build_tools.model.citation import NO_ISSUER, Citation, Relation
from build_tools.model.document import Genre, Provision, ProvisionKind, Record
from build_tools.model.span import Span
from build_tools.parse.citations.issuers import issued_before, issuer_after, issuer_before
from build_tools.parse.citations.mentions import Mention, find_mentions, may_mention
from build_tools.parse.citations.operative import with_operative_relations
from build_tools.parse.citations.relations import in_one_list, opening_of, relation_of
from build_tools.parse.citations.surroundings import Sentences, issuer_in_title, provisions_before, subject_of
from build_tools.parse.citations.symbols import is_of_another, issuer_by_symbol
from build_tools.parse.grammar.words import spelt
from build_tools.parse.metadata.consolidated import AMENDED_BY
from build_tools.parse.metadata.symbol_type import type_in_symbol
from build_tools.parse.text import BLURRED, Text
from build_tools.vocabulary import Vocabulary

_BULLET, _FARTHEST = 3, 120
# Those known by name, which end with it ("Luật Đất đai").
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_OF_SEVERAL = re.compile(
    r"(?<!\w)các\s+[A-ZĐ][^;.:\d]{3,40}?\s+của\s+(?P<organ>[^;.:\d]{3,80}?)\s*:?\s*(?=số\s)", re.IGNORECASE
)
# "Triển khai Kế hoạch số …", "thực hiện Chỉ thị số …": what the document is made for.
_CARRIES_OUT = re.compile(
    r"(?:ban\s+hanh\s+)?(?:ke\s+hoach\s+)?(?:v/?v\s+|ve\s+viec\s+)?(?:trien\s+khai|thuc\s+hien|quan\s+triet)\s"
)


# Behind its type, what a document's title or the sentence that issues it says that it does.
_AMENDS = (
    r"[#*\s]*(?:ve\s+(?:viec\s+)?)?sua\s+doi(?:,?\s+bo\s+sung)?[*\s](?:(?!(?:thuc\s+hien|trien\s+khai)\s)[^;.]){0,160}$"
)
_AMENDING = re.compile(_AMENDS)
# "Bãi bỏ Quyết định số …" as a title.
_REPEALING = re.compile(r"[#*\s]*(?:ve\s+(?:viec\s+)?)?bai\s+bo\s+(?:toan\s+bo\s+)?(?:cac\s+)?$")


def find_citations(text: Text, provisions: tuple[Provision, ...], record: Record) -> tuple[Citation, ...]:
    """Return the citations in body and annexes, without those of the document itself."""
    found: list[Citation] = []
    parents = {provision.eid: provision for provision in provisions}
    own_type = text.vocabulary.type_by_name.get(fold(record.type_name))
    consolidated = _consolidated(text, provisions)
    enacts = not consolidated and (own_type is None or own_type.enacts)
    first_item = next((p.span.start for p in provisions if p.marker), len(text.source))
    if title := _title(provisions, record):
        found += _in_title(text, title, record, amends=enacts and own_type is not None)
    for provision, mentions in _mentions(text, provisions, record):
        group = _with_surroundings(text, provision, mentions)
        group = _share_types(text.folded, _share_issuers(text, group), text.vocabulary)
        if provision.eid in consolidated and group[0].span.start - provision.span.start <= _BULLET:
            group[0] = replace(group[0], relation=Relation.CONSOLIDATES)
        opens = provision.kind is ProvisionKind.CITATION or provision.span.start < first_item
        opening = opening_of(text, provision) if opens else None
        if record.genre is not Genre.NEWS:
            if opening:
                group = [replace(c, relation=relation_of(text.folded, provision, c.span, opening)) for c in group]
            if enacts:
                group = with_operative_relations(text, provision, parents.get(provision.parent or ""), group)
            issued = enacts and own_type and _issues(own_type.name)
            if issued and issued.search(text.folded, provision.span.start, group[0].span.start):
                group[0] = replace(group[0], relation=Relation.AMENDS)
        found += group
    found = _report_first(found) if record.genre is Genre.NEWS else found
    return tuple(replace(cited, doubt=doubt) if (doubt := _doubt(text, cited)) else cited for cited in found)


def _doubt(text: Text, citation: Citation) -> str | None:
    """Return what is uncertain about a citation, in a reader's words."""
    if text.blurred:
        return BLURRED
    if citation.code is None and citation.type_name not in _LAWS:
        return "không rõ tên văn bản kết thúc ở đâu"
    mentioned = citation.relation in (Relation.CITES, Relation.IMPLEMENTS)
    if mentioned and citation.code and citation.date and not (citation.organ or citation.title):
        return NO_ISSUER
    return None


def _consolidated(text: Text, provisions: tuple[Provision, ...]) -> frozenset[str]:
    """Return the paragraphs above the preamble that name what a consolidated text puts together, else nothing.

    Pháp lệnh 01/2012/UBTVQH13, Mẫu số 1: the instrument, "được sửa đổi, bổ sung bởi:", and those that amend it.
    """
    kept = (ProvisionKind.ALINEA, ProvisionKind.INDENT, ProvisionKind.PREFACE)
    head = list(itertools.takewhile(lambda p: p.kind in kept, provisions))
    first = next((i for i, p in enumerate(head) if AMENDED_BY.search(text.folded, p.span.start, p.span.end)), None)
    return frozenset(p.eid for p in head[first:]) if first is not None else frozenset()


def _title(provisions: tuple[Provision, ...], record: Record) -> Provision | None:
    """Return the subject of the document as a stretch of its preface; `None` for a news page, whose text repeats it."""
    place = record.subject.span if record.subject and record.genre is not Genre.NEWS else None
    prefaces = (p for p in provisions if p.kind is ProvisionKind.PREFACE)
    preface = next((p for p in prefaces if place and p.span.overlaps(place)), None)
    return replace(preface, span=place) if preface and place else None


@cache
def _issues(own_type: str) -> re.Pattern[str]:
    """Return a pattern of the sentence that issues an amending document ("… ban hành Nghị quyết sửa đổi …")."""
    return re.compile(rf"(?<!de\snghi\s)ban\s+hanh\s+{fold(own_type)}{_AMENDS}")


def _in_title(text: Text, title: Provision, record: Record, *, amends: bool) -> list[Citation]:
    """Return what the subject cites ("V/v triển khai Kế hoạch số …").

    With `amends` the first is amended if the subject says so; what else it does to them, its clauses say again.
    """
    mentions = [mention for mention in find_mentions(text, title.span) if not _is_own(mention, record)]
    if not mentions:
        return []
    carries_out = _CARRIES_OUT.match(text.folded, title.span.start, title.span.end)
    cited = _with_surroundings(text, title, mentions)
    if amends and _AMENDING.match(text.folded, title.span.start, cited[0].span.start):
        cited[0] = replace(cited[0], relation=Relation.AMENDS)
    elif amends and _REPEALING.match(text.folded, title.span.start, cited[0].span.start):
        cited[0] = replace(cited[0], relation=Relation.REPEALS)
    return [replace(citation, relation=Relation.IMPLEMENTS) if carries_out else citation for citation in cited]


def _mentions(
    text: Text, provisions: tuple[Provision, ...], record: Record
) -> Iterator[tuple[Provision, list[Mention]]]:
    """Yield the mentions of each provision; bare numbers only if the document has that number in full elsewhere."""
    worth = may_mention(text.source)
    found = [
        (provision, find_mentions(text, provision.span))
        for provision in provisions
        if provision.kind not in (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS) and worth(provision.span)
    ]
    full = {_short(mention) for _, mentions in found for mention in mentions if mention.code and mention.code.notation}
    for provision, mentions in found:
        kept = [m for m in mentions if not _is_own(m, record) and not (m.bare and _short(m) not in full)]
        if kept:
            yield provision, kept


def _short(mention: Mention) -> tuple[str | None, str]:
    """Return type and number, which "Nghị định 54" shares with "Nghị định số 54/2017/NĐ-CP"."""
    return mention.type_name, (mention.code.number or "").lstrip("0") if mention.code else ""


def _is_own(mention: Mention, record: Record) -> bool:
    """Return whether the mention is the document's own number, in full or without its symbol."""
    own, code = record.code, mention.code
    if not own or not code:
        return False
    return code.key == own.key or (
        not code.notation and (mention.type_name, code.key[0]) == (record.type_name, own.key[0])
    )


def _with_surroundings(text: Text, provision: Provision, mentions: Sequence[Mention]) -> list[Citation]:
    sentences = Sentences(text.source, provision.span)
    ends = [*(mention.span.start for mention in mentions[1:]), provision.span.end]
    return [_citation(text, provision, mention, end, sentences) for mention, end in zip(mentions, ends, strict=True)]


def _citation(
    text: Text,
    provision: Provision,
    mention: Mention,
    following: int,
    sentences: Sentences,
) -> Citation:
    floor = provision.span.start
    organ = mention.organ or issuer_after(text, mention.span.end)
    date = mention.date
    if organ is None and date is None and (issue := issued_before(text, floor, mention.span.start)):
        date, organ = issue
    if organ is None and (before := issuer_before(text, floor, mention.span.start)):
        organ = None if mention.code and is_of_another(text, before, mention.code) else before
    about = organ.end if organ and organ.start > mention.span.start else mention.span.end
    subject = subject_of(text, Span(about, provision.span.end), following, mention)
    if organ is None and subject:
        organ = issuer_in_title(text, mention, Span(about, following))
    sentence = sentences.around(mention.span)
    if organ is None and mention.code:
        organ = issuer_by_symbol(text, sentence.start, mention.span, mention.code)
    return Citation(
        span=mention.span,
        type_name=mention.type_name or "",
        code=mention.code,
        title=mention.title,
        date=date,
        organ=spelt(text, organ) if organ else None,
        subject=subject,
        relation=Relation.CITES,
        eid=provision.eid,
        sentence=sentence,
        provisions=provisions_before(text, floor, mention),
    )


def _share_issuers(text: Text, group: list[Citation]) -> list[Citation]:
    """Give all citations of a list the issuer stated after the last ("217-QĐ/TW, 218-QĐ/TW của Bộ Chính trị").

    Or that before the first: "các Nghị định của Chính phủ: số …; số … và số …".
    """
    shared = list(group)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.organ is None and left.title is None and in_one_list(text.folded, left, right):
            shared[index] = replace(left, organ=right.organ)
    start, end = shared[0].span.start, shared[0].span.end
    named = _OF_SEVERAL.search(text.source, max(0, start - _FARTHEST), end)
    if named and named.end() >= start:
        organ = squeeze(named["organ"])
        shared = [replace(cited, organ=organ) if _goes_on(text.folded, group[0], cited) else cited for cited in shared]
    return shared


def _goes_on(folded: str, first: Citation, other: Citation) -> bool:
    """Return whether a number without its type and issuer goes on with the list that the first begins."""
    alike = first.code is not None and other.code is not None and first.code.parts == other.code.parts
    elided = other is first or folded.startswith("so", other.span.start)
    return alike and elided and other.organ is None


def _share_types(folded: str, group: list[Citation], vocabulary: Vocabulary) -> list[Citation]:
    """Give all citations of a list the type stated before the first ("các Nghị quyết số 01… và số 02…")."""
    shared: list[Citation] = []
    for citation in group:
        before = shared[-1] if shared else None
        serves = not citation.type_name and before and in_one_list(folded, before, citation)
        shared.append(replace(citation, type_name=before.type_name) if serves and before else citation)
    return [_typed(citation, vocabulary) for citation in shared]


def _typed(citation: Citation, vocabulary: Vocabulary) -> Citation:
    """Return the citation with the type of its symbol where the text states none."""
    named = type_in_symbol(citation.code, vocabulary) if citation.code and not citation.type_name else None
    return replace(citation, type_name=named) if named else citation


def _report_first(found: list[Citation]) -> list[Citation]:
    """Mark the directive that the lead of a news page says was issued as reported on; it cites the others."""
    for index, citation in enumerate(found):
        if citation.code and citation.organ and citation.date:
            return [*found[:index], replace(citation, relation=Relation.REPORTS_ON), *found[index + 1 :]]
    return found
