"""Two people who differ in one answer: whether they can ever be told something else.

What is told is put down once, and read as formulas of the solver and as bitsets of known cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import combinations
from operator import or_
from typing import TypeVar, assert_never

import z3

from triage.coverage.bitset import case_bitset, positions
from triage.inference.decision import Decision
from triage.inference.domain import telling
from triage.language.base import Base
from triage.language.condition import Chosen, Condition, Found, Is, Not, Several, Test, leaves, need
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.sets import Reader, Set
from triage.proof.encoding import Encoding
from triage.proof.space import Space, both, either, opposite, satisfiable

Key = TypeVar("Key", bound=Hashable)
Case = TypeVar("Case")
TRIES = 16
"""About so many cases are changed, for each answer that may matter, before the solver is asked."""


class Relevance:
    """Two people whose answers differ in one thing only, and whether they can hear something else. `met` are some
    cases: where changing one of them shows a difference, the solver need not look for one."""

    def __init__(self, base: Base, met: Sequence[Mapping[str, Answer]] = ()) -> None:
        self.base = base
        self.solver = _solver()
        self.one = Encoding(base, Space((base,), solver=self.solver))
        self.other = self.one.second_case
        self.conditions = telling(base) + [part.when for part in base.contradictions.values()]
        self.same: dict[str, z3.BoolRef] = {}
        self.met = [dict(answers) for answers in met]
        pairs = zip(*(told_parts(base, one, one.decision) for one in (self.one, self.other)), strict=True)
        self.solver.add(either(z3.Xor(here, there) for here, there in pairs if not z3.eq(here, there)))
        for name, question in self.base.questions.items():
            here, there = self.one.space.slot(question), self.other.space.slot(question)
            self.same[name] = z3.FreshBool("same")
            equal = both(one == other for one, other in zip(here.terms, there.terms, strict=True))
            self.solver.add(self.same[name] == equal)

    def is_relevant(self, question: str) -> bool:
        """Another answer to this question alone can change what is heard."""
        return question in self._met_without or self._can_differ(question)

    @cached_property
    def _met_without(self) -> frozenset[str]:
        """The questions of which leaving the answer out changes what is heard in a case that was met."""
        return self._differing(
            (name, answers, {other: answer for other, answer in answers.items() if other != name})
            for name in self.base.questions
            for answers in _spread(self._answering[name])
        )

    @cached_property
    def _met_with(self) -> frozenset[tuple[str, str, str]]:
        """The questions with two options of which putting one for the other changes what is heard in a case that was
        met."""
        return self._differing(
            ((question.id, option, other), answers, {**answers, question.id: swapped})
            for question in self.base.questions.values()
            for option, other in combinations(_options(question), 2)
            if self._told_apart(question, option, other)
            for answers, swapped in _spread(list(self._swaps(question, option, other)))
        )

    def _swaps(self, question: Question, option: str, other: str) -> Iterator[tuple[Mapping[str, Answer], Answer]]:
        for answers in self._answering[question.id]:
            swapped = _swapped(question, answers[question.id], option, other)
            if swapped is not None:
                yield answers, swapped

    @cached_property
    def _answering(self) -> dict[str, list[Mapping[str, Answer]]]:
        """The cases that were met in which each question is answered."""
        return {name: [answers for answers in self.met if name in answers] for name in self.base.questions}

    def _differing(self, tried: Iterable[tuple[Key, Mapping[str, Answer], Mapping[str, Answer]]]) -> frozenset[Key]:
        """What is tried in two cases that do not hear the same."""
        rows = list(tried)
        bitsets = [case_bitset(self.base, answers) for answers in ([row[1] for row in rows], [row[2] for row in rows])]
        before, after = (told_parts(self.base, one, one.decision) for one in bitsets)
        differ = reduce(or_, (one ^ other for one, other in zip(before, after, strict=True)), 0)
        return frozenset(rows[position][0] for position in positions(differ))

    def _told_apart(self, question: Question, option: str, other: str) -> bool:
        """Whether any condition is another one with the two in each other's place."""
        swapped = {option: other, other: option}
        return any(
            _form(condition, question.id, swapped) != _form(condition, question.id, {})
            for condition, tests in self._testing.get(question.id, ())
            if any((option in named) != (other in named) for named in tests)
        )

    @cached_property
    def _testing(self) -> dict[str, list[tuple[Condition, set[tuple[str, ...]]]]]:
        """The conditions that test each question, with the options that each of their tests names."""
        testing: dict[str, list[tuple[Condition, set[tuple[str, ...]]]]] = {}
        for condition in self.conditions:
            tests: dict[str, set[tuple[str, ...]]] = {}
            for leaf in leaves(condition):
                if isinstance(leaf, Chosen | Is):
                    tests.setdefault(leaf.question, set()).add(_named(leaf, leaf.question))
            for question, named in tests.items():
                testing.setdefault(question, []).append((condition, named))
        return testing

    def _can_differ(self, question: str, *terms: z3.BoolRef) -> bool:
        same = (term for name, term in self.same.items() if name != question)
        return satisfiable(self.solver, *same, *terms)

    def interchangeable(self, question: Question) -> Iterator[tuple[str, ...]]:
        """The options that make no difference: for each of a group any other can be put."""
        groups: list[list[str]] = []
        for option in _options(question):
            group = next((group for group in groups if not self._apart(question, group[0], option)), None)
            if group is None:
                groups.append([option])
            else:
                group.append(option)
        yield from (tuple(group) for group in groups if len(group) > 1)

    def _apart(self, question: Question, option: str, other: str) -> bool:
        if not self._told_apart(question, option, other):
            return False
        if (question.id, option, other) in self._met_with or self._met_in_any(question, option, other):
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

    def _met_in_any(self, question: Question, option: str, other: str) -> bool:
        """Whether putting one option for the other shows in any case that was met: the few pairs for which those from
        all over show nothing are still sooner tried than solved."""
        return bool(
            self._differing(
                ((), answers, {**answers, question.id: swapped})
                for answers, swapped in self._swaps(question, option, other)
            )
        )

    def _literals(self, terms: Iterable[z3.BoolRef]) -> Iterator[z3.BoolRef]:
        """Each term as an unknown, as what is assumed must be one."""
        for term in terms:
            known = z3.FreshBool("assumed")
            self.solver.add(z3.Implies(known, term))
            yield known


def _spread(cases: Sequence[Case]) -> Sequence[Case]:
    """Some of the cases, from all over: neighbours are much alike."""
    return cases[:: max(1, len(cases) // TRIES)]


def _options(question: Question) -> tuple[str, ...]:
    """The answers of which one can be put for another; numbers have none."""
    match question.type:
        case "number":
            return ()
        case "yes-no":
            return ("yes", "no")
        case "choice" | "choices":
            return tuple(question.options)
        case _:
            assert_never(question.type)


def _named(leaf: Test | Found, question: str) -> tuple[str, ...]:
    """The options of the question that a test names."""
    if isinstance(leaf, Chosen) and leaf.question == question:
        return leaf.options
    return leaf.values if isinstance(leaf, Is) and leaf.question == question else ()


def _form(condition: Condition, question: str, swapped: Mapping[str, str]) -> Hashable:
    """A condition with some options of the question put for others, and without the order of its parts."""
    if isinstance(condition, Several):
        parts = Counter(_form(part, question, swapped) for part in condition.parts)
        return need(condition, True), len(condition.parts), frozenset(parts.items())
    if isinstance(condition, Not):
        return "not", _form(condition.part, question, swapped)
    named = _named(condition, question)
    return (type(condition), frozenset(swapped.get(name, name) for name in named)) if named else condition


def _swapped(question: Question, answer: Answer, option: str, other: str) -> Answer | None:
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


def told_parts(base: Base, of: Reader[Set], decision: Decision[Set]) -> list[Set]:
    """In which cases someone hears each thing that there is to hear: urgency, conditions and signs, pathway, and what
    each line depends on. Who does not differ in any of these reads the same lines (see `composition`)."""
    algebra = decision.algebra
    demanded = algebra.any_of(decision.demanded.values())
    parts = [decision.urgency[level] for level in base.levels.rank]
    parts.append(algebra.without(algebra.everywhere, demanded))
    parts += [of.found(name)[0] for name in (*base.condition_order, *base.warning_signs)]
    for pathway in base.pathways.values():
        prevails = decision.pathway[pathway.id]
        parts.append(prevails)
        conditions = dict.fromkeys(when for phase in pathway.phases for when in phase.conditions())
        parts += [algebra.all_of((prevails, of.extension(when)[0])) for when in conditions]
    parts += [of.extension(caution.when)[0] for caution in base.cautions.values()]
    nets = (net.when for net in base.safety_net.values())
    parts += [algebra.everywhere if when is None else of.extension(when)[0] for when in nets]
    parts += [of.found(name)[1] for name in dict.fromkeys(left_open(base))]
    parts += [of.extension(part.when)[0] for part in base.contradictions.values()]
    return parts


def left_open(base: Base) -> Iterator[str]:
    """The findings of which a line tests whether they are open: what is refuted is heard there, too."""
    phases = (phase for pathway in base.pathways.values() for phase in pathway.phases)
    lines = [line for phase in phases for _, line in phase.lines()]
    for line in (*lines, *base.cautions.values(), *base.safety_net.values()):
        yield from (name for test in line.fits if test.key == "open" for name in test.names)
