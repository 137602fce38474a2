"""The conditions of a base as column expressions: what `evaluate` says of one case, said of a whole column of them.

A condition is a column of true, false and null, and null is Kleene's undetermined: that is how Polars reads `&`, `|`
and `~`. A condition that stands in several places becomes a column once. The columns are made in stages, each from
those of the stages before, so that no expression grows with the depth of the base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_, or_
from typing import assert_never

import polars as pl

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
    Not,
    Test,
    Within,
)
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.population.checking import checked
from triage.population.encoding import bits, encoded, schema, unknown_bit

FINDING, RULE = "finding:", "rule:"
"""What comes before the id of a finding or a rule in the name of its column: no id has a colon in it."""


class Columns:
    """A base, compiled once.

    >>> from pathlib import Path
    >>> from triage.language.load import load
    >>> columns = Columns(load())
    >>> concluded = columns.conclude(columns.of_cases([{}, {"chest-trouble": "yes"}]))
    >>> concluded["urgency"].to_list()
    [None, 'emergency']
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.levels = pl.Enum(list(base.levels.order))
        self.schema = schema(base)
        self.stages = Stages(base)
        stages = self.stages
        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if name in base.questions:
                stages.question(base.questions[name])
            else:
                stages.finding(name)
        for rule in base.rules.values():
            stages.define(RULE + rule.id, stages.column(rule.when))
        self._named = [FINDING + name for name in base.findings] + [RULE + name for name in base.rules]

    def of_cases(self, cases: Sequence[Mapping[str, Answer]]) -> pl.DataFrame:
        """A frame of answers from cases of which the answers were checked (see `check_answers`)."""
        columns = [
            pl.Series(
                name, [encoded(question, case.get(name)) for case in cases], dtype=self.schema[name], strict=False
            )
            for name, question in self.base.questions.items()
        ]
        return pl.DataFrame(columns)

    def answers(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame of answers from one with a column a question, checked.

        Raises AnswerError for the first answer that cannot stand."""
        return checked(self.base, frame)

    def conclude(self, answers: pl.DataFrame) -> pl.DataFrame:
        """What follows, a row a case: `finding:ID` is true where the finding is established, false where it is
        refuted; `rule:ID` true where the rule fired, false where its condition is certainly false; both null where
        that is open. `urgency` is what is demanded, null while nothing is; `leading` the first of the conditions that
        are established; `pathway` the one that prevails."""
        return self.everything(answers).select(
            *self._named, urgency=self.urgency(), leading=self.leading(), pathway=self.pathway()
        )

    def everything(self, answers: pl.DataFrame) -> pl.DataFrame:
        """The answers with a column for every condition."""
        frame = answers
        for stage in self.stages.expressions:
            frame = frame.with_columns(stage)
        return frame

    def urgency(self) -> pl.Expr:
        rules = self.base.rules.values()
        return _first(
            ((level, [RULE + rule.id for rule in rules if rule.urgency == level]) for level in self.base.levels.order),
            self.levels,
        )

    def leading(self) -> pl.Expr:
        """The first that is established and to which none is preferred; or else the first that is established."""
        order = self.base.condition_order
        expression = _first(((name, [FINDING + name]) for name in order), pl.Enum(order))
        if not any(self.base.turning.values()):  # then none is preferred to the first
            return expression
        for name in reversed(order):
            ways = (both(pl.col(FINDING + rival) for rival in way) for way in self.base.outranked[name])
            surpassed = either(ways).fill_null(value=False)
            expression = (
                pl.when(pl.col(FINDING + name) & ~surpassed)
                .then(pl.lit(name, dtype=pl.Enum(order)))
                .otherwise(expression)
            )
        return expression

    def pathway(self) -> pl.Expr:
        base = self.base
        ways = ((way, [RULE + r.id for r in base.rules.values() if r.pathway == way]) for way in base.pathway_order)
        return _first(ways, pl.Enum(list(base.pathways)), base.default_pathway)


def _first(ways: Iterable[tuple[str, list[str]]], kind: pl.Enum, default: str | None = None) -> pl.Expr:
    """The first name of which one of the columns is true."""
    expression = pl.lit(default, dtype=kind)
    for name, columns in reversed(list(ways)):
        if columns:
            expression = pl.when(either(map(pl.col, columns))).then(pl.lit(name, dtype=kind)).otherwise(expression)
    return expression


def both(parts: Iterable[pl.Expr]) -> pl.Expr:
    expressions = list(parts)
    return reduce(and_, expressions) if expressions else pl.lit(True)


def either(parts: Iterable[pl.Expr]) -> pl.Expr:
    expressions = list(parts)
    return reduce(or_, expressions) if expressions else pl.lit(False)


def at_least(count: int, parts: Iterable[pl.Expr]) -> pl.Expr:
    """Where so many of the parts hold; certainly false where so many no longer can."""
    if count <= 0:
        return pl.lit(True)
    reached: list[pl.Expr] = [pl.lit(True)] + [pl.lit(False)] * count
    for part in parts:
        for wanted in range(count, 0, -1):
            reached[wanted] = reached[wanted] | (reached[wanted - 1] & part)
    return reached[count]


class Stages:
    """Columns under way. Each knows the stage in which it can be made: one after those that it reads."""

    def __init__(self, base: Base, after: Stages | None = None) -> None:
        self.base = base
        self.levels = pl.Enum(list(base.levels.order))
        self.schema = schema(base)
        self.before: set[str] = after.before | set(after.defined) if after is not None else set()
        self.defined: dict[str, tuple[int, pl.Expr]] = {}
        self.named: dict[Condition, str] = dict(after.named) if after is not None else {}
        conditions = [rule.when for rule in base.rules.values()]
        conditions += [question.when for question in base.questions.values() if question.when is not None]
        conditions += base.conditions_of["all-clear"]
        self.uses: Counter[Condition] = Counter()
        for condition in conditions:
            self._count(condition)

    def _count(self, condition: Condition) -> None:
        """How often each part is read; what becomes a column reads its own parts once."""
        self.uses[condition] += 1
        if self.uses[condition] > 1:
            return
        match condition:
            case All(parts) | Any(parts) | AtLeast(_, parts):
                for part in parts:
                    self._count(part)
            case Not(part):
                self._count(part)

    @cached_property
    def expressions(self) -> list[list[pl.Expr]]:
        """The columns of each stage, once all are defined."""
        last = max((stage for stage, _ in self.defined.values()), default=0)
        stages: list[list[pl.Expr]] = [[] for _ in range(last + 1)]
        for name, (stage, expression) in self.defined.items():
            stages[stage].append(expression.alias(name))
        return stages

    def define(self, name: str, expression: pl.Expr) -> pl.Expr:
        """The column of that name, from now on."""
        if name not in self.defined and name not in self.before:
            needs = [self.defined[other][0] for other in expression.meta.root_names() if other in self.defined]
            self.defined[name] = 1 + max(needs, default=-1), expression
        return pl.col(name)

    def question(self, question: Question) -> None:
        """Whether the question applies, and its answer where it does."""
        if question.when is not None:
            applies = self.define(f"applies:{question.id}", self.column(question.when))
            self.define(f"counts:{question.id}", pl.when(applies).then(pl.col(question.id)))

    def finding(self, finding: str) -> None:
        rules = [self.column(when) for when in self.base.conditions_of[finding]]
        self.define(FINDING + finding, either(rules))

    def column(self, condition: Condition) -> pl.Expr:
        """Where the condition holds, where it is certainly false, and (null) where that is open."""
        if isinstance(condition, Found):
            return pl.col(FINDING + condition.finding)
        name = self.named.get(condition)
        if name is not None:
            return pl.col(name)
        expression = self._read(condition)
        if self.uses[condition] < 2 and not isinstance(condition, Test):
            return expression
        return self._name(condition, expression)

    def _name(self, condition: Condition, expression: pl.Expr) -> pl.Expr:
        name = self.named[condition] = f"part:{len(self.named)}"
        return self.define(name, expression)

    def _read(self, condition: Condition) -> pl.Expr:
        match condition:
            case All(parts):
                return both(map(self.column, parts))
            case Any(parts):
                return either(map(self.column, parts))
            case Not(part):
                return ~self.column(part)
            case AtLeast(count, parts):
                return at_least(count, map(self.column, parts))
            case Found(finding):
                return pl.col(FINDING + finding)
            case Is() | Within() | Chosen():
                return self._test(condition)
            case _:
                assert_never(condition)

    def _test(self, test: Test) -> pl.Expr:
        """A test of an answer that is null where the question does not apply, or where that is open."""
        question = self.base.questions[test.question]
        if question.when is None:
            return self._verdict(test, question, question.id)
        return self._verdict(test, question, f"counts:{question.id}") & pl.col(f"applies:{question.id}")

    def raw(self, test: Test) -> pl.Expr:
        """What the test says of the answer that was given, whether it counts or not."""
        question = self.base.questions[test.question]
        return self.column(test) if question.when is None else self._verdict(test, question, question.id)

    def _verdict(self, test: Test, question: Question, answer: str) -> pl.Expr:
        given = pl.col(answer)
        unknown = self.unknown(question, given)
        if isinstance(test, Is) and UNKNOWN in test.values:
            others = tuple(value for value in test.values if value != UNKNOWN)
            return unknown | self._equal(question, given, others) if others else unknown
        known = self.define(f"known:{answer}", pl.when(~unknown).then(given))
        match test:
            case Is(_, values):
                return self._equal(question, known, values)
            case Chosen(_, options):
                chosen = (known & pl.lit(bits(question, options), dtype=self.schema[question.id])) != 0
                return chosen | (known == 0) if NONE in options else chosen
            case Within(_, low, high, low_open, high_open):
                held: pl.Expr = pl.when(known.is_not_null()).then(True)
                if low is not None:
                    held = known > low if low_open else known >= low
                if high is not None:
                    below = known < high if high_open else known <= high
                    held = below if low is None else held & below
                return held
            case _:
                assert_never(test)

    @staticmethod
    def unknown(question: Question, given: pl.Expr) -> pl.Expr:
        match question.type:
            case "number":
                return given.is_nan()
            case "choices":
                return given == unknown_bit(question)
            case _:
                return given == UNKNOWN

    def _equal(self, question: Question, given: pl.Expr, values: tuple[str, ...]) -> pl.Expr:
        """One of the words; a number or a selection is none."""
        if question.type in ("number", "choices"):
            return pl.when(given.is_not_null()).then(False)
        return either(given == value for value in values)
