"""Cases and bases at random, from a seed: the same seed gives the same ones on every machine.

Answers that are merely random seldom say anything coherent, so that what lies deep in a base is hardly reached. Half of
the cases therefore start from worked cases: one with some answers changed, or two mixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from triage.language.base import Base
from triage.language.condition import (
    ALL_CLEAR,
    NONE,
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Not,
    Within,
    leaves,
)
from triage.language.evaluate import Answer
from triage.language.model import Preference, Question, Rule

Answers = Mapping[str, Answer]
Thing = TypeVar("Thing")


class Cases:
    """Draws answers to the questions of a base."""

    def __init__(self, base: Base, worked: Sequence[Answers], random: Random) -> None:
        self.base = base
        self.worked = worked
        self.random = random
        self.points = {
            question.id: telling(question, conditions(base))
            for question in base.questions.values()
            if question.type == "number"
        }

    def draw(self) -> dict[str, Answer]:
        """Answers in the order of the base."""
        kind = self.random.randrange(4) if self.worked else 0
        if kind < 2:
            answers = self.scattered()
        elif kind == 2:
            answers = self.changed(dict(self.random.choice(self.worked)))
        else:
            one, other = self.random.choice(self.worked), self.random.choice(self.worked)
            mixed = {name: self.random.choice((one, other)).get(name) for name in self.base.questions}
            answers = self.changed({name: answer for name, answer in mixed.items() if answer is not None})
        return {name: answers[name] for name in self.base.questions if name in answers}

    def scattered(self) -> dict[str, Answer]:
        """Any answers at all; how many are missing or unknown differs from case to case."""
        missing = self.random.choice((0, 0, 0.1, 0.4, 0.8))
        unknown = self.random.choice((0, 0, 0.1, 0.4))
        return {
            question.id: self.answer(question, unknown)
            for question in self.base.questions.values()
            if self.random.random() >= missing
        }

    def changed(self, answers: dict[str, Answer]) -> dict[str, Answer]:
        questions = list(self.base.questions.values())
        for _ in range(self.random.choice((0, 1, 1, 2, 3, 5, 8))):
            question = self.random.choice(questions)
            if self.random.random() < 0.2:
                answers.pop(question.id, None)
            else:
                answers[question.id] = self.answer(question, 0.2)
        return answers

    def answer(self, question: Question, unknown: float) -> Answer:
        if question.may_be_unknown and self.random.random() < unknown:
            return UNKNOWN
        match question.type:
            case "yes-no":
                return self.random.choice(("yes", "no"))
            case "choice":
                return self.random.choice(tuple(question.options))
            case "choices":
                share = self.random.choice((0, 0.2, 0.5, 1))
                return tuple(option for option in question.options if self.random.random() < share)
            case "number":
                return self.random.choice(self.points[question.id])


def conditions(base: Base) -> Iterator[Condition]:
    """Every condition that decides what follows from answers."""
    yield from (rule.when for rule in base.rules.values())
    yield from (question.when for question in base.questions.values() if question.when is not None)
    yield from (caution.when for caution in base.cautions.values())


def telling(question: Question, among: Iterator[Condition]) -> tuple[int | float, ...]:
    """Numbers that conditions can tell apart: every bound, and just beside it."""
    bounds = {question.min, question.max, (question.min + question.max) / 2}
    for condition in among:
        for leaf in leaves(condition):
            if isinstance(leaf, Within) and leaf.question == question.id:
                bounds |= {bound for bound in (leaf.low, leaf.high) if bound is not None}
    step = 1 if question.whole else 0.5
    near = {bound + offset for bound in bounds for offset in (-step, 0, step)}
    if question.whole:
        near = {float(int(number)) for number in near}
    inside = sorted(number for number in near if question.min <= number <= question.max)
    return tuple(int(number) if float(number).is_integer() else number for number in inside)


# Bases


def random_base(base: Base, random: Random) -> Base:
    """A small base of some questions and findings of this one, with rules, gates and cautions of its own."""
    return _Maker(base, random).base()


class _Maker:
    def __init__(self, base: Base, random: Random) -> None:
        self.given = base
        self.random = random
        self.questions: list[Question] = []
        self.findings: list[str] = []

    def base(self) -> Base:
        random, given = self.random, self.given
        asked = [replace(question, when=None) for question in self.sample(list(given.questions.values()), 2, 7)]
        told = self.sample([name for name in given.findings if name != ALL_CLEAR], 2, 6)
        line = asked[1:] + told
        random.shuffle(line)
        self.questions.append(asked[0])
        rules: list[Rule] = []
        pathways, urgencies = list(given.pathways), list(given.levels.order)
        source = list(given.rules.values())
        for thing in line:
            if isinstance(thing, Question):
                gate = self.condition(2) if random.random() < 0.5 else None
                self.questions.append(replace(thing, when=gate))
                continue
            for _ in range(random.randint(1, 3)):
                rule = replace(
                    random.choice(source),
                    id=f"made-up-{len(rules)}",
                    when=self.condition(3),
                    establish=tuple(dict.fromkeys((thing, *self.later(told)))),
                    urgency=random.choice((None, None, *urgencies)),
                    pathway=random.choice((None, None, *pathways)),
                )
                rules.append(rule)
            self.findings.append(thing)
        self.findings.append(ALL_CLEAR)
        for _ in range(random.randint(0, 3)):
            urgency, pathway = random.choice(urgencies), random.choice(pathways)
            then = {"establish": (), "urgency": urgency, "pathway": pathway}
            rules.append(
                replace(random.choice(source), id=f"made-up-{len(rules)}", when=self.condition(3), **then)  # type: ignore[arg-type]
            )
        kept = {question.id: question for question in self.questions}
        cautions = [
            replace(caution, when=self.condition(2)) for caution in self.sample([*given.cautions.values()], 0, 3)
        ]
        return replace(
            given,
            condition_order=tuple(name for name in given.condition_order if name in self.findings),
            questions={name: kept[name] for name in given.questions if name in kept},
            findings={name: finding for name, finding in given.findings.items() if name in self.findings},
            rules={rule.id: rule for rule in rules},
            preferences=self.preferences(),
            pathways={name: replace(pathway, phases=()) for name, pathway in given.pathways.items()},
            cautions={caution.id: caution for caution in cautions},
            checklists={},
            safety_net={},
            contradictions={},
        )

    def preferences(self) -> dict[str, Preference]:
        """Any preferences among what there is; they may go round in circles."""
        conditions = [name for name in self.given.condition_order if name in self.findings]
        preferences: dict[str, Preference] = {}
        if len(conditions) > 1:
            for number in range(self.random.randint(0, 3)):
                better, worse = self.random.sample(conditions, 2)
                when = tuple(self.sample(self.findings[:-1], 0, 1))
                preferences[f"made-up-{number}"] = Preference(f"made-up-{number}", (better,), (worse,), when, {}, ())
        return preferences

    def later(self, told: Sequence[str]) -> list[str]:
        """Now and then a rule establishes a second finding, one that nothing depends on yet."""
        left = [name for name in told if name not in self.findings]
        return [self.random.choice(left)] if left and self.random.random() < 0.2 else []

    def sample(self, of: list[Thing], low: int, high: int) -> list[Thing]:
        return self.random.sample(of, self.random.randint(min(low, len(of)), min(high, len(of))))

    def condition(self, depth: int) -> Condition:
        """Any condition about what is there so far."""
        shape = self.random.randrange(8) if depth else 0
        if shape < 3:
            return Found(self.random.choice(self.findings)) if self.findings and shape == 1 else self.test()
        if shape == 3:
            return Not(self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(self.random.randint(1, 4)))
        match shape:
            case 4 | 5:
                return All(parts)
            case 6:
                return Any(parts)
            case _:
                return AtLeast(self.random.randint(1, len(parts)), parts)

    def test(self) -> Condition:
        question = self.random.choice(self.questions)
        if question.may_be_unknown and self.random.random() < 0.15:
            return Is(question.id, (UNKNOWN,))
        match question.type:
            case "number":
                low, high = sorted(self.random.choices(telling(question, conditions(self.given)), k=2))
                kept = self.random.choice((True, False)), self.random.choice((True, False))
                return Within(
                    question.id,
                    low if kept[0] or not kept[1] else None,
                    high if kept[1] else None,
                    low_open=self.random.random() < 0.5,
                    high_open=self.random.random() < 0.5,
                )
            case "choices":
                return Chosen(question.id, tuple(self.sample([*question.options, NONE], 1, 3)))
            case "choice":
                unknown = [UNKNOWN] if question.may_be_unknown else []
                return Is(question.id, tuple(self.sample([*question.options, *unknown], 1, 3)))
            case "yes-no":
                return Is(question.id, (self.random.choice(("yes", "no")),))
