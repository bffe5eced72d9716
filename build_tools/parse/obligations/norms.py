"""Norms of laws, decrees and circulars: "Cơ sở giáo dục phải …", "Sở Nội vụ có trách nhiệm …".

A norm is binding as long as the instrument is in force; it is not a task and is kept apart. Only the implementation of
the instrument itself is a task ("chịu trách nhiệm thi hành Thông tư này").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_tools.base.text import alternatives
from build_tools.model.document import Provision
from build_tools.model.obligation import Obligation
from build_tools.model.span import Span
from build_tools.parse.grammar.clauses import may_begin
from build_tools.parse.obligations.bearers import OWES, clause_bearers
from build_tools.parse.obligations.document_context import DocumentContext
from build_tools.parse.obligations.provision_words import SENTENCE_END, content_of, trimmed

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
_OWES = re.compile(rf"(?<!\w)(?:{alternatives(OWES)})(?!\w)")
_CARRY_OUT = re.compile(
    r"(?:thi\s+hành|thực\s+hiện)\s+(?:nghị\s+định|thông\s+tư|luật|pháp\s+lệnh|bộ\s+luật)(?:\s+liên\s+tịch)?\s+này"
)
_FAR = 160


def find_norms(document: DocumentContext, body: Sequence[Provision]) -> tuple[list[Obligation], list[Obligation]]:
    """Return the tasks of those who carry the instrument out, and its norms."""
    tasks: list[Obligation] = []
    norms: list[Obligation] = []
    for duty in _duties(document, body):
        carried = _CARRY_OUT.search(document.text.lowered, duty.span.start, duty.span.end)
        (tasks if carried else norms).append(duty)
    return tasks, norms


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
