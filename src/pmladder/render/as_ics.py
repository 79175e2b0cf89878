"""The dates of a report as iCalendar: all-day entries that a calendar updates when they are imported again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256

from icalendar import Calendar, Event

from pmladder.report.report import Event as Dated
from pmladder.report.report import Report
from pmladder.text import safe
from pmladder.version import VERSION


def as_ics(report: Report) -> str:
    """The report's events. A report without any gives an empty calendar."""
    calendar = Calendar()
    calendar.add("prodid", f"-//pmladder//pmladder {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for dated in report.events() if report.events else ():
        calendar.add_component(_event(dated))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _event(dated: Dated) -> Event:
    stamp = date.fromisoformat(dated.stamp)
    event = Event()
    event.add("uid", f"{sha256(dated.id.encode()).hexdigest()[:32]}@pmladder")
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    # A later version of the same entry has a higher number, which is how a calendar knows to take it.
    event.add("sequence", stamp.toordinal() - date(2020, 1, 1).toordinal() if stamp.year >= 2020 else 0)
    event.add("dtstart", date.fromisoformat(dated.start))
    event.add("dtend", date.fromisoformat(dated.end))
    event.add("summary", safe(dated.title))
    event.add("description", "\n".join(safe(line) for line in dated.text.split("\n")))
    event.add("transp", "TRANSPARENT")
    return event
