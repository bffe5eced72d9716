"""Time limits (thời hạn): dates, months and quarters, periods from an event, recurrences.

The forms are rules over date chunks (vocabulary/deadlines.rules); a value is given only if the whole expression was
understood. A missing year is that of the plan ("Kế hoạch … năm 2022"), marked inferred; otherwise the date stays open,
as does a day of the lunar calendar. A date of effect ("có hiệu lực từ ngày …") is no deadline.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from build_tools.model.obligation import Deadline, Recurrence, YearFrom
from build_tools.model.span import Span
from build_tools.parse.dates.chunks import date_chunks, may_limit
from build_tools.parse.dates.periods import joined_yearly, with_periods, without_vague
from build_tools.parse.dates.reader import NAMES, VALUES, Reader, is_no_limit, relation_of, values_in
from build_tools.parse.dates.recurrences import (
    EVERY,
    in_plan,
    is_done,
    last_working_day_rule,
    monthly_rule,
    periodic,
    quarterly_rule,
    several_days_rule,
    weekday_of_month_rule,
    weekly_rule,
    yearly_rule,
)
from build_tools.parse.dates.values import when
from build_tools.parse.grammar.rules import rules_of
from build_tools.parse.text import Text

# Rules tried at each chunk, in this order: the more specific ones first.
_ORDER = (
    "weekly",
    "weekday",
    "quarterly",
    "monthly",
    "yearly",
    "season",
    "within",
    "ahead",
    "range",
    "limit",
    "since",
    "edge",
    "bare",
)
_APPLIES = re.compile(r"(?<!\w)(?:áp\s+dụng|thu(?!\s+thập)|tính|hưởng|cấp|phát\s+sinh|ban\s+hành)(?!\w)[^,;.]{0,80}$")
# A day behind words of a limit; a whole day, a month with its year, a quarter with its year anywhere.
_SAYS_WHEN = re.compile("[by][hWn(,o]{0,4}[FPMj]|[FMj]")
# Before a day that is that of an instrument or a session ("… số 12/SNV-VP ngày", "Luật Đất đai ngày").
_OF_INSTRUMENT = re.compile(
    r"(?:\d{1,5}\s?[-/][\w/&.\-]+|luat\s[^.;,]{3,80}|hop|phien|khoa)\s{0,3},?\s{0,3}(?:ngay\s{0,3})?$"
)
_YEAR = re.compile(r"nam\s+(?P<year>(?:19|20)\d\d)(?!\d)")
# A limit relative to an event whose date is unknown.
_EVENT = re.compile(
    r"(?<!\w)(?:(?P<before>truoc\s+khi\s+|truoc\s+(?=ky\s+hop\s|tet\s+nguyen|dai\s+hoi\s)|truoc\s+ngay\s+"
    r"(?!hom|nay|\w*\d|(?:mung|thu|chu|lam|cuoi|luat|nghi|thong|quyet|quy)\s)(?=[a-z]))"
    r"[^,;.()]{3,100}|(?P<from>tu\s+khi\s+(?=bat\s+dau))[^,;.()]{4,100}"
    r"|(?P<by>(?:cho\s+)?den\s+khi\s+(?:co|nhan)\s)[^,;.()]{3,100}"
    r"|(?P<on>(?:cung\s+thoi\s+(?:gian|diem)|trong\s+dot|(?<!y\skien\s)(?<!bieu\s)tai\s+(?=ky\s+hop\s))\s*)[^,;.()]{4,100})"
)
_SINCE_WHAT = re.compile(r"(?:ngay|khi|thoi\s+diem|luc)[^,;.()]{0,80}")
_LONGEST_SPAN, _LOOKED_BACK = 20, 100


def find_deadlines(text: Text, span: Span, plan_year: int | None) -> tuple[Deadline, ...]:
    """Return the deadlines inside the span, in order; `plan_year` is the year the document is a plan for."""
    if not may_limit(text.folded, span):
        return ()
    reader = Reader(text, span, date_chunks(text.folded, span), plan_year)
    found = list(_limits(reader))
    for event in _EVENT.finditer(text.folded, span.start, span.end):
        place = Span(event.start(), event.start() + len(event[0].rstrip()))
        if not any(place.overlaps(other.span) for other in found):
            found.append(Deadline(place, event.lastgroup or "before"))
    found = with_periods(text.folded, span, sorted(found, key=lambda deadline: deadline.span))
    return tuple(sorted(without_vague(reader, joined_yearly(reader, found)), key=lambda deadline: deadline.span))


def find_limits(text: Text, span: Span, plan_year: int | None) -> tuple[Deadline, ...]:
    """Return the limits of a line that states only a limit ("Thời gian hoàn thành: Quý II/2025")."""
    reader = Reader(text, span, date_chunks(text.folded, span), plan_year)
    rules, tags = rules_of(text.vocabulary.rules[2]), reader.chunks.tags
    match = next((m for start in range(len(tags)) if (m := rules.pattern("cell").match(tags, start))), None)
    if match and not rules.pattern("range").match(tags, match.start()) and not set(tags) & set("6rLu"):
        recurring = not re.search("[PD][12345]", tags) and re.search("[12345]", tags)
        if recurring or not set(tags) & set("12345"):
            stated = list(_dated(reader, match))
            return (*stated, *((_every(reader, recurring.start()),) if recurring else ()))
    if found := find_deadlines(text, span, plan_year):
        return found
    every = re.search("[12345]", tags)
    return (_every(reader, every.start()),) if every else ()


def _every(reader: Reader, at: int) -> Deadline:
    place = Span(reader.chunks.starts[at], reader.chunks.ends[at])
    return in_plan(Deadline(place, "on", recurrence=EVERY[NAMES[reader.chunks.tags[at]]]), reader.plan_year)


def unread_limit(text: Text, span: Span, found: Sequence[Deadline]) -> bool:
    """Return whether the span has a day that is in none of the deadlines found and may be a limit."""
    if not may_limit(text.folded, span):
        return False
    chunks = date_chunks(text.folded, span)
    places = (Span(chunks.starts[m.start()], chunks.ends[m.end() - 1]) for m in _SAYS_WHEN.finditer(chunks.tags))
    return any(
        not any(place.overlaps(deadline.span) for deadline in found)
        and text.folded[place.end : place.end + 1] not in ("/", "-")  # "89/2024/QĐ-UBND" is no month
        and not _OF_INSTRUMENT.search(text.folded, max(span.start, place.start - _LOOKED_BACK), place.start)
        for place in places
    )


def plan_year_of(folded_subject: str) -> int | None:
    """Return the year of a plan ("Kế hoạch … năm 2022"); `None` if its subject has none or several."""
    years = {int(match["year"]) for match in _YEAR.finditer(folded_subject)}
    return years.pop() if len(years) == 1 else None


def _limits(reader: Reader) -> Iterator[Deadline]:
    """Yield the matches of the rules from left to right, without overlaps."""
    rules, tags = rules_of(reader.text.vocabulary.rules[2]), reader.chunks.tags
    at = 0
    while at < len(tags):
        if tags[at] == "_":
            at += 1
            continue
        matches = ((name, rules.pattern(name).match(tags, at)) for name in _ORDER)
        name, match = next(((name, match) for name, match in matches if match), ("", None))
        if match is None:
            at += 1
            continue
        found = list(_READ[name](reader, match))
        yield from found
        at = match.end() if found else at + 1


def _dated(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield a deadline for each value of a list; a missing year is that of a later value, else of the plan."""
    if is_no_limit(reader, match):
        return
    found = list(values_in(reader, match.start(), match.end()))
    stated = next((value.year for *_, value in reversed(found) if value.year), None)
    tags, start = reader.chunks.tags, match.start()
    begin = done = start
    for first, last, lunar, value in found:
        if first != found[0][0]:
            lead = next((at for at in range(done, first) if tags[at] in "byo"), None)
            begin, start = (first, start) if lead is None else (lead, lead)
        done = last
        whole = value.with_year(stated)
        dated = whole.with_year(reader.plan_year)
        place = Span(reader.chunks.starts[begin], reader.chunks.ends[last - 1])
        iso = None if lunar else dated.iso
        yield Deadline(
            place,
            relation_of(reader, start, last),
            iso,
            inferred=YearFrom.SUBJECT if iso and whole.year is None else None,
        )


def _range(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield the last day, month or quarter of a range as the deadline."""
    tags = reader.chunks.tags
    kinds = [tag for tag in tags[match.start() : match.end()] if tag in VALUES]
    if is_no_limit(reader, match) or kinds == ["D", "D"] or not (set(kinds) & set("FPMmqYj") or kinds == ["B", "B"]):
        return
    found = [value for *_, value in values_in(reader, match.start(), match.end()) if value.kind != "day" or value.day]
    if not found:
        return
    first, last = found[0], found[-1]
    if first.year and last.year and last.year - first.year > _LONGEST_SPAN:
        return  # "(07/5/1954-07/5/2021)": years that are remembered
    dated = last.with_year(reader.plan_year)
    iso = dated.iso
    yield Deadline(reader.place(match), "on", iso, inferred=YearFrom.SUBJECT if iso and last.year is None else None)


def _since(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield a duty that begins on a day, unless it is one of effect, or from which something applies or is levied."""
    place = reader.place(match)
    before = max(reader.span.start, place.start - _LOOKED_BACK)
    if is_no_limit(reader, match) or _APPLIES.search(reader.text.lowered, before, place.start):
        return
    value = when("FULL", reader.words(match.end() - 1, match.end()))
    yield Deadline(place, "from", value.iso if value else None)


def _within(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    place = reader.place(match)
    if reader.chunks.tags[match.end() - 1] == "s":
        since = _SINCE_WHAT.match(reader.text.folded, place.end, reader.span.end)
        end = since.end() if since else place.end
        place = Span(place.start, place.start + len(reader.text.folded[place.start : end].rstrip()))
    yield Deadline(place, "within")


def _ahead(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield a limit before an event ("ít nhất 05 ngày làm việc trước ngày họp")."""
    place = reader.place(match)
    event = re.compile(r"\s+(?:khi|ngay)\s[^,;.()]{2,80}").match(reader.text.folded, place.end, reader.span.end)
    if event:
        yield Deadline(Span(place.start, place.end + len(event[0].rstrip())), "within")


def _recurring(reader: Reader, match: re.Match[str], recurrence: Recurrence, rule: str | None) -> Iterator[Deadline]:
    relation = relation_of(reader, match.start(), match.end())
    relation = "before" if relation == "by" and "b" in match[0] else relation
    yield in_plan(Deadline(reader.place(match), relation, recurrence=recurrence, rule=rule), reader.plan_year)


def _number(reader: Reader, match: re.Match[str]) -> int | None:
    at = match[0].rfind("D")
    return int(reader.words(match.start() + at, match.start() + at + 1)) if at >= 0 else None


def _weekly(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    words = reader.words(match.start(), match.end())
    if match[0] == "2" and not is_done(reader.text.folded, reader.span, reader.chunks.starts[match.start()]):
        return
    yield from _recurring(reader, match, Recurrence.WEEKLY, weekly_rule(words))


def _weekday(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    rule = weekday_of_month_rule(reader.words(match.start(), match.end()))
    yield from _recurring(reader, match, Recurrence.MONTHLY, rule)


def _monthly(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    day = _number(reader, match)
    if match[0].count("D") > 1 and not set(match[0]) & set("-ty"):  # "ngày 15 và 30 hằng tháng"
        places = (place for place in range(*match.span()) if match.string[place] == "D")
        rule = several_days_rule([int(reader.words(place, place + 1)) for place in places])
    else:
        rule = monthly_rule(day) if day is not None else last_working_day_rule()
    yield from _recurring(reader, match, Recurrence.MONTHLY, rule)


def _quarterly(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    months = "1,4,7,10" if "e" in match[0] else "3,6,9,12"
    rule = quarterly_rule(_number(reader, match) or 31, months)
    yield from _recurring(reader, match, Recurrence.QUARTERLY, rule)


def _season(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield a month or quarter of every year ("vào tháng 5 hằng năm"), due on its last day."""
    values = [value.month or 0 for *_, value in values_in(reader, match.start(), match.end() - 1)]
    months = [value * 3 for value in values] if "q" in match[0] else values
    rule = quarterly_rule(31, ",".join(map(str, months)))
    yield from _recurring(reader, match, Recurrence.YEARLY, rule if len(months) == 1 else None)


def _yearly_days(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    """Yield a limit for each day of "trước ngày 20/6 và 20/12 hằng năm"."""
    days = [found for found in values_in(reader, match.start(), match.end()) if found[3].day]
    for index, (first, last, _, value) in enumerate(days):
        begin = match.start() if index == 0 else first
        end = match.end() if index + 1 == len(days) else last
        place = Span(reader.chunks.starts[begin], reader.chunks.ends[end - 1])
        rule = yearly_rule(value.month or 0, value.day or 0)
        relation = relation_of(reader, match.start(), match.end())
        yield in_plan(Deadline(place, relation, recurrence=Recurrence.YEARLY, rule=rule), reader.plan_year)


def _bare(reader: Reader, match: re.Match[str]) -> Iterator[Deadline]:
    name = NAMES[match[0][-1]]
    start = reader.chunks.starts[match.start()]
    if name in EVERY and match[0][0] != "r" and not is_done(reader.text.folded, reader.span, start):
        return
    recurrence = EVERY.get(name) or periodic(reader.words(match.end() - 1, match.end()))
    yield from _recurring(reader, match, recurrence, None)


_READ: dict[str, Callable[[Reader, re.Match[str]], Iterator[Deadline]]] = {
    "weekly": _weekly, "weekday": _weekday, "quarterly": _quarterly, "monthly": _monthly, "yearly": _yearly_days,
    "season": _season,
    "within": _within, "ahead": _ahead, "range": _range, "limit": _dated, "since": _since, "edge": _dated,
    "bare": _bare,
}  # fmt: skip
