"""A plan as a calendar file (RFC 5545). Made again, every event has the same UID, so that a calendar replaces it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from triage.explanation.phrases import say, text_in
from triage.follow_up.plan import Plan, PlanDay
from triage.language.model import Base
from triage.reports.plan import phases_of
from triage.reports.to_text import dose_words
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
    for day in plan.days:
        name = text_in(phases[day.phase].name, language)
        if day.exercises or day.schedule:
            summary = say("ics-exercise", language, phase=name)
            calendar.add_component(_event(base, plan, day, "day", made, summary, _details(base, day, language)))
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


def _details(base: Base, day: PlanDay, language: str) -> str:
    lines = [text_in(part.text, language) for part in day.schedule]
    for name in day.exercises:
        exercise = base.exercises[name]
        dose = dose_words(exercise, language)
        lines.append(f"{text_in(exercise.name, language)}{f': {dose}' if dose else ''}")
    return "\n".join([*lines, "", text_in(base.notice, language)])
