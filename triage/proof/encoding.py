"""A base as formulas: for each condition where it is true and where it is false, over all answers at once.

The same reading of the tree as `evaluate`, and in pairs of unknowns instead of True, False and None: a term that says
"certainly true" and one that says "certainly false"; where neither holds, the condition is open. Findings, and
whether a question applies, get unknowns of their own, defined stratum by stratum, so that each is worked out once.

>>> from triage.language.load import load
>>> encoding = Encoding(load())
>>> encoding.smallest(encoding.urgency("self-care")) is not None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

import z3

from triage.inference.composition import Composition
from triage.inference.decision import Decision
from triage.language.base import Base
from triage.language.condition import Condition, Test
from triage.language.evaluate import Answer
from triage.language.model import Rule, names
from triage.language.sets import Reader
from triage.proof.smallest import smallest
from triage.proof.space import NO, YES, Slot, Space, Terms, both, either, opposite, satisfiable

Pair = tuple[z3.BoolRef, z3.BoolRef]
"""Where something is certainly true, and where it is certainly false."""


class Encoding(Reader[z3.BoolRef]):
    """A base over all answers in a `space`, by default its own. `tests_of` are other bases whose questions and bounds
    count too, for an encoding of each of them over the same space; `also` conditions that will be asked about."""

    algebra = Terms()

    def __init__(
        self,
        base: Base,
        space: Space | None = None,
        tests_of: Iterable[Base] = (),
        also: Iterable[Condition] = (),
        before: Encoding | None = None,
    ) -> None:
        self.base = base
        self.space = space if space is not None else Space((base, *tests_of), also)
        self._before = before
        self._touched = frozenset[str]() if before is None else _changed(before.base, base)
        self._pairs: dict[Condition, Pair] = {}
        self._findings: dict[str, Pair] = {}
        self._gates: dict[str, Pair] = {}
        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if before is not None and name not in self._touched:
                # As before, under its name: what was learnt of it counts here too.
                if name in base.questions:
                    self._gates[name] = before.applies(name)
                else:
                    self._findings[name] = before.found(name)
            elif name in base.questions:
                self._gates[name] = self._named(f"{name}!", self._gate(name))
            else:
                self._findings[name] = self._named(name, self.of_rules(self.base.conditions_of[name]))

    def variant(self, rules: Mapping[str, Rule | None]) -> Encoding:
        """The base with some rules replaced, or left out (None), over the same answers. What does not depend on these
        rules is shared, and the rest is not defined but written out, so a variant leaves nothing behind."""
        changed = {
            name: new
            for name, old in self.base.rules.items()
            if (new := rules.get(name, old) if name in rules else old) is not None
        }
        return Encoding(replace(self.base, rules=changed), self.space, before=self)

    @cached_property
    def second_case(self) -> Encoding:
        """The same base over a second set of answers, for what is about two cases at once."""
        return Encoding(self.base, self.space.copy("other"))

    # Conditions

    def true(self, condition: Condition) -> z3.BoolRef:
        """The condition is certainly true."""
        return self.extension(condition)[0]

    def false(self, condition: Condition) -> z3.BoolRef:
        """The condition is certainly false."""
        return self.extension(condition)[1]

    def open(self, condition: Condition) -> z3.BoolRef:
        """The condition is neither."""
        return both(map(opposite, self.extension(condition)))

    def extension(self, condition: Condition) -> Pair:
        pair = self._pairs.get(condition)
        if pair is None:
            if self._before is not None and self._touched.isdisjoint(names(condition)):
                pair = self._before.extension(condition)
            else:
                pair = super().extension(condition)
            self._pairs[condition] = pair
        return pair

    def answered(self, test: Test) -> Pair:
        return self._slot(test.question).test(test)

    def applies(self, question: str) -> Pair:
        return self._gates[question]

    def found(self, finding: str) -> Pair:
        return self._findings[finding]

    def _gate(self, question: str) -> Pair:
        when = self.base.questions[question].when
        return (YES, NO) if when is None else self.extension(when)

    def _named(self, name: str, pair: Pair) -> Pair:
        """The pair as two unknowns of their own."""
        return self.named(f"{name}+", pair[0]), self.named(f"{name}-", pair[1])

    def named(self, name: str, term: z3.BoolRef) -> z3.BoolRef:
        """The term as an unknown of its own: for one that many others mention. A variant leaves it written out."""
        if self._before is not None or z3.is_const(term) or (z3.is_not(term) and z3.is_const(term.arg(0))):
            return term
        known = z3.FreshBool(f"{self.space.name}{name}")
        self.space.solver.add(known == term)
        return known

    # What a case comes to

    def established(self, finding: str) -> z3.BoolRef:
        return self._findings[finding][0]

    def refuted(self, finding: str) -> z3.BoolRef:
        return self._findings[finding][1]

    def fires(self, rule: str) -> z3.BoolRef:
        return self.true(self.base.rules[rule].when)

    @cached_property
    def decision(self) -> Decision[z3.BoolRef]:
        return Decision(self.base, self.algebra, lambda rule: self.true(rule.when), self.established)

    def demands(self, level: str) -> z3.BoolRef:
        """A rule that fires demands this urgency; another may demand more."""
        return self.decision.demanded[level]

    def demands_at_least(self, level: str) -> z3.BoolRef:
        """The demanded urgency is this one or more urgent; a default is not a demand."""
        return either(
            self.demands(other)
            for other in self.base.levels.rank
            if self.base.levels.rank[other] >= self.base.levels.rank[level]
        )

    def demanded(self, level: str | None) -> z3.BoolRef:
        """The most urgent level that is demanded; None where none is."""
        above = (
            self.demands(other)
            for other in self.base.levels.rank
            if level is None or self.base.levels.rank[other] > self.base.levels.rank[level]
        )
        return both((YES if level is None else self.demands(level), *map(opposite, above)))

    def urgency(self, level: str) -> z3.BoolRef:
        """The urgency of the outcome: what is demanded, or the default."""
        return self.decision.urgency[level]

    def leading(self, condition: str | None) -> z3.BoolRef:
        """The condition that leads; None where none is established."""
        return self.decision.leading[condition]

    def pathway(self, pathway: str) -> z3.BoolRef:
        """The pathway that prevails."""
        return self.decision.pathway[pathway]

    @cached_property
    def composition(self) -> Composition[z3.BoolRef]:
        """Which lines somebody reads."""
        return Composition(self, self.decision)

    def caution(self, caution: str) -> z3.BoolRef:
        """A caution is shown."""
        return self.composition.around(self.base.cautions[caution])

    def safety_net(self, net: str) -> z3.BoolRef:
        """A safety net is shown."""
        return self.composition.around(self.base.safety_net[net])

    def contradicted(self, contradiction: str) -> z3.BoolRef:
        """The answers run into this contradiction."""
        return self.true(self.base.contradictions[contradiction].when)

    def current(self, pathway: str, phase: str) -> z3.BoolRef:
        """The pathway prevails, and this is its first phase that is not behind us."""
        return self.composition.current(pathway, phase)

    # Answers

    def _slot(self, question: str) -> Slot:
        return self.space.slot(self.base.questions[question])

    def given(self, question: str) -> z3.BoolRef:
        """Something was answered, `unknown` too."""
        return self._slot(question).given

    def unknown(self, question: str) -> z3.BoolRef:
        """The answer is `unknown`."""
        return self._slot(question).unknown

    def answer(self, question: str, value: Answer) -> z3.BoolRef:
        """This is the answer, whether the question applies or not."""
        return self._slot(question).is_answer(value)

    def complete(self) -> z3.BoolRef:
        """Every question that applies is answered, but for those that nobody is asked (`given: yes`)."""
        return both(
            either((self.given(question.id), opposite(self.applies(question.id)[0])))
            for question in self.base.questions.values()
            if not question.given
        )

    @cached_property
    def valid(self) -> z3.BoolRef:
        """Only answers that this base takes, where the space holds those of other bases too."""
        questions = self.base.questions.values()
        return both(term for question in questions for term in self._slot(question.id).outside(question))

    # Cases

    def solve(self, *constraints: z3.BoolRef) -> dict[str, Answer] | None:
        """The answers of a case for which all of these hold, or None: there is no such case."""
        with self.asking(constraints) as solver:
            return self.read(solver.model()) if satisfiable(solver) else None

    def possible(self, *constraints: z3.BoolRef) -> bool:
        """Whether there is a case for which all of these hold: one that the solver came upon lately, or a new one."""
        asked = both((self.valid, *constraints))
        if any(z3.is_true(model.eval(asked)) for model in self.space.models):
            return True
        with self.asking(constraints) as solver:
            there_is = satisfiable(solver)
            if there_is:
                self.space.models.append(solver.model())
            return there_is

    def smallest(self, *constraints: z3.BoolRef) -> dict[str, Answer] | None:
        """A case for which all of these hold with the fewest answers, and of those the first: an answer late in the
        base rather than early, few ticks, and the answer that the question names first. None: there is no such case."""
        with self.asking(constraints) as solver:
            model = smallest(solver, [self._slot(question) for question in self.base.questions])
            return None if model is None else self.read(model)

    @contextmanager
    def asking(self, constraints: Iterable[z3.BoolRef]) -> Iterator[z3.Solver]:
        solver = self.space.solver
        solver.push()
        try:
            solver.add(self.valid, *constraints)
            yield solver
        finally:
            solver.pop()

    def read(self, model: z3.ModelRef) -> dict[str, Answer]:
        """The answers of a model, in the order of the base."""
        answers = {name: self._slot(name).read(model) for name in self.base.questions}
        return {name: answer for name, answer in answers.items() if answer is not None}


def _changed(before: Base, after: Base) -> frozenset[str]:
    """The questions and findings that depend on a finding which is not established alike in both. A rule that only
    leads elsewhere, or demands less, changes none."""
    was = before.conditions_of
    touched = {name for name, conditions in after.conditions_of.items() if conditions != was.get(name)}
    names_by_depth = sorted(after.stratum, key=after.stratum.__getitem__)
    for name in names_by_depth:
        if not touched.isdisjoint(after.dependencies[name]):
            touched.add(name)
    return frozenset(touched)
