"""The conditions of a base as one circuit of thresholds, made once: sets of cases of which nothing is worked out yet.

Every condition has two nodes: that it is true, and that it is false (the table is in `sets`); it is open where neither
holds. A node is a gate that wants so many of its parts, or a leaf: a test says so of the answer. Whoever reads these
need not know the shapes of conditions: booleans make what can still become so (`reach`), bits thousands of cases at
once (`bit_parallel`), sets of kinds of answers what would have to be otherwise (`minimal_change`). Equal gates are one.
The parts of a gate come before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from triage.inference.domain import Kind, conditions, kinds
from triage.language.base import Base
from triage.language.condition import Condition, Test
from triage.language.derived import Deriving, derived, lasting
from triage.language.evaluate import Answer, verdict
from triage.language.sets import Algebra, Reader

Pair = tuple[int, int]
"""The node that something is true, and the node that it is false."""


class Gate(NamedTuple):
    """So many (`need`) of the parts. `finding`: whose status it tells, if it does."""

    need: int
    parts: tuple[int, ...]
    finding: str = ""


class Leaf(NamedTuple):
    """The test says so (`says`: true or false) of the answer to its question, if the question applies."""

    test: Test
    says: bool


Node = Gate | Leaf


class _Gates(Algebra[int]):
    """Sets of cases as nodes, equal ones once."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}
        self.everywhere = self.number(Gate(0, ()))

    def __getstate__(self) -> dict[str, object]:
        """Which is which is asked only while they are made."""
        return {**vars(self), "_numbers": {}}

    def number(self, node: Node) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    def all_of(self, sets: Iterable[int]) -> int:
        parts = tuple(sets)
        return parts[0] if len(parts) == 1 else self.number(Gate(len(parts), parts))

    def any_of(self, sets: Iterable[int]) -> int:
        parts = tuple(sets)
        return parts[0] if len(parts) == 1 else self.number(Gate(1, parts))

    def most_of(self, count: int, sets: Sequence[int]) -> int:
        return self.number(Gate(count, tuple(sets)))


class Circuit(Deriving, Reader[int]):
    """The circuit of a base. Of persons it holds no more than which kinds of answers were looked up (see `told`)."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.algebra = self._gates = _Gates()
        self.nodes = self._gates.nodes
        self.questions = tuple(base.questions)
        self.leaves: dict[str, dict[Test, Pair]] = {name: {} for name in base.questions}
        """By question, each test of its answer, whether or not the question applies."""
        self.findings: dict[str, Pair] = {}
        """That each finding is established, that it is refuted."""
        self.finding_at: dict[int, str] = {}
        """The findings by their nodes."""
        self._asks: dict[int, tuple[str, tuple[int, ...]]] = {}
        self._conditions: list[Condition] = []
        self._pairs: dict[int, Pair] = {}
        """By the identity of each of these conditions, which stay as long as this does."""
        self._tests: dict[Test, Pair] = {}
        self._kinds = kinds(base)
        self._by_kind: dict[Kind, tuple[Sequence[int], Sequence[int]]] = {}
        self._complete = False
        for name in base.findings:
            self.found(name)
        for condition in conditions(base):
            self.extension(condition)
        self._complete = True
        self.fires = {rule.id: self.extension(rule.when)[0] for rule in base.rules.values()}
        """By rule, that it fires."""

    def extension(self, condition: Condition) -> Pair:
        """The nodes of a condition: that it is true, that it is false. Raises KeyError for one that is not the base's
        own, whose identity may be that of another soon."""
        pair = self._pairs.get(id(condition))
        if pair is None:
            if self._complete:
                raise KeyError(f"no condition of {self.base.id}: {condition}")
            pair = self._pairs[id(condition)] = super().extension(condition)
            self._conditions.append(condition)
        return pair

    def __getstate__(self) -> dict[str, object]:
        pairs = list(self._pairs.values())  # in the order of the conditions; elsewhere these have other identities
        return {**super().__getstate__(), "_pairs": pairs, "_by_kind": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        pairs = zip(map(id, state["_conditions"]), state["_pairs"], strict=True)
        vars(self).update(state, _pairs=dict(pairs))

    def found(self, finding: str) -> Pair:
        if finding not in self.findings:
            pairs = [self.extension(when) for when in self.base.conditions_of[finding]]
            true, false = tuple(true for true, _ in pairs), tuple(false for _, false in pairs)
            # A node of its own, even where a single rule establishes it.
            pair = self._gates.number(Gate(1, true, finding)), self._gates.number(Gate(len(false), false, finding))
            self.findings[finding] = pair
            self.finding_at |= dict.fromkeys(pair, finding)
        return self.findings[finding]

    def answered(self, test: Test) -> Pair:
        leaves = self._gates.number(Leaf(test, True)), self._gates.number(Leaf(test, False))
        self.leaves[test.question][test] = leaves
        return leaves

    def applies(self, question: str) -> Pair | None:
        when = self.base.questions[question].when
        return None if when is None else self.extension(when)

    def tested(self, test: Test) -> Pair:
        if test not in self._tests:
            true, false = self._tests[test] = super().tested(test)
            name = test.question
            applies, never = self.applies(name) or (None, None)
            ways = () if applies is None or never is None else (applies, never)
            self._asks |= {true: (name, ways[:1]), false: (name, ways)}
        return self._tests[test]

    def prepare(self) -> None:
        """Works out now what is otherwise worked out when it is first asked for; `forth` only explaining asks for."""
        _ = self.need, self.back, self.above

    @cached_property
    def need(self) -> list[int]:
        """How many parts each node wants; of a leaf, the answer."""
        return [node.need if isinstance(node, Gate) else 1 for node in self.nodes]

    @cached_property
    def back(self) -> list[tuple[int, ...]]:
        """What it takes for each node to hold: other nodes, which come before it; or an answer, by the complement of
        the question's number in `questions`, with what it takes for the question to apply, or not to."""
        numbers = {name: ~number for number, name in enumerate(self.questions)}
        back = [node.parts if isinstance(node, Gate) else () for node in self.nodes]
        for number, (name, ways) in self._asks.items():
            back[number] = (numbers[name], *ways)
        return back

    @cached_property
    def forth(self) -> Mapping[int, Sequence[int]]:
        """The same the other way round: what each node, or answer, is taken for."""
        forth: dict[int, list[int]] = {~number: [] for number in range(len(self.questions))}
        forth |= {number: [] for number in range(len(self.nodes))}
        for number, parts in enumerate(self.back):
            for part in dict.fromkeys(parts):
                forth[part].append(number)
        return forth

    def told(self, question: str, answer: Answer | None) -> tuple[Sequence[int], Sequence[int]]:
        """The leaves that an answer settles, and those that it rules out."""
        kind = None if answer is None else self._kinds.of(question, answer)
        if kind is None:
            return self._told(question, answer)
        if kind not in self._by_kind:
            self._by_kind[kind] = self._told(question, answer)
        return self._by_kind[kind]

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


@derived
@lasting
def circuit(base: Base) -> Circuit:
    """The circuit of a base, made once."""
    return Circuit(base)
