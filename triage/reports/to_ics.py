"""A plan as a calendar file (RFC 5545). Made again, every event has the same UID, so that a calendar replaces it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from triage.explanation.phrases import say, text_in
from triage.follow_up.plan import Plan, PlanDay
from triage.language.model import Base
from triage.reports.plan import exercise_words, phases_of
from triage.version import VERSION


def plan_ics(base: Base, plan: Plan, stamp: date, language: str) -> str:
    """All-day events: one for every day on which there is something to do, and one for every check-in. `stamp` is the
    day on which the plan was made."""
    made = datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", f"-//triage {VERSION}//{base.id} {base.version}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{say('plan', language)}: {text_in(base.pathways[plan.pathway].name, language)}")
    phases = phases_of(base, plan)
    begun: set[str] = set()
    for day in plan.days:
        name = text_in(phases[day.phase].name, language)
        if day.exercises or day.schedule:
            summary = say("ics-exercise", language, phase=name)
            details = _details(base, day, language, doses=day.phase not in begun)
            begun |= {day.phase} if day.exercises else set()
            calendar.add_component(_event(base, plan, day, "day", made, summary, details))
        if day.check_in:
            summary = say("ics-check-in", language)
            calendar.add_component(_event(base, plan, day, "check-in", made, summary, say("plan-check-in", language)))
    return str(calendar.to_ical().decode())


def _event(base: Base, plan: Plan, day: PlanDay, kind: str, made: datetime, summary: str, details: str) -> Event:
    event = Event()
    event.add("uid", _uid(base.id, plan.pathway, plan.started.isoformat(), day.day.isoformat(), kind))
    event.add("dtstamp", made)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", details)
    event.add("transp", "TRANSPARENT")  # it does not make someone busy
    return event


def _uid(*parts: str) -> str:
    return f"{sha256('/'.join(parts).encode()).hexdigest()[:32]}@triage"


def _details(base: Base, day: PlanDay, language: str, doses: bool) -> str:
    """What to do on a day: exercises by name, and with their doses and the notice where a phase begins."""
    lines = [text_in(part.text, language) for part in day.schedule]
    if doses:
        lines += [exercise_words(base, name, language) for name in day.exercises]
        return "\n".join([*lines, "", text_in(base.notice, language)])
    if day.exercises:
        lines.append(", ".join(text_in(base.exercises[name].name, language) for name in day.exercises))
    return "\n".join(lines)
