"""One person's working memory: tell it answers, read what they make certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any as Whatever

from triage.inference.borrowed import InitialFact, KnowledgeEngine, private
from triage.inference.matching import CountingMatcher, Index, TotalOrder, index
from triage.inference.to_rules import Clause, Known, Program
from triage.inference.trace import Mark
from triage.language.answer import CheckedAnswers
from triage.language.evaluate import INAPPLICABLE, Answer, Value
from triage.language.model import RANK, Base


class Engine(KnowledgeEngine):  # type: ignore[misc]  # experta is untyped
    """experta's engine with our rules in it. All that it learns stays in the instance."""

    __matcher__ = CountingMatcher
    __strategy__ = TotalOrder

    def __init__(self, program: Program, record: Callable[[Mark], None]) -> None:
        self.program = program
        self.record = record
        self.given: dict[str, Answer] = {}
        self.values: dict[str, Value] = {}
        self.findings: dict[str, bool] = {}
        self.fired: list[str] = []
        self.cautions: list[str] = []
        self.urgency: str | None = None
        super().__init__()

    def get_rules(self) -> list[Whatever]:
        # experta would look for rules among the class attributes, and leave a mark of this engine on each.
        return list(self.program.rules)

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

    def conclude(self, clause: Clause) -> None:
        """The right-hand side of every rule."""
        match clause.conclude:
            case "fire":
                self.fire(clause)
            case "counts":
                self.values[clause.field] = self.given[clause.field]
                self.record(("counts", clause.field, None))
                self.declare(Known(**{clause.field: self.given[clause.field]}))
            case "inapplicable":
                if clause.field not in self.values:
                    self.values[clause.field] = INAPPLICABLE
                    self.record(("inapplicable", clause.field, None))
                    self.declare(Known(**{clause.field: INAPPLICABLE}))
            case "established" | "refuted" as kind:
                if clause.field not in self.findings:
                    self.findings[clause.field] = clause.value
                    self.record((kind, clause.field, None))
                    self.declare(Known(**{clause.field: clause.value}))
            case "caution":
                caution = clause.field.removeprefix("caution/")
                self.cautions.append(caution)
                self.record(("cautioned", caution, None))
            case _:
                self.declare(Known(**{clause.field: clause.value}))

    def fire(self, clause: Clause) -> None:
        rule = clause.rule
        assert rule is not None
        self.fired.append(rule.id)
        self.record(("fired", rule.id, None))
        new = [finding for finding in rule.establish if finding not in self.findings]
        for finding in new:
            self.findings[finding] = True
            self.record(("established", finding, rule.id))
        if new:
            self.declare(*(Known(**{finding: True}) for finding in new))
        if rule.urgency is not None and (self.urgency is None or RANK[rule.urgency] > RANK[self.urgency]):
            self.urgency = rule.urgency
            self.record(("raised", rule.urgency, rule.id))


class Session:
    """One person's inference. Answers only arrive; nothing that was concluded is ever taken back."""

    def __init__(self, base: Base, engine: type[Engine] = Engine) -> None:
        self.base = base
        self.marks: list[Mark] = []
        self._engine = engine(compiled(base), self.marks.append)
        self._quietly(self._engine.reset)
        self._quietly(self._engine.run)  # what holds whatever is answered

    def tell(self, answers: CheckedAnswers) -> None:
        """Declares answers (none of them given before) and fires all that follows."""
        for question, answer in answers.items():
            if question in self._engine.given:
                raise ValueError(f"{question} was answered before; replay the other answers to change one")
            self._engine.given[question] = answer
            self.marks.append(("answered", question, answer))
        facts = []
        for question, answer in answers.items():
            if self.base.questions[question].when is None:
                self._engine.values[question] = answer
                facts.append(Known(**{question: answer}))
            else:
                facts.append(Known(**{f"given/{question}": True}))
        if facts:
            self._quietly(self._engine.declare, *facts)
            self._quietly(self._engine.run)

    @staticmethod
    def _quietly(act: Callable[..., object], *args: object) -> None:
        before, private.on = getattr(private, "on", False), True
        try:
            act(*args)
        finally:
            private.on = before

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Everything that was answered."""
        return self._engine.given

    @property
    def values(self) -> Mapping[str, Value]:
        """What counts for the rules: answers to questions that apply, and `INAPPLICABLE` for those that do not."""
        return self._engine.values

    @property
    def findings(self) -> Mapping[str, bool]:
        """Established (True) and refuted (False) findings; the others are open."""
        return self._engine.findings

    @property
    def fired(self) -> tuple[str, ...]:
        """The rules that fired, in order."""
        return tuple(self._engine.fired)

    @property
    def cautions(self) -> tuple[str, ...]:
        return tuple(self._engine.cautions)

    @property
    def urgency(self) -> str | None:
        """The most urgent that any fired rule demands; None while none does."""
        return self._engine.urgency


@lru_cache(maxsize=8)
def compiled(base: Base) -> Program:
    """The base as experta rules. Holds nothing of any person."""
    return Program(base)


@lru_cache(maxsize=8)
def _index(program: Program) -> Index:
    return index(program.rules)
