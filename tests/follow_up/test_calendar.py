"""Calendars one after another: whatever earlier ones held, the newest is what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests import once
from tests.deep import examples, sample
from tests.follow_up.conftest import Run, ready_case
from tests.follow_up.entries import Entry, Reminder, entries
from tests.follow_up.test_laws import BASE
from triage.cases.case import read_case
from triage.cases.follow_up import CheckIn, FollowUp
from triage.follow_up.beginning import Course
from triage.follow_up.earlier import AHEAD, stale
from triage.follow_up.plan import is_rest_day, plan, sessions
from triage.language.keys import DECISIONS

pytestmark = [
    pytest.mark.xdist_group("calendars"),  # what one test makes the next one reads
    pytest.mark.usefixtures("concluding_once"),
]
START = date(2026, 3, 1)
Answers = Callable[..., Path]


KEPT: dict[tuple[str, str, str | None, tuple[str, ...]], tuple[str, str]] = {}
"""By the file as it was and by what was done: the file as it then is, and the calendar."""


class Reader:
    """A calendar that takes files over as RFC 5546 says: of one UID the higher SEQUENCE stands, of one SEQUENCE the
    later DTSTAMP, and what is CANCELLED is not shown."""

    def __init__(self) -> None:
        self.events: dict[str, Entry] = {}

    def takes(self, text: str) -> None:
        assert "\nMETHOD:PUBLISH" in text
        for event in entries(text):
            there = self.events.get(event.uid)
            if there is None or self._age(event) >= self._age(there):
                self.events[event.uid] = event

    @staticmethod
    def _age(event: Entry) -> tuple[int, datetime]:
        return event.sequence, event.stamp

    def shown(self, start: str, first: date) -> set[date]:
        """The days from `first` on that have an event whose summary starts so."""
        return {
            event.begins.date()
            for event in self.events.values()
            if event.summary.startswith(start) and not event.cancelled and event.begins.date() >= first
        }


@pytest.fixture
def made(run: Run, case: Path, answers: Answers) -> Callable[..., str]:
    """The calendar of the case on a day, after a check-in of that day if one is named: then it is made once for all
    tests that come there from the same file."""

    def of(day: str, check_in: str | None = None, *words: str) -> str:
        key = (case.read_text(), day, check_in, words)
        if key in KEPT:
            text, found = KEPT[key]
            case.write_text(text)
            return found
        if check_in is not None:
            assert run("check-in", case, "--date", day, "--answers", answers(check_in)).exit_code == 0
        words = words if "--zone" in words else (*words, "--zone", "UTC")
        done = run("plan", case, "--date", day, "--format", "ics", "--lang", "en", *words)
        assert done.exit_code == 0
        if check_in is not None:
            KEPT[key] = (case.read_text(), done.stdout)
        return done.stdout

    return of


def days(first: str, count: int) -> set[date]:
    return {date.fromisoformat(first) + timedelta(days=number) for number in range(count)}


def test_after_a_step_back_no_exercise_is_left_on_a_day_of_rest(made: Callable[..., str]) -> None:
    calendar = Reader()
    calendar.takes(made("2026-03-08", "rest-days-over-and-walking", "--weeks", "8"))
    day = date(2026, 3, 20)
    assert len(calendar.shown("Exercise", day)) > 30
    calendar.takes(made("2026-03-20", "pain-has-come-back"))
    assert calendar.shown("Exercise", day) == days("2026-03-26", 8)


def test_a_check_in_that_says_to_be_seen_takes_everything_out(made: Callable[..., str]) -> None:
    calendar = Reader()
    calendar.takes(made("2026-03-08", "rest-days-over-and-walking", "--weeks", "52"))
    calendar.takes(made("2026-03-20", "cannot-pee-any-more"))
    assert calendar.shown("", date(2026, 3, 20)) == set()
    assert calendar.shown("Exercise", date(2026, 3, 8)), "what has been stays"


def test_an_interview_that_now_needs_a_doctor_takes_everything_out(made: Callable[..., str], case: Path) -> None:
    calendar = Reader()
    calendar.takes(made("2026-03-03", None, "--weeks", "12"))
    case.write_text(case.read_text().replace("numb-saddle: no", "numb-saddle: yes"))
    calendar.takes(made("2026-03-03"))
    assert calendar.shown("", date(2026, 3, 3)) == set()


def test_the_same_plan_again_cancels_nothing_and_a_longer_one_comes_back(made: Callable[..., str]) -> None:
    first = made("2026-03-03", None, "--weeks", "4")
    again = made("2026-03-03", None, "--weeks", "2")
    assert "CANCELLED" not in first + again
    calendar = Reader()
    for text in (first, again, made("2026-03-03", None, "--weeks", "4")):
        calendar.takes(text)
    assert calendar.shown("Exercise", START) == days("2026-03-07", 24)  # no day of rest


def test_an_older_file_taken_over_late_changes_nothing(made: Callable[..., str]) -> None:
    old = made("2026-03-08", "rest-days-over-and-walking", "--weeks", "8")
    calendar = Reader()
    calendar.takes(made("2026-03-20", "pain-has-come-back"))
    before = calendar.shown("", START)
    calendar.takes(old)
    assert calendar.shown("Exercise", date(2026, 3, 20)) & days("2026-03-20", 6) == set()
    assert before <= calendar.shown("", START)


def test_two_cases_in_one_calendar_do_not_touch(run: Run, made: Callable[..., str]) -> None:
    calendar = Reader()
    calendar.takes(made("2026-03-08", "rest-days-over-and-walking"))
    Path("sister.yaml").write_text(ready_case())
    done = run("plan", "sister.yaml", "--date", "2026-03-08", "--format", "ics")
    before = set(calendar.events)
    calendar.takes(done.stdout)
    assert not before & {event.uid for event in entries(done.stdout)}


def test_a_calendar_goes_twelve_weeks_ahead(run: Run, case: Path) -> None:
    done = run("plan", case, "--date", "2026-03-08", "--format", "ics", "--weeks", "52", "--lang", "en")
    assert done.stderr.endswith("The calendar goes 12 weeks ahead.\n")
    calendar = Reader()
    calendar.takes(done.stdout)
    last = date(2026, 3, 8) + timedelta(days=12 * 7 - 1)
    assert last - timedelta(days=2) <= max(calendar.shown("", START)) <= last  # but for a day of rest


CASE = read_case(BASE, ready_case(), "case.yaml")
COURSE = Course(BASE, CASE, once.check_in())
PHASES = [phase.id for phase in BASE.pathways["strain-grade-1"].phases]


@st.composite
def courses(draw: st.DrawFn) -> list[FollowUp]:
    """A case after each of its check-ins, the newest last; the first entry is the case before any."""
    place, since, day = 0, START, START
    found = FollowUp(START, "strain-grade-1", PHASES[0], START)
    every = [found]
    for _ in range(draw(st.integers(1, 4))):
        day += timedelta(days=draw(st.integers(0, 20)))
        decision = draw(st.sampled_from(DECISIONS))
        moved = {"go-on": 1, "step-back": -1}.get(decision, 0)
        after = min(max(place + moved, 0), len(PHASES) - 1)
        since = since if after == place and decision != "be-seen" else day
        done = CheckIn(day, PHASES[place], {}, decision, "self-care", PHASES[after], "x")
        found = FollowUp(START, "strain-grade-1", PHASES[after], since, (*found.check_ins, done))
        every.append(found)
        place = after
    return every


@settings(max_examples=examples(15))
@given(courses(), st.data())
def test_whatever_was_planned_when_nothing_wrong_is_left(course: list[FollowUp], data: st.DataObject) -> None:
    """Any plan that could be made on any day before, for as many weeks as there are: what it put on a day from today on
    is in the present plan, or is taken out, or is what the present plan will say of that day."""
    found, earlier = course[-1], course[:-1]
    today = found.check_ins[-1].date + timedelta(days=data.draw(st.integers(0, 10)))
    weeks = data.draw(st.integers(1, AHEAD))
    seen = found.check_ins[-1].decision == "be-seen"
    present = None if seen else plan(COURSE, found, today, weeks)
    gone = {part.day: part for part in stale(COURSE, found, today, present)}
    ahead = {} if seen else {day.day: day for day in plan(COURSE, found, today, AHEAD).days}
    shown = {} if present is None else {day.day: day for day in present.days}
    number = data.draw(st.integers(0, len(earlier)))
    then = course[number]
    if then.check_ins and then.check_ins[-1].decision == "be-seen":
        return
    begin = then.check_ins[-1].date if then.check_ins else START
    end = course[number + 1].check_ins[-1].date if number < len(earlier) else today
    made_on = begin + timedelta(days=data.draw(st.integers(0, (end - begin).days)))
    for day in plan(COURSE, then, made_on, AHEAD).days:
        if day.day < today:
            continue
        now = ahead.get(day.day)
        same = now is not None and (now.phase, now.exercises, now.schedule) == (day.phase, day.exercises, day.schedule)
        kept = len(sessions(BASE.exercises, shown[day.day])) if day.day in shown else 0
        left = set(range(kept, len(sessions(BASE.exercises, day))))
        taken = set(gone[day.day].sessions) if day.day in gone else set()
        assert (same and day.day not in shown) or left <= taken, day
    for day in shown.values():
        now_there = set(range(len(sessions(BASE.exercises, day))))
        assert day.day not in gone or now_there.isdisjoint(gone[day.day].sessions)
        assert not (day.exercises and is_rest_day(day))


def test_every_event_of_a_file_has_a_name_of_its_own(made: Callable[..., str]) -> None:
    made("2026-03-08", "rest-days-over-and-walking", "--weeks", "8")
    names = [event.uid for event in entries(made("2026-03-20", "pain-has-come-back"))]
    assert len(set(names)) == len(names)


def events_of(text: str) -> tuple[Entry, ...]:
    """Those that stand. The others are cut out of the text first: most of the time would go to reading them."""
    head, *events = text.split("BEGIN:VEVENT")
    standing = [event.partition("END:VEVENT")[0] for event in events if "\nSTATUS:CANCELLED" not in event]
    whole = [f"BEGIN:VEVENT{event}END:VEVENT\r\n" for event in standing]
    found = entries("".join([head, *whole, "END:VCALENDAR\r\n"]))
    assert not any(event.cancelled for event in found)
    return found


def test_each_session_is_an_event_with_a_time_a_reminder_and_what_to_do(made: Callable[..., str]) -> None:
    text = made("2026-03-08", "rest-days-over-and-walking")
    sessions_of_day = [
        event for event in events_of(text) if event.begins.date() == date(2026, 3, 9) and "Exercise" in event.summary
    ]
    assert [event.begins.strftime("%H:%M") for event in sessions_of_day] == ["08:00", "18:00"]
    for event in events_of(text):
        assert event.ends > event.begins
        assert event.reminders == (Reminder("DISPLAY", timedelta(minutes=-10), event.summary),)
        assert event.access == "PRIVATE"
    said = sessions_of_day[0].description
    exercise = BASE.exercises["prone-leg-lift"]
    assert exercise.name["en"] in said
    assert exercise.how["en"] in said
    assert exercise.pain is not None
    assert exercise.pain["en"] in said


ZONES = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati")
"""Some that change their clocks, one of them by half an hour, and the farthest from UTC."""


@pytest.mark.parametrize(
    ("day", "zone"), [(day, zone) for day in ("2026-03-20", "2026-10-16") for zone in sample(ZONES, 2)]
)
def test_a_time_of_day_stays_what_it_is_when_clocks_change(made: Callable[..., str], day: str, zone: str) -> None:
    """Whatever a calendar program makes of times without a zone: there are none, only moments."""
    text = made(day, None, "--weeks", "4", "--zone", zone)
    for line in text.splitlines():
        if line.startswith(("DTSTART", "DTEND")):
            name, value = line.split(":")
            assert name in ("DTSTART", "DTEND")  # no TZID, no VALUE=DATE
            assert re.fullmatch(r"\d{8}T\d{6}Z", value)
    assert "VTIMEZONE" not in text  # what names no zone needs none
    hours = {
        event.begins.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        for event in events_of(text)
        if "Exercise" in event.summary
    }
    assert hours <= {"08:00", "18:00"}


def test_a_zone_that_is_none_is_refused(run: Run, case: Path) -> None:
    for wrong in ("Amsterdam", "../etc/passwd", "", "Europe"):
        refused = run("plan", case, "--zone", wrong, "--format", "ics")
        assert (refused.exit_code, "is no time zone; expected one such as" in refused.stderr) == (2, True), wrong


def test_a_time_that_the_clocks_skip_is_one_all_the_same(made: Callable[..., str]) -> None:
    text = made("2026-03-28", None, "--at", "02:30", "--zone", "Europe/Amsterdam")
    for event in events_of(text):
        assert event.ends > event.begins


def test_it_is_what_calendar_programs_take(made: Callable[..., str]) -> None:
    """What Google, Outlook and Apple ask of a file: RFC 5545 to the letter, of which each leaves something out."""
    raw = made("2026-03-08", "rest-days-over-and-walking").replace("\r\n", "\n").replace("\n", "\r\n")
    calendar = Calendar.from_ical(raw)
    assert {"prodid", "version", "method", "calscale"} <= {name.lower() for name in calendar}
    assert calendar["version"] == "2.0"
    for line in raw.split("\r\n"):
        assert len(line.encode()) <= 75
    for event in entries(raw):
        assert {"uid", "dtstamp", "dtstart", "dtend", "summary", "sequence"} <= event.keys
        assert event.stamp.tzinfo is not None  # in UTC, as it must be
        assert event.errors == ()
        assert len(event.description) < 8000  # more than that Google cuts off
    assert Calendar.from_ical(calendar.to_ical()).to_ical() == calendar.to_ical()


def test_one_says_oneself_when_to_exercise(run: Run, case: Path) -> None:
    done = run(
        *("plan", case, "--date", "2026-03-10", "--format", "ics", "--lang", "en", "--zone", "UTC"),
        *("--at", "06:45", "--at", "20:15"),
    )
    assert done.exit_code == 0
    times = {event.begins.strftime("%H:%M") for event in events_of(done.stdout) if "Exercise" in event.summary}
    assert times == {"06:45", "20:15"}
    for wrong, said in (("25:00", "25:00 is no time; expected one such as 07:30"), ("late", "late is no time")):
        refused = run("plan", case, "--at", wrong)
        assert (refused.exit_code, said in refused.stderr) == (2, True)
    assert run("plan", case, "--at", "20:00", "--at", "08:00").exit_code == 2


def test_the_name_of_an_event_is_the_same_in_every_plan(made: Callable[..., str]) -> None:
    one, other = (events_of(made("2026-03-03", None, "--weeks", weeks)) for weeks in ("2", "4"))
    names = {(event.begins, event.summary): event.uid for event in other}
    assert all(names[event.begins, event.summary] == event.uid for event in one)


@pytest.mark.parametrize(("words", "said"), [((), "07:30"), (("--at", "06:00"), "05:45"), (("--at", "00:05"), "00:00")])
def test_a_check_in_comes_before_the_exercises_of_its_day(
    made: Callable[..., str], words: tuple[str, ...], said: str
) -> None:
    """It may say to stay in the step before, or to stop."""
    events = events_of(made("2026-03-08", "rest-days-over-and-walking", *words))
    looks = [event.begins for event in events if "Check-in" in event.summary]
    assert looks
    for look in looks:
        assert look.strftime("%H:%M") == said
        assert all(look <= event.begins for event in events if event.begins.date() == look.date())
