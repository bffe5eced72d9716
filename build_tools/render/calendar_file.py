"""Deadlines as calendar files (RFC 5545), the one door to icalendar: the same duties, the same bytes."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vRecur

from build_tools.corpus import Duty
from build_tools.model import Deadline, Page
from build_tools.render.names import clause, recurrence_words, short_name
from build_tools.render.paths import HOME, relative_html
from build_tools.render.recurring import first_day
from build_tools.render.site import Site
from build_tools.text import squeeze

# Days before a deadline on which State offices remind (DOMAIN §5).
REMINDERS = (7, 3, 1)


def calendar_file(site: Site, path: str, name: str, duties: Sequence[Duty]) -> Page | None:
    """Return the calendar of the deadlines that fall on known days; `None` where there is none.

    An event lasts the whole day of the deadline; a duty that returns is one event with a rule. What has no day is on
    the pages, not in the file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//So Van Ban//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    events: dict[str, bytes] = {}  # by name, each once
    for duty in duties:
        for number, deadline in enumerate(duty.obligation.deadlines):
            uid = _uid(site, duty, number)
            if uid not in events and (event := _event(site, duty, deadline, uid)):
                events[uid] = event
    if not events:
        return None
    head, end, tail = calendar.to_ical().partition(b"END:VCALENDAR")
    return Page(path, b"".join([head, *events.values(), end, tail]))


def _event(site: Site, duty: Duty, deadline: Deadline, uid: str) -> bytes | None:
    """The event as it stands in a file; it stands in that of every unit that shares the task, and is made once."""
    if uid not in site.events:
        site.events[uid] = _made(site, duty, deadline, uid)
    return site.events[uid]


def _made(site: Site, duty: Duty, deadline: Deadline, uid: str) -> bytes | None:
    work = site.works[duty.work]
    day = first_day(deadline, work.date)
    if day is None:
        return None
    document = site.document(duty.work)
    text = document.source.text
    task = squeeze(duty.obligation.span.of(text))
    label = clause(document.provision(duty.obligation.eid).label)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(work.date))
    event.add("sequence", 0)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    if deadline.rule and deadline.date is None:
        event.add("rrule", _rule(deadline))
    event.add("summary", f"Hạn: {_brief(task)}")
    address = relative_html(HOME, site.addresses.works[work.id], duty.obligation.eid)
    lines = [f"“{task}”", f"{short_name(work)}, {label}", *_notes(deadline), f"Trang trong sổ: {address}"]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    for days in REMINDERS:
        event.add_component(_alarm(task, days))
    return bytes(event.to_ical())


def _notes(deadline: Deadline) -> list[str]:
    notes = ["Năm suy ra từ trích yếu."] if deadline.inferred else []
    if deadline.recurrence and not deadline.rule and deadline.date:
        notes.append(f"Nhiệm vụ {recurrence_words(deadline.recurrence)}; chưa rõ còn áp dụng sau ngày này.")
    return notes


def _rule(deadline: Deadline) -> vRecur:
    rule: vRecur = vRecur.from_ical(deadline.rule or "")
    if deadline.until:
        rule["UNTIL"] = [date.fromisoformat(deadline.until)]
    return rule


def _alarm(task: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", f"Còn {days} ngày: {_brief(task)}")
    return alarm


def _uid(site: Site, duty: Duty, number: int) -> str:
    """Return the same name for the same deadline in every file and every build."""
    tasks = site.document(duty.work).obligations
    before = sum(task.eid == duty.obligation.eid for task in tasks if task.span < duty.obligation.span)
    key = f"{site.addresses.works[duty.work]}#{duty.obligation.eid}:{before}:{number}"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@so-van-ban"


def _stamp(issued: str | None) -> datetime:
    """A calendar wants to know when an event was made: the day the document was issued, so that bytes stay the same."""
    day = date.fromisoformat(issued) if issued and len(issued) == 10 else date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _brief(words: str) -> str:
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
