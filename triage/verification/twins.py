"""Two people who differ in one answer: whether they can ever be told something else.

What is told is put down twice, as formulas for the solver and as values for one case; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import z3

from triage.inference.plain import conclude
from triage.language.condition import Chosen, Is, Test
from triage.language.evaluate import Answer, Known, evaluate
from triage.language.model import RANK, Base, Question
from triage.verification.encoding import Encoding
from triage.verification.space import Space, both, either, every_test, opposite, satisfiable

Heard = tuple[object, ...]
"""All that someone hears, fit to be compared."""
TRIES = 8
"""So many cases are changed before the solver is asked."""


class Twins:
    """Two people whose answers differ in one thing only, and whether they can hear something else. `met` are some
    cases: where changing one of them shows a difference, the solver need not look for one."""

    def __init__(self, base: Base, met: Sequence[Mapping[str, Answer]] = ()) -> None:
        self.base = base
        self.solver = _solver()
        self.one = Encoding(base, Space((base,), solver=self.solver))
        self.other = self.one.twin
        self.tests = every_test((base,))
        self.same: dict[str, z3.BoolRef] = {}
        self.met = [(answers, heard_by(base, answers)) for answers in met]
        pairs = zip(heard(self.one), heard(self.other), strict=True)
        self.solver.add(either(z3.Xor(here, there) for here, there in pairs if not z3.eq(here, there)))
        for name, question in self.base.questions.items():
            here, there = self.one.space.slot(question), self.other.space.slot(question)
            self.same[name] = z3.FreshBool("same")
            equal = both(one == other for one, other in zip(here.terms, there.terms, strict=True))
            self.solver.add(self.same[name] == equal)

    def matters(self, question: str) -> bool:
        """Another answer to this question alone can change what is heard."""
        return self._met_without(question) or self._can_differ(question)

    def _met_without(self, question: str) -> bool:
        """In a case that was met, leaving this answer out changes what is heard."""
        return any(
            heard_by(self.base, {name: answer for name, answer in answers.items() if name != question}) != before
            for answers, before in self._tries(case for case in self.met if question in case[0])
        )

    def _met_with(self, question: Question, option: str, other: str) -> bool:
        """In a case that was met, putting one option for the other changes what is heard."""
        found = (case for case in self.met if _swapped(question, case[0].get(question.id), option, other) is not None)
        for answers, before in self._tries(found):
            swapped = _swapped(question, answers[question.id], option, other)
            if swapped is not None and heard_by(self.base, {**answers, question.id: swapped}) != before:
                return True
        return False

    def _tries(
        self, found: Iterable[tuple[Mapping[str, Answer], Heard]]
    ) -> Iterator[tuple[Mapping[str, Answer], Heard]]:
        return islice(found, TRIES)

    def _can_differ(self, question: str, *terms: z3.BoolRef) -> bool:
        same = (term for name, term in self.same.items() if name != question)
        return satisfiable(self.solver, *same, *terms)

    def alike(self, question: Question) -> Iterator[tuple[str, ...]]:
        """The options that make no difference: for each of a group any other can be put."""
        match question.type:
            case "number":
                return
            case "yes-no":
                options: tuple[str, ...] = ("yes", "no")
            case "choice" | "choices":
                options = tuple(question.options)
        groups: list[list[str]] = []
        for option in options:
            group = next((group for group in groups if not self._apart(question, group[0], option)), None)
            if group is None:
                groups.append([option])
            else:
                group.append(option)
        yield from (tuple(group) for group in groups if len(group) > 1)

    def _apart(self, question: Question, option: str, other: str) -> bool:
        if not any(_tells_apart(test, option, other) for test in self.tests.get(question.id, ())):
            return False
        if self._met_with(question, option, other):
            return True
        here, there = self.one.space.slot(question), self.other.space.slot(question)
        if question.type != "choices":
            return self._can_differ(question.id, here.values[option], there.values[other])
        assert here.listed is not None
        assert there.listed is not None
        rest = (here.options[name] == there.options[name] for name in question.options if name not in (option, other))
        swapped = (here.options[option], opposite(here.options[other]), opposite(there.options[option]))
        return self._can_differ(
            question.id, *self._literals((both((here.listed, there.listed, *rest, *swapped, there.options[other])),))
        )

    def _literals(self, terms: Iterable[z3.BoolRef]) -> Iterator[z3.BoolRef]:
        """Each term as an unknown, as what is assumed must be one."""
        for term in terms:
            known = z3.FreshBool("assumed")
            self.solver.add(z3.Implies(known, term))
            yield known


def _tells_apart(test: Test, option: str, other: str) -> bool:
    """Whether the test names one of the two and not the other."""
    named = test.options if isinstance(test, Chosen) else test.values if isinstance(test, Is) else ()
    return (option in named) != (other in named)


def _swapped(question: Question, answer: Answer | None, option: str, other: str) -> Answer | None:
    """The answer with one option in the place of the other, or None where it has not just one of the two."""
    if isinstance(answer, tuple):
        ticked = set(answer)
        if len(ticked & {option, other}) != 1:
            return None
        return tuple(name for name in question.options if name in ticked ^ {option, other})
    return {option: other, other: option}.get(str(answer))


def _solver() -> z3.Solver:
    """The one that is quickest at many small questions about the same large formula."""
    solver = z3.SimpleSolver()
    solver.set("auto_config", False)
    solver.set("relevancy", 0)
    solver.set("random_seed", 7)
    return solver


def heard(encoding: Encoding) -> list[z3.BoolRef]:
    """Everything that someone hears: urgency, conditions and signs, pathway, and each line that depends on answers."""
    base = encoding.base
    terms = [encoding.urgency(level) for level in RANK]
    terms += [encoding.demanded(None)]
    terms += [encoding.established(name) for name in (*base.condition_order, *base.warning_signs)]
    for pathway in base.pathways.values():
        prevails = encoding.pathway(pathway.id)
        terms.append(prevails)
        terms += [
            both((prevails, encoding.true(when)))
            for phase in pathway.phases
            for when in dict.fromkeys(phase.conditions())
        ]
    terms += [encoding.caution(name) for name in base.cautions]
    terms += [encoding.safety_net(name) for name in base.safety_net]
    terms += [encoding.contradicted(name) for name in base.contradictions]
    return terms


def heard_by(base: Base, answers: Mapping[str, Answer]) -> Heard:
    """What is heard with these answers; says the same as `heard`."""
    found = conclude(base, answers)
    known = Known(found.values, found.findings)
    named = {base.rules[rule].pathway for rule in found.fired}
    prevails = next((path for path in base.pathway_order if path in named), base.default_pathway)
    phases = base.pathways[prevails].phases
    return (
        found.urgency,
        prevails,
        tuple(found.findings.get(name) is True for name in (*base.condition_order, *base.warning_signs)),
        tuple(evaluate(when, known) is True for phase in phases for when in phase.conditions()),
        found.cautions,
        tuple(net.when is None or evaluate(net.when, known) is True for net in base.safety_net.values()),
        tuple(evaluate(part.when, known) is True for part in base.contradictions.values()),
    )
