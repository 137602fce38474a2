"""Conditions to definite Horn clauses: a base as the plainest rules there are.

Every clause is a plain conjunction: each of its literals asks one field of one fact, nothing is joined, and nothing is
negated but a single test or the status of a finding. What a condition has beyond that gets fields of its own: one for
each inner `Any`, a small triangle of counts for each `AtLeast`. That keeps the number of clauses linear in the size of
the base.

Working memory holds facts of a single field each:

======================  =======================================================================================
``onset``               the answer that counts; `INAPPLICABLE` where the question does not apply
``given/onset``         the answer was given (questions with a `when`, which count only once that holds)
``swollen-joint``       True: established, False: refuted
``rule/strength-lost``  False: the rule's condition is certainly false
``caution/no-heat``     True: the caution applies
``part/17``             True: an inner part of some condition holds
======================  =======================================================================================
"""

from __future__ import annotations

from typing import Any as Whatever
from typing import NamedTuple, assert_never

from triage.inference.trace import Mark
from triage.language.base import Base
from triage.language.condition import (
    ALL_CLEAR,
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
    inward,
)
from triage.language.derived import Deriving, derived, lasting
from triage.language.evaluate import INAPPLICABLE
from triage.language.model import Rule as BaseRule
from triage.language.model import names


class Literal(NamedTuple):
    """A pattern: the field is True or False (`Found` and its refutation), or the test says so of the answer."""

    field: str
    test: Test | None
    wanted: bool


class Clause(NamedTuple):
    """A generated rule: where all of `body` holds, `field` becomes `value`.

    `conclude` names what of the author's this is: the firing of a rule or caution, the status of a finding, an answer
    that starts to count, or nothing (an inner part). `stratum` is how deep it lies in the dependency graph."""

    stratum: int
    conclude: str
    field: str
    value: Whatever
    body: tuple[Literal, ...]
    rule: BaseRule | None = None


class Program(Deriving):
    """A base as clauses. Immutable, holds nothing of any person, and may be shared by threads."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.clauses = tuple(sorted(_Compiler(base).clauses(), key=lambda clause: clause.stratum))
        self.activated: tuple[Mark | None, ...] = tuple(
            ("activated", clause.rule.id, None) if clause.rule else None for clause in self.clauses
        )
        """What to record when a rule stands on the agenda, in the order of `clauses`: only the author's own are."""


@derived
@lasting
def compiled(base: Base) -> Program:
    """The clauses of a base, in the order in which they fire."""
    return Program(base)


class _Compiler:
    def __init__(self, base: Base) -> None:
        self.base = base
        self.compiled: list[Clause] = []
        self.parts: dict[Condition, str] = {}

    def clauses(self) -> list[Clause]:
        base = self.base
        for question in base.questions.values():
            if question.when is not None:
                depth = base.stratum[question.id]
                given = (Literal(f"given/{question.id}", None, True),)
                self.add(Clause(depth, "counts", question.id, None, given), All((question.when,)))
                self.add(Clause(depth, "inapplicable", question.id, INAPPLICABLE, ()), Not(question.when))
        for rule in base.rules.values():
            depth = self.depth(rule.when)
            self.compiled.append(Clause(depth, "fire", f"fired/{rule.id}", True, self.body(rule.when, depth), rule))
            if rule.establish:
                self.add(Clause(depth, "", f"rule/{rule.id}", False, ()), Not(rule.when))
        rules_for: dict[str, list[str]] = {finding: [] for finding in base.findings}
        for rule in base.rules.values():
            for finding in rule.establish:
                rules_for[finding].append(rule.id)
        for finding, rules in rules_for.items():
            if finding != ALL_CLEAR:
                body = tuple(Literal(f"rule/{rule}", None, False) for rule in rules)
                self.compiled.append(Clause(base.stratum[finding], "refuted", finding, False, body))
        clear = base.conditions_of[ALL_CLEAR][0]
        depth = base.stratum[ALL_CLEAR]
        self.compiled.append(Clause(depth, "established", ALL_CLEAR, True, self.body(clear, depth)))
        self.add(Clause(depth, "refuted", ALL_CLEAR, False, ()), Not(clear))
        for caution in base.cautions.values():
            depth = self.depth(caution.when)
            self.compiled.append(
                Clause(depth, "caution", f"caution/{caution.id}", True, self.body(caution.when, depth))
            )
        return self.compiled

    def depth(self, condition: Condition) -> int:
        """Rules fire after everything they depend on is settled as far as it will be."""
        return 1 + max((self.base.stratum[name] for name in names(condition)), default=-1)

    def add(self, head: Clause, condition: Condition) -> None:
        """One clause for each way in which the condition can hold, each with the body of `head` besides."""
        shape = inward(condition)
        for way in shape.parts if isinstance(shape, Any) else (shape,):
            self.compiled.append(head._replace(body=self.body(way, head.stratum) + head.body))

    def body(self, condition: Condition, stratum: int) -> tuple[Literal, ...]:
        """The literals that together say that the condition holds."""
        return tuple(dict.fromkeys(self._literals(inward(condition), stratum)))

    def _literals(self, condition: Condition, stratum: int) -> list[Literal]:
        match condition:
            case All(parts):
                return [literal for part in parts for literal in self._literals(part, stratum)]
            case Any((part,)) | AtLeast(1, (part,)):
                return self._literals(part, stratum)
            case AtLeast(count, parts) if count == len(parts):
                return self._literals(All(parts), stratum)
            case Any() | AtLeast():
                return [Literal(self.part(condition, stratum), None, True)]
            case Found(finding):
                return [Literal(finding, None, True)]
            case Not(Found(finding)):
                return [Literal(finding, None, False)]
            case Not(Is() | Within() | Chosen() as test):
                return [Literal(test.question, test, False)]
            case Is() | Within() | Chosen():
                return [Literal(condition.question, condition, True)]
            case Not():
                raise AssertionError("`inward` leaves no other Not")
            case _:
                assert_never(condition)

    def part(self, condition: Any | AtLeast, stratum: int) -> str:
        """The field of its own that an inner condition gets; equal parts share one."""
        if condition not in self.parts:
            field = self.parts[condition] = f"part/{len(self.parts)}"
            if isinstance(condition, Any):
                for part in condition.parts:
                    self.compiled.append(Clause(self.depth(part), "", field, True, self.body(part, stratum)))
            else:
                self.count(condition, field, stratum)
        return self.parts[condition]

    def count(self, condition: AtLeast, field: str, stratum: int) -> None:
        """`field/i/j`: at least j of the first i parts hold."""
        last = len(condition.parts)

        def counted(first: int, wanted: int) -> str:
            return field if (first, wanted) == (last, condition.count) else f"{field}/{first}/{wanted}"

        for first, part in enumerate(condition.parts, 1):
            body = self.body(part, stratum)
            for wanted in range(1, min(first, condition.count) + 1):
                if condition.count - wanted > last - first:
                    continue  # so few of the first parts no longer matter
                before = (Literal(counted(first - 1, wanted - 1), None, True),) if wanted > 1 else ()
                depth = self.depth(condition)
                self.compiled.append(Clause(depth, "", counted(first, wanted), True, before + body))
                if first > wanted:
                    earlier = (Literal(counted(first - 1, wanted), None, True),)
                    self.compiled.append(Clause(depth, "", counted(first, wanted), True, earlier))
