"""Two outcomes side by side, and how changes are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Case, answers, cases
from tests.terminal.person import TOOTH
from triage.explanation.change import read_changes
from triage.explanation.what_if import what_if
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.errors import AnswerError, TriageError
from triage.language.load import load


@pytest.fixture(scope="module")
def tooth() -> Base:
    return load(TOOTH)


@given(case=cases(), data=st.data())
def test_what_differs_is_told_and_nothing_else(case: Case, data: st.DataObject) -> None:
    base, given_answers = case
    others = data.draw(answers(base))
    found = what_if(infer(base, given_answers), others)
    assert found.after == infer(base, {**given_answers, **others})
    for one, other in ((found.before, found.after), (found.after, found.before)):
        new = found.fired if other is found.after else found.not_fired
        assert set(new) == set(other.fired) - set(one.fired)
        applies = found.cautions if other is found.after else found.no_cautions
        assert set(applies) == set(other.cautions) - set(one.cautions)
    shifted = {shift.finding: (shift.before, shift.after) for shift in found.findings}
    for name, finding in base.findings.items():
        statuses = found.before.status(name), found.after.status(name)
        assert shifted.get(name, (statuses[0],) * 2) == (statuses if finding.kind != "sign" else (statuses[0],) * 2)


def test_changes_are_read_as_answers(tooth: Base) -> None:
    given_changes = ["fever=yes", "pain = 6.5", "sore-with=lying,cold", "days=unknown", "onset=knock"]
    assert read_changes(tooth, given_changes) == {
        "fever": "yes",
        "pain": 6.5,
        "sore-with": ("cold", "lying"),
        "days": "unknown",
        "onset": "knock",
    }
    assert read_changes(tooth, ["sore-with=none"]) == {"sore-with": ()}


@pytest.mark.parametrize(
    ("given_changes", "message"),
    [
        (["fever"], "--what-if: `fever` is no change; expected QUESTION=ANSWER, such as hard-to-breathe=unknown"),
        (["fever="], "--what-if: `fever=` is no change; expected QUESTION=ANSWER, such as hard-to-breathe=unknown"),
        (["fevr=yes"], "--what-if: unknown question `fevr`; did you mean `fever`?"),
        (["fever=yes", "fever=no"], "--what-if: question `fever` is answered twice; keep one"),
        (["pain=11"], "`pain`: 11 is out of range; expected a number from 0 to 10, or `unknown`"),
        (["onset=a,b"], "`onset`: `a,b` is no answer; expected one of `knock`, `gradual`, `other`, `unknown`"),
    ],
)
def test_a_change_that_cannot_be_is_refused(given_changes: list[str], message: str, tooth: Base) -> None:
    with pytest.raises((TriageError, AnswerError)) as error:
        read_changes(tooth, given_changes)
    assert str(error.value) == message
