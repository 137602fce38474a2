"""Clauses to experta rules, each a plain conjunction: no NOT, OR, EXISTS, FORALL or TEST, nothing that is joined.

Experta's own OR is expanded to a cross product; what a condition has of that kind has fields of its own (see
`clauses`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Whatever

from triage.inference.borrowed import Fact, InitialFact, L, P, Rule
from triage.inference.clauses import Clause, Literal, Program
from triage.language.condition import Test
from triage.language.derived import derived
from triage.language.evaluate import Value, verdict


class Known(Fact):  # type: ignore[misc]  # experta is untyped
    """A fact of one field: something that is certain. Or, in a rule, what is wanted of one.

    A session declares some hundreds, so what experta would look for in every fact is left out: declared fields that it
    could fail (it has none), values that could change later (none can), patterns where a value belongs."""

    def __init__(self, **fields: object) -> None:
        dict.update(self, fields)

    def validate(self) -> None:
        pass

    def has_field_constraints(self) -> bool:
        return False

    def has_nested_accessor(self) -> bool:
        return False


@derived
def rules(program: Program) -> tuple[Whatever, ...]:
    """The experta rules, in the total order in which they fire. They are never class attributes of an engine, so
    experta has no place on them to remember one, and threads may share them."""
    patterns: dict[Literal | None, Whatever] = {}  # equal patterns are shared, as experta's own matcher likes them
    for clause in program.clauses:
        for literal in clause.body or (None,):
            if literal not in patterns:
                patterns[literal] = _to_pattern(literal)
    return tuple(_to_rule(rank, clause, patterns) for rank, clause in enumerate(program.clauses))


def _to_rule(rank: int, clause: Clause, patterns: dict[Literal | None, Whatever]) -> Whatever:
    def fire(engine: Whatever, **_: object) -> None:
        engine.conclude(clause)

    rule = Rule(*[patterns[literal] for literal in clause.body or (None,)])
    # As `rule(fire)` does, which first studies the signature of each: that takes longer than all the rest of a rule.
    rule._wrapped = fire
    rule.__name__ = clause.rule.id if clause.rule else f"{clause.field} {clause.value}"
    rule.rank = rank
    return rule


def _to_pattern(literal: Literal | None) -> Whatever:
    if literal is None:
        return InitialFact()
    if literal.test is None:
        return Known(**{literal.field: L(literal.wanted)})
    return Known(**{literal.field: P(_predicate(literal.test, literal.wanted))})


def _predicate(test: Test, wanted: bool) -> Callable[[Value], bool]:
    return lambda value: verdict(test, value) is wanted
