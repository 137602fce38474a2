"""What a condition says of a whole set of cases: in which of them it is true, and in which it is false.

In the others it is open. This is `evaluate`, said once for every kind of set: one case (a boolean), thousands of known
cases (the bits of an integer), all cases that there can be (a formula of the solver), the gates of a circuit. A kind of
set has to say only what so many of several sets have in common, and what is left of one without another.

=============  ====================================  ==============================================================
a condition    is true                               is false
=============  ====================================  ==============================================================
all of n       n of: they are true                   1 of: they are false
any of n       1 of: they are true                   n of: they are false
at least k     k of: they are true                   n - k + 1 of: they are false
not            it is false                           it is true
a finding      1 of: conditions of its rules are     all of: they are false
a test         the answer says so, and the question  the answer says not, and the question applies; or it does not
               applies                               apply
=============  ====================================  ==============================================================

So either side only ever gains from what is added. `evaluate` stays apart, to hold all of this to.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from triage.language.condition import Condition, Found, Not, Several, Test, need

Set = TypeVar("Set")
Extension = tuple[Set, Set]
"""The cases in which something is true, and those in which it is false."""


class Algebra(ABC, Generic[Set]):
    """A kind of set of cases, as far as conditions need it."""

    everywhere: Set

    @abstractmethod
    def all_of(self, sets: Iterable[Set]) -> Set:
        """The cases that lie in all of these."""

    @abstractmethod
    def any_of(self, sets: Iterable[Set]) -> Set:
        """The cases that lie in one of these or more."""

    @abstractmethod
    def most_of(self, count: int, sets: Sequence[Set]) -> Set:
        """The cases that lie in so many of these or more: of two at least, and fewer than there are."""

    def nowhere(self, cases: Set) -> bool:  # noqa: ARG002
        """Whether certainly no case lies in it, as far as that can be told at once."""
        return False

    def at_least(self, count: int, of: int, sets: Iterable[Set]) -> Set:
        """The cases that lie in so many of these sets (`of`: how many there are) or more."""
        if count == of:
            return self.all_of(sets)
        if count == 1:
            return self.any_of(sets)
        return self.everywhere if count <= 0 else self.any_of(()) if count > of else self.most_of(count, tuple(sets))


class Complemented(Algebra[Set]):
    """One that can also say what is left, as a decision needs it: the first that holds, and not those before it."""

    @abstractmethod
    def without(self, cases: Set, others: Set) -> Set:
        """The cases of the one that do not lie in the other."""


class Bits(Complemented[int]):
    """Known cases, each a bit of an integer."""

    def __init__(self, everywhere: int) -> None:
        self.everywhere = everywhere

    def all_of(self, sets: Iterable[int]) -> int:
        others = iter(sets)
        bits = next(others, self.everywhere)
        for one in others if bits else ():
            bits &= one
            if not bits:
                break
        return bits

    def any_of(self, sets: Iterable[int]) -> int:
        others = iter(sets)
        bits = next(others, 0)
        for one in others if bits != self.everywhere else ():
            bits |= one
            if bits == self.everywhere:
                break
        return bits

    def most_of(self, count: int, sets: Sequence[int]) -> int:
        reached = [self.everywhere] + [0] * count
        for one in sets:
            for wanted in range(count, 0, -1):
                reached[wanted] |= reached[wanted - 1] & one
        return reached[count]

    def without(self, cases: int, others: int) -> int:
        return cases & ~others

    def nowhere(self, cases: int) -> bool:
        return not cases


ONE_CASE = Bits(1)
"""A single case: 1 where something is so, 0 where it is not."""


class Reader(ABC, Generic[Set]):
    """Reads conditions over a kind of set. What the answers say, and what becomes of findings and questions, differs
    from reader to reader; what a condition makes of that does not."""

    algebra: Algebra[Set]

    @abstractmethod
    def answered(self, test: Test) -> Extension[Set]:
        """Where the answers make a test true, and where false, as if its question applied."""

    @abstractmethod
    def applies(self, question: str) -> Extension[Set] | None:
        """Where a question applies, and where it does not. None: it always does."""

    @abstractmethod
    def found(self, finding: str) -> Extension[Set]:
        """Where a finding is established, and where it is refuted."""

    def extension(self, condition: Condition) -> Extension[Set]:
        """Where a condition is true, and where it is false."""
        if isinstance(condition, Several):
            pairs = [self.extension(part) for part in condition.parts]
            return (
                self.algebra.at_least(need(condition, True), len(pairs), (true for true, _ in pairs)),
                self.algebra.at_least(need(condition, False), len(pairs), (false for _, false in pairs)),
            )
        if isinstance(condition, Not):
            true, false = self.extension(condition.part)
            return false, true
        return self.found(condition.finding) if isinstance(condition, Found) else self.tested(condition)

    def tested(self, test: Test) -> Extension[Set]:
        """Where a test is true, and where it is false, the question asked or not."""
        true, false = self.answered(test)
        applying = self.applies(test.question)
        if applying is None:
            return true, false
        applies, never = applying
        all_of, any_of = self.algebra.all_of, self.algebra.any_of
        return all_of((applies, true)), any_of((never, all_of((applies, false))))

    def of_rules(self, conditions: Sequence[Condition]) -> Extension[Set]:
        """Where one of these rules fires, and where none of them can any more: so a finding is established, or
        refuted."""
        pairs = [self.extension(condition) for condition in conditions]
        return self.algebra.any_of(true for true, _ in pairs), self.algebra.all_of(false for _, false in pairs)
