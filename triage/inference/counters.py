"""Forward chaining by counters: what experta's engine does with our clauses, without experta.

The clauses are definite Horn clauses, and those need no search: each counts the literals that it still misses, a fact
counts down the clauses that wait for it, and a clause that misses nothing stands on the agenda, where the lowest rank
fires first. Every clause fires at most once and every literal is counted once, so a case takes time in proportion to
what becomes certain (Dowling and Gallier, "Linear-time algorithms for testing the satisfiability of propositional Horn
formulae", Journal of Logic Programming 1984). The order, and so the trace, is that of the other engine to the letter:
its facts, too, are taken in one by one, and what they activate is noted in the order of the clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from triage.inference.clauses import Program
from triage.inference.domain import Kind, Kinds, kinds
from triage.inference.memory import Fact, WorkingMemory
from triage.inference.trace import Mark
from triage.language.condition import Test
from triage.language.derived import derived
from triage.language.evaluate import INAPPLICABLE, Answer, Value, verdict

Ranks = tuple[int, ...]
"""Clauses, by their place in the program, lowest first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which clauses a fact counts down. Of persons it holds no more than which kinds of answers were looked up.

    `missing`: how many literals each clause has. `ready`: those that have none. `facts`: by a field that is True or
    False, and that value. `tests`: by question, each test with the clauses that want it true and those that want it
    false; `inapplicable`: those that are satisfied where the question does not apply. `by_kind`: those that an answer
    satisfies, by its kind (see `Kinds`), kept when they are first looked for. `inner`: of each clause that concludes no
    more than an inner part, those that wait for that part; `parts`: the field of that part."""

    missing: tuple[int, ...]
    ready: Ranks
    facts: Mapping[tuple[str, bool], Ranks]
    tests: Mapping[str, tuple[tuple[Test, Ranks, Ranks], ...]]
    inapplicable: Mapping[str, Ranks]
    kinds: Kinds
    by_kind: dict[Kind, Ranks]
    inner: tuple[Ranks | None, ...]
    parts: tuple[str, ...]

    def by_testing(self, question: str, answer: Answer) -> Ranks:
        """The clauses that an answer satisfies, by asking each test."""
        ranks: list[int] = []
        for test, true, false in self.tests[question]:
            says = verdict(test, answer)
            if says is not None:
                ranks += true if says else false
        return tuple(ranks)


class Counters(WorkingMemory):
    """The engine. Nothing is ever taken back, so a count that has reached zero stays there."""

    def __init__(self, program: Program, record: Callable[[Mark], None]) -> None:
        super().__init__(program, record)
        self.waiting = waiting(program)
        self.missing = list(self.waiting.missing)
        self.agenda: list[int] = []
        self.known: set[str] = set()
        self._new: list[Fact] = []
        self._activate(self.waiting.ready)

    def learn(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if fact[0] not in self.known:
                self.known.add(fact[0])
                self._new.append(fact)

    def chain(self, facts: Sequence[Fact] = ()) -> None:
        self.learn(facts)
        clauses, agenda, known = self.program.clauses, self.agenda, self.known
        inner, parts = self.waiting.inner, self.waiting.parts
        while True:
            if self._new:
                new, self._new = self._new, []
                for field, value in new:
                    self._count_down(self._satisfied(field, value))
            if not agenda:
                return
            rank = heappop(agenda)
            waiting = inner[rank]
            if waiting is None:
                self.conclude(clauses[rank])
            elif (part := parts[rank]) not in known:
                known.add(part)
                self._count_down(waiting)

    def _count_down(self, ranks: Ranks) -> None:
        """One literal less is missing in these clauses; what misses nothing more is put on the agenda."""
        missing = self.missing
        activated = []
        for rank in ranks:
            if missing[rank] == 1:
                activated.append(rank)
            missing[rank] -= 1
        if activated:
            if len(activated) > 1:
                activated.sort()
            self._activate(activated)

    def _satisfied(self, field: str, value: Value | bool) -> Ranks:
        """The clauses that wait for this; one that has two such literals stands in it twice."""
        if isinstance(value, bool):
            return self.waiting.facts.get((field, value), ())
        if value is INAPPLICABLE:
            return self.waiting.inapplicable[field]
        kind = self.waiting.kinds.of(field, value)
        if kind is None:
            return self.waiting.by_testing(field, value)
        if kind not in self.waiting.by_kind:
            self.waiting.by_kind[kind] = self.waiting.by_testing(field, value)
        return self.waiting.by_kind[kind]

    def _activate(self, ranks: Sequence[int]) -> None:
        agenda, marks = self.agenda, self.program.activated
        for rank in ranks:
            if (mark := marks[rank]) is not None:
                self.record(mark)
            heappush(agenda, rank)


@derived
def waiting(program: Program) -> Waiting:
    """What each fact that may come counts down."""
    facts: dict[tuple[str, bool], list[int]] = {}
    tests: dict[str, dict[Test, tuple[list[int], list[int]]]] = {name: {} for name in program.base.questions}
    for rank, clause in enumerate(program.clauses):
        for literal in clause.body:
            if literal.test is None:
                facts.setdefault((literal.field, literal.wanted), []).append(rank)
            else:
                true, false = tests[literal.field].setdefault(literal.test, ([], []))
                (true if literal.wanted else false).append(rank)
    return Waiting(
        missing=tuple(len(clause.body) for clause in program.clauses),
        ready=tuple(rank for rank, clause in enumerate(program.clauses) if not clause.body),
        facts={fact: tuple(ranks) for fact, ranks in facts.items()},
        tests={
            name: tuple((test, tuple(true), tuple(false)) for test, (true, false) in rules_by_test.items())
            for name, rules_by_test in tests.items()
        },
        inapplicable={
            name: tuple(rank for _, false in rules_by_test.values() for rank in false)
            for name, rules_by_test in tests.items()
        },
        kinds=kinds(program.base),
        by_kind={},
        inner=tuple(
            None if clause.conclude else tuple(facts.get((clause.field, clause.value), ()))
            for clause in program.clauses
        ),
        parts=tuple(clause.field for clause in program.clauses),
    )
