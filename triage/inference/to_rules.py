"""Clauses to experta rules, each a plain conjunction: no NOT, OR, EXISTS, FORALL or TEST, nothing that is joined.

Experta's own OR is expanded to a cross product; what a condition has of that kind has fields of its own (see
`clauses`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from inspect import signature
from typing import Any as Whatever

from triage.inference.borrowed import Fact, InitialFact, L, P, Rule
from triage.inference.clauses import Clause, Literal, Program
from triage.language.condition import Test
from triage.language.evaluate import Value, verdict


class Known(Fact):  # type: ignore[misc]  # experta is untyped
    """A fact of one field: something that is certain."""


@lru_cache(maxsize=8)
def rules(program: Program) -> tuple[Whatever, ...]:
    """The experta rules, in the total order in which they fire. They are never class attributes of an engine, so
    experta has no place on them to remember one, and threads may share them."""
    patterns: dict[Literal | None, Whatever] = {}  # equal patterns are shared, as experta's own matcher likes them
    for clause in program.clauses:
        for literal in clause.body or (None,):
            if literal not in patterns:
                patterns[literal] = _to_pattern(literal)
    return tuple(_to_rule(rank, clause, patterns) for rank, clause in enumerate(program.clauses))


def _fire(engine: Whatever, **_: object) -> None:
    """What experta calls when a rule fires, as it sees it."""


_SIGNATURE = signature(_fire)


def _to_rule(rank: int, clause: Clause, patterns: dict[Literal | None, Whatever]) -> Whatever:
    def fire(engine: Whatever, **_: object) -> None:
        engine.conclude(clause)

    fire.__name__ = clause.rule.id if clause.rule else f"{clause.field} {clause.value}"
    fire.__signature__ = _SIGNATURE  # type: ignore[attr-defined]  # experta asks each rule for it, and that takes long
    rule = Rule(*(patterns[literal] for literal in clause.body or (None,)))(fire)
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
