"""Deadlines as calendar files (RFC 5545): the same duties give the same bytes.

The lines are written without a library: icalendar took half of the time of all pages. The tests parse the files with
it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from build_tools.base.iso_dates import is_day
from build_tools.base.text import squeeze
from build_tools.model.corpus import Duty, WorkId
from build_tools.model.document import Document
from build_tools.model.obligation import Deadline
from build_tools.model.page import Page
from build_tools.model.span import Span
from build_tools.render.addresses import HOME, relative_html
from build_tools.render.lookups import Site
from build_tools.render.recurring import first_day
from build_tools.render.witnessed import acts_on, is_corrected, last_touched, version_number
from build_tools.render.wording import clause, recurrence_words, short_name

# Days before a deadline on which State offices usually remind.
REMINDERS = (7, 3, 1)
# With more deadlines than these, a calendar for subscription has only those that are not past.
MOST = 300
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
    """Return the words as a value of the type TEXT (§3.3.11), escaped."""
    words = words.replace("\\", "\\\\").replace(";", r"\;")
    return words.replace(",", r"\,").replace("\n", r"\n")


_HEAD = (
    line("BEGIN", "VCALENDAR"),
    line("VERSION", "2.0"),
    line("PRODID", "-//So Van Ban//VI"),
    line("CALSCALE", "GREGORIAN"),
    line("METHOD", "PUBLISH"),
)
# Never longer than a line, and so not passed to `line`: these are written hundreds of thousands of times.
_EVENT = "DTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\nDTSTAMP:{}T000000Z\r\nUID:{}\r\n"
_BEGIN, _END = line("BEGIN", "VEVENT"), line("END", "VEVENT")
# A reminder is shown with the name of the event; its own description is only required (§3.6.6).
_REMINDERS = "".join(
    f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Còn {days} ngày\r\nTRIGGER:-P{days}D\r\nEND:VALARM\r\n"
    for days in REMINDERS
).encode()


def calendar_file(site: Site, path: str, name: str, duties: Sequence[Duty]) -> Page | None:
    """Return the calendar of the deadlines with a known day; `None` if there are none.

    An event lasts the whole day of the deadline; a recurring duty is one event with a rule. Deadlines without a day are
    on the pages only, and a task in doubt is in no calendar. Where the site's address is known an event has that of its
    clause (§3.8.4.6).
    """
    events: dict[str, bytes] = {}  # by UID
    orders: dict[WorkId, Mapping[Span, int]] = {}
    for duty in duties:
        if duty.obligation.doubt:
            continue
        if duty.work not in orders:
            orders[duty.work] = _order(site.document(duty.work))
        for number, deadline in enumerate(duty.obligation.deadlines):
            uid = _uid(site, duty, orders[duty.work][duty.obligation.span], number)
            if uid not in events and (event := _event(site, duty, deadline, uid)):
                events[uid] = event
    if not events:
        return None
    head = [*_HEAD, line("X-WR-CALNAME", escaped(name)), line("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh")]
    return Page(path, b"".join([*head, *events.values(), line("END", "VCALENDAR")]))


def has_days(site: Site, duties: Iterable[Duty]) -> bool:
    """Return whether the calendar of these duties has an event."""
    return any(
        first_day(deadline, site.works[duty.work].date)
        for duty in duties
        if not duty.obligation.doubt
        for deadline in duty.obligation.deadlines
    )


def _event(site: Site, duty: Duty, deadline: Deadline, uid: str) -> bytes | None:
    """Return the event; `None` if the day is not known."""
    work = site.works[duty.work]
    day = first_day(deadline, work.date)
    if day is None:
        return None
    document = site.document(duty.work)
    task = squeeze(duty.obligation.span.of(document.source.text))
    label = clause(document.label(duty.obligation.eid))
    acts = list(acts_on(site, duty.work, duty.obligation.eid))
    issued = _stamp(work.date)
    stamp = max(issued, _stamp(last_touched(site, document, duty.obligation, acts)))
    number = version_number(issued, stamp, corrected=is_corrected(duty.obligation))
    address = site.base + relative_html(HOME, site.work_pages[work.id], duty.obligation.eid)
    words = [
        f"“{task}”",
        f"{short_name(work)}, {label}",
        *_notes(deadline),
        *(told for _, told in acts),
        f"Trang trong sổ: {address}",
    ]
    parts = [
        _BEGIN,
        line("SUMMARY", escaped(f"Hạn: {_title(task, duty.obligation.bearers)} ({short_name(work)})")),
        _EVENT.format(_digits(day), _digits(day + timedelta(days=1)), _digits(stamp), uid).encode(),
        line("RRULE", _rule(deadline)) if deadline.rule and deadline.date is None else b"",
        line("URL", address) if site.base else b"",
        f"SEQUENCE:{number}\r\n".encode(),
        line("DESCRIPTION", escaped("\n".join(words))),
        b"TRANSP:TRANSPARENT\r\n",
        _REMINDERS,
        _END,
    ]
    return b"".join(parts)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _notes(deadline: Deadline) -> list[str]:
    notes = [f"Năm suy ra từ {deadline.inferred}."] if deadline.inferred else []
    if deadline.recurrence and not deadline.rule and deadline.date:
        notes.append(f"Nhiệm vụ {recurrence_words(deadline.recurrence)}; chưa rõ còn áp dụng sau ngày này.")
    return notes


def _rule(deadline: Deadline) -> str:
    until = deadline.until.replace("-", "") if deadline.until else ""
    return f"{deadline.rule};UNTIL={until}" if until else deadline.rule or ""


def _order(document: Document) -> Mapping[Span, int]:
    """Return for each task of the document the number of tasks before it in the same clause."""
    clauses = Counter[str]()
    order: dict[Span, int] = {}
    for task in sorted(document.obligations, key=lambda task: task.span):
        order.setdefault(task.span, clauses[task.eid])
        clauses[task.eid] += 1
    return order


def _uid(site: Site, duty: Duty, before: int, number: int) -> str:
    """Return the UID of a deadline, the same in every file and every build."""
    key = f"{site.work_pages[duty.work]}#{duty.obligation.eid}:{before}:{number}"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@so-van-ban"


def _stamp(issued: str | None) -> date:
    """Return a day for DTSTAMP, which tells when an event was written: that of a document, as a build has no clock."""
    return date.fromisoformat(issued) if is_day(issued) else date(2000, 1, 1)


def _title(task: str, bearers: Sequence[str]) -> str:
    """Return the beginning of the task, behind the first of those who do it unless the task begins so itself."""
    if not bearers or task.startswith(bearers[0]):
        return _brief(task)
    more = f" và {len(bearers) - 1} đơn vị khác" if len(bearers) > 1 else ""
    return f"{_brief(bearers[0])}{more}: {_brief(task)}"


def _brief(words: str) -> str:
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
