"""The conditions of a base as one circuit of thresholds, over any set of cases. The one page that takes them apart.

Every condition has two nodes: that it is true, and that it is false; it is open where neither holds. A node is a gate
that wants so many of its parts, or a leaf: a test says so of the answer.

=============  ====================================  ==============================================================
a condition    is true                               is false
=============  ====================================  ==============================================================
all of n       n of: they are true                   1 of: they are false
any of n       1 of: they are true                   n of: they are false
at least k     k of: they are true                   n - k + 1 of: they are false
not            it is false                           it is true
a finding      1 of: conditions of its rules are     all of: they are false
a test         the answer says so, and the question  the answer says not, and the question applies; or it does not
               applies                               apply
=============  ====================================  ==============================================================

So gates only ever gain from what is added, and whoever reads conditions need not know their shapes: booleans make what
can still become so (`reach`), bits thousands of cases at once (`lanes`), sets of kinds of answers what would have to be
otherwise (`otherwise`). Equal gates are one. The parts of a gate come before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import assert_never

from triage.inference.domain import conditions, words
from triage.language.condition import All, Any, AtLeast, Chosen, Condition, Found, Is, Not, Test, Within
from triage.language.evaluate import Answer, verdict
from triage.language.model import Base

Pair = tuple[int, int]
"""The node that something is true, and the node that it is false."""


@dataclass(frozen=True, slots=True)
class Gate:
    """So many (`need`) of the parts. `of` is the finding or the test that it tells of; of inner ones, nothing."""

    need: int
    parts: tuple[int, ...]
    of: str | Test = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The test says so (`says`: true or false) of the answer to its question, if the question applies."""

    test: Test
    says: bool


Node = Gate | Leaf


class Circuit:
    """The circuit of a base, and of `others`: conditions that are asked of it besides. Holds nothing of any person."""

    def __init__(self, base: Base, others: Iterable[Condition] = ()) -> None:
        self.base = base
        self.nodes: list[Node] = []
        self.leaves: dict[str, dict[Test, Pair]] = {name: {} for name in base.questions}
        """By question, each test of its answer, whether or not the question applies."""
        self.findings: dict[str, Pair] = {}
        """That each finding is established, that it is refuted."""
        self.applies: dict[str, Pair] = {}
        """That a question applies, that it does not; of those that need not apply."""
        self.questions = tuple(base.questions)
        self.finding_at: dict[int, str] = {}
        """The findings by their nodes."""
        self._asks: dict[int, tuple[str, tuple[int, ...]]] = {}
        self._numbers: dict[Node, int] = {}
        self._pairs: dict[int, Pair] = {}
        self._tests: dict[Test, Pair] = {}
        self._words = words(base)
        self._by_word: dict[tuple[str, str], tuple[Sequence[int], Sequence[int]]] = {}
        self._kept = (*conditions(base), *others)  # a pair is found by identity, so these must stay
        for name in base.findings:
            self._finding(name)
        for condition in self._kept:
            self.pair(condition)

    def pair(self, condition: Condition) -> Pair:
        """The nodes of a condition of the base: that it is true, that it is false."""
        pair = self._pairs.get(id(condition))
        if pair is None:
            pair = self._pairs[id(condition)] = self._make(condition)
        return pair

    def _make(self, condition: Condition) -> Pair:
        match condition:
            case All(parts):
                return self._several(len(parts), parts)
            case Any(parts):
                return self._several(1, parts)
            case AtLeast(count, parts):
                return self._several(count, parts)
            case Not(part):
                true, false = self.pair(part)
                return false, true
            case Found(finding):
                return self._finding(finding)
            case Is() | Within() | Chosen():
                return self._test(condition)
            case _:
                assert_never(condition)

    def _several(self, count: int, parts: Sequence[Condition], of: str = "") -> Pair:
        pairs = [self.pair(part) for part in parts]
        true = Gate(count, tuple(true for true, _ in pairs), of)
        false = Gate(len(pairs) - count + 1, tuple(false for _, false in pairs), of)
        return self._number(true), self._number(false)

    def _finding(self, finding: str) -> Pair:
        if finding not in self.findings:
            pair = self.findings[finding] = self._several(1, self.base.conditions_of[finding], finding)
            self.finding_at |= dict.fromkeys(pair, finding)
        return self.findings[finding]

    def _test(self, test: Test) -> Pair:
        if test not in self._tests:
            name = test.question
            leaves = true, false = self._number(Leaf(test, True)), self._number(Leaf(test, False))
            self.leaves[name][test] = self._tests[test] = leaves
            when = self.base.questions[name].when
            if when is None:
                self._asks |= {true: (name, ()), false: (name, ())}
            else:
                applies, never = self.applies[name] = self.pair(when)
                denied = self._number(Gate(2, (applies, false)))
                true = self._number(Gate(2, (applies, true), test))
                false = self._number(Gate(1, (never, denied), test))
                self._asks |= {true: (name, (applies,)), false: (name, (applies, never))}
                self._tests[test] = true, false
        return self._tests[test]

    def _number(self, node: Node) -> int:
        number = self._numbers.get(node)
        if number is None:
            if isinstance(node, Gate) and node.need == 1 == len(node.parts) and not node.of:
                number = node.parts[0]
            else:
                number = len(self.nodes)
                self.nodes.append(node)
            self._numbers[node] = number
        return number

    @cached_property
    def need(self) -> list[int]:
        """How many parts each node wants; of a leaf, the answer."""
        return [node.need if isinstance(node, Gate) else 1 for node in self.nodes]

    @cached_property
    def back(self) -> list[tuple[int, ...]]:
        """What it takes for each node to hold, the last first: other nodes; or an answer, by the complement of the
        question's number in `questions`, after what it takes for the question to apply, or not to."""
        numbers = {name: ~number for number, name in enumerate(self.questions)}
        back = [node.parts[::-1] if isinstance(node, Gate) else () for node in self.nodes]
        for number, (name, ways) in self._asks.items():
            back[number] = (numbers[name], *ways[::-1])
        return back

    def told(self, question: str, answer: Answer | None) -> tuple[Sequence[int], Sequence[int]]:
        """The leaves that an answer settles, and those that it rules out."""
        key = self._words.get((question, answer)) if isinstance(answer, str) else None
        if key is None:
            return self._told(question, answer)
        if key not in self._by_word:
            self._by_word[key] = self._told(*key)
        return self._by_word[key]

    def _told(self, question: str, answer: Answer | None) -> tuple[Sequence[int], Sequence[int]]:
        settled: list[int] = []
        ruled_out: list[int] = []
        for test, (true, false) in self.leaves[question].items():
            says = verdict(test, answer)
            (settled if says else ruled_out).append(true)
            (settled if says is False else ruled_out).append(false)
        return settled, ruled_out

    @cached_property
    def above(self) -> list[tuple[int, ...]]:
        """The gates of which each node is a part; of which it is one twice, twice."""
        above: list[list[int]] = [[] for _ in self.nodes]
        for number, node in enumerate(self.nodes):
            if isinstance(node, Gate):
                for part in node.parts:
                    above[part].append(number)
        return list(map(tuple, above))


@lru_cache(maxsize=8)
def circuit(base: Base) -> Circuit:
    """The circuit of a base, made once."""
    return Circuit(base)
