"""An agenda as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from labmigration import clock
from labmigration.calendars.entries import Entry

#: How often a telephone should look again.
REFRESH = "PT1H"


def as_ics(entries: Iterable[Entry], *, name: str) -> bytes:
    """The entries with their time zone; what was cancelled stays in it as such, so that telephones take it away."""
    calendar = Calendar()
    calendar.add("prodid", "-//labmigration//agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    zone = ZoneInfo(settings.TIME_ZONE)
    for entry in entries:
        calendar.add_component(_event(entry, zone))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", (entry.changed_at or clock.now()).astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", entry.title)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    return event
