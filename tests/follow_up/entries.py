"""What a calendar program takes from a file: each event with its texts, its moments and its reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Component, vDDDTypes


@dataclass(frozen=True, slots=True)
class Reminder:
    action: str
    trigger: timedelta
    description: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event. `keys` are those of its lines, and `errors` what is wrong with them."""

    uid: str
    sequence: int
    stamp: datetime
    begins: datetime
    ends: datetime
    summary: str
    description: str
    access: str
    cancelled: bool
    reminders: tuple[Reminder, ...]
    keys: frozenset[str]
    errors: tuple[object, ...]


@lru_cache(maxsize=8)  # several tests look at the same file
def entries(text: str | bytes) -> tuple[Entry, ...]:
    """In the order of the file."""
    return tuple(_entry(event) for event in Calendar.from_ical(text).walk("VEVENT"))


def _entry(event: Component) -> Entry:
    return Entry(
        str(event["uid"]),
        int(str(event["sequence"])),
        _moment(event, "dtstamp"),
        _moment(event, "dtstart"),
        _moment(event, "dtend"),
        str(event["summary"]),
        str(event.get("description", "")),
        str(event.get("class", "")),
        event.get("status") == "CANCELLED",
        tuple(_reminder(alarm) for alarm in event.walk("VALARM")),
        frozenset(name.lower() for name in event),
        tuple(event.errors),
    )


def _reminder(alarm: Component) -> Reminder:
    trigger = alarm["trigger"]
    assert isinstance(trigger, vDDDTypes)
    assert isinstance(trigger.dt, timedelta)
    return Reminder(str(alarm["action"]), trigger.dt, str(alarm["description"]))


def _moment(event: Component, name: str) -> datetime:
    """Never a day alone: that would be an event of a whole day."""
    value = event[name]
    assert isinstance(value, vDDDTypes)
    assert isinstance(value.dt, datetime)
    return value.dt
