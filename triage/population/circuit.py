"""The conditions of a base as one list, each after those that it reads, and what they say of many cases at once.

A case is a bit in an integer, and a condition two such integers: the cases in which it is true, and those in which it
is false; in the others it is open. One AND of Python's then does for a block of cases what `evaluate` does for one. A
condition that stands in several places is one node, and so are all rules that establish a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, assert_never

from triage.language.condition import (
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
    leaves,
)
from triage.language.model import RANK, Base

Bits = tuple[int, int]
"""The cases in which something is true, and those in which it is false."""


class Leaf(NamedTuple):
    """A test of an answer; where `gate` (a node) says that the question does not apply, it is false."""

    test: Test
    gate: int | None


class Count(NamedTuple):
    """So many of the parts (`least`) hold: one of them for "any", all of them for "all"."""

    least: int
    parts: tuple[int, ...]


class Negation(NamedTuple):
    part: int


Node = Leaf | Count | Negation


class Circuit:
    """A base as a list of nodes; `gates`, `findings` and `rules` say which node each of them is."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.nodes: list[Node] = []
        self.gates: dict[str, int] = {}
        self.findings: dict[str, int] = {}
        self._places: dict[Condition, int] = {}
        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if name not in base.questions:
                parts = tuple(map(self.node, base.conditions_of[name]))
                self.findings[name] = self._add(Count(1, parts))
            elif (when := base.questions[name].when) is not None:
                self.gates[name] = self.node(when)
        self.rules = {rule.id: self.node(rule.when) for rule in base.rules.values()}
        self.tests = [node.test for node in self.nodes if isinstance(node, Leaf)]

    def node(self, condition: Condition) -> int:
        """Which node the condition is."""
        if isinstance(condition, Found):
            return self.findings[condition.finding]
        place = self._places.get(condition)
        if place is None:
            place = self._places[condition] = self._add(self._compiled(condition))
        return place

    def leaves(self, condition: Condition) -> tuple[int, ...]:
        """The nodes of the tests and findings that the condition names."""
        return tuple(map(self.node, leaves(condition)))

    def _add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _compiled(self, condition: Condition) -> Node:
        match condition:
            case All(parts):
                return Count(len(parts), tuple(map(self.node, parts)))
            case Any(parts):
                return Count(1, tuple(map(self.node, parts)))
            case AtLeast(count, parts):
                return Count(count, tuple(map(self.node, parts)))
            case Not(part):
                return Negation(self.node(part))
            case Is() | Within() | Chosen():
                return Leaf(condition, self.gates.get(condition.question))
            case Found():
                raise AssertionError(condition)
            case _:
                assert_never(condition)

    def read(self, tests: Mapping[Test, Bits], every: int, deciding: bool = False) -> tuple[list[int], list[int]]:
        """For each node the cases in which it is true, and those in which it is false, from what the answers say to
        the tests, whether their questions apply or not. `deciding`: only what `decision` looks at; 0 for the rest."""
        true, false = [0] * len(self.nodes), [0] * len(self.nodes)
        for place, node in enumerate(self.nodes):
            truth, falsity = self.deciding[place] if deciding else (True, True)
            match node:
                case Leaf(test, gate):
                    yes, no = tests[test]
                    if gate is not None:
                        yes, no = yes & true[gate], no & true[gate] | false[gate]
                    true[place], false[place] = yes, no
                case Count(least, parts):
                    if truth:
                        true[place] = at_least(least, [true[part] for part in parts], every)
                    if falsity:
                        false[place] = at_least(len(parts) - least + 1, [false[part] for part in parts], every)
                case Negation(part):
                    true[place], false[place] = false[part], true[part]
        return true, false

    @cached_property
    def deciding(self) -> list[tuple[bool, bool]]:
        """For each node whether it bears on a decision where it is true, and where it is false."""
        needed = [[False, False] for _ in self.nodes]
        for place in (*self.rules.values(), *self.findings.values()):
            needed[place][0] = True
        for place in range(len(self.nodes) - 1, -1, -1):
            truth, falsity = needed[place]
            match self.nodes[place]:
                case Leaf(_, gate) if gate is not None:
                    needed[gate] = [True, True]
                case Leaf():
                    pass
                case Count(_, parts):
                    for part in parts:
                        needed[part] = [needed[part][0] or truth, needed[part][1] or falsity]
                case Negation(part):
                    needed[part] = [needed[part][0] or falsity, needed[part][1] or truth]
        return [(truth, falsity) for truth, falsity in needed]

    def decision(self, true: Sequence[int], every: int) -> list[int]:
        """The cases of each urgency, each leading condition, and each pathway: three partitions, each without the cases
        that are in none of its other parts."""
        base, rules = self.base, self.base.rules.values()
        levels = {
            level: any_of(true[self.rules[rule.id]] for rule in rules if rule.urgency == level)
            for level in sorted(RANK, key=RANK.__getitem__, reverse=True)
        }
        leading = {name: true[self.findings[name]] for name in base.condition_order}
        pathways = {
            way: any_of(true[self.rules[rule.id]] for rule in rules if rule.pathway == way)
            for way in base.pathway_order
        }
        return [
            *_firsts(levels, every, base.default_urgency),
            *_firsts(leading, every, None),
            *_firsts(pathways, every, base.default_pathway),
        ]


def any_of(parts: Iterable[int]) -> int:
    """The cases in any of these."""
    found = 0
    for part in parts:
        found |= part
    return found


def at_least(count: int, parts: Sequence[int], every: int) -> int:
    """The cases in which at least so many of the parts hold."""
    if count <= 0:
        return every
    if count == 1:
        return any_of(parts)
    if count == len(parts):
        for part in parts:
            every &= part
            if not every:
                break
        return every
    reached = [every] + [0] * count
    for part in parts:
        for wanted in range(count, 0, -1):
            reached[wanted] |= reached[wanted - 1] & part
    return reached[count]


def _firsts(cases: Mapping[str, int], every: int, otherwise: str | None) -> list[int]:
    """For each name the cases in which it is the first that holds; where none does it is `otherwise`."""
    left, firsts = every, {}
    for name, those in cases.items():
        firsts[name] = those & left
        left &= ~those
    if otherwise in firsts:
        firsts[otherwise] |= left
    return list(firsts.values())
