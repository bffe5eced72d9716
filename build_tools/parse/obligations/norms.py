"""Norms of normative instruments: "Cơ sở giáo dục phải …", "Sở Nội vụ có trách nhiệm …".

A norm is binding as long as the instrument is in force; it is not a task and is kept apart. Of a law, a decree or a
circular only its own implementation is a task ("chịu trách nhiệm thi hành Thông tư này"); a normative resolution or
decision orders something in its articles on implementation too, and wherever it says so ("Giao Sở Nội vụ …").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_tools.base.text import alternatives
from build_tools.model.codes import Code
from build_tools.model.document import Provision, ProvisionKind
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.grammar.clauses import may_begin
from build_tools.parse.obligations.bearers import OWES, clause_bearers, orders
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.provision_words import SENTENCE_END, content_of, trimmed
from build_tools.parse.text import Text

# Types whose clauses are norms.
RULING = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
    "Văn bản hợp nhất",
)
# Types that are normative when the year stands in their number (Luật 64/2025/QH15, Điều 4; NĐ 30/2020/NĐ-CP, Điều 3).
_WITH_YEAR = ("Quyết định", "Nghị quyết", "Nghị quyết liên tịch", "Lệnh")
_OWES = re.compile(rf"(?<!\w)(?:{alternatives(OWES)})(?!\w)")
_CARRY_OUT = re.compile(
    r"(?:thi\s+hành|thực\s+hiện)\s+(?:nghị\s+định|thông\s+tư|luật|pháp\s+lệnh|bộ\s+luật|quyết\s+định|nghị\s+quyết)"
    r"(?:\s+liên\s+tịch)?\s+này"
)
# The title of an article that says who carries the instrument out.
_IMPLEMENTS = re.compile(
    r"[^.;:\n]{0,40}?(?:tổ\s+chức\s+thực\s+hiện|thi\s+hành|trách\s+nhiệm|chế\s+độ\s+báo\s+cáo)(?!\w)"
)
_SENTENCE = re.compile(r"[.;:]\s*$")
_FAR = 160


def is_normative(type_name: str, code: Code | None) -> bool:
    """Return whether an instrument is a normative text (văn bản quy phạm pháp luật), by its type and number."""
    return type_name in RULING or (type_name in _WITH_YEAR and bool(code and code.year))


def find_norms(document: DocumentContext, body: Sequence[Provision]) -> tuple[list[Obligation], list[Obligation]]:
    """Return the tasks of those who carry the instrument out, and its norms."""
    tasks: list[Obligation] = []
    norms: list[Obligation] = []
    for duty in _duties(document, body):
        carried = _CARRY_OUT.search(document.text.lowered, duty.span.start, duty.span.end)
        (tasks if carried else norms).append(duty)
    return tasks, norms


def without_norms(
    text: Text, body: Sequence[Provision], found: Sequence[Obligation]
) -> tuple[list[Obligation], list[Obligation]]:
    """Return which duties of a normative resolution or decision are tasks, and its norms."""
    articles = [provision for provision in body if provision.kind is ProvisionKind.ARTICLE]
    if not articles:
        return list(found), []
    regulating = {article.eid for article in articles if _regulates(text, article)}
    tasks: list[Obligation] = []
    norms: list[Obligation] = []
    for duty in found:
        article = duty.eid.split("__")[0]
        rules = article in regulating or not article.startswith("art_")
        ordered = orders(text.vocabulary).match(text.lowered, duty.span.start, duty.span.end)
        carried = _CARRY_OUT.search(text.lowered, duty.span.start, duty.span.end)
        (norms if rules and not (ordered or carried) else tasks).append(duty)
    return tasks, norms


def _regulates(text: Text, article: Provision) -> bool:
    """Return whether an article has a title, and that is not of its implementation ("Điều 3. Thẩm quyền")."""
    words = content_of(article)
    return not (_IMPLEMENTS.match(text.lowered, words.start, words.end) or _SENTENCE.search(words.of(text.source)))


def _duties(document: DocumentContext, body: Sequence[Provision]) -> Iterator[Obligation]:
    """Yield the sentences whose first words say who has to do something."""
    text = document.text
    marks = [(match.start(), match.end()) for match in _OWES.finditer(text.lowered)]
    for provision in body:
        at = bisect_left(marks, (provision.span.start, 0))
        if at == len(marks) or marks[at][0] >= provision.span.end:
            continue
        span = content_of(provision)
        edges = [span.start, *(m.end() for m in SENTENCE_END.finditer(text.source, span.start, span.end)), span.end]
        for left, right in pairwise(edges):
            sentence = trimmed(text.source, Span(left, right))
            while at < len(marks) and marks[at][0] < sentence.start:
                at += 1
            if at == len(marks) or marks[at][0] >= min(sentence.end, sentence.start + _FAR):
                continue
            if not may_begin(text, sentence.start):
                continue
            named = clause_bearers(text, Span(sentence.start, marks[at][1]))
            if named and named.predicate:
                yield Obligation(
                    span=sentence,
                    eid=provision.eid,
                    bearers=named.names,
                    lead=named.names if named.lead else (),
                )
