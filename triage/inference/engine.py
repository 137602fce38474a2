"""Forward chaining by experta: its working memory, agenda and firing, with our matcher and our order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any as Whatever

from triage.inference.borrowed import InitialFact, KnowledgeEngine, private
from triage.inference.clauses import Program
from triage.inference.matching import CountingMatcher, Index, TotalOrder, index
from triage.inference.memory import Fact, WorkingMemory
from triage.inference.to_rules import Known, rules
from triage.inference.trace import Mark
from triage.language.derived import derived


class Engine(WorkingMemory, KnowledgeEngine):  # type: ignore[misc]  # experta is untyped
    """experta's engine with our rules in it. All that it learns stays in the instance."""

    __matcher__ = CountingMatcher
    __strategy__ = TotalOrder

    def __init__(self, program: Program, record: Callable[[Mark], None]) -> None:
        WorkingMemory.__init__(self, program, record)
        KnowledgeEngine.__init__(self)
        self._quietly(self.reset)

    def get_rules(self) -> list[Whatever]:
        # experta would look for rules among the class attributes, and leave a mark of this engine on each.
        return list(rules(self.program))

    def index(self) -> Index:
        return _index(self.program)

    def get_deffacts(self) -> list[Whatever]:
        # As above: experta's own initial fact hangs on a class attribute that remembers the last engine.
        return [lambda: (InitialFact(),)]

    def get_activations(self) -> tuple[list[Whatever], list[Whatever]]:
        added, removed = super().get_activations()
        for activation in added:
            mark = self.program.activated[activation.rule.rank]
            if mark is not None:
                self.record(mark)
        return added, removed

    def learn(self, facts: Sequence[Fact]) -> None:
        self.declare(*(Known(**{field: value}) for field, value in facts))

    def chain(self, facts: Sequence[Fact] = ()) -> None:
        if facts:
            self._quietly(self.learn, facts)
        self._quietly(self.run)

    @staticmethod
    def _quietly(act: Callable[..., object], *args: object) -> None:
        before, private.on = getattr(private, "on", False), True
        try:
            act(*args)
        finally:
            private.on = before


@derived
def _index(program: Program) -> Index:
    return index(rules(program))
