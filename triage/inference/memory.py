"""What a session's working memory holds, and what a rule that fires does to it: the same under every engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from triage.inference.clauses import Clause, Program
from triage.inference.trace import Mark
from triage.language.evaluate import INAPPLICABLE, Answer, Value

Fact = tuple[str, Value | bool]
"""A field with its value (the table is in `clauses`)."""


class WorkingMemory(ABC):
    """One person's facts. An engine decides which clause fires when; what the firing brings is said here."""

    def __init__(self, program: Program, record: Callable[[Mark], None]) -> None:
        self.program = program
        self.rank = program.base.levels.rank
        self.record = record
        self.given: dict[str, Answer] = {}
        self.values: dict[str, Value] = {}
        self.findings: dict[str, bool] = {}
        self.fired: list[str] = []
        self.cautions: list[str] = []
        self.urgency: str | None = None

    @abstractmethod
    def learn(self, facts: Sequence[Fact]) -> None:
        """Takes facts in. Called while a clause fires; a fact that is there already changes nothing."""

    @abstractmethod
    def chain(self, facts: Sequence[Fact] = ()) -> None:
        """Takes facts in, and fires until the agenda is empty."""

    def conclude(self, clause: Clause) -> None:
        """The right-hand side of every clause."""
        match clause.conclude:
            case "fire":
                self._fire(clause)
            case "counts":
                self.values[clause.field] = self.given[clause.field]
                self.record(("counts", clause.field, None))
                self.learn(((clause.field, self.given[clause.field]),))
            case "inapplicable":
                if clause.field not in self.values:
                    self.values[clause.field] = INAPPLICABLE
                    self.record(("inapplicable", clause.field, None))
                    self.learn(((clause.field, INAPPLICABLE),))
            case "established" | "refuted" as kind:
                if clause.field not in self.findings:
                    self.findings[clause.field] = clause.value
                    self.record((kind, clause.field, None))
                    self.learn(((clause.field, clause.value),))
            case "caution":
                caution = clause.field.removeprefix("caution/")
                self.cautions.append(caution)
                self.record(("cautioned", caution, None))
            case _:
                self.learn(((clause.field, clause.value),))

    def _fire(self, clause: Clause) -> None:
        rule = clause.rule
        assert rule is not None
        self.fired.append(rule.id)
        self.record(("fired", rule.id, None))
        new = [finding for finding in rule.establish if finding not in self.findings]
        for finding in new:
            self.findings[finding] = True
            self.record(("established", finding, rule.id))
        if new:
            self.learn([(finding, True) for finding in new])
        if rule.urgency is not None and (self.urgency is None or self.rank[rule.urgency] > self.rank[self.urgency]):
            self.urgency = rule.urgency
            self.record(("raised", rule.urgency, rule.id))
