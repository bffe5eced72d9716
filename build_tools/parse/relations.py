"""How a citing document stands to what it cites, and what it states between two others (DOMAIN: căn cứ, thực hiện …).

Direction: the citing document is the subject ("Quyết định này thay thế Quyết định A" → this repeals A).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model import Citation, Claim, Provision, ProvisionKind, Relation, Span
from build_tools.text import folded_text

_OPENING_IMPLEMENTS = re.compile(r"\**(?:thuc\s+hien|trien\s+khai|theo\s+tinh\s+than)\s")
_OPENING_BASIS = re.compile(r"\**can\s+cu\s")
_MAIN_VERB = re.compile(r"\s(?:yeu\s+cau|de\s+nghi|xay\s+dung|ban\s+hanh\s+ke\s+hoach|chi\s+dao|thong\s+bao)\s")
# "Căn cứ …; thực hiện Công văn số …": the second clause is no basis.
_CARRIES_OUT = re.compile(r"[;.]\s*(?:thuc\s+hien|trien\s+khai)\s[^;.]*$")
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


@dataclass(frozen=True, slots=True)
class Opening:
    """The reason a directive gives for itself before its first item, up to its main verb at `end`."""

    relation: Relation
    end: int


def relation_of(
    folded: str, provision: Provision, place: Span, gaps: tuple[Span, Span], opening: Opening | None
) -> Relation:
    """Return how the document stands to the instrument cited at `place`.

    `gaps` are the stretches to the citation before and to the one behind, or to the edges of the provision.
    """
    if provision.kind is ProvisionKind.CITATION:
        carries_out = _CARRIES_OUT.search(folded[max(provision.span.start, place.start - 60) : place.start])
        return Relation.IMPLEMENTS if carries_out else Relation.BASED_ON
    if opening and place.start <= opening.end:
        return opening.relation
    left, right = gaps
    before = folded[max(left.start, place.start - 120) : place.start]
    if _REPEALS_BEFORE.search(before) or _REPEALED_AFTER.match(folded, right.start, right.end):
        return Relation.REPEALS
    if left.start == provision.span.start and provision.parent and _AMENDS_BEFORE.search(before):
        return Relation.AMENDS
    return Relation.CITES


def opening_of(folded: str, provision: Provision) -> Opening | None:
    """Return the opening that the provision is ("Thực hiện Công văn số …, Sở yêu cầu …"); `None` for any other."""
    span = provision.span
    implements, basis = _OPENING_IMPLEMENTS.match(folded, span.start), _OPENING_BASIS.match(folded, span.start)
    if not implements and not basis:
        return None
    verb = _MAIN_VERB.search(folded, span.start, span.end)
    return Opening(Relation.IMPLEMENTS if implements else Relation.BASED_ON, verb.start() if verb else span.end)


def find_claims(text: str, citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Return what is stated between two neighbours ("Thông tư A … hướng dẫn … Nghị định B" → A guides B)."""
    folded = folded_text(text)
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
