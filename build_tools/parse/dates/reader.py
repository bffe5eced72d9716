"""A span of text as date chunks: values, relations, and context that excludes a limit."""

import re
from collections.abc import Iterator

from build_tools.base.values import Value
from build_tools.model.span import Span
from build_tools.parse.dates.chunks import DateChunks
from build_tools.parse.dates.values import When, when
from build_tools.parse.grammar.tags import DATES
from build_tools.parse.text import Text

NAMES = {tag: name for name, tag in DATES.items()}
VALUES = frozenset("FPMmqjIHYBRDNT")
_RELATIONS = {"BEFORE": "before", "BY": "by", "ON": "on"}
_NO_DEADLINE = re.compile(r"(?:hieu\s+luc|giai\s+doan|tam\s+nhin|muc\s+tieu|nhu\s+cau|chi\s+tieu)[^,;.]{0,40}$")
# The end of a schedule, which is no limit: "tiến độ chi tiết đến hết năm 2026".
_REACHES = re.compile(r"(?:tien\s+do|lo\s+trinh|ke\s+hoach)\s[^;.]{0,40}$")


class Reader(Value, frozen=True):
    """The chunks of a span, and the year of the plan."""

    text: Text
    span: Span
    chunks: DateChunks
    plan_year: int | None

    def words(self, first: int, last: int) -> str:
        """Return the folded words from one chunk up to another."""
        return self.text.folded[self.chunks.starts[first] : self.chunks.ends[last - 1]]

    def place(self, match: re.Match[str]) -> Span:
        """Return the span of the matched chunks."""
        last = match.end()
        while last - 1 > match.start() and self.chunks.tags[last - 1] in "(,":
            last -= 1
        return Span(self.chunks.starts[match.start()], self.chunks.ends[last - 1])


def relation_of(reader: Reader, first: int, last: int) -> str:
    """Return the relation that the introducing words state; "before an hour of a day" is on that day."""
    names = [NAMES.get(tag, "") for tag in reader.chunks.tags[first:last]]
    relation = next((_RELATIONS[name] for name in names if name in _RELATIONS), "on")
    return "by" if relation == "before" and "HOUR" in names else relation


def is_no_limit(reader: Reader, match: re.Match[str]) -> bool:
    """Return whether the words before exclude a limit: a date of effect, the end of a schedule."""
    start = reader.chunks.starts[match.start()]
    before = max(reader.span.start, start - 60)
    if _NO_DEADLINE.search(reader.text.folded, before, start):
        return True
    reaches = reader.words(match.start(), match.start() + 1).startswith(("den", "het"))
    return reaches and _REACHES.search(reader.text.folded, before, start) is not None


def values_in(reader: Reader, start: int, end: int) -> Iterator[tuple[int, int, bool, When]]:
    """Yield for each value of a list its first and last chunk, whether it is lunar, and the value."""
    tags = reader.chunks.tags
    at = start
    month: When | None = None
    while at < end:
        name = NAMES.get(tags[at], "")
        value = when(name, reader.words(at, at + 1)) if tags[at] in VALUES else None
        if name == "NUMBER" and month and month.kind == "quarter" and tags[at - 1] in ",+":
            value = When("quarter", None, int(reader.words(at, at + 1)))
        if name == "MONTHYEAR" and value and month and month.kind == "quarter" and tags[at - 1] in ",+-":
            value = When("quarter", value.year, value.month)  # "quý 3, 4/2025"
        first = at if at == 0 or tags[at - 1] not in "nE" else at - 1
        at += 1
        if value is None:
            if name in ("NUMBER", "NEXTYEAR"):
                at += tags[at : at + 1] == "U"
                yield first, at, True, When("day")
            elif name == "THISYEAR":
                yield first, at, False, When("year")
            continue
        lunar, last = False, at
        while at < end and (tags[at] in "YNOA" or (tags[at] == "B" and name == "MONTHS")):
            follows = NAMES[tags[at]]
            if follows in ("YEAR", "BAREYEAR"):
                value = value.with_year((when("YEAR", reader.words(at, at + 1)) or value).year)
            elif follows == "NEXTYEAR":
                value = value.with_year(reader.plan_year + 1) if reader.plan_year else value
                lunar = value.year is None
            lunar = lunar or follows == "LUNAR"
            at += 1
            last = last if follows == "OFYEAR" else at
        month = value
        yield first, last, lunar, value
