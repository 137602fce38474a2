"""What the outcome hinges on: which single answers, and which pairs, would change the urgency or the leading condition
if they were otherwise.

All changes, single and double, are evaluated as one batch of lanes. The lanes are a square: the change of the row and
that of the column are both made, and on the diagonal it is one and the same. A base of the size of ours has some two
thousand changes, and so millions of pairs, which take seconds; the single ones alone are a line, which takes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.explanation.change import Change, distance
from triage.inference.answer_classes import answer_classes, nearest
from triage.inference.bit_parallel import BitParallel, Both
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


_Found = dict[tuple[tuple[str, ...], str, str | None], list[tuple[Change, ...]]]
"""By questions, urgency and leading condition: the ways to come there."""


class _Made:
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
    """A lane for every change."""

    def __init__(self, base: Base, possible: _Made) -> None:
        self.made = possible
        super().__init__(Session(base), len(possible.changes), {})

    def answered(self, test: Test) -> Both:
        classes = self.made.kinds[test.question]
        return self._of_kinds(test.question, classes.true[test]), self._of_kinds(test.question, classes.false[test])

    def _of_kinds(self, question: str, kinds: int) -> int:
        """The lanes in which the answer to the question is of one of these kinds."""
        first = self.made.first[question]
        others = self.every & ~(self.made.kinds[question].every << first)
        return kinds << first | (others if kinds >> self.made.own[question] & 1 else 0)


class _Square(BitParallel):
    """A lane for every two changes: number times `side`, and on. A side is a whole number of bytes, so that rows and
    columns are made by repeating these."""

    def __init__(self, base: Base, possible: _Made) -> None:
        self.kinds, self.own, self.changes, self.first = possible.kinds, possible.own, possible.changes, possible.first
        self.bytes = len(self.changes) // 8 + 1
        self.side = self.bytes * 8
        super().__init__(Session(base), self.side * self.side, {})
        self._blocks: dict[str, Both] = {}

    def rows(self, question: str, kinds_held: int) -> int:
        """The rows in which the answer to the question is changed to one of these kinds."""
        full, empty = b"\xff" * self.bytes, bytes(self.bytes)
        kinds = range(len(self.kinds[question].answers))
        own = b"".join(full if kinds_held >> kind & 1 else empty for kind in kinds)
        return int.from_bytes(own, "little") << (self.first[question] * self.side)

    def columns(self, question: str, kinds: int) -> int:
        """The columns in which it is."""
        return int.from_bytes((kinds << self.first[question]).to_bytes(self.bytes, "little") * self.side, "little")

    def block(self, question: str) -> Both:
        """The rows in which the answer to the question is changed at all, and the lanes in which it is not."""
        if question not in self._blocks:
            kinds = self.kinds[question].every
            rows = self.rows(question, kinds)
            self._blocks[question] = rows, self.every & ~(rows | self.columns(question, kinds))
        return self._blocks[question]

    def answered(self, test: Test) -> Both:
        classes = self.kinds[test.question]
        return self._of_kinds(test.question, classes.true[test]), self._of_kinds(test.question, classes.false[test])

    def _of_kinds(self, question: str, kinds: int) -> int:
        """The lanes in which the answer to the question is of one of these kinds. In a row of its own the column does
        not count."""
        if not kinds:
            return 0
        rows, others = self.block(question)
        cases = self.columns(question, kinds) & ~rows | self.rows(question, kinds)
        return cases | others if kinds >> self.own[question] & 1 else cases

    def pairs(self, numbers: int) -> int:
        """The lanes in which two of these changes are made, to different questions; each pair once."""
        rows = []
        for row in range(self.side):
            later = 0
            if numbers >> row & 1:
                name = self.changes[row].question
                stop = self.first[name] + len(self.kinds[name].answers)
                later = numbers >> stop << stop
            rows.append(later.to_bytes(self.bytes, "little"))
        return int.from_bytes(b"".join(rows), "little")


def hinges(outcome: Outcome, *, pairs: bool = True) -> Hinges:
    """What the outcome hinges on. `pairs`: two changes together are tried as well."""
    possible = _Made(outcome)
    line = _Line(outcome.base, possible)
    singles: _Found = {}
    alone = 0
    for urgency, leading, lanes in _outcome_changes(line, outcome):
        here = lanes & possible.real
        alone |= here
        for number in _numbers(here):
            change = possible.changes[number]
            singles.setdefault(((change.question,), urgency, leading), []).append((change,))
    ranked, tried = _ranked(outcome, singles), possible.real.bit_count()
    if not pairs:
        return Hinges(ranked, None, tried)
    square = _Square(outcome.base, possible)
    doubles: _Found = {}
    quiet = square.pairs(possible.real & ~alone)
    for urgency, leading, lanes in _outcome_changes(square, outcome):
        for lane in _numbers(lanes & quiet):
            one, other = possible.changes[lane // square.side], possible.changes[lane % square.side]
            doubles.setdefault(((one.question, other.question), urgency, leading), []).append((one, other))
    return Hinges(ranked, _ranked(outcome, doubles), tried + square.pairs(possible.real).bit_count())


def _outcome_changes(lanes: BitParallel, outcome: Outcome) -> Iterator[tuple[str, str | None, int]]:
    """What else comes out, with the lanes in which it does."""
    decision = lanes.decision()
    for urgency, cases in decision.urgency.items():
        for leading, others in decision.leading.items():
            here = cases & others
            if here and (urgency, leading) != (outcome.urgency, outcome.leading):
                yield urgency, leading, here


def _ranked(outcome: Outcome, ways_found: _Found) -> tuple[Hinge, ...]:
    """By how far the urgency moves, the more urgent first; then by the condition that would lead."""
    base = outcome.base
    order = {name: place for place, name in enumerate((*base.condition_order, None))}
    place = {name: number for number, name in enumerate(base.questions)}
    ranked = [
        Hinge(names, _nearest_first(ways), urgency, leading) for (names, urgency, leading), ways in ways_found.items()
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
