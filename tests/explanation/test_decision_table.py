"""A decision table, read as a decision table, says what the rules say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests import once
from tests.scale import URGENCIES
from tests.strategies import Case, cases
from triage.explanation.decision_table import MOST, Column, decision_table
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.condition import All, Any, AtLeast, Condition, Is, Not
from triage.language.errors import TriageError
from triage.language.evaluate import Known


@given(case=cases())
def test_a_column_applies_exactly_where_its_rule_fires(case: Case) -> None:
    base, answers = case
    told = conclude(base, answers)
    known = Known(told.values, told.findings)
    for finding in base.findings:
        table = decision_table(base, finding)
        applying = {column.rule for column in table.columns if table.applies(column, known)}
        assert bool(applying) == (told.findings.get(finding) is True)
        assert applying - {""} == {rule for rule in told.fired if finding in base.rules[rule].establish}
    for level in URGENCIES:
        table = decision_table(base, level)
        applying = {column.rule for column in table.columns if table.applies(column, known)}
        assert applying == {rule for rule in told.fired if base.rules[rule].urgency == level}


@given(case=cases())
def test_no_rule_takes_too_many_columns_and_no_column_is_part_of_another(case: Case) -> None:
    base, _ = case
    for finding in base.findings:
        table = decision_table(base, finding)
        rules: dict[str, list[Column]] = {}
        for column in table.columns:
            rules.setdefault(column.rule, []).append(column)
        for columns in rules.values():
            assert [column.number for column in columns] == list(range(1, columns[0].of + 1))
            assert len(columns) == columns[0].of <= MOST
            assert not any(
                one.marks.items() <= other.marks.items() for one in columns for other in columns if one is not other
            )


A, B, C, D = (Is(name, ("yes",)) for name in "abcd")
MANY = Any(tuple(Is(f"q{number}", ("yes",)) for number in range(MOST + 1)))

TABLE: list[tuple[str, Condition, list[dict[Condition, bool]]]] = [
    ("always", All(()), [{}]),
    ("never", Any(()), []),
    ("not is N", All((A, Not(B))), [{A: True, B: False}]),
    ("alternatives stand beside each other", All((A, Any((B, C)))), [{A: True, B: True}, {A: True, C: True}]),
    ("not any is N for all", Not(Any((A, B))), [{A: False, B: False}]),
    ("not all is a column each", Not(All((A, B))), [{A: False}, {B: False}]),
    (
        "two of three",
        AtLeast(2, (A, B, C)),
        [{A: True, B: True}, {A: True, C: True}, {B: True, C: True}],
    ),
    ("what contradicts itself is no column", Any((All((A, Not(A))), B)), [{B: True}]),
    ("what says more than another is no column", Any((A, All((A, B)))), [{A: True}]),
    ("too many alternatives stay a group", All((A, MANY)), [{A: True, MANY: True}]),
]


@pytest.mark.parametrize(("note", "condition", "marks"), TABLE, ids=[row[0] for row in TABLE])
def test_columns(note: str, condition: Condition, marks: list[dict[Condition, bool]], ankle: Base) -> None:
    rule = replace(next(iter(ankle.rules.values())), id="only", when=condition, establish=("made-up",))
    finding = replace(next(iter(ankle.findings.values())), id="made-up")
    base = replace(ankle, rules={"only": rule}, findings={"made-up": finding})
    assert [dict(column.marks) for column in decision_table(base, "made-up").columns] == marks, note


def test_an_unknown_name_gets_the_nearest(ankle: Base) -> None:
    with pytest.raises(TriageError, match="did you mean `urgent`"):
        decision_table(ankle, "urgant")


def test_every_finding_and_level_of_the_shipped_base_has_its_table() -> None:
    base = once.base()
    for name in (*base.findings, *URGENCIES):
        table = decision_table(base, name)
        rules = [rule.id for rule in base.rules.values() if name in rule.establish or rule.urgency == name]
        assert list(dict.fromkeys(column.rule for column in table.columns if column.rule)) == rules
