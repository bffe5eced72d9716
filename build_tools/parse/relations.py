"""How a citing document stands to what it cites, and what it states between two others (DOMAIN: căn cứ, thực hiện …).

Direction: the citing document is the subject ("Quyết định này thay thế Quyết định A" → this repeals A).
"""

import itertools
import re
from collections.abc import Sequence

from build_tools.model import Citation, Claim, Genre, Provision, ProvisionKind, Relation
from build_tools.text import fold

_OPENING_IMPLEMENTS = re.compile(r"\**(?:thuc\s+hien|trien\s+khai|theo\s+tinh\s+than)\s")
_OPENING_BASIS = re.compile(r"\**can\s+cu\s")
_MAIN_VERB = re.compile(r"\s(?:yeu\s+cau|de\s+nghi|xay\s+dung|ban\s+hanh\s+ke\s+hoach|chi\s+dao|thong\s+bao)\s")
_REPEALS_BEFORE = re.compile(r"(?:bai\s+bo|thay\s+the)\s+(?:toan\s+bo\s+|mot\s+phan\s+|cac\s+)?(?:[^,;.]{0,60}\s)?$")
_REPEALED_AFTER = re.compile(r"[^;.]{0,200}?het\s+hieu\s+luc")
_AMENDS_BEFORE = re.compile(
    r"sua\s+doi(?:,?\s+bo\s+sung)?\s+(?:mot\s+so\s+(?:dieu|noi\s+dung)\s+)?(?:[^,;.]{0,40}\s)?$"
)
_BETWEEN = (
    (Relation.GUIDES, re.compile(r"(?:huong\s+dan|quy\s+dinh\s+chi\s+tiet)\s")),
    (Relation.AMENDS, re.compile(r"sua\s+doi(?:,?\s+bo\s+sung)?\s")),
    (Relation.REPEALS, re.compile(r"(?:thay\s+the|bai\s+bo)\s")),
)
_CLAUSE_END = re.compile(r"[;.](?=\s|$)")


def relation_of(
    folded: str, provision: Provision, citation: Citation, group: Sequence[Citation], *, opening: bool, genre: Genre
) -> Relation:
    """Return how the document stands to the citation; `group` are the citations of the same provision."""
    if genre is Genre.NEWS:
        return Relation.CITES
    if provision.kind is ProvisionKind.CITATION:
        return Relation.BASED_ON
    if opening and (relation := _opening(folded, provision, citation)):
        return relation
    previous = max((c.span.end for c in group if c.span.end <= citation.span.start), default=provision.span.start)
    before = folded[max(previous, citation.span.start - 120) : citation.span.start]
    following = min((c.span.start for c in group if c.span.start >= citation.span.end), default=provision.span.end)
    if _REPEALS_BEFORE.search(before) or _REPEALED_AFTER.match(folded[citation.span.end : following]):
        return Relation.REPEALS
    if previous == provision.span.start and provision.parent and _AMENDS_BEFORE.search(before):
        return Relation.AMENDS
    return Relation.CITES


def _opening(folded: str, provision: Provision, citation: Citation) -> Relation | None:
    """The reason a directive gives for itself before its first item ("Thực hiện Công văn số …, Sở yêu cầu …")."""
    start = provision.span.start
    implements, basis = _OPENING_IMPLEMENTS.match(folded, start), _OPENING_BASIS.match(folded, start)
    if not implements and not basis:
        return None
    verb = _MAIN_VERB.search(folded, start, provision.span.end)
    if verb and verb.start() < citation.span.start:
        return None
    return Relation.IMPLEMENTS if implements else Relation.BASED_ON


def find_claims(text: str, citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Return what is stated between two neighbours ("Thông tư A … hướng dẫn … Nghị định B" → A guides B)."""
    folded = fold(text)
    claims = []
    for left, right in itertools.pairwise(citations):
        gap = folded[left.span.end : right.span.start]
        if left.eid != right.eid or _CLAUSE_END.search(gap):
            continue
        for relation, words in _BETWEEN:
            if words.search(gap):
                claims.append(Claim(left.span, relation, right.span))
                break
    return tuple(claims)
