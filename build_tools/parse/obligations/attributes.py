"""Attributes of tasks in lines of their own: "Đơn vị chủ trì: …", "Đơn vị phối hợp: …", "Thời gian hoàn thành: …".

Such a line is no task; it belongs to the item above it.
"""

import re
from collections.abc import Mapping, Sequence

from build_tools.base.values import Value, replace
from build_tools.model.document import Provision
from build_tools.model.obligation import Deadline, Obligation
from build_tools.model.span import Span
from build_tools.parse.dates.deadlines import find_limits
from build_tools.parse.obligations.bearers import listed_names
from build_tools.parse.text import Text

_WHO = r"(?:(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận|phòng)\s+)?"
_UNIT = r"(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+"
_LINE = re.compile(
    rf"""(?: (?P<lead>{_WHO}chủ\s+trì (?:\s+(?:thực\s+hiện|tham\s+mưu))? \s*:)
       | (?P<coordinate>{_WHO}(?:cùng\s+)?phối\s+hợp (?:\s+thực\s+hiện)? \s*:)
       | (?P<bearers>(?:{_UNIT}|phân\s+công\s+)(?:được\s+giao\s+)?thực\s+hiện\s*:)
       | (?P<deadlines>(?:thời\s+(?:gian|hạn)|tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành|báo\s+cáo))?
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
        )


class AttributeLines(Value, frozen=True):
    """The attributes by the anchor of the item they belong to, and the anchors of the lines themselves."""

    of_item: Mapping[str, Attributes]
    eids: frozenset[str]


def find_attributes(text: Text, body: Sequence[Provision], plan_year: int | None) -> AttributeLines:
    """Return the lines that say who does the item above them, with whom and by when."""
    found: dict[str, Attributes] = {}
    eids: set[str] = set()
    item: Provision | None = None
    for provision in body:
        start = provision.marker.end if provision.marker else provision.span.start
        start += len(text.source[start : provision.span.end]) - len(text.source[start : provision.span.end].lstrip())
        match = _LINE.match(text.lowered, start, provision.span.end)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            item = provision if provision.marker else None
            continue
        if item is None:
            continue
        words = Span(match.end(), match.end() + len(text.source[match.end() : provision.span.end].rstrip(" .;\n")))
        known = found.get(item.eid, Attributes())
        if kind == "deadlines":
            found[item.eid] = replace(known, deadlines=find_limits(text, words, plan_year))
        else:
            names = listed_names(text, words)
            found[item.eid] = replace(known, **{kind: names})
        eids.add(provision.eid)
    return AttributeLines(found, frozenset(eids))
