"""What a change of parser or documents gains and loses: citations, tasks and deadlines of two sets of records."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]


def changes(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[str]:
    """Yield a line for each fact gained ("+") or lost ("-"), by document in order."""
    for name in sorted({*before, *after}):
        old, new = Counter(_facts(before.get(name))), Counter(_facts(after.get(name)))
        for fact in sorted((old - new).elements()):
            yield f"- {name}: {fact}"
        for fact in sorted((new - old).elements()):
            yield f"+ {name}: {fact}"


def _facts(record: Record | None) -> Iterator[str]:
    for citation in record["citations"] if record else ():
        words = " ".join(citation["quote"].split())
        yield f"viện dẫn “{words}” ({citation['relation']}, {citation['organ'] or 'không rõ cơ quan'})"
    for task in record["obligations"] if record else ():
        words = " ".join(task["quote"].split())[:80]
        yield f"nhiệm vụ “{words}” của {'; '.join(task['bearers']) or 'không rõ đơn vị'}"
        for deadline in task["deadlines"]:
            when = deadline["date"] or deadline["recurrence"] or "để ngỏ"
            yield f"thời hạn “{deadline['quote']}” ({when}): “{words}”"
