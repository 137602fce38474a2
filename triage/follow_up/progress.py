"""Pain and phase over time, from the check-ins of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from triage.cases.follow_up import FollowUp, check_history
from triage.follow_up.check_in import how_bad
from triage.language.base import Base
from triage.language.errors import TriageError, in_shell
from triage.language.model import Pathway
from triage.words.message import phrased


@dataclass(frozen=True, slots=True)
class Point:
    """One check-in. `day`: days since the start; `pain` from 0 to 10, None where it was not asked or not known;
    `phase`: that after it, `before` that in which it was; `place`: the place of the phase after it in the pathway, from
    1; of a phase that it has no more, that of the phase before it."""

    date: date
    day: int
    pain: float | None
    phase: str
    place: int
    decision: str
    urgency: str
    before: str = ""


def progress(check_in: Base, pathway: Pathway, follow_up: FollowUp, file: str) -> tuple[Point, ...]:
    """The check-ins of a case in order. Raises TriageError where there is none yet."""
    if not follow_up.check_ins:
        begin = f"triage check-in {in_shell(file)}"
        raise TriageError(
            phrased(
                "{file}: no check-ins yet, so there is nothing to show; start with: {begin}", file=file, begin=begin
            )
        )
    phases = [phase.id for phase in pathway.phases]
    points = []
    place = 1
    for done, answers in zip(follow_up.check_ins, check_history(check_in, follow_up), strict=True):
        days = (done.date - follow_up.started).days
        if done.next_phase in phases:
            place = phases.index(done.next_phase) + 1
        felt = how_bad(check_in, answers)
        points.append(Point(done.date, days, felt, done.next_phase, place, done.decision, done.urgency, done.phase))
    return tuple(points)
