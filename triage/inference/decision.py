"""How soon, what it most likely is, and what to do: what a case, or a whole set of cases, comes to.

Three sentences, the same for every kind of set (`sets`):

- the urgency is the most urgent that a rule which fires demands; where none demands any, the base's default;
- the leading condition is established, and no other that is established is preferred to it; of several such conditions
  it is the first in the base's order, and the others are as likely;
- the pathway is the first in the base's order that a rule which fires leads to; where none does, the base's default.

More answers make more rules fire and never fewer, so the urgency that is demanded never falls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from triage.inference.session import Session
from triage.language.base import Base, demanding, leading_to
from triage.language.model import Rule
from triage.language.sets import ONE_CASE, Complemented, Set

Name = TypeVar("Name")


class Decision(Generic[Set]):
    """The decision over a set of cases. `fires` and `established` say in which of them a rule fires and a finding is
    established."""

    def __init__(
        self,
        base: Base,
        algebra: Complemented[Set],
        fires: Callable[[Rule], Set],
        established: Callable[[str], Set],
        rules: Iterable[Rule] | None = None,
    ) -> None:
        """`rules`: those that count, where they are not all of the base."""
        self.base = base
        self.algebra = algebra
        self.fires = fires
        self.established = established
        if rules is None:
            self._demanding_rules, self._leading_rules = base.demanding, base.leading_to
        else:
            counting = tuple(rules)
            self._demanding_rules, self._leading_rules = demanding(base, counting), leading_to(base, counting)

    @cached_property
    def demanded(self) -> Mapping[str, Set]:
        """Where some rule that fires demands each level, the most urgent first. Another may demand more."""
        return dict(self._demanding())

    def _demanding(self) -> Iterator[tuple[str, Set]]:
        for level, rules in self._demanding_rules.items():
            yield level, self.algebra.any_of(map(self.fires, rules))

    @cached_property
    def urgency(self) -> Mapping[str, Set]:
        return self._first(self.demanded, self.base.default_urgency)

    @cached_property
    def unsurpassed(self) -> Mapping[str, Set]:
        """Where each condition is established, and none that is established is preferred to it."""
        return {name: self._unsurpassed(name) for name in self.base.condition_order}

    def _unsurpassed(self, name: str) -> Set:
        ways, established, algebra = self.base.outranked[name], self.established(name), self.algebra
        if not ways or algebra.nowhere(established):
            return established
        surpassed = algebra.any_of(algebra.all_of(map(self.established, way)) for way in ways)
        return algebra.without(established, surpassed)

    @cached_property
    def leading(self) -> Mapping[str | None, Set]:
        """By condition; None: no condition is established. Where preferences go round in a circle, they count for
        nothing."""
        algebra = self.algebra
        if not any(self.base.turning.values()):  # then none is preferred to the first
            return self._first({name: self.established(name) for name in self.base.condition_order}, None)
        conditions: dict[str | None, Set] = dict(self.unsurpassed.items())
        leading = self._first(conditions, None)
        left = leading[None]
        if algebra.nowhere(left):
            return leading
        for name in self.base.condition_order:
            established = self.established(name)
            leading[name] = algebra.any_of((leading[name], algebra.all_of((left, established))))
            left = algebra.without(left, established)
        leading[None] = left
        return leading

    @cached_property
    def led(self) -> Mapping[str, Set]:
        """Where some rule that fires leads to each pathway. One that goes before may prevail."""
        return {name: self.algebra.any_of(map(self.fires, rules)) for name, rules in self._leading_rules.items()}

    @cached_property
    def pathway(self) -> Mapping[str, Set]:
        return self._first(self.led, self.base.default_pathway)

    def parts(self) -> Iterator[Set]:
        """The cases of each urgency, each leading condition, and each pathway: three partitions, worked out as far as
        they are asked for."""
        for _, cases in self._one_by_one(self._demanding(), self.base.default_urgency):
            yield cases
        yield from self.leading.values()
        yield from self.pathway.values()

    def _first(self, holds: Mapping[Name, Set], default: Name) -> dict[Name, Set]:
        """Where each is the first that holds; where none does, it is `default`."""
        first = dict(self._one_by_one(holds.items(), default))
        return {name: first[name] for name in (*holds, default)}

    def _one_by_one(self, holds: Iterable[tuple[Name, Set]], default: Name) -> Iterator[tuple[Name, Set]]:
        """The same, `default` last."""
        algebra, left = self.algebra, self.algebra.everywhere
        own: list[Set] = []
        for name, where in holds:
            cases = where
            if not algebra.nowhere(where):
                cases = algebra.all_of((where, left))
                left = algebra.without(left, where)
            if name == default:
                own.append(cases)
            else:
                yield name, cases
        yield default, algebra.any_of((*own, left)) if own else left


def decision_of(session: Session) -> tuple[str, str | None, str]:
    """Urgency, leading condition and pathway of one case, as far as it is known."""
    return named(decision_in(session))


def decision_in(session: Session) -> Decision[int]:
    """The decision about one case, as far as it is known."""
    return Decision(
        session.base,
        ONE_CASE,
        lambda _: 1,
        lambda finding: int(session.findings.get(finding) is True),
        [session.base.rules[name] for name in session.fired],  # no other rule fires in it
    )


def named(decision: Decision[int]) -> tuple[str, str | None, str]:
    """Urgency, leading condition and pathway of a decision about one case."""
    return _so(decision.urgency), _so(decision.leading), _so(decision.pathway)


def _so(of: Mapping[Name, int]) -> Name:
    return next(name for name, holds in of.items() if holds)
