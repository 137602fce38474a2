"""A plan for a person and for a program: the phases to come, and what to do on each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TypedDict

from triage.explanation.phrases import say, text_in
from triage.follow_up.plan import Plan, PlanDay
from triage.language.model import Base, Pathway, Phase
from triage.reports.layout import Page
from triage.reports.to_json import KnowledgeJson
from triage.reports.to_text import dose_words


def phases_of(base: Base, plan: Plan) -> dict[str, Phase]:
    return {phase.id: phase for phase in base.pathways[plan.pathway].phases}


def day_words(day: date, language: str) -> str:
    """A date as people say it: Monday 23 November."""
    weekday = say("weekdays", language).split()[day.weekday()]
    return f"{weekday} {day.day} {say('months', language).split()[day.month - 1]}"


def span_words(first: date, last: date | None, language: str) -> str:
    if last is None:
        return say("from-day", language, first=day_words(first, language))
    return say("from-to-day", language, first=day_words(first, language), last=day_words(last, language))


def plan_text(base: Base, plan: Plan, language: str, page: Page) -> str:
    """The plan, phase by phase. Days that are alike stand together; exercises stand once in each phase, numbered."""
    pathway: Pathway = base.pathways[plan.pathway]
    phases = phases_of(base, plan)
    page.heading(f"{say('plan', language)}: {text_in(pathway.name, language)}")
    page.paragraph(means(plan, language))
    for span in plan.spans:
        page.heading(text_in(phases[span.phase].name, language))
        page.paragraph(span_words(span.first, span.last, language))
        days = [day for day in plan.days if day.phase == span.phase]
        names = list(dict.fromkeys(name for day in days for name in day.exercises))
        if names:
            page.gap()
            page.label(f"{say('exercises', language)}:", 2)
            for number, name in enumerate(names, 1):
                page.bullets([exercise_words(base, name, language)], indent=4, mark=f"{number}.")
        page.gap()
        for doing, alike in groupby(days, key=lambda day: doing_words(names, day, language)):
            same = [day.day for day in alike]
            when = day_words(same[0], language) if len(same) == 1 else span_words(same[0], same[-1], language)
            page.bullets([f"{when}: {doing}"])
    page.gap()
    page.paragraph(text_in(base.notice, language))
    return page.text()


def means(plan: Plan, language: str) -> str:
    """When to go on to a next phase."""
    return say("plan-means" if plan.check_ins else "plan-means-alone", language)


def exercise_words(base: Base, name: str, language: str) -> str:
    """An exercise with its dose."""
    exercise = base.exercises[name]
    dose = dose_words(exercise, language)
    return f"{text_in(exercise.name, language)}{f': {dose}' if dose else ''}"


def doing_words(names: Sequence[str], day: PlanDay, language: str) -> str:
    """What to do on a day, in a line. `names` are the exercises of the phase, in the order of their numbers."""
    done = [text_in(part.text, language) for part in day.schedule]
    if day.exercises:
        numbers = [str(names.index(name) + 1) for name in day.exercises]
        some = "plan-some-one" if len(numbers) == 1 else "plan-some"
        key = "plan-exercises" if len(numbers) == len(names) else some
        done.append(f"{say(key, language, numbers=', '.join(numbers)).capitalize()}.")
    if not done:
        done.append(f"{say('rest', language).capitalize()}.")
    if day.check_in:
        done.append(say("plan-check-in", language))
    return " ".join(done)


class PlanSpanJson(TypedDict):
    """A phase in the calendar; `last` is null where it is open-ended."""

    phase: str
    name: str
    first: str
    last: str | None


class PlanExerciseJson(TypedDict):
    """An exercise of a day; `dose` in words."""

    id: str
    name: str
    dose: str


class PlanDayJson(TypedDict):
    """One day; `number` counts the days of its phase from 1."""

    date: str
    phase: str
    number: int
    exercises: list[PlanExerciseJson]
    schedule: list[str]
    check_in: bool


class PlanJson(TypedDict):
    """The plan for the coming weeks, if all goes well. `means` says when to go on to a next phase."""

    case: str
    language: str
    pathway: str
    pathway_name: str
    started: str
    means: str
    phases: list[PlanSpanJson]
    days: list[PlanDayJson]
    notice: str
    knowledge: KnowledgeJson


def plan_json(base: Base, plan: Plan, language: str, case: str = "") -> PlanJson:
    """A plan as plain data, fit for `json.dumps`."""
    phases = phases_of(base, plan)
    return {
        "case": case,
        "language": language,
        "pathway": plan.pathway,
        "pathway_name": text_in(base.pathways[plan.pathway].name, language),
        "started": plan.started.isoformat(),
        "means": means(plan, language),
        "phases": [
            {
                "phase": span.phase,
                "name": text_in(phases[span.phase].name, language),
                "first": span.first.isoformat(),
                "last": span.last.isoformat() if span.last else None,
            }
            for span in plan.spans
        ],
        "days": [_day(base, day, language) for day in plan.days],
        "notice": text_in(base.notice, language),
        "knowledge": {"name": base.id, "version": base.version, "hash": base.hash},
    }


def _day(base: Base, day: PlanDay, language: str) -> PlanDayJson:
    return {
        "date": day.day.isoformat(),
        "phase": day.phase,
        "number": day.number,
        "exercises": [
            {
                "id": name,
                "name": text_in(base.exercises[name].name, language),
                "dose": dose_words(base.exercises[name], language),
            }
            for name in day.exercises
        ],
        "schedule": [text_in(part.text, language) for part in day.schedule],
        "check_in": day.check_in,
    }
