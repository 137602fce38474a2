"""A plan as a calendar file (RFC 5545), which puts right what an earlier plan of the same case left in a calendar.

Each exercise session is one event, with a time of day, a reminder, and how to do the exercises; so is each check-in.
Times are moments in UTC, made from the clock of the person: eight in the morning is eight where they live, in summer
and in winter. A time without a zone is read as UTC by some calendar programs (docs/calendars.md). The UID of an event
is always the same, and SEQUENCE grows with every check-in and every day, so that a calendar takes the newer one. What
earlier plans held and this one does not is there too, as cancelled. METHOD is PUBLISH, which may carry both (RFC 5546,
3.2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256

from icalendar import Alarm, Calendar, Component, Event

from triage.cases.follow_up import FollowUp
from triage.follow_up.beginning import Course
from triage.follow_up.earlier import Stale, everything, stale
from triage.follow_up.plan import Plan, PlanDay, sessions
from triage.language.base import Base
from triage.language.errors import ORDERS
from triage.language.words import Words
from triage.reports.person.plan import exercise_words, how_words, phases_of
from triage.version import VERSION

ROOM = 100_000
"""More days than a complaint can last: so much is SEQUENCE raised by a check-in."""
DOING, LOOKING = "day", "check-in"
"""The two kinds of events that a day can have; of a second session the number stands behind it."""
SINGLE, EARLY, LATE = time(18), time(8), time(20)
"""One session is late in the day; several are spread from early to late."""
LOOK_AT, BEFORE = time(7, 30), timedelta(minutes=15)
"""A check-in comes before the first session of its day: it may say that the day is another one."""
LASTS, LOOKS = timedelta(minutes=30), timedelta(minutes=10)
REMINDER = timedelta(minutes=-10)
MOMENTS = ("DTSTART", "DTEND")


@dataclass(frozen=True, slots=True)
class Edition:
    """Which case a calendar is of, and how new it is. `case` is what tells it from others: the name of its file;
    `check_ins` counts those so far; `written` is when that is; `at` the times of day somebody exercises, where they
    say so; `zone` the clock they live by, that of this computer where nothing is said."""

    case: str
    started: date
    check_ins: int
    written: datetime
    at: tuple[time, ...] = ()
    zone: tzinfo | None = None

    def moment(self, day: date, at: time) -> datetime:
        """A time of day as a moment in UTC; as it is on days that no clock reaches."""
        there = datetime.combine(day, at, self.zone)
        try:
            return there.astimezone(UTC)
        except (OverflowError, OSError, ValueError):
            return there.replace(tzinfo=UTC)

    @property
    def sequence(self) -> int:
        return self.check_ins * ROOM + max((self.written.date() - self.started).days, 0)


def calendar(
    words: Words, course: Course, follow_up: FollowUp | None, plan: Plan | None, edition: Edition, first: date
) -> str:
    """The calendar file of a case that stands where `found` says, from the day `first` on. Without a `plan` everything
    that earlier ones put on that day and later is cancelled."""
    base = words.base
    if follow_up is None or not _known(base, follow_up):
        gone = everything(base, first)  # an interview that was corrected may have had another plan: nothing tells
    else:
        gone = stale(course, follow_up, first, plan)
    return plan_ics(words, plan, gone, edition)


def _known(base: Base, follow_up: FollowUp) -> bool:
    """Whether this version of the base has every phase that the case was in."""
    pathway = base.pathways.get(follow_up.pathway)
    phases = {phase.id for phase in pathway.phases} if pathway is not None else set()
    return {follow_up.phase, *(done.phase for done in follow_up.check_ins)} <= phases


def plan_ics(words: Words, plan: Plan | None, stale: Iterable[Stale], edition: Edition) -> str:
    """An event for every session and for every check-in, and one for each that is cancelled. Without a plan there are
    only those."""
    base = words.base
    calendar = Calendar()
    calendar.add("prodid", f"-//triage {VERSION}//{base.id} {base.version}//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = f": {words.text(base.pathways[plan.pathway].name)}" if plan is not None else ""
    calendar.add("x-wr-calname", f"{words.say('plan')}{name}")
    head, end, _ = _text(calendar).partition("END:VCALENDAR")
    writer = _Writer(base, edition)
    events = [head]
    for day, kind, start, lasts, summary, details in _planned(words, plan, edition) if plan is not None else ():
        events.append(writer.event(day.day, kind, start, lasts, summary, details))
    for part in stale:
        kinds = [(_kind(turn), start_of(turn, turn + 1, edition.at), LASTS) for turn in part.sessions]
        for kind, start, lasts in [*kinds, *([(LOOKING, look_at(edition.at), LOOKS)] if part.check_in else [])]:
            events.append(writer.event(part.day, kind, start, lasts, words.say("ics-cancelled"), None))
    return "".join([*events, end, "\r\n"])


class _Writer:
    """Writes events. Most days of a plan say what another says: but for its name and its moments, an event is written
    once."""

    def __init__(self, base: Base, edition: Edition) -> None:
        self._base = base
        self._edition = edition
        self._written: dict[tuple[timedelta, str, str | None], list[str]] = {}

    def event(self, day: date, kind: str, start: time, lasts: timedelta, summary: str, details: str | None) -> str:
        """Without `details` it is cancelled."""
        edition, begins = self._edition, self._edition.moment(day, start)
        uid = _uid(self._base.id, edition.case, edition.started.isoformat(), day.isoformat(), kind)
        moments = begins, begins + lasts
        key = (lasts, summary, details)
        if key not in self._written:
            self._written[key] = _text(_event(edition, uid, moments, summary, details)).split("\r\n")
        own = {"UID": uid, **{name: _moment(at) for name, at in zip(MOMENTS, moments, strict=True)}}
        return "\r\n".join(
            f"{name}:{own[name]}" if (name := line.partition(":")[0]) in own else line for line in self._written[key]
        )


def _text(part: Component) -> str:
    return ORDERS.sub("", part.to_ical().decode().replace("\r\n", "\n")).replace("\n", "\r\n")


def _moment(at: datetime) -> str:
    return f"{at.year:04}{at:%m%dT%H%M%SZ}"


def _kind(turn: int) -> str:
    return DOING if turn == 0 else f"{DOING}-{turn + 1}"


def start_of(turn: int, of: int, at: Sequence[time] = ()) -> time:
    """When a session begins, of so many on that day."""
    if turn < len(at):
        return at[turn]
    if of == 1:
        return SINGLE
    minutes = [moment.hour * 60 + moment.minute for moment in (EARLY, SINGLE if of == 2 else LATE)]
    now = minutes[0] + (minutes[1] - minutes[0]) * turn // (of - 1)
    return time(now // 60, now % 60 // 15 * 15)


def look_at(at: Sequence[time] = ()) -> time:
    """When one looks how it goes."""
    if not at or at[0] > LOOK_AT:
        return LOOK_AT
    before = datetime.combine(date.min + timedelta(days=1), at[0]) - BEFORE
    return before.time() if before.date() > date.min else time(0)


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", REMINDER)
    return alarm


def _planned(words: Words, plan: Plan, edition: Edition) -> Iterable[tuple[PlanDay, str, time, timedelta, str, str]]:
    """Each event of a plan: its day, its kind, when it begins and how long it lasts, what it is called and says."""
    phases = phases_of(words.base, plan)
    for day in plan.days:
        name = words.text(phases[day.phase].name)
        sessions_of_day = sessions(words.base.exercises, day) if plan.active else ()
        for turn, exercises in enumerate(sessions_of_day):
            number = f" ({turn + 1}/{len(sessions_of_day)})" if len(sessions_of_day) > 1 else ""
            summary = f"{words.say('ics-exercise', phase=name)}{number}"
            details = _details(words, day if turn == 0 else None, exercises)
            yield day, _kind(turn), start_of(turn, len(sessions_of_day), edition.at), LASTS, summary, details
        if day.check_in:
            yield day, LOOKING, look_at(edition.at), LOOKS, words.say("ics-check-in"), words.say("ics-how")


def _event(edition: Edition, uid: str, moments: tuple[datetime, datetime], summary: str, details: str | None) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", edition.sequence)
    event.add("dtstamp", edition.written)
    for name, moment in zip(MOMENTS, moments, strict=True):
        event.add(name, moment)
    event.add("summary", summary)
    if details is None:
        event.add("status", "CANCELLED")
        return event
    event.add("description", details)
    event.add("transp", "TRANSPARENT")  # it does not make someone busy
    event.add("class", "PRIVATE")
    event.add_component(_reminder(summary))
    return event


def _uid(*parts: str) -> str:
    return f"{sha256('/'.join(parts).encode('utf-8', 'surrogateescape')).hexdigest()[:32]}@triage"


def _details(words: Words, day: PlanDay | None, exercises: Sequence[str]) -> str:
    """What to do in a session: what the schedule says of the `day`, each exercise with its dose, how to do it and what
    pain is fine, and the notice."""
    parts = [words.text(part.text) for part in (day.schedule if day is not None else ())]
    for name in exercises:
        parts.append("\n".join([f"{exercise_words(words, name)}.", *how_words(words, name)]))
    return "\n\n".join([*parts, words.text(words.base.notice)])
