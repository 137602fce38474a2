"""All answers that could be given, as Boolean unknowns of the solver: what every proof ranges over.

A question has one unknown for each answer that the conditions can tell apart, of which at most one is true; none is
"not given". A question of several choices has one for each option instead. Numbers are cut into stretches at every
bound that a condition names, so the encoding is exact: for each case there is one here that acts the same.

One solver serves all who ask about the same answers: several bases (an old and a new one), and copies of the answers
(what someone said first, and what they said later).
"""

from __future__ import annotations

from bisect import bisect
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import z3

from triage.inference.domain import conditions, numbers
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN, Chosen, Condition, Found, Test, Within, leaves
from triage.language.errors import TriageError
from triage.language.evaluate import Answer, verdict
from triage.language.model import Question
from triage.language.sets import Complemented

YES, NO = z3.BoolVal(True), z3.BoolVal(False)
FEW = 6
"""Of up to so many unknowns every pair is kept apart; of more they are counted."""

LATELY = 8
"""So many cases that the solver came upon are kept, as whoever asks next often asks about one of these."""

# Which term it is, says the solver's own number of it: asking what kind of term it is takes ten times as long.
ALWAYS, NEVER = YES.get_id(), NO.get_id()


def both(terms: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """All of these, in as few words as possible."""
    by_id = {term.get_id(): term for term in terms}
    if NEVER in by_id:
        return NO
    by_id.pop(ALWAYS, None)
    kept = list(by_id.values())
    return YES if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_and, kept)


def either(terms: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """One of these or more."""
    by_id = {term.get_id(): term for term in terms}
    if ALWAYS in by_id:
        return YES
    by_id.pop(NEVER, None)
    kept = list(by_id.values())
    return NO if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_or, kept)


def _joined(join: Callable[..., z3.Ast], terms: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """As `z3.And` and `z3.Or` do, which first ask of each term what kind it is: that takes most of their time."""
    context = YES.ctx
    return z3.BoolRef(join(context.ref(), len(terms), (z3.Ast * len(terms))(*(term.ast for term in terms))), context)


def opposite(term: z3.BoolRef) -> z3.BoolRef:
    which = term.get_id()
    if which in (ALWAYS, NEVER):
        return NO if which == ALWAYS else YES
    return z3.BoolRef(z3.Z3_mk_not(term.ctx_ref(), term.ast), term.ctx)


def at_least(count: int, terms: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """So many of these, a term that stands there twice counted twice."""
    which = [term.get_id() for term in terms]
    open_terms = [term for term, number in zip(terms, which, strict=True) if number not in (ALWAYS, NEVER)]
    count -= which.count(ALWAYS)
    if count <= 0:
        return YES
    if count > len(open_terms):
        return NO
    if count == len(open_terms):
        return both(open_terms)
    return either(open_terms) if count == 1 else z3.PbGe([(term, 1) for term in open_terms], count)


class Terms(Complemented[z3.BoolRef]):
    """All cases that there can be: a formula says in which of them something is so."""

    everywhere = YES

    def all_of(self, sets: Iterable[z3.BoolRef]) -> z3.BoolRef:
        return both(sets)

    def any_of(self, sets: Iterable[z3.BoolRef]) -> z3.BoolRef:
        return either(sets)

    def most_of(self, count: int, sets: Sequence[z3.BoolRef]) -> z3.BoolRef:
        return at_least(count, sets)

    def without(self, cases: z3.BoolRef, others: z3.BoolRef) -> z3.BoolRef:
        return both((cases, opposite(others)))


@dataclass(frozen=True, eq=False)
class Slot:
    """What can be said to one question. `values`: answers of which at most one is given, a number for each stretch
    among them (`whole`: of whole numbers); `options`: what can be ticked, where `listed` says that a list was given,
    be it empty."""

    question: str
    values: Mapping[Answer, z3.BoolRef]
    options: Mapping[str, z3.BoolRef]
    listed: z3.BoolRef | None
    whole: bool = False

    @cached_property
    def given(self) -> z3.BoolRef:
        return either([*self.values.values(), *([] if self.listed is None else [self.listed])])

    @cached_property
    def unknown(self) -> z3.BoolRef:
        return self.values.get(UNKNOWN, NO)

    @cached_property
    def terms(self) -> tuple[z3.BoolRef, ...]:
        """Every unknown of this question, in the order of the base."""
        listed = () if self.listed is None else (self.listed,)
        return (*listed, *self.options.values(), *self.values.values())

    def is_answer(self, answer: Answer) -> z3.BoolRef:
        """This is the answer that was given, or for a number, one from the same stretch."""
        if isinstance(answer, tuple):
            assert self.listed is not None
            ticks = (term if option in answer else opposite(term) for option, term in self.options.items())
            return both([self.listed, *ticks]) if set(answer) <= set(self.options) else NO
        if answer in self.values or isinstance(answer, str):
            return self.values.get(answer, NO)
        numbers = [number for number in self.values if isinstance(number, int | float)]
        below = bisect(numbers, answer)
        if not 0 < below < len(numbers):
            return NO
        if self.whole:  # a stretch is known by its first number
            return self.values[numbers[below - 1]]
        return self.values[numbers[below - 1 if below % 2 == 0 else below]]  # bounds and stretches take turns

    def test(self, test: Test) -> tuple[z3.BoolRef, z3.BoolRef]:
        """Where the answer makes the test true, and where false, should the question apply."""
        if isinstance(test, Chosen):
            assert self.listed is not None
            ticked = [self.options[option] for option in test.options if option in self.options]
            if NONE in test.options:
                ticked.append(opposite(either(self.options.values())))
            any_ticked = either(ticked)
            return both([self.listed, any_ticked]), both([self.listed, opposite(any_ticked)])
        true = [term for answer, term in self.values.items() if verdict(test, answer)]
        false = [term for answer, term in self.values.items() if verdict(test, answer) is False]
        if self.listed is not None:  # only `unknown` is tested so
            false.append(self.listed)
        return either(true), either(false)

    def rules(self) -> Iterator[z3.BoolRef]:
        """At most one answer; ticks only in a list."""
        one_of = [*self.values.values(), *([] if self.listed is None else [self.listed])]
        if len(one_of) <= FEW:
            for place, term in enumerate(one_of):
                for other in one_of[place + 1 :]:
                    yield z3.Or(z3.Not(term), z3.Not(other))
        else:
            yield z3.PbLe([(term, 1) for term in one_of], 1)
        if self.listed is not None:
            for option in self.options.values():
                yield z3.Or(z3.Not(option), self.listed)

    def outside(self, question: Question) -> Iterator[z3.BoolRef]:
        """For each answer that this question does not take: it is not given."""
        words = {"yes-no": ("yes", "no"), "choice": tuple(question.options)}.get(question.type)
        for answer, term in self.values.items():
            if answer == UNKNOWN:
                takes = question.may_be_unknown
            elif words is not None:
                takes = answer in words
            else:
                assert isinstance(answer, int | float)
                takes = question.min <= answer <= question.max and (float(answer).is_integer() or not question.whole)
            if not takes:
                yield z3.Not(term)
        yield from (z3.Not(term) for option, term in self.options.items() if option not in question.options)

    def read(self, model: z3.ModelRef) -> Answer | None:
        """The answer in this model, or None where it is not given."""
        if self.listed is not None and z3.is_true(model.eval(self.listed)):
            return tuple(option for option, term in self.options.items() if z3.is_true(model.eval(term)))
        for answer, term in self.values.items():
            if z3.is_true(model.eval(term)):
                return answer
        return None


class Space:
    """The answers to the questions of one base, or of several at once. `also` are conditions besides their own that
    will be asked about."""

    def __init__(
        self, bases: Sequence[Base], also: Iterable[Condition] = (), name: str = "", solver: z3.Solver | None = None
    ) -> None:
        self.bases = tuple(bases)
        self.also = tuple(also)
        self.name = name
        self.solver = solver if solver is not None else _solver()
        self.models: deque[z3.ModelRef] = deque(maxlen=LATELY)
        self.slots: dict[str, Slot] = {}
        asked = question_tests(self.bases, self.also)
        for key, questions in _questions(self.bases).items():
            slot = self.slots[key] = _slot(key, questions, asked.get(questions[0].id, []), name)
            self.solver.add(*slot.rules())

    def copy(self, name: str) -> Space:
        """The same questions answered another time, `name` telling the two apart, in the same solver."""
        return Space(self.bases, self.also, f"{self.name}{name}/", self.solver)

    def slot(self, question: Question) -> Slot:
        own = self.slots.get(_key(question))
        return own if own is not None else self.slots[question.id]

    def extends(self, before: Space) -> z3.BoolRef:
        """Everything that was said `before` is said here too, and maybe more."""
        kept = []
        for key, slot in before.slots.items():
            here = self.slots[key]
            kept += [z3.Implies(term, here.values[answer]) for answer, term in slot.values.items()]
            if slot.listed is not None and here.listed is not None:
                kept.append(z3.Implies(slot.listed, here.listed))
                kept += [z3.Implies(slot.listed, term == here.options[option]) for option, term in slot.options.items()]
        return both(kept)


def satisfiable(solver: z3.Solver, *assumed: z3.BoolRef) -> bool:
    """Whether there is a case. A solver that gives up has proved nothing, so that is an error, never a "no"."""
    answer = solver.check(*assumed)
    if answer == z3.unknown:
        raise TriageError(f"the solver gave up: {solver.reason_unknown()}; nothing is proved")
    return bool(answer == z3.sat)


def _solver() -> z3.Solver:
    """One for finite domains, which is what this is; the same run finds the same cases."""
    solver = z3.SolverFor("QF_FD")
    solver.set("random_seed", 7)
    return solver


def _key(question: Question) -> str:
    return f"{question.id} ({question.type})"


def _questions(bases: Sequence[Base]) -> dict[str, list[Question]]:
    """The questions of all bases; those of one name and one kind are one."""
    grouped: dict[str, list[Question]] = {}
    for base in bases:
        for question in base.questions.values():
            first = grouped.get(question.id)
            same = first is None or first[0].type == question.type
            grouped.setdefault(question.id if same else _key(question), []).append(question)
    return grouped


def question_tests(bases: Sequence[Base], also: Sequence[Condition] = ()) -> dict[str, list[Test]]:
    """Every test of each question."""
    asked = list(also)
    for base in bases:
        asked += conditions(base)
        asked += [part.when for part in base.contradictions.values()]
        asked += [Within(q.id, q.min, q.max) for q in base.questions.values() if q.type == "number"]
    tests: dict[str, dict[Test, None]] = {}
    for condition in asked:
        for leaf in leaves(condition):
            if not isinstance(leaf, Found):
                tests.setdefault(leaf.question, {})[leaf] = None
    return {name: list(tests_of_one) for name, tests_of_one in tests.items()}


def _slot(key: str, questions: Sequence[Question], tests: Sequence[Test], name: str) -> Slot:
    first = questions[0]
    answers: list[Answer] = []
    options: dict[str, z3.BoolRef] = {}
    listed = None
    whole = False
    match first.type:
        case "yes-no":
            answers += ["no", "yes"]
        case "choice":
            answers += list(dict.fromkeys(option for question in questions for option in question.options))
        case "number":
            widest = _widest(questions)
            whole = widest.whole
            for number in numbers(widest, tests):
                answers.append(int(number) if float(number).is_integer() else number)
        case "choices":
            options_seen = dict.fromkeys(option for question in questions for option in question.options)
            options = {option: z3.Bool(f"{name}{key}:{option}") for option in options_seen}
            listed = z3.Bool(f"{name}{key}?")
    if any(question.may_be_unknown for question in questions):
        answers.append(UNKNOWN)
    values = {answer: z3.Bool(f"{name}{key}={answer}") for answer in answers}
    return Slot(first.id, values, options, listed, whole)


def _widest(questions: Sequence[Question]) -> Question:
    """A number within the bounds of any of these, whole only where all are. The bounds of each are marks too."""
    return replace(
        questions[0],
        min=min(question.min for question in questions),
        max=max(question.max for question in questions),
        whole=all(question.whole for question in questions),
    )
