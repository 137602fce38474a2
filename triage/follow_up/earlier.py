"""What earlier plans of a case said of a day, so that a calendar that took one over can be put right.

Nobody keeps which plans were made. They follow from the history of the case: after each check-in, and at the
beginning, a plan could be made for as many weeks as a calendar can take. Where a phase then lasted longer than planned,
a plan made a day later is another one; of such a time we only know that anything may have been planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from triage.cases.follow_up import FollowUp
from triage.follow_up.beginning import Course, beginning
from triage.follow_up.check_in import SEEN_FIRST
from triage.follow_up.plan import WEEK, Plan, PlanDay, plan, sessions, times_a_day
from triage.follow_up.standing import phase_since
from triage.language.base import Base
from triage.language.check_in import follows

AHEAD = 12
"""So many weeks a calendar takes at most: what it took must be possible to take out again, and not a year of it."""


@dataclass(frozen=True, slots=True)
class Stale:
    """What an earlier plan may have put on a day, and the present one does not: some sessions, by their number from 0,
    a check-in."""

    day: date
    sessions: tuple[int, ...]
    check_in: bool


def stale(course: Course, follow_up: FollowUp, first: date, present: Plan | None) -> list[Stale]:
    """What is to be taken out of a calendar, day by day from `first` on. `present` is None where there is no plan: then
    nothing may be left."""
    base = course.base
    check_ins = follows(course.inside, follow_up.pathway)
    planned = {} if present is None else {day.day: day for day in present.days}
    ahead = {}
    if present is not None:
        ahead = {day.day: day for day in plan(course, follow_up, first, AHEAD).days}
    doing: dict[date, int] = {}
    looking: set[date] = set()
    most = _most(base)
    for earlier_plan, sure in _earlier(course, follow_up, first):
        for day in earlier_plan.days:
            if day.day < first:
                continue
            same = sure and _same_plan(day, ahead.get(day.day))
            if not same:
                count = len(sessions(base.exercises, day)) if sure else most
                doing[day.day] = max(doing.get(day.day, 0), count)
            offered = planned.get(day.day, ahead.get(day.day) if same else None)
            if check_ins and (day.check_in or not sure) and not (offered is not None and offered.check_in):
                looking.add(day.day)
    gone = []
    for stale in sorted({*doing, *looking}):
        now = len(sessions(base.exercises, planned[stale])) if stale in planned else 0
        part = Stale(stale, tuple(range(now, doing.get(stale, 0))), stale in looking)
        if part.sessions or part.check_in:
            gone.append(part)
    return gone


def everything(base: Base, first: date) -> list[Stale]:
    """Every day on which a plan made until `first` can have put something, where no history tells."""
    turns = tuple(range(_most(base)))
    return [Stale(first + timedelta(days=number), turns, True) for number in range(AHEAD * WEEK)]


def _most(base: Base) -> int:
    """More sessions no day of a plan of this base can have."""
    return max((times_a_day(exercise) for exercise in base.exercises.values()), default=1)


def _same_plan(day: PlanDay, now: PlanDay | None) -> bool:
    return now is not None and replace(day, number=now.number) == now


def _earlier(course: Course, follow_up: FollowUp, first: date) -> Iterator[tuple[Plan, bool]]:
    """Every plan that could be made before `first`, and whether it is the only one that could be made at that time."""
    base, case = course.base, course.case
    anew: FollowUp | None = None
    until = [*(done.date for done in follow_up.check_ins), first]
    for number, end in enumerate(until):
        before = follow_up.check_ins[:number]
        if before and before[-1].decision == SEEN_FIRST:
            continue
        phase = follow_up.check_ins[number].phase if number < len(follow_up.check_ins) else follow_up.phase
        if anew is None and follow_up.begun is None and number < len(follow_up.check_ins):
            anew = beginning(base, replace(case, follow_up=None), follow_up.started, follow_up.started)
        start = _since(follow_up, number, phase, anew)
        then = replace(follow_up, phase=phase, since=start, check_ins=before)
        made_on = before[-1].date if before else start
        if made_on > end:
            continue
        later = -(
            -(end - made_on).days // WEEK
        )  # who made it on the last day has it so much longer, and not a day more
        earlier_plan = plan(course, then, made_on, AHEAD + later)
        earlier_plan = replace(
            earlier_plan, days=tuple(day for day in earlier_plan.days if day.day < end + timedelta(days=AHEAD * WEEK))
        )
        last = earlier_plan.spans[0].last
        yield earlier_plan, last is None or end <= last


def _since(follow_up: FollowUp, number: int, phase: str, anew: FollowUp | None) -> date:
    """The day on which the phase began that the case was in before the check-in with this number. `anew`: where it
    would begin, for a case whose file does not say where it began."""
    if number == len(follow_up.check_ins):
        return follow_up.since
    begun = phase_since(follow_up, number)
    if anew is None:
        return begun
    return anew.since if begun == follow_up.started and anew.phase == phase else begun
