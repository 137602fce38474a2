"""Questions put to the solver about the cases that nobody wrote down: can any answers show this atom, which case tells
a mutant from the base, which property does it break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import z3

from triage.coverage.bitset import changed
from triage.coverage.gaps import Side
from triage.coverage.mcdc import Atom
from triage.coverage.mutants import Mutant
from triage.coverage.worked import Worked
from triage.language.condition import Condition
from triage.language.evaluate import Answer
from triage.language.property import Comes, Property, parts
from triage.proof.encoding import Encoding, Pair
from triage.proof.proving import Prover, asked
from triage.proof.space import YES, either, opposite, satisfiable


class Showing:
    """The base of worked cases over all answers, asked for those that show a side of an atom: the smallest, or any."""

    def __init__(self, of: Worked, smallest: bool = True) -> None:
        self.base = Encoding(of.base)
        self._case = self.base.smallest if smallest else self.base.solve

    def __call__(self, atom: Atom, side: Side) -> Mapping[str, Answer] | None:
        holds = self.base.true(atom.test)
        return self._case(
            *map(self.base.true, atom.needs),
            *(opposite(self.base.true(part)) for part in atom.without),
            holds if side == "holding" else opposite(holds),
        )


class Solving:
    """The base of worked cases over all answers, together with these mutants of it and with its properties. Of those,
    the ones count that hold for the base itself and say something about each single case. Whether one holds is asked
    once a mutant breaks it: most need no proof."""

    def __init__(self, of: Worked, mutants: Sequence[Mutant], smallest: bool = True) -> None:
        self.of = of
        self._properties = {each.id: each for each in of.properties if each.kind in ("always", "never")}
        also = [*asked(self._properties.values()), *(when for mutant in mutants for when in _conditions(mutant))]
        self.base = Encoding(of.base, also=also)
        self._case = self.base.smallest if smallest else self.base.solve
        prover = Prover(self.base)
        self._breaches = {name: _breach(prover, each) for name, each in self._properties.items()}
        self._proved: set[str] = set()

    def check(self, mutant: Mutant) -> Mapping[str, Answer] | str | None:
        """The property that the mutant breaks; or else the smallest case that it treats otherwise, or any; None: there
        is no such case."""
        found = self._checked(mutant)
        while isinstance(found, str) and not self._counts(found):
            found = self._checked(mutant)
        return found

    def _counts(self, name: str) -> bool:
        """Whether a property holds for the base. If not, nothing breaks it from here on."""
        if name not in self._proved:
            if self.base.possible(self._breaches[name]):
                del self._properties[name]
                return False
            self._proved.add(name)
        return True

    def _checked(self, mutant: Mutant) -> Mapping[str, Answer] | str | None:
        """The same, of the properties that may count."""
        with self._variant(mutant) as variant:
            self.base.space.solver.add(either(self._touched(mutant, variant)))  # anywhere else all is as it was
            differs = either(_differences(self.base, variant))
            if not self.base.possible(differs):
                return None
            broken = self._broken(mutant, variant)
            return broken if broken is not None else self._case(differs)

    def _touched(self, mutant: Mutant, variant: Encoding) -> Iterator[z3.BoolRef]:
        """Where something that was changed is not as it was; whatever else becomes otherwise does so by that."""
        one = self.base
        for name, rule in mutant.change.rules.items():
            old = one.base.rules[name]
            if rule is None or rule.establish != old.establish:
                yield YES if rule is not None else opposite(one.false(old.when))
                continue
            yield from _differing(one.extension(old.when), variant.extension(rule.when))
            if (rule.urgency, rule.pathway) != (old.urgency, old.pathway):
                yield from (one.true(old.when), variant.true(rule.when))
        for name in mutant.change.questions:
            yield from _differing(one.applies(name), variant.applies(name))
        for name, when in mutant.change.cautions.items():
            yield from _differing(one.extension(one.base.cautions[name].when), variant.extension(when))

    def _broken(self, mutant: Mutant, variant: Encoding) -> str | None:
        gone = {name for name, rule in mutant.change.rules.items() if rule is None}
        prover = Prover(variant)
        now: dict[str, z3.BoolRef] = {}
        for name, checked_property in self._properties.items():
            if gone and not gone.isdisjoint(_rules(checked_property)):
                return name  # nothing is left for it to speak of
            breach = _breach(prover, checked_property)
            if not breach.eq(self._breaches[name]):
                now[name] = breach
        return self._first(now)

    def _first(self, breaches: Mapping[str, z3.BoolRef]) -> str | None:
        """The first that there is a case for. Once there is one for some, only those before it are asked about."""
        broken, before = None, list(breaches)
        while before:
            with self.base.asking((either(breaches[name] for name in before),)) as solver:
                if not satisfiable(solver):
                    break
                model = solver.model()
            place = next(at for at, name in enumerate(before) if z3.is_true(model.eval(breaches[name], True)))
            broken, before = before[place], before[:place]
        return broken

    @contextmanager
    def _variant(self, mutant: Mutant) -> Iterator[Encoding]:
        """The mutant over the same answers, for as long as it is asked about."""
        base = changed(self.of.base, mutant.change)
        solver = self.base.space.solver
        solver.push()  # what is defined meanwhile goes with it
        try:
            # What depends on a question is not told apart: such a variant is worked out whole.
            from_scratch = bool(mutant.change.questions)
            yield Encoding(base, self.base.space, before=None if from_scratch else self.base)
        finally:
            solver.pop()


def _conditions(mutant: Mutant) -> Iterator[Condition]:
    change = mutant.change
    yield from (rule.when for rule in change.rules.values() if rule is not None)
    yield from change.questions.values()
    yield from change.cautions.values()


def _breach(prover: Prover, of: Property) -> z3.BoolRef:
    """Where the property does not hold."""
    return either(breach for *_, breach in prover.breaches(of))


def _rules(of: Property) -> set[str]:
    """The rules that a property names."""
    return {
        name
        for instance in of.instances
        for part in (*parts(instance.when), *parts(instance.then))
        if isinstance(part, Comes) and part.key == "fires"
        for name in part.names
    }


def _differences(one: Encoding, other: Encoding) -> Iterator[z3.BoolRef]:
    """What someone would notice. Another leading condition is another finding."""
    base = one.base
    for finding in base.findings:
        yield from _differ(one.established(finding), other.established(finding))
        yield from _differ(one.refuted(finding), other.refuted(finding))
    for name in base.cautions:  # whether it holds: where it is shown hangs on what comes below, too
        yield from _differ(one.true(one.base.cautions[name].when), other.true(other.base.cautions[name].when))
    for level in base.levels.rank:
        yield from _differ(one.urgency(level), other.urgency(level))
    for pathway in base.pathway_order:
        yield from _differ(one.pathway(pathway), other.pathway(pathway))


def _differing(one: Pair, other: Pair) -> Iterator[z3.BoolRef]:
    for was, now in zip(one, other, strict=True):
        yield from _differ(was, now)


def _differ(one: z3.BoolRef, other: z3.BoolRef) -> Iterator[z3.BoolRef]:
    if not one.eq(other):
        yield z3.Xor(one, other)
