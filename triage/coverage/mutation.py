"""What becomes of mutants: killed by a worked case, killed by a property, surviving, or no different from the base.

A mutant is killed by a worked case whose outcome is no longer as it expects, or by a property that no longer holds.
What is left is looked at over all answers: is there a case that the mutant treats otherwise (another finding, caution,
urgency, leading condition or pathway)? If there is, that case would kill it once its outcome is written down; if the
solver proves that there is none, the mutant is equivalent to the base and does not count. Without a solver the cases
one answer away from a worked case are searched, and what is not found there stays undecided.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from triage.coverage.bitset import CaseBitset, Node, Variation, case_bitset, changed, positions
from triage.coverage.mutants import Mutant, mutants
from triage.coverage.worked import Worked
from triage.language.errors import TriageError, listed
from triage.language.evaluate import Answer

Truth = Literal["yes", "no", "open"]
Fate = Literal["case", "property", "survived", "equivalent", "undecided"]
NOTICED = ("finding", "caution", "urgency", "leading", "pathway")
"""What of a case someone would notice."""


Difference = tuple[Node, Truth, Truth]
"""Something about a case, how it was, and how it is."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that the base and a mutant treat otherwise, and what about it differs."""

    answers: Mapping[str, Answer]
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant. `by`: the worked case or the property that kills it; of a survivor a worked case that
    comes out otherwise and does not say what it expects, if there is one."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    witness: Witness | None = None


class Solver(Protocol):
    """What the solver is asked about a mutant; see `solving`."""

    def check(self, mutant: Mutant) -> Mapping[str, Answer] | str | None:
        """The property that the mutant breaks; or else the smallest case that it treats otherwise; None: there is no
        such case."""


Solve = Callable[[Worked, Sequence[Mutant]], Solver]


@dataclass(frozen=True, slots=True)
class Trial:
    """The mutants of one base that are to be tried, out of how many were made."""

    of: Worked
    generated: int
    chosen: tuple[Mutant, ...]

    def run(self, solve: Solve | None) -> Iterator[Verdict]:
        """A verdict on each, those first that a worked case kills. Raises TriageError where a worked case does not pass
        as it is."""
        failing = self.of.expected.missed(self.of.bitset)
        if failing:
            names = listed(map(self.of.name, positions(failing)))
            raise TriageError(f"worked cases that do not pass show nothing: {names}; see `triage cases`")
        left = []
        for mutant in self.chosen:
            variation = Variation(self.of.bitset, mutant.change)
            killing = self.of.expected.killing(variation)
            if killing:
                yield Verdict(mutant, "case", self.of.name(next(positions(killing))))
            else:
                unnoticed = variation.differing
                left.append((mutant, self.of.name(next(positions(unnoticed))) if unnoticed else ""))
        solver = solve(self.of, [mutant for mutant, _ in left]) if solve is not None and left else None
        for mutant, unnoticed_in in left:
            yield _verdict(self.of, mutant, unnoticed_in, solver)


def trial(of: Worked, size: int | None = None, seed: int = 0) -> Trial:
    """All mutants of a base, or so many of them: always the same for a seed, and in their order."""
    mutations = tuple(mutants(of.base))
    if size is None or size >= len(mutations):
        return Trial(of, len(mutations), mutations)
    chosen = random.Random(seed).sample(range(len(mutations)), size)
    return Trial(of, len(mutations), tuple(mutations[number] for number in sorted(chosen)))


def _verdict(of: Worked, mutant: Mutant, unnoticed_in: str, solver: Solver | None) -> Verdict:
    if solver is None:
        near = Variation(of.nearby.bitset, mutant.change).differing
        if not near:
            return Verdict(mutant, "undecided")
        seen = witness(of, mutant, of.nearby.bitset.answers(next(positions(near))))
        return Verdict(mutant, "survived", unnoticed_in, seen)
    match solver.check(mutant):
        case None:
            return Verdict(mutant, "equivalent")
        case str() as broken:
            return Verdict(mutant, "property", broken)
        case answers:
            return Verdict(mutant, "survived", unnoticed_in, witness(of, mutant, answers))


def witness(of: Worked, mutant: Mutant, answers: Mapping[str, Answer]) -> Witness:
    """The case with what differs about it."""
    one = case_bitset(of.base, [answers])
    other = case_bitset(changed(of.base, mutant.change), [answers])
    nodes = [node for node in one.bits if node[0] in NOTICED]
    states = [(node, _truth(one, node), _truth(other, node)) for node in nodes]
    return Witness(answers, tuple(part for part in states if part[1] != part[2]))


def _truth(one: CaseBitset, node: Node) -> Truth:
    true, false = one.bits[node]
    return "yes" if true else "no" if false or node[0] != "finding" else "open"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants there were, and what became of them."""

    total: int
    by_cases: int
    by_properties: int
    survived: int
    equivalent: int
    undecided: int

    @property
    def killed(self) -> int:
        return self.by_cases + self.by_properties

    @property
    def counting(self) -> int:
        """Those that differ from the base, as far as is known."""
        return self.total - self.equivalent

    @property
    def share(self) -> float:
        """The share that is killed, in percent; all, where there is nothing to kill."""
        return 100 * self.killed / self.counting if self.counting else 100.0


def tally(verdicts: Sequence[Verdict]) -> Tally:
    fates = [verdict.fate for verdict in verdicts]
    return Tally(
        len(fates),
        fates.count("case"),
        fates.count("property"),
        fates.count("survived"),
        fates.count("equivalent"),
        fates.count("undecided"),
    )
