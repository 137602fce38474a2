"""What the outcome hinges on: which single answers, and which pairs, would change the urgency or the leading condition
if they were otherwise.

All single changes are evaluated as one bitset, a line. For the pairs there are such lines under each other,
question by question: its changes are the rows. A base of the size of ours has some two thousand changes, and so
millions of pairs; most of what it says does not depend on the question of the rows, and is taken from the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from triage.explanation.change import Change, distance
from triage.inference.answer_classes import answer_classes, nearest
from triage.inference.bit_parallel import BitParallel, Both
from triage.inference.circuit import Gate
from triage.inference.outcome import Outcome
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.condition import Test


@dataclass(frozen=True, slots=True)
class Hinge:
    """Other answers to one question, or to two together, and what they would lead to. `ways` are the changes that lead
    there, each a change or a pair: another answer of each kind that the base can tell apart."""

    questions: tuple[str, ...]
    ways: tuple[tuple[Change, ...], ...]
    urgency: str
    leading: str | None


@dataclass(frozen=True, slots=True)
class Hinges:
    """Most consequential first. A pair is there only where neither change alone changes anything; `pairs` is None where
    these were not tried."""

    singles: tuple[Hinge, ...]
    pairs: tuple[Hinge, ...] | None
    tried: int


_Ways = dict[tuple[tuple[str, ...], str, str | None], list[tuple[Change, ...]]]
"""By questions, urgency and leading condition: the ways to come there."""


class _SingleChanges:
    """Every change of one answer, by number: those of a question follow each other from `first` on."""

    def __init__(self, outcome: Outcome) -> None:
        self.kinds = answer_classes(outcome.base)
        self.own = {name: classes.of(outcome.answers.get(name)) for name, classes in self.kinds.items()}
        self.changes: list[Change] = []
        self.first: dict[str, int] = {}
        for name in self.kinds:
            self.first[name] = len(self.changes)
            given = outcome.answers.get(name)
            self.changes += [Change(name, given, answer) for answer in nearest(outcome.base, name, given)]
        self.real = sum(1 << number for number in range(len(self.changes)) if self._real(number))

    def _real(self, number: int) -> bool:
        """Whether it is another answer than the own one, and is one."""
        change = self.changes[number]
        return number - self.first[change.question] not in (0, self.own[change.question])


class _Line(BitParallel):
    """A bit for every change, and a few more, to whole bytes, in which none is made."""

    def __init__(self, base: Base, possible: _SingleChanges) -> None:
        self.possible = possible
        self.bytes = len(possible.changes) // 8 + 1
        super().__init__(Session(base), self.bytes * 8, {})

    def answered(self, test: Test) -> Both:
        classes = self.possible.kinds[test.question]
        return self._of_kinds(test.question, classes.true[test]), self._of_kinds(test.question, classes.false[test])

    def _of_kinds(self, question: str, kinds: int) -> int:
        """The bits in which the answer to the question is of one of these kinds."""
        first = self.possible.first[question]
        others = self.everywhere & ~(self.possible.kinds[question].all_kinds << first)
        return kinds << first | (others if kinds >> self.possible.own[question] & 1 else 0)

    @cached_property
    def depends(self) -> Sequence[int]:
        """Of each node of the circuit the questions that it depends on, each a bit."""
        bit = {name: 1 << number for number, name in enumerate(self.circuit.questions)}
        depends: list[int] = []
        for node in self.circuit.nodes:
            of_parts = (depends[part] for part in node.parts) if isinstance(node, Gate) else (bit[node.test.question],)
            depends.append(reduce(or_, of_parts, 0))
        return depends


class _Rows(BitParallel):
    """Lines under each other, one for each of some changes of a question, which are made in all bits of theirs. What
    does not depend on the question is in each as in the line; its bits of other changes of the question say nothing of
    two changes."""

    def __init__(self, line: _Line, question: str, numbers: Sequence[int]) -> None:
        self.line, self.question = line, question
        self.row_kinds = [number - line.possible.first[question] for number in numbers]
        self._bit = 1 << line.circuit.questions.index(question)
        super().__init__(line.session, line.bytes * 8 * len(numbers), {})

    def _read(self, number: int) -> int:
        return (
            super()._read(number)
            if self.line.depends[number] & self._bit
            else self.in_every_row(self.line.node_bits(number))
        )

    def in_every_row(self, bits: int) -> int:
        """These bits of the line, in every row."""
        row = bits.to_bytes(self.line.bytes, "little")
        return int.from_bytes(row * len(self.row_kinds), "little") if bits else 0

    def answered(self, test: Test) -> Both:
        classes = self.line.possible.kinds[test.question]
        return self._of_kinds(classes.true[test]), self._of_kinds(classes.false[test])

    def _of_kinds(self, kinds: int) -> int:
        """The rows in which the answer to the question is of one of these kinds."""
        full, empty = b"\xff" * self.line.bytes, bytes(self.line.bytes)
        return int.from_bytes(b"".join(full if kinds >> kind & 1 else empty for kind in self.row_kinds), "little")


def hinges(outcome: Outcome, *, pairs: bool = True) -> Hinges:
    """What the outcome hinges on. `pairs`: two changes together are tried as well."""
    possible = _SingleChanges(outcome)
    line = _Line(outcome.base, possible)
    singles: _Ways = {}
    alone = 0
    for urgency, leading, bits in _outcome_changes(line, outcome):
        here = bits & possible.real
        alone |= here
        for number in _numbers(here):
            change = possible.changes[number]
            singles.setdefault(((change.question,), urgency, leading), []).append((change,))
    ranked, tried = _ranked(outcome, singles), possible.real.bit_count()
    if not pairs:
        return Hinges(ranked, None, tried)
    doubles: _Ways = {}
    quiet, width = possible.real & ~alone, line.bytes * 8
    for name, first in possible.first.items():
        stop = first + len(possible.kinds[name].answers)
        own, later = (1 << stop) - (1 << first), -1 << stop
        tried += (possible.real & own).bit_count() * (possible.real & later).bit_count()
        numbers = sorted(_numbers(quiet & own))
        if not numbers or not quiet & later:
            continue
        rows = _Rows(line, name, numbers)
        counting = rows.in_every_row(quiet & later)  # each pair once: that of a row with what comes later
        for urgency, leading, bits in _outcome_changes(rows, outcome):
            for bit in _numbers(bits & counting):
                one, other = possible.changes[numbers[bit // width]], possible.changes[bit % width]
                doubles.setdefault(((one.question, other.question), urgency, leading), []).append((one, other))
    return Hinges(ranked, _ranked(outcome, doubles), tried)


def _outcome_changes(evaluated: BitParallel, outcome: Outcome) -> Iterator[tuple[str, str | None, int]]:
    """What else comes out, with the bits in which it does."""
    decision = evaluated.decision()
    for urgency, cases in decision.urgency.items():
        for leading, others in decision.leading.items():
            here = cases & others
            if here and (urgency, leading) != (outcome.urgency, outcome.leading):
                yield urgency, leading, here


def _ranked(outcome: Outcome, ways_by_outcome: _Ways) -> tuple[Hinge, ...]:
    """By how far the urgency moves, the more urgent first; then by the condition that would lead."""
    base = outcome.base
    order = {name: place for place, name in enumerate((*base.condition_order, None))}
    place = {name: number for number, name in enumerate(base.questions)}
    ranked = [
        Hinge(names, _nearest_first(ways), urgency, leading)
        for (names, urgency, leading), ways in ways_by_outcome.items()
    ]
    ranked.sort(
        key=lambda hinge: (
            -abs(base.levels.rank[hinge.urgency] - base.levels.rank[outcome.urgency]),
            -base.levels.rank[hinge.urgency],
            order[hinge.leading],
            [place[name] for name in hinge.questions],
        )
    )
    return tuple(ranked)


def _nearest_first(ways: list[tuple[Change, ...]]) -> tuple[tuple[Change, ...], ...]:
    return tuple(sorted(ways, key=lambda way: [(distance(change), str(change.after)) for change in way]))


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest last."""
    text = f"{bits:b}"
    last = len(text) - 1
    at = text.find("1")
    while at >= 0:
        yield last - at
        at = text.find("1", at + 1)
