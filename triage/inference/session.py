"""One person's inference: tell it answers, read what they make certain.

Two engines draw the conclusions, with the same trace to the letter: experta's, which `ask`, `run` and `step` use and
show, and counters, which take a tenth of its time and serve everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Literal

from triage.inference.clauses import compiled
from triage.inference.memory import WorkingMemory
from triage.inference.trace import Mark
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.evaluate import Answer, Value

EngineName = Literal["experta", "counters"]
ENGINES: Mapping[EngineName, tuple[str, str]] = {
    "experta": ("triage.inference.engine", "Engine"),
    "counters": ("triage.inference.counters", "Counters"),
}
"""Where each engine lives; experta is let in only where it is used."""


def engine_named(name: EngineName) -> type[WorkingMemory]:
    module, engine = ENGINES[name]
    kind: type[WorkingMemory] = getattr(import_module(module), engine)
    return kind


class Session:
    """One person's inference. Answers only arrive; nothing that was concluded is ever taken back."""

    def __init__(self, base: Base, engine: EngineName | type[WorkingMemory] = "counters") -> None:
        self.base = base
        self.marks: list[Mark] = []
        kind = engine_named(engine) if isinstance(engine, str) else engine
        self.memory = kind(compiled(base), self.marks.append)
        self.memory.chain()  # what holds whatever is answered

    def tell(self, answers: CheckedAnswers) -> None:
        """Declares answers (none of them given before) and fires all that follows."""
        for question, answer in answers.items():
            if question in self.memory.given:
                raise ValueError(f"{question} was answered before; replay the other answers to change one")
            self.memory.given[question] = answer
            self.marks.append(("answered", question, answer))
        facts: list[tuple[str, Value | bool]] = []
        for question, answer in answers.items():
            if self.base.questions[question].when is None:
                self.memory.values[question] = answer
                facts.append((question, answer))
            else:
                facts.append((f"given/{question}", True))
        if facts:
            self.memory.chain(facts)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Everything that was answered."""
        return self.memory.given

    @property
    def values(self) -> Mapping[str, Value]:
        """What counts for the rules: answers to questions that apply, and `INAPPLICABLE` for those that do not."""
        return self.memory.values

    @property
    def findings(self) -> Mapping[str, bool]:
        """Established (True) and refuted (False) findings; the others are open."""
        return self.memory.findings

    @property
    def fired(self) -> tuple[str, ...]:
        """The rules that fired, in order."""
        return tuple(self.memory.fired)

    @property
    def cautions(self) -> tuple[str, ...]:
        return tuple(self.memory.cautions)

    @property
    def urgency(self) -> str | None:
        """The most urgent that any fired rule demands; None while none does."""
        return self.memory.urgency
