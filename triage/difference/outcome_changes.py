"""What a change of knowledge means, decided by the solver: every way in which the outcome differs between two bases.

Both bases are read over the same people. An answer that only one of them takes (another option, a question that is
gone) is to the other not given. A kind of change is a pair, such as urgency `soon` before and `planned` now; each is
found by asking for a case that changes otherwise than those seen, until the solver proves that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor

import z3

from triage.difference.difference import ASPECTS, Among, Aspect, Example, OutcomeChange, urgent
from triage.difference.fewer import fewer
from triage.difference.parts import same_domain, takes
from triage.inference.domain import conditions
from triage.language.base import Base
from triage.language.condition import Condition, Within, leaves
from triage.language.model import Question
from triage.proof.encoding import Encoding
from triage.proof.smallest import smallest
from triage.proof.space import NO, Slot, both, either, opposite, satisfiable

Terms = dict[str, z3.BoolRef]
"""For each urgency, leading condition ("" for none) or pathway the formula of the cases that have it."""


MANY = 60
"""Of more kinds of change than this the smallest example is looked for only where an urgency changes."""
Progress = Callable[[int, int], None]
"""Is told how many examples there are so far, and of how many kinds."""


def outcome_changes(
    old: Base, new: Base, smallest: bool = False, progress: Progress | None = None
) -> Iterator[OutcomeChange]:
    """Every kind of change there is, in no telling order. When it ends, that is the proof that there are no others.

    An example is the smallest there is for each change of urgency, and for all where `smallest` is true or the kinds
    are not MANY; of the others it is one from which nothing can be left out."""
    yield from _Both(old, new).changes(smallest, progress)


class _Both:
    """Two bases over the same people."""

    def __init__(self, old: Base, new: Base) -> None:
        self.common = [
            (question, new.questions[name])
            for name, question in old.questions.items()
            if name in new.questions and new.questions[name].type == question.type
        ]
        unlike = [pair for pair in self.common if not same_domain(*pair)]
        same = len(self.common) == len(old.questions) == len(new.questions) and not unlike
        self.old = Encoding(old, tests_of=(new,), also=list(_marks(old, new, unlike)))
        space = self.old.space
        self.new = Encoding(new, space if same else space.copy("new/"))
        self.solver = space.solver
        self.link = both(()) if same else both(self._links())
        self.shared = both(()) if same else both(self._only_shared())
        self.sound = both(
            opposite(side.contradicted(name)) for side in (self.old, self.new) for name in side.base.contradictions
        )
        self.slots = [_slot(self.old, question) for question in old.questions.values()]
        if not same:
            linked = {question.id for question, other in self.common if same_domain(question, other)}
            self.slots += [
                _slot(self.new, question) for question in new.questions.values() if question.id not in linked
            ]

    def changes(self, least: bool, progress: Progress | None) -> Iterator[OutcomeChange]:
        self.solver.push()
        try:
            self.solver.add(self.old.valid, self.new.valid, self.link)
            terms = {aspect: (_terms(self.old, aspect), _terms(self.new, aspect)) for aspect in ASPECTS}
            kinds = [(aspect, *pair) for aspect in ASPECTS for pair in self._pairs(*terms[aspect])]
            least = least or len(kinds) <= MANY
            others: list[OutcomeChange] = []
            for number, (aspect, before, after) in enumerate(kinds):
                if progress is not None:
                    progress(number, len(kinds))
                exact = least or aspect == "urgency"
                olds, news = terms[aspect]
                step = urgent(self.new.base)[after] - urgent(self.old.base)[before] if aspect == "urgency" else 0
                change = OutcomeChange(
                    aspect, before, after, self._example(olds[before], news[after], exact), step=step
                )
                if exact:
                    yield change
                else:
                    others.append(change)
            yield from fewer(self.old.base, self.new.base, others)
            if progress is not None:
                progress(len(kinds), len(kinds))
        finally:
            self.solver.pop()

    def _pairs(self, olds: Terms, news: Terms) -> Iterator[tuple[str, str]]:
        self.solver.push()
        try:
            self.solver.add(either(both((term, opposite(news.get(name, NO)))) for name, term in olds.items()))
            while satisfiable(self.solver):
                model = self.solver.model()
                before, after = _holding(model, olds), _holding(model, news)
                yield before, after
                self.solver.add(opposite(both((olds[before], news[after]))))
        finally:
            self.solver.pop()

    def _example(self, before: z3.BoolRef, after: z3.BoolRef, least: bool) -> Example:
        """A case, the smallest one (`least`) or any; if it can be, of answers that both take and that do not contradict
        each other."""
        self.solver.push()
        try:
            self.solver.add(before, after)
            among: Among = "one-sided"
            if satisfiable(self.solver, self.shared):
                among = "contradictory"
                self.solver.add(self.shared)
                if satisfiable(self.solver, self.sound):
                    among = "both"
                    self.solver.add(self.sound)
            if least:
                model = smallest(self.solver, self.slots)
                assert model is not None
            else:
                assert satisfiable(self.solver)
                model = self.solver.model()
            return Example(self.old.read(model), self.new.read(model), among, least)
        finally:
            self.solver.pop()

    def _links(self) -> Iterator[z3.BoolRef]:
        """The same person answers both: what both take is the same, and of what one takes the other hears nothing."""
        for question, other in self.common:
            one, two = _slot(self.old, question), _slot(self.new, other)
            for answer, term in one.values.items():
                there = two.values[answer]
                match takes(question, answer), takes(other, answer):
                    case True, True:
                        yield term == there
                    case True, False:
                        yield z3.Implies(term, z3.Not(two.given))
                    case False, True:
                        yield z3.Implies(there, z3.Not(one.given))
            if one.listed is not None and two.listed is not None:
                # A list is heard by both; what is ticked in it only as far as it is an option.
                yield one.listed == two.listed
                both_have = (name for name in question.options if name in other.options)
                yield from (one.options[name] == two.options[name] for name in both_have)

    def _only_shared(self) -> Iterator[z3.BoolRef]:
        """Nothing is said that only one of the bases takes."""
        common = {question.id for question, _ in self.common}
        for side in (self.old, self.new):
            own = side.base.questions.values()
            yield from (opposite(side.given(question.id)) for question in own if question.id not in common)
        for question, other in self.common:
            for side, mine, theirs in ((self.old, question, other), (self.new, other, question)):
                slot = _slot(side, mine)
                yield from (z3.Not(term) for answer, term in slot.values.items() if not takes(theirs, answer))
                yield from (z3.Not(term) for name, term in slot.options.items() if name not in theirs.options)


def _slot(side: Encoding, question: Question) -> Slot:
    return side.space.slot(question)


def _terms(side: Encoding, aspect: Aspect) -> Terms:
    base = side.base
    match aspect:
        case "urgency":
            terms = {level: side.urgency(level) for level in base.levels.order}
        case "leading":
            terms = {name: side.leading(name or None) for name in (*base.condition_order, "")}
        case "pathway":
            terms = {name: side.pathway(name) for name in base.pathway_order}
    return {name: side.named(f"{aspect}={name}", term) for name, term in terms.items()}


def _holding(model: z3.ModelRef, terms: Terms) -> str:
    return next(name for name, term in terms.items() if z3.is_true(model.eval(term, model_completion=True)))


def _marks(old: Base, new: Base, unlike: list[tuple[Question, Question]]) -> Iterator[Condition]:
    """Where one base takes only whole numbers and the other any: in every stretch a whole one, so that each stretch
    has a number of which both hear."""
    for question, other in unlike:
        if question.whole == other.whole:
            continue
        bounds = {question.min, question.max, other.min, other.max}
        for condition in (*conditions(old), *conditions(new)):
            for leaf in leaves(condition):
                if isinstance(leaf, Within) and leaf.question == question.id:
                    bounds |= {bound for bound in (leaf.low, leaf.high) if bound is not None}
        for bound in sorted(bounds):
            yield Within(question.id, floor(bound) + 1, floor(bound) + 1)
