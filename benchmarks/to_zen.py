"""A base as a JSON decision model for zen-engine: a decision table for each finding, and one for the urgency.

zen knows true and false, so each table asks what is certain. A row of a finding's table is a rule that establishes it;
the last row says that all of them are ruled out. A question with a guard has a table too. The tables hang together as
the base does: each comes after those of the findings that it asks for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any as Whatever

import zen

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
    inward,
)
from triage.language.evaluate import Answer
from triage.language.model import names

Row = tuple[str, bool | str]
"""A condition, and what is so where it holds."""


def by_zen(base: Base) -> Callable[[Mapping[str, Answer]], str]:
    """The urgency of one case after the other."""
    decision = zen.ZenEngine().create_decision(json.dumps(to_zen(base)))

    def urgency(answers: Mapping[str, Answer]) -> str:
        return str(decision.evaluate(_context(base, answers))["result"]["urgency"])

    return urgency


def to_zen(base: Base) -> dict[str, Whatever]:
    nodes: list[dict[str, Whatever]] = [{"id": "in", "name": "in", "type": "inputNode"}]
    edges: list[tuple[str, str]] = []
    words = _Words(base)

    def add(name: str, rows: Iterable[Row], after: Iterable[str]) -> None:
        nodes.append(_table(name, list(rows)))
        edges.extend((other, name) for other in dict.fromkeys(("in", *after)))

    for question in base.questions.values():
        if question.when is not None:
            add(_applies(question.id), words.both_ways(question.when), _tables(base, [question.when]))
    for finding in base.findings:
        conditions = base.conditions_of[finding]
        rows: list[Row] = [(words.say(when), True) for when in conditions]
        rows.append((words.say(Not(Any(conditions))), False))
        add(_finding(finding), rows, _tables(base, conditions))
    rules = [rule for level in base.levels.order for rule in base.rules.values() if rule.urgency == level]
    urgent: list[Row] = [(words.say(rule.when), str(rule.urgency)) for rule in rules]
    add("urgency", [*urgent, ("true", base.default_urgency)], _tables(base, [rule.when for rule in rules]))
    nodes.append({"id": "out", "name": "out", "type": "outputNode"})
    edges.append(("urgency", "out"))
    return {
        "nodes": nodes,
        "edges": [
            {"id": f"edge{number}", "type": "edge", "sourceId": one, "targetId": other}
            for number, (one, other) in enumerate(edges)
        ],
    }


def _table(name: str, rows: list[Row]) -> dict[str, Whatever]:
    return {
        "id": name,
        "name": name,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": "when", "name": "when", "field": ""}],
            "outputs": [{"id": "then", "name": "then", "field": name}],
            "rules": [
                {"_id": f"{name}{number}", "when": when, "then": json.dumps(then)}
                for number, (when, then) in enumerate(rows)
            ],
            "passThrough": False,
            "inputField": None,
            "outputPath": None,
            "executionMode": "single",
        },
    }


def _tables(base: Base, conditions: Iterable[Condition]) -> list[str]:
    """The tables that must come before."""
    found = dict.fromkeys(name for condition in conditions for name in names(condition))
    guarded = [_applies(name) for name in found if name in base.questions and base.questions[name].when is not None]
    return guarded + [_finding(name) for name in found if name in base.findings]


def _id(name: str) -> str:
    return name.replace("-", "_")


def _answer(question: str) -> str:
    return f"q_{_id(question)}"


def _shrugged(question: str) -> str:
    return f"u_{_id(question)}"


def _applies(question: str) -> str:
    return f"a_{_id(question)}"


def _finding(finding: str) -> str:
    return f"f_{_id(finding)}"


def _context(base: Base, answers: Mapping[str, Answer]) -> dict[str, Whatever]:
    """What zen is given: each answer or null, and whether it was "I don't know"."""
    made: dict[str, Whatever] = {}
    for name in base.questions:
        answer = answers.get(name)
        unknown = answer == UNKNOWN
        made[_shrugged(name)] = unknown
        made[_answer(name)] = None if unknown else list(answer) if isinstance(answer, tuple) else answer
    return made


class _Words:
    """Conditions in the words of zen's expressions: each says that something is certain."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def both_ways(self, condition: Condition) -> list[Row]:
        return [(self.say(condition), True), (self.say(Not(condition)), False)]

    def say(self, condition: Condition) -> str:
        return self._say(inward(condition))

    def _say(self, condition: Condition) -> str:
        match condition:
            case All(parts):
                return f"({' and '.join(map(self._say, parts))})" if parts else "true"
            case Any(parts):
                return f"({' or '.join(map(self._say, parts))})" if parts else "false"
            case AtLeast(count, parts):
                return f"(sum([{', '.join(f'({self._say(part)} ? 1 : 0)' for part in parts)}]) >= {count})"
            case Found(finding):
                return f"{_finding(finding)} == true"
            case Not(Found(finding)):
                return f"{_finding(finding)} == false"
            case Not(Is() | Within() | Chosen() as test):
                return self._test(test, False)
            case Is() | Within() | Chosen():
                return self._test(condition, True)
            case _:
                raise AssertionError("`inward` leaves no other Not")

    def _test(self, test: Test, wanted: bool) -> str:
        said = self._verdict(test, wanted)
        if self.base.questions[test.question].when is None:
            return said
        applies = _applies(test.question)
        return (
            f"({applies} == true and {said})" if wanted else f"({applies} == false or ({applies} == true and {said}))"
        )

    def _verdict(self, test: Test, wanted: bool) -> str:
        answer = _answer(test.question)
        given = f"{answer} != null"
        match test:
            case Is(_, values):
                plain = [value for value in values if value != UNKNOWN]
                words = self.base.questions[test.question].type in ("yes-no", "choice")
                said = f"{answer} in {json.dumps(plain)}" if plain and words else "false"
                if wanted:
                    return (
                        f"({given} and {said} or {_shrugged(test.question)})"
                        if UNKNOWN in values
                        else (f"({given} and {said})")
                    )
            case Chosen(_, options):
                some = f"some({answer}, # in {json.dumps([name for name in options if name != NONE])})"
                said = f"({some} or len({answer}) == 0)" if NONE in options else some
            case Within(_, low, high, low_open, high_open):
                parts = []
                if low is not None:
                    parts.append(f"{answer} {'>' if low_open else '>='} {low:.10g}")
                if high is not None:
                    parts.append(f"{answer} {'<' if high_open else '<='} {high:.10g}")
                said = f"({' and '.join(parts) or 'true'})"
        return f"({given} and {said})" if wanted else f"({given} and not({said}))"
