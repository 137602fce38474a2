"""Thousands of ways to complete a case, evaluated at once.

Each way is a lane: one bit in a big integer. A condition becomes two such integers, the lanes in which it is true and
those in which it is false (open in the others), so one AND of Python's does for thousands of cases what the evaluator
does for one. This reads the same condition tree as every other reader, with the same meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from triage.inference.domain import verdicts
from triage.inference.session import Session
from triage.language.condition import All, Any, AtLeast, Chosen, Condition, Found, Is, Not, Test, Within
from triage.language.evaluate import Answer, verdict
from triage.language.model import RANK

Bits = tuple[int, int]
"""The lanes in which something is true, and those in which it is false."""


class Lanes:
    """Ways to complete a session. `answers` gives for each question that is filled in its possible answers, each with
    the lanes that have it; other questions stay unanswered."""

    def __init__(self, session: Session, width: int, answers: Mapping[str, Sequence[tuple[Answer, int]]]) -> None:
        self.base = session.base
        self.session = session
        self.fired = frozenset(session.fired)
        self.verdicts = verdicts(session.base)
        self.every = (1 << width) - 1
        self.answers = answers
        self._seen: dict[int, Bits] = {}
        self._findings: dict[str, Bits] = {}
        self._applies: dict[str, Bits] = {}

    def bits(self, condition: Condition) -> Bits:
        """Where the condition holds, and where it is certainly false."""
        seen = self._seen.get(id(condition))
        if seen is None:
            seen = self._seen[id(condition)] = self._read(condition)
        return seen

    def _read(self, condition: Condition) -> Bits:
        match condition:
            case All(parts):
                true, false = self.every, 0
                for part in parts:
                    part_true, part_false = self.bits(part)
                    true &= part_true
                    false |= part_false
                    if false == self.every:
                        break
                return true, false
            case Any(parts):
                true, false = 0, self.every
                for part in parts:
                    part_true, part_false = self.bits(part)
                    true |= part_true
                    false &= part_false
                    if true == self.every:
                        break
                return true, false
            case Not(part):
                true, false = self.bits(part)
                return false, true
            case AtLeast(count, parts):
                pairs = [self.bits(part) for part in parts]
                return (
                    _counted(count, [true for true, _ in pairs], self.every),
                    _counted(len(parts) - count + 1, [false for _, false in pairs], self.every),
                )
            case Found(finding):
                return self.found(finding)
            case Is() | Within() | Chosen():
                return self._test(condition)
            case _:
                assert_never(condition)

    def found(self, finding: str) -> Bits:
        """Where the finding is established, and where it is refuted."""
        seen = self._findings.get(finding)
        if seen is None:
            status = self.session.findings.get(finding)
            if status is not None:
                seen = self._certain(status)
            else:
                true, false = 0, self.every
                for when in self.base.conditions_of[finding]:
                    rule_true, rule_false = self.bits(when)
                    true |= rule_true
                    false &= rule_false
                seen = true, false
            self._findings[finding] = seen
        return seen

    def _certain(self, truth: bool | None) -> Bits:
        return (self.every, 0) if truth else (0, 0) if truth is None else (0, self.every)

    def _test(self, test: Test) -> Bits:
        name = test.question
        if name in self.session.values:
            return self._certain(verdict(test, self.session.values[name]))
        true, false = self.answered(test)
        applies, never = self.applies(name)
        return true & applies, (false & applies) | never

    def answered(self, test: Test) -> Bits:
        """Where the answers make the test true, and where false, if the question applies."""
        name = test.question
        if name not in self.answers:
            given = self.session.answers.get(name)  # given, while it is open whether the question applies
            return self._certain(None if given is None else verdict(test, given))
        true = false = 0
        looked_up = self.verdicts.get(test, {})
        for answer, lanes in self.answers[name]:
            says = looked_up[answer] if answer in looked_up else verdict(test, answer)
            if says:
                true |= lanes
            elif says is False:
                false |= lanes
        return true, false

    def applies(self, name: str) -> Bits:
        """Where the question applies, and where it does not."""
        when = self.base.questions[name].when
        if when is None:
            return self.every, 0
        seen = self._applies.get(name)
        if seen is None:
            seen = self._applies[name] = self.bits(when)
        return seen

    def decision(self) -> list[int]:
        """The lanes of each urgency, each leading condition, and each pathway: three partitions."""
        base = self.base
        demands = dict.fromkeys(RANK, 0)
        paths = dict.fromkeys(base.pathway_order, 0)
        for rule in base.rules.values():
            if rule.urgency is None and rule.pathway is None:
                continue
            true = self.every if rule.id in self.fired else self.bits(rule.when)[0]
            if true and rule.urgency is not None:
                demands[rule.urgency] |= true
            if true and rule.pathway is not None:
                paths[rule.pathway] |= true
        most_urgent_first = sorted(demands, key=RANK.__getitem__, reverse=True)
        urgencies, undemanded = _first(most_urgent_first, demands, self.every)
        urgencies[base.default_urgency] |= undemanded
        leading, without = _first(base.condition_order, {c: self.found(c)[0] for c in base.condition_order}, self.every)
        prevailing, default = _first(base.pathway_order, paths, self.every)
        prevailing[base.default_pathway] |= default
        return [*urgencies.values(), *leading.values(), without, *prevailing.values()]


def _first(order: Sequence[str], lanes: Mapping[str, int], every: int) -> tuple[dict[str, int], int]:
    """For each name the lanes in which it is the first that holds; then the lanes in which none does."""
    left, firsts = every, {}
    for name in order:
        firsts[name] = lanes[name] & left
        left &= ~lanes[name]
    return firsts, left


def _counted(count: int, parts: Sequence[int], every: int) -> int:
    """The lanes in which at least `count` of the parts hold."""
    reached = [every] + [0] * count
    for part in parts:
        for wanted in range(count, 0, -1):
            reached[wanted] |= reached[wanted - 1] & part
    return reached[count]
