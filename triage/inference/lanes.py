"""Thousands of ways to complete a case, evaluated at once.

Each way is a lane: one bit in a big integer. A node of the circuit (`circuit`) becomes the lanes in which it holds, so
one AND of Python's does for thousands of cases what the evaluator does for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.inference.circuit import Gate, Pair, circuit
from triage.inference.decision import Decision
from triage.inference.domain import verdicts
from triage.inference.reach import Reach
from triage.inference.session import Session
from triage.language.condition import Condition, Test
from triage.language.evaluate import Answer, verdict
from triage.language.sets import Bits

Both = tuple[int, int]
"""The lanes in which something is true, and those in which it is false."""


class Lanes:
    """Ways to complete a session. `answers` gives for each question that is filled in its possible answers, each with
    the lanes that have it; other questions stay unanswered.

    `reach`: that of the session, where the answers are only to questions that are in it: then nothing is evaluated that
    is known from there. `refuted`: a finding that is refuted in all lanes, whatever its rules say."""

    def __init__(
        self,
        session: Session,
        width: int,
        answers: Mapping[str, Sequence[tuple[Answer, int]]],
        reach: Reach | None = None,
        refuted: str = "",
    ) -> None:
        self.base = session.base
        self.session = session
        self.circuit = circuit(session.base)
        self.reach = reach
        self.verdicts = verdicts(session.base)
        self.algebra = Bits((1 << width) - 1)
        self.every = self.algebra.everywhere
        self.answers = answers
        self._seen: list[int | None] = [None] * len(self.circuit.nodes)
        self._answered: dict[Test, Both] = {}
        if refuted:
            established, ruled_out = self.circuit.findings[refuted]
            self._seen[established], self._seen[ruled_out] = 0, self.every

    def bits(self, condition: Condition) -> Both:
        """Where a condition of the base holds, and where it is certainly false."""
        return self._both(self.circuit.extension(condition))

    def found(self, finding: str) -> Both:
        """Where the finding is established, and where it is refuted."""
        return self._both(self.circuit.findings[finding])

    def _both(self, pair: Pair) -> Both:
        true, false = pair
        return self.lanes(true), self.lanes(false)

    def lanes(self, node: int) -> int:
        """Where the node holds."""
        seen = self._seen[node]
        if seen is None:
            seen = self._seen[node] = self._read(node)
        return seen

    def _read(self, number: int) -> int:
        if self.reach is not None:
            if self.reach.certain(number):
                return self.every
            if not self.reach.possible(number):
                return 0
        node = self.circuit.nodes[number]
        if not isinstance(node, Gate):
            return self._both_answered(node.test)[not node.says]
        return self.algebra.at_least(node.need, len(node.parts), map(self.lanes, node.parts))

    def _both_answered(self, test: Test) -> Both:
        answered = self._answered.get(test)
        if answered is None:
            answered = self._answered[test] = self.answered(test)
        return answered

    def answered(self, test: Test) -> Both:
        """Where the answers make the test true, and where false, if the question applies."""
        name = test.question
        if name not in self.answers:
            says = verdict(test, self.session.answers.get(name))
            return (0, 0) if says is None else (self.every, 0) if says else (0, self.every)
        true = false = 0
        looked_up = self.verdicts.get(test, {})
        for answer, lanes in self.answers[name]:
            says = looked_up[answer] if answer in looked_up else verdict(test, answer)
            if says:
                true |= lanes
            elif says is False:
                false |= lanes
        return true, false

    def decision(self) -> Decision[int]:
        """What the lanes come to."""
        return Decision(
            self.base,
            self.algebra,
            lambda rule: self.lanes(self.circuit.extension(rule.when)[0]),
            lambda finding: self.lanes(self.circuit.findings[finding][0]),
        )
