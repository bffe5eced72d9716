"""What a document does to those it names: it repeals, replaces, amends, suspends or corrects them, wholly or in part.

Read clause by clause: "bãi bỏ A đã được sửa đổi theo B" repeals A only. A list below "Các văn bản sau đây hết hiệu
lực:" is read with these words.
"""

import re
from collections.abc import Sequence

from build_tools.base.values import Value, replace
from build_tools.model.citation import Citation, Relation
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.span import Span
from build_tools.parse.citations.relations import CLAUSE_END, SUSPENDS, find_claims, in_one_list
from build_tools.parse.text import Text

_BY_OTHERS = r"(?<!duoc\s)(?<!duoc\s\s)(?<!bi\s)(?<!da\s)"
_REPEALS = re.compile(_BY_OTHERS + r"(?<!\w)(?:bai\s+bo|huy\s+bo|(?P<replaced>thay\s+the)(?:\s+cho)?)(?!\w)")
# What a clause that opens with it does to the instrument behind it.
_ACTS = re.compile(
    r"[\w\s.)*]{0,24}?" + _BY_OTHERS + r"(?<!\w)(?:(?P<amends>(?:sua\s+doi|bo\s+sung)(?:,?\s+bo\s+sung)?)"
    rf"|(?P<corrects>dinh\s+chinh)|(?P<suspends>{SUSPENDS}))\s"
)
# What is said of an instrument behind it: "hết hiệu lực …", "được thay thế bởi Thông tư này". Not what others did
# ("đã hết hiệu lực", "bị bãi bỏ theo Nghị định số …"), nor words in a title ("thủ tục bị bãi bỏ lĩnh vực …").
_REPEALED = re.compile(
    r"(?<!da\s)(?:het\s+hieu\s+luc|(?<!da\s)(?:duoc|bi)\s+(?:bai\s+bo|(?P<replaced>thay\s+the))"
    r"(?=\s*(?:$|[.,:;)]|(?:ke\s+)?tu\s|mot\s+phan|toan\s+bo|(?:boi|bang|theo|tai)\s[^;.]{0,60}\snay(?!\w)))"
    r"|(?P<suspends>(?:tam\s+)?ngung\s+hieu\s+luc(?:\s+thi\s+hanh)?(?=\s*(?:$|[.,:;)]|(?:ke\s+)?tu\s|mot\s+phan|toan\s+bo))))"
    r"(?!\w)(?P<part>\s+mot\s+phan)?"
)
_TITLE = re.compile(r"(?<!\w)(?:cong\s+bo|(?:van\s+ban|thu\s+tuc|danh\s+muc)(?:\s\w+){0,6}\s*$)")
# No act of this document: conditions and proposals ("khi Luật … hết hiệu lực", "theo đề nghị … bãi bỏ").
_NO_ACT = re.compile(
    r"(?<!\w)(?:(?<!tru\s)truong\s+hop|neu|(?<!tu\s)khi|truoc\s+(?:ngay|khi)|den\s+(?:ngay|khi)|de\s+nghi|kien\s+nghi|xet)\s"
)
# Verbs that are part of the name of an instrument: "văn bản sửa đổi, bổ sung, thay thế Thông tư …".
_NAMED = re.compile(r"(?<!\w)(?:sua\s+doi|bo\s+sung)\s*(?:,|va|hoac)\s*$|(?:hoac|cac)\s+van\s+ban\s+$")
# Words allowed between verb and instrument: a few, or the parts concerned ("điểm a khoản 1, khoản 3 Điều 5 của").
_NEAR = re.compile(r"[^,;]{0,80}")
_CLAUSES = r"dieu|khoan|diem|phu\s+luc|cum\s+tu|mau|muc|chuong"
_PART = re.compile(rf"(?<!\w)(?:{_CLAUSES}|quy\s+che|quy\s+dinh)\s")
# Parts of an instrument: clauses, "một số điều", "nội dung", its annexes. "khoản 1 Điều này" is of this document.
_IN_PART = re.compile(
    rf"(?<!\w)(?:{_CLAUSES}|tiet|phan|bang|bieu|danh\s+muc|(?:so\s+)?thu\s+tu|thu\s+tuc|quy\s+trinh|cac\s+quy\s+dinh"
    r"|quy\s+dinh\s+tai|noi\s+dung|mot\s+phan|mot\s+so\s+(?:dieu|khoan|diem|noi\s+dung|quy\s+dinh|phan|muc))"
    r"(?=\s|$)(?!(?:\s+\w+){0,4}\s+nay(?!\w))|(?<!\w)(?:tai|trong)\s+(?:cac\s+)?$"
)
_EXCEPT = re.compile(r"(?<!\w)tru\s+(?!(?:cac\s+)?truong\s+hop)[^;.]{0,40}(?:dieu|khoan|muc)\s+(?!nay)")
# An instrument after these words is not concerned: a rule of another, an amending act, a phrase to be replaced.
_ELSEWHERE = re.compile(r"(?<!kem\s)theo\s|\sva\s+thuc\s+hien\s|trai\s+voi\s|duoc\s+sua\s+doi|“[^”]*$|^[^\"]*\"[^\"]*$")
_HEAD = re.compile(
    r"\s*[\w.)]{0,6}\s*(?:doi\s+voi\s)?(?:(?:cac|tu|ke\s+tu|dieu|khoan|diem|muc|chuong|phu\s+luc|toan\s+bo)\s[^;]{0,90})?"
)
# "Điều 1. Bãi bỏ toàn bộ các quyết định", "Điều 1. Ngưng hiệu lực thi hành": a list follows, though no colon says so.
_ALL_OF = re.compile(
    r"(?<!\w)(?:bai\s+bo|thay\s+the)\s+(?:toan\s+bo\s+)?(?:cac|\d+)\s+[\w\s]{2,60}$"
    r"|dieu\s+\w+\.\s+(?:tam\s+)?ngung\s+hieu\s+luc(?:\s+thi\s+hanh)?$"
)
_COORDINATE = re.compile(r"(?:,|\sva|\scung\s+voi)\s*(?:cac\s+)?$")
_NEXT_ITEM = re.compile(r";\s*(?:va\s+)?(?:cac\s+)?$")
# A second citation in a clause belongs to the title of the first, unless they are coordinated.
_BESIDE = re.compile(
    r"(?:[,(]|\s(?:va|hoac|cung\s+voi|dong\s+thoi))\s*"
    rf"(?:(?:bai\s+bo|huy\s+bo|thay\s+the)\s[^,]{{0,80}}|cac\s+|toan\s+bo\s+|(?:{_CLAUSES}|mot\s+so|noi\s+dung)\s[^,]{{0,60}})?$"
)
# A new sentence whose full stop before it is missing.
_SENTENCE = re.compile(r"\s(?:Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế)\s[^,;.]{0,60}$")
_CALLED = re.compile(r"sau\s+day\s+(?:goi|viet)\s+(?:tat\s+|chung\s+)?la\s*$")
_WHOLE_OR_IN_PART = (Relation.REPEALS, Relation.SUSPENDS)
_FARTHEST, _LONGEST_CLAUSE, _NEAREST = 240, 1_500, 40


class _Hit(Value, frozen=True):
    """An act on an instrument: the relation, whether in part, and whether it is replaced."""

    relation: Relation
    in_part: bool = False
    replaced: bool = False


def with_operative_relations(
    text: Text, provision: Provision, parent: Provision | None, group: Sequence[Citation]
) -> list[Citation]:
    """Return the citations of a provision with the relation of operative clauses."""
    folded = text.folded
    if provision.kind is ProvisionKind.CITATION:
        return list(group)
    agents = {claim.subject for claim in find_claims(folded, group) if claim.target.start < claim.subject.start}
    announced = _announced(folded, parent) if parent else None
    done: list[Citation] = []
    nested: set[Span] = set()
    last: Citation | None = None  # the last one that is not part of a title
    for index, citation in enumerate(group):
        before = Span(group[index - 1].span.end if index else provision.span.start, citation.span.start)
        after = Span(citation.span.end, group[index + 1].span.start if index + 1 < len(group) else provision.span.end)
        hit = None
        if index and _is_nested(text, group[index - 1], citation, nested):
            nested.add(citation.span)
        elif index and _CALLED.search(folded, before.start, before.end):
            hit = _done(folded, provision, citation, before, after, None)
            hit = replace(hit, in_part=hit.in_part or bool(group[index - 1].provisions)) if hit else None
        elif citation.span not in agents:
            hit = _done(folded, provision, citation, before, after, None if index else announced)
            hit = hit or (_shared(folded, last, citation, before, done[-1]) if last else None)
        done.append(_marked(citation, hit) if hit else citation)
        if citation.span not in nested:
            last = done[-1]
    return _backwards(folded, done, agents | nested)


def _is_nested(text: Text, left: Citation, citation: Citation, nested: set[Span]) -> bool:
    """Return whether the citation is part of the title of `left` ("… quy định chi tiết Luật Giáo dục")."""
    gap = text.folded[left.span.end : citation.span.start]
    if _CALLED.search(gap):
        return False
    if left.span in nested and left.type_name == citation.type_name and not CLAUSE_END.search(gap):
        return citation.date is None or left.date is not None  # the first one with a date is not part of a title
    if in_one_list(text.folded, left, citation):
        return False
    sentence = _SENTENCE.search(text.source, left.span.end, citation.span.start)
    return not (sentence or CLAUSE_END.search(gap) or _BESIDE.search(gap))


def _marked(citation: Citation, hit: _Hit) -> Citation:
    in_part = hit.relation in _WHOLE_OR_IN_PART and (hit.in_part or bool(citation.provisions))
    return replace(citation, relation=hit.relation, in_part=in_part, replaced=hit.replaced)


def _done(
    folded: str, provision: Provision, citation: Citation, before: Span, after: Span, announced: _Hit | None
) -> _Hit | None:
    """Return the act on the citation by the words around it; `announced` is the act stated above its list."""
    start = max(before.start, citation.span.start - _FARTHEST)
    words = _last_clause(folded[start : citation.span.start])
    if verbs := [verb for verb in _REPEALS.finditer(words) if not _NAMED.search(words, 0, verb.start())]:
        gap, lead = words[verbs[-1].end() :], words[: verbs[-1].start()]
        if (_NEAR.fullmatch(gap) or _PART.search(gap)) and not _ELSEWHERE.search(gap) and not _NO_ACT.search(lead):
            return _Hit(Relation.REPEALS, _IN_PART.search(gap) is not None, verbs[-1]["replaced"] is not None)
    opens = before.start == provision.span.start
    if opens and (provision.parent or provision.kind is ProvisionKind.ARTICLE):
        act = _ACTS.match(folded, before.start, before.end)
        gap = folded[act.end() : before.end] if act else ""
        if act and len(gap) < _FARTHEST and not _ELSEWHERE.search(gap) and not CLAUSE_END.search(gap):
            return _Hit(
                Relation(act.lastgroup or "amends"), act.lastgroup == "suspends" and _IN_PART.search(gap) is not None
            )
    if _NO_ACT.search(words):
        return None
    in_part = _IN_PART.search(words if opens else words[-_NEAREST:]) is not None
    if ended := _ended(folded, after.start, min(after.end, after.start + _FARTHEST)):
        return replace(ended, in_part=ended.in_part or in_part)
    if _HEAD.fullmatch(words):
        if announced:
            return replace(announced, in_part=announced.in_part or in_part)
        later = _ended(folded, after.start, min(provision.span.end, after.start + _LONGEST_CLAUSE)) if opens else None
        return replace(later, in_part=later.in_part or in_part) if later else None
    return None


def _ended(folded: str, start: int, limit: int) -> _Hit | None:
    """Return a repeal if the clause from `start` ends in "hết hiệu lực"."""
    end = _clause_end(folded, start, limit)
    ended = next(
        (m for m in _REPEALED.finditer(folded, start, end) if not _TITLE.search(folded, start, m.start())), None
    )
    if not ended:
        return None
    in_part = ended["part"] or _EXCEPT.search(folded, ended.end(), end)
    return _Hit(_relation(ended), in_part is not None, ended["replaced"] is not None)


def _relation(ended: re.Match[str]) -> Relation:
    return Relation.SUSPENDS if ended["suspends"] else Relation.REPEALS


def _clause_end(folded: str, start: int, limit: int) -> int:
    end = CLAUSE_END.search(folded, start, limit)
    return end.start() if end else limit


def _announced(folded: str, parent: Provision) -> _Hit | None:
    """Return the act that the parent states for its list ("… sau đây hết hiệu lực:"), if it introduces one."""
    start = max(parent.span.start, parent.span.end - 300)
    words = folded[start : parent.span.end].rstrip()
    ended = _REPEALED.search(words)
    verb = ended or _REPEALS.search(words)
    if not verb or not (words.endswith(":") or _ALL_OF.search(words)):
        return None
    hit = words[: verb.start()] if ended else words[verb.end() :]
    relation = _relation(ended) if ended else Relation.REPEALS
    return _Hit(relation, _IN_PART.search(hit) is not None, verb["replaced"] is not None)


def _shared(folded: str, last: Citation, citation: Citation, before: Span, left: Citation) -> _Hit | None:
    """Return the act on `left` if it extends to the coordinated citation ("thay thế A … và B …").

    "Một số điều của A và B" means parts of both; "Điều 5 của A và B" says nothing of B.
    """
    if last.relation not in (*_WHOLE_OR_IN_PART, Relation.AMENDS, Relation.CORRECTS):
        return None
    gap = folded[before.start : before.end]
    same = last.type_name == citation.type_name and not CLAUSE_END.search(gap) and _COORDINATE.search(gap)
    again = last.relation in _WHOLE_OR_IN_PART and last is left and _NEXT_ITEM.search(gap)
    if not same and not again and not in_one_list(folded, last, citation):
        return None
    return _Hit(last.relation, last.in_part and not last.provisions, last.replaced)


def _backwards(folded: str, group: list[Citation], agents: set[Span]) -> list[Citation]:
    """Extend the act on the last of a list to all of it ("A và B hết hiệu lực")."""
    for index in range(len(group) - 2, -1, -1):
        left, right = group[index], group[index + 1]
        if right.relation in _WHOLE_OR_IN_PART and left.span not in agents and in_one_list(folded, left, right):
            in_part = left.in_part or (right.in_part and not right.provisions)
            group[index] = _marked(left, _Hit(right.relation, in_part, right.replaced))
    return group


def _last_clause(words: str) -> str:
    ends = [match.end() for match in CLAUSE_END.finditer(words)]
    numbered = [end for end in ends if end > 6]  # "1." at the head is the number of the clause
    return words[numbered[-1] :] if numbered else words
