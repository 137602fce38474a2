"""The days to come: which phase, which exercises, when to look how it goes.

A plan is what happens if all goes well. Nobody goes on to a next phase because a date has come: that takes a check-in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from triage.cases.follow_up import FollowUp
from triage.follow_up.beginning import Course
from triage.follow_up.standing import Standing
from triage.inference.outcome import Stretch
from triage.language.base import Base
from triage.language.check_in import follows
from triage.language.criteria import criteria, lowest
from triage.language.model import Exercise, Item, Phase, ScheduleDay

WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """A phase in the calendar. `last` is None where it is open-ended; `due` is the day of the check-in that can end
    it, the first on which it has lasted long enough."""

    phase: str
    first: date
    last: date | None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day. `number` counts the days of the phase from 1; `check_in`: look today how it goes."""

    day: date
    phase: str
    number: int
    exercises: tuple[str, ...]
    schedule: tuple[ScheduleDay, ...]
    check_in: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`spans` are the phases that begin within the plan, and the current one. `check_ins`: whether there are any;
    `active`: whether the pathway has anything to exercise. `do` and `avoid` are what the current phase asks for,
    `background` what is good to know of each phase."""

    pathway: str
    started: date
    check_ins: bool
    spans: tuple[Span, ...]
    days: tuple[PlanDay, ...]
    active: bool = True
    do: tuple[Item, ...] = ()
    avoid: tuple[Item, ...] = ()
    background: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is nothing to plan: somebody is to look first, at this `urgency`, which is one of `base`. `day` is that
    of the check-in that says so, None where the interview does; `do` and `avoid` are what to do until then."""

    base: Base
    urgency: str
    day: date | None
    pathway: str
    do: tuple[Item, ...]
    avoid: tuple[Item, ...]


def refusal(standing: Standing) -> Refusal | None:
    """Why a case has no plan as it stands; None where it may have one."""
    if not standing.stops:
        return None
    outcome = standing.speaks
    base = outcome.base
    current = next((part for part in outcome.phases if part.state == "current"), outcome.phases[0])
    rank = base.levels.rank
    says = base is not standing.base or rank[standing.outcome.urgency] >= rank[standing.urgency] or bool(standing.owed)
    follow_up = standing.case.follow_up
    since = None
    if standing.past:
        since = standing.done.date if standing.done is not None else next((one.day for one in standing.owed), None)
    return Refusal(
        base,
        standing.urgency,
        since,
        follow_up.pathway if follow_up is not None else outcome.pathway,
        current.do if says else (),
        current.avoid if says else (),
    )


def plan(course: Course, follow_up: FollowUp, first: date, weeks: int) -> Plan:
    """The plan from `first` on, for who may have one (see `refusal`)."""
    base = course.base
    check_ins = follows(course.inside, follow_up.pathway)
    last = first + timedelta(days=weeks * WEEK - 1)
    phases = {phase.id: phase for phase in base.pathways[follow_up.pathway].phases}
    spans = tuple(_spans(course.inside, list(phases.values()), follow_up, first, last))
    due = {span.due for span in spans}
    days: list[PlanDay] = []
    background: dict[str, tuple[Item, ...]] = {}
    for span in spans:
        start = max(span.first, first)
        advice = next(part for part in course.stretches(follow_up, start) if part.phase == span.phase)
        background[span.phase] = advice.background
        end = min(span.last or last, last)
        for offset in range((end - start).days + 1):
            day = start + timedelta(days=offset)
            number = (day - span.first).days + 1
            anew = phases[span.phase].schedule_repeats
            exercises = exercises_on(base.exercises, advice, number, anew)
            looked_at = check_ins and (day in due or (number > 1 and number % WEEK == 1))
            scheduled = schedule_on(advice.schedule, number, anew)
            days.append(PlanDay(day, span.phase, number, exercises, scheduled, looked_at))
    stretches = course.stretches(follow_up, first)
    current = next(part for part in stretches if part.phase == follow_up.phase)
    active = any(part.exercises or part.schedule for part in stretches)
    return Plan(
        follow_up.pathway,
        follow_up.started,
        check_ins,
        spans,
        tuple(days),
        active,
        current.do,
        current.avoid,
        background,
    )


def sessions(exercises: Mapping[str, Exercise], day: PlanDay) -> tuple[tuple[str, ...], ...]:
    """The exercises of each session of a day: one that is done so many times a day is in so many of them, and what the
    schedule says belongs to the first. A day of rest has none."""
    if is_rest_day(day):
        return ()
    times = {name: times_a_day(exercises[name]) for name in day.exercises}
    most = max(times.values(), default=1)
    return tuple(tuple(name for name in day.exercises if times[name] > turn) for turn in range(most))


def times_a_day(exercise: Exercise) -> int:
    """Of a range we plan the lower end."""
    return max(int(exercise.dose.get("per-day", (1, 1))[0]), 1)


def is_rest_day(day: PlanDay) -> bool:
    """Whether a day asks for nothing but rest."""
    return not day.exercises and all(part.rest for part in day.schedule)


def _spans(
    inside: Base | None, phases: Sequence[Phase], follow_up: FollowUp, first: date, last: date
) -> Iterator[Span]:
    """The current phase lasts at least until `first`, and each as long as it may take."""
    place = next(number for number, phase in enumerate(phases) if phase.id == follow_up.phase)
    start = follow_up.since
    for phase in phases[place:]:
        if start > last:
            return
        if phase.takes is None:
            yield Span(phase.id, start, None)
            return
        over = start + timedelta(days=int(phase.takes[1]))
        over = max(over, follow_up.started + timedelta(days=_days_of_complaint(inside, phase)))
        end = max(over - timedelta(days=1), first)
        yield Span(phase.id, start, end, max(over, first) if phase is not phases[-1] else None)
        start = end + timedelta(days=1)


def _days_of_complaint(inside: Base | None, phase: Phase) -> int:
    """So many days after the complaint began a phase is left, where its criteria say so: what is sooner for some, such
    as whoever was tested, is not planned."""
    days = inside.telling.get("days-since-start", "") if inside is not None else ""
    return ceil(max((lowest(criterion.written, days, max) for _, criterion in criteria(phase)), default=0))


def exercises_on(
    exercises: Mapping[str, Exercise], stretch: Stretch, number: int, repeats: bool = False
) -> tuple[str, ...]:
    """The exercises for the day of a phase with this number. What names no frequency goes along with what does.

    Where a schedule says what to do that day, only what is done so many times a week or a day comes with it, and on a
    day of rest nothing does. `repeats`: see `schedule_on`."""
    free = _free_days(stretch.schedule, number, repeats)
    weekly = {name for name in stretch.exercises if _weekly(exercises[name], free, number)}
    daily = {
        name for name in stretch.exercises if "per-day" in (dose := exercises[name].dose) and "per-week" not in dose
    }
    scheduled = schedule_on(stretch.schedule, number, repeats)
    if scheduled:
        rests = any(part.rest for part in scheduled)
        return tuple(name for name in stretch.exercises if name in weekly or (name in daily and not rests))
    along = {name for name in stretch.exercises if (weekly or daily) and not _has_frequency(exercises[name])}
    return tuple(name for name in stretch.exercises if name in weekly | daily | along)


def _has_frequency(exercise: Exercise) -> bool:
    return "per-week" in exercise.dose or "per-day" in exercise.dose


def _free_days(schedule: Sequence[ScheduleDay], number: int, repeats: bool) -> list[int]:
    """The days of the same week on which the schedule asks for no rest."""
    start = number - (number - 1) % WEEK
    return [
        day for day in range(start, start + WEEK) if not any(part.rest for part in schedule_on(schedule, day, repeats))
    ]


def _weekly(exercise: Exercise, free: Sequence[int], number: int) -> bool:
    """So many times a week are spread over the days that are free for it; of a range we plan the lower end."""
    if "per-week" not in exercise.dose or not free:
        return False
    times = min(max(int(exercise.dose["per-week"][0]), 1), len(free))
    return number in {free[turn * len(free) // times] for turn in range(times)}


def schedule_on(schedule: Sequence[ScheduleDay], number: int, repeats: bool = False) -> tuple[ScheduleDay, ...]:
    """What a schedule says of the day of a phase with this number. Where it `repeats` it starts anew after its last
    day; otherwise it is over then, and says nothing."""
    if not schedule:
        return ()
    cycle = max(part.days[1] for part in schedule)
    turn = (number - 1) % cycle + 1 if repeats else number
    return tuple(part for part in schedule if part.days[0] <= turn <= part.days[1])
