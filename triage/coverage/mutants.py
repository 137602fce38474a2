"""Small mistakes that an author could make, made on purpose: each a base that differs from the given one in one spot.

The operators are those of mutation testing, in the terms of the knowledge language: a part of a condition dropped; a
test negated; widened (by the next option, or by not knowing) or narrowed (the last option forgotten); a threshold
moved by one, or a bound dropped; all and any swapped; at-least-so-many one more or less; a rule removed; its urgency
one level lower; one of its other consequences left out. The guard of the language is not touched: it is not the
author's; nor are lines of advice, which worked cases say nothing of. A change that leaves a test saying the same of
every answer is no mutant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from triage.coverage.bitset import Change
from triage.inference.domain import domains
from triage.language.base import Base
from triage.language.condition import (
    NONE,
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Meant,
    Not,
    Several,
    Test,
    Within,
    conjuncts,
    guarded,
)
from triage.language.errors import Place
from triage.language.evaluate import verdict
from triage.language.model import Question, Rule
from triage.language.what_unknown_means import meant

Operator = Literal[
    "dropped",
    "negated",
    "widened",
    "narrowed",
    "moved",
    "unbounded",
    "swapped",
    "counted",
    "removed",
    "lowered",
    "left-out",
]
OPERATORS: tuple[Operator, ...] = Operator.__args__  # type: ignore[attr-defined]
Kind = Literal["rule", "question", "caution"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake. `was` and `now` are the spot before and after: conditions, or words (an urgency, what is
    established); `now` is None where it is gone altogether; `undemands`: what was left out is the urgency."""

    operator: Operator
    kind: Kind
    id: str
    was: Condition | str
    now: Condition | str | None
    change: Change
    place: Place
    undemands: bool = False

    @property
    def demands_less(self) -> bool:
        """Whether a demand of urgency is lower, or gone: one below the default is not missed, what stands then is more
        urgent."""
        rule = self.change.rules.get(self.id)
        return self.operator == "lowered" or (self.undemands and rule is not None and not rule.guarded)

    @property
    def name(self) -> str:
        return f"{self.kind} {self.id}: {self.operator}: {self.was} -> {'nothing' if self.now is None else self.now}"


def mutants(base: Base) -> Iterator[Mutant]:
    """All of them, in the order of the base."""
    for rule in base.rules.values():
        if rule.derived:
            continue  # it is no line of a file; of the criteria behind it the programme is proved
        for operator, was, now, when in _mutations(base, written(rule)):
            yield _of_rule(rule, operator, was, now, replace(rule, when=guarded(when) if rule.guarded else when))
        yield from _consequences(base, rule)
    for question in base.questions.values():
        if question.when is not None:
            for operator, was, now, when in _mutations(base, question.when):
                change = Change(questions={question.id: when})
                yield Mutant(operator, "question", question.id, was, now, change, question.place)
    for caution in base.cautions.values():
        for operator, was, now, when in _mutations(base, caution.when):
            change = Change(cautions={caution.id: when})
            yield Mutant(operator, "caution", caution.id, was, now, change, caution.place)


def _of_rule(
    rule: Rule, operator: Operator, was: Condition | str, now: Condition | str | None, instead: Rule | None
) -> Mutant:
    return Mutant(operator, "rule", rule.id, was, now, Change(rules={rule.id: instead}), rule.place)


def written(rule: Rule) -> Condition:
    """The condition of a rule as its author wrote it, without the guard of the language."""
    if not rule.guarded:
        return rule.when
    parts = conjuncts(rule.when)[:-1]
    return parts[0] if len(parts) == 1 else All(parts)


def _consequences(base: Base, rule: Rule) -> Iterator[Mutant]:
    yield _of_rule(rule, "removed", rule.id, None, None)
    if rule.urgency is not None:
        lower = _lower(base, rule.urgency)
        if lower is not None:
            reassures = base.levels.rank[lower] < base.levels.rank[base.default_urgency]
            when = guarded(rule.when) if reassures and not rule.guarded else rule.when
            # Where the loader would refuse the lower demand beside a finding, the demand is gone instead.
            bare = reassures and bool(rule.establish)
            instead = replace(
                rule,
                urgency=None if bare else lower,
                when=rule.when if bare else when,
                guarded=reassures and not bare,
            )
            yield _of_rule(rule, "lowered", rule.urgency, None if bare else lower, instead)
    if len(rule.establish) + (rule.urgency is not None) + (rule.pathway is not None) > 1:
        for finding in rule.establish:
            others = tuple(other for other in rule.establish if other != finding)
            yield _of_rule(rule, "left-out", finding, None, replace(rule, establish=others))
        if rule.urgency is not None:
            yield replace(_of_rule(rule, "left-out", rule.urgency, None, replace(rule, urgency=None)), undemands=True)
        if rule.pathway is not None:
            yield _of_rule(rule, "left-out", rule.pathway, None, replace(rule, pathway=None))


def _lower(base: Base, urgency: str) -> str | None:
    levels = base.levels.order
    place = levels.index(urgency) + 1
    return levels[place] if place < len(levels) else None


Mutation = tuple[Operator, Condition, Condition | None, Condition]
"""Which mistake, the spot before and after it, and the whole condition with the mistake in it."""


def _mutations(base: Base, condition: Condition) -> Iterator[Mutation]:
    """Every mistake in one condition, from the outside in."""
    if isinstance(condition, Meant):
        yield "negated", condition, Not(condition), Not(condition)
        for operator, test in _tests(base, condition.test):
            now = meant(base.questions[test.question], test)
            yield operator, condition, now, now
    elif isinstance(condition, Several):
        parts = condition.parts
        if len(parts) > 1:
            for number, part in enumerate(parts):
                less = _less(condition, parts[:number] + parts[number + 1 :])
                if less is not None:
                    yield "dropped", part, None, less
        for operator, now in _shapes(condition):
            yield operator, condition, now, now
        for number, part in enumerate(parts):
            for operator, was, now_or_none, inner in _mutations(base, part):
                mutated = replace(condition, parts=(*parts[:number], inner, *parts[number + 1 :]))
                yield operator, was, now_or_none, mutated
    elif isinstance(condition, Not):
        if _is_test(condition.part):
            yield "negated", condition, condition.part, condition.part
        for operator, was, now_or_none, inner in _mutations(base, condition.part):
            if operator != "negated" or not _is_test(condition.part):
                yield operator, was, now_or_none, Not(inner)
    else:
        yield "negated", condition, Not(condition), Not(condition)
        if not isinstance(condition, Found):
            for operator, test in _tests(base, condition):
                yield operator, condition, test, test


def _is_test(condition: Condition) -> bool:
    return isinstance(condition, Meant) or not isinstance(condition, Several)


def _less(condition: Several, parts: tuple[Condition, ...]) -> Condition | None:
    """The same with a part fewer; None where too few are left."""
    if isinstance(condition, AtLeast):
        return AtLeast(condition.count, parts) if condition.count <= len(parts) else None
    return parts[0] if len(parts) == 1 else replace(condition, parts=parts)


def _shapes(condition: Several) -> Iterator[tuple[Operator, Condition]]:
    parts = condition.parts
    if isinstance(condition, AtLeast):
        counts = (condition.count - 1, condition.count + 1)
        yield from (("counted", AtLeast(count, parts)) for count in counts if 1 <= count <= len(parts))
    elif len(parts) > 1:
        yield "swapped", Any(parts) if isinstance(condition, All) else All(parts)


def _tests(base: Base, test: Test) -> Iterator[tuple[Operator, Test]]:
    """The mistakes in one test of an answer, those that make a difference to some answer."""
    question = base.questions[test.question]
    seen = {_says(base, question, test)}
    for operator, other in _others(question, test):
        says = _says(base, question, other)
        if says not in seen:
            seen.add(says)
            yield operator, other


def _others(question: Question, test: Test) -> Iterator[tuple[Operator, Test]]:
    match test:
        case Is(name, values):
            words = ("yes", "no") if question.type == "yes-no" else tuple(question.options)
            more = [*_next(words, values), *((UNKNOWN,) if question.may_be_unknown and UNKNOWN not in values else ())]
            yield from (("widened", Is(name, (*values, word))) for word in more)
            if len(values) > 1:
                yield "narrowed", Is(name, values[:-1])
        case Chosen(name, options):
            next_one = _next((*question.options, NONE), options)
            yield from (("widened", Chosen(name, (*options, word))) for word in next_one)
            if len(options) > 1:
                yield "narrowed", Chosen(name, options[:-1])
        case Within(_, low, high):
            for by in (-1, 1):
                if low is not None:
                    yield "moved", replace(test, low=low + by)
                if high is not None:
                    yield "moved", replace(test, high=high + by)
            if low is not None and high is not None:
                yield "unbounded", replace(test, low=None, low_open=False)
                yield "unbounded", replace(test, high=None, high_open=False)


def _next(words: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """The word that an author is most likely to add by mistake: the one after the last that is named, or the first."""
    last = max((words.index(word) for word in named if word in words), default=-1)
    return next(((word,) for word in words[last + 1 :] + words[: last + 1] if word not in named), ())


def _says(base: Base, question: Question, test: Test) -> tuple[bool | None, ...]:
    """What a test says of the answers around its own bounds and those of the base."""
    answers = list(domains(base)[question.id].answers)
    if question.type == "number":
        near = {number + by for number in answers if isinstance(number, int | float) for by in (-1, -0.5, 0, 0.5, 1)}
        inside = (number for number in near if question.min <= number <= question.max)
        answers += sorted(number for number in inside if not question.whole or float(number).is_integer())
    elif question.type == "choices":
        answers += [(option,) for option in question.options]
    return tuple(verdict(test, answer) for answer in answers)
