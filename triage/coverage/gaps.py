"""What worked cases do not show yet, and for each gap a case that would: one answer away from a worked case if there is
one, otherwise the smallest that a solver finds; where it finds none, nobody can fill the gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.coverage.bitset import positions
from triage.coverage.mcdc import Atom, Covered, coverage, decides
from triage.coverage.worked import Worked
from triage.language.condition import Condition
from triage.language.evaluate import Answer

Side = Literal["holding", "failing"]
Solve = Callable[[Atom, Side], Mapping[str, Answer] | None]
"""The smallest case that shows this side of an atom, or None: no answers do."""


@dataclass(frozen=True, slots=True)
class Step:
    """A worked case with another answer to one question; None: not answered."""

    case: str
    question: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A side of an atom that no worked case shows. `step` and `answers` are cases that would; `possible` says whether
    any answers do, None where that was not decided."""

    atom: Atom
    side: Side
    step: Step | None
    answers: Mapping[str, Answer] | None
    possible: bool | None


@dataclass(frozen=True, slots=True)
class Examined:
    """A condition with what cases show of it, and its gaps."""

    covered: Covered
    gaps: tuple[Gap, ...]

    @property
    def atoms(self) -> int:
        return len(self.covered.atoms)

    @property
    def shown(self) -> int:
        return self.atoms - len({id(gap.atom) for gap in self.gaps})

    @property
    def beyond(self) -> int:
        """Atoms that no answers at all could show."""
        return len({id(gap.atom) for gap in self.gaps if gap.possible is False})


@dataclass(frozen=True, slots=True)
class Shares:
    """Sums over conditions of one kind. `share` leaves out, in percent, what is beyond showing."""

    conditions: int
    true: int
    false: int
    atoms: int
    shown: int
    beyond: int

    @property
    def share(self) -> float:
        return 100 * self.shown / (self.atoms - self.beyond) if self.atoms > self.beyond else 100.0


def examine(of: Worked, solve: Solve | None) -> tuple[Examined, ...]:
    """Every condition of the base that counts, in its order."""
    return tuple(Examined(covered, tuple(_gaps(of, covered, solve))) for covered in coverage(of.bitset))


def _gaps(of: Worked, covered: Covered, solve: Solve | None) -> list[Gap]:
    gaps = []
    for atom_cases in covered.atoms:
        polarities: list[tuple[Side, int]] = [("holding", atom_cases.holding), ("failing", atom_cases.failing)]
        for side, seen in polarities:
            if not seen:
                step = _step(of, atom_cases.atom, side)
                ask = step is None and solve is not None
                answers = solve(atom_cases.atom, side) if ask and solve is not None else None
                can = True if step is not None or answers is not None else False if ask else None
                gaps.append(Gap(atom_cases.atom, side, step, answers, can))
    return gaps


def _step(of: Worked, atom: Atom, side: Side) -> Step | None:
    near = decides(of.nearby.bitset, atom)
    cases = near.holding if side == "holding" else near.failing
    if not cases:
        return None
    case, question, answer = of.nearby.step(next(positions(cases)))
    return Step(of.name(case), question, answer)


def shares(of: tuple[Examined, ...]) -> Shares:
    return Shares(
        len(of),
        sum(bool(one.covered.true) for one in of),
        sum(bool(one.covered.false) for one in of),
        sum(one.atoms for one in of),
        sum(one.shown for one in of),
        sum(one.beyond for one in of),
    )


def conditions(gap: Gap) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """What would have to hold, and what not, in a case that fills a gap."""
    atom = gap.atom
    if gap.side == "holding":
        return (*atom.needs, atom.test), atom.without
    return atom.needs, (*atom.without, atom.test)
