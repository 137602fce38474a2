"""A plan for a person and for a program: the phases to come, and what to do on each day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from triage.follow_up.plan import Plan, PlanDay, Refusal
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.model import Item, Pathway, Phase, ScheduleDay
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import COLOURS, Page
from triage.reports.person.to_text import dose_words
from triage.reports.to_json import KnowledgeJson, UrgencyId, knowledge_record
from triage.words.saying import say

Day = date


def phases_of(base: Base, plan: Plan) -> dict[str, Phase]:
    return {phase.id: phase for phase in base.pathways[plan.pathway].phases}


def day_words(day: date, language: str, year: int | None = None) -> str:
    """A date as people say it: Monday 23 November; with its year where that is not `year`, in which one reads it."""
    weekday = say("weekdays", language).split()[day.weekday()]
    other = f" {day.year}" if year is not None and day.year != year else ""
    return f"{weekday} {day.day} {say('months', language).split()[day.month - 1]}{other}"


def short_day(day: date, language: str) -> str:
    """A date in a list: 23 Nov."""
    return f"{day.day} {say('months-short', language).split()[day.month - 1]}"


def span_words(first: date, last: date | None, language: str, year: int | None = None) -> str:
    if last is None:
        return say("from-day", language, first=day_words(first, language, year))
    if last == first:
        return day_words(first, language, year)
    words = {"first": day_words(first, language, year), "last": day_words(last, language, year)}
    return say("from-to-day", language, **words)


def plan_text(words: Words, plan: Plan, page: Page) -> str:
    """The plan, phase by phase. Days that are alike stand together; exercises stand once in each phase, numbered, and
    how to do one is said where it comes first."""
    base = words.base
    year = plan.days[0].day.year if plan.days else None
    told: set[str] = set()
    pathway: Pathway = base.pathways[plan.pathway]
    phases = phases_of(base, plan)
    page.heading(f"{words.say('plan')}: {words.text(pathway.name)}")
    page.paragraph(means(plan, words.language))
    if not plan.active:
        # Nothing is planned by the day: what there is to do is said once, and no day is called one of rest.
        page.paragraph(words.say("plan-no-exercises"))
        for key, items in (("do", plan.do), ("avoid", plan.avoid)):
            if items:
                page.gap()
                page.label(f"{words.say(key)}:")
                page.bullets(words.text(item.text) for item in items)
    for span in plan.spans:
        page.heading(words.text(phases[span.phase].name))
        page.paragraph(span_words(span.first, span.last, words.language, year))
        days = [day for day in plan.days if day.phase == span.phase]
        names = list(dict.fromkeys(name for day in days for name in day.exercises))
        if names:
            page.gap()
            page.label(f"{words.say('exercises')}:", 2)
            for number, name in enumerate(names, 1):
                page.bullets([exercise_words(words, name)], indent=4, mark=f"{number}.")
                for line in () if name in told else how_words(words, name):
                    page.paragraph(line, indent=7)
                told.add(name)
        page.gap()
        days = days if plan.active else [day for day in days if day.check_in]
        for doing, same_days in groupby(days, key=lambda day: doing_words(names, day, words.language)):
            same = [day.day for day in same_days]
            page.bullets([f"{span_words(same[0], same[-1], words.language, year)}: {doing}"])
        if plan.background.get(span.phase):
            page.gap()
            page.label(f"{words.say('background')}:", 2)
            page.bullets((words.text(item.text) for item in plan.background[span.phase]), indent=4)
    page.gap()
    if any(day.check_in for day in plan.days):
        page.paragraph(words.say("plan-how"))
    page.paragraph(words.text(base.notice))
    return page.text()


def refusal_text(refused: Refusal, signs: Sequence[str], language: str, page: Page) -> str:
    """What to do instead, where there is no plan. `signs` are the warning signs that stand, in words."""
    level = refused.base.urgencies[refused.urgency]
    page.heading(f"{say('urgency', language)}: {text_in(level.name, language)}", COLOURS[level.help])
    page.paragraph(text_in(level.act, language))
    page.heading(say("plan-none", language))
    page.paragraph(refusal_words(refused, language))
    if signs:
        page.heading(say("warning-signs", language), "red")
        page.bullets(signs)
    for key, items in (("do", refused.do), ("avoid", refused.avoid)):
        if items:
            page.gap()
            page.label(f"{say(key, language)}:")
            page.bullets(text_in(item.text, language) for item in items)
    page.gap()
    page.paragraph(text_in(refused.base.notice, language))
    page.gap()
    page.paragraph(f"{text_in(level.name, language)}: {text_in(level.act, language)}")
    return page.text()


def refusal_words(refused: Refusal, language: str) -> str:
    """Why there is no plan. Who waits for an ordinary appointment reads in the advice which exercises to leave."""
    if refused.day is None:
        return say("plan-none-interview", language)
    key = "plan-none-check-in" if refused.base.levels.asks_soon(refused.urgency) else "plan-none-planned"
    return say(key, language, day=day_words(refused.day, language))


def means(plan: Plan, language: str) -> str:
    """When to go on to a next phase."""
    return say("plan-means" if plan.check_ins else "plan-means-alone", language)


def exercise_words(words: Words, name: str) -> str:
    """An exercise with its dose."""
    exercise = words.base.exercises[name]
    dose = dose_words(exercise, words.language)
    return f"{words.text(exercise.name)}{f': {dose}' if dose else ''}"


def how_words(words: Words, name: str) -> tuple[str, ...]:
    """How to do an exercise, and what pain is fine."""
    exercise = words.base.exercises[name]
    return tuple(words.text(text) for text in (exercise.how, exercise.pain) if text is not None)


def doing_words(names: Sequence[str], day: PlanDay, language: str) -> str:
    """What to do on a day, in a line. `names` are the exercises of the phase, in the order of their numbers. A check-in
    comes first: it may say that the day is another one."""
    done = [text_in(part.text, language) for part in day.schedule]
    if day.exercises:
        numbers = [str(names.index(name) + 1) for name in day.exercises]
        key = "plan-all" if done else "plan-exercises"
        listed = ", ".join(numbers)
        if len(numbers) == len(names):
            which = say(key, language)
        else:
            which = say("plan-some", language, len(numbers), numbers=listed)
        done.append(say("plan-also", language, which=which) if done else f"{which.capitalize()}.")
    if not done:
        done.append(say("plan-nothing", language))
    return " ".join([say("plan-check-in", language), *done] if day.check_in else done)


class RefusedJson(NamedTuple):
    """Why there is no plan: somebody is to look first, as soon as `urgency` says. `check_in` is the day of the check-in
    that says so, null where the interview does; `act` is what to do about it, `do` and `avoid` what to do till then."""

    because: str
    urgency: UrgencyId
    urgency_name: str
    act: str
    check_in: date | None
    warning_signs: Sequence[str]
    do: Sequence[str]
    avoid: Sequence[str]


class PlanSpanJson(NamedTuple):
    """A phase in the calendar, and what is good to know of it; `last` is null where it is open-ended."""

    phase: str
    name: str
    first: date
    last: date | None
    background: Sequence[str]


class PlanExerciseJson(NamedTuple):
    """An exercise of a day; `dose` in words, `how` to do it, and what `pain` is fine, null where nothing is said."""

    id: str
    name: str
    dose: str
    how: str
    pain: str | None


class PlanDayJson(NamedTuple):
    """One day; `number` counts the days of its phase from 1."""

    date: Day
    phase: str
    number: int
    exercises: Sequence[PlanExerciseJson]
    schedule: Sequence[str]
    check_in: bool


class PlanJson(NamedTuple):
    """The plan for the coming weeks, if all goes well. `means` says when to go on to a next phase. Where `refused` is
    not null there is no plan, and no day; `notices` is what to know before reading on; `started` is null where a
    refused plan did not need it."""

    case: str
    language: str
    notices: Sequence[str]
    refused: RefusedJson | None
    pathway: str
    pathway_name: str
    started: date | None
    means: str
    phases: Sequence[PlanSpanJson]
    days: Sequence[PlanDayJson]
    notice: str
    knowledge: KnowledgeJson


def plan_json(words: Words, plan: Plan, case: str = "", notices: Sequence[str] = ()) -> Json:
    """A plan as plain data, fit for `json.dumps`. It speaks of the case, whoever answered it."""
    words = words.plain()
    phases = phases_of(words.base, plan)
    record = PlanJson(
        case=case,
        language=words.language,
        notices=notices,
        refused=None,
        pathway=plan.pathway,
        pathway_name=words.text(words.base.pathways[plan.pathway].name),
        started=plan.started,
        means=means(plan, words.language),
        phases=[
            PlanSpanJson(
                span.phase,
                words.text(phases[span.phase].name),
                span.first,
                span.last,
                _texts(plan.background.get(span.phase, ()), words.language),
            )
            for span in plan.spans
        ],
        days=[_day(words, day) for day in plan.days],
        notice=words.text(words.base.notice),
        knowledge=knowledge_record(words.base),
    )
    return to_json(record)


def refusal_json(
    words: Words,
    refused: Refusal,
    signs: Sequence[str],
    started: date | None,
    case: str = "",
    notices: Sequence[str] = (),
) -> Json:
    """No plan as plain data: the same form, without a day. `signs` are the warning signs that stand, in words."""
    words = words.plain()
    level = refused.base.urgencies[refused.urgency]
    pathway = words.base.pathways.get(refused.pathway)
    because = refusal_words(refused, words.language)
    record = PlanJson(
        case=case,
        language=words.language,
        notices=notices,
        refused=RefusedJson(
            because=because,
            urgency=refused.urgency,
            urgency_name=words.text(level.name),
            act=words.text(level.act),
            check_in=refused.day,
            warning_signs=signs,
            do=_texts(refused.do, words.language),
            avoid=_texts(refused.avoid, words.language),
        ),
        pathway=refused.pathway,
        pathway_name=words.text(pathway.name) if pathway is not None else refused.pathway,
        started=started,
        means=because,
        phases=[],
        days=[],
        notice=words.text(words.base.notice),
        knowledge=knowledge_record(words.base),
    )
    return to_json(record)


def _texts(items: Iterable[Item | ScheduleDay], language: str) -> list[str]:
    return [text_in(item.text, language) for item in items]


def _day(words: Words, day: PlanDay) -> PlanDayJson:
    return PlanDayJson(
        day.day,
        day.phase,
        day.number,
        [_exercise(words, name) for name in day.exercises],
        _texts(day.schedule, words.language),
        day.check_in,
    )


def _exercise(words: Words, name: str) -> PlanExerciseJson:
    exercise = words.base.exercises[name]
    pain = None if exercise.pain is None else words.text(exercise.pain)
    how = words.text(exercise.how)
    return PlanExerciseJson(name, words.text(exercise.name), dose_words(exercise, words.language), how, pain)
