"""An engine that notes what it holds before everything that it does.

The run is the ordinary one: experta's engine with our matcher and order. A `Cycle` is one turn of match, resolve and
act: what stood in working memory and on the agenda, and what was then done. Facts only ever arrive, so working memory
at a moment is the first so many facts of the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from triage.inference.clauses import Clause, Program
from triage.inference.engine import Engine
from triage.inference.matching import TotalOrder
from triage.inference.session import Session
from triage.inference.to_rules import Known
from triage.inference.trace import Event, Mark, events
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.evaluate import Answer, Value

Act = Clause | Mapping[str, Answer]
"""A rule that fires, or answers that are told."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of working memory; of an answer that was told before its question applies, `field` begins `given/`."""

    field: str
    value: Value | bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One turn. `agenda`: the activations in the order in which they would fire, the one that fires now first;
    `facts`: so many stood in working memory; `events`: what this brought, with the rules that it put on the agenda."""

    act: Act
    agenda: tuple[Clause, ...]
    facts: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole run. `facts`: working memory at the end, in the order in which the facts came."""

    base: Base
    cycles: tuple[Cycle, ...]
    facts: tuple[Fact, ...]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class _Note:
    """A cycle while the engine runs; `marks`: how many of its own it had recorded."""

    act: Act
    agenda: tuple[Clause, ...]
    facts: int
    marks: int


class _Recorder(Engine):
    """The engine, with a note before each rule that it fires."""

    def __init__(self, program: Program, record: Callable[[Mark], None]) -> None:
        self.notes: list[_Note] = []
        self.marked = 0

        def counted(mark: Mark) -> None:
            self.marked += 1
            record(mark)

        super().__init__(program, counted)

    def conclude(self, clause: Clause) -> None:
        # experta has just taken the rule off its agenda, whose next activation stands last.
        waiting = (self.program.clauses[activation.rule.rank] for activation in reversed(self.agenda.activations))
        self.note(clause, (clause, *waiting))
        super().conclude(clause)

    def note(self, act: Act, agenda: tuple[Clause, ...]) -> None:
        self.notes.append(_Note(act, agenda, len(self.facts) - 1, self.marked))

    def held(self) -> list[Fact]:
        """Working memory, without the fact that experta begins with and the numbers that it gives to facts."""
        return [
            Fact(field, value)
            for fact in self.facts.values()
            for field, value in fact.items()
            if not Known.is_special(field)
        ]


class _Recorded(Session):
    def __init__(self, base: Base, strategy: type[TotalOrder]) -> None:
        super().__init__(base, type("_Ordered", (_Recorder,), {"__strategy__": strategy}))

    @property
    def recorder(self) -> _Recorder:
        assert isinstance(self.memory, _Recorder)
        return self.memory

    def tell(self, answers: CheckedAnswers) -> None:
        self.recorder.note(dict(answers), ())
        super().tell(answers)


def record(base: Base, told: Iterable[Mapping[str, Answer]], strategy: type[TotalOrder] = TotalOrder) -> Recording:
    """The run of a session that is told these answers, one mapping after the other. Raises AnswerError."""
    session = _Recorded(base, strategy)
    for answers in told:
        if answers:
            session.tell(CheckedAnswers(base, answers))
    recorder = session.recorder
    happened = events(base, session.marks)
    starts = []
    answered = 0
    for note in recorder.notes:
        starts.append(note.marks + answered)
        answered += len(note.act) if isinstance(note.act, Mapping) else 0
    cycles = tuple(
        Cycle(note.act, note.agenda, note.facts, happened[start:end])
        for note, start, end in zip(recorder.notes, starts, [*starts, len(happened)][1:], strict=True)
    )
    return Recording(base, cycles, tuple(recorder.held()), dict(session.answers))


def at_once(base: Base, answers: Mapping[str, Answer]) -> list[Mapping[str, Answer]]:
    """All answers together, in the order of the base, as `infer` tells them."""
    return [{name: answers[name] for name in base.questions if name in answers}]


def one_by_one(answers: Mapping[str, Answer]) -> list[Mapping[str, Answer]]:
    """Each answer by itself, in the order of the file, as an interview tells them."""
    return [{name: answer} for name, answer in answers.items()]
