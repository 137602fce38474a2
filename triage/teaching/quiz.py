"""Questions about steps that are still hidden: which rule fires next, what it adds, what becomes of a finding.

They are made from the steps of a real run, so what is right is what the engine did. The same seed gives the same quiz.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from typing import Literal

from triage.inference.clauses import Clause
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.evaluate import Known, evaluate
from triage.language.model import Rule
from triage.teaching.steps import Step, kind_of

Sort = Literal["next", "adds", "status"]
STATUSES = ("established", "refuted", "open")
OPTIONS = 4
"""So many rules there are to choose from."""


@dataclass(frozen=True, slots=True)
class Question:
    """`of` is the rule that is asked about, or the finding; `options` are the fields of rules of the engine for
    `next`, ids of rules for `adds`, and statuses. Things stand as before `step`."""

    sort: Sort
    step: Step
    of: str
    options: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Attempt:
    question: Question
    chosen: str

    @property
    def right(self) -> bool:
        return self.chosen == self.question.right


def quiz(base: Base, steps: Sequence[Step], seed: int = 0) -> tuple[Question, ...]:
    """Questions about these steps (made without the generated ones), in their order."""
    random = Random(seed)
    questions: list[Question] = []
    for step in steps:
        questions += _about(
            base, steps, step, [question.of for question in questions if question.sort == "status"], random
        )
    return tuple(questions)


def fewer(questions: Sequence[Question], most: int, seed: int = 0) -> tuple[Question, ...]:
    """So many of the questions, in their order: of each sort as many as of the others, as far as there are."""
    random = Random(seed)
    places: dict[Sort, list[int]] = {}
    for place, question in enumerate(questions):
        places.setdefault(question.sort, []).append(place)
    turns = zip_longest(*(random.sample(of_one_place, len(of_one_place)) for of_one_place in places.values()))
    drawn = [place for turn in turns for place in turn if place is not None]
    return tuple(questions[place] for place in sorted(drawn[:most]))


def _about(base: Base, steps: Sequence[Step], step: Step, before: Sequence[str], random: Random) -> Iterator[Question]:
    """`before`: the findings that were asked about already."""
    match step.kind:
        case "rule":
            yield from _next(base, step, random)
            yield from _adds(base, step, random)
        case "caution" if any(kind_of(activation.clause) == "rule" for activation in step.agenda):
            yield from _next(base, step, random)
        case "consequences":
            yield from _status(base, step, steps[step.number], steps[-1], before, random)
        case "end":
            yield from _open_at_the_end(base, step, before, random)
        case _:
            pass


def _next(base: Base, step: Step, random: Random) -> Iterator[Question]:
    """The rule that fires, some that also stand on the agenda, and some whose condition is not true."""
    right = step.clause.field
    waiting = [
        activation.clause.field for activation in step.agenda[1:] if kind_of(activation.clause) != "consequences"
    ]
    there = _sample(random, waiting, OPTIONS - 2)
    tempting = [f"fired/{rule.id}" for rule in _not_true(base, step)]
    options = [right, *there, *_sample(random, tempting, OPTIONS - 1 - len(there))]
    if len(options) > 1:
        yield Question("next", step, "", _mixed(random, options), right)


def _not_true(base: Base, step: Step) -> list[Rule]:
    """Rules whose condition is not true: the open ones, and where there is none the false ones."""
    verdicts = {rule.id: evaluate(rule.when, step.memory.known) for rule in base.rules.values()}
    undecided = [rule for rule in base.rules.values() if verdicts[rule.id] is None]
    return undecided or [rule for rule in base.rules.values() if verdicts[rule.id] is False]


def _adds(base: Base, step: Step, random: Random) -> Iterator[Question]:
    """What the rule that fires adds, among what others would."""
    rule = base.rules[step.clause.field.partition("/")[2]]
    others = {_adding(other): other.id for other in base.rules.values() if _adding(other) != _adding(rule)}
    options = [rule.id, *_sample(random, list(others.values()), OPTIONS - 1)]
    if len(options) > 1:
        yield Question("adds", step, rule.id, _mixed(random, options), rule.id)


def _adding(rule: Rule) -> tuple[object, ...]:
    return rule.establish, rule.urgency, rule.pathway


def _status(
    base: Base, step: Step, after: Step, last: Step, before: Sequence[str], random: Random
) -> Iterator[Question]:
    """A finding that is ruled out at this step, one that is open after it (for good, if there are such), or one that
    was established before and stays so; each as often as the others."""
    known = after.memory.known
    gone = [event.of for event in step.changes if event.kind == "refuted" and event.of != ALL_CLEAR]
    fresh = [name for name in base.findings if name != ALL_CLEAR and name not in before]
    left = [name for name in fresh if _is_open(base, name, known)]
    stays = [name for name in fresh if step.memory.fields.get(name) is True]
    never = [name for name in left if name not in last.memory.fields]
    sorts = {"refuted": gone, "open": never or left, "established": stays}
    if gone:
        right, names = random.choice([(right, names) for right, names in sorts.items() if names])
        yield Question("status", step, random.choice(names), STATUSES, right)


def _is_open(base: Base, finding: str, known: Known) -> bool:
    """Whether its rules leave it open. The engine may not have drawn the conclusion yet that they settle it."""
    verdicts = {evaluate(when, known) for when in base.conditions_of[finding]}
    return True not in verdicts and None in verdicts


def _open_at_the_end(base: Base, step: Step, before: Sequence[str], random: Random) -> Iterator[Question]:
    fresh = [name for name in base.findings if name != ALL_CLEAR and name not in before]
    left = [name for name in fresh if _is_open(base, name, step.memory.known)]
    if left:
        yield Question("status", step, random.choice(left), STATUSES, "open")


def _sample(random: Random, names: Sequence[str], most: int) -> list[str]:
    return random.sample(names, min(most, len(names)))


def _mixed(random: Random, options: Sequence[str]) -> tuple[str, ...]:
    return tuple(random.sample(options, len(options)))


def clause_of(step: Step, field: str) -> Clause | None:
    """The rule of this field where it stands on the agenda."""
    return next((activation.clause for activation in step.agenda if activation.clause.field == field), None)
