"""Deadlines as calendar files (RFC 5545): the one door to icalendar. The same duties give the same bytes."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from build_tools.corpus import Duty
from build_tools.model import Deadline, Page
from build_tools.render.names import clause, short_name
from build_tools.render.site import Site
from build_tools.text import squeeze


def calendar_file(site: Site, path: str, name: str, duties: Sequence[Duty]) -> Page | None:
    """Return the calendar of the dated deadlines among the duties; `None` where there is none.

    An event lasts the whole day of the deadline. What has no full date is on the pages, not in the file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sổ Văn Bản//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    seen: set[str] = set()
    for duty in duties:
        for number, deadline in enumerate(duty.obligation.deadlines):
            event = _event(site, duty, deadline, number)
            if event is not None and str(event["uid"]) not in seen:
                seen.add(str(event["uid"]))
                calendar.add_component(event)
    return Page(path, calendar.to_ical()) if seen else None


def _event(site: Site, duty: Duty, deadline: Deadline, number: int) -> Event | None:
    work = site.works[duty.work]
    document = work.document
    if document is None or deadline.date is None or deadline.date.count("-") != 2:
        return None
    text = document.source.text
    label = clause(document.provision(duty.obligation.eid).label)
    before = sum(task.eid == duty.obligation.eid for task in document.obligations if task.span < duty.obligation.span)
    key = f"{site.addresses.works[work.id]}#{duty.obligation.eid}:{before}:{number}"
    event = Event()
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@so-van-ban")
    event.add("dtstamp", _stamp(work.date))
    event.add("dtstart", date.fromisoformat(deadline.date))
    event.add("summary", f"Hạn: {_brief(duty.obligation.span.of(text))}")
    inferred = " Năm suy ra từ trích yếu." if deadline.inferred else ""
    event.add("description", f"{squeeze(duty.obligation.span.of(text))}\n{short_name(work)}, {label}.{inferred}")
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(issued: str | None) -> datetime:
    """A calendar wants to know when an event was made: the day the document was issued, so that bytes stay the same."""
    day = date.fromisoformat(issued) if issued else date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _brief(sentence: str) -> str:
    words = squeeze(sentence)
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
