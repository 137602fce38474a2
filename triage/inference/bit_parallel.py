"""Thousands of ways to complete a case, evaluated at once.

Each way is one bit in a big integer. A node of the circuit (`circuit`) becomes the bitset of the ways in which it
holds, so one AND of Python's does for thousands of cases what the evaluator does for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from triage.inference.circuit import Leaf, Pair, circuit
from triage.inference.decision import Decision
from triage.inference.domain import verdicts
from triage.inference.reach import Reach
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.condition import Condition, Test
from triage.language.evaluate import Answer, verdict
from triage.language.sets import Bits

Both = tuple[int, int]
"""The cases in which something is true, and those in which it is false, as bitsets."""


class Completions(dict[str, Sequence[tuple[Answer, int]]]):
    """For each question that is filled in its possible answers, each with the bits of the cases that have it. What
    tests say of them is kept, for as many sessions as are completed like this."""

    def __init__(self, base: Base, answers: Mapping[str, Sequence[tuple[Answer, int]]]) -> None:
        super().__init__(answers)
        self.verdicts = verdicts(base)
        self.leaves: dict[int, dict[int, int]] = defaultdict(dict)
        """The bits of leaves of the circuit, by how often the bits come (`repeat`)."""

    def told(self, test: Test) -> Both:
        """Where these answers make the test true, and where false, if the question applies."""
        return told(self.verdicts, test, self[test.question])


def told(verdicts: Mapping[Test, Mapping[Answer, bool | None]], test: Test, of: Sequence[tuple[Answer, int]]) -> Both:
    """Where answers make a test true, and where false, if its question applies."""
    true = false = 0
    looked_up = verdicts.get(test, {})
    for answer, bits in of:
        says = looked_up[answer] if answer in looked_up else verdict(test, answer)
        if says:
            true |= bits
        elif says is False:
            false |= bits
    return true, false


class BitParallel:
    """Ways to complete a session: `answers` to questions; other questions stay unanswered, and so do those that are not
    among the ones that are `missing`, where these are named.

    `reach`: that of the session, where the answers are only to questions that are in it: then nothing is evaluated that
    was counted there. `refuted`: a finding that is refuted in all cases, whatever its rules say."""

    def __init__(
        self,
        session: Session,
        width: int,
        answers: Mapping[str, Sequence[tuple[Answer, int]]],
        reach: Reach | None = None,
        refuted: str = "",
        repeat: int = 1,
        apart: Mapping[str, Sequence[tuple[Answer, int]]] = MappingProxyType({}),
        missing: Set[str] | None = None,
    ) -> None:
        """`repeat`: what the bits of `answers` are multiplied by, to come several times; not those of `apart`, answers
        to other questions."""
        self.base = session.base
        self.session = session
        self.circuit = circuit(session.base)
        self._counts = None if reach is None else reach.counts
        self.algebra = Bits((1 << width) - 1)
        self.everywhere = self.algebra.everywhere
        self.answers = answers if isinstance(answers, Completions) else Completions(session.base, answers)
        self.repeat = repeat
        self.apart = apart
        self._filled = (self.answers.keys() if missing is None else missing) - apart.keys()
        self._leaves = self.answers.leaves[repeat]
        self._need = self.circuit.need
        self._seen: list[int | None] = [None] * len(self.circuit.nodes)
        self._answered: dict[Test, Both] = {}
        if refuted:
            established, ruled_out = self.circuit.findings[refuted]
            self._seen[established], self._seen[ruled_out] = 0, self.everywhere

    def bits(self, condition: Condition) -> Both:
        """Where a condition of the base holds, and where it is certainly false."""
        return self._both(self.circuit.extension(condition))

    def found(self, finding: str) -> Both:
        """Where the finding is established, and where it is refuted."""
        return self._both(self.circuit.findings[finding])

    def _both(self, pair: Pair) -> Both:
        true, false = pair
        return self.node_bits(true), self.node_bits(false)

    def node_bits(self, node: int) -> int:
        """Where the node holds."""
        seen = self._seen[node]
        if seen is None:
            seen = self._seen[node] = self._read(node)
        return seen

    def _read(self, number: int) -> int:
        need = self._need[number]
        if self._counts is not None:
            left, have, _ = self._counts
            if have[number] >= need:
                return self.everywhere
            if left[number] < need:
                return 0
        node = self.circuit.nodes[number]
        if isinstance(node, Leaf):
            return self._leaf(number, node)
        # As `at_least` does. Here most of an interview's time goes, so what was read before is looked up on the spot.
        seen, everywhere = self._seen, self.everywhere
        if need == len(node.parts):
            bits = everywhere
            for part in node.parts:
                one = seen[part]
                if one is None:
                    one = seen[part] = self._read(part)
                bits &= one
                if not bits:
                    break
            return bits
        if need == 1:
            bits = 0
            for part in node.parts:
                one = seen[part]
                if one is None:
                    one = seen[part] = self._read(part)
                bits |= one
                if bits == everywhere:
                    break
            return bits
        return self.algebra.at_least(need, len(node.parts), map(self.node_bits, node.parts))

    def _leaf(self, number: int, leaf: Leaf) -> int:
        test, name = leaf.test, leaf.test.question
        if name in self._filled:
            bits = self._leaves.get(number)
            if bits is None:
                bits = self._leaves[number] = self.answers.told(test)[not leaf.says] * self.repeat
            return bits
        answered = self._answered.get(test)
        if answered is None:
            answered = self._answered[test] = self.answered(test)
        return answered[not leaf.says]

    def answered(self, test: Test) -> Both:
        """Where the answers to a question that is not filled in for all sessions alike make the test true, and where
        false, if it applies."""
        if test.question in self.apart:
            return told(self.answers.verdicts, test, self.apart[test.question])
        says = verdict(test, self.session.answers.get(test.question))
        return (0, 0) if says is None else (self.everywhere, 0) if says else (0, self.everywhere)

    def decision(self) -> Decision[int]:
        """What the cases come to."""
        return Decision(
            self.base,
            self.algebra,
            lambda rule: self.node_bits(self.circuit.fires[rule.id]),
            lambda finding: self.node_bits(self.circuit.findings[finding][0]),
        )
