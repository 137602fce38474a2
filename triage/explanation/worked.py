"""The worked cases in which a part of a base matters.

They are all evaluated at once (see `BitParallel`), as they are and with the part taken out; a case in which urgency,
leading condition or pathway is then another is one in which it matters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from triage.inference.bit_parallel import BitParallel
from triage.inference.decision import Decision
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.condition import Any
from triage.language.evaluate import Answer

NEVER = Any(())


class Worked:
    """Cases by name, with their answers."""

    def __init__(self, base: Base, cases: Mapping[str, Mapping[str, Answer]]) -> None:
        self.base = base
        self.names = tuple(cases)
        self.answers: dict[str, dict[Answer, int]] = {}
        for number, answers in enumerate(cases.values()):
            for question, answer in answers.items():
                bits = self.answers.setdefault(question, {})
                bits[answer] = bits.get(answer, 0) | 1 << number

    def without_rules(self, rules: Collection[str]) -> tuple[str, ...]:
        """Whose outcome would be another if the conditions of these rules were false."""
        kept = {name: replace(rule, when=NEVER) if name in rules else rule for name, rule in self.base.rules.items()}
        return self._changed(self._evaluated(replace(self.base, rules=kept)))

    def without_finding(self, finding: str) -> tuple[str, ...]:
        """In which it is established, and whose outcome would be another if it were ruled out."""
        evaluated = self._evaluated(self.base, refuted=finding)
        return self._changed(evaluated, within=self._as_they_are.found(finding)[0])

    def without_answer(self, question: str) -> tuple[str, ...]:
        """Whose outcome would be another without an answer to the question."""
        return self._changed(self._evaluated(self.base, unanswered=question))

    def with_pathway(self, pathway: str) -> tuple[str, ...]:
        """Which come to this pathway."""
        return self._named(self._on(pathway))

    def with_exercise(self, exercise: str) -> tuple[str, ...]:
        """Whose pathway has this exercise in one of its phases, for this person."""
        bits = 0
        for pathway in self.base.pathways.values():
            for phase in pathway.phases:
                for use in phase.exercises:
                    if use.exercise == exercise:
                        held = self._as_they_are.bits(use.when)[0] if use.when is not None else -1
                        bits |= held & self._on(pathway.id)
        return self._named(bits)

    def _on(self, pathway: str) -> int:
        return self._decided.pathway[pathway]

    def _changed(self, evaluated: BitParallel, within: int = -1) -> tuple[str, ...]:
        bits = 0
        for before, after in zip(self._decided.parts(), evaluated.decision().parts(), strict=True):
            bits |= before ^ after
        return self._named(bits & within)

    def _named(self, bits: int) -> tuple[str, ...]:
        return tuple(name for number, name in enumerate(self.names) if bits >> number & 1)

    @cached_property
    def _as_they_are(self) -> BitParallel:
        return self._evaluated(self.base)

    @cached_property
    def _decided(self) -> Decision[int]:
        return self._as_they_are.decision()

    def _evaluated(self, base: Base, refuted: str = "", unanswered: str = "") -> BitParallel:
        answers = {name: tuple(bits.items()) for name, bits in self.answers.items() if name != unanswered}
        return BitParallel(Session(base), len(self.names), answers, refuted=refuted)
