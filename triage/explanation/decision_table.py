"""Rules as a decision table: a row for each test, a column for each way in which a rule fires.

A column applies where every mark in it holds: the test is true (`True`), or certainly false (`False`); without a mark
it does not matter. Alternatives in a condition become columns beside each other, which in Kleene's logic means the same
as the condition. Where there would be too many, a group of alternatives stays one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from triage.explanation.subject import Subject, subjects, ways
from triage.language.base import Base
from triage.language.condition import All, Any, AtLeast, Condition, Denied, Meant, Not, conjuncts, inward
from triage.language.evaluate import Known, evaluate

MOST = 12
"""So many columns one rule may take; what would take more stays a group."""

Marks = dict[Condition, bool]


@dataclass(frozen=True, slots=True)
class Column:
    """One way in which a rule fires, the `number`th `of` so many. `rule` is empty where no author wrote it."""

    rule: str
    number: int
    of: int
    marks: Mapping[Condition, bool]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """All ways to come to the subject. A row is a test or a group of them."""

    subject: Subject
    rows: tuple[Condition, ...]
    columns: tuple[Column, ...]

    def applies(self, column: Column, known: Known) -> bool:
        """Every mark of the column holds."""
        return all(evaluate(row, known) is mark for row, mark in column.marks.items())


def decision_table(base: Base, name: str) -> DecisionTable:
    """The table of what has this name: a finding, else an urgency, pathway or caution. Raises TriageError."""
    subject = subjects(base, name)[0]
    columns = []
    for way in ways(base, subject):
        several = list(_columns(inward(way.when)))
        columns += [Column(way.rule, number, len(several), marks) for number, marks in enumerate(several, 1)]
    return DecisionTable(
        subject, tuple(dict.fromkeys(row for column in columns for row in column.marks)), tuple(columns)
    )


def _columns(condition: Condition) -> Iterable[Marks]:
    """The ways in which a condition is true, none of them part of another."""
    parts = conjuncts(condition)
    columns: list[Marks] = [{}]
    groups: Marks = {}
    # The small ones first: what is left over as a group is what would multiply most.
    for part in sorted(parts, key=lambda part: len(_ways(part) or range(MOST + 1))):
        several = _ways(part)
        if several is None or len(columns) * len(several) > MOST:
            groups |= {part.part: False} if isinstance(part, Not) else {part: True}
        else:
            columns = list(_together(columns, several))
    return _smallest(merged for marks in columns if (merged := _merged(marks, groups)) is not None)


def _ways(condition: Condition) -> list[Marks] | None:
    """The same, or None where there are too many."""
    match condition:
        case Meant():
            return [{condition: True}]
        case Denied(_, meant):
            return [{meant: False}]
        case All(parts):
            alternatives: list[Marks] = [{}]
            for part in parts:
                several = _ways(part)
                if several is None or len(alternatives) * len(several) > MOST:
                    return None
                alternatives = list(_together(alternatives, several))
            return alternatives
        case Any(parts):
            alternatives = []
            for part in parts:
                several = _ways(part)
                if several is None or len(alternatives) + len(several) > MOST:
                    return None
                alternatives += several
            return alternatives
        case AtLeast(count, parts):
            return _ways(Any(tuple(map(All, combinations(parts, count))))) if len(parts) <= MOST else None
        case Not(part):
            return [{part: False}]
        case _:
            return [{condition: True}]


def _together(alternatives: Iterable[Marks], others: list[Marks]) -> Iterator[Marks]:
    for one in alternatives:
        for other in others:
            merged = _merged(one, other)
            if merged is not None:
                yield merged


def _merged(one: Marks, other: Marks) -> Marks | None:
    """Both, or None where they contradict each other: nothing is true and false."""
    if any(one.get(row, mark) is not mark for row, mark in other.items()):
        return None
    return one | other


def _smallest(alternatives: Iterable[Marks]) -> list[Marks]:
    columns = list(alternatives)
    return [
        marks
        for place, marks in enumerate(columns)
        if not any(
            other.items() <= marks.items() and (other != marks or before < place)
            for before, other in enumerate(columns)
        )
    ]
