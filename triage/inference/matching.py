"""A matcher and a strategy for the plain conjunctions of `to_rules`, under experta's own engine, agenda and firing.

The matcher counts: each rule has a number of patterns, each pattern waits for one field, and a fact that satisfies it
counts the rule down; at zero the rule is activated. Facts only ever arrive, so nothing is joined, cancelled or
remembered beyond these counts. The strategy is a total order: the same answers fire the same rules in the same order in
every process.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from typing import Any as Whatever

from triage.inference.borrowed import AND, Activation, Agenda, Fact, InitialFact, L, Matcher, P, Strategy

START = ""
"""The field that stands for experta's InitialFact."""

Check = Callable[[Whatever], bool]
Index = tuple[dict[str, list[tuple[int, Check]]], tuple[int, ...]]
"""By field: which rules wait for it, and what they want of its value. Then how many patterns each rule has."""


class UnsoundRule(Exception):
    """A rule outside the sound subset. A mistake of ours, found when a base is compiled, never by a person."""


def index(rules: Sequence[Whatever]) -> Index:
    """What the matcher needs to know of the rules. Raises UnsoundRule for a rule it cannot match soundly."""
    waiting: dict[str, list[tuple[int, Check]]] = {}
    read: dict[int, tuple[str, Check]] = {}  # by identity: rules share patterns, and stay as long as this takes
    for number, rule in enumerate(rules):
        for pattern in rule:
            known = read.get(id(pattern))
            if known is None:
                known = read[id(pattern)] = _read(pattern, rule)
            field, check = known
            waiting.setdefault(field, []).append((number, check))
    return waiting, tuple(map(len, rules))


def _read(pattern: Whatever, rule: Whatever) -> tuple[str, Check]:
    if isinstance(pattern, InitialFact) and not len(pattern):
        return START, lambda _: True
    if isinstance(pattern, Fact) and len(pattern) == 1:
        ((field, wanted),) = pattern.items()
        if isinstance(wanted, P):
            return field, wanted.match
        if isinstance(wanted, L) and wanted.__bind__ is None:
            # `is`, for experta's own `==` would take 1 for True.
            return field, lambda value, only=wanted.value: value is only
    kind = "AND" if isinstance(pattern, AND) else type(pattern).__name__
    raise UnsoundRule(f"rule {rule.__name__} has a pattern ({kind}) that this matcher does not take")


class CountingMatcher(Matcher):  # type: ignore[misc]  # experta is untyped
    """Activations by counting. The engine gives the `index` of its rules."""

    def __init__(self, engine: Whatever) -> None:
        super().__init__(engine)
        self.rules = engine.get_rules()
        self.waiting, self.patterns = engine.index()
        self.reset()

    def reset(self) -> None:
        self.missing = list(self.patterns)
        self.matched: dict[int, list[Whatever]] = {}

    def changes(
        self, adding: Iterable[Whatever] | None = None, deleting: Iterable[Whatever] | None = None
    ) -> tuple[list[Whatever], list[Whatever]]:
        if deleting:
            raise UnsoundRule("a fact was retracted; facts only arrive here")
        added = []
        for fact in adding or ():
            for field, value in ((START, None),) if isinstance(fact, InitialFact) else fact.items():
                for number, check in self.waiting.get(field, ()):
                    if check(value):
                        self.missing[number] -= 1
                        facts = self.matched.setdefault(number, [])
                        facts.append(fact)
                        if not self.missing[number]:
                            added.append(Activation(self.rules[number], facts))
        return added, []


class TotalOrder(Strategy):  # type: ignore[misc]  # experta is untyped
    """The rule of the lowest rank fires first; the agenda's next activation stands last."""

    arrived = 0
    """So many times something came onto the agenda."""

    def order(self, rank: int) -> tuple[int, ...]:
        return (-rank,)

    def _update_agenda(self, agenda: Agenda, added: Iterable[Whatever], removed: Iterable[Whatever]) -> None:
        self.arrived += 1
        for activation in removed:
            agenda.activations.remove(activation)
        for activation in added:
            activation.key = self.order(activation.rule.rank)
            insort(agenda.activations, activation)


class OldestFirst(TotalOrder):
    """What came onto the agenda first fires first; of what came together, the lowest rank."""

    def order(self, rank: int) -> tuple[int, ...]:
        return -self.arrived, -rank


class NewestFirst(TotalOrder):
    """What came onto the agenda last fires first; of what came together, the lowest rank."""

    def order(self, rank: int) -> tuple[int, ...]:
        return self.arrived, -rank
