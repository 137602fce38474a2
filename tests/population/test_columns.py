"""A column says of every row what the evaluator says of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.engines import decision
from tests.strategies import answers, sketches
from triage.inference.reference import Conclusions, conclude
from triage.language.base import Base
from triage.language.evaluate import Answer, Known, evaluate
from triage.population.columns import FINDING, RULE, Columns


def held_to(base: Base, cases: Sequence[Mapping[str, Answer]]) -> None:
    """Every row is what the reference says."""
    columns = Columns(base)
    for case, row in zip(cases, columns.conclude(columns.of_cases(cases)).to_dicts(), strict=True):
        known: Conclusions = conclude(base, case)
        facts = Known(known.values, known.findings)
        urgency, leading, pathway = decision(base, known)
        assert row == {
            **{FINDING + name: known.findings.get(name) for name in base.findings},
            **{RULE + rule.id: evaluate(rule.when, facts) for rule in base.rules.values()},
            "urgency": known.urgency,
            "leading": leading,
            "pathway": pathway,
        }
        assert urgency == known.urgency or known.urgency is None


@given(st.data())
def test_columns_and_evaluator_agree_on_any_base(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=6)))
