"""Why something did not come out: for each rule that could have brought it what was false and what is open, and the
fewest answers that would have made it true."""

from __future__ import annotations

from dataclasses import dataclass

from triage.explanation.change import Change, changes
from triage.explanation.proof import Prover
from triage.explanation.subject import Standing, Subject, standing, ways
from triage.inference.minimal_change import Effort, Goal, MinimalChange, TooMuch, goals
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import Condition, conjuncts, inward
from triage.language.evaluate import Known, evaluate

PATIENCE = 2_500
"""So many steps the fewest answers for one thing are searched for: a second or two. Where much is known it takes far
fewer."""


@dataclass(frozen=True, slots=True)
class Unsought:
    """The fewest changes were not looked for any longer; so many it takes at `least`."""

    least: int


Fewest = tuple[Change, ...] | Unsought | None
"""The fewest changes, None where no answers bring it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rule. `false` and `open` are the parts that it lacks; `fewest` the changes that would make it fire,
    None where no answers do. `rule` is empty where it is no rule of the author's."""

    rule: str
    holds: bool | None
    false: tuple[Condition, ...]
    open: tuple[Condition, ...]
    fewest: Fewest


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`fewest`: the changes that would bring the subject itself, None where no answers do. An urgency or pathway takes
    more than a rule that fires: none may bring what goes before it."""

    subject: Subject
    standing: Standing
    attempts: tuple[Attempt, ...]
    fewest: Fewest


def why_not(outcome: Outcome, prover: Prover, subject: Subject) -> WhyNot:
    """What the subject lacked. Where little is answered, something that takes fifty changes would be looked for longer
    than anybody waits: then no more is said than how many it takes at least, or with the `effort` of the prover
    TooMuch is raised."""
    base = outcome.base
    here = prover.minimal_change
    if prover.effort is None:
        here = MinimalChange(base, outcome.answers, effort=Effort(PATIENCE))

    def fewest(goal: Goal) -> Fewest:
        try:
            others = here.fewest(goal)
        except TooMuch as problem:
            if prover.effort is not None:
                raise
            return Unsought(problem.least)
        return None if others is None else changes(base, outcome.answers, others)

    outcome_goals = goals(base)
    attempts = []
    for way in ways(base, subject):
        false, still_open = lacking(way.when, prover.known)
        holds = evaluate(way.when, prover.known)
        attempts.append(Attempt(way.rule, holds, false, still_open, fewest(outcome_goals.goal(way.when))))
    return WhyNot(subject, standing(prover, outcome, subject), tuple(attempts), fewest(_goal(base, subject)))


def _goal(base: Base, subject: Subject) -> Goal:
    match subject.kind:
        case "finding":
            return goals(base).found(subject.id)
        case "urgency":
            return goals(base).urgency(subject.id)
        case "pathway":
            return goals(base).pathway(subject.id)
        case "caution":
            return goals(base).goal(base.cautions[subject.id].when)


def lacking(condition: Condition, known: Known) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """What keeps a condition from being true, of the parts that it needs all of: those that are false, and those that
    are open. A part that asks for one or some of several stays whole."""
    false: dict[Condition, None] = {}
    still_open: dict[Condition, None] = {}
    waiting = [inward(condition)]
    for part in waiting:
        seen, parts = evaluate(part, known), conjuncts(part)
        if parts != (part,):
            waiting += parts
        elif seen is False:
            false[part] = None
        elif seen is None:
            still_open[part] = None
    return tuple(false), tuple(still_open)
