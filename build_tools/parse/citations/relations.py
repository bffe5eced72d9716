"""Relations of a document to what it cites (căn cứ, thực hiện …), and claims about two other instruments.

The citing document is the subject of a relation: "Quyết định này thay thế Quyết định A" → this repeals A.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from build_tools.base.values import Value
from build_tools.model.citation import Citation, Claim, Relation
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.text import Text

_OPENING_IMPLEMENTS = re.compile(r"\**(?:thuc\s+hien|trien\s+khai|theo\s+(?!de\s+nghi|quy\s+dinh|bao\s+cao|do(?!\w)))")
# What the document itself says, behind a comma ("Thực hiện chỉ đạo tại Công văn số …, Sở yêu cầu …"), else anywhere.
_VERBS_OF_ISSUER = r"(?:yeu\s+cau|de\s+nghi|xay\s+dung|ban\s+hanh\s+ke\s+hoach|chi\s+dao|thong\s+bao)\s(?!so\s)"
_MAIN_VERB = re.compile(rf",\s[^,;]{{2,120}}?\s{_VERBS_OF_ISSUER}")
_ANY_VERB = re.compile(rf"(?<!\ssu)(?<!y\skien)(?<!thuc\shien)(?<!trien\skhai)(?<!theo)\s{_VERBS_OF_ISSUER}")
# "Căn cứ …, Sở Nội vụ yêu cầu …": what the document itself says is no basis any more.
_MAIN_CLAUSE = re.compile(
    r"[,;]\s+(?!Thông\s+tư|Nghị|Quyết\s+định|Chỉ\s+thị|Luật|Kế\s+hoạch|Công\s+văn)[A-ZĐÀ-Ỹ][^,;]{2,90}?\s"
    r"(?:yêu\s+cầu|đề\s+nghị|xây\s+dựng|ban\s+hành|chỉ\s+đạo|thông\s+báo|hướng\s+dẫn)\s"
)
# A second clause that is not a basis: "Căn cứ …; thực hiện Công văn số …".
_CARRIES_OUT = re.compile(r"[;.]\s*(?:thuc\s+hien|trien\s+khai)\s[^;.]*$")
# "Ngưng hiệu lực": Luật Ban hành văn bản quy phạm pháp luật; "đình chỉ thi hành": Luật Tổ chức chính quyền địa phương.
SUSPENDS = r"(?:tam\s+)?(?:ngung|dinh\s+chi)(?:\s+viec)?\s+(?:hieu\s+luc|thi\s+hanh|ap\s+dung)(?:\s+thi\s+hanh)?"
# What stands between two instruments; the first verb counts. "Ban hành" only where the other follows at once.
_VERBS = {
    "guides": (Relation.GUIDES, r"huong\s+dan|quy\s+dinh\s+chi\s+tiet"),
    "amends": (Relation.AMENDS, r"sua\s+doi"),
    "repeals": (Relation.REPEALS, r"thay\s+the|bai\s+bo"),
    "corrects": (Relation.CORRECTS, r"dinh\s+chinh"),
    "suspends": (Relation.SUSPENDS, SUSPENDS),
    "issues": (Relation.ISSUES, r"ban\s+hanh(?=\s+(?:(?:kem\s+)?theo|tai)\s*$|\s*$)"),
}
_BETWEEN = re.compile(
    r"(?P<passive>(?:duoc|bi|da)\s+)?(?:"
    + "|".join(f"(?P<{name}>{verb})" for name, (_, verb) in _VERBS.items())
    + r")(?!\w)"
)
# The passive: "A được sửa đổi bởi B", "A ban hành kèm theo B".
_AGENT = re.compile(r"\s(?:boi|theo|tai|bang)\s+(?:cac\s+)?(?:khoan\s[^;.]{1,40}|dieu\s[^;.]{1,40})?$")
# "bị bãi bỏ theo Nghị định …": the repealing act directly follows the verb. Proposals and titles repeal nothing.
_BY = re.compile(r"\s+(?:boi|bang|theo|tai)\s+(?:cac\s+)?(?:(?:diem|khoan|dieu)\s[^;.]{1,40})?")
_NO_ACT = re.compile(r"(?<!\w)(?:de\s+nghi|kien\s+nghi|cong\s+bo|ve\s+viec)\s")
_LIST_GAP = re.compile(r"[\s,;]{0,8}(?:va|hoac)?[\s,;]{0,8}(?:cac\s+)?")
CLAUSE_END = re.compile(r"[;.](?=\s|$)")


class Opening(Value, frozen=True):
    """The reason that a directive gives before its first item; its main verb is at `end`."""

    relation: Relation
    end: int


def relation_of(folded: str, provision: Provision, place: Span, opening: Opening) -> Relation:
    """Return the relation by the place of the citation: in a căn cứ, in the opening, or elsewhere."""
    if place.start > opening.end:
        return Relation.CITES
    if opening.relation is Relation.BASED_ON:
        carries_out = _CARRIES_OUT.search(folded[max(provision.span.start, place.start - 60) : place.start])
        return Relation.IMPLEMENTS if carries_out else Relation.BASED_ON
    return opening.relation


def opening_of(text: Text, provision: Provision) -> Opening | None:
    """Return the opening if the provision is one ("Thực hiện Công văn số …, Sở yêu cầu …"); else `None`."""
    span = provision.span
    if provision.kind is ProvisionKind.CITATION:
        ground = text.source.endswith(";", span.start, span.end)  # nothing but a ground in a list of them
        clause = None if ground else _MAIN_CLAUSE.search(text.source, span.start, span.end)
        return Opening(Relation.BASED_ON, clause.start() if clause else span.end)
    if not _OPENING_IMPLEMENTS.match(text.folded, span.start):
        return None
    verb = _MAIN_VERB.search(text.folded, span.start, span.end) or _ANY_VERB.search(text.folded, span.start, span.end)
    return Opening(Relation.IMPLEMENTS, verb.start() if verb else span.end)


def find_claims(folded: str, citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Return the claims about neighbouring citations ("Thông tư A … hướng dẫn … Nghị định B" → A guides B)."""
    claims = []
    for index, (left, right) in enumerate(itertools.pairwise(citations)):
        gap = folded[left.span.end : right.span.start]
        if left.eid != right.eid or CLAUSE_END.search(gap):
            continue
        stated = _between(gap)
        if stated is None:
            continue
        relation, passive = stated
        for other in _list_from(folded, citations[index + 1 :]):
            subject, target = (other, left) if passive else (left, other)
            claims.append(Claim(subject.span, relation, target.span))
    return tuple(claims)


def _between(gap: str) -> tuple[Relation, bool] | None:
    """Return the relation that the words between two citations state, and whether the second acts on the first."""
    verb = _BETWEEN.search(f"{gap} ")
    if not verb or not verb.lastgroup:
        return None
    name = next(name for name in _VERBS if verb[name])
    agent = _AGENT.search(f" {gap}") is not None
    passive = agent and (verb["passive"] is not None or name == "issues")
    if name == "repeals" and (_NO_ACT.search(gap) or (passive and not _BY.fullmatch(gap, verb.end()))):
        return None
    return _VERBS[name][0], passive


def _list_from(folded: str, citations: Sequence[Citation]) -> Iterator[Citation]:
    """Yield the first citation and those of its type that follow it in one list ("bởi Nghị định A và Nghị định B")."""
    yield citations[0]
    for left, right in itertools.pairwise(citations):
        if left.type_name != right.type_name or not in_one_list(folded, left, right):
            return
        yield right


def in_one_list(folded: str, left: Citation, right: Citation) -> bool:
    """Return whether only a comma, a semicolon or "và" is between the two."""
    return _LIST_GAP.fullmatch(folded, left.span.end, right.span.start) is not None
