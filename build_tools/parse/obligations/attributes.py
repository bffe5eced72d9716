"""Attributes of tasks in lines of their own: "Đơn vị chủ trì: …", "Đơn vị phối hợp: …", "Thời gian hoàn thành: …".

Such a line is no task; it belongs to the item above it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from build_tools.base.values import Value, replace
from build_tools.model.document import Provision
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_limits
from build_tools.parse.obligations.bearers import NOBODY, listed_names
from build_tools.parse.obligations.provision_words import says_itself
from build_tools.parse.text import Text

_WHO = r"(?:(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận|phòng)\s+)?"
_UNIT = r"(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+"
_LINE = re.compile(
    rf"""(?: (?P<lead>{_WHO}chủ\s+trì (?:\s+(?:thực\s+hiện|tham\s+mưu))? \s*:)
       | (?P<coordinate>{_WHO}(?:cùng\s+)?phối\s+hợp (?:\s+thực\s+hiện)? \s*:)
       | (?P<bearers>(?:{_UNIT}|phân\s+công\s+)(?:được\s+giao\s+)?thực\s+hiện\s*:)
       | (?P<deadlines>(?:thời\s+(?:gian|hạn)|tiến\s+độ|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|báo\s+cáo|nộp|gửi|cuối))?
           (?:\s*:|\s+(?=chậm\s+nhất|trước\s|trong\s)))
       ) \s*""",
    re.VERBOSE,
)


class Attributes(Value, frozen=True):
    """The attributes stated in the lines below one item."""

    bearers: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    def of(self, task: Obligation) -> Obligation:
        """Return the task with these attributes."""
        return replace(
            task,
            bearers=(*self.lead, *self.bearers) or task.bearers,
            lead=self.lead or task.lead,
            coordinate=self.coordinate or task.coordinate,
            deadlines=(*task.deadlines, *self.deadlines),
            doubt=self._doubt(task),
        )

    def _doubt(self, task: Obligation) -> str | None:
        """What is uncertain about the task still: whom it is laid on, these lines may say."""
        reasons = task.doubt.split("; ") if task.doubt else []
        named = bool(self.lead or self.bearers)
        return "; ".join(reason for reason in reasons if not (named and reason == NOBODY)) or None


class AttributeLines(Value, frozen=True):
    """The attributes by the anchor of the item they belong to, and the anchors of the lines themselves.

    `below` has lines that belong to the paragraph above only if that is a task: their limits by their own anchors.
    """

    of_item: Mapping[str, Attributes]
    eids: frozenset[str]
    below: Mapping[str, Attributes]


def find_attributes(text: Text, body: Sequence[Provision], plan_year: int | None) -> AttributeLines:
    """Return the lines that say who does the item above them, with whom and by when.

    Bullets of a numbered item say it of that item, unless several of them say it; other lines, of what stands above.
    """
    lines = {provision.eid: match for provision in body if (match := _line(text, provision))}
    stated = Counter((p.parent, lines[p.eid].lastgroup) for p in body if p.eid in lines and p.marker)
    numbered = {provision.eid: provision for provision in body if provision.marker}
    found: dict[str, Attributes] = {}
    below: dict[str, Attributes] = {}
    eids: set[str] = set()
    above: Provision | None = None
    for provision in body:
        match = lines.get(provision.eid)
        if match is None:
            above = provision
            continue
        kind, item = str(match.lastgroup), above
        words = Span(match.end(), match.end() + len(text.source[match.end() : provision.span.end].rstrip(" .;\n")))
        if provision.marker and stated[provision.parent, kind] == 1:
            parent = numbered.get(provision.parent or "")
            item = parent if parent and says_itself(parent.span.of(text.source).rstrip()) else above
        if item is None or not (item.marker or kind == "deadlines"):
            continue
        if item.marker is None:
            below[provision.eid] = Attributes(deadlines=find_limits(text, words, plan_year))
            continue
        known = found.get(item.eid, Attributes())
        if kind == "deadlines":
            found[item.eid] = replace(known, deadlines=find_limits(text, words, plan_year))
        else:
            found[item.eid] = replace(known, **{kind: listed_names(text, words)})
        eids.add(provision.eid)
    return AttributeLines(found, frozenset(eids), below)


def _line(text: Text, provision: Provision) -> re.Match[str] | None:
    start = provision.marker.end if provision.marker else provision.span.start
    start += len(text.source[start : provision.span.end]) - len(text.source[start : provision.span.end].lstrip())
    return _LINE.match(text.lowered, start, provision.span.end)
