"""Facts gained and lost by a change of parser or documents: documents, citations, tasks, deadlines, findings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.base.text import squeeze
from build_tools.model.statement import RECURRENCES, RELATIONS

Record = dict[str, Any]
# Vietnamese words by relation in a record.
_RELATIONS = {relation: words for words, relation in RELATIONS.items()}
_RECURRENCES = {rule: words for words, rule in RECURRENCES.items()}
KINDS = ("văn bản", "viện dẫn", "nhiệm vụ", "thời hạn", "đã soát", "điều cần kiểm tra")


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A fact of a collection: its kind (one of KINDS), the path of its document, its words."""

    kind: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The facts that only the later collection has, and those that only the earlier one has, sorted."""

    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]


def changes(before: Sequence[Fact], after: Sequence[Fact]) -> Changes:
    """Return the facts gained and lost; repeated facts are counted."""
    old, new = Counter(before), Counter(after)
    return Changes(tuple(sorted((new - old).elements())), tuple(sorted((old - new).elements())))


def facts_of(path: str, record: Mapping[str, Any]) -> Iterator[Fact]:
    """Yield the facts in the record of one document."""
    about = record["metadata"]
    number = about["code"] or about["code_notation"] or "không số"
    yield Fact("văn bản", path, f"{about['type_name'] or 'Không rõ loại'} {number}")
    for citation in record["citations"]:
        words = " ".join(citation["quote"].split())
        relation = _RELATIONS.get(citation["relation"], citation["relation"])
        yield Fact("viện dẫn", path, f"“{words}” ({relation}, {citation['organ'] or 'không rõ cơ quan'})")
    for task in record["obligations"]:
        words = " ".join(task["quote"].split())[:80]
        yield Fact("nhiệm vụ", path, f"“{words}” của {'; '.join(task['bearers']) or 'không rõ đơn vị'}")
        for deadline in task["deadlines"]:
            when = deadline["date"] or _RECURRENCES.get(deadline["recurrence"], "để ngỏ")
            limit = " ".join(deadline["quote"].split())
            yield Fact("thời hạn", path, f"“{limit}” ({when}): “{words}”")


def as_lines(found: Changes) -> Iterator[str]:
    """Yield a line for each fact lost ("-") or gained ("+"), by kind and document."""
    marked = [*(("-", fact) for fact in found.lost), *(("+", fact) for fact in found.gained)]
    for mark, fact in sorted(marked, key=lambda pair: (KINDS.index(pair[1].kind), pair[1].document, pair[0] == "+")):
        yield squeeze(f"{mark} {fact.kind}, {fact.document}: {fact.words}")


def as_markdown(found: Changes, revision: str) -> str:
    """Return the report as a comment on a merge request: counts first, the facts folded away."""
    lines = [f"### Sổ Văn Bản: thay đổi so với {revision}", "", "| | Thêm | Mất |", "| --- | --: | --: |"]
    for kind in KINDS:
        gained, lost = (sum(fact.kind == kind for fact in facts) for facts in (found.gained, found.lost))
        lines.append(f"| {kind.capitalize()} | {gained} | {lost} |")
    details = list(as_lines(found))
    if details:
        # No line can end the block: each begins with "+ " or "- ".
        lines += ["", "<details><summary>Chi tiết</summary>", "", "```diff", *details, "```", "", "</details>"]
    return "\n".join(lines) + "\n"
