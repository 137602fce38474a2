"""Proof trees: a conclusion, rule by rule, down to the answers that it rests on.

Every established or refuted finding has one, and so has a rule that fired, an urgency, a pathway and a caution. A tree
goes as deep as there is something to prove; what stands at its ends are answers. Told nothing but these answers,
anybody comes to the conclusion again (see `leaves`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from triage.inference.minimal_change import Effort, MinimalChange
from triage.inference.outcome import Outcome
from triage.language.condition import Condition, Found, Test
from triage.language.evaluate import INAPPLICABLE, Answer, evaluate
from triage.language.support import support

Proved = Literal[
    "answer",
    "counts",
    "inapplicable",
    "fired",
    "failed",
    "established",
    "refuted",
    "urgency",
    "default-urgency",
    "pathway",
    "default-pathway",
    "caution",
]


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that is certain, and the proofs of what it rests on.

    ``answer``           the question `of` was answered so
    ``counts``           it was, and the question applies
    ``inapplicable``     the question does not apply
    ``fired``            the condition of the rule is true
    ``failed``           the condition of the rule is false
    ``established``      the finding: a rule for it fired (`all-clear`: every warning sign is refuted)
    ``refuted``          the finding: every rule for it failed (`all-clear`: a warning sign is established)
    ``urgency``          a rule that fired demands it; ``default-urgency``: no rule demands any
    ``pathway``          a rule that fired names it; ``default-pathway``: no rule names any
    ``caution``          its condition is true
    """

    kind: Proved
    of: str
    answer: Answer | None = None
    parts: tuple[Proof, ...] = ()


class Prover:
    """Makes the proofs of one outcome, each once. `effort`: how long what would be otherwise is searched for."""

    def __init__(self, outcome: Outcome, effort: Effort | None = None) -> None:
        self.base = outcome.base
        self.effort = effort
        self.fired = outcome.fired
        self.outcome = outcome
        self.known, self.by = outcome.known, outcome.established_by
        self._findings: dict[str, Proof] = {}

    @cached_property
    def minimal_change(self) -> MinimalChange:
        """What would be so if some answers were otherwise."""
        return MinimalChange(self.base, self.outcome.answers, effort=self.effort)

    def finding(self, name: str) -> Proof | None:
        """Why the finding is established or refuted; None where it is open."""
        if name not in self.known.findings:
            return None
        if name not in self._findings:
            self._findings[name] = self._established(name) if name in self.by else self._refuted(name)
        return self._findings[name]

    def _established(self, name: str) -> Proof:
        rule = self.by[name]
        if rule is not None:
            return Proof("established", name, parts=(self.rule(rule),))
        (when,) = self.base.conditions_of[name]  # no rule of the author's: the one of the language
        return Proof("established", name, parts=self._rests_on(when, True))

    def _refuted(self, name: str) -> Proof:
        rules = [rule for rule in self.base.rules.values() if name in rule.establish]
        if rules:
            return Proof("refuted", name, parts=tuple(self.failed(rule.id) for rule in rules))
        parts = [part for when in self.base.conditions_of[name] for part in self._rests_on(when, False)]
        return Proof("refuted", name, parts=tuple(parts))

    def rule(self, name: str) -> Proof:
        """Why a rule fired that did."""
        return Proof("fired", name, parts=self._rests_on(self.base.rules[name].when, True))

    def failed(self, name: str) -> Proof:
        """Why a rule failed that did."""
        return Proof("failed", name, parts=self._rests_on(self.base.rules[name].when, False))

    def caution(self, name: str) -> Proof | None:
        """Why the caution applies, whether or not it is shown where this outcome comes out; None where it does not."""
        if evaluate(self.base.cautions[name].when, self.known) is not True:
            return None
        return Proof("caution", name, parts=self._rests_on(self.base.cautions[name].when, True))

    def urgency(self, level: str) -> Proof | None:
        """Why the urgency is demanded, or stands by default; None where it is neither."""
        rule = next((rule for rule in self.fired if self.base.rules[rule].urgency == level), None)
        if rule is not None:
            return Proof("urgency", level, parts=(self.rule(rule),))
        stands = not self.outcome.demanded and level == self.outcome.urgency
        return Proof("default-urgency", level) if stands else None

    def pathway(self, name: str) -> Proof | None:
        """Why a rule names the pathway, or it stands by default; None where it is neither."""
        rule = next((rule for rule in self.fired if self.base.rules[rule].pathway == name), None)
        if rule is not None:
            return Proof("pathway", name, parts=(self.rule(rule),))
        return Proof("default-pathway", name) if name == self.outcome.pathway else None

    def _rests_on(self, condition: Condition, wanted: bool) -> tuple[Proof, ...]:
        return tuple(dict.fromkeys(self._leaf(leaf) for leaf in support(condition, self.known, wanted)))

    def _leaf(self, leaf: Test | Found) -> Proof:
        if isinstance(leaf, Found):
            proof = self.finding(leaf.finding)
            assert proof is not None, "a condition rests only on what is certain"
            return proof
        return self.question(leaf.question)

    def question(self, name: str) -> Proof:
        """The answer that counts, or why the question does not apply."""
        when = self.base.questions[name].when
        if self.known.answers[name] is INAPPLICABLE:
            assert when is not None
            return Proof("inapplicable", name, parts=self._rests_on(when, False))
        answer = Proof("answer", name, self.outcome.answers[name])
        return answer if when is None else Proof("counts", name, parts=(answer, *self._rests_on(when, True)))


def numbered(proof: Proof) -> list[tuple[int, Proof, tuple[int, ...]]]:
    """Every step of a proof once, the conclusion first, with its number and those of the steps that it rests on."""
    numbers: dict[Proof, int] = {}
    waiting = [proof]
    for step in waiting:
        if step not in numbers:
            numbers[step] = len(numbers) + 1
            waiting += step.parts
    return [(number, step, tuple(numbers[part] for part in step.parts)) for step, number in numbers.items()]


def leaves(proof: Proof) -> dict[str, Answer]:
    """The answers at the ends of a proof: enough to come to its conclusion again."""
    return dict(_leaves(proof, set()))


def _leaves(proof: Proof, seen: set[int]) -> Iterator[tuple[str, Answer]]:
    if id(proof) not in seen:  # parts are shared
        seen.add(id(proof))
        if proof.kind == "answer" and proof.answer is not None:
            yield proof.of, proof.answer
        for part in proof.parts:
            yield from _leaves(part, seen)
