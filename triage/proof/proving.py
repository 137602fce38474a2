"""Properties to proofs: for each the solver looks for a case in which it fails, over all answers, and finds none.

A statement of a property becomes one formula, in one way only: where it holds. What it lacks is everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import assert_never

import z3

from triage.inference.composition import about, composed
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.condition import NONE, Condition
from triage.language.evaluate import Answer
from triage.language.property import (
    AdvisesExercise,
    AdvisesPainAbove,
    AdvisesSomething,
    Answered,
    Comes,
    Complete,
    Every,
    Instance,
    Lacks,
    Property,
    Says,
    Some,
    SomeOf,
    Statement,
    parts,
)
from triage.proof.advice import FOLLOWED, Advice, languages
from triage.proof.encoding import Encoding, Pair
from triage.proof.judgement import Failure, Verdict
from triage.proof.space import NO, at_least, both, either, opposite, satisfiable


def asked(properties: Iterable[Property]) -> Iterator[Condition]:
    """The tests of answers in these properties, whose bounds an encoding has to know."""
    for checked_property in properties:
        for instance in checked_property.instances:
            for part in (*parts(instance.when), *parts(instance.then)):
                if isinstance(part, Answered):
                    yield part.condition


class Prover:
    """Proves properties of a base. The encoding must know the bounds that they name (see `asked`)."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.base = encoding.base
        self.advice = Advice(encoding)
        self._terms: dict[tuple[Statement, str], z3.BoolRef] = {}

    def prove(self, what: Property) -> Verdict:
        match what.kind:
            case "always" | "never":
                return self._instances(what)
            case "monotone":
                return self._monotone(what)
            case "in-order":
                return self._in_order(what)
            case "agreeing":
                return self._agreeing(what)
            case _:
                assert_never(what.kind)

    def _instances(self, what: Property) -> Verdict:
        breaches = list(self.breaches(what))
        failures: list[Failure] = []
        if self.encoding.possible(either(breach for *_, breach in breaches)):  # one question, where all is well
            for instance, language, breach in breaches:
                answers = self.encoding.smallest(breach)
                if answers is not None:
                    failures.append(Failure(answers, instance.bound, language if instance.speaks else None))
        return Verdict(what, len(breaches), tuple(failures), tuple(self._idle(what)))

    def breaches(self, what: Property) -> Iterator[tuple[Instance, str, z3.BoolRef]]:
        """For each statement of a property, in each language that it is about, where it does not hold."""
        for instance in what.instances:
            for language in languages(self.base, instance.speaks):
                holds = self.holds(instance.then, language)
                yield instance, language, both((self.holds(instance.when, language), opposite(holds)))

    def _idle(self, what: Property) -> Iterator[Mapping[str, str]]:
        """What is bound in the statements that say nothing: nobody is as their `when` asks."""
        for instance in what.instances:
            if not self.encoding.possible(self.holds(instance.when, self.base.languages[0])):
                yield instance.bound

    # Where a statement holds

    def holds(self, statement: Statement, language: str) -> z3.BoolRef:
        """Where the statement holds, its words being those of this language."""
        key = statement, language
        if key not in self._terms:
            self._terms[key] = self._read(statement, language)
        return self._terms[key]

    def _read(self, statement: Statement, language: str) -> z3.BoolRef:
        match statement:
            case Every(inner):
                return both(self.holds(part, language) for part in inner)
            case Some(inner):
                return either(self.holds(part, language) for part in inner)
            case SomeOf(count, inner):
                return at_least(count, [self.holds(part, language) for part in inner])
            case Lacks(part):
                return opposite(self.holds(part, language))
            case Answered(condition):
                return self.encoding.true(condition)
            case Comes():
                return either(self._comes(statement, name) for name in statement.names)
            case Complete():
                return self.encoding.complete()
            case Says():
                return self.advice.says(statement, language)
            case AdvisesSomething():
                return either(shown for shown, _ in self.advice.advised)
            case AdvisesExercise(exercises, any_phase):
                listed = self.advice.exercises(any_phase)
                return either(shown for shown, exercise in listed if exercise.id in exercises)
            case AdvisesPainAbove(limit, any_phase):
                return self.advice.pain_above(limit, any_phase)
            case _:
                assert_never(statement)

    def _comes(self, statement: Comes, name: str) -> z3.BoolRef:
        encoding = self.encoding
        match statement.key:
            case "finding":
                return encoding.established(name)
            case "refuted":
                return encoding.refuted(name)
            case "open":
                return both((opposite(encoding.established(name)), opposite(encoding.refuted(name))))
            case "urgency":
                return encoding.urgency(name)
            case "demanded":
                return encoding.demanded(None if name == NONE else name)
            case "leading":
                return encoding.leading(None if name == NONE else name)
            case "pathway":
                return encoding.pathway(name)
            case "phase":
                return self.advice.current(*name.split("/"))
            case "fires":
                return encoding.fires(name)
            case "caution":
                return encoding.caution(name)
            case "safety-net":
                return encoding.safety_net(name)
            case "stance":
                return self.advice.stance(*name.split("/"))
            case "given":
                return encoding.given(name)
            case "applies":
                return encoding.applies(name)[0]
            case "contradiction":
                return encoding.contradicted(name)
            case _:
                assert_never(statement.key)

    # The kinds that are about more than one case

    def _monotone(self, what: Property) -> Verdict:
        """Two cases, of which the later has all answers of the first and maybe more: nothing may get lost."""
        failures: list[Failure] = []
        for name in what.of:
            failures += monotone(name, self.encoding, self.encoding.second_case)
        return Verdict(what, len(what.of), tuple(failures), ())

    def _in_order(self, what: Property) -> Verdict:
        """Who is past a phase is past every phase before it."""
        failures: list[Failure] = []
        count = 0
        for name in what.of:
            for phase, breach in self._out_of_order(name):
                count += 1
                answers = self.encoding.smallest(breach)
                if answers is not None:
                    failures.append(Failure(answers, {"phase": f"{name}/{phase}"}))
        return Verdict(what, count, tuple(failures), ())

    def _agreeing(self, what: Property) -> Verdict:
        """Of the lines that somebody reads together none says to do what another says not to do."""
        breaches = [(subject, phase, breach) for subject in what.of for phase, breach in self.advice.quarrels(subject)]
        failures: list[Failure] = []
        if self.encoding.possible(either(breach for *_, breach in breaches)):  # one question, where all is well
            for subject, phase, breach in breaches:
                answers = None if z3.is_false(breach) else self.encoding.smallest(breach)
                if answers is not None:
                    lines = ", ".join(self._taking(subject, phase, answers))
                    failures.append(Failure(answers, {"subject": subject, "phase": phase, "lines": lines}))
        return Verdict(what, len(breaches), tuple(failures), ())

    def _taking(self, subject: str, where: str, answers: Mapping[str, Answer]) -> Iterator[str]:
        """The lines that take a stance on the subject, for those who gave these answers."""
        session = Session(self.base)
        session.tell(CheckedAnswers(self.base, answers))
        pathway, _, name = where.removesuffix(FOLLOWED).partition("/")
        composition = composed(session, (pathway, name) if where.endswith(FOLLOWED) else None)
        phase = next(phase for phase in self.base.pathways[pathway].phases if phase.id == name)
        for line_name, line, shown in composition.together(pathway, phase):
            if shown and subject in about(self.base, line):
                yield line_name

    def _out_of_order(self, pathway: str) -> Iterator[tuple[str, z3.BoolRef]]:
        """For each phase but the first: someone is in it, or past it, and not past all phases before it."""
        behind: list[z3.BoolRef] = []
        for phase in self.base.pathways[pathway].phases:
            past = NO if phase.until is None else self.encoding.true(phase.until)
            if behind:
                skipped = opposite(both(behind))
                yield phase.id, both((either((self.advice.current(pathway, phase.id), past)), skipped))
            behind.append(past)


def monotone(what: str, first: Encoding, later: Encoding) -> Iterator[Failure]:
    """A case, and answers added to it, by which something is lost that was certain."""
    base = first.base
    lost: list[z3.BoolRef] = []
    match what:
        case "urgency":
            for level in base.levels.rank:
                lost.append(both((first.demands_at_least(level), opposite(later.demands_at_least(level)))))
        case "findings":
            for name in base.findings:
                lost.append(both((first.established(name), opposite(later.established(name)))))
                lost.append(both((first.refuted(name), opposite(later.refuted(name)))))
        case "pathway":
            for place, name in enumerate(base.pathway_order):
                as_early = either(later.pathway(other) for other in base.pathway_order[: place + 1])
                lost.append(both((first.pathway(name), opposite(as_early))))
        case _:
            raise ValueError(what)
    breach = both((later.space.extends(first.space), either(lost)))
    if _loses(what, first, later, either(lost)):
        answers = later.smallest(first.valid, breach)
        assert answers is not None
        exactly = both(
            later.answer(name, answers[name]) if name in answers else opposite(later.given(name))
            for name in base.questions
        )
        yield Failure(answers, {"monotone": what}, before=first.smallest(later.valid, exactly, breach))


def _loses(what: str, first: Encoding, later: Encoding, lost: z3.BoolRef) -> bool:
    """Whether this can get lost by more answers. What the base builds on comes before it, depth by depth: what is
    proved never to get lost is a step for what follows, and all steps together take a fraction of the one leap."""
    solver = later.space.solver
    solver.push()
    try:
        solver.add(first.valid, later.valid, later.space.extends(first.space))
        for pairs in _steps(what, first, later):
            step = either(both((here, opposite(there))) for here, there in pairs)
            if _satisfiable_with(solver, step):
                break  # no step for others; the leap says what comes of it
            solver.add(opposite(step))
        return _satisfiable_with(solver, lost)
    finally:
        solver.pop()


def _steps(what: str, first: Encoding, later: Encoding) -> Iterator[list[Pair]]:
    """What holds of the first case and of the later one: findings and questions depth by depth, then the rules that
    decide what this is about."""
    base = first.base
    for _, names in groupby(sorted(base.stratum, key=base.stratum.__getitem__), key=base.stratum.__getitem__):
        yield [
            pair
            for name in names
            for pair in zip(
                *(
                    encoding.applies(name) if name in base.questions else encoding.found(name)
                    for encoding in (first, later)
                ),
                strict=True,
            )
        ]
    deciding = [rule.id for rule in base.rules.values() if what != "findings" and getattr(rule, what) is not None]
    yield [(first.fires(name), later.fires(name)) for name in deciding]


def _satisfiable_with(solver: z3.Solver, term: z3.BoolRef) -> bool:
    solver.push()
    try:
        solver.add(term)
        return satisfiable(solver)
    finally:
        solver.pop()
