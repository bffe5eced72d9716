"""Deadlines as calendar files (RFC 5545): the same duties, the same bytes.

The lines are written here, since icalendar took half of the time of all pages; the tests read each file with it.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from build_tools.corpus import Duty
from build_tools.model import Deadline, Page
from build_tools.render.names import clause, recurrence_words, short_name
from build_tools.render.paths import HOME, relative_html
from build_tools.render.recurring import first_day
from build_tools.render.site import Site
from build_tools.text import squeeze

# Days before a deadline on which State offices remind (DOMAIN §5).
REMINDERS = (7, 3, 1)
_LONGEST = 74


def line(name: str, value: str) -> bytes:
    """Return a content line (RFC 5545 §3.1), folded before 75 octets, never inside a character."""
    data = f"{name}:{value}".encode()
    if len(data) <= _LONGEST:
        return data + b"\r\n"
    pieces = []
    while len(data) > _LONGEST:
        end = _LONGEST
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*pieces, data]) + b"\r\n"


def escaped(words: str) -> str:
    """Return a value of the type TEXT (§3.3.11): what separates values or lines is escaped."""
    words = words.replace("\\", "\\\\").replace(";", r"\;")
    return words.replace(",", r"\,").replace("\n", r"\n")


_HEAD = (
    line("BEGIN", "VCALENDAR"),
    line("VERSION", "2.0"),
    line("PRODID", "-//So Van Ban//VI"),
    line("CALSCALE", "GREGORIAN"),
    line("METHOD", "PUBLISH"),
)
_ALARM, _ALARM_END = line("BEGIN", "VALARM") + line("ACTION", "DISPLAY"), line("END", "VALARM")


def calendar_file(site: Site, path: str, name: str, duties: Sequence[Duty]) -> Page | None:
    """Return the calendar of the deadlines that fall on known days; `None` where there is none.

    An event lasts the whole day of the deadline; a duty that returns is one event with a rule. What has no day is on
    the pages, not in the file.
    """
    events: dict[str, bytes] = {}  # by name, each once
    for duty in duties:
        for number, deadline in enumerate(duty.obligation.deadlines):
            uid = _uid(site, duty, number)
            if uid not in events and (event := _made(site, duty, deadline, uid)):
                events[uid] = event
    if not events:
        return None
    head = [*_HEAD, line("X-WR-CALNAME", escaped(name)), line("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh")]
    return Page(path, b"".join([*head, *events.values(), line("END", "VCALENDAR")]))


def _made(site: Site, duty: Duty, deadline: Deadline, uid: str) -> bytes | None:
    """The event, `None` where the day is not known."""
    work = site.works[duty.work]
    day = first_day(deadline, work.date)
    if day is None:
        return None
    document = site.document(duty.work)
    task = squeeze(duty.obligation.span.of(document.source.text))
    brief = escaped(_brief(task))
    label = clause(document.provision(duty.obligation.eid).label)
    address = relative_html(HOME, site.work_pages[work.id], duty.obligation.eid)
    words = [f"“{task}”", f"{short_name(work)}, {label}", *_notes(deadline), f"Trang trong sổ: {address}"]
    lines = [
        line("BEGIN", "VEVENT"),
        line("SUMMARY", f"Hạn: {brief}"),
        line("DTSTART;VALUE=DATE", f"{day:%Y%m%d}"),
        line("DTEND;VALUE=DATE", f"{day + timedelta(days=1):%Y%m%d}"),
        line("DTSTAMP", f"{_stamp(work.date):%Y%m%d}T000000Z"),
        line("UID", uid),
        *([line("RRULE", _rule(deadline))] if deadline.rule and deadline.date is None else []),
        line("SEQUENCE", "0"),
        line("DESCRIPTION", escaped("\n".join(words))),
        line("TRANSP", "TRANSPARENT"),
    ]
    for days in REMINDERS:
        lines += [_ALARM, line("DESCRIPTION", f"Còn {days} ngày: {brief}"), line("TRIGGER", f"-P{days}D"), _ALARM_END]
    return b"".join([*lines, line("END", "VEVENT")])


def _notes(deadline: Deadline) -> list[str]:
    notes = ["Năm suy ra từ trích yếu."] if deadline.inferred else []
    if deadline.recurrence and not deadline.rule and deadline.date:
        notes.append(f"Nhiệm vụ {recurrence_words(deadline.recurrence)}; chưa rõ còn áp dụng sau ngày này.")
    return notes


def _rule(deadline: Deadline) -> str:
    until = deadline.until.replace("-", "") if deadline.until else ""
    return f"{deadline.rule};UNTIL={until}" if until else deadline.rule or ""


def _uid(site: Site, duty: Duty, number: int) -> str:
    """Return the same name for the same deadline in every file and every build."""
    tasks = site.document(duty.work).obligations
    before = sum(task.eid == duty.obligation.eid for task in tasks if task.span < duty.obligation.span)
    key = f"{site.work_pages[duty.work]}#{duty.obligation.eid}:{before}:{number}"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@so-van-ban"


def _stamp(issued: str | None) -> date:
    """A calendar wants to know when an event was made: the day the document was issued, so that bytes stay the same."""
    return date.fromisoformat(issued) if issued and len(issued) == 10 else date(2000, 1, 1)


def _brief(words: str) -> str:
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
