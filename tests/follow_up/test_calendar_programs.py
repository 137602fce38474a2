"""What calendar programs are known to trip over, each held by a test (docs/calendars.md), and what other readers than
the one that writes make of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests import once
from tests.deep import drawn, sample
from tests.follow_up.entries import entries
from tests.follow_up.test_laws import BASE
from tests.lazily import Lazily
from triage.cases.case import read_case
from triage.cases.follow_up import CheckIn, FollowUp
from triage.follow_up.beginning import Course
from triage.follow_up.earlier import AHEAD
from triage.follow_up.plan import plan
from triage.language.words import Words
from triage.reports.person.to_ics import Edition, calendar

if TYPE_CHECKING:
    import ics
    import vobject
else:
    ics, vobject = map(Lazily, ("ics", "vobject"))

pytestmark = pytest.mark.xdist_group("calendars")
START = date(2026, 3, 1)
TEXT = "case: someone\nanswers: {sport: running}\n"
MADE = datetime(2026, 4, 20, 7, 30, tzinfo=UTC)


def of(language: str, pathway: str = "strain-grade-2") -> str:
    """The longest that there is: twelve weeks after some check-ins, the last of which went a step back."""
    case = read_case(BASE, TEXT, "case.yaml")
    phases = [phase.id for phase in BASE.pathways[pathway].phases]
    days = [START + timedelta(days=10 * number) for number in range(1, 6)]
    places = [0, 1, 2, 3, 3, 2]
    steps = [
        CheckIn(day, phases[now], {}, "step-back" if now > then else "go-on", "self-care", phases[then], "x")
        for day, now, then in zip(days, places[:-1], places[1:], strict=True)
    ]
    found = FollowUp(START, pathway, phases[places[-1]], days[-1], tuple(steps))
    course = Course(BASE, case, once.check_in())
    made = plan(course, found, days[-1], AHEAD)
    edition = Edition("case, of; \\mine é.yaml", START, len(steps), MADE, zone=UTC)
    return calendar(Words(BASE, language), course, found, made, edition, days[-1])


@pytest.fixture(scope="module", params=drawn(["nl", "en"], "calendar programs"))
def text(request: pytest.FixtureRequest) -> str:
    return of(request.param)


def few(text: str) -> str:
    """The calendar with some of its events, of either kind."""
    head, *events = text.removesuffix("END:VCALENDAR\r\n").split("BEGIN:VEVENT")
    return "BEGIN:VEVENT".join([head, *events[:8], *events[-4:]]) + "END:VCALENDAR\r\n"


Event = tuple[str, datetime, datetime, str, str]


def with_icalendar(text: str) -> Iterator[Event]:
    for event in entries(text):
        yield event.uid, event.begins, event.ends, event.summary, event.description


def with_vobject(text: str) -> Iterator[Event]:
    (calendar,) = vobject.readComponents(text)
    for event in calendar.vevent_list:
        details = event.description.value if hasattr(event, "description") else ""
        yield event.uid.value, event.dtstart.value, event.dtend.value, event.summary.value, details


def with_ics(text: str) -> Iterator[Event]:
    for event in ics.Calendar(text).events:
        yield event.uid, event.begin.datetime, event.end.datetime, event.name, event.description or ""


@pytest.mark.filterwarnings("ignore:'maxsplit' is passed as positional:DeprecationWarning")  # of ics, from 3.13 on
@pytest.mark.parametrize("read", [with_vobject, with_ics])
def test_other_readers_read_the_same(text: str, read: Callable[[str], Iterator[Event]]) -> None:
    text = few(text) if read is with_ics else text  # which is slow
    assert sorted(read(text)) == sorted(with_icalendar(text))


def test_vobject_finds_nothing_missing(text: str) -> None:
    (calendar,) = vobject.readComponents(text)
    assert calendar.validate(raiseException=True)


def test_lines_are_folded_by_octets_and_end_as_they_must(text: str) -> None:
    raw = text.encode()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two


def test_what_is_a_sign_of_the_format_is_escaped_in_texts(text: str) -> None:
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if name in ("SUMMARY", "DESCRIPTION", "X-WR-CALNAME"):
            bare = value.replace("\\\\", "").replace("\\,", "").replace("\\;", "").replace("\\n", "")
            assert not set(bare) & {",", ";", "\\"}, value


def test_it_is_published_to_nobody_in_particular(text: str) -> None:
    """An organizer or a method of invitations would make every event a meeting that somebody has to accept."""
    assert text.count("BEGIN:VCALENDAR") == 1
    assert text.count("METHOD:") == 1
    assert "\r\nMETHOD:PUBLISH\r\n" in text
    assert not any(name in text for name in ("ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "RECURRENCE-ID", "ATTACH"))


def test_every_event_can_be_told_from_others_and_from_its_older_self(text: str) -> None:
    events = entries(text)
    names = [event.uid for event in events]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) < 255 for name in names)
    assert {event.sequence for event in events} == {5 * 100_000 + (MADE.date() - START).days}
    assert max(event.sequence for event in events) < 2**31
    assert {event.stamp for event in events} == {MADE}  # and in UTC


def test_a_reminder_comes_after_what_the_event_says_of_itself_and_goes_with_it(text: str) -> None:
    """One reader finds no event where a reminder stands first; one stops at a reminder without a description."""
    for event in text.split("BEGIN:VEVENT")[1:]:
        alarms = event.count("BEGIN:VALARM")
        assert alarms == (0 if "STATUS:CANCELLED" in event else 1)
        assert not alarms or event.rstrip().split("BEGIN:VALARM")[1].count("END:VALARM\r\nEND:VEVENT") == 1
        assert not alarms or {"ACTION:DISPLAY", "TRIGGER:-PT10M"} < set(event.split("\r\n"))
    assert "STATUS:CANCELLED" in text


def test_a_cancelled_event_says_so_where_its_status_is_not_read(text: str) -> None:
    said = {event.summary for event in entries(text) if event.cancelled}
    assert said in ({"No longer in your plan"}, {"Vervallen uit je plan"})


def test_no_event_names_a_command(text: str) -> None:
    assert "triage check-in" not in text.replace("\r\n ", "")


@pytest.mark.parametrize("pathway", sample(["strain-grade-2", "insertion-tendinopathy", "recurrent-strain"], 1))
def test_it_is_no_larger_than_calendar_programs_take(pathway: str) -> None:
    """A megabyte or some 1,100 events a file with Google, which cuts off descriptions at 8,192 characters."""
    text = of("nl", pathway)
    events = entries(text)
    assert len(text.encode()) < 1_000_000
    assert len(events) < 1_000
    assert max(len(event.description) for event in events) < 8_000
    assert max(len(event.summary) for event in events) < 255
