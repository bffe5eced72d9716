"""Citations (viện dẫn): every mention of another instrument, with issuer, subject, relation, clause and sentence."""

import re
from dataclasses import replace

from build_tools.model import Citation, Genre, Provision, ProvisionKind, Record, Relation, Span
from build_tools.parse.issuers import issued_before, issuer_after, issuer_at, issuer_before
from build_tools.parse.mentions import Mention, find_mentions
from build_tools.parse.relations import relation_of
from build_tools.text import fold, squeeze
from build_tools.vocabulary import Vocabulary

_LIST_GAP = re.compile(r"[\s,;]*(?:va|hoac)?[\s,;]*(?:cac\s+)?")
_CLAUSE_ENDS = re.compile(r"[;.](?=\s|$|/)|\n\s*\n")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-ZĐÀ-Ỹ“\"])")
_SUBJECT = re.compile(
    r"[\s,]*(?P<about>[“\"(]?\s*(?:ve|quy\s+dinh|ban\s+hanh|huong\s+dan|thuc\s+hien|sua\s+doi|phe\s+duyet)\s)"
)
_QUOTED = re.compile(r"(?:về\s+)?[“\"](?P<words>[^”\"]+)[”\"]")
# Where the clause goes on about something else: another subject, a purpose, an emphasis.
_ASIDE = re.compile(
    r",\s+(?=[A-ZĐÀ-Ỹ]|trọng tâm|trong đó|cụ thể|đồng thời)|\s(?:nhằm|gắn với|để điều chỉnh)\s|\s\(được gửi"
)
_SERVES_ANOTHER = re.compile(r"(?:huong\s+dan|thuc\s+hien|quy\s+dinh\s+chi\s+tiet)\s")
# "điểm a khoản 2 Điều 5", "khoản 1, khoản 2 Điều 19", "mục A, khoản 2, Phần I"; several with "," or "và" between.
_ONE = (
    r"(?:diem\s+[a-z](?:\.\d+)?(?:\s*,\s*[a-z](?=[\s,]))*\s*,?\s+)?"
    r"(?:khoan\s+\d+(?:\s*(?:,|va)\s*(?:khoan\s+)?\d+)*\s*,?\s+)?dieu\s+\d+[a-z]?"
    r"|muc\s+\w+(?:\s*,\s*khoan\s+\d+)?\s*,\s*phan\s+\w+"
)
_PROVISION = re.compile(_ONE)
_PROVISIONS = re.compile(
    rf"(?P<list>(?:{_ONE})(?:\s*(?:,|va)\s*(?:{_ONE}))*)\s*,?\s*(?:cua\s+|tai\s+|ban\s+hanh\s+kem\s+theo\s+)?$"
)


def find_citations(
    text: str, provisions: tuple[Provision, ...], record: Record, vocabulary: Vocabulary
) -> tuple[Citation, ...]:
    """Return the citations of body and annexes; head and foot cite nothing, and no document cites itself."""
    folded = fold(text)
    found: list[Citation] = []
    first_item = next((p.span.start for p in provisions if p.marker), len(text))
    for provision in provisions:
        if provision.kind in (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS):
            continue
        mentions = tuple(
            mention
            for mention in find_mentions(text, folded, provision.span, vocabulary)
            if not (mention.code and record.code and mention.code.key == record.code.key)
        )
        group = [_citation(text, folded, provision, mention, mentions, vocabulary) for mention in mentions]
        group = _share_types(_share_issuers(folded, group))
        opening = provision.span.start < first_item
        found += [
            replace(c, relation=relation_of(folded, provision, c, group, opening=opening, genre=record.genre))
            for c in group
        ]
    return tuple(_report_first(found) if record.genre is Genre.NEWS else found)


def _citation(
    text: str,
    folded: str,
    provision: Provision,
    mention: Mention,
    mentions: tuple[Mention, ...],
    vocabulary: Vocabulary,
) -> Citation:
    following = next((m.span.start for m in mentions if m.span.start > mention.span.start), provision.span.end)
    organ = issuer_after(text, folded, mention.span.end, vocabulary)
    date = mention.date
    if (
        organ is None
        and date is None
        and (before := issued_before(text, provision.span.start, mention.span.start, vocabulary))
    ):
        date, organ = before
    organ = organ or issuer_before(text, folded, provision.span.start, mention.span.start, vocabulary)
    about = organ.end if organ and organ.start > mention.span.start else mention.span.end
    subject = _subject(text, folded, Span(about, provision.span.end), following, mention)
    if organ is None and subject:
        organ = _issuer_in_title(text, folded, mention, Span(about, following), vocabulary)
    return Citation(
        span=mention.span,
        type_name=mention.type_name or "",
        code=mention.code,
        title=mention.title,
        date=date,
        organ=squeeze(organ.of(text)) if organ else None,
        subject=subject,
        relation=Relation.CITES,
        eid=provision.eid,
        sentence=_sentence(text, provision.span, mention.span),
        provisions=_provisions(text, folded, provision, mention),
    )


def _subject(text: str, folded: str, rest: Span, following: int, mention: Mention) -> str | None:
    """Return the words that say what the instrument is about: up to the end of the clause or the next citation."""
    again = folded.startswith(fold(mention.type_name or "\0"), rest.start + 1)
    match = _SUBJECT.match(folded, rest.start, rest.end)
    if not mention.code or not (match or again):
        return None
    start = match.start("about") if match else rest.start + 1
    quoted = _QUOTED.match(text, start, rest.end)
    if quoted:
        return squeeze(quoted["words"])
    serves = _SERVES_ANOTHER.match(folded, start)
    ends = [m.start() for p in (_CLAUSE_ENDS, _ASIDE) if (m := p.search(text, start, rest.end))]
    if not serves and following < rest.end:
        ends.append(following)
    words = text[start : min(ends, default=rest.end)]
    return squeeze(words.strip(' \n,;.:“”"/')) if len(words.split()) > 2 else None


def _issuer_in_title(text: str, folded: str, mention: Mention, rest: Span, vocabulary: Vocabulary) -> Span | None:
    """Return the issuer behind a title that repeats the type ("Kế hoạch số … Kế hoạch thực hiện … của Sở …")."""
    if not mention.type_name or not folded.startswith(fold(mention.type_name), rest.start + 1):
        return None
    stop = _CLAUSE_ENDS.search(text, rest.start, rest.end)
    end = stop.start() if stop else rest.end
    at = folded.rfind(" cua ", rest.start, end)
    return issuer_at(text, folded, at + 5, vocabulary) if at > 0 else None


def _share_issuers(folded: str, group: list[Citation]) -> list[Citation]:
    """An issuer behind the last of a list serves the whole list ("217-QĐ/TW, 218-QĐ/TW của Bộ Chính trị")."""
    shared = list(group)
    for index in range(len(shared) - 2, -1, -1):
        gap = folded[shared[index].span.end : shared[index + 1].span.start]
        if shared[index].organ is None and shared[index].title is None and _LIST_GAP.fullmatch(gap):
            shared[index] = replace(shared[index], organ=shared[index + 1].organ)
    return shared


def _share_types(group: list[Citation]) -> list[Citation]:
    """A type before the first of a list serves those after it ("các Nghị quyết số 01… và số 02…")."""
    shared: list[Citation] = []
    for citation in group:
        type_name = citation.type_name or (shared[-1].type_name if shared else "")
        shared.append(replace(citation, type_name=type_name))
    return shared


def _report_first(found: list[Citation]) -> list[Citation]:
    """A news page reports on the directive that its lead says was issued; the rest it cites."""
    for index, citation in enumerate(found):
        if citation.code and citation.organ and citation.date:
            return [*found[:index], replace(citation, relation=Relation.REPORTS_ON), *found[index + 1 :]]
    return found


def _sentence(text: str, provision: Span, place: Span) -> Span:
    start, end = provision.start, provision.end
    for match in _SENTENCE_ENDS.finditer(text, provision.start, provision.end):
        if match.end() <= place.start:
            start = match.end()
        elif match.start() >= place.end:
            end = match.start()
            break
    return Span(start, end)


def _provisions(text: str, folded: str, provision: Provision, mention: Mention) -> tuple[str, ...]:
    low = max(provision.span.start, mention.span.start - 120)
    match = _PROVISIONS.search(folded[low : mention.span.start])
    if not match:
        return ()
    places = _PROVISION.finditer(folded, low + match.start(), low + match.end("list"))
    return tuple(squeeze(text[place.start() : place.end()]) for place in places)
