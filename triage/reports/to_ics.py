"""A plan as a calendar file (RFC 5545), which puts right what an earlier plan of the same case left in a calendar.

Each day of a case has one event for what to do, rest included, and at most one for a check-in. Its UID is always the
same, and SEQUENCE grows with every check-in and every day, so that a calendar takes the newer one. What earlier plans
held and this one does not is there too, as cancelled. METHOD is PUBLISH, which may carry both (RFC 5546, 3.2.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from triage.explanation.phrases import say, text_in
from triage.follow_up.earlier import Stale, everything, stale
from triage.follow_up.plan import Plan, PlanDay, is_rest_day
from triage.language.case import Case
from triage.language.follow_up import FollowUp
from triage.language.model import Base
from triage.reports.plan import exercise_words, phases_of
from triage.version import VERSION

ROOM = 100_000
"""More days than a complaint can last: so much is SEQUENCE raised by a check-in."""
DOING, LOOKING = "day", "check-in"
"""The two kinds of events that a day can have."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which case a calendar is of, and how new it is. `case` is what tells it from others: the name of its file;
    `check_ins` counts those so far; `made` is when it is written."""

    case: str
    started: date
    check_ins: int
    made: datetime

    @property
    def sequence(self) -> int:
        return self.check_ins * ROOM + max((self.made.date() - self.started).days, 0)


def calendar(
    base: Base,
    case: Case,
    found: FollowUp | None,
    plan: Plan | None,
    edition: Edition,
    first: date,
    language: str,
) -> str:
    """The calendar file of a case that stands where `found` says, from the day `first` on. Without a `plan` everything
    that earlier ones put on that day and later is cancelled."""
    if found is None or not _known(base, found):
        gone = everything(first)  # an interview that was corrected may have had another plan: nothing tells
    else:
        gone = stale(base, case, found, first, plan, plan is None or plan.check_ins)
    return plan_ics(base, plan, gone, edition, language)


def _known(base: Base, found: FollowUp) -> bool:
    """Whether this version of the base has every phase that the case was in."""
    pathway = base.pathways.get(found.pathway)
    phases = {phase.id for phase in pathway.phases} if pathway is not None else set()
    return {found.phase, *(done.phase for done in found.check_ins)} <= phases


def plan_ics(base: Base, plan: Plan | None, stale: Iterable[Stale], edition: Edition, language: str) -> str:
    """All-day events, one for every day and one for every check-in, and one for each that is cancelled. Without a plan
    there are only those."""
    calendar = Calendar()
    calendar.add("prodid", f"-//triage {VERSION}//{base.id} {base.version}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f": {text_in(base.pathways[plan.pathway].name, language)}" if plan is not None else ""
    calendar.add("x-wr-calname", f"{say('plan', language)}{name}")
    for day, kind, summary, details in _planned(base, plan, language) if plan is not None else ():
        event = _event(base, edition, day.day, kind, summary)
        event.add("description", details)
        event.add("transp", "TRANSPARENT")  # it does not make someone busy
        calendar.add_component(event)
    for part in stale:
        for kind, held in ((DOING, part.doing), (LOOKING, part.check_in)):
            if held:
                event = _event(base, edition, part.day, kind, say("ics-cancelled", language))
                event.add("status", "CANCELLED")
                calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _planned(base: Base, plan: Plan, language: str) -> Iterable[tuple[PlanDay, str, str, str]]:
    """Each event of a plan: its day, its kind, what it is called, and what it says."""
    phases = phases_of(base, plan)
    begun: set[str] = set()
    for day in plan.days:
        name = text_in(phases[day.phase].name, language)
        if plan.active:
            key = "ics-nothing" if is_rest_day(day) else "ics-exercise"
            details = _details(base, day, language, doses=bool(day.exercises) and day.phase not in begun)
            begun |= {day.phase} if day.exercises else set()
            yield day, DOING, say(key, language, phase=name), details
        if day.check_in:
            yield day, LOOKING, say("ics-check-in", language), say("plan-check-in", language)


def _event(base: Base, edition: Edition, day: date, kind: str, summary: str) -> Event:
    event = Event()
    event.add("uid", _uid(base.id, edition.case, edition.started.isoformat(), day.isoformat(), kind))
    event.add("sequence", edition.sequence)
    event.add("dtstamp", edition.made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    return event


def _uid(*parts: str) -> str:
    return f"{sha256('/'.join(parts).encode('utf-8', 'surrogateescape')).hexdigest()[:32]}@triage"


def _details(base: Base, day: PlanDay, language: str, doses: bool) -> str:
    """What to do on a day: exercises by name, and with their doses and the notice where a phase begins."""
    lines = [text_in(part.text, language) for part in day.schedule]
    if doses:
        lines += [exercise_words(base, name, language) for name in day.exercises]
        return "\n".join([*lines, "", text_in(base.notice, language)])
    if day.exercises:
        lines.append(", ".join(text_in(base.exercises[name].name, language) for name in day.exercises))
    return "\n".join(lines or [say("plan-nothing", language)])
