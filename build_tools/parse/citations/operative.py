"""What a document does to those it names: it repeals, replaces or amends them, wholly or in part.

Read clause by clause, so that "bãi bỏ A đã được sửa đổi theo B" hits A alone. A list under "Các văn bản sau đây hết
hiệu lực:" is read with the words above it.
"""

import re
from collections.abc import Sequence

from build_tools.base.values import replace
from build_tools.model.citation import Citation, Relation
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.citations.relations import CLAUSE_END, find_claims, in_one_list

_BY_OTHERS = r"(?<!duoc\s)(?<!duoc\s\s)(?<!bi\s)(?<!da\s)"
_REPEALS = re.compile(_BY_OTHERS + r"(?<!\w)(?:bai\s+bo|huy\s+bo|thay\s+the(?:\s+cho)?)(?!\w)")
_AMENDS = re.compile(r"[\w\s.)*]{0,24}?" + _BY_OTHERS + r"(?<!\w)(?:sua\s+doi|bo\s+sung)(?:,?\s+bo\s+sung)?\s")
_REPEALED = re.compile(r"(?:het\s+hieu\s+luc|(?:duoc|bi)\s+(?:bai\s+bo|thay\s+the))(?!\w)")
# Between the verb and what it hits: near words, or words that say which part ("điểm a khoản 1, khoản 3 Điều 5 của").
_NEAR = re.compile(r"[^,;]{0,80}")
_PART = re.compile(r"(?<!\w)(?:dieu|khoan|diem|phu\s+luc|cum\s+tu|mau|muc|chuong|quy\s+che|quy\s+dinh)\s")
# What stands behind these words is not hit: another's rule, an amender, the words of a phrase that is replaced.
_ELSEWHERE = re.compile(r"(?<!kem\s)theo\s|\sva\s+thuc\s+hien\s|trai\s+voi\s|duoc\s+sua\s+doi|“[^”]*$|^[^\"]*\"[^\"]*$")
_HEAD = re.compile(
    r"\s*[\w.)]{0,6}\s*(?:(?:cac|tu|ke\s+tu|dieu|khoan|diem|muc|chuong|phu\s+luc|toan\s+bo)\s[^;]{0,90})?"
)
_COORDINATE = re.compile(r"(?:,|\sva|\scung\s+voi)\s*(?:cac\s+)?$")
_FARTHEST, _LONGEST_CLAUSE = 240, 1_500


def with_operative_relations(
    folded: str, provision: Provision, parent: Provision | None, group: Sequence[Citation]
) -> list[Citation]:
    """Return the citations of one provision, those that the document repeals or amends marked so."""
    if provision.kind is ProvisionKind.CITATION:
        return list(group)
    agents = {claim.subject for claim in find_claims(folded, group) if claim.target.start < claim.subject.start}
    announced = parent is not None and _announces(folded, parent)
    done: list[Citation] = []
    for index, citation in enumerate(group):
        before = Span(group[index - 1].span.end if index else provision.span.start, citation.span.start)
        after = Span(citation.span.end, group[index + 1].span.start if index + 1 < len(group) else provision.span.end)
        relation = None
        if citation.span not in agents:
            relation = _done(folded, provision, citation, before, after, announced and index == 0)
            relation = relation or _shared(folded, done, citation, before)
        done.append(replace(citation, relation=relation) if relation else citation)
    return _backwards(folded, done, agents)


def _done(
    folded: str, provision: Provision, citation: Citation, before: Span, after: Span, listed: bool
) -> Relation | None:
    """Return what the words around the citation say is done to it."""
    start = max(before.start, citation.span.start - _FARTHEST)
    words = _last_clause(folded[start : citation.span.start])
    if verbs := list(_REPEALS.finditer(words)):
        gap = words[verbs[-1].end() :]
        if (_NEAR.fullmatch(gap) or _PART.search(gap)) and not _ELSEWHERE.search(gap):
            return Relation.REPEALS
    opens = before.start == provision.span.start
    if opens and (provision.parent or provision.kind is ProvisionKind.ARTICLE):
        hit = _AMENDS.match(folded, before.start, before.end)
        gap = folded[hit.end() : before.end] if hit else ""
        if hit and len(gap) < _FARTHEST and not _ELSEWHERE.search(gap) and not CLAUSE_END.search(gap):
            return Relation.AMENDS
    if _REPEALED.search(folded, after.start, _clause_end(folded, after.start, min(after.end, after.start + _FARTHEST))):
        return Relation.REPEALS
    if _HEAD.fullmatch(words) and (listed or (opens and _repealed_later(folded, after.start, provision.span.end))):
        return Relation.REPEALS
    return None


def _repealed_later(folded: str, start: int, limit: int) -> bool:
    """Return whether the clause that goes on at `start` ends in "hết hiệu lực"."""
    return _REPEALED.search(folded, start, _clause_end(folded, start, min(limit, start + _LONGEST_CLAUSE))) is not None


def _clause_end(folded: str, start: int, limit: int) -> int:
    end = CLAUSE_END.search(folded, start, limit)
    return end.start() if end else limit


def _announces(folded: str, parent: Provision) -> bool:
    """Return whether the parent leads into a list of what is repealed ("… sau đây hết hiệu lực:")."""
    start = max(parent.span.start, parent.span.end - 300)
    words = folded[start : parent.span.end].rstrip()
    return words.endswith(":") and (_REPEALED.search(words) or _REPEALS.search(words)) is not None


def _shared(folded: str, done: Sequence[Citation], citation: Citation, before: Span) -> Relation | None:
    """What is done to one is done to the next of its kind in the same clause ("thay thế A … và B …")."""
    if not done or done[-1].relation not in (Relation.REPEALS, Relation.AMENDS):
        return None
    gap = folded[before.start : before.end]
    same = done[-1].type_name == citation.type_name and _COORDINATE.search(gap) and not CLAUSE_END.search(gap)
    return done[-1].relation if same or in_one_list(folded, done[-1], citation) else None


def _backwards(folded: str, group: list[Citation], agents: set[Span]) -> list[Citation]:
    """What is done to the last of a list is done to all of it ("A và B hết hiệu lực")."""
    for index in range(len(group) - 2, -1, -1):
        left, right = group[index], group[index + 1]
        if right.relation is Relation.REPEALS and left.span not in agents and in_one_list(folded, left, right):
            group[index] = replace(left, relation=right.relation)
    return group


def _last_clause(words: str) -> str:
    ends = [match.end() for match in CLAUSE_END.finditer(words)]
    numbered = [end for end in ends if end > 6]  # "1." at the head is the number of the clause
    return words[numbered[-1] :] if numbered else words
